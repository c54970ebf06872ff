"""Possible denunciations, locked to one named person: out of sight and search, each opening logged.

Luật Tố cáo 25/2018/QH14, Điều 8: who denounces must not become known. Counting goes on without the words.
"""

from sqlalchemy import delete, select, update
from sqlalchemy.exc import NoResultFound

from accounts.models import Person
from accounts.rules import Ability, Role, may
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _l
from feedback.models import Answer, Comment
from feedback.moderation import AnswerLine, DeskBand, DeskLine
from feedback.rules import DeskAct, State
from feedback.store.laying import lay_anew
from feedback.store.moderating import log
from feedback.store.written import IS_ITS_ANSWER, lay_answer_anew

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
    """Lock `line` (of a comment: and all that say the same) to one keeper. Raises Refused."""
    keeper = next((one for one in list_keepers(consultation.school_id) if one.id == keeper_id), None)
    if keeper is None:
        raise Refused(NOBODY, 422)
    if about_head and keeper.role is Role.PRINCIPAL:
        raise Refused(NOT_THE_HEAD, 422)
    aside = {
        "state": State.DIVERTED, "hide_reason": None, "keeper_id": keeper.id, "about_head": about_head,
        "forwarded_on": None,
    }  # fmt: skip
    if isinstance(line, AnswerLine):
        db.session.execute(update(AnswerLine).where(AnswerLine.id == line.id).values(text="", **aside))
        log(consultation, [line.logged_as], DeskAct.DIVERTED, person)
    else:
        log(consultation, _put_aside_with_kin(consultation, line, aside), DeskAct.DIVERTED, person)


def _put_aside_with_kin(consultation, line, aside):
    """Ids of the comments that this was done to."""
    kin = (DeskLine.consultation_id == consultation.id) & (DeskLine.kin_id == line.kin_id)
    changed = db.session.execute(select(DeskLine.id, DeskLine.comment_id).where(kin)).all()
    db.session.execute(delete(DeskBand).where(DeskBand.line_id.in_([row.id for row in changed])))
    db.session.execute(
        update(DeskLine).where(kin).values(is_read=True, words="", proposed="", reason="", **aside)
    )
    return [row.comment_id for row in changed]


def list_diverted(consultation_id):
    """DeskLines and AnswerLines, without words, the newest first."""
    return [
        line
        for model in (DeskLine, AnswerLine)
        for line in db.session.scalars(
            select(model)
            .where(model.consultation_id == consultation_id, model.state == State.DIVERTED)
            .order_by(model.id.desc())
        )
    ]


def open_diverted(consultation, address, person):
    """(line, its Comment or Answer), for the keeper alone, and logged. Raises NoResultFound.

    address: as the line gives it.
    """
    line, said = _kept(consultation, address, person)
    log(consultation, [line.logged_as], DeskAct.OPENED, person)
    return line, said


def forward(consultation, address, person):
    """The keeper has handed it to who is competent. Raises NoResultFound."""
    line, _said = _kept(consultation, address, person)
    line.forwarded_on = clock.today()
    log(consultation, [line.logged_as], DeskAct.FORWARDED, person)


def give_back(consultation, address, person):
    """No denunciation after all: it lies on the desk again and waits. Raises NoResultFound."""
    line, said = _kept(consultation, address, person)
    if isinstance(line, AnswerLine):
        lay_answer_anew(line, said)
    else:
        lay_anew(line, said)
    log(consultation, [line.logged_as], DeskAct.RETURNED, person)


def _kept(consultation, address, person):
    number = address.removeprefix("t")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise NoResultFound
    line, said, is_its_own = (
        (AnswerLine, Answer, IS_ITS_ANSWER)
        if address.startswith("t")
        else (DeskLine, Comment, Comment.id == DeskLine.comment_id)
    )
    return db.session.execute(
        select(line, said)
        .join(said, is_its_own)
        .where(
            line.id == int(number), line.consultation_id == consultation.id,
            line.school_id == person.school_id, line.state == State.DIVERTED, line.keeper_id == person.id,
        )
    ).one()  # fmt: skip
