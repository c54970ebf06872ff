"""Word's tree of paragraphs, built for what another format says: one reader then serves them all."""

from lxml import etree

from consultations.importers.package import WordParts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What XML cannot hold; none of it is ever printed.
_UNPRINTED = {code: None for code in (*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))}
for _kept in "\t\n":
    del _UNPRINTED[ord(_kept)]


def new(tag: str, value: str | None = None, **attributes: str):
    """<w:tag w:val="value" …/>."""
    element = etree.Element(_W + tag)
    return _with(element, value, attributes)


def add(parent, tag: str, value: str | None = None, **attributes: str):
    return _with(etree.SubElement(parent, _W + tag), value, attributes)


def _with(element, value, attributes):
    if value is not None:
        attributes["val"] = value
    for key, said in attributes.items():
        element.set(_W + key, said.translate(_UNPRINTED))
    return element


def add_text(run, text: str, tag: str = "t") -> None:
    """Its tabs and line ends become elements, as Word has them."""
    words = ""
    for character in text.translate(_UNPRINTED):
        if character in "\t\n":
            _add_words(run, words, tag)
            add(run, "tab" if character == "\t" else "br")
            words = ""
        else:
            words += character
    _add_words(run, words, tag)


def _add_words(run, words: str, tag: str) -> None:
    if words:
        add(run, tag).text = words


def add_run(paragraph, text: str = "", *, font: str = "", bold: bool = False, **switches: bool):
    """switches: caps, vanish."""
    run = add(paragraph, "r")
    looks = add(run, "rPr")
    if font:
        add(looks, "rFonts", ascii=font)
    for switch, is_on in {"b": bold, **switches}.items():
        if is_on:
            add(looks, switch)
    add_text(run, text)
    return run


def add_picture(run) -> None:
    """What stands for a picture, so that it is told that there is one."""
    add(add(run, "pict"), "imagedata")


def parts_of(body, **others) -> WordParts:
    """others: styles, numbering, footnotes, endnotes."""
    document = new("document")
    document.append(body)
    rest = dict.fromkeys(WordParts.__dataclass_fields__) | others
    return WordParts(**rest | {"document": document})


class Labels:
    """w:numbering for formats that write each number as it is printed: a list of its own for each."""

    def __init__(self):
        self.root = new("numbering")
        self._lists: dict[tuple[str, str], str] = {}

    def put(self, paragraph_looks, label: str, font: str = "") -> None:
        """paragraph_looks: a w:pPr. font: what the label is set in."""
        num_id = self._lists.get((label, font)) or self._add(label, font)
        add(add(paragraph_looks, "numPr"), "numId", num_id)

    def _add(self, label: str, font: str) -> str:
        num_id = self._lists[label, font] = str(len(self._lists) + 1)
        level = add(add(self.root, "abstractNum", abstractNumId=num_id), "lvl", ilvl="0")
        add(level, "numFmt", "none")
        # A word joiner, which no line keeps, lets "%1" stay what it is.
        add(level, "lvlText", label.replace("%", "%\u2060"))
        if font:
            add(add(level, "rPr"), "rFonts", ascii=font)
        add(add(self.root, "num", numId=num_id), "abstractNumId", num_id)
        return num_id
