"""What a phone writes into a photo beside the picture is not kept; a photo stays the right way up."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback import photos

SECRETS = (b"20.5871N", b"2026:10:05", b"Anh Nam's phone", b"small older picture", b"a whole film")
#: Escaped and restart bytes belong to the picture.
DRAWN = b"drawn\xff\x00drawn\xff\xd3drawn"


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(turn, order):
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turn, 0)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, 1)
    return segment(0xE1, b"Exif\0\0" + head + entry + struct.pack(f"{order}I", 0) + b"".join(SECRETS[:4]))


def jpeg(turn=1, order="<"):
    return b"".join([
        b"\xff\xd8", exif(turn, order), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRETS[2]),
        segment(0xFE, SECRETS[2]), segment(0xDB, b"q" * 65), segment(0xC2, b"f" * 15), segment(0xC4, b"h"),
        segment(0xDA, b"s" * 10), DRAWN, segment(0xC4, b"h"), segment(0xDA, b"s" * 10), DRAWN, b"\xff\xd9",
        SECRETS[4],
    ])  # fmt: skip


def png():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"".join([
        b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"eXIf", SECRETS[0]), chunk(b"tEXt", b"Author\0" + SECRETS[2]), chunk(b"tIME", SECRETS[1]),
        chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b""), SECRETS[4],
    ])  # fmt: skip


@pytest.mark.parametrize("whole", [jpeg(), png()], ids=["jpeg", "png"])
def test_nothing_but_the_picture_is_kept(whole):
    bare = photos.bare(whole)
    assert not any(secret in bare for secret in SECRETS)
    assert photos.kind_of(bare) == photos.kind_of(whole) and photos.bare(bare) == bare
    if whole[0] == 0xFF:
        assert bare.count(DRAWN) == 2 and bare.endswith(b"\xff\xd9") and b"Exif" not in bare


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_page_photographed_on_its_side_stands_up(order):
    bare = photos.bare(jpeg(6, order))
    assert photos.bare(bare) == bare and bare.startswith(b"\xff\xd8\xff\xe1")
    assert bare[6:].startswith(b"Exif\0\0MM\0*") and struct.pack(">HHIH", 0x0112, 3, 1, 6) in bare
    assert not any(secret in bare for secret in SECRETS)


@given(st.integers(2, len(jpeg()) - len(SECRETS[4]) - 2), st.booleans())
def test_half_a_picture_is_damaged_and_no_crash(at, is_png):
    whole = png()[: -len(SECRETS[4])] if is_png else jpeg()
    with pytest.raises(photos.Damaged):
        photos.bare(whole[: min(at, len(whole) - 1)])
