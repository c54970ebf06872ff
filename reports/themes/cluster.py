"""Groups of comments that speak of the same, named by their key words; no labels, no words given."""

import re
from collections import Counter, defaultdict

from core.text import nfc
from reports.themes import learn
from reports.themes.features import like_words, word_weights, words

OTHER = "Khác"
MOST_GROUPS, DIMENSIONS, NAMED_BY = 12, 60, 3
#: Fewer comments than this are one group; comments beyond this number are placed, not asked.
FEWEST, MOST_ASKED, JUDGED = 8, 3_000, 1_000
#: Most Vietnamese words have two syllables, so a pair says more than its halves.
PAIR_LIFT = 1.8
#: Words without a subject of their own (folded): no group is named by them.
_EMPTY = (
    "anh ba bi bo cac cai can cang chau chi cho chu chua chung co coi con cu cua cung da dang day de "
    "den deu di do don duoc em gi gia giup hay hon it khi khong la lai lam len luon ma minh moi mong "
    "mot nao nay nen neu ngay nghi nhe nhieu nhu nhung o phai qua ra rat roi sao se tai thay them the "
    "thi thoi toi trong tu tung va vay ve vi viec voi xin y kien a oi ai ban be biet bang dinh duoi het "
    "hoi hom ho i k lan luc mai me nam ngoai nguoi nha noi nua ok tat ca tren truoc sau tre truong "
)
EMPTY = set(_EMPTY.split())


def group(plain, texts):
    """[(name of the group, how clearly the words place it there)] for each text.

    plain: the texts as `features.words` gives them, sorted; texts: as written, for names with their dấu.
    Texts without words are "Khác". The number of groups, 2 to 12, is the one with the best mean silhouette
    (Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53–65).
    """
    told = [row for row, text in enumerate(plain) if text]
    answer = [(OTHER, 0.0)] * len(plain)
    if len({plain[row] for row in told}) < FEWEST:
        name = _names([plain[row] for row in told], [texts[row] for row in told], [0] * len(told))
        return [(name[0], 1.0) if text else (OTHER, 0.0) for text in plain] if told else answer
    some = [plain[row] for row in told]
    points = _points(some)
    numbers = _split(points, some)
    names = _names(some, [texts[row] for row in told], numbers)
    for row, number, sure in zip(told, numbers, _clarity(points, numbers, some), strict=True):
        answer[row] = (names[number], sure)
    return answer


def _points(plain):
    """Comments as unit vectors of a few dozen dimensions: latent semantic analysis of words and groups."""
    import numpy
    from scipy import sparse
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    told = sparse.hstack([word_weights(plain)[0], sparse.csr_matrix(numpy.sqrt(like_words(plain)) * 0.4)])
    size = max(2, min(DIMENSIONS, min(told.shape) - 1))
    return normalize(TruncatedSVD(size, random_state=0).fit_transform(told.tocsr()))


def _split(points, keys):
    """The number of its group for each point."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    asked = learn.draw(range(len(points)), keys, MOST_ASKED)
    best, chosen = -2.0, None
    for number in range(2, min(MOST_GROUPS, len(points) // 4) + 1):
        made = KMeans(number, n_init=3, random_state=0).fit(points[asked])
        if len(set(made.labels_.tolist())) < 2:
            continue
        size = min(JUDGED, len(asked))
        value = silhouette_score(points[asked], made.labels_, sample_size=size, random_state=0)
        if value > best:
            best, chosen = value, made
    return [0] * len(points) if chosen is None else chosen.predict(points).tolist()


def _clarity(points, numbers, keys):
    """How likely a linear model that has not seen the comment puts it where it stands."""
    from scipy import sparse

    rows = list(range(len(numbers)))
    names = [f"{one:03}" for one in numbers]
    themes, share = learn.probabilities(sparse.csr_matrix(points), rows, names, keys, fair=True)
    return [share[row, themes.index(f"{number:03}")] for row, number in enumerate(numbers)]


def _names(plain, texts, numbers):
    """{number: its key words, with dấu as most people wrote them}; no two groups have the same name.

    Key words are those more frequent here than elsewhere, by log likelihood (Dunning, Computational
    Linguistics 19 (1993) 61–74); pairs of words count as words.
    """
    inside = defaultdict(Counter)
    for text, number in zip(plain, numbers, strict=True):
        inside[number].update(set(terms(text)))
    overall = sum(inside.values(), Counter())
    sizes, spelt, named = Counter(numbers), _spellings(texts), {}
    for number in sorted(inside, key=lambda one: (-sizes[one], one)):
        here = inside[number]
        keen = {term: _keenness(term, here[term], sizes[number], overall[term], len(plain)) for term in here}
        ranked = sorted(here, key=lambda term: (-keen[term], term))
        chosen = []
        for term in ranked:
            if len(chosen) < NAMED_BY and not any(set(term.split()) & set(one.split()) for one in chosen):
                chosen.append(term)
        name = ", ".join(spelt.get(term, term) for term in chosen) or OTHER
        named[number] = name if name not in named.values() else f"{name} ({number + 1})"
    return named


def terms(text):
    """The words of `text` (as `words` gives it) that say something, and their pairs."""
    parts = text.split()
    kept = [word for word in parts if word not in EMPTY and len(word) > 1 and not word.isdigit()]
    pairs = [f"{one} {two}" for one, two in zip(parts, parts[1:], strict=False) if {one, two} <= set(kept)]
    return pairs + kept


def _keenness(term, here, size, everywhere, total):
    """Half the log likelihood ratio that a term is at home here, pairs lifted; rarer here: below 0."""
    import math

    elsewhere, rest = everywhere - here, total - size
    value = 0.0
    for seen, among in ((here, size), (elsewhere, rest)):
        if seen:
            value += seen * math.log(seen * total / (among * everywhere))
    at_home = not rest or here * rest >= elsewhere * size
    return value * (PAIR_LIFT if " " in term else 1) if at_home else -value


def _spellings(texts):
    """{folded word or pair of words: how most people wrote it}, preferring forms with dấu."""
    forms = Counter()
    for text in texts:
        written = re.findall(r"[^\W_]+", nfc(text).lower())
        forms.update(written)
        forms.update(f"{one} {two}" for one, two in zip(written, written[1:], strict=False))
    seen = defaultdict(dict)
    for form, times in forms.items():
        plain = words(form)
        seen[plain][form] = times if form == plain else 3 * times
    return {plain: min(forms, key=lambda form: (-forms[form], form)) for plain, forms in seen.items()}
