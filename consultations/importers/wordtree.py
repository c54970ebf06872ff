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


def parts_of(body, **others) -> WordParts:
    """others: styles, numbering, footnotes, endnotes."""
    document = new("document")
    document.append(body)
    rest = dict.fromkeys(WordParts.__dataclass_fields__) | others
    return WordParts(**rest | {"document": document})
