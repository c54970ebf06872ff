"""Drafts as they come, Word files or text, become clauses people can comment on."""

from consultations.importers import docx, package, text
from consultations.importers.clauses import draft_of
from consultations.importers.draft import ParsedClause, ParsedDraft, UnreadableDraft, Warning_
from consultations.importers.lines import MAX_CHARS, refuse_unreadable
from consultations.importers.warnings import RefusalCode, WarningCode, worded

__all__ = [
    "ParsedClause", "ParsedDraft", "RefusalCode", "UnreadableDraft", "WarningCode", "Warning_",
    "parse_text", "read_draft", "worded",
]  # fmt: skip

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_draft(data: bytes, filename: str) -> ParsedDraft:
    """The draft in a file, whatever its name ends in: people rename files.

    Raises UnreadableDraft.
    """
    if data.startswith(_ZIP):
        return _draft(*docx.lines_of(package.open_word(data)))
    if data.startswith(_OLE):
        raise UnreadableDraft(RefusalCode.OLD_WORD)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        raise UnreadableDraft(RefusalCode.PDF)
    return parse_text(text.decode(data))


def parse_text(pasted: str) -> ParsedDraft:
    """Raises UnreadableDraft."""
    if len(pasted) > MAX_CHARS:
        raise UnreadableDraft(RefusalCode.TOO_LONG)
    return _draft(*text.lines_of(pasted))


def _draft(lines, warnings) -> ParsedDraft:
    refuse_unreadable(line.text for line in lines)
    return draft_of(lines, warnings)
