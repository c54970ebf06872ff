"""The summary: one frozen object of figures that page, letter and CSV print. No printer counts."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from reports import intervals, tally
from reports.summary.clauses import ClauseFigures, EarlierFigures, Listing, Stances
from reports.summary.frozen import from_json, to_json
from reports.summary.groups import Cut, Group, Slice
from reports.summary.questions import (
    Area,
    ChoiceFigures,
    DayFigures,
    NumberFigures,
    QuestionFigures,
    RankFigures,
    ScaleFigures,
)
from reports.summary.roll import RollLine
from reports.summary.themes import ClauseThemes, Portion, ThemeFigures
from reports.themes.quality import Quality

__all__ = [
    "Area",
    "ChoiceFigures",
    "ClauseFigures",
    "ClauseThemes",
    "Cut",
    "DayFigures",
    "EarlierFigures",
    "Group",
    "Listing",
    "NumberFigures",
    "Portion",
    "QuestionFigures",
    "RankFigures",
    "RollLine",
    "ScaleFigures",
    "Slice",
    "Stances",
    "Summary",
    "ThemeFigures",
]


@dataclass(frozen=True)
class Summary:
    consultation_id: int
    number: int
    made_at: datetime
    title: str
    reference: str
    issuing_office: str
    method: str
    #: Values of Mode and Unit.
    mode: str
    unit: str
    opened_on: date
    closed_on: date
    #: Made after the close and the time that late forms get: nothing can be added any more.
    is_final: bool
    #: (old deadline, new deadline, reason)
    extensions: tuple[tuple[date, date, str], ...]
    audiences: tuple[RollLine, ...]
    classes: tuple[RollLine, ...]
    #: (value of a Channel, submissions), in named consultations only.
    channels: tuple[tuple[str, int], ...]
    #: Emptied by the wish of their authors; they stay among those who answered.
    withdrawn: int
    #: Submissions from outside the roll: by the open link, or entered without knowing whose they are.
    community: int
    clauses: tuple[ClauseFigures, ...]
    #: Comments on the whole draft.
    general: Listing
    questions: tuple[QuestionFigures, ...]
    community_questions: tuple[QuestionFigures, ...]
    #: Number of the draft version that people were asked about in the end.
    version: int = 1
    #: Of those who answered: their survey was never sent to the end, and stands in as it was.
    unfinished: int = 0
    #: Of `community`: entered by staff, and naming nobody of the roll.
    unidentified: int = 0
    #: SHA-256 of the register of what was counted (feedback.proof), and how many submissions it lists.
    root: str = ""
    counted: int = 0
    #: Nobody is told apart in a smaller group (reports.disclosure).
    smallest: int = 0
    #: Submissions of those asked that were not withdrawn: what all groups add up to.
    speaking: int = 0
    #: The audiences as they may be told apart; several names in one Group: only together.
    speakers: tuple[Group, ...] = ()
    cuts: tuple[Cut, ...] = ()
    #: So few spoke, of those asked or by the open link, that their counts are not told.
    is_withheld: bool = False
    is_community_withheld: bool = False
    #: In the order of the draft, the whole draft first; empty while no theme is approved.
    themes: tuple[ClauseThemes, ...] = ()
    #: How well the themes were given; None: not measured.
    theme_quality: Quality | None = None

    #: Who was told apart in the finest tables, as keys of reports.disclosure, and how many they were.
    partition: tuple[tuple[tuple[tuple[str, str], ...], int], ...] = ()
    #: Number of the earlier summary whose counts stand for these where they leave the staff: too few have
    #: come or gone since; 0: none. The same of the open link, whose counts then are not told.
    carried_from: int = 0
    community_from: int = 0
    #: What else is not told beside an earlier one (reports.disclosure.sequence).
    kept_back: tuple[str, ...] = ()
    #: These counts are those of the summary `carried_from`.
    is_carried: bool = False

    @property
    def asked(self):
        return sum(line.asked for line in self.audiences)

    @property
    def answered(self):
        return sum(line.answered for line in self.audiences)

    @property
    def persons(self):
        return sum(line.persons for line in self.audiences)

    @property
    def by_open_link(self):
        return self.community - self.unidentified

    @property
    def rate(self):
        return tally.percent(self.answered, self.asked)

    @property
    def joined(self):
        return sum(line.joined for line in self.audiences)

    @property
    def left(self):
        return sum(line.left for line in self.audiences)

    @property
    def contested(self):
        return tuple(clause for clause in self.clauses if clause.is_contested)

    @property
    def in_words(self):
        """How many comments it names."""
        return len(self.general) + sum(clause.in_words for clause in self.clauses)

    @property
    def has_earlier(self):
        return any(clause.earlier for clause in self.clauses)

    def names(self, audience):
        """Whether words may be printed with this audience (a value): only when it may be told apart."""
        if audience == "community":
            return self.community >= self.smallest > 0
        return any(group.names == (("audience", audience),) for group in self.speakers)

    def cut(self, kind):
        """The Cut of this kind, or None."""
        return next((one for one in self.cuts if one.kind == kind), None)

    @property
    def areas(self):
        """Areas: the titled sections with scale questions. A section goes on until the next title."""
        rated, title = {}, ""
        for question in self.questions:
            title = question.section or title
            if title and question.scales:
                rated.setdefault(title, []).append(question)
        return tuple(_area(title, own) for title, own in rated.items())

    @property
    def index(self):
        """The Area of everything that was rated, or None: the index of satisfaction."""
        whole = _area("", self.questions)
        return whole if whole.items > 1 else None

    def themes_of(self, clause_id):
        """ClauseThemes of a clause (None: of the whole draft), or None."""
        return next((one for one in self.themes if one.clause_id == clause_id), None)

    @property
    def quoted(self):
        """Ids of the comments that stand for a theme."""
        own = [one for found in self.themes for one in found.themes]
        return tuple(sorted({id_ for one in own for id_ in (*one.quotes, *one.dissent)}))

    @property
    def theme_sums(self):
        """[(name of a theme, Portion of those asked, of the others)] of all clauses, most frequent first."""
        sums = {}
        for one in (one for found in self.themes for one in found.themes):
            asked, community = sums.get(one.name, (Portion(), Portion()))
            sums[one.name] = asked + one.asked, community + one.community
        return sorted(
            ((name, *both) for name, both in sums.items()),
            key=lambda one: (-one[1].number - one[2].number, one[0]),
        )

    def clause(self, clause_id):
        return next((clause for clause in self.clauses if clause.clause_id == clause_id), None)

    def as_json(self):
        """Of a frozen summary the text as it was frozen, though later ones may have more figures."""
        return getattr(self, "_frozen", None) or to_json(self)

    @classmethod
    def from_json(cls, text):
        read = from_json(cls, text)
        object.__setattr__(read, "_frozen", text)
        return read

    @property
    def sha256(self):
        """Of the figures as they were frozen, of which these may be a part."""
        return getattr(self, "_sha256", None) or hashlib.sha256(self.as_json().encode()).hexdigest()

    def part_of(self, frozen):
        """`self`, made from the frozen Summary, whose hash it keeps."""
        object.__setattr__(self, "_sha256", frozen.sha256)
        return self


def _area(title, questions):
    scales = [(scale, question.population) for question in questions for scale in question.scales]
    mean = tally.mean_of_means([scale.mean for scale, _population in scales])
    rated = [(scale.mean, scale.interval(population)) for scale, population in scales if scale.n]
    return Area(
        title, len(scales), mean,
        tally.percent(sum(scale.content for scale, _of in scales), sum(scale.n for scale, _of in scales)),
        intervals.of_area(mean, rated),
    )  # fmt: skip
