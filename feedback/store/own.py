"""What one respondent has said: found by the receipt code, or in a named consultation by the unit."""

from typing import NamedTuple

from flask import current_app
from sqlalchemy import select

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
    query = (
        select(Submission, Receipt.tag)
        .join(Authorship, Authorship.submission_id == Submission.id)
        .join(Participation, Participation.id == Authorship.participation_id)
        .outerjoin(Receipt, (Receipt.submission_id == Submission.id) & Receipt.tag.in_(tags))
        .where(*_of_unit(respondent))
    )
    return _best(db.session.execute(_locked(query, lock)).all(), given, tags, respondent.is_person)


def _by_receipt(respondent, given, lock):
    tags = [tag_of(code) for code in given]
    query = (
        select(Submission, Receipt.tag)
        .join(Receipt, Receipt.submission_id == Submission.id)
        .where(
            Receipt.tag.in_(tags),
            Submission.consultation_id == respondent.consultation_id,
            Submission.school_id == respondent.school_id,
            Submission.audience == respondent.audience,
        )
    )
    return _best(db.session.execute(_locked(query, lock)).all(), given, tags, may_read=False)


def _best(rows, given, tags, may_read):
    """Found of the row whose receipt was given first."""
    if not rows:
        return NOTHING
    submission, tag = min(rows, key=lambda row: tags.index(row.tag) if row.tag else len(tags))
    return Found(submission, given[tags.index(tag)] if tag else None, tag is not None or may_read)


def _locked(query, lock):
    """Two posts of one submission go one after the other; SQLite has one writer anyway."""
    return query.with_for_update(of=Submission) if lock else query


def _of_unit(respondent):
    return (
        Participation.consultation_id == respondent.consultation_id,
        Participation.roll_entry_id == respondent.roll_entry_id,
        Participation.answerer == answerer_value(respondent),
    )


def answerer_value(respondent):
    return respondent.answerer.value if respondent.answerer else ""


def participation_of(respondent):
    """The Participation of the unit, or None."""
    if not respondent.has_unit:
        return None
    return db.session.scalars(select(Participation).where(*_of_unit(respondent))).one_or_none()


def receipt_leads_to(code, school_id=None):
    """(consultation_id, school_id, Audience) of the submission with the receipt `code`, or None."""
    query = (
        select(Submission.consultation_id, Submission.school_id, Submission.audience)
        .join(Receipt, Receipt.submission_id == Submission.id)
        .where(Receipt.tag == tag_of(code))
    )
    if school_id is not None:
        query = query.where(Submission.school_id == school_id)
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
    rows = db.session.execute(
        select(ClauseStance.clause_id, ClauseStance.stance).where(ClauseStance.submission_id == submission.id)
    )
    return {row.clause_id: row.stance for row in rows}


def list_words(submission):
    """{clause_id or None: Comment} that stand."""
    if submission is None:
        return {}
    comments = db.session.scalars(
        select(Comment).where(Comment.submission_id == submission.id, Comment.is_superseded.is_(False))
    )
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
    return db.session.execute(
        select(Answer.question_id, Answer.slot, Answer.option_id, Answer.number, Answer.text).where(
            Answer.submission_id == submission.id
        )
    ).all()
