"""The streams of a Word 97 file: its characters and what is said of them. Source: [MS-DOC].

The text lies in pieces; character and paragraph properties are looked up by file offset in pages of
512 bytes, as lists of modifiers (sprm). Every number in a file may lie: whatever does not fit raises
struct.error, IndexError or ValueError, which `doc.open_doc` turns into a refusal.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import olefile

from consultations.importers.draft import UnreadableDraft
from consultations.importers.warnings import RefusalCode

# The first format with these structures is Word 97's.
OLDEST = 0x00C1
MAX_RUNS = 1_000_000
_MAGIC = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
# Where the counts of characters stand, and the pairs (offset, length) into the table stream.
_COUNTS, _PAIRS = 0x4C, 0x9A
STYLES, NOTES, NOTE_TEXTS, CHARACTERS, PARAGRAPHS, FONTS, PIECES = 1, 2, 3, 12, 13, 15, 33
END_NOTES, END_NOTE_TEXTS, BOX_TEXTS, LISTS, OVERRIDES = 46, 47, 56, 73, 74
_HUGE_PARAGRAPH, _TABLE_DEFINITION, _TABS = 0x6646, 0xD608, 0xC615
_OPERAND_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True)
class Piece:
    """begin, end: character positions. offset: bytes. width: of a character, 1 or 2 bytes."""

    begin: int
    end: int
    offset: int
    width: int
    modifiers: bytes


@dataclass(frozen=True)
class Segment:
    """Characters in a row of which the same is said."""

    begin: int
    text: str
    modifiers: bytes


def modifiers(said: bytes) -> Iterator[tuple[int, bytes]]:
    """(sprm, operand), in their order; a list that is cut short ends where it is cut."""
    at = 0
    while at + 2 < len(said):
        sprm = int.from_bytes(said[at : at + 2], "little")
        at += 2
        if sprm == _TABLE_DEFINITION:
            length, at = max(int.from_bytes(said[at : at + 2], "little") - 1, 0), at + 2
        elif sprm >> 13 == 6:
            length, at = said[at], at + 1
            if sprm == _TABS and length == 255:
                length = max(len(said) - at, 0)
        else:
            length = _OPERAND_BYTES[sprm >> 13]
        yield sprm, said[at : at + length]
        at += length


class DocFile:
    """Raises UnreadableDraft for a file that is no Word 97 document or needs a password."""

    def __init__(self, data: bytes):
        with olefile.OleFileIO(BytesIO(data)) as streams:
            if streams.exists("EncryptedPackage"):
                raise UnreadableDraft(RefusalCode.PASSWORD)
            self._main = _stream(streams, "WordDocument")
            flags = self._checked_flags()
            self._table = _stream(streams, "1Table" if flags & _SECOND_TABLE else "0Table")
            self._data = _stream(streams, "Data") if streams.exists("Data") else b""
        self.counts = struct.unpack_from("<8i", self._main, _COUNTS)
        if min(self.counts) < 0 or sum(self.counts) > len(self._main):
            raise ValueError("more characters than bytes")
        self._pieces = self._read_pieces()
        self._characters = self._properties(CHARACTERS)
        self._paragraphs = self._properties(PARAGRAPHS)

    def _checked_flags(self) -> int:
        magic, version = struct.unpack_from("<HH", self._main)
        (flags,) = struct.unpack_from("<H", self._main, 0x0A)
        if magic != _MAGIC or version < OLDEST:
            raise UnreadableDraft(RefusalCode.OLD_WORD)
        if flags & _ENCRYPTED:
            raise UnreadableDraft(RefusalCode.PASSWORD)
        return flags

    def structure(self, which: int) -> bytes:
        begin, length = self.place(which)
        return self._table[begin : begin + length]

    def place(self, which: int) -> tuple[int, int]:
        return struct.unpack_from("<II", self._main, _PAIRS + 8 * which)

    @property
    def table(self) -> bytes:
        return self._table

    def positions(self, which: int, entry_bytes: int) -> tuple[int, ...]:
        """The character positions of a PLC whose entries have that many bytes."""
        plc = self.structure(which)
        count = (len(plc) - 4) // (4 + entry_bytes)
        return struct.unpack_from(f"<{count + 1}i", plc) if count >= 0 else ()

    def segments(self, begin: int, end: int) -> Iterator[Segment]:
        for piece in self._pieces:
            first, last = max(begin, piece.begin), min(end, piece.end)
            while first < last:
                offset = piece.offset + (first - piece.begin) * piece.width
                run_end, said = self._found(self._characters, offset)
                until = min(last, first + max(1, -(-(run_end - offset) // piece.width)))
                length = (until - first) * piece.width
                text = _decoded(self._main[offset : offset + length], piece.width)
                yield Segment(first, text, said + piece.modifiers)
                first = until

    def paragraph(self, position: int) -> tuple[int, bytes]:
        """(style, modifiers) of the paragraph whose end mark stands there."""
        for piece in self._pieces[self._piece_at(position) :][:1]:
            offset = piece.offset + (position - piece.begin) * piece.width
            said = self._found(self._paragraphs, offset)[1]
            return int.from_bytes(said[:2], "little"), self._unfolded(said[2:]) + piece.modifiers
        return 0, b""

    def _unfolded(self, said: bytes) -> bytes:
        """With what stands in the data stream because it is long, mostly of table rows."""
        for sprm, operand in modifiers(said):
            if sprm == _HUGE_PARAGRAPH:
                at = int.from_bytes(operand, "little")
                length = int.from_bytes(self._data[at : at + 2], "little")
                return said + self._data[at + 2 : at + 2 + length]
        return said

    def _piece_at(self, position: int) -> int:
        return max(bisect_right(self._starts, position) - 1, 0)

    @staticmethod
    def _found(properties, offset: int) -> tuple[int, bytes]:
        """Where what is said there ends, and it."""
        starts, ends, said = properties
        at = bisect_right(starts, offset) - 1
        if at >= 0 and offset < ends[at]:
            return ends[at], said[at]
        return (starts[at + 1] if at + 1 < len(starts) else 1 << 40), b""

    def _read_pieces(self) -> list[Piece]:
        said, plc = _piece_table(self.structure(PIECES))
        count = (len(plc) - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}i", plc)
        pieces = []
        for at in range(count):
            _, place, change = struct.unpack_from("<HIH", plc, 4 * (count + 1) + 8 * at)
            is_narrow, offset = bool(place & 0x4000_0000), place & 0x3FFF_FFFF
            more = said[change >> 1] if change & 1 and change >> 1 < len(said) else b""
            width = 1 if is_narrow else 2
            offset = offset // 2 if is_narrow else offset
            begin, end = positions[at : at + 2]
            if begin < (pieces[-1].end if pieces else 0) or end < begin:
                raise ValueError("pieces out of order")
            if offset + (end - begin) * width > len(self._main):
                end = begin + max(0, (len(self._main) - offset) // width)
            pieces.append(Piece(begin, end, offset, width, more))
        self._starts = [piece.begin for piece in pieces]
        return pieces

    def _properties(self, which: int):
        """([begin], [end], [what is said]) by file offset."""
        plc = self.structure(which)
        count = (len(plc) - 4) // 8
        pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ()
        if len(set(pages)) != len(pages):
            raise ValueError("a page named twice")
        runs = [run for page in pages for run in self._page((page & 0x3F_FFFF) * 512, which)]
        if len(runs) > MAX_RUNS:
            raise UnreadableDraft(RefusalCode.TOO_BIG)
        runs.sort(key=lambda run: run[0])
        return [run[0] for run in runs], [run[1] for run in runs], [run[2] for run in runs]

    def _page(self, begin: int, which: int) -> Iterator[tuple[int, int, bytes]]:
        page = self._main[begin : begin + 512]
        if len(page) < 512:
            raise ValueError("a page beyond the end")
        count, entry = page[511], 1 if which == CHARACTERS else 13
        offsets = struct.unpack_from(f"<{count + 1}I", page)
        for at in range(count):
            place = 2 * page[4 * (count + 1) + entry * at]
            read = _character_entry if which == CHARACTERS else _paragraph_entry
            yield offsets[at], offsets[at + 1], read(page, place) if place else b""


def _stream(streams, name: str) -> bytes:
    if not streams.exists(name):
        raise UnreadableDraft(RefusalCode.NOT_WORD)
    return streams.openstream(name).read()


def _piece_table(clx: bytes) -> tuple[list[bytes], bytes]:
    """The modifiers that pieces refer to, and the PLC of pieces."""
    said, at = [], 0
    while clx[at] == 1:
        length = int.from_bytes(clx[at + 1 : at + 3], "little")
        said.append(clx[at + 3 : at + 3 + length])
        at += 3 + length
    if clx[at] != 2:
        raise ValueError("no piece table")
    length = int.from_bytes(clx[at + 1 : at + 5], "little")
    return said, clx[at + 5 : at + 5 + length]


def _character_entry(page: bytes, place: int) -> bytes:
    return page[place + 1 : place + 1 + page[place]]


def _paragraph_entry(page: bytes, place: int) -> bytes:
    words = page[place]
    if words:
        return page[place + 1 : place + 2 * words]
    return page[place + 2 : place + 2 + 2 * page[place + 1]]


def _decoded(raw: bytes, width: int) -> str:
    """One letter for each character position: pairs of surrogates stay two until `paired`."""
    if width == 2:
        return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])))
    has_gaps = raw.translate(None, b"\x81\x8d\x8f\x90\x9d") != raw
    return raw.decode("latin-1" if has_gaps else "cp1252")


def paired(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
