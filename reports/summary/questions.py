"""Figures of the survey, question by question, and of its areas."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports import intervals, tally


@dataclass(frozen=True)
class ChoiceFigures:
    text: str
    number: int


@dataclass(frozen=True)
class ScaleFigures:
    """Answers on a scale of 1 to 5: to a question, or to one row of a matrix (`text`)."""

    text: str
    counts: tuple[int, ...]
    no_answer: int
    no_opinion: int = 0

    @property
    def n(self):
        return sum(self.counts)

    @property
    def mean(self):
        return tally.mean(dict(enumerate(self.counts, 1)))

    def interval(self, population):
        """(low, high) where the mean of all so many asked probably lies; None where nobody knows how many."""
        return intervals.of_mean(dict(enumerate(self.counts, 1)), population, (1, len(self.counts)))

    @property
    def high(self):
        """Percent of 4 and 5."""
        return tally.percent(self.content, self.n)

    @property
    def content(self):
        """How many chose 4 or 5."""
        return self.counts[3] + self.counts[4]

    @property
    def low(self):
        """Percent of 1 and 2."""
        return tally.percent(self.counts[0] + self.counts[1], self.n)


@dataclass(frozen=True)
class NumberFigures:
    mean: Decimal
    least: Decimal
    most: Decimal
    #: Standard deviation with n - 1; None: of one number, or frozen before it was kept.
    deviation: Decimal | None = None

    def interval(self, answered, population):
        """(low, high) where the mean of all so many asked probably lies, or None."""
        return intervals.of_numbers(self.mean, self.deviation, answered, population)


@dataclass(frozen=True)
class RankFigures:
    """One of the things that were put in order: how many gave it each place, from the first on."""

    text: str
    counts: tuple[int, ...]

    @property
    def mean(self):
        """Mean place: the smaller, the more important."""
        return tally.mean(dict(enumerate(self.counts, 1)))

    def interval(self, population):
        """(low, high) where the mean place that all so many asked give it probably lies, or None."""
        return intervals.of_mean(dict(enumerate(self.counts, 1)), population, (1, len(self.counts)))

    @property
    def first(self):
        return self.counts[0]

    @property
    def first_share(self):
        return tally.percent(self.first, sum(self.counts))


@dataclass(frozen=True)
class DayFigures:
    """median: the middle day; of an even number of answers the earlier one of the two."""

    earliest: date
    median: date
    latest: date


@dataclass(frozen=True)
class QuestionFigures:
    question_id: int
    number: int
    section: str
    #: Value of a QuestionKind.
    kind: str
    text: str
    answered: int
    #: Of those who took part.
    no_answer: int
    #: Said that they have none; neither among `answered` nor in `no_answer`.
    no_opinion: int = 0
    #: Took part, but their earlier answers did not lead to this question.
    not_shown: int = 0
    #: Of a ranking one per thing, in the order of the question; of a date one choice per month or year.
    choices: tuple[ChoiceFigures, ...] = ()
    scales: tuple[ScaleFigures, ...] = ()
    ranks: tuple[RankFigures, ...] = ()
    numbers: NumberFigures | None = None
    days: DayFigures | None = None
    #: Whether there are words to read: open questions, and "other".
    has_texts: bool = False
    #: Everybody asked, those who did not take part included; None where nobody knows to how many of them the
    #: question would have been shown, and of the open link.
    population: int | None = None
    #: So few were led to it that their answers are not told; answered holds those without opinion too.
    is_withheld: bool = False

    @property
    def shown(self):
        """Took part, and was led to it."""
        return self.answered + self.no_opinion + self.no_answer

    @property
    def shares(self):
        """(text, number, percent of those who answered); of several choices they add up to more than 100."""
        return [(c.text, c.number, tally.percent(c.number, self.answered)) for c in self.choices]

    def interval(self, number):
        """(low, high) percent where the share of all asked probably lies of whom `number` said so here; None
        without answers, and of a number of which nobody knows how many could have said so."""
        return None if self.population is None else tally.within(number, self.answered, self.population)

    @property
    def numbers_interval(self):
        """(low, high) of the mean of a number question, or None."""
        return self.numbers and self.numbers.interval(self.answered, self.population)

    @property
    def ranked(self):
        """RankFigures, the most important first."""
        return sorted(self.ranks, key=lambda one: (one.mean is None, one.mean))


@dataclass(frozen=True)
class Area:
    """A section of the survey: how many things were rated on a scale in it, and the mean of their means."""

    title: str
    items: int
    mean: Decimal | None
    #: Percent of 4 and 5 among all answers to its items.
    high: Decimal | None
    #: (low, high) where its mean among everybody asked probably lies; None where one of its items has none.
    interval: tuple[Decimal, Decimal] | None = None
