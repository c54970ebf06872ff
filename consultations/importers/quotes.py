"""Clauses quoted by an amending text: words of another document, so they open no clause here."""

import re
from dataclasses import replace

from consultations.importers.draft import Warning_
from consultations.importers.lines import Line
from consultations.importers.openings import openings
from consultations.importers.warnings import WarningCode

# A quotation longer than this is a quotation mark that somebody forgot to close.
LONGEST_QUOTATION_LINES = 400
# A text with more of them marks its quotations in a way of its own.
MOST_UNCLOSED = 20

_MARKS = re.compile(r"[“”„‟«»\"]")
_OPENS_LINE = re.compile(r"[“”„‟«\"](?=\S)")
_OPENING, _CLOSING = "“„‟«", "”»"


def mark_quoted(lines: list[Line]) -> tuple[list[Line], list[Warning_]]:
    """The same lines, those inside “…” over several lines marked as quoted."""
    marked, warnings, end = list(lines), [], 0
    for at, line in enumerate(lines):
        if at < end or len(warnings) == MOST_UNCLOSED or not _begins_quotation(line.text):
            continue
        end = _end_of_quotation(lines, at)
        if end is None:
            end = at
            warnings.append(Warning_(WarningCode.UNCLOSED_QUOTE, values={"text": line.text[:60]}))
            continue
        first = at if _OPENS_LINE.match(line.text) else at + 1
        for inside in range(first, end):
            marked[inside] = replace(lines[inside], quoted=True)
    return marked, warnings


def _begins_quotation(text: str) -> bool:
    """Whether a quotation stays open at the end of the line and quotes a clause, not a word."""
    if _depth_after(text, 0) <= 0:
        return False
    if _OPENS_LINE.match(text):
        return True
    *_, last = _MARKS.finditer(text)
    quoted = text[last.end() :].strip()
    return not quoted or bool(openings(quoted))


def _end_of_quotation(lines: list[Line], at: int) -> int | None:
    """The index after the line that closes what line `at` opens."""
    depth = 0
    for end in range(at, min(at + LONGEST_QUOTATION_LINES, len(lines))):
        depth = _depth_after(lines[end].text, depth)
        if depth <= 0:
            return end + 1
    return None


def _depth_after(text: str, depth: int) -> int:
    for mark in _MARKS.finditer(text):
        depth = depth + 1 if _opens(text, mark, depth) else max(depth - 1, 0)
    return depth


def _opens(text: str, mark: re.Match, depth: int) -> bool:
    """Where the mark stands tells more than its look: people type ” before a word, and " both ways."""
    begins = not text[: mark.start()].strip() or text[mark.start() - 1] in " ([“:"
    at_word = text[mark.end() : mark.end() + 1].isalnum()
    if begins and at_word:
        return mark[0] in _OPENING or depth == 0
    if mark[0] == '"':
        return depth == 0 and (begins or not text[mark.end() :].strip() and text[mark.start() - 1] in ":")
    return mark[0] in _OPENING and not (
        depth and text[mark.start() - 1 : mark.start()].isalnum() and not at_word
    )
