"""Comments as numbers: words, letters, groups of like words, and seed words.

Everything is taken from folded text, so a comment typed without dấu gives the same numbers as the same
comment typed with them.
"""

import re
from collections import Counter, defaultdict
from functools import lru_cache

from core.text import fold
from reports.themes.lexicon import GROUPS, SHORT

_WORD = re.compile(r"[^\W_]+")
_DRAWN_OUT = re.compile(r"(\D)\1{2,}")
#: How much each kind of feature weighs beside the words (1.0); found by trial on tests/reports/comments.
LETTERS, LIKE_WORDS, SEEDS = 0.7, 0.5, 0.5
#: A word said many times in one comment counts as so many at most.
MOST_OF_A_KIND = 3


def words(text):
    """`text` folded to plain words with one blank between, common short forms written out.

    "Ko có GVCN!!" gives "khong co giao vien chu nhiem"; a text without letters or digits gives "".
    """
    return " ".join(filter(None, map(_words_of, (text or "").split())))


@lru_cache(maxsize=20_000)
def _words_of(piece):
    """`words` of what stands between two blanks: ten thousand comments hold a few thousand of these."""
    plain = (_DRAWN_OUT.sub(r"\1", word) for word in _WORD.findall(fold(piece)))
    return " ".join(SHORT.get(word, word) for word in plain)


class Phrases:
    """Finds phrases of several names in texts; at each place the longest phrase wins.

    listed: pairs of (name, phrase); a phrase may belong to several names.
    """

    def __init__(self, listed):
        self.names_of = defaultdict(set)
        for name, phrase in listed:
            if plain := words(phrase):
                self.names_of[plain].add(name)
        #: First word of a phrase → words of the longest one that begins so.
        self.longest = defaultdict(int)
        for phrase in self.names_of:
            first, *rest = phrase.split()
            self.longest[first] = max(self.longest[first], 1 + len(rest))

    def spans(self, text):
        """(start, end, names) of each find in `text` (as `words` gives it), counted in words."""
        parts = text.split()
        at = 0
        while at < len(parts):
            for size in range(min(self.longest.get(parts[at], 0), len(parts) - at), 0, -1):
                if names := self.names_of.get(" ".join(parts[at : at + size])):
                    yield at, at + size, names
                    at += size - 1
                    break
            at += 1

    def count(self, text):
        """Counter of names found in `text`."""
        return Counter(name for _start, _end, names in self.spans(text) for name in sorted(names))

    def without(self, text):
        """`text` with every find cut out."""
        parts = text.split()
        for start, end, _names in self.spans(text):
            parts[start:end] = [None] * (end - start)
        return " ".join(part for part in parts if part)


def counts(texts, phrases, names):
    """Array (texts × names) of how often each name was found, at most MOST_OF_A_KIND."""
    import numpy

    column = {name: number for number, name in enumerate(names)}
    table = numpy.zeros((len(texts), len(names)))
    for row, text in enumerate(texts):
        for name, found in phrases.count(text).items():
            table[row, column[name]] = min(found, MOST_OF_A_KIND)
    return table


def like_words(texts):
    """Array (texts × groups of the lexicon) of how often a text speaks of each."""
    listed = [(group, word) for group, phrases in GROUPS.items() for word in phrases]
    return counts(texts, Phrases(listed), list(GROUPS))


def word_weights(texts, pairs=True):
    """TF-IDF of words and, with `pairs`, word pairs: (sparse matrix, its vocabulary)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(
        token_pattern=r"\S+", ngram_range=(1, 2 if pairs else 1), sublinear_tf=True, lowercase=False
    )
    matrix = made.fit_transform([text or "·" for text in texts])
    return matrix, made.get_feature_names_out()


def letter_weights(texts):
    """TF-IDF of pieces of 2 to 5 letters, which survive a typing error.

    A piece never reaches over a blank, so each word is cut once, however many comments it stands in.
    """
    import numpy
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

    whole = CountVectorizer(analyzer=str.split, dtype=numpy.float32)
    said = whole.fit_transform([text or "·" for text in texts])
    cut = CountVectorizer(analyzer="char_wb", ngram_range=(2, 5), lowercase=False, dtype=numpy.float32)
    pieces = said @ cut.fit_transform(whole.get_feature_names_out())
    if len(texts) > 50:
        pieces = pieces[:, numpy.bincount(pieces.indices, minlength=pieces.shape[1]) > 1]
    return TfidfTransformer(sublinear_tf=True).fit_transform(pieces)


def describe(texts, seed_counts=None):
    """Sparse matrix with one row per text (as `words` gives it) for a linear model."""
    import numpy
    from scipy import sparse

    parts = [word_weights(texts)[0], letter_weights(texts) * LETTERS]
    parts.append(sparse.csr_matrix(numpy.sqrt(like_words(texts)) * LIKE_WORDS))
    if seed_counts is not None:
        parts.append(sparse.csr_matrix(numpy.sqrt(seed_counts) * SEEDS))
    return sparse.hstack(parts, dtype=numpy.float32).tocsr()
