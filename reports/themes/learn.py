"""A linear classifier for few labels and many texts, with confidences that mean what they say."""

from hashlib import blake2b

#: Inverse strength of the ridge, and how far rare themes are lifted (0: not, 1: to equal weight).
C, LIFT = 4.0, 0.9
#: More labelled rows than this teach nothing new but cost time and memory.
MOST_ROWS, MOST_LANDMARKS, MOST_TRIALS = 2_000, 800, 1_500
FOLDS = 5
#: Dimensions of what comments have in common, labelled or not, and their weight beside the words; found by
#: repeated splits of tests/reports/comments.
GIST, GIST_WEIGHT = 30, 0.7


def draw(rows, keys, most):
    """At most `most` of `rows`, drawn by a hash of their key: the same for any order of the input."""
    if len(rows) <= most:
        return list(rows)
    chosen = set(sorted(rows, key=lambda row: _hash(keys[row]))[:most])
    return [row for row in rows if row in chosen]


def _hash(key):
    return blake2b(key.encode(), digest_size=8).digest()


def reduce(matrix, rows):
    """Dense array: the rows of `matrix` in the space spanned by its `rows`, their dot products kept.

    A ridge model lies in the span of what it was trained on, so with rows = training rows nothing is lost
    and a few hundred columns stand for tens of thousands (representer theorem: Schölkopf, Herbrich, Smola,
    A Generalized Representer Theorem, COLT 2001). With fewer rows it is the Nyström approximation.
    """
    import numpy

    marks = matrix[rows]
    values, vectors = numpy.linalg.eigh((marks @ marks.T).toarray().astype(float))
    kept = values > values[-1] * 1e-6
    turn = (vectors[:, kept] / numpy.sqrt(values[kept])).astype(numpy.float32)
    # Written out in full the landmarks are multiplied three times as fast as while they are sparse.
    used = numpy.flatnonzero(numpy.bincount(marks.indices, minlength=matrix.shape[1]))
    across = numpy.ascontiguousarray(marks[:, used].toarray().T) @ turn
    return matrix[:, used] @ across


def _points(matrix, rows, keys):
    """Dense array: each row of `matrix`, and beside it the few directions in which all rows differ most.

    Those are learnt from unlabelled comments too: words that stand together often come to lie together, so
    that a label says something of comments that share no word with it (latent semantic analysis: Deerwester
    and others, J. Am. Soc. Inf. Sci. 41 (1990) 391–407; with unlabelled rows: Zelikovitz, Hirsh, CIKM 2001).
    """
    import numpy
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    labelled = set(rows)
    rest = draw([row for row in range(matrix.shape[0]) if row not in labelled], keys, MOST_LANDMARKS)
    marks = draw(rows, keys, MOST_LANDMARKS)
    marks += rest[: MOST_LANDMARKS - len(marks)]
    points = reduce(matrix, marks)
    size = min(GIST, len(marks) - 1, points.shape[1] - 1)
    if size < 2:
        return points
    gist = normalize(TruncatedSVD(size, random_state=0).fit(points[marks]).transform(points))
    return numpy.hstack([points, (gist * GIST_WEIGHT).astype(points.dtype)])


def probabilities(matrix, rows, names, keys, lean=None, fair=False):
    """(themes, array rows × themes): how likely each row of `matrix` speaks of each theme.

    rows, names: the row numbers that are labelled and their themes. keys: one string per row of `matrix`,
    by which rows are drawn and dealt to folds. lean: {theme: scores of all rows} known from elsewhere, added
    to what is learnt. The array is calibrated on rows left out (`temperature`). fair: the labelled rows, too,
    are judged by a model that has not seen them.
    """
    import numpy

    name_of = dict(zip(rows, names, strict=True))
    rows = draw(rows, keys, MOST_ROWS)
    themes = sorted({name_of[row] for row in rows})
    # As numbers: scikit-learn would take themes called "1" and "2" for numbers half of the time.
    column = {theme: number for number, theme in enumerate(themes)}
    names = numpy.array([column[name_of[row]] for row in rows])
    if len(themes) == 1:
        # Rule of succession: n of n labels are this theme.
        return themes, numpy.full((matrix.shape[0], 1), (len(rows) + 1) / (len(rows) + 2))
    points = _points(matrix, rows, keys)
    taught = points[rows]
    leaning = numpy.zeros((matrix.shape[0], len(themes)))
    for number, theme in enumerate(themes):
        leaning[:, number] = (lean or {}).get(theme, 0)
    scores = _both_sides(_fit(taught, names).decision_function(points)) + leaning
    tried, given, truth = _left_out(taught, names, [keys[row] for row in rows])
    tried = [rows[row] for row in tried]
    given += leaning[tried]
    heat = temperature(given, truth)
    if fair:
        scores[tried] = given
    return themes, shares(scores / heat)


def _fit(points, names):
    from sklearn.linear_model import LogisticRegression

    values, numbers = _count(names)
    weights = {
        value: (len(names) / (len(values) * number)) ** LIFT
        for value, number in zip(values, numbers, strict=True)
    }
    return LogisticRegression(C=C, class_weight=weights, max_iter=2_000, tol=1e-3).fit(points, names)


def _count(names):
    import numpy

    values, numbers = numpy.unique(names, return_counts=True)
    return values.tolist(), numbers.tolist()


def _both_sides(scores):
    """Scores with one column per theme: for two themes scikit-learn gives one, for the second."""
    import numpy

    return numpy.column_stack([-scores / 2, scores / 2]) if scores.ndim == 1 else scores


def shares(scores):
    """Each row of `scores` as shares that add up to 1 (softmax)."""
    import numpy

    grown = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def _left_out(points, names, keys):
    """(rows, their scores, their themes) of labelled rows, each judged by a model that has not seen it."""
    import numpy

    trial = sorted(range(len(names)), key=lambda row: (names[row], _hash(keys[row])))
    fold = numpy.empty(len(names), dtype=int)
    fold[trial] = numpy.arange(len(names)) % FOLDS
    tried = set(draw(range(len(names)), keys, MOST_TRIALS))
    themes = int(names.max()) + 1
    order, scores, truth = [], [], []
    for number in range(FOLDS):
        out = [row for row in range(len(names)) if fold[row] == number and row in tried]
        kept = fold != number
        if not out or names[kept].min() == names[kept].max():
            continue
        model = _fit(points[kept], names[kept])
        given = numpy.full((len(out), themes), -30.0)
        given[:, model.classes_] = _both_sides(model.decision_function(points[out]))
        order += out
        scores.append(given)
        truth += names[out].tolist()
    return order, (numpy.vstack(scores) if scores else numpy.zeros((0, themes))), truth


def temperature(scores, truth):
    """What to divide `scores` by so that their shares come true: least log loss on a grid of 0.2 to 5.

    Source: temperature scaling, Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks,
    ICML 2017. Without rows to judge by: 1.
    """
    import numpy

    if not len(truth):
        return 1.0
    rows = numpy.arange(len(truth))
    return min(
        numpy.geomspace(0.2, 5, 41).tolist(),
        key=lambda heat: -numpy.log(shares(scores / heat)[rows, truth] + 1e-9).sum(),
    )
