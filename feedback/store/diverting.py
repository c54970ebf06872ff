"""Possible denunciations, locked to one named person: out of sight and search, each opening logged.

Luật Tố cáo 25/2018/QH14, Điều 8: who denounces must not become known. Counting goes on without the words.
"""

from sqlalchemy import delete, select, update

from accounts.models import Person
from accounts.rules import Ability, Role, may
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from feedback.models import Comment
from feedback.moderation import DeskBand, DeskLine
from feedback.rules import DeskAct, State
from feedback.store.laying import lay_anew
from feedback.store.moderating import log

NOT_THE_HEAD = _l(
    "Nội dung nói về người đứng đầu nhà trường thì không giao cho Hiệu trưởng, Phó Hiệu trưởng giữ. "
    "Xin chọn người khác; người đó chuyển lên cơ quan cấp trên."
)
NOBODY = _l("Xin chọn một người giữ nội dung này.")


def list_keepers(school_id):
    """Persons who may be given a possible denunciation, the heads of the school first."""
    staff = db.session.scalars(
        select(Person)
        .where(Person.school_id == school_id, Person.left_on.is_(None))
        .order_by(Person.full_name, Person.id)
    ).all()
    able = [person for person in staff if may(person.role, Ability.READ)]
    return sorted(able, key=lambda person: person.role is not Role.PRINCIPAL)


def divert(consultation, line, person, *, keeper_id, about_head):
    """Lock `line` and all that say the same to one keeper. Raises Refused."""
    keeper = next((one for one in list_keepers(consultation.school_id) if one.id == keeper_id), None)
    if keeper is None:
        raise Refused(NOBODY, 422)
    if about_head and keeper.role is Role.PRINCIPAL:
        raise Refused(NOT_THE_HEAD, 422)
    kin = (DeskLine.consultation_id == consultation.id) & (DeskLine.kin_id == line.kin_id)
    changed = db.session.execute(select(DeskLine.id, DeskLine.comment_id).where(kin)).all()
    db.session.execute(delete(DeskBand).where(DeskBand.line_id.in_([row.id for row in changed])))
    db.session.execute(
        update(DeskLine)
        .where(kin)
        .values(
            state=State.DIVERTED, hide_reason=None, is_read=True, words="", proposed="", reason="",
            keeper_id=keeper.id, about_head=about_head, forwarded_on=None,
        )
    )  # fmt: skip
    log(consultation, [row.comment_id for row in changed], DeskAct.DIVERTED, person)


def list_diverted(consultation_id):
    """DeskLines, without words, the newest first."""
    return db.session.scalars(
        select(DeskLine)
        .where(DeskLine.consultation_id == consultation_id, DeskLine.state == State.DIVERTED)
        .order_by(DeskLine.id.desc())
    ).all()


def open_diverted(consultation, line_id, person):
    """Row (DeskLine, Comment), for the keeper alone, and logged. Raises NoResultFound."""
    line, comment = _kept(consultation, line_id, person)
    log(consultation, [comment.id], DeskAct.OPENED, person)
    return line, comment


def forward(consultation, line_id, person):
    """The keeper has handed it to who is competent. Raises NoResultFound."""
    line, comment = _kept(consultation, line_id, person)
    line.forwarded_on = clock.today()
    log(consultation, [comment.id], DeskAct.FORWARDED, person)


def give_back(consultation, line_id, person):
    """No denunciation after all: it lies on the desk again and waits. Raises NoResultFound."""
    line, comment = _kept(consultation, line_id, person)
    lay_anew(line, comment)
    log(consultation, [comment.id], DeskAct.RETURNED, person)


def _kept(consultation, line_id, person):
    return db.session.execute(
        select(DeskLine, Comment)
        .join(Comment, Comment.id == DeskLine.comment_id)
        .where(
            DeskLine.id == line_id, DeskLine.consultation_id == consultation.id,
            DeskLine.school_id == person.school_id, DeskLine.state == State.DIVERTED,
            DeskLine.keeper_id == person.id,
        )
    ).one()  # fmt: skip
