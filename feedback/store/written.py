"""Answers in words: laid out beside the comments, with the same covers, signs, hiding and putting aside."""

from sqlalchemy import bindparam, func, or_, select, update

from consultations.models import Consultation, Question
from consultations.rules import GRACE, Mode
from core import clock
from core.db import db
from core.errors import Refused
from feedback import masking, signs
from feedback.models import Answer, Submission
from feedback.moderation import AnswerLine
from feedback.rules import PRINTED, DeskAct, Sign, State
from feedback.store.laying import AT_ONCE, lay_out, roster_of_school
from feedback.store.moderating import NOT_LOOKED_AT, log

IS_ITS_ANSWER = (
    (Answer.submission_id == AnswerLine.submission_id)
    & (Answer.question_id == AnswerLine.question_id)
    & (Answer.slot == AnswerLine.slot)
)
_answer = Answer.__table__
_IS_ON_DESK = (
    update(_answer)
    .where(
        _answer.c.submission_id == bindparam("own_id"), _answer.c.question_id == bindparam("asked"),
        _answer.c.slot == bindparam("place"),
    )
    .values(on_desk=True)
)  # fmt: skip


def lay_out_answers(consultation_id=None):
    """As laying.lay_out does with comments: the next AT_ONCE answers; how many there were."""
    rows = db.session.execute(_waiting(consultation_id)).all()
    rosters = {school_id: roster_of_school(school_id) for school_id in {row.school_id for row in rows}}
    db.session.add_all(_line(row, rosters[row.school_id]) for row in rows)
    if rows:
        keys = [{"own_id": row.submission_id, "asked": row.question_id, "place": row.slot} for row in rows]
        db.session.connection().execute(_IS_ON_DESK, keys)
    return len(rows)


def lay_out_all(consultation_id):
    """Lay out everything said in one consultation so far, in the transaction that runs."""
    while lay_out(consultation_id):
        pass
    while lay_out_answers(consultation_id):
        pass


def _waiting(consultation_id):
    has_ended = Consultation.closes_at <= clock.now() - GRACE
    query = (
        select(
            Answer.submission_id, Answer.question_id, Answer.slot, Answer.text,
            Submission.school_id, Submission.consultation_id,
        )
        .join(Submission, Submission.id == Answer.submission_id)
        .join(Consultation, Consultation.id == Submission.consultation_id)
        .where(
            Answer.text.is_not(None), Answer.on_desk.is_(False),
            or_(Consultation.mode == Mode.NAMED, has_ended),
        )
        .order_by(Answer.submission_id, Answer.question_id, Answer.slot)
        .limit(AT_ONCE)
    )  # fmt: skip
    return query if consultation_id is None else query.where(Submission.consultation_id == consultation_id)


def _line(row, roster):
    found, text = signs.signs_of(row.text), masking.cover(row.text, roster)
    return AnswerLine(
        school_id=row.school_id, consultation_id=row.consultation_id, submission_id=row.submission_id,
        question_id=row.question_id, slot=row.slot, text=text, is_covered=text != row.text,
        in_danger=Sign.DANGER in found,
        state=State.SUSPECTED if Sign.DENUNCIATION in found else State.WAITING,
    )  # fmt: skip


def lay_answer_anew(line, answer):
    """Let a line that held no words lie on the desk again."""
    line.text = masking.cover(answer.text, roster_of_school(line.school_id))
    line.is_covered = line.text != answer.text
    line.state, line.keeper_id, line.forwarded_on, line.about_head = State.WAITING, None, None, False


def list_answers_text(question_id, after=None, limit=50):
    """Rows (submission_id, text, audience, group) of what may be printed, by the submission's random id.

    after: the id of the last row of the page before.
    """
    query = (
        select(AnswerLine.submission_id, AnswerLine.text, Submission.audience, Submission.group)
        .join(Submission, Submission.id == AnswerLine.submission_id)
        .join(Answer, IS_ITS_ANSWER)
        .where(
            Answer.question_id == question_id, Answer.text.is_not(None), Submission.is_withdrawn.is_(False),
            AnswerLine.state.in_(PRINTED),
        )
        .order_by(AnswerLine.submission_id)
        .limit(limit)
    )  # fmt: skip
    if after is not None:
        query = query.where(AnswerLine.submission_id > after)
    return db.session.execute(query).all()


def count_held_back(question_id):
    """Answers in words to a question that are not printed: hidden, put aside, or not looked at yet."""
    return db.session.scalar(
        select(func.count())
        .select_from(Answer)
        .join(AnswerLine, IS_ITS_ANSWER)
        .where(Answer.question_id == question_id, AnswerLine.state.not_in(PRINTED))
    )


def count_written(consultation_id):
    """{State: answers in words}; those not laid out yet are in none."""
    rows = db.session.execute(
        select(AnswerLine.state, func.count())
        .where(AnswerLine.consultation_id == consultation_id)
        .group_by(AnswerLine.state)
    )
    return dict(tuple(row) for row in rows)


def list_written(consultation_id, state=None, *, after=0, limit=25):
    """Rows (AnswerLine, Answer, Question) that lie open, of one state or of all, as they were laid out."""
    query = _open(consultation_id).where(AnswerLine.id > after).order_by(AnswerLine.id).limit(limit)
    return db.session.execute(query if state is None else query.where(AnswerLine.state == state)).all()


def get_written(school_id, consultation_id, line_id):
    """Row (AnswerLine, Answer, Question) that lies open. Raises NoResultFound."""
    query = _open(consultation_id).where(AnswerLine.school_id == school_id, AnswerLine.id == line_id)
    return db.session.execute(query).one()


def _open(consultation_id):
    return (
        select(AnswerLine, Answer, Question)
        .join(Answer, IS_ITS_ANSWER)
        .join(Question, Question.id == AnswerLine.question_id)
        .where(AnswerLine.consultation_id == consultation_id, AnswerLine.state != State.DIVERTED)
    )


def hide_written(consultation, line, person, reason):
    """Print it nowhere; why is told to its author. Raises Refused."""
    _decide(consultation, line, person, DeskAct.HIDDEN, State.HIDDEN, reason)


def show_written(consultation, line, person):
    """Print it again. Raises Refused."""
    _decide(consultation, line, person, DeskAct.SHOWN, State.WAITING)


def clear_written(consultation, line, person):
    """Somebody has looked: no denunciation."""
    line.state = State.WAITING
    log(consultation, [line.logged_as], DeskAct.CLEARED, person)


def _decide(consultation, line, person, act, state, reason=None):
    if line.state is State.SUSPECTED:
        raise Refused(NOT_LOOKED_AT)
    line.state, line.hide_reason = state, reason
    log(consultation, [line.logged_as], act, person, reason)


def cover_written(consultation, line, answer, person, text):
    """Let others read `text`: somebody covered more, or less."""
    line.text, line.is_covered = text, text != answer.text
    log(consultation, [line.logged_as], DeskAct.COVERED, person)


def list_rulings_on_answers(submission):
    """{(question_id, slot): Row (state, hide_reason)}, for the author of `submission`."""
    rows = db.session.execute(
        select(AnswerLine.question_id, AnswerLine.slot, AnswerLine.state, AnswerLine.hide_reason).where(
            AnswerLine.submission_id == submission.id
        )
    )
    return {(row.question_id, row.slot): row for row in rows}
