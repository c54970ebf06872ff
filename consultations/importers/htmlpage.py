"""The elements of a web page, written into Word's tree; lists get the numbers a browser shows."""

import re

from consultations.importers import wordtree
from consultations.importers.htmlstyles import Look, Sheet
from consultations.importers.numerals import numeral
from consultations.importers.package import WordParts
from consultations.importers.wordtree import Labels

MAX_DEPTH = 200
# A row of data is never that long.
PAGE_BLOCKS = 30

_PLAIN = Look()
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul", "dl", "dt", "dd", "blockquote", "pre",
    "center", "section", "article", "main", "header", "footer", "aside", "address", "figure", "figcaption",
    "form", "fieldset", "legend", "hr", "body", "details", "summary", "caption", "dir", "menu",
))  # fmt: skip
# What is no text of the page, or a control that people fill in.
_SKIPPED = frozenset((
    "script", "style", "head", "title", "template", "nav", "select", "button", "textarea", "input", "iframe",
    "noframes", "noscript", "datalist", "map", "rp", "rt",
))  # fmt: skip
_PICTURES = frozenset(("img", "svg", "object", "embed", "canvas", "video", "audio", "picture", "imagedata"))
_ROWS = frozenset(("thead", "tbody", "tfoot"))
_BULLETS = ("•", "◦", "▪")
_BORDERS = frozenset(("border", "border-top", "border-bottom", "border-left", "border-right", "border-style"))
_NUMBER = re.compile(r"-?\d{1,6}")
_NOTE = re.compile(r"(?:sdfootnote|sdendnote|ftn|edn|fn)\d+")
_NOTE_MARK = re.compile(r"#_?((?:sdfootnote|sdendnote|ftn|edn|fn)\d+)(?:sym)?")


class Page:
    def __init__(self, root):
        self._root = root
        self._sheet = Sheet("\n".join(one.text or "" for one in root.iter("style")))
        self._labels = Labels()
        # Notes stand at the end of a page, and in the draft behind the paragraph that names them.
        bodies = (one for one in root.iter("div", "li", "p") if _NOTE.fullmatch(one.get("id") or ""))
        self._notes = {one.get("id"): one for one in bodies}
        self._named: set[str] = set()
        self._parent = self._paragraph = None
        self._label = ""  # the number of a list item that has no words yet
        self._lists: list[int] = []  # of each list around, the number of its next item

    def parts(self) -> WordParts:
        body, notes = wordtree.new("body"), wordtree.new("footnotes")
        self._fill(body, self._root)
        for key, element in self._notes.items():
            is_named = key in self._named
            self._fill(wordtree.add(notes, "footnote", id=key) if is_named else body, element)
        return wordtree.parts_of(body, numbering=self._labels.root, footnotes=notes)

    def _fill(self, parent, element, look: Look = _PLAIN, depth: int = 0) -> None:
        """What is in the element becomes paragraphs of `parent`."""
        outer, self._parent = self._parent, parent
        self._end()
        self._inside(element, look, depth)
        self._end()
        self._parent = outer

    def _inside(self, element, look: Look, depth: int) -> None:
        self._text(element.text, look)
        for one in element:
            if isinstance(one.tag, str):
                self._one(one, look, depth + 1)
            self._text(one.tail, look)

    def _one(self, element, look: Look, depth: int) -> None:
        tag = element.tag.lower()
        if tag in _SKIPPED or self._notes.get(element.get("id")) is element or _is_running_head(element):
            return
        if depth > MAX_DEPTH:
            self._text(element.xpath("string()"), look)
        elif tag in _PICTURES:
            wordtree.add_picture(self._run(look))
        elif tag == "br":
            wordtree.add_text(self._run(look), "\n")
        elif tag == "table":
            self._table(element, self._sheet.look(element, look), depth)
        elif tag in _BLOCKS or tag in ("tr", "td", "th"):
            self._block(tag, element, self._sheet.look(element, look), depth)
        elif tag == "a" and (noted := self._noted(element)):
            wordtree.add(self._run(look), "footnoteReference", id=noted)
            self._named.add(noted)
        else:
            self._inside(element, self._sheet.look(element, look), depth)

    def _block(self, tag: str, element, look: Look, depth: int) -> None:
        self._end()
        if tag in ("ol", "ul"):
            self._lists.append(_whole(element.get("start"), 1))
            self._inside(element, look, depth)
            self._lists.pop()
        else:
            if tag == "li":
                self._label = self._item_label(element, look)
            self._inside(element, look, depth)
        self._end(look, is_empty_line=tag == "p")

    def _item_label(self, element, look: Look) -> str:
        """The number or bullet as a browser shows it."""
        if not self._lists or look.numbers == "none":
            return ""
        number = self._lists[-1] = _whole(element.get("value"), self._lists[-1])
        self._lists[-1] += 1
        if look.numbers == "bullet":
            return _BULLETS[min(len(self._lists), len(_BULLETS)) - 1]
        return f"{numeral(number, look.numbers)}."

    def _noted(self, element) -> str:
        found = _NOTE_MARK.fullmatch(element.get("href") or "")
        return found[1] if found and found[1] in self._notes else ""

    def _table(self, table, look: Look, depth: int) -> None:
        """A table that lays out a whole page is read cell by cell."""
        self._end()
        built = wordtree.new("tbl")
        if self._is_ruled(table):
            wordtree.add(wordtree.add(wordtree.add(built, "tblPr"), "tblBorders"), "top", "single")
        for row in self._rows(table, look, depth):
            cells = [one for one in row if one.tag in ("td", "th")]
            is_layout = any(_holds_a_page(cell) for cell in cells)
            into = None if is_layout else wordtree.add(built, "tr")
            for one in row:
                if one in cells:
                    parent = self._parent if is_layout else wordtree.add(into, "tc")
                    self._fill(parent, one, self._sheet.look(one, self._sheet.look(row, look)), depth + 2)
                elif isinstance(one.tag, str):
                    self._one(one, look, depth + 1)
                self._text(one.tail, look)
        self._end()
        if len(built):
            self._parent.append(built)

    def _rows(self, part, look: Look, depth: int):
        """The rows; what else is in the table is read on the way."""
        self._text(part.text, look)
        for one in part:
            if one.tag == "tr":
                self._text(one.text, look)
                yield one
            elif one.tag in _ROWS:
                yield from self._rows(one, look, depth)
            elif isinstance(one.tag, str):
                self._one(one, look, depth + 1)
            self._text(one.tail, look)

    def _is_ruled(self, table) -> bool:
        if (table.get("border") or "0").strip() not in ("0", ""):
            return True
        said = (self._sheet.said(one) for one in table.iter("table", "td", "th"))
        return any(_draws_line(value) for one in said for name, value in one.items() if name in _BORDERS)

    def _text(self, words: str | None, look: Look) -> None:
        if not words:
            return
        if not look.keeps_spaces:
            words = _SPACE.sub(" ", words)
        if self._paragraph is None and not words.strip():
            return
        wordtree.add_text(self._run(look), words)

    def _run(self, look: Look):
        if self._paragraph is None:
            self._paragraph = wordtree.new("p")
        parent = wordtree.add(self._paragraph, look.change) if look.change else self._paragraph
        return wordtree.add_run(parent, font=look.font, bold=look.bold, caps=look.caps, vanish=look.hidden)

    def _end(self, look: Look | None = None, *, is_empty_line: bool = False) -> None:
        """Ends the paragraph, which looks as the block around it."""
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            if is_empty_line and not self._label:
                wordtree.add(self._parent, "p")
            return
        properties = wordtree.new("pPr")
        if look and look.centered:
            wordtree.add(properties, "jc", "center")
        if self._label:
            self._labels.put(properties, self._label)
            self._label = ""
        paragraph.insert(0, properties)
        self._parent.append(paragraph)


def _is_running_head(element) -> bool:
    return element.tag == "div" and (element.get("title") or "").lower() in ("header", "footer")


def _holds_a_page(cell) -> bool:
    return sum(1 for _ in cell.iter("p", "div", "li", "tr")) > PAGE_BLOCKS


def _draws_line(border: str) -> bool:
    return border not in ("", "none", "hidden", "0") and not border.startswith(
        ("none", "0 ", "0px", "medium none")
    )


def _whole(value: str | None, otherwise: int) -> int:
    found = _NUMBER.fullmatch(value or "")
    return int(found[0]) if found else otherwise
