"""The reading desk: comments as they lie there, sieved, a page at a time, copies folded to one."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from accounts.rules import Audience
from core.db import db
from feedback.models import Comment
from feedback.moderation import DeskLine
from feedback.rules import Channel, Stance, State
from feedback.store import searching
from reports.models import CommentTheme
from reports.store.codebooks import merged_ids

#: How many are counted at most; beyond it "more than" is said.
COUNTED = 200
#: What never lies open on the desk.
_OPEN = tuple(state for state in State if state is not State.DIVERTED)


@dataclass(frozen=True)
class Sieve:
    """What one wants to see. None, "" and False: no matter which."""

    #: A thread; 0: the whole draft.
    clause: int | None = None
    audience: Audience | None = None
    group: str = ""
    stance: Stance | None = None
    channel: Channel | None = None
    state: State | None = None
    is_unread: bool = False
    words: str = ""
    #: A theme, or one that it was merged into; suggested or decided.
    theme: int | None = None

    @property
    def takes_all(self):
        return self == Sieve()


def list_lines(consultation_id, sieve, *, after=0, limit=25):
    """Rows (DeskLine, Comment) in the order of the desk: of those that say the same the first to pass."""
    query, at = _passing(select(DeskLine, Comment), consultation_id, sieve)
    return db.session.execute(query.where(at > after).order_by(at).limit(limit)).all()


def count_lines(consultation_id, sieve):
    """How many list_lines would give in all, COUNTED + 1 at most."""
    query, at = _passing(select(DeskLine.id), consultation_id, sieve)
    inner = query.order_by(at).limit(COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(inner))


def _passing(query, consultation_id, sieve):
    """(`query` narrowed to what passes, the column that numbers its rows in the order of the desk)."""
    themes = merged_ids(sieve.theme) if sieve.theme else None
    query = query.join(Comment, Comment.id == DeskLine.comment_id).where(
        Comment.is_superseded.is_(False), *_conditions(DeskLine, consultation_id, sieve, themes)
    )
    before, words = aliased(DeskLine), aliased(Comment)
    said_before = (
        select(before.id)
        .join(words, words.id == before.comment_id)
        .where(
            before.kin_id == DeskLine.kin_id, before.id < DeskLine.id, words.is_superseded.is_(False),
            *_conditions(before, consultation_id, sieve, themes),
        )
    )  # fmt: skip
    at = DeskLine.id
    if sieve.words:
        query, at = searching.find(query, consultation_id, sieve.words)
        said_before = said_before.where(searching.holds(before, sieve.words))
    return query.where(~said_before.exists()), at


def _conditions(line, consultation_id, sieve, themes):
    # A sum keeps the planners off the indexes by consultation where another leads: that of the words, or,
    # among those that say the same, that of the kin. SQLite would look through every line before.
    leads = not sieve.words and line is DeskLine
    yield (line.consultation_id if leads else line.consultation_id + 0) == consultation_id
    # Not "in": looked up by state all would have to be put in order, which is not the same at 100,000.
    yield line.state == sieve.state if sieve.state else line.state != State.DIVERTED
    if sieve.clause is not None:
        yield line.clause_id.is_not_distinct_from(sieve.clause or None)
    if sieve.is_unread:
        yield line.is_read.is_(False)
    if themes is not None:
        # Line by line, in the order of the desk; most themes have comments on every page of it.
        of_theme = (CommentTheme.comment_id == line.comment_id) & CommentTheme.theme_id.in_(themes)
        yield select(CommentTheme.comment_id).where(of_theme).exists()
    for name in ("audience", "group", "stance", "channel"):
        if wanted := getattr(sieve, name):
            yield getattr(line, name) == wanted


def count_kin(consultation_id, kin_ids):
    """{kin_id: how many say the same}, of those that stand and lie open."""
    rows = db.session.execute(
        select(DeskLine.kin_id, func.count())
        .join(Comment, Comment.id == DeskLine.comment_id)
        .where(
            DeskLine.consultation_id == consultation_id, DeskLine.kin_id.in_(kin_ids),
            DeskLine.state.in_(_OPEN), Comment.is_superseded.is_(False),
        )
        .group_by(DeskLine.kin_id)
    )  # fmt: skip
    return dict(tuple(row) for row in rows)


def list_kin(line, *, after=0, limit=25):
    """Rows (DeskLine, Comment) of those that say the same as `line`, itself included."""
    return db.session.execute(
        select(DeskLine, Comment)
        .join(Comment, Comment.id == DeskLine.comment_id)
        .where(
            DeskLine.consultation_id == line.consultation_id, DeskLine.kin_id == line.kin_id,
            DeskLine.state.in_(_OPEN), Comment.is_superseded.is_(False), DeskLine.id > after,
        )
        .order_by(DeskLine.id)
        .limit(limit)
    ).all()  # fmt: skip


def list_offered(consultation_id):
    """{name of a column: its values on the desk}, for what can be chosen from."""
    return {name: _values(consultation_id, name) for name in ("audience", "group", "channel")}


def _values(consultation_id, name):
    """From one value to the next along the index, whatever lies between: a DISTINCT would read every line."""
    column = getattr(DeskLine, name)
    least = select(func.min(column)).where(DeskLine.consultation_id == consultation_id)
    values = []
    while (value := db.session.scalar(least.where(column > values[-1]) if values else least)) is not None:
        values.append(value)
    return [value for value in values if value != ""]
