"""What a letter is made of, before any printer lays it out: Word, PDF and preview print the same Letter."""

import hashlib
from dataclasses import dataclass

from core.i18n import _
from reports.rules import Decision


@dataclass(frozen=True)
class Block:
    """A paragraph. kind: "title" (I.), "subtitle" (1.), "text", "base" (a legal basis), "item" (- …;)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Grid:
    """A table of figures. widths: of the columns, in dxa (twentieths of a point); rows: of texts."""

    widths: tuple[int, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    kind = "grid"


@dataclass(frozen=True)
class Row:
    """A line of an annex. clause and answer are empty in all but the first `span` rows of a clause."""

    clause: str
    voices: str
    text: str
    answer: str
    #: Rows the clause's cell covers; 0: covered by the one above.
    span: int = 1


@dataclass(frozen=True)
class Annex:
    """The table of one draft, on landscape pages of its own that are numbered from 1."""

    label: str
    title: str
    attached_to: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str


@dataclass(frozen=True)
class Letter:
    """A whole letter. Number, date, signature and seal stay blank: no program gives them."""

    superior_body: str
    school_name: str
    symbol: str
    place: str
    name: str
    subject: str
    receivers: tuple[str, ...]
    blocks: tuple[Block | Grid, ...]
    copies_to: tuple[str, ...]
    signer_titles: tuple[str, ...]
    signer_name: str
    annexes: tuple[Annex, ...]

    @property
    def title(self):
        """What the file is called inside."""
        return f"{self.name.capitalize()}: {self.subject}"

    @property
    def sha256(self):
        """Of all its words: what an officer has seen is what is frozen."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def title(words):
    return Block("title", words)


def subtitle(words):
    return Block("subtitle", words)


def text(words):
    return Block("text", words)


def lines(words):
    """Blocks of the non-empty lines of `words`."""
    return [text(line) for line in words.split("\n") if line]


def grid(widths, heads, rows):
    return Grid(tuple(widths), tuple(heads), tuple(tuple(str(cell) for cell in row) for row in rows))


def listed(whole):
    """ "- …;" one a line, the last with a point."""
    return [f"- {line.rstrip('.;')}{'.' if at == len(whole) else ';'}" for at, line in enumerate(whole, 1)]


def named(clause):
    return f"{clause.title}. {clause.heading}" if clause.heading else clause.title


def in_sentence(title):
    """A title as it stands inside a sentence: "Dự thảo Nội quy …" begins with a small letter there."""
    return title[:1].lower() + title[1:] if title.startswith(("Dự thảo", "Khảo sát")) else title


def decided(outcome):
    label = str(outcome.decision.label)
    if not outcome.reason:
        return f"{label}."
    if outcome.decision is Decision.ACCEPTED:
        return _("%(decision)s. %(reason)s", decision=label, reason=outcome.reason)
    return _("%(decision)s. Lý do: %(reason)s", decision=label, reason=outcome.reason)


def vi(value):
    """A Decimal with a decimal comma; a dash for None. The letter is Vietnamese whoever makes it."""
    return "–" if value is None else str(value).replace(".", ",")


def vi_exact(value):
    """A number somebody typed, without the zeros nobody typed: 17, or 12,5."""
    return f"{value.normalize():f}".replace(".", ",")


def vi_percent(value):
    return "–" if value is None else f"{vi(value)}%"


def vi_between(interval):
    return "–" if interval is None else " – ".join(map(vi, interval))
