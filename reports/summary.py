"""The summary: one frozen object of figures that page, letter and CSV print. No printer counts."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import get_args, get_type_hints

from core.i18n import _
from reports import tally
from reports.rules import is_contested

#: In an anonymous consultation an audience below this many people is not told apart from the others.
SMALLEST_AUDIENCE = 5


@dataclass(frozen=True)
class RollLine:
    """How many units of an audience (or of one class) were asked and answered.

    audience: value of an Audience; class_name is empty in the line of a whole audience.
    asked: without those who left and said nothing. persons: respondents, where one unit may hold several.
    """

    audience: str
    class_name: str
    asked: int
    answered: int
    persons: int
    joined: int
    left: int

    @property
    def rate(self):
        return tally.percent(self.answered, self.asked)


@dataclass(frozen=True)
class Stances:
    """Units per stance. Silence is none of them."""

    agree: int = 0
    agree_changes: int = 0
    disagree: int = 0
    other: int = 0

    @property
    def said(self):
        return self.agree + self.agree_changes + self.disagree + self.other

    def items(self):
        """(stance value, units, share of those who said something), in order, zeros included."""
        return [(f.name, n := getattr(self, f.name), tally.percent(n, self.said)) for f in fields(self)]


@dataclass(frozen=True)
class EarlierFigures:
    """What was said on an older wording of a clause and not confirmed since: counted apart."""

    #: Number of the first version with that wording.
    version: int
    #: The beginning of that wording.
    short: str
    stances: Stances
    community: Stances
    comments: tuple[str, ...]


@dataclass(frozen=True)
class ClauseFigures:
    clause_id: int
    #: "khoản 2 Điều 5", as it stands in a sentence.
    name: str
    label: str
    heading: str
    #: The beginning of the text.
    short: str
    stances: Stances
    no_answer: int
    #: (audience, stances), in named consultations only.
    by_audience: tuple[tuple[str, Stances], ...]
    #: What the open link brought, counted apart.
    community: Stances
    comments: tuple[str, ...]
    #: The oldest wording first.
    earlier: tuple[EarlierFigures, ...] = ()
    #: Number of the version without this clause; None: it is in the newest one.
    removed_in: int | None = None

    @property
    def said(self):
        """Units that said something on the present wording."""
        return self.stances.said

    @property
    def said_earlier(self):
        return sum(one.stances.said for one in self.earlier)

    @property
    def asked(self):
        return self.said + self.said_earlier + self.no_answer

    @property
    def all_comments(self):
        """Ids of comments on all wordings, in the order of the ids."""
        return tuple(sorted([*self.comments, *(one for old in self.earlier for one in old.comments)]))

    @property
    def title(self):
        """ "Khoản 2 Điều 5", at the beginning of a line; with a mark when it was taken out."""
        title = self.name[:1].upper() + self.name[1:]
        if self.removed_in is None:
            return title
        return _("%(title)s (đã bỏ ở phiên bản %(n)d)", title=title, n=self.removed_in)

    @property
    def agreement(self):
        """Percent of those who said something, or None."""
        return tally.percent(self.stances.agree, self.said)

    @property
    def interval(self):
        """(low, high) in percent: where the agreement of all asked probably lies; None without answers.

        Kept inside the sure bounds: where nearly all answered the formula reaches beyond what is possible.
        """
        shares = tally.wilson(self.stances.agree, self.said, self.asked)
        if shares is None:
            return None
        least, most = self.bounds
        low, high = map(tally.as_percent, shares)
        return max(low, least), min(high, most)

    @property
    def bounds(self):
        return tally.sure_bounds(self.stances.agree, self.said - self.stances.agree, self.asked)

    @property
    def is_contested(self):
        said = [self.stances, self.community]
        said += [stances for old in self.earlier for stances in (old.stances, old.community)]
        return any(is_contested(asdict(stances)) for stances in said)

    @property
    def is_quiet(self):
        """Nothing to read here: plain agreement or silence, no words."""
        return not (self.is_contested or self.all_comments)


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

    @property
    def high(self):
        """Percent of 4 and 5."""
        return tally.percent(self.counts[3] + self.counts[4], self.n)

    @property
    def low(self):
        """Percent of 1 and 2."""
        return tally.percent(self.counts[0] + self.counts[1], self.n)


@dataclass(frozen=True)
class NumberFigures:
    mean: Decimal
    least: Decimal
    most: Decimal


@dataclass(frozen=True)
class RankFigures:
    """One of the things that were put in order: how many gave it each place, from the first on."""

    text: str
    counts: tuple[int, ...]

    @property
    def mean(self):
        """Mean place: the smaller, the more important."""
        return tally.mean(dict(enumerate(self.counts, 1)))

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

    @property
    def shares(self):
        """(text, number, percent of those who answered); of several choices they add up to more than 100."""
        return [(c.text, c.number, tally.percent(c.number, self.answered)) for c in self.choices]

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
    #: Submissions by the open link.
    community: int
    clauses: tuple[ClauseFigures, ...]
    #: Comments on the whole draft.
    general: tuple[str, ...]
    questions: tuple[QuestionFigures, ...]
    community_questions: tuple[QuestionFigures, ...]
    #: Number of the draft version that people were asked about in the end.
    version: int = 1
    #: Of those who answered: their survey was never sent to the end, and stands in as it was.
    unfinished: int = 0

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
    def comment_ids(self):
        return self.general + tuple(one for clause in self.clauses for one in clause.all_comments)

    @property
    def has_earlier(self):
        return any(clause.earlier for clause in self.clauses)

    @cached_property
    def on_older_words(self):
        """{comment id: version} of the comments on older wordings, not confirmed since."""
        return {one: old.version for clause in self.clauses for old in clause.earlier for one in old.comments}

    @property
    def names_audiences(self):
        """Whether a comment may be printed with its author's audience.

        Always in a named consultation; in an anonymous one only when no audience is so small that the
        word "nhân viên" would name a person.
        """
        return self.mode == "named" or all(line.asked >= SMALLEST_AUDIENCE for line in self.audiences)

    @property
    def areas(self):
        """Areas: the titled sections with scale questions. A section goes on until the next title."""
        means, title = {}, ""
        for question in self.questions:
            title = question.section or title
            if title and question.scales:
                means.setdefault(title, []).extend(scale.mean for scale in question.scales)
        return tuple(Area(title, len(own), tally.mean_of_means(own)) for title, own in means.items())

    def clause(self, clause_id):
        return next((clause for clause in self.clauses if clause.clause_id == clause_id), None)

    def as_json(self):
        """Canonical: the same figures give the same text, and so the same hash.

        Of a frozen summary the text as it was frozen, though later ones may have more figures.
        """
        return getattr(self, "_frozen", None) or json.dumps(
            asdict(self), default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @classmethod
    def from_json(cls, text):
        read = _read(cls, json.loads(text))
        object.__setattr__(read, "_frozen", text)
        return read

    @property
    def sha256(self):
        return hashlib.sha256(self.as_json().encode()).hexdigest()


def _read(kind, value):
    """`value`, as JSON gives it, as `kind`: the inverse of as_json, driven by the annotations."""
    inner = get_args(kind)
    if value is None or kind in (int, str, bool):
        return value
    if kind is datetime or kind is date:
        return kind.fromisoformat(value)
    if kind is Decimal:
        return Decimal(value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in value.items()})
    if type(None) in inner:
        return _read(inner[0], value)
    if inner[-1] is Ellipsis:
        return tuple(_read(inner[0], one) for one in value)
    return tuple(_read(one, part) for one, part in zip(inner, value, strict=True))
