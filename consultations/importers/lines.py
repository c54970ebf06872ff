"""A line of a draft, and the cleaning every line goes through; words stay as typed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from consultations.importers.draft import UnreadableDraft, Warning_
from consultations.importers.warnings import RefusalCode, WarningCode

MAX_CHARS = 2_000_000
MAX_LINES = 100_000

# Fewer letters than this say nothing about the script a text is written in.
ENOUGH_LETTERS = 200

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,300}\]")
_ORNAMENT = re.compile(r"\s*([_\-–—=*~])(?:\s*\1){2,}\s*")
_ETH = re.compile(r"[ðÐ](?=[^\W\d_])|(?<=[^\W\d_])[ðÐ]")
_PAGE_NUMBER = re.compile(r"(?:(?:Trang|Page)\s+)?[-–]?\s*(\d{1,3})\s*[-–]?(?:\s*/\s*\d{1,3})?")

_SUBSTITUTES = {
    # ƣ is what some PDF printers leave of ư.
    ord("ƣ"): "ư",
    ord("Ƣ"): "Ư",
    **{code: None for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)},
    **{code: None for code in range(0x20) if chr(code) not in "\t\n"},
    **{code: None for code in range(0x7F, 0xA0)},
    # Bullets of the Symbol and Wingdings fonts.
    **{code: "-" for code in range(0xF000, 0xF100)},
}


@dataclass(frozen=True)
class Line:
    """One paragraph, cleaned.

    label: an automatic number as Word prints it. table: a table row or a footnote; it and a
    quoted line are words, whatever they begin with. after_blank: empty lines stood before it.
    """

    text: str
    label: str = ""
    table: bool = False
    bold: bool = False
    centered: bool = False
    quoted: bool = False
    after_blank: bool = False

    @property
    def is_plain(self):
        """Whether it may open a clause."""
        return not (self.table or self.quoted)

    def printed(self):
        return f"{self.label} {self.text}".strip()


def clean(text: str) -> str:
    """One line without what nobody sees: NFC, single spaces, no bookmarks, no ruled lines."""
    text = unicodedata.normalize("NFC", text).translate(_SUBSTITUTES)
    text = _ETH.sub(lambda eth: "đ" if eth[0] == "ð" else "Đ", _BOOKMARK.sub("", text))
    if _ORNAMENT.fullmatch(text):
        return ""
    return " ".join(text.split())


def is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def is_page_number(text: str, previous: int | None) -> int | None:
    """The page a lone number names when it can follow page `previous`, else None."""
    found = _PAGE_NUMBER.fullmatch(text)
    if not found:
        return None
    number = int(found[1])
    follows = number in (1, 2) if previous is None else number == previous + 1
    return number if follows else None


def dropped_pages(pages: list[int]) -> list[Warning_]:
    if not pages:
        return []
    numbers = ", ".join(map(str, pages))
    return [Warning_(WarningCode.PAGE_NUMBERS_DROPPED, values={"numbers": numbers})]


def refuse_unreadable(texts: Iterable[str]) -> None:
    """Raises UnreadableDraft for a text that is empty, too long or not Vietnamese as typed today.

    Good Vietnamese texts have 27 to 31 % of letters outside ASCII; a scan without diacritics has
    none. Texts in TCVN3 or VNI have accented letters, but hardly one that only Vietnamese uses.
    """
    text = "".join(texts)
    if not text.strip():
        raise UnreadableDraft(RefusalCode.EMPTY)
    if len(text) > MAX_CHARS:
        raise UnreadableDraft(RefusalCode.TOO_LONG)
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < ENOUGH_LETTERS:
        return
    if sum(letter > "\x7f" for letter in letters) < 0.10 * len(letters):
        raise UnreadableDraft(RefusalCode.NO_DIACRITICS)
    if sum(_is_vietnamese_only(letter) for letter in letters) < 0.02 * len(letters):
        raise UnreadableDraft(RefusalCode.OLD_FONT)


def _is_vietnamese_only(letter: str) -> bool:
    return "\u1ea0" <= letter <= "\u1ef9" or letter in "đĐơƠưƯăĂ"
