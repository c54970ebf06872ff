"""A Word file becomes lines, in the order a reader meets them, with their automatic numbers."""

import re

from consultations.importers.draft import Warning_
from consultations.importers.fonts import converted
from consultations.importers.lines import Line, clean, dropped_pages, is_page_number
from consultations.importers.numbering import Numbering
from consultations.importers.openings import openings
from consultations.importers.package import WordParts
from consultations.importers.runs import Paragraph, Reader, chosen
from consultations.importers.styles import read_styles
from consultations.importers.tables import cells_of, is_layout, paragraphs_of, rows_of
from consultations.importers.warnings import WarningCode
from consultations.importers.wordfonts import modernise
from consultations.importers.wordxml import attribute, child, name

_CONTENTS_STYLE = re.compile(r"toc \d|toc heading|table of figures")
_CHANGED = ("ins", "del", "moveFrom", "moveTo")
_GONE = ("del", "moveFrom")

_MARK_AFTER_NUMBER = re.compile(r"[.:)/]+(?=\s|$)")


def lines_of(parts: WordParts, read_chunk=None) -> tuple[list[Line], list[Warning_]]:
    """read_chunk: gives the lines of a document inside the document, or None if it cannot be read."""
    old_fonts = modernise(parts, read_styles(parts.styles))
    document = _Document(parts, read_chunk)
    lines, warnings = document.read()
    if document.lost_its_end():
        lines, warnings = _Document(parts, read_chunk, keep_contents=True).read()
    return lines, [*converted(old_fonts), *warnings]


class _Document:
    def __init__(self, parts: WordParts, read_chunk, *, keep_contents: bool = False):
        self._parts, self._read_chunk = parts, read_chunk
        self._styles = read_styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._reader = Reader(self._styles, keep_contents=keep_contents)
        self._notes = {
            "footnote": _by_id(parts.footnotes),
            "endnote": _by_id(parts.endnotes),
        }
        self._lines: list[Line] = []
        self._pages: list[int] = []
        self._carried = ""  # words of a paragraph whose end mark was deleted
        self._blank = False
        self._in_row = False
        self._embedded = 0  # documents inside the document that could not be read

    def read(self) -> tuple[list[Line], list[Warning_]]:
        body = child(self._parts.document, "body")
        if body is not None:
            self._blocks(body)
        self._add(self._carried)
        return self._lines, [*self._warnings(), *dropped_pages(self._pages)]

    def lost_its_end(self) -> bool:
        """Whether a table of contents begins and never ends, as in files cut short."""
        return self._reader.in_contents()

    def _warnings(self) -> list[Warning_]:
        noticed, found = self._reader.noticed, []
        if noticed.changes:
            found.append(Warning_(WarningCode.CHANGES_ACCEPTED, values={"count": noticed.changes}))
        if noticed.contents:
            found.append(Warning_(WarningCode.CONTENTS_SKIPPED))
        if noticed.hidden:
            found.append(Warning_(WarningCode.HIDDEN_SKIPPED))
        for code, count in (
            (WarningCode.PICTURES_LEFT_OUT, noticed.pictures),
            (WarningCode.EQUATIONS_FLATTENED, noticed.equations),
            (WarningCode.EMBEDDED_LEFT_OUT, self._embedded),
        ):
            if count:
                found.append(Warning_(code, values={"count": count}))
        return found

    def _blocks(self, container) -> None:
        for one in container:
            tag = name(one)
            if tag == "p":
                self._paragraph(one)
            elif tag == "tbl":
                self._table(one)
            elif tag == "sdt" and _is_contents(one):
                self._reader.noticed.contents = True
            elif tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                self._blocks(one)
            elif tag == "AlternateContent":
                self._blocks(chosen(one))
            elif tag == "altChunk":
                self._chunk(one)
            elif tag in ("oMath", "oMathPara"):
                self._paragraph(one)

    def _chunk(self, element) -> None:
        """A document inside the document, taken in where it stands."""
        data = (self._parts.chunks or {}).get(attribute(element, "id") or "")
        lines = self._read_chunk(data) if data and self._read_chunk else None
        if lines is None:
            self._embedded += 1
        else:
            self._lines += lines

    def _paragraph(self, element) -> None:
        properties = child(element, "pPr")
        style_id = attribute(child(properties, "pStyle"), "val")
        found = self._reader.read(element)
        if self._is_contents_style(style_id):
            self._reader.noticed.contents |= bool(found.text.strip())
            return
        text = self._carried + found.text
        self._carried = ""
        marks = _marks(properties)
        self._reader.noticed.changes += not marks.isdisjoint(_CHANGED)
        if not marks.isdisjoint(_GONE):
            self._carried = text
        elif found.hidden and not text.strip() and "vanish" in marks:
            pass
        else:
            label = clean(self._numbering.label(properties, style_id))
            self._add(text, label, **self._looks(found, properties, style_id))
        for box in found.boxes:
            self._blocks(box)
        for note in found.notes:
            self._note(*note)

    def _is_contents_style(self, style_id) -> bool:
        style = next(self._styles.chain(style_id), None) if style_id else None
        return bool(style and _CONTENTS_STYLE.fullmatch(style.name))

    def _looks(self, found: Paragraph, properties, style_id) -> dict[str, bool]:
        own = attribute(child(properties, "jc"), "val")
        alignment = own or self._styles.first(style_id, "alignment")
        bold = found.letters > 0 and found.bold_letters >= 0.9 * found.letters
        return {"bold": bold, "centered": alignment == "center"}

    def _add(self, text: str, label: str = "", **looks: bool) -> None:
        """One paragraph; its line breaks part it where a reader would see a new paragraph."""
        pieces = _pieces(text)
        if not pieces:
            self._blank = True
            return
        if label:
            mark = _MARK_AFTER_NUMBER.match(pieces[0])
            if mark and label[-1].isalnum():
                # The list prints "Điều 1", the full stop is typed.
                label, pieces[0] = label + mark[0], pieces[0][mark.end() :].strip()
        for at, piece in enumerate(pieces):
            last_page = self._pages[-1] if self._pages else None
            page = None if label or self._in_row else is_page_number(piece, last_page)
            if page is not None:
                self._pages.append(page)
                continue
            self._lines.append(Line(piece, "" if at else label, after_blank=self._blank and not at, **looks))
        self._blank = False

    def _note(self, kind: str, note_id: str) -> None:
        """A footnote stands after its paragraph, as words of the same clause."""
        note = self._notes[kind].pop(note_id, None)
        text = clean(_all_text(self._reader, note)) if note is not None else ""
        if text:
            self._lines.append(Line(text, table=True))

    def _table(self, table) -> None:
        """A table that lays out the letterhead, the signatures or a box is read cell by cell."""
        if self._carried:
            self._add(self._carried)
            self._carried = ""
        rows = [row for row in rows_of(table) if child(row, "trPr", "del") is None]
        cells = [list(cells_of(row)) for row in rows]
        first = len(self._lines)
        if not self._in_row and is_layout(table, cells, self._styles, at_top=not self._lines):
            for cell in (cell for row in cells for cell in row):
                self._blocks(cell)
            return
        for row in cells:
            self._row(row)
        self._lines[first:] = [line for line in self._lines[first:] if line.text]

    def _row(self, cells) -> None:
        """One line of the cells' words; their lists go on counting."""
        outer, self._lines = self._lines, []
        was_in_row, self._in_row = self._in_row, True
        texts = []
        for cell in cells:
            self._blocks(cell)
            texts.append(" ".join(line.printed() for line in self._lines))
            self._lines = []
        self._lines, self._in_row = outer, was_in_row
        text = " | ".join(texts) if any(texts) else ""
        self._lines.append(Line(text, table=True))


def _pieces(text: str) -> list[str]:
    """A paragraph parted at line breaks, save where a sentence or a title runs on."""
    pieces: list[str] = []
    for raw in text.split("\n"):
        piece = clean(raw)
        if not piece:
            continue
        runs_on = pieces and piece[0].islower() and not openings(piece)
        if runs_on:
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


def _is_contents(sdt) -> bool:
    gallery = child(sdt, "sdtPr", "docPartObj", "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"


def _marks(properties) -> set[str]:
    """What is said of the sign that ends the paragraph: inserted, deleted, hidden."""
    looks = child(properties, "rPr")
    return set() if looks is None else {name(one) for one in looks}


def _by_id(root) -> dict:
    if root is None:
        return {}
    return {attribute(one, "id") or "": one for one in root if name(one)}


def _all_text(reader: Reader, note) -> str:
    return " ".join(reader.read(one).text for one in paragraphs_of(note))
