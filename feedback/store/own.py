"""What one respondent has said: found by the receipt code, or in a named consultation by the unit."""

from typing import NamedTuple

from flask import current_app
from sqlalchemy import bindparam, select

from accounts.models import SchoolClass
from consultations.models import AudienceChoice
from core import codes
from core.db import db
from feedback.models import Answer, Authorship, ClauseStance, Comment, Participation, Receipt, Submission


class Found(NamedTuple):
    submission: Submission | None
    #: The receipt code that leads to it, where one was given.
    code: str | None
    #: By a receipt code, or as a signed-in member of the staff whose name is kept: words may be shown.
    holds_receipt: bool


NOTHING = Found(None, None, False)


# Built once: putting a statement together costs about as much as running it.
_IS_OF_UNIT = (
    Participation.consultation_id == bindparam("consultation_id"),
    Participation.roll_entry_id == bindparam("roll_entry_id"),
    Participation.answerer == bindparam("answerer"),
)
_IS_GIVEN = Receipt.tag.in_(bindparam("tags", expanding=True))
_IS_OWN = bindparam("submission_id")
_PARTICIPATION = select(Participation).where(*_IS_OF_UNIT)
_BY_UNIT = (
    select(Submission, Receipt.tag)
    .join(Authorship, Authorship.submission_id == Submission.id)
    .join(Participation, Participation.id == Authorship.participation_id)
    .outerjoin(Receipt, (Receipt.submission_id == Submission.id) & _IS_GIVEN)
    .where(*_IS_OF_UNIT)
)
_BY_RECEIPT = (
    select(Submission, Receipt.tag)
    .join(Receipt, Receipt.submission_id == Submission.id)
    .where(
        _IS_GIVEN,
        Submission.consultation_id == bindparam("consultation_id"),
        Submission.school_id == bindparam("school_id"),
        Submission.audience == bindparam("audience"),
    )
)
# Two posts of one submission go one after the other; SQLite has one writer anyway.
_BY_UNIT_LOCKED = _BY_UNIT.with_for_update(of=Submission)
_BY_RECEIPT_LOCKED = _BY_RECEIPT.with_for_update(of=Submission)
_STANCES = select(ClauseStance.clause_id, ClauseStance.stance).where(ClauseStance.submission_id == _IS_OWN)
_VERSIONS = select(ClauseStance.clause_id, ClauseStance.version).where(ClauseStance.submission_id == _IS_OWN)
_WORDS = select(Comment).where(Comment.submission_id == _IS_OWN, Comment.is_superseded.is_(False))
_ANSWERS = select(Answer.question_id, Answer.slot, Answer.option_id, Answer.number, Answer.text).where(
    Answer.submission_id == _IS_OWN
)


def tag_of(code):
    """What the database holds in place of the receipt `code`."""
    return codes.tag(current_app.config["HASH_KEY"], code)


def find_submission(respondent, given, *, lock=False):
    """Found: what `respondent` said before, or NOTHING.

    given: receipt codes, the best first. A code of another consultation, audience or (where names are
    kept) another unit leads nowhere. Without a code a submission is found only where names are kept.
    """
    if respondent.is_named and respondent.has_unit:
        return _of_named_unit(respondent, given, lock)
    return _by_receipt(respondent, given, lock) if given else NOTHING


def _of_named_unit(respondent, given, lock):
    tags = [tag_of(code) for code in given]
    query = _BY_UNIT_LOCKED if lock else _BY_UNIT
    rows = db.session.execute(query, _unit(respondent) | {"tags": tags}).all()
    return _best(rows, given, tags, respondent.is_person)


def _by_receipt(respondent, given, lock):
    tags = [tag_of(code) for code in given]
    query = _BY_RECEIPT_LOCKED if lock else _BY_RECEIPT
    whose = {
        "tags": tags, "consultation_id": respondent.consultation_id, "school_id": respondent.school_id,
        "audience": respondent.audience,
    }  # fmt: skip
    return _best(db.session.execute(query, whose).all(), given, tags, may_read=False)


def _best(rows, given, tags, may_read):
    """Found of the row whose receipt was given first."""
    if not rows:
        return NOTHING
    submission, tag = min(rows, key=lambda row: tags.index(row.tag) if row.tag else len(tags))
    return Found(submission, given[tags.index(tag)] if tag else None, tag is not None or may_read)


def _unit(respondent):
    return {
        "consultation_id": respondent.consultation_id, "roll_entry_id": respondent.roll_entry_id,
        "answerer": answerer_value(respondent),
    }  # fmt: skip


def answerer_value(respondent):
    return respondent.answerer.value if respondent.answerer else ""


def participation_of(respondent):
    """The Participation of the unit, or None."""
    if not respondent.has_unit:
        return None
    return db.session.scalars(_PARTICIPATION, _unit(respondent)).one_or_none()


def receipt_leads_to(code):
    """(consultation_id, school_id, Audience) of the submission with the receipt `code`, or None."""
    query = (
        select(Submission.consultation_id, Submission.school_id, Submission.audience)
        .join(Receipt, Receipt.submission_id == Submission.id)
        .where(Receipt.tag == tag_of(code))
    )
    return db.session.execute(query).one_or_none()


def list_audiences(consultation_id):
    """Rows (audience, class_name) of whom a consultation asks; class_name None: all of them."""
    return db.session.execute(
        select(AudienceChoice.audience, SchoolClass.name)
        .outerjoin(SchoolClass, SchoolClass.id == AudienceChoice.class_id)
        .where(AudienceChoice.consultation_id == consultation_id)
        .order_by(AudienceChoice.id)
    ).all()


def list_stances(submission):
    """{clause_id: Stance} of `submission` (None: empty)."""
    if submission is None:
        return {}
    rows = db.session.execute(_STANCES, {"submission_id": submission.id})
    return {row.clause_id: row.stance for row in rows}


def list_versions(submission):
    """{clause_id: number of the draft version that the stance on it was made or confirmed on}."""
    if submission is None:
        return {}
    rows = db.session.execute(_VERSIONS, {"submission_id": submission.id})
    return {row.clause_id: row.version for row in rows}


def list_words(submission):
    """{clause_id or None: Comment} that stand."""
    if submission is None:
        return {}
    comments = db.session.scalars(_WORDS, {"submission_id": submission.id})
    return {comment.clause_id: comment for comment in comments}


def get_words(submission, clause_id):
    """(Stance, Comment) about the clause (None: the whole draft), each None where there is none."""
    if submission is None:
        return None, None
    comment = db.session.scalars(
        select(Comment).where(
            Comment.submission_id == submission.id,
            Comment.clause_id.is_not_distinct_from(clause_id),
            Comment.is_superseded.is_(False),
        )
    ).one_or_none()
    if clause_id is None:
        return comment and comment.stance, comment
    return db.session.scalar(
        select(ClauseStance.stance).where(
            ClauseStance.submission_id == submission.id, ClauseStance.clause_id == clause_id
        )
    ), comment


def list_answers(submission):
    """Rows (question_id, slot, option_id, number, text)."""
    if submission is None:
        return []
    return db.session.execute(_ANSWERS, {"submission_id": submission.id}).all()
