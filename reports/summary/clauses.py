"""Figures of stances and comments, clause by clause."""

from dataclasses import asdict, dataclass, fields
from hashlib import sha256

from core.i18n import _
from reports import tally
from reports.rules import is_contested


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
class Listing:
    """Comments that a summary names, in the order of their ids: how many, and the hash of the list, which
    itself lies beside the figures (reports.models.Listed), so that reading these costs the same always."""

    number: int = 0
    sha256: str = ""

    def __len__(self):
        return self.number

    @classmethod
    def of(cls, ids):
        listed = sha256()
        for one in ids:
            listed.update(f"{one}\n".encode())
        return cls(len(ids), listed.hexdigest() if ids else "")

    #: Summaries once held the ids themselves.
    from_list = of


@dataclass(frozen=True)
class EarlierFigures:
    """What was said on an older wording of a clause and not confirmed since: counted apart."""

    #: Number of the first version with that wording.
    version: int
    #: The beginning of that wording.
    short: str
    stances: Stances
    community: Stances
    comments: Listing


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
    #: What the open link brought, counted apart.
    community: Stances
    comments: Listing
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
    def in_words(self):
        """How many comments there are on all its wordings."""
        return len(self.comments) + sum(len(old.comments) for old in self.earlier)

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
        """(low, high) in percent: where the agreement of all asked probably lies; None without answers."""
        return tally.within(self.stances.agree, self.said, self.asked)

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
        return not (self.is_contested or self.in_words)
