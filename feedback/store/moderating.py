"""What is done with comments on the desk: read, approved, hidden, put aside. All but reading is logged.

What is decided about one holds for all that say the same (DeskLine.kin_id); a single one is split off first.
"""

from sqlalchemy import func, select, update

from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from feedback.models import Comment
from feedback.moderation import DeskEntry, DeskLine
from feedback.rules import PRINTED, DeskAct, State

#: What a decision changes; who is diverted is the keeper's.
_ON_DESK = tuple(state for state in State if state is not State.DIVERTED)
NOT_LOOKED_AT = _l("Ý kiến có dấu hiệu tố cáo: xin xem và xác định trước, rồi mới duyệt hoặc ẩn.")


def get_line(school_id, consultation_id, line_id):
    """Row (DeskLine, Comment) that lies on the desk. Raises NoResultFound."""
    return db.session.execute(_lines(school_id, consultation_id).where(DeskLine.id == line_id)).one()


def _lines(school_id, consultation_id, states=_ON_DESK):
    return (
        select(DeskLine, Comment)
        .join(Comment, Comment.id == DeskLine.comment_id)
        .where(
            DeskLine.school_id == school_id, DeskLine.consultation_id == consultation_id,
            DeskLine.state.in_(states), Comment.is_superseded.is_(False),
        )
    )  # fmt: skip


def mark_read(consultation, line_ids):
    """Note that somebody has read these lines, and so all that say the same."""
    db.session.execute(_all_alike(consultation, line_ids).values(is_read=True))


def approve(consultation, line_ids, person):
    """Let these, and all that say the same, be shown to others; how many that were. Raises Refused."""
    return _decide(consultation, line_ids, person, DeskAct.APPROVED, state=State.APPROVED, hide_reason=None)


def hide(consultation, line_ids, person, reason):
    """Show these, and all that say the same, to nobody outside the desk; why is told to their authors."""
    return _decide(consultation, line_ids, person, DeskAct.HIDDEN, state=State.HIDDEN, hide_reason=reason)


def show_again(consultation, line_ids, person):
    """Back to waiting, whatever had been decided."""
    _decide(consultation, line_ids, person, DeskAct.SHOWN, state=State.WAITING, hide_reason=None)


def clear(consultation, line_ids, person):
    """Somebody has looked: no denunciation."""
    _decide(
        consultation,
        line_ids,
        person,
        DeskAct.CLEARED,
        (State.SUSPECTED,),
        state=State.WAITING,
        hide_reason=None,
    )


def _decide(
    consultation, line_ids, person, act, states=(State.WAITING, State.APPROVED, State.HIDDEN), **values
):
    """Change all lines that say the same as one of `line_ids`, and log it; how many. Raises Refused."""
    changed = db.session.execute(
        _all_alike(consultation, line_ids).where(DeskLine.state.in_(states)).values(is_read=True, **values)
        .returning(DeskLine.comment_id)
    ).scalars().all()  # fmt: skip
    if not changed:
        raise Refused(NOT_LOOKED_AT)
    log(consultation, changed, act, person, values.get("hide_reason"))
    return len(changed)


def _all_alike(consultation, line_ids):
    kin = select(DeskLine.kin_id).where(
        DeskLine.consultation_id == consultation.id, DeskLine.id.in_(line_ids[:1000])
    )
    return (
        update(DeskLine)
        .where(DeskLine.consultation_id == consultation.id, DeskLine.kin_id.in_(kin))
        .execution_options(synchronize_session=False)
    )


def put_covered(consultation, line, person, proposed, reason):
    """Let others read `proposed` and `reason` of this one line: somebody covered more, or less."""
    said = db.session.get(Comment, line.comment_id)
    line.proposed, line.reason = proposed, reason
    line.is_covered = (proposed, reason) != (said.proposed, said.reason)
    log(consultation, [line.comment_id], DeskAct.COVERED, person)


def split(consultation, line, person):
    """From now on this line stands for itself."""
    line.kin_id = line.id
    log(consultation, [line.comment_id], DeskAct.SPLIT, person)


def log(consultation, comment_ids, act, person, reason=None):
    """Write down who did what with these comments."""
    now = clock.now()
    db.session.add_all(
        DeskEntry(
            school_id=consultation.school_id, consultation_id=consultation.id, comment_id=one, act=act,
            reason=reason, person_id=person.id, at=now,
        )
        for one in comment_ids
    )  # fmt: skip
    db.session.flush()


def list_log(consultation, comment_id):
    """DeskEntries of one comment, the newest first."""
    return db.session.scalars(
        select(DeskEntry)
        .where(DeskEntry.consultation_id == consultation.id, DeskEntry.comment_id == comment_id)
        .order_by(DeskEntry.id.desc())
    ).all()


def count_kept(consultation_id):
    """Comments that stand, and are kept from print: few beside those that are not, which nobody counts."""
    return db.session.scalar(
        select(func.count())
        .select_from(DeskLine)
        .join(Comment, Comment.id == DeskLine.comment_id)
        .where(
            DeskLine.consultation_id == consultation_id, DeskLine.state.in_(set(State) - set(PRINTED)),
            Comment.is_superseded.is_(False),
        )
    )  # fmt: skip


def list_rulings(submission):
    """{comment id: Row (state, hide_reason, in_danger)}, for the author of `submission` (None: {})."""
    if submission is None:
        return {}
    rows = db.session.execute(
        select(DeskLine.comment_id, DeskLine.state, DeskLine.hide_reason, DeskLine.in_danger)
        .join(Comment, Comment.id == DeskLine.comment_id)
        .where(Comment.submission_id == submission.id)
    )
    return {row.comment_id: row for row in rows}
