"""What one respondent has said: found by the receipt code, or in a named consultation by the unit."""

from typing import NamedTuple

from flask import current_app
from sqlalchemy import Boolean, Row, bindparam, or_, select

from accounts.models import SchoolClass
from consultations.models import AudienceChoice
from core import codes
from core.db import db, execute
from feedback.contents import Contents
from feedback.models import Answer, Authorship, ClauseStance, Comment, Participation, Receipt, Submission


class Found(NamedTuple):
    #: Row (id, is_withdrawn, tag), before the release of one without a name its Contents; or None.
    submission: Row | Contents | None
    #: The receipt code that leads to it, where one was given.
    code: str | None
    #: By a receipt code, or as a signed-in member of the staff whose name is kept: words may be shown.
    holds_receipt: bool


NOTHING = Found(None, None, False)


# Built once, and of tables, not of entities: these run for every page a respondent waits for.
_submission, _receipt = Submission.__table__, Receipt.__table__
_authorship, _participation = Authorship.__table__, Participation.__table__
_stance, _comment, _answer = ClauseStance.__table__.c, Comment.__table__.c, Answer.__table__.c
_IS_OF_UNIT = (
    _participation.c.consultation_id == bindparam("consultation_id"),
    _participation.c.roll_entry_id == bindparam("roll_entry_id"),
    _participation.c.answerer == bindparam("answerer"),
)
#: Two at the most: the form's and the phone's. One given stands for both.
_IS_GIVEN = or_(_receipt.c.tag == bindparam("first_tag"), _receipt.c.tag == bindparam("second_tag"))
_IS_OWN = bindparam("submission_id")
_FOUND = (
    _submission.c.id, _submission.c.is_withdrawn, _submission.c.audience, _submission.c.group_label,
    _receipt.c.tag,
)  # fmt: skip
_PARTICIPATION = select(_participation.c.id).where(*_IS_OF_UNIT)
_BY_UNIT = (
    select(*_FOUND)
    .join(_authorship, _authorship.c.submission_id == _submission.c.id)
    .join(_participation, _participation.c.id == _authorship.c.participation_id)
    .outerjoin(_receipt, (_receipt.c.submission_id == _submission.c.id) & _IS_GIVEN)
    .where(*_IS_OF_UNIT)
)
_BY_RECEIPT = (
    select(*_FOUND)
    .join(_receipt, _receipt.c.submission_id == _submission.c.id)
    .where(
        _IS_GIVEN,
        _submission.c.consultation_id == bindparam("consultation_id"),
        _submission.c.school_id == bindparam("school_id"),
        # Without names a released one is labelled by its group; the code alone leads to it.
        _submission.c.audience.is_(None)
        | (_submission.c.audience == bindparam("audience"))
        | ~bindparam("is_named", type_=Boolean),
    )
)
# Two posts of one submission go one after the other; SQLite has one writer anyway.
_BY_UNIT_LOCKED = _BY_UNIT.with_for_update(of=_submission)
_BY_RECEIPT_LOCKED = _BY_RECEIPT.with_for_update(of=_submission)
_STANCES = select(_stance.clause_id, _stance.stance).where(_stance.submission_id == _IS_OWN)
_VERSIONS = select(_stance.clause_id, _stance.version).where(_stance.submission_id == _IS_OWN)
_STANCE = select(_stance.stance).where(
    _stance.submission_id == _IS_OWN, _stance.clause_id == bindparam("clause_id")
)
_WORDS = select(
    _comment.id, _comment.clause_id, _comment.stance, _comment.proposed, _comment.reason, _comment.version
).where(_comment.submission_id == _IS_OWN, _comment.is_superseded.is_(False))
_WORDS_ABOUT = _WORDS.where(_comment.clause_id.is_not_distinct_from(bindparam("clause_id")))
_ANSWERS = select(_answer.question_id, _answer.slot, _answer.option_id, _answer.number, _answer.text).where(
    _answer.submission_id == _IS_OWN
)


def tag_of(code):
    """What the database holds in place of the receipt `code`."""
    return codes.tag(current_app.config["HASH_KEY"], code)


def find_submission(respondent, given, *, lock=False):
    """Found: what `respondent` said before, or NOTHING; what lies in an envelope is not looked for here.

    given: receipt codes, the best first. A code of another consultation, audience or (where names are
    kept) another unit leads nowhere. Without a code a submission is found only where names are kept.
    """
    if respondent.is_named and respondent.has_unit:
        return _of_named_unit(respondent, given, lock)
    return _by_receipt(respondent, given, lock) if given else NOTHING


def _of_named_unit(respondent, given, lock):
    tags = [tag_of(code) for code in given]
    query = _BY_UNIT_LOCKED if lock else _BY_UNIT
    rows = execute(query, _unit(respondent) | two_tags(tags)).all()
    return _best(rows, given, tags, respondent.is_person)


def _by_receipt(respondent, given, lock):
    tags = [tag_of(code) for code in given]
    query = _BY_RECEIPT_LOCKED if lock else _BY_RECEIPT
    whose = {
        **two_tags(tags), "consultation_id": respondent.consultation_id, "school_id": respondent.school_id,
        "audience": respondent.audience, "is_named": respondent.is_named,
    }  # fmt: skip
    return _best(execute(query, whose).all(), given, tags, may_read=False)


def two_tags(tags):
    """Values of a statement that looks for at most two."""
    first, second = (*tags, None, None)[:2]
    return {"first_tag": first, "second_tag": second or first}


def _best(rows, given, tags, may_read):
    """Found of the row whose receipt was given first."""
    if not rows:
        return NOTHING
    row = min(rows, key=lambda row: tags.index(row.tag) if row.tag else len(tags))
    code = given[tags.index(row.tag)] if row.tag else None
    return Found(row, code, row.tag is not None or may_read)


def _unit(respondent):
    return {
        "consultation_id": respondent.consultation_id, "roll_entry_id": respondent.roll_entry_id,
        "answerer": answerer_value(respondent),
    }  # fmt: skip


def answerer_value(respondent):
    return respondent.answerer.value if respondent.answerer else ""


def participation_of(respondent):
    """Id of the unit's participation, or None."""
    if not respondent.has_unit:
        return None
    return execute(_PARTICIPATION, _unit(respondent)).scalar_one_or_none()


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
    if isinstance(submission, Contents):
        return submission.stances
    return {row.clause_id: row.stance for row in execute(_STANCES, {"submission_id": submission.id})}


def list_versions(submission):
    """{clause_id: number of the draft version that the stance on it was made or confirmed on}."""
    if submission is None:
        return {}
    if isinstance(submission, Contents):
        return dict.fromkeys(submission.stances, 1)
    return {row.clause_id: row.version for row in execute(_VERSIONS, {"submission_id": submission.id})}


def list_words(submission):
    """{clause_id or None: Row (id, clause_id, stance, proposed, reason)} that stand."""
    if submission is None:
        return {}
    if isinstance(submission, Contents):
        return submission.words
    return {row.clause_id: row for row in execute(_WORDS, {"submission_id": submission.id})}


def get_words(submission, clause_id):
    """(Stance, Row as of list_words) about the clause (None: the whole draft), each None where none is."""
    if submission is None:
        return None, None
    if isinstance(submission, Contents):
        comment = submission.words.get(clause_id)
        return comment and comment.stance if clause_id is None else submission.stances.get(clause_id), comment
    about = {"submission_id": submission.id, "clause_id": clause_id}
    comment = execute(_WORDS_ABOUT, about).one_or_none()
    if clause_id is None:
        return comment and comment.stance, comment
    return execute(_STANCE, about).scalar_one_or_none(), comment


def list_answers(submission):
    """Rows (question_id, slot, option_id, number, text)."""
    if submission is None:
        return []
    if isinstance(submission, Contents):
        return submission.answers
    return execute(_ANSWERS, {"submission_id": submission.id}).all()
