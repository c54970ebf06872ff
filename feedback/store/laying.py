"""Comments are laid out on the reading desk: what is private covered, signs seen, copies put together."""

from collections import Counter, defaultdict
from typing import NamedTuple

from sqlalchemy import bindparam, insert, or_, select, update

from accounts import store as accounts
from consultations.models import Consultation
from consultations.rules import GRACE, Mode
from core import clock
from core.db import db
from feedback import alike, masking, signs
from feedback.models import Authorship, Comment, Submission
from feedback.moderation import DeskBand, DeskLine
from feedback.rules import HideReason, Sign, State

#: Comments laid out in one transaction: others wait for SQLite's one writer meanwhile.
AT_ONCE = 300
#: SQLite takes 32,766 values in one statement.
KEYS_AT_ONCE = 5000
#: Of the groups that may be alike, how many are looked at.
LOOKED_AT = 30
#: A key that more first lines than this share tells nothing: it is a common turn of phrase.
COMMON = 60


_table = DeskLine.__table__
_IS_COPY = (
    update(_table)
    .where(_table.c.id == bindparam("own_id"))
    .values(
        kin_id=bindparam("first"), state=bindparam("so"), hide_reason=bindparam("why"),
        is_read=bindparam("seen"),
    )
)  # fmt: skip


class _Line(NamedTuple):
    """What is compared of a DeskLine, and what those with its very words take over from it."""

    id: int
    words: str
    state: State
    hide_reason: HideReason | None
    is_read: bool
    #: Only what is said about the same, with the same stance, is put together. Of new ones only.
    about: str = ""


def lay_out(consultation_id=None):
    """Lay out the next AT_ONCE comments (of one consultation, or of all); how many there were.

    What is said without names waits for the end of the consultation, and comes in the order of random ids.
    """
    rows = db.session.execute(_waiting(consultation_id)).all()
    if not rows:
        return 0
    rosters = {school_id: roster_of_school(school_id) for school_id in {row.school_id for row in rows}}
    _put_together(_written([_line(row, rosters[row.school_id]) for row in rows if not row.is_superseded]))
    ids = [row.id for row in rows]
    db.session.execute(update(Comment).where(Comment.id.in_(ids)).values(on_desk=True))
    return len(rows)


def _waiting(consultation_id):
    has_ended = Consultation.closes_at <= clock.now() - GRACE
    query = (
        select(
            Comment.id, Comment.school_id, Comment.clause_id, Comment.stance, Comment.proposed,
            Comment.reason, Comment.folded, Comment.is_superseded,
            Submission.consultation_id, Submission.audience, Submission.group, Authorship.channel,
        )
        .join(Submission, Submission.id == Comment.submission_id)
        .join(Consultation, Consultation.id == Submission.consultation_id)
        .outerjoin(Authorship, Authorship.submission_id == Submission.id)
        .where(
            Comment.on_desk.is_(False),
            or_(Consultation.mode == Mode.NAMED, has_ended),
        )
        .order_by(Comment.id)
        .limit(AT_ONCE)
    )  # fmt: skip
    if consultation_id is None:
        return query
    # A sum keeps SQLite on the index of what waits: it would sort all of the consultation for every batch.
    return query.where(Submission.consultation_id + 0 == consultation_id)


def roster_of_school(school_id):
    """masking.Roster of its children and classes."""
    classes = [class_.name for class_ in accounts.list_classes(school_id)]
    return masking.roster_of(accounts.list_children_names(school_id), classes)


def _line(row, roster):
    found = signs.signs_of(f"{row.proposed}\n{row.reason}")
    proposed, reason = masking.cover(row.proposed, roster), masking.cover(row.reason, roster)
    return {
        "school_id": row.school_id, "consultation_id": row.consultation_id, "comment_id": row.id,
        "clause_id": row.clause_id, "audience": row.audience, "group_label": row.group, "stance": row.stance,
        "channel": row.channel, "kin_id": 0, "words": alike.words_of(row.folded),
        "proposed": proposed, "reason": reason,
        "is_covered": (proposed, reason) != (row.proposed, row.reason), "in_danger": Sign.DANGER in found,
        "state": State.SUSPECTED if Sign.DENUNCIATION in found else State.WAITING, "is_read": False,
    }  # fmt: skip


def _written(lines):
    """_Line of each of `lines` (columns of DeskLine), now that they are in the database, in the same order.

    By plain statements: objects of the session cost three times as much, and thousands come at once.
    """
    if not lines:
        return []
    db.session.execute(insert(_table), lines)
    wanted = _table.c.comment_id.in_([line["comment_id"] for line in lines])
    ids = dict(
        tuple(row) for row in db.session.execute(select(_table.c.comment_id, _table.c.id).where(wanted))
    )
    return [
        _Line(ids[own["comment_id"]], own["words"], own["state"], None, False, _about(own)) for own in lines
    ]


def _about(line):
    return f"{line['consultation_id']} {line['clause_id']} {line['stance'] and line['stance'].value}"


def lay_anew(line, comment):
    """Let a line that held no words wait on the desk again, standing for itself."""
    roster = roster_of_school(line.school_id)
    line.proposed, line.reason = (
        masking.cover(comment.proposed, roster),
        masking.cover(comment.reason, roster),
    )
    line.is_covered = (line.proposed, line.reason) != (comment.proposed, comment.reason)
    line.words, line.kin_id, line.state = alike.words_of(comment.folded), line.id, State.WAITING
    line.keeper_id = line.forwarded_on = None
    line.about_head = False


def _put_together(lines):
    """Give each of the new `lines` its kin: the first line that says the same, or itself."""
    keys = {line.id: set(alike.keys_of(line.words, line.about)) for line in lines}
    bands = _bands(set().union(*keys.values()))
    likely = {line.id: _likely(keys[line.id], bands) for line in lines}
    firsts = _firsts({one for own in likely.values() for one in own})
    copies = []
    for line in lines:
        # Those of this very batch come after what was read before it.
        among = [*likely[line.id], *_likely(keys[line.id], bands, above=lines[0].id)]
        first = next((firsts[one] for one in among if alike.are_alike(firsts[one].words, line.words)), None)
        if first:
            copies.append(_as_copy(line, first))
            continue
        firsts[line.id] = line
        for key in keys[line.id]:
            bands[key].append(line.id)
    own = [line.id for line in lines if line.id in firsts]
    made = [{"key": key, "line_id": one} for one in own for key in keys[one]]
    db.session.execute(update(_table).where(_table.c.id.in_(own)).values(kin_id=_table.c.id))
    if made:
        db.session.execute(insert(DeskBand.__table__), made)
    if copies:
        db.session.connection().execute(_IS_COPY, copies)


def _as_copy(line, first):
    """Values of _IS_COPY: what was decided about the very words of `line` is decided."""
    decided = first if first.words == line.words and first.state is not State.SUSPECTED else line
    return {
        "own_id": line.id, "first": first.id,
        "so": decided.state, "why": decided.hide_reason, "seen": decided.is_read,
    }  # fmt: skip


def _likely(keys, bands, above=0):
    """Ids of the first lines under `keys`, those that share most of them first."""
    found = [
        one
        for key in keys
        if key in bands and len(bands[key]) <= COMMON
        for one in bands[key]
        if one >= above
    ]
    if not found:
        return []
    shared = Counter(found)
    return [one for one, _number in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:LOOKED_AT]]


def _bands(keys):
    """{key: ids of the first lines of their kind under it}."""
    found = defaultdict(list)
    wanted = sorted(keys)
    for at in range(0, len(wanted), KEYS_AT_ONCE):
        # Whole numbers of our own, written out: as values of a statement they take ten times as long.
        listed = ",".join(map(str, wanted[at : at + KEYS_AT_ONCE]))
        rows = db.session.connection().exec_driver_sql(
            f"SELECT key, line_id FROM desk_band WHERE key IN ({listed}) ORDER BY key, line_id"
        )
        for key, line_id in rows:
            found[key].append(line_id)
    return found


def _firsts(ids):
    """{id: _Line} of the lines `ids`."""
    found, wanted = {}, sorted(ids)
    columns = DeskLine.id, DeskLine.words, DeskLine.state, DeskLine.hide_reason, DeskLine.is_read
    for at in range(0, len(wanted), KEYS_AT_ONCE):
        query = select(*columns).where(DeskLine.id.in_(wanted[at : at + KEYS_AT_ONCE]))
        found |= {row.id: _Line(*row) for row in db.session.execute(query)}
    return found
