"""Drafts as they come, files of many formats or pasted text, become clauses people can comment on."""

from consultations.importers import formats, text
from consultations.importers.clauses import draft_of
from consultations.importers.draft import ParsedClause, ParsedDraft, UnreadableDraft, Warning_
from consultations.importers.lines import MAX_CHARS, MAX_LINES, refuse_unreadable
from consultations.importers.warnings import RefusalCode, WarningCode, worded

__all__ = [
    "ParsedClause", "ParsedDraft", "RefusalCode", "UnreadableDraft", "WarningCode", "Warning_",
    "parse_text", "read_draft", "worded",
]  # fmt: skip


def read_draft(data: bytes, filename: str) -> ParsedDraft:
    """The draft in a file, whatever its name ends in: people rename files.

    Raises UnreadableDraft.
    """
    return _draft(*formats.read(data))


def parse_text(pasted: str) -> ParsedDraft:
    """Raises UnreadableDraft."""
    if len(pasted) > MAX_CHARS or pasted.count("\n") > MAX_LINES:
        raise UnreadableDraft(RefusalCode.TOO_LONG)
    return _draft(*text.lines_of(pasted))


def _draft(lines, warnings) -> ParsedDraft:
    if len(lines) > MAX_LINES:
        raise UnreadableDraft(RefusalCode.TOO_LONG)
    refuse_unreadable(line.text for line in lines)
    return draft_of(lines, warnings)
