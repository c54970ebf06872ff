"""A Word 97 file (.doc) becomes the tree of a newer one, with its fonts, numbers and tables."""

import struct

from consultations.importers import docfile, wordtree
from consultations.importers.docfile import DocFile, modifiers, paired
from consultations.importers.doclists import (
    add_looks,
    add_paragraph_looks,
    changes,
    fonts_of,
    numbering_of,
    styles_of,
    symbol,
)
from consultations.importers.draft import UnreadableDraft
from consultations.importers.package import WordParts
from consultations.importers.warnings import RefusalCode
from consultations.importers.wordbody import Body, Mark

_BROKEN = (
    struct.error, IndexError, KeyError, OSError, OverflowError, RecursionError, TypeError, ValueError,
)  # fmt: skip
_PARAGRAPH_ENDS, _CELL_END = "\r\f", "\a"
_FIELD = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
_NOTE, _SYMBOL, _BOX, _PICTURE = "\x02", "(", "\x08", "\x01"
_SPECIAL = 0x0855
# Word writes a soft hyphen, and the ư of TCVN3 on the same code, as its own mark.
_PLAIN = {"\v": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "\u00ad"}
_IN_TABLE, _ROW_END, _TABLE_DEFINITION = (0x2416, 0x244B), 0x2417, 0xD608
_BORDERS = {0xD605: 4, 0xD613: 8}


def open_doc(data: bytes) -> WordParts:
    """Raises UnreadableDraft for a damaged file, one with a password and one of an older Word."""
    try:
        return _Document(DocFile(data)).parts()
    except _BROKEN as error:
        raise UnreadableDraft(RefusalCode.DAMAGED) from error


class _Document:
    def __init__(self, file: DocFile):
        self._file = file
        self._fonts = fonts_of(file)
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self._notes = {
            at: ("footnote", number)
            for number, at in enumerate(file.positions(docfile.NOTES, 2)[:-1], 1)
        } | {
            at: ("endnote", number)
            for number, at in enumerate(file.positions(docfile.END_NOTES, 2)[:-1], 1)
        }  # fmt: skip

    def parts(self) -> WordParts:
        text, notes, headers, macros, comments, end_notes, boxes, _ = self._file.counts
        before = text + notes + headers + macros + comments
        body = self._body(0, text)
        self._add_boxes(body, before + end_notes, boxes)
        return wordtree.parts_of(
            body,
            styles=styles_of(self._file, self._fonts),
            numbering=numbering_of(self._file, self._fonts),
            footnotes=self._note_root("footnote", text, docfile.NOTE_TEXTS),
            endnotes=self._note_root("endnote", before, docfile.END_NOTE_TEXTS),
        )

    def _body(self, begin: int, end: int):
        """<w:body> of the characters between."""
        body = Body()
        paragraph = wordtree.new("p")
        for segment in self._file.segments(begin, end):
            words, at = "", segment.begin
            for at, character in enumerate(segment.text, segment.begin):
                if character in _PARAGRAPH_ENDS or character == _CELL_END:
                    self._add_run(paragraph, words, segment.modifiers)
                    self._end(paragraph, at, character, segment.modifiers, body)
                    paragraph, words = wordtree.new("p"), ""
                elif character < " " and character != "\t" or character == _SYMBOL:
                    self._add_run(paragraph, words, segment.modifiers)
                    words = self._special(paragraph, at, character, segment.modifiers)
                else:
                    words += character
            self._add_run(paragraph, words, segment.modifiers)
        if len(paragraph):
            body.add(paragraph, Mark())
        return body.element()

    def _end(self, paragraph, at: int, character: str, said: bytes, body: Body) -> None:
        style, about = self._file.paragraph(at)
        looks = add_paragraph_looks(paragraph, style, about)
        paragraph.insert(0, looks)
        mark = wordtree.add(looks, "rPr")
        for change in changes(said):
            wordtree.add(mark, change)
        body.add(paragraph, _mark(about, character == _CELL_END))

    def _add_run(self, paragraph, text: str, said: bytes):
        """A run, within the tracked change it belongs to; None without words."""
        if not text:
            return None
        run = self._run(paragraph, said)
        is_instruction = bool(self._fields) and not self._fields[-1]
        wordtree.add_text(run, paired(text), "instrText" if is_instruction else "t")
        return run

    def _run(self, paragraph, said: bytes):
        parent = paragraph
        for change in sorted(changes(said)):
            parent = wordtree.add(parent, change)
        run = wordtree.add(parent, "r")
        add_looks(run, said, self._fonts)
        return run

    def _special(self, paragraph, at: int, character: str, said: bytes) -> str:
        """Adds what the character stands for; the words that it begins."""
        is_special = any(sprm == _SPECIAL and value == b"\1" for sprm, value in modifiers(said))
        if character in _FIELD:
            self._field(paragraph, _FIELD[character], said)
        elif character == _SYMBOL:
            return symbol(said) or character if is_special else character
        elif character == _NOTE and at in self._notes:
            kind, number = self._notes[at]
            wordtree.add(self._run(paragraph, said), f"{kind}Reference", id=str(number))
        elif character == _PICTURE and is_special and all(self._fields):
            wordtree.add_picture(self._run(paragraph, said))
        return _PLAIN.get(character, "")

    def _field(self, paragraph, kind: str, said: bytes) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()
        wordtree.add(self._run(paragraph, said), "fldChar", fldCharType=kind)

    def _note_root(self, kind: str, begin: int, which: int):
        root, positions = wordtree.new(f"{kind}s"), self._file.positions(which, 0)
        for number, (first, last) in enumerate(zip(positions, positions[1:], strict=False), 1):
            note = wordtree.add(root, kind, id=str(number))
            note.extend(self._body(begin + first, begin + last))
        return root

    def _add_boxes(self, body, begin: int, length: int) -> None:
        """The words of text boxes stand behind the text; which paragraph they float by is lost."""
        if length:
            body.extend(self._body(begin, begin + length))


def _mark(said: bytes, ends_cell: bool) -> Mark:
    in_table = ends_row = ruled = False
    for sprm, operand in modifiers(said):
        if sprm in _IN_TABLE:
            in_table |= operand == b"\1"
        elif sprm == _ROW_END:
            ends_row = operand == b"\1"
        elif sprm in _BORDERS:
            ruled |= _has_line(operand, _BORDERS[sprm])
        elif sprm == _TABLE_DEFINITION and operand:
            cells = operand[1 + 2 * (operand[0] + 1) :]
            ruled |= any(_has_line(cells[at + 4 : at + 20], 4) for at in range(0, len(cells), 20))
    return Mark(in_table, ends_cell, ends_row, ruled)


def _has_line(borders: bytes, size: int) -> bool:
    """borders: of `size` bytes each; the kind of line is byte 1 of the short form, 5 of the long."""
    return any(borders[at] not in (0, 255) for at in range(1 if size == 4 else 5, len(borders), size))
