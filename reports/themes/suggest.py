"""A theme for every comment that has none: from labels, from seed words, from both, or from neither."""

from dataclasses import dataclass

from reports.themes import cluster, learn
from reports.themes.features import Phrases, counts, describe, words

OTHER = "Khác"
_OTHER_NAMES = {"khac", "other", "others", "y kien khac", "chu de khac"}
#: What one seed word adds to the score of its theme (log odds).
SEED_SCORE = 2.2
#: The share kept for "nothing fits" where no seed word is there: so many times an even share.
NOTHING_FITS = 1.3
#: With fewer comments per theme that name it, nothing is learnt from the words around.
ENOUGH = 4
#: Blending of labels with seed words: at so many labels both weigh the same.
HALF_TRUST = 15
#: Comments that the seed words alone assign, taken as labels of a theme nobody has labelled yet.
BORROWED = 15


@dataclass(frozen=True)
class Suggestion:
    """`confidence`: how often suggestions like this one are right, 0 to 1, judged on rows left out.

    Of a group found without labels and words it says how clearly the comment's words place it there.
    """

    id: str
    theme: str
    confidence: float


def suggest(texts, labels=None, seeds=()):
    """One Suggestion for every text without a label, in the order of `texts`.

    texts: {id: text}. labels: {id: theme}, of ids in `texts`. seeds: pairs of (theme, word or phrase).
    Labels alone give their themes; seeds alone give theirs and "Khác" where none fits; neither gives
    groups named by their key words. The order of the input changes nothing.
    """
    # Small matrices: threads would only wait for each other, and their sums differ in the last digit.
    # Limited is what is loaded by now, so what calculates is loaded first.
    import sklearn.linear_model  # noqa: F401
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        return _suggest(texts, labels or {}, seeds)


def _suggest(texts, labels, seeds):
    seeds = sorted({(theme, word) for theme, word in seeds if words(word)})
    ids = sorted(texts, key=lambda one: (words(texts[one]), one))
    plain = [words(texts[one]) for one in ids]
    given = [labels.get(one) for one in ids]
    if any(given):
        found = _by_labels(ids, plain, given, seeds)
    elif seeds:
        found = _by_seeds(ids, plain, seeds)
    else:
        found = cluster.group(plain, [texts[one] for one in ids])
    suggested = dict(zip(ids, found, strict=True))
    return [
        Suggestion(one, suggested[one][0], _as_confidence(suggested[one][1]))
        for one in texts
        if not labels.get(one)
    ]


def _as_confidence(value):
    return round(min(max(float(value), 0.0), 1.0), 4)


def _by_labels(ids, plain, given, seeds):
    import numpy

    rows = [row for row, theme in enumerate(given) if theme]
    names = [given[row] for row in rows]
    seed_counts, lean = None, None
    if seeds:
        themes, seed_counts, _hits, spoken = _spoken(ids, plain, seeds)
        for row, theme in _borrowed(themes, seed_counts, given):
            rows.append(row)
            names.append(theme)
        lean = {
            theme: HALF_TRUST / (HALF_TRUST + len(names)) * numpy.log(spoken[:, number] + 1e-3)
            for number, theme in enumerate(themes)
        }
    found, share = learn.probabilities(describe(plain, seed_counts), rows, names, _keys(ids, plain), lean)
    return _best(found, share)


def _borrowed(themes, seed_counts, given):
    """(row, theme) of unlabelled comments that name only one theme, for themes without any label."""
    known = set(given)
    for number, theme in enumerate(themes):
        if theme not in known:
            alone = (seed_counts[:, number] > 0) & (seed_counts.sum(axis=1) == seed_counts[:, number])
            rows = sorted((row for row in alone.nonzero()[0].tolist() if not given[row]),
                          key=lambda row: (-seed_counts[row, number], row))  # fmt: skip
            yield from ((row, theme) for row in rows[:BORROWED])


def _by_seeds(ids, plain, seeds):
    themes, _counts, hits, share = _spoken(ids, plain, seeds)
    other = next((theme for theme in themes if words(theme) in _OTHER_NAMES), OTHER)
    nothing = min(NOTHING_FITS / len(themes), 0.5)
    for row, (theme, confidence) in enumerate(_best(themes, share)):
        if hits[row]:
            yield theme, confidence
        else:
            fits = confidence > nothing
            yield theme if fits else other, (confidence if fits else nothing) / (1 + nothing)


def _spoken(ids, plain, seeds):
    """(themes, seed counts, whether any seed word is there, shares) judged by seed words.

    A comment that names one theme more often than any other teaches which other words go with it; the seed
    words themselves are cut out for that, so what is learnt can be tried on comments left out.
    """
    import numpy

    themes = sorted({theme for theme, _word in seeds})
    phrases = Phrases(seeds)
    table = counts(plain, phrases, themes)
    hits = table.sum(axis=1) > 0
    ranked = numpy.sort(table, axis=1)
    clear = ranked[:, -1] > (ranked[:, -2] if len(themes) > 1 else 0)
    rows = clear.nonzero()[0].tolist()
    names = [themes[number] for number in table[rows].argmax(axis=1).tolist()]
    context = numpy.full(table.shape, 1 / (len(themes) + 1))
    if len(set(names)) > 1 and len(rows) >= ENOUGH * len(themes):
        bare = [phrases.without(text) for text in plain]
        found, share = learn.probabilities(describe(bare), rows, names, _keys(ids, plain), fair=True)
        context = numpy.full(table.shape, 1e-3)
        context[:, [themes.index(theme) for theme in found]] = share
    scores = numpy.log(context + 1e-6) + SEED_SCORE * table
    # Nothing may fit: a share is kept back for that, so that one lonely theme is not certain.
    grown = numpy.exp(scores)
    return themes, table, hits, grown / (grown.sum(axis=1, keepdims=True) + 0.1)


def _keys(ids, plain):
    """What rows are drawn and dealt by: the folded words, so that dấu change nothing; ids part equals."""
    return [f"{text}\n{one}" for one, text in zip(ids, plain, strict=True)]


def _best(themes, share):
    return [(themes[number], row[number]) for number, row in zip(share.argmax(axis=1), share, strict=True)]
