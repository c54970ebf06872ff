"""Statements run past SQLAlchemy's machinery say the same as SQLAlchemy, on both databases."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import bindparam, event, insert, select, update
from sqlalchemy.exc import IntegrityError, MultipleResultsFound, NoResultFound

from accounts.models import SignInFailure
from accounts.rules import Audience
from consultations.rules import QuestionKind
from core.db import db, execute
from feedback.models import Answer, Authorship, Comment, Submission
from feedback.rules import Channel

_submission, _answer, _failure = Submission.__table__, Answer.__table__, SignInFailure.__table__
_NEW_SUBMISSION, _NEW_ANSWER = insert(_submission), insert(_answer)
_SUBMISSION = select(_submission).where(_submission.c.id == bindparam("own"))
_ANSWERS = select(_answer).where(_answer.c.submission_id == bindparam("own")).order_by(_answer.c.slot)
_SOME = select(_answer.c.slot).where(_answer.c.slot.in_(bindparam("slots", expanding=True)))
_NEW_FAILURE = insert(_failure).returning(_failure.c.id)
_FAILURES = select(_failure.c.about, _failure.c.at).order_by(_failure.c.id)
_RENAME = update(_failure).values(about=bindparam("now"))


@pytest.fixture
def submission(ask):
    asked = ask()
    question = asked.add_question(QuestionKind.NUMBER, "Bao nhiêu?")[0]
    row = {
        "id": "s" * 32, "school_id": asked.school.id, "consultation_id": asked.id,
        "audience": Audience.PARENTS, "group_label": "", "is_withdrawn": False, "is_finished": True,
    }  # fmt: skip
    execute(_NEW_SUBMISSION, row)
    answers = [
        {"submission_id": row["id"], "question_id": question, "slot": slot, "number": number, "text": text,
         "option_id": None}
        for slot, number, text in ((0, Decimal("12.5"), None), (1, None, "Dưới 10"), (2, Decimal(-3), ""))
    ]  # fmt: skip
    execute(_NEW_ANSWER, answers)
    return row


def test_rows_and_types_are_those_of_sqlalchemy(submission):
    own = {"own": submission["id"]}
    for statement in (_SUBMISSION, _ANSWERS):
        ours, theirs = execute(statement, own).all(), db.session.execute(statement, own).all()
        assert [tuple(row) for row in ours] == [tuple(row) for row in theirs]
        assert [type(value) for value in ours[0]] == [type(value) for value in theirs[0]]
    assert execute(_SUBMISSION, own).one().audience is Audience.PARENTS
    assert execute(_ANSWERS, own).first().number == Decimal("12.5")


def test_a_moment_keeps_its_zone(app):
    moment = datetime(2026, 10, 12, 5, 0, 1, 250, tzinfo=UTC)
    number = execute(_NEW_FAILURE, {"about": "a", "at": moment}).scalar_one()
    assert number == db.session.scalar(select(SignInFailure.id))
    assert execute(_FAILURES).all() == [("a", moment)]
    with pytest.raises(ValueError, match="without a zone"):
        execute(_NEW_FAILURE, {"about": "a", "at": moment.replace(tzinfo=None)})


def test_how_many_rows_a_statement_touched(app):
    for about in ("a", "b"):
        execute(_NEW_FAILURE, {"about": about, "at": datetime.now(UTC)})
    assert execute(_RENAME, {"now": "c"}).rowcount == 2
    with pytest.raises(MultipleResultsFound):
        execute(_FAILURES).one()


def test_nothing_found(app):
    assert execute(_SUBMISSION, {"own": "?"}).one_or_none() is None
    assert execute(_SUBMISSION, {"own": "?"}).scalar_one_or_none() is None
    with pytest.raises(NoResultFound):
        execute(_SUBMISSION, {"own": "?"}).scalar_one()


def test_the_table_refuses_with_sqlalchemys_exception(submission):
    with pytest.raises(IntegrityError):
        execute(_NEW_SUBMISSION, submission)


def test_a_statement_that_grows_is_left_to_sqlalchemy(submission):
    assert sorted(execute(_SOME, {"slots": [0, 2]}).scalars()) == [0, 2]


def test_a_default_that_python_makes_is_made(submission):
    """The id of a comment is drawn by Python where the statement does not say it."""
    execute(
        insert(Comment.__table__), {"school_id": submission["school_id"], "submission_id": submission["id"]}
    )
    assert len(db.session.scalar(select(Comment.id))) == 32


def test_what_the_session_holds_is_written_first(submission):
    db.session.add(
        Authorship(submission_id=submission["id"], channel=Channel.WEB, sent_at=datetime.now(UTC),
                   changed_at=datetime.now(UTC))
    )  # fmt: skip
    channels = select(Authorship.__table__.c.channel)
    assert execute(channels).scalar_one() is Channel.WEB


def test_every_statement_is_heard_by_who_counts_them(app):
    heard = []

    def note(connection, cursor, text, *_):
        heard.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    execute(_FAILURES)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(heard) == 1 and "sign_in_failure" in heard[0]
