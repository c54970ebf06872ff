"""Which format a file has, by its content: people rename files, and old programs name them wrongly."""

import olefile

from consultations.importers import doc, docx, encodings, html, package, pdf, rtf, rtftokens, text
from consultations.importers.draft import UnreadableDraft, Warning_
from consultations.importers.lines import Line

Reading = tuple[list[Line], list[Warning_]]

_ZIP = b"PK\x03\x04"


def read(data: bytes) -> Reading:
    """The lines of a file. Raises UnreadableDraft."""
    return _read(data, _chunk)


def _chunk(data: bytes) -> list[Line] | None:
    """The lines of a document inside a Word file; what lies inside that one is left out."""
    try:
        return _read(data, None)[0]
    except UnreadableDraft:
        return None


def _read(data: bytes, read_chunk) -> Reading:
    if data.startswith(_ZIP):
        return docx.lines_of(package.open_word(data), read_chunk)
    if data.startswith(olefile.MAGIC):
        return docx.lines_of(doc.open_doc(data))
    if data.startswith(rtftokens.MAGIC):
        return docx.lines_of(rtf.open_rtf(data))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return pdf.lines_of(data)
    if html.is_page(data):
        return _page(data)
    return _plain(data)


def _page(data: bytes) -> Reading:
    parts, warnings = html.open_page(data)
    lines, more = docx.lines_of(parts)
    return lines, [*warnings, *more]


def _plain(data: bytes) -> Reading:
    typed, warnings = encodings.decode(data)
    lines, more = text.lines_of(typed)
    return lines, [*warnings, *more]
