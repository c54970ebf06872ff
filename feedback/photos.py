"""Photos of papers, without what a phone writes into them: place, time, device, a small older picture.

Only the picture itself is taken over, byte for byte, and how it is to be turned. No decoder is needed.
"""

import struct

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
#: How a picture begins → (media type, ending of its name).
KINDS = {_JPEG + b"\xff": ("image/jpeg", "jpg"), _PNG: ("image/png", "png")}
#: Chunks that a PNG is drawn from.
_DRAWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"}
_END, _SCAN, _ADOBE, _COMMENT = 0xD9, 0xDA, 0xEE, 0xFE
_RESTARTS = range(0xD0, 0xD8)
_APPLICATION = range(0xE0, 0xF0)
_ORIENTATION = 0x0112


class Damaged(Exception):
    """It is no whole picture."""


def kind_of(data):
    """(media type, ending) of a picture by how it begins, or None."""
    return next((kind for start, kind in KINDS.items() if data.startswith(start)), None)


def bare(data):
    """The picture `data` without anything else. Raises Damaged."""
    try:
        return _bare_jpeg(data) if data.startswith(_JPEG) else _bare_png(data)
    except (struct.error, IndexError) as error:
        raise Damaged from error


def _bare_png(data):
    kept, at = [_PNG], len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise Damaged
        if kind in _DRAWN:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)


def _bare_jpeg(data):
    kept, turn, at = [], 1, len(_JPEG)
    while True:
        marker, end = _segment(data, at)
        if marker == _END:
            # What follows is somebody else's: phones hang whole films there.
            break
        if marker == 0xE1:
            turn = _turn(data[at + 4 : end]) or turn
        if marker not in _APPLICATION and marker != _COMMENT or marker == _ADOBE:
            kept.append(data[at:end])
        at = end
        if marker == _SCAN:
            end = _end_of_scan(data, at)
            kept.append(data[at:end])
            at = end
    return b"".join([_JPEG, _exif(turn) if turn != 1 else b"", *kept, b"\xff\xd9"])


def _segment(data, at):
    """(marker, where it ends)."""
    if data[at] != 0xFF:
        raise Damaged
    marker = data[at + 1]
    if marker == _END:
        return marker, at + 2
    end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
    if end > len(data):
        raise Damaged
    return marker, end


def _end_of_scan(data, at):
    """Where the next marker begins that is not part of the picture's own bytes."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Damaged
        if data[at + 1] != 0 and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _turn(segment):
    """The orientation (1 to 8) that an Exif segment tells, or None."""
    if not segment.startswith(b"Exif\0\0"):
        return None
    tiff = segment[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    try:
        first = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", tiff, first)[0]):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _exif(turn):
    """A segment that tells the orientation alone: without it a page would lie on its side."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
    own = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(own) + 2) + own
