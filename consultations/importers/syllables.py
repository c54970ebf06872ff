"""Whether a word can be a Vietnamese syllable: how a text says in which encoding it was typed."""

import re
import unicodedata
from itertools import islice

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|uya|iê|yê|ia|ya|ua|uô|ưa|ươ|oa|oă|oe|oo|uâ|uê|uy|uơ|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnptiyou])?"
)
_WORD = re.compile(r"[^\s!-@\[-`{-~“”‘’…–—]+")
# More words than this say nothing new.
SAMPLE = 3_000


def is_syllable(word: str) -> bool:
    """word: composed, of either case; at most one tone mark may stand on it."""
    plain = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", plain.translate(_TONES))
    return len(plain) - len(plain.translate(_TONES)) <= 1 and bool(_SYLLABLE.fullmatch(bare))


def count_accented(text: str) -> tuple[int, int]:
    """How many words have a character beyond ASCII, and how many of them are syllables."""
    accented = (found[0] for found in _WORD.finditer(text) if not found[0].isascii())
    words = list(islice(accented, SAMPLE))
    return len(words), sum(map(is_syllable, words))


def share(text: str) -> float:
    """Of the words with characters beyond ASCII, how many are syllables, 0 to 1; 1 without any."""
    words, syllables = count_accented(text)
    return syllables / words if words else 1.0
