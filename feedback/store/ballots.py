"""Paper without names, as a ballot: the returned slips are ticked on the roll, then, apart, the sheets are
entered, never more than were ticked. Nothing links a sheet to a tick."""

from typing import NamedTuple

from sqlalchemy import bindparam, insert, select, update

from accounts.rules import Audience
from consultations import store as consultations
from consultations.models import RollEntry
from core.db import db, execute
from core.errors import Refused
from core.i18n import _l
from feedback.models import BallotBox, Participation
from feedback.rules import Refusal, Respondent
from feedback.store import sealed
from feedback.store.counts import list_taken_part_in

IS_ENTERING = _l("Đang nhập phiếu của hòm này. Nhập xong hết rồi mới đánh dấu thêm được.")
TOO_FEW = _l(
    "Hòm này mới có %(ticked)d phiếu. Nhập khi có ít nhất %(least)d, để không đoán được phiếu nào của ai."
)
ALL_ENTERED = _l("Đã nhập đủ số phiếu bằng số người được đánh dấu. Không nhập thêm được.")
HAS_TAKEN_PART = _l("Có người vừa trả lời bằng cách khác nên không đánh dấu được. Xin xem lại danh sách.")

_box = BallotBox.__table__.c
_OF = ((_box.consultation_id == bindparam("about")) & (_box.audience == bindparam("whom")),)
_ONE_MORE = (
    update(BallotBox.__table__)
    .where(*_OF, _box.is_entering, _box.entered < _box.ticked)
    .values(entered=_box.entered + 1)
)


class Box(NamedTuple):
    """The papers of one audience: how many slips were ticked, how many sheets entered."""

    audience: Audience
    ticked: int
    entered: int
    is_entering: bool

    @property
    def left(self):
        return self.ticked - self.entered


def list_boxes(consultation):
    """A Box for every audience on the roll, in its order."""
    kept = {
        row.audience: Box(row.audience, row.ticked, row.entered, row.is_entering)
        for row in db.session.scalars(select(BallotBox).where(BallotBox.consultation_id == consultation.id))
    }
    on_roll = {row.audience for row in consultations.count_roll(consultation.id)}
    return [kept.get(one) or Box(one, 0, 0, False) for one in Audience if one in on_roll]


def get_box(consultation, audience):
    """The Box of `audience`, or None when nobody of it is asked."""
    return next((box for box in list_boxes(consultation) if box.audience is audience), None)


def tick(consultation, audience, units):
    """Mark the set of `units` (entry of the roll, value of an Answerer or "") as having handed in a paper.

    It cannot be taken back: a tick does not say how somebody took part. Raises Refused.
    """
    box = _lock(consultation, audience)
    if box.is_entering:
        raise Refused(IS_ENTERING)
    entries = {entry_id for entry_id, _answerer in units}
    known = set(
        db.session.scalars(
            select(RollEntry.id).where(
                RollEntry.consultation_id == consultation.id, RollEntry.audience == audience,
                RollEntry.left_on.is_(None), RollEntry.id.in_(entries),
            )
        )
    )  # fmt: skip
    if known != entries or list_taken_part_in(consultation) & units:
        raise Refused(HAS_TAKEN_PART)
    shared = {"school_id": consultation.school_id, "consultation_id": consultation.id}
    rows = [shared | {"roll_entry_id": entry_id, "answerer": who} for entry_id, who in sorted(units)]
    if rows:
        db.session.execute(insert(Participation), rows)
    box.ticked += len(rows)


def begin_entering(consultation, audience):
    """From ticking to entering. Raises Refused while there are too few for one to hide among."""
    box = _lock(consultation, audience)
    least = consultation.smallest_group
    if not box.is_entering and box.ticked - box.entered < least:
        raise Refused(TOO_FEW % {"ticked": box.ticked - box.entered, "least": least})
    box.is_entering = True


def end_entering(consultation, audience):
    """Back to ticking, once every sheet has been entered. Raises Refused."""
    box = _lock(consultation, audience)
    if box.is_entering and box.entered < box.ticked:
        raise Refused(IS_ENTERING)
    box.is_entering = False


def put_ballot(consultation, audience, code, *, said, rows, version):
    """Seal one sheet that names nobody. Sent a second time with the same `code` it is the same sheet.

    Raises Refused: more sheets than ticks, not open, or too full.
    """
    respondent = Respondent(
        school_id=consultation.school_id, consultation_id=consultation.id, audience=audience, is_named=False
    )
    consultation_id = consultation.id

    def say(contents):
        if contents.is_sent:
            return
        # Counted in the same transaction, and by the database: two clerks never enter one too many.
        if not execute(_ONE_MORE, {"about": consultation_id, "whom": audience}).rowcount:
            raise Refused(ALL_ENTERED)
        for clause_id, stance, words in said:
            contents.put_comment(clause_id, stance, "", words, version)
        contents.put_answers(rows)

    sealed.change(respondent, [code], say)


def _lock(consultation, audience):
    """The BallotBox, made if need be, and held. Raises Refused unless the consultation takes answers."""
    if not consultation.takes_answers():
        raise Refused(Refusal.CLOSED if consultation.opened_at else Refusal.NOT_OPEN)
    key = (consultation.id, audience)
    box = db.session.get(BallotBox, key, with_for_update=True)
    if box is None:
        box = BallotBox(
            consultation_id=consultation.id, audience=audience, school_id=consultation.school_id, ticked=0,
            entered=0, is_entering=False,
        )  # fmt: skip
        db.session.add(box)
        db.session.flush()
    return box
