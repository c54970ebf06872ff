"""Figures of groups told apart: cross-tables of what was said, by audience, age group, class or an answer.

Every group has the smallest size at least (reports.disclosure sees to it when they are counted).
"""

from dataclasses import dataclass

from reports import tally
from reports.summary.clauses import Stances
from reports.summary.questions import ScaleFigures


@dataclass(frozen=True)
class Group:
    """Respondents who are shown together. names: (kind, value): ("audience", value of an Audience),
    ("age", value of an AgeGroup), ("class", name), ("label", as released), ("option", text), ("silent", "").
    """

    names: tuple[tuple[str, str], ...]
    #: How many of them said something.
    size: int
    #: How many there are, those who did not take part included; None: nobody knows.
    population: int | None = None

    def interval(self, number, answered):
        """(low, high) percent where the share of the whole group probably lies; None without answers, and
        where nobody knows how large it is."""
        return None if self.population is None else tally.within(number, answered, self.population)


@dataclass(frozen=True)
class Slice:
    """What one group answered to a question. counts: of its choices, or of the steps of each scale."""

    answered: int
    no_opinion: int
    no_answer: int
    counts: tuple[tuple[int, ...], ...]

    @property
    def scales(self):
        """ScaleFigures of a question on scales; who has no opinion is among those without an answer."""
        size = self.answered + self.no_opinion + self.no_answer
        return [ScaleFigures("", counts, size - sum(counts)) for counts in self.counts]

    def shares(self):
        """[(number, percent of those who answered)] of a question of choices."""
        return [(number, tally.percent(number, self.answered)) for number in self.counts[0]]


@dataclass(frozen=True)
class Cut:
    """One way to tell respondents apart. kind: "audience", "age", "class", or "answer" to question `number`.

    clauses: (clause_id, Stances per group); questions: (question_id, Slice per group), of closed questions
    that are put to everybody.
    """

    kind: str
    number: int
    groups: tuple[Group, ...]
    clauses: tuple[tuple[int, tuple[Stances, ...]], ...]
    questions: tuple[tuple[int, tuple[Slice, ...]], ...]

    def of_clause(self, clause_id):
        """[(Group, Stances)] of those who said something of the clause."""
        own = next((own for one, own in self.clauses if one == clause_id), ())
        return [(group, stances) for group, stances in zip(self.groups, own, strict=False) if stances.said]

    def of_question(self, question_id):
        """[(Group, Slice)]; empty for a question that is not told apart."""
        own = next((own for one, own in self.questions if one == question_id), ())
        return list(zip(self.groups, own, strict=False))
