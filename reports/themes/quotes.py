"""Quotes that cover what was said: chosen among the comments, never written anew, and always the dissent."""

import unicodedata
from collections import Counter

from reports.themes.cluster import terms
from reports.themes.features import words

#: Quotes of a theme on a clause beside its dissent; comments looked at of each side (more are drawn by their
#: ids, which tell nothing).
MOST, LOOKED_AT = 3, 500
#: What is covered is divided by the length to this power, so that long comments do not win by length alone;
#: shorter ones than SHORT words are not cheaper for that.
SCALE, SHORT = 0.6, 12
#: What a word weighs that nobody else says.
ALONE = 0.1
#: A further quote must add so much of what the first one covered.
WORTH = 0.2


def choose(comments, most=MOST):
    """(ids that together cover what was said, ids of the dissent).

    comments: [(id, text, side)]; side: what the author is for, None where nobody knows. The side with most
    comments is the majority; of every other one quote stands among the dissent, and none of it elsewhere.
    """
    voices = Counter(side for _id, _text, side in comments if side is not None)
    major = max(voices, key=lambda side: (voices[side], side), default=None)
    dissent = [
        id_
        for side in sorted(set(voices) - {major})
        for id_ in _covering([one for one in comments if one[2] == side], 1)
    ]
    return _covering([one for one in comments if one[2] in (major, None)], most), tuple(dissent)


def _covering(comments, most):
    """Ids that cover the words which most comments have: each word and pair of words weighs by how many say
    it, and counts once.

    Source: maximum coverage of weighted concepts, Gillick, Favre, A Scalable Global Model for Summarization,
    ILP-NLP 2009; greedy with scaled length, Lin, Bilmes, NAACL 2010.
    """
    told = [(id_, text, words(text)) for id_, text, _side in sorted(comments)[:LOOKED_AT]]
    said = {id_: set(terms(plain)) or set(plain.split()) for id_, _text, plain in told}
    times = Counter(term for own in said.values() for term in own)
    weight = {term: number - 1 + ALONE for term, number in times.items()}
    chosen, covered, first = [], set(), None
    while len(chosen) < most:
        gains = {
            id_: sum(weight[term] for term in said[id_] - covered) / max(len(plain.split()), SHORT) ** SCALE
            for id_, _text, plain in told
            if id_ not in chosen
        }
        best = max(
            (one for one in told if one[0] in gains), key=lambda one: (gains[one[0]], _marks(one[1]), one[0]),
            default=None,
        )  # fmt: skip
        if best is None or (chosen and gains[best[0]] <= WORTH * first):
            break
        first = gains[best[0]] if first is None else first
        chosen.append(best[0])
        covered |= said[best[0]]
    return tuple(chosen)


def _marks(text):
    """Of the same words the spelling with the most dấu is quoted."""
    return len(unicodedata.normalize("NFD", text))
