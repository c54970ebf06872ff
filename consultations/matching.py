"""Which clause of a new version goes on with which of the old one: by wording, order and number.

The result is a proposal: what is `doubtful` an officer confirms or corrects before it counts.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass

from consultations.rules import HEADINGS

#: Share of words in common (Dice): from SURE on nobody is asked; from LIKELY on it is proposed.
SURE, LIKELY = 0.7, 0.5
#: The same number at the same place counts for this much alike wording.
SAME_NAME, SAME_PLACE = 0.12, 0.06
#: A rival as near as this makes a match doubtful.
NEAR = 0.12
#: Share of its words that a part of a split clause, or a merged clause, has in the other.
CONTAINED, WORDS_MIN = 0.8, 6
RIVALS = 6


@dataclass(frozen=True)
class Match:
    """new, old: ids of pieces; old None: a new clause. rivals: other old ids worth offering, best first.

    part_of: the old clause that the words of a new one probably come from.
    """

    new: int
    old: int | None
    likeness: float
    is_doubtful: bool
    rivals: tuple[int, ...] = ()
    part_of: int | None = None


@dataclass(frozen=True)
class Gone:
    """An old clause that no new one goes on with.

    merged_into: the new clause that probably holds its words.
    """

    old: int
    merged_into: int | None = None


@dataclass(frozen=True)
class Matching:
    matches: tuple[Match, ...]
    gone: tuple[Gone, ...]

    @property
    def doubtful(self):
        return tuple(match for match in self.matches if match.is_doubtful)

    @property
    def pairs(self):
        """{new id: old id}"""
        return {match.new: match.old for match in self.matches if match.old is not None}


def match(old, new, known=None):
    """The Matching of two drafts, given as consultations.paper.Pieces in reading order.

    known: {new id: old id} of clauses that were made from an old one, and so need no search.
    """
    known = {
        one.id: known[one.id] for one in new if known and known.get(one.id) in {piece.id for piece in old}
    }
    free = [piece for piece in old if piece.id not in set(known.values())]
    pairs = known | _untouched(free, [piece for piece in new if piece.id not in known])
    search = _Search(old, new, pairs)
    scores = {piece.id: search.scores(piece) for piece in new if piece.id not in pairs}
    found = _best_pairs(scores, search)
    pairs |= {new_id: old_id for new_id, (old_id, _likeness) in found.items()}
    taken = set(pairs.values())
    matches = []
    for piece in new:
        if piece.id not in scores:
            matches.append(Match(piece.id, pairs[piece.id], 1.0, is_doubtful=False))
            continue
        rivals = [
            (score, old_id) for score, _like, old_id in scores[piece.id] if old_id not in search.untouched
        ]
        matches.append(_judge(piece, found.get(piece.id), rivals, search, taken))
    return Matching(
        tuple(matches),
        tuple(Gone(piece.id, search.merged_into(piece, found)) for piece in old if piece.id not in taken),
    )


def _judge(piece, found, rivals, search, taken):
    offered = tuple(old_id for _score, old_id in rivals[:RIVALS] if found is None or old_id != found[0])
    if found is None:
        free = [score for score, old_id in rivals if old_id not in taken]
        part_of = search.part_of(piece)
        doubtful = bool(free and max(free) >= LIKELY - NEAR) or part_of is not None
        return Match(piece.id, None, 0.0, doubtful, offered, part_of)
    old_id, likeness = found
    own = next(score for score, one in rivals if one == old_id)
    near = any(score >= own - NEAR for score, one in rivals if one != old_id)
    return Match(piece.id, old_id, likeness, likeness < SURE or near, offered)


def _untouched(old, new):
    """{new id: old id} of clauses with the same words: those in order, then what was moved."""
    pairs = {}
    for at_old, at_new in common(list(map(_key, old)), list(map(_key, new))):
        if old[at_old].words:
            pairs[new[at_new].id] = old[at_old].id
    taken = set(pairs.values())
    left = defaultdict(list)
    for piece in old:
        if piece.id not in taken and _key(piece)[1]:
            left[_key(piece)].append(piece.id)
    for piece in new:
        if piece.id not in pairs and left[_key(piece)]:
            pairs[piece.id] = left[_key(piece)].pop(0)
    return pairs


def _key(piece):
    return piece.kind in HEADINGS, piece.words.casefold()


class _Search:
    """Likeness of the clauses that were changed, looked for only where it can be."""

    def __init__(self, old, new, pairs):
        self.untouched = set(pairs.values())
        self._old = [piece for piece in old if piece.id not in self.untouched]
        self._kinds = {piece.id: piece.kind in HEADINGS for piece in old}
        self._bags = {piece.id: Counter(piece.words.casefold().split()) for piece in self._old}
        self._new_bags = {
            piece.id: Counter(piece.words.casefold().split()) for piece in new if piece.id not in pairs
        }
        self._names = {piece.id: piece.name for piece in old}
        self._at = {piece.id: at for at, piece in enumerate(old)}
        self._places = _places(new, pairs, self._at)
        self._named = defaultdict(list)
        for piece in self._old:
            self._named[piece.name].append(piece.id)
        self._old_places = [self._at[piece.id] for piece in self._old]
        self._old_words, self._new_words = _Words(self._bags), _Words(self._new_bags)

    def scores(self, piece):
        """[(score, likeness, old id)] of what `piece` may go on with, the best first."""
        bag = self._new_bags[piece.id]
        low, high = self._places[piece.id]
        found = []
        for old_id in self._candidates(piece, bag, low, high):
            likeness = _dice(bag, self._bags[old_id])
            same_name = piece.name == self._names[old_id]
            in_place = low < self._at[old_id] < high
            if not bag and not self._bags[old_id] and same_name:
                likeness = 1.0
            found.append((likeness + SAME_NAME * same_name + SAME_PLACE * in_place, likeness, old_id))
        return sorted(found, key=lambda one: (-one[0], self._at[one[2]]))

    def _candidates(self, piece, bag, low, high):
        start = bisect_left(self._old_places, low + 1)
        near = [one.id for one in self._old[start : start + 12] if self._at[one.id] < high]
        ids = dict.fromkeys([*self._named[piece.name][:12], *near, *self._old_words.like(bag)])
        is_heading = piece.kind in HEADINGS
        return [old_id for old_id in ids if self._kinds[old_id] is is_heading]

    def part_of(self, piece):
        """The changed old clause that nearly all words of `piece` come from, or None."""
        return self._holder(self._new_bags[piece.id], self._old_words, self._bags)

    def merged_into(self, piece, found):
        """The changed new clause that holds nearly all words of the old `piece`, or None."""
        holder = self._holder(self._bags[piece.id], self._new_words, self._new_bags)
        return holder if holder in found else None

    @staticmethod
    def _holder(bag, words, bags):
        """The one of `bags` that holds nearly all of `bag`, or None."""
        size = bag.total()
        if size < WORDS_MIN:
            return None
        shares = [((bag & bags[one]).total() / size, -at, one) for at, one in enumerate(words.like(bag))]
        share, _at, holder = max(shares, default=(0, 0, None))
        return holder if share >= CONTAINED else None


class _Words:
    """In which of many clauses a word stands: finds those like a given one without trying them all."""

    def __init__(self, bags):
        self._with = defaultdict(list)
        for one, bag in bags.items():
            for word in bag:
                self._with[word].append(one)
        self._too_common = max(12, min(200, len(bags) // 6))

    def like(self, bag):
        """The ids of the clauses that share the most of the rarer words with `bag`, the most first."""
        shared = Counter()
        for word in bag:
            if len(self._with.get(word, ())) <= self._too_common:
                shared.update(self._with.get(word, ()))
        return [one for one, _number in shared.most_common(8)]


def common(before, after):
    """[(index in before, index in after)] of a longest common subsequence of two lists.

    Bit-parallel (rapidfuzz): 10,000 like clauses on each side take a tenth of a second.
    """
    # Six megabytes, and most processes never compare drafts.
    from rapidfuzz.distance import LCSseq

    numbers = {}
    first = [numbers.setdefault(one, len(numbers)) for one in before]
    second = [numbers.setdefault(one, len(numbers)) for one in after]
    blocks = [block for block in LCSseq.opcodes(first, second) if block.tag == "equal"]
    return [
        pair
        for block in blocks
        for pair in zip(
            range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True
        )
    ]


def _dice(one, other):
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _places(new, pairs, at):
    """{new id: (low, high)}: between which old positions a changed clause stands, by its neighbours."""
    places, low = {}, -1
    for piece in new:
        if piece.id in pairs:
            low = at[pairs[piece.id]]
        else:
            places[piece.id] = [low, len(at)]
    high = len(at)
    for piece in reversed(new):
        if piece.id in pairs:
            high = at[pairs[piece.id]]
        elif high > places[piece.id][0]:
            places[piece.id][1] = high
    return places


def _best_pairs(scores, search):
    """{new id: (old id, likeness)}: the best pairs first, none twice."""
    offers = sorted(
        (
            (score, likeness, new_id, old_id)
            for new_id, own in scores.items()
            for score, likeness, old_id in own
        ),
        key=lambda offer: (-offer[0], offer[2]),
    )
    found, taken = {}, set()
    for score, likeness, new_id, old_id in offers:
        if score < LIKELY or likeness < LIKELY - SAME_NAME - SAME_PLACE:
            continue
        if new_id not in found and old_id not in taken:
            found[new_id] = old_id, likeness
            taken.add(old_id)
    return found
