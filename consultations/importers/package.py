"""The Word file as a package: which parts it has, opened without trusting what it declares."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from posixpath import join, normpath

from lxml import etree

from consultations.importers.draft import UnreadableDraft
from consultations.importers.warnings import RefusalCode

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 60_000_000
# Each becomes part of an element of about 120 bytes; a law of a million characters has fewer than 500,000.
MAX_TAGS = 2_000_000
# Of all documents inside the document together.
MAX_CHUNK_BYTES = 2_000_000
MAX_RATIO = 200
# Small entries may pack well: an empty header part does.
RATIO_COUNTS_FROM_BYTES = 1_000_000

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
_ENCRYPTED = 0x1
_ENCODINGS = ("ascii", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class WordParts:
    """The XML roots of the parts that hold words and numbers; None where a file has none."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    #: By relationship: files of any format that the document takes in as they are (w:altChunk).
    chunks: dict[str, bytes] | None


def open_word(data: bytes) -> WordParts:
    """Raises UnreadableDraft for a bomb, a damaged file or a zip that is no Word document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in _checked(archive.infolist())}
            name = _document_name(archive, entries)
            parts = {"document": _xml(archive, entries[name])}
            folder = name.rpartition("/")[0]
            for part in ("styles", "numbering", "footnotes", "endnotes"):
                entry = entries.get(join(folder, f"{part}.xml"))
                parts[part] = _xml(archive, entry) if entry else None
            parts["chunks"] = _chunks(archive, entries, name)
            return WordParts(**parts)
    except _BROKEN as error:
        raise UnreadableDraft(RefusalCode.DAMAGED) from error


def _checked(entries: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableDraft(RefusalCode.TOO_BIG)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableDraft(RefusalCode.PASSWORD)
        if entry.file_size > max(RATIO_COUNTS_FROM_BYTES, MAX_RATIO * entry.compress_size):
            raise UnreadableDraft(RefusalCode.TOO_BIG)
    return entries


def _document_name(archive, entries) -> str:
    """Usually word/document.xml; the package's relationships may name another."""
    if "word/document.xml" in entries:
        return "word/document.xml"
    if "_rels/.rels" not in entries:
        raise UnreadableDraft(RefusalCode.NOT_WORD)
    for relation in _xml(archive, entries["_rels/.rels"]):
        target = normpath(relation.get("Target", "").lstrip("/"))
        is_main = relation.get("Type", "").endswith("/officeDocument")
        if is_main and target in entries and target.startswith("word/"):
            return target
    raise UnreadableDraft(RefusalCode.NOT_WORD)


def _chunks(archive, entries, document_name: str) -> dict[str, bytes]:
    folder, _, base = document_name.rpartition("/")
    relations = entries.get(join(folder, "_rels", f"{base}.rels"))
    found, room = {}, MAX_CHUNK_BYTES
    for relation in _xml(archive, relations) if relations else ():
        target = relation.get("Target", "")
        target = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        entry = entries.get(target)
        if relation.get("Type", "").endswith("/aFChunk") and entry and entry.file_size <= room:
            found[relation.get("Id", "")] = _bytes(archive, entry)
            room -= entry.file_size
    return found


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as packed:
        # The declared size may lie: read no more than one byte beyond the cap.
        data = packed.read(MAX_UNPACKED_BYTES + 1)
    if len(data) > MAX_UNPACKED_BYTES:
        raise UnreadableDraft(RefusalCode.TOO_BIG)
    return data


def _xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> etree._Element:
    data = _bytes(archive, entry)
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableDraft(RefusalCode.TOO_BIG)
    # Word declares no document type; one that is there declares entities.
    if any("<!DOCTYPE".encode(encoding) in data for encoding in _ENCODINGS):
        raise UnreadableDraft(RefusalCode.DAMAGED)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDraft(RefusalCode.DAMAGED) from error
