"""What comments speak of, clause by clause: only what a person has approved."""

from dataclasses import dataclass, fields

from reports.rules import ThemeKind
from reports.summary.clauses import Stances


@dataclass(frozen=True)
class Portion:
    """Comments. stances: of those whose author took one on the clause."""

    number: int = 0
    stances: Stances = Stances()

    def __add__(self, other):
        names = [field.name for field in fields(Stances)]
        sums = [getattr(self.stances, name) + getattr(other.stances, name) for name in names]
        return Portion(self.number + other.number, Stances(*sums))


@dataclass(frozen=True)
class ThemeFigures:
    """A theme on one clause.

    asked: of those on the roll; community: of the others. groups: of each Group of Summary.speakers, in their
    order. quotes, dissent: ids of comments that stand for many, and for the others.
    """

    theme_id: int
    #: Value of a ThemeKind.
    kind: str
    own_name: str
    asked: Portion
    community: Portion
    groups: tuple[Portion, ...]
    quotes: tuple[str, ...]
    dissent: tuple[str, ...]

    @property
    def name(self):
        """As people read it: the two that are always there speak the reader's language."""
        kind = ThemeKind(self.kind)
        return self.own_name if kind is ThemeKind.PLAIN else str(kind.label)

    @property
    def number(self):
        return self.asked.number + self.community.number


@dataclass(frozen=True)
class ClauseThemes:
    """The themes of a clause (None: of the whole draft), the most frequent first.

    waiting: comments on it that no person has given a theme.
    """

    clause_id: int | None
    themes: tuple[ThemeFigures, ...]
    waiting: int
