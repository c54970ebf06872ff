"""An RTF file becomes Word's tree: its runs, lists as printed, tables, notes, fields, text boxes."""

from copy import copy
from dataclasses import dataclass, replace

from consultations.importers import fonts
from consultations.importers.draft import UnreadableDraft
from consultations.importers.lines import MAX_CHARS
from consultations.importers.package import WordParts
from consultations.importers.rtfflow import Look, Writer
from consultations.importers.rtftokens import Font, Token, code_page, tokens
from consultations.importers.warnings import RefusalCode
from consultations.importers.wordbody import Mark

MAX_DEPTH = 5_000

_SIGNS = {
    "tab": "\t", "line": "\n", "~": "\u00a0", "_": "-", "-": "\u00ad", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": " ", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
# Groups whose words are never printed in the text; so is every starred group that is not known.
_SKIPPED = frozenset((
    "colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "nonshppict", "shprslt", "sp", "xe", "tc", "rxe", "txe", "nonesttableprops",
    "filetbl", "private", "pntxta", "pntxtb", "pict",
))  # fmt: skip
_STARRED = frozenset(("shpinst", "shppict", "fldinst", "ud", "moMath", "nesttableprops", "footnote"))
_PARTS = {
    "ud": "", "upr": "twice", "fonttbl": "fonts", "listtext": "label", "pntext": "label",
    "fldinst": "instruction",
}  # fmt: skip
_FLOWS = {"footnote": "note", "shptxt": "box", "dptxbxtext": "box"}
_SILENT = ("skipped", "twice")
_SWITCHES = {"b": "bold", "caps": "caps", "v": "vanish", "deleted": "deleted", "revised": "inserted"}
_ALIGNMENTS = {"ql": "left", "qc": "center", "qr": "right", "qj": "both"}
_BORDERED = ("trbrdr", "clbrdr")
_NO_LINE = ("brdrnone", "brdrnil", "brdrtbl")


@dataclass
class _State:
    """What holds until its group ends.

    part: "", "fonts", "label", "instruction", "skipped", or "twice" for words that come twice: first
    for readers that know no Unicode, then in a group of their own.
    """

    part: str = ""
    font: int = -1
    look: Look = Look()
    fallback: int = 1  # how many characters stand behind a \u for readers that do not know it
    ends: str = ""  # what the end of the group ends: "field", "note", "box"


def open_rtf(data: bytes) -> WordParts:
    """Raises UnreadableDraft for a file that is too large; what is cut short is read up to there."""
    return _Document().read(data)


class _Document:
    def __init__(self):
        self._writer = Writer()
        self._state, self._stack = _State(), []
        self._fonts: dict[int, Font] = {}
        self._default_font, self._page = -1, "cp1252"
        self._starred = self._begins = False
        self._to_skip = self._chars = 0
        self._side = ""  # which border is spoken of

    def read(self, data: bytes) -> WordParts:
        for token in tokens(data):
            if token.word:
                self._word(token)
            else:
                self._text(token.raw)
        while self._stack:
            self._end_group()
        return self._writer.parts()

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "{":
            self._begin_group()
        elif word == "}":
            self._end_group()
        elif word == "*":
            self._starred = True
        elif self._begins and self._is_destination(word):
            self._starred = self._begins = False
        elif self._starred:
            self._state.part, self._starred = "skipped", False
        elif word in ("\r", "\n"):
            self._control("par", None)
        elif self._state.part not in _SILENT:
            self._begins = False
            self._control(word, number)

    def _begin_group(self) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise UnreadableDraft(RefusalCode.TOO_BIG)
        self._stack.append(self._state)
        self._state = copy(self._state)
        self._state.ends = ""
        self._begins, self._to_skip = True, 0

    def _end_group(self) -> None:
        self._begins = self._starred = False
        self._to_skip = 0
        if not self._stack:
            return
        ends, self._state = self._state.ends, self._stack.pop()
        if ends == "field":
            self._writer.element("fldChar", fldCharType="end")
        elif ends in ("note", "box"):
            self._writer.end_flow(ends)

    def _is_destination(self, word: str) -> bool:
        """Whether the word says what the group is for, and no more needs to be done about it."""
        state = self._state
        if state.part == "skipped" or self._starred and word not in _STARRED:
            return False
        if word in _SKIPPED or state.part == "twice" and word != "ud":
            if word == "pict":
                self._writer.picture()
            state.part = "skipped"
        elif word in _PARTS:
            state.part = _PARTS[word]
            if state.part == "label":
                self._writer.begin_label()
        elif word in ("field", "fldrslt"):
            self._begin_field(word)
        elif word in _FLOWS:
            self._begin_flow(_FLOWS[word])
        elif word == "moMath":
            self._writer.equation()
        else:
            return word in _STARRED
        return True

    def _begin_field(self, word: str) -> None:
        if word == "field":
            self._writer.element("fldChar", fldCharType="begin")
            self._state.ends = "field"
        else:
            self._writer.element("fldChar", fldCharType="separate")

    def _begin_flow(self, kind: str) -> None:
        self._writer.begin_flow()
        self._state = _State(fallback=self._state.fallback, ends=kind)

    def _control(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "u" and number is not None:
            self._to_skip = 0
            self._put(chr(number % 0x10000))
            self._to_skip = state.fallback
        elif word in _SIGNS and self._to_skip:
            self._to_skip -= 1
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in _SWITCHES:
            state.look = replace(state.look, **{_SWITCHES[word]: number != 0})
        elif word == "plain":
            self._state = _State(state.part, self._default_font, fallback=state.fallback, ends=state.ends)
        elif word in ("par", "sect", "nestcell", "cell", "row"):
            self._end(word)
        elif word == "uc":
            state.fallback = min(max(number or 0, 0), 10)
        elif word in ("f", "deff", "fcharset", "ansicpg"):
            self._name_font(word, number or 0)
        else:
            self._about_paragraph(word)

    def _about_paragraph(self, word: str) -> None:
        flow = self._writer.flow
        if word == "pard":
            flow.alignment, flow.in_table = "", False
        elif word in _ALIGNMENTS:
            flow.alignment = _ALIGNMENTS[word]
        elif word == "intbl":
            flow.in_table = True
        elif word == "trowd":
            flow.ruled = False
        elif word.startswith(_BORDERED):
            self._side = word
        elif word.startswith("brdr") and self._side:
            flow.ruled |= word not in _NO_LINE
            self._side = ""

    def _name_font(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._page = code_page(number)
        elif word == "deff":
            self._default_font = self._state.font = number
        elif word == "f":
            self._state.font = number
            if self._state.part == "fonts":
                self._fonts[number] = Font()
        elif self._state.part == "fonts" and self._state.font in self._fonts:
            self._fonts[self._state.font] = Font(self._fonts[self._state.font].name, number)

    def _end(self, word: str) -> None:
        is_row, is_cell, flow = word == "row", word == "cell", self._writer.flow
        mark = Mark(flow.in_table or is_row or is_cell, is_cell, is_row, flow.ruled)
        self._writer.end_paragraph(self._state.look, mark, only_words=word == "sect")

    def _text(self, raw: bytes) -> None:
        self._begins = False
        state = self._state
        if state.part in _SILENT or self._starred:
            return
        skipped = min(self._to_skip, len(raw))
        raw, self._to_skip = raw[skipped:], self._to_skip - skipped
        if not raw:
            return
        if state.part == "fonts":
            known = self._fonts.get(state.font, Font())
            name = known.name + raw.decode("latin-1").replace(";", "")
            self._fonts[state.font] = Font(name[:100], known.charset)
            return
        font = self._fonts.get(state.font, Font())
        is_old = fonts.encoding_of(font.name)[0] is not None
        self._put(font.decoded(raw, self._page, is_old=is_old))

    def _put(self, text: str) -> None:
        state = self._state
        if state.part == "fonts":
            return
        self._chars += len(text)
        if self._chars > MAX_CHARS:
            raise UnreadableDraft(RefusalCode.TOO_LONG)
        font = self._fonts.get(state.font, Font()).name
        if state.part == "label":
            self._writer.put_label(text, font)
            return
        is_instruction = state.part == "instruction"
        self._writer.put(text, replace(state.look, font=font, is_instruction=is_instruction))
