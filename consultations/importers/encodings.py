"""The encoding of plain text: UTF-8, UTF-16, or an older one, told by the words it makes."""

import codecs
import unicodedata

from consultations.importers import fonts, syllables
from consultations.importers.draft import UnreadableDraft, Warning_
from consultations.importers.fonts import FEWEST_WORDS, GOOD_SHARE, Encoding
from consultations.importers.lines import MAX_CHARS, MAX_LINES
from consultations.importers.warnings import RefusalCode, WarningCode

ZERO_SHARE = 0.3
MAX_BYTES_PER_CHAR = 4


def decode(data: bytes) -> tuple[str, list[Warning_]]:
    """The text, and a warning where its encoding was guessed. Raises UnreadableDraft."""
    if len(data) > MAX_BYTES_PER_CHAR * MAX_CHARS:
        raise UnreadableDraft(RefusalCode.TOO_LONG)
    try:
        text, warnings = data.decode(_unicode(data)), []
    except UnicodeDecodeError:
        text, warnings = _old(data)
    if "\0" in text:
        raise UnreadableDraft(RefusalCode.NOT_TEXT)
    if len(text) > MAX_CHARS or text.count("\n") > MAX_LINES:
        raise UnreadableDraft(RefusalCode.TOO_LONG)
    return text, warnings


def _unicode(data: bytes) -> str:
    """Which way of writing Unicode it must be if it is any. Notepad saves UTF-16 with a mark, others not."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs, first, second = len(data) // 2, data[::2].count(0), data[1::2].count(0)
    if second > ZERO_SHARE * pairs and not first:
        return "utf-16-le"
    if first > ZERO_SHARE * pairs and not second:
        return "utf-16-be"
    return "utf-8-sig"


def _old(data: bytes) -> tuple[str, list[Warning_]]:
    """Line by line: a file put together from others may be in UTF-8 here and in an old encoding there."""
    lines = [(line, _utf8(line)) for line in data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)]
    name, read = _likeliest(b"".join(line for line, modern in lines if modern is None))
    words = [modern if modern is not None else read(line) for line, modern in lines]
    is_mixed = any(modern and not modern.isascii() for _, modern in lines)
    code = WarningCode.ENCODINGS_MIXED if is_mixed else WarningCode.ENCODING_GUESSED
    return "".join(words), [Warning_(code, values={"encoding": name})]


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _likeliest(data: bytes):
    """The name of the encoding that makes most syllables of the words, and how to read it."""
    best, found = GOOD_SHARE, None
    for name, read in _READINGS.items():
        count, good = syllables.count_accented(read(data))
        if count >= FEWEST_WORDS and good / count > best:
            best, found = good / count, (name, read)
    if not found:
        raise UnreadableDraft(RefusalCode.NOT_TEXT)
    return found


def _windows_1258(data: bytes) -> str:
    """Its tones are marks of their own behind the vowel."""
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


def _tcvn3(data: bytes) -> str:
    return fonts.to_unicode(data.decode("latin-1"), Encoding.TCVN3)


def _vni(data: bytes) -> str:
    return fonts.to_unicode(data.decode("cp1252", "replace"), Encoding.VNI)


_READINGS = {"Windows-1258": _windows_1258, "TCVN3": _tcvn3, "VNI": _vni}
