"""What changed since an earlier survey: the same things asked in both, and whether chance explains it.

The same is what has the same words and the same way to answer (consultations.rules.QuestionKind, and for
choices and rankings the same options). Whoever words a question anew asks another one.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.i18n import Labelled, _, _l
from core.text import fold
from reports import intervals


class Verdict(Labelled):
    UP = "up", _l("Tăng, hơn mức ngẫu nhiên")
    DOWN = "down", _l("Giảm, hơn mức ngẫu nhiên")
    CHANCE = "chance", _l("Không hơn mức ngẫu nhiên")
    UNKNOWN = "unknown", _l("Không tính được")


@dataclass(frozen=True)
class Item:
    """A mean, or a share in percent, of what one survey asked. key: by which another asked the same."""

    key: tuple
    name: str
    is_share: bool
    n: int
    value: Decimal
    interval: tuple[Decimal, Decimal] | None


@dataclass(frozen=True)
class Change:
    then: Item
    now: Item

    @property
    def difference(self):
        return self.now.value - self.then.value

    @property
    def interval(self):
        """(low, high) of the difference, rounded as the figures are; None where one of them has none."""
        if self.then.interval is None or self.now.interval is None:
            return None
        limits = intervals.of_difference(
            (self.then.value, self.then.interval), (self.now.value, self.now.interval)
        )
        step = Decimal("0.1") if self.now.is_share else Decimal("0.01")
        return tuple(limit.quantize(step, ROUND_HALF_UP) for limit in limits)

    @property
    def verdict(self):
        """More than chance: the interval of the difference, as it is shown, leaves out 0."""
        if self.interval is None:
            return Verdict.UNKNOWN
        low, high = self.interval
        if low > 0:
            return Verdict.UP
        return Verdict.DOWN if high < 0 else Verdict.CHANCE


@dataclass(frozen=True)
class Comparison:
    areas: tuple[Change, ...]
    changes: tuple[Change, ...]
    #: Names of what only one of them asked.
    only_then: tuple[str, ...]
    only_now: tuple[str, ...]


def compare(then, now):
    """The Comparison of two Summaries, the earlier one first."""
    old, new = _by_key(_items(then)), _by_key(_items(now))
    old_areas, new_areas = _by_key(_areas(then)), _by_key(_areas(now))
    return Comparison(
        areas=tuple(Change(old_areas[key], one) for key, one in new_areas.items() if key in old_areas),
        changes=tuple(Change(old[key], one) for key, one in new.items() if key in old),
        only_then=_names(one for key, one in old.items() if key not in new),
        only_now=_names(one for key, one in new.items() if key not in old),
    )


def _by_key(items):
    """{key: Item}, without those asked twice in one survey: nobody could say which is which."""
    listed = list(items)
    times = Counter(item.key for item in listed)
    return {item.key: item for item in listed if times[item.key] == 1}


def _names(items):
    return tuple(dict.fromkeys(item.name for item in items))


def _items(summary):
    for question in summary.questions:
        asked = question.kind, fold(question.text)
        name = _("Câu %(number)d. %(text)s", number=question.number, text=question.text)
        yield from _scales(question, asked, name)
        if question.kind in ("single", "several", "yes_no"):
            yield from _choices(question, asked, name)
        ranked = frozenset(fold(rank.text) for rank in question.ranks)
        for rank in question.ranks:
            if rank.mean is not None:
                yield Item(
                    (*asked, ranked, fold(rank.text)), f"{name} – {rank.text}", False, sum(rank.counts),
                    rank.mean, rank.interval(question.population),
                )  # fmt: skip
        if question.numbers:
            yield Item(
                asked, name, False, question.answered, question.numbers.mean, question.numbers_interval
            )


def _scales(question, asked, name):
    for scale in question.scales:
        if scale.n:
            yield Item(
                (*asked, fold(scale.text)), " – ".join(filter(None, [name, scale.text])), False, scale.n,
                scale.mean, scale.interval(question.population),
            )  # fmt: skip


def _choices(question, asked, name):
    offered = frozenset(fold(choice.text) for choice in question.choices)
    for text, number, share in question.shares:
        if share is not None:
            yield Item(
                (*asked, offered, fold(text)), f"{name} – {text}", True, question.answered, share,
                question.interval(number),
            )  # fmt: skip


def _areas(summary):
    """The areas, each the same only where all its items are; and the whole."""
    rated, title = {}, ""
    for question in summary.questions:
        title = question.section or title
        for scale in question.scales:
            rated.setdefault(title, []).append((question.kind, fold(question.text), fold(scale.text)))
    whole = frozenset(one for own in rated.values() for one in own)
    for area in (*summary.areas, *([summary.index] if summary.index else [])):
        if area.mean is not None:
            items = frozenset(rated.get(area.title, ())) if area.title else whole
            n = max(scale.n for question in summary.questions for scale in question.scales)
            yield Item(("area", fold(area.title), items), area.title, False, n, area.mean, area.interval)
