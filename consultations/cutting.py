"""How a draft's clauses hang together when people merge, split or rename them; no word is ever lost."""

import re

from consultations.importers.openings import openings
from consultations.rules import READ_WITH_PARENT, Kind

#: From the outermost level inwards.
RANKS = [
    Kind.ANNEX, Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE, Kind.ITEM, Kind.SUBITEM,
    Kind.POINT, Kind.BULLET, Kind.TEXT,
]  # fmt: skip
_END = re.compile(r"(?<=[.;:!?…”])\s+|\n+")
#: "1. Đón trẻ": the number belongs to what follows it.
_BARE_LABEL = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[a-zđ]\)|[IVXLC]+\.|Điều \d+\.|[-–])\s*")


def can_hold(parent, kind):
    """Whether a clause of kind `parent` may have one of `kind` below it."""
    if kind is Kind.TEXT:
        return parent not in READ_WITH_PARENT and parent is not Kind.TEXT
    if parent is Kind.TEXT:
        return kind in READ_WITH_PARENT
    return RANKS.index(parent) < RANKS.index(kind)


def split_points(text):
    """Places in `text` where a new clause may begin: starts of sentences and lines, without the first.

    A sentence does not begin with a small letter, and a bare number belongs to what follows it.
    """
    starts, begin = [], 0
    for end in _END.finditer(text):
        goes_on = text[end.end() : end.end() + 1].islower() and "\n" not in end[0]
        if not goes_on and not _BARE_LABEL.fullmatch(text[begin : end.end()]):
            starts.append(end.end())
            begin = end.end()
    return [start for start in starts if 0 < start < len(text)]


def may_split(text, at):
    """Whether `text` can be cut before character `at`: between two words, with some on either side."""
    if not 0 < at < len(text) or not text[:at].strip() or not text[at:].strip():
        return False
    return text[at - 1].isspace() or text[at].isspace()


def read_opening(text):
    """(kind, label, rest) that `text` opens with; None when it opens like prose."""
    first = next(iter(openings(text)), None)
    return (Kind(first.kind.value), first.label, first.rest.strip()) if first and first.label else None


def kind_of_rest(kind):
    """Kind of the second half of a split clause of `kind`: a bare paragraph, or one more point."""
    return kind if kind in READ_WITH_PARENT else Kind.TEXT


def words_of(label, heading, text):
    """A clause as it stands on paper."""
    first = " ".join(filter(None, [label, heading]))
    return join(first, text) if heading else " ".join(filter(None, [first, text]))


def join(above, below):
    return "\n".join(filter(None, [above, below]))
