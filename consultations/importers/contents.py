"""A table of contents typed by hand: its lines name headings that come again, so they open nothing."""

import re

from consultations.importers.draft import Warning_
from consultations.importers.lines import Line
from consultations.importers.warnings import WarningCode

FEWEST_ENTRIES = 3
LONGEST_ENTRY_CHARS = 250

_TITLE = re.compile(r"MỤC LỤC|Mục lục")
_ENTRY = re.compile(r"(?P<words>.*?\w.*?)(?:\s*[.…_·]{2,}\s*|\s+)\d{1,3}")
_HEAD = re.compile(r"(?:Nội dung|NỘI DUNG)?\s*(?:Trang|TRANG)")


def without_contents(lines: list[Line]) -> tuple[list[Line], list[Warning_]]:
    for at, line in enumerate(lines):
        if line.is_plain and _TITLE.fullmatch(line.text):
            end = _end(lines, at + 1)
            if end > at + 1:
                return lines[:at] + lines[end:], [Warning_(WarningCode.CONTENTS_SKIPPED)]
    return lines, []


def _end(lines: list[Line], at: int) -> int:
    """The index after the last entry; `at` when these are no entries of this text."""
    begin, entries = at, []
    while at < len(lines) and len(lines[at].text) <= LONGEST_ENTRY_CHARS:
        found = _ENTRY.fullmatch(lines[at].text)
        if found:
            entries.append(found["words"])
        elif not _HEAD.fullmatch(lines[at].text):
            break
        at += 1
    later = {line.text for line in lines[at:]}
    named = sum(any(text.startswith(words) for text in later) for words in entries[:FEWEST_ENTRIES])
    return at if len(entries) >= FEWEST_ENTRIES and named else begin
