"""The words of one Word paragraph: what is printed, nothing deleted, hidden or instructing."""

from dataclasses import dataclass, field

from consultations.importers.numberfields import NumberFields, is_number_field
from consultations.importers.styles import Styles
from consultations.importers.symbols import symbol
from consultations.importers.wordxml import (
    attribute,
    child,
    children,
    is_contents_field,
    is_on,
    name,
)

_SKIPPED = frozenset(
    (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "sectPr",
        "commentReference",
        "rt",
        "fldData",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "tblPr",
        "tblGrid",
        "tcPr",
        "trPr",
    )
)
# What stands for a picture, a chart or an embedded file; lines and frames are drawn without any.
_PICTURES = frozenset(("blip", "imagedata", "chart", "relIds", "OLEObject"))
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-"}


@dataclass
class Noticed:
    """What was left out on the way, to be told."""

    changes: int = 0
    contents: bool = False
    hidden: bool = False
    pictures: int = 0
    equations: int = 0


@dataclass
class Paragraph:
    """boxes: w:txbxContent of text boxes anchored here. notes: (footnote or endnote, its id)."""

    pieces: list[str] = field(default_factory=list)
    boxes: list = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    hidden: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Reader:
    """Reads paragraph after paragraph, because a field may begin in one and end in another."""

    def __init__(self, styles: Styles, *, keep_contents: bool = False):
        self._styles = styles
        self._keep_contents = keep_contents
        self._fields: list[list] = []  # [instruction, whether its result has begun, words of its result]
        self._numbers = NumberFields()
        self.noticed = Noticed()

    def in_contents(self) -> bool:
        """Whether a table of contents has begun and not ended."""
        found = any(is_contents_field(instruction) for instruction, *_ in self._fields)
        return found and not self._keep_contents

    def read(self, paragraph) -> Paragraph:
        found = Paragraph()
        style_id = attribute(child(paragraph, "pPr", "pStyle"), "val")
        self._walk(paragraph, found, style_id)
        # An instruction that nobody ended must not swallow the rest of the draft.
        self._fields = [one for one in self._fields if one[1]]
        return found

    def _walk(self, element, found: Paragraph, style_id) -> None:
        for one in element:
            tag = name(one)
            if tag in ("ins", "del", "moveFrom", "moveTo"):
                self.noticed.changes += 1
            if tag == "r":
                self._run(one, found, style_id)
            elif tag == "AlternateContent":
                self._walk(chosen(one), found, style_id)
            elif tag == "txbxContent":
                found.boxes.append(one)
            elif tag == "fldSimple":
                self._simple_field(one, found, style_id)
            elif tag == "t":
                self._add(one.text or "", found)
            elif tag and tag not in _SKIPPED:
                self.noticed.pictures += tag in _PICTURES
                self.noticed.equations += tag == "oMath"
                self._walk(one, found, style_id)

    def _run(self, run, found: Paragraph, style_id) -> None:
        looks = child(run, "rPr")
        run_style = attribute(child(looks, "rStyle"), "val")
        if self._quality(looks, "vanish", "hidden", run_style, style_id):
            self.noticed.hidden = found.hidden = True
            return
        before = len(found.pieces)
        for one in run:
            self._piece(one, found, style_id)
        if self._quality(looks, "caps", "capitals", run_style, style_id):
            found.pieces[before:] = [piece.upper() for piece in found.pieces[before:]]
        letters = sum(map(str.isalpha, "".join(found.pieces[before:])))
        found.letters += letters
        if self._quality(looks, "b", "bold", run_style, style_id):
            found.bold_letters += letters

    def _quality(self, looks, tag: str, quality: str, *style_ids) -> bool:
        """Whether the run looks so: its own word first, then its style's, then the paragraph's."""
        own = is_on(child(looks, tag))
        if own is not None:
            return own
        said = (self._styles.first(one, quality) for one in style_ids if one)
        return bool(next((value for value in said if value is not None), False))

    def _piece(self, one, found: Paragraph, style_id) -> None:
        tag = name(one)
        if tag == "t":
            self._add(one.text or "", found)
        elif tag == "fldChar":
            self._field(attribute(one, "fldCharType"), found)
        elif tag == "instrText":
            if self._fields:
                self._fields[-1][0] += one.text or ""
        elif tag == "sym":
            self._add(symbol(attribute(one, "char"), attribute(one, "font")), found)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], found)
        elif tag in ("footnoteReference", "endnoteReference"):
            found.notes.append((tag.removesuffix("Reference"), attribute(one, "id") or ""))
        elif tag == "AlternateContent":
            self._walk_pieces(chosen(one), found, style_id)
        elif tag and tag not in _SKIPPED:
            self._walk(one, found, style_id)

    def _walk_pieces(self, element, found: Paragraph, style_id) -> None:
        for one in element:
            self._piece(one, found, style_id)

    def _add(self, text: str, found: Paragraph) -> None:
        """Words count unless they are a field's instruction or a table of contents."""
        if self.in_contents():
            self.noticed.contents = True
        elif all(in_result for _, in_result, _ in self._fields):
            found.pieces.append(text)
            for one in self._fields:
                one[2] = True

    def _field(self, kind: str | None, found: Paragraph) -> None:
        if kind == "begin":
            self._fields.append(["", False, False])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = True
        elif kind == "end" and self._fields:
            instruction, _, has_words = self._fields.pop()
            self._number(instruction, found, has_words)

    def _simple_field(self, field, found: Paragraph, style_id) -> None:
        instruction, before = attribute(field, "instr") or "", len(found.pieces)
        if is_contents_field(instruction):
            self.noticed.contents = True
            return
        self._walk(field, found, style_id)
        self._number(instruction, found, len(found.pieces) > before)

    def _number(self, instruction: str, found: Paragraph, has_words: bool) -> None:
        """The number that a field shows, unless it has words of its own; it counts in any case."""
        if is_number_field(instruction):
            number = self._numbers.text(instruction)
            if not has_words:
                self._add(number + " ", found)


def chosen(alternatives):
    """Word writes a drawing twice, anew and for old readers; one of them is enough."""
    for wanted in ("Choice", "Fallback"):
        for one in children(alternatives, wanted):
            return one
    return alternatives
