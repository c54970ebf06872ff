"""Copied and nearly copied texts: which may be alike, and which are, with dấu or without.

A text is cut into pairs of syllables. Few numbers stand for all of them (MinHash, Broder 1997), banded so
that texts which share most pairs almost surely share a key; only those are then compared letter by letter.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

from rapidfuzz import fuzz

#: Bands of two numbers each: texts with half of their pairs in common meet in 90 of 100 cases, with three
#: quarters in 99.9; those that share a fiftieth in 3 of 1,000.
BANDS, ROWS = 8, 2
#: How alike letter by letter, of 100: a slip of the finger or a changed ending, no other meaning.
ALIKE = 88
#: Fewer syllables are alike only when they are the same.
SHORT = 5
_MASK = 0xFFFFFFFF
_MIXERS = tuple(
    (int.from_bytes(blake2b(bytes([turn]), digest_size=4).digest(), "big") | 1, crc32(bytes([turn, 1])))
    for turn in range(BANDS * ROWS)
)
_WORD = re.compile(r"[^\W_]+")
#: One of these more or less, or another number, is another opinion, however alike the rest.
_TURNING = {
    "khong", "ko", "kg", "hong", "khg", "k", "chua", "dung", "cha", "chang", "chong", "cam", "bo", "them",
    "bot", "tang", "giam", "som", "muon", "tre", "truoc", "sau", "dong", "phan", "nen", "nhieu", "it",
    "hon", "chi", "moi",
}  # fmt: skip


def words_of(folded):
    """`folded` text as its words and numbers with one blank between: what is searched and compared."""
    return " ".join(_WORD.findall(folded))


def keys_of(words, about):
    """Whole numbers of 56 bits; texts about the same (`about`: any string) that are alike share one.

    None for a text without a word: one picture may say the opposite of another.
    """
    found = words.split()
    if len(found) < SHORT:
        return [_key(about, words)] if found else []
    least = [*map(min, zip(*[_mixed(f"{one} {other}") for one, other in pairwise(found)], strict=True))]
    return [_key(about, turn, least[turn], least[turn + 1]) for turn in range(0, BANDS * ROWS, ROWS)]


@lru_cache(maxsize=1 << 13)
def _mixed(pair):
    """A number per mixer for a pair of syllables; the pairs of everyday speech come again and again."""
    mark = crc32(pair.encode())
    return tuple([(factor * mark + term) & _MASK for factor, term in _MIXERS])


def are_alike(one, other):
    """Whether two texts (as words_of gives them) say the same with small differences of writing."""
    if one == other:
        return True
    if min(one.count(" "), other.count(" ")) < SHORT - 1 or _turns(one) != _turns(other):
        return False
    return fuzz.ratio(one, other, score_cutoff=ALIKE) > 0


def _turns(words):
    """What a changed meaning hangs on: numbers and words such as "not", in their order."""
    return [word for word in words.split() if word in _TURNING or not word.isalpha()]


def _key(*parts):
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=7).digest(), "big")
