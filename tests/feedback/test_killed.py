"""kill -9 at every step: of opening, intake, change, withdrawal and release nothing is lost, doubled or left.

A child process does the work and kills itself at its n-th step: before every SQL statement, before and after
every commit, around every fsync, rename and unlink. Once it lives to the end, there were no more steps.
"""

import os
import signal
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from accounts.rules import Audience
from consultations import store as consultations
from consultations.models import Consultation, RollEntry
from consultations.rules import GRACE, Mode
from core import clock, codes
from core.db import db, step
from feedback import jobs, store
from feedback.models import ClauseStance, Comment, Envelope, Participation, Receipt, Submission
from feedback.rules import Respondent, Stance
from tests.feedback.conftest import rows

#: More than any of them has.
STEPS_MOST = 120


class Steps:
    """Counts the steps of this process and ends it at one of them."""

    def __init__(self, last):
        self.left = last
        event.listen(db.engine, "before_cursor_execute", self)
        event.listen(db.engine, "commit", self)
        event.listen(Session, "after_commit", self)
        for name in ("fsync", "replace", "unlink"):
            self._around(name)

    def __call__(self, *_):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _around(self, name):
        real = getattr(os, name)

        def watched(*args, **kwargs):
            self()
            done = real(*args, **kwargs)
            self()
            return done

        setattr(os, name, watched)


def dies(work, at):
    """Whether a child that does `work` was killed at its step number `at`."""
    db.session.rollback()
    db.engine.dispose()
    child = os.fork()
    if child == 0:
        try:
            Steps(at)
            work()
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def every_step(work, check, prepare=lambda: None):
    """Do `work` in children, killed one step later each time; `check` after each what is left."""
    for at in range(1, STEPS_MOST):
        prepare()

        def child():
            work()
            os._exit(0)

        died = dies(child, at)
        db.session.expire_all()
        check()
        if not died:
            return at
    raise AssertionError("there is no end of steps")


@pytest.fixture
def asked(ask):
    asked = ask(mode=Mode.ANONYMOUS)
    asked.people = [
        Respondent(
            school_id=asked.school.id, consultation_id=asked.id, audience=Audience.PARENTS, is_named=False,
            roll_entry_id=entry.id, group=entry.class_name,
        )
        for entry in rows(RollEntry)
    ]  # fmt: skip
    asked.codes = [codes.draw() for _ in asked.people]
    return asked


def speak(asked, at=0, stance=Stance.AGREE, **words):
    with step():
        store.put_comment(asked.people[at], [asked.codes[at]], asked.clauses[0], stance=stance, **words)


def said(asked, at=0):
    return store.list_stances(store.find_submission(asked.people[at], [asked.codes[at]]).submission)


def numbers():
    return len(rows(Participation)), len(rows(Envelope))


def test_a_first_post(asked):
    def check():
        assert numbers() in ((0, 0), (1, 1))
        # The phone sends again what it got no answer to.
        speak(asked)
        assert numbers() == (1, 1) and said(asked) == {asked.clauses[0]: Stance.AGREE}
        with step():
            store.withdraw(asked.people[0], [asked.codes[0]])
        assert numbers() == (0, 0)

    assert every_step(lambda: speak(asked), check) > 5


def test_a_change(asked):
    def check():
        assert numbers() == (1, 1) and said(asked)[asked.clauses[0]] in (Stance.AGREE, Stance.DISAGREE)
        speak(asked, stance=Stance.DISAGREE, reason="Sớm quá.")
        assert said(asked) == {asked.clauses[0]: Stance.DISAGREE}

    every_step(
        lambda: speak(asked, stance=Stance.DISAGREE, reason="Sớm quá."), check, prepare=lambda: speak(asked)
    )


def test_a_withdrawal(asked):
    def work():
        with step():
            store.withdraw(asked.people[0], [asked.codes[0]])

    every_step(work, lambda: numbers() in ((0, 0), (1, 1)) or pytest.fail(), prepare=lambda: speak(asked))


def test_the_release(asked, ask, request):
    state = {}

    def prepare():
        """Another consultation for each step: the one before is released by now."""
        with clock.stopped(clock.now()):
            one = ask(mode=Mode.ANONYMOUS, clauses=1)
        state["asked"] = one
        entries = [entry for entry in rows(RollEntry) if entry.consultation_id == one.id]
        one.people = [
            Respondent(
                school_id=one.school.id, consultation_id=one.id, audience=Audience.PARENTS, is_named=False,
                roll_entry_id=entry.id, group=entry.class_name,
            )
            for entry in entries
        ]  # fmt: skip
        one.codes = [codes.draw() for _ in entries]
        for at in range(len(entries)):
            speak(one, at, stance=list(Stance)[at % 4], reason=f"Lời {at}")
        state["due"] = one.consultation.closes_at + GRACE
        state["check"] = one.consultation.key_check

    def work():
        with clock.stopped(state["due"]):
            jobs.release_what_has_closed()

    def check():
        one = state["asked"]
        own = [row for row in rows(Submission) if row.consultation_id == one.id]
        envelopes = [row for row in rows(Envelope) if row.consultation_id == one.id]
        consultation = db.session.get(Consultation, one.id)
        is_released = consultation.released_at is not None
        assert (len(own), len(envelopes)) == ((6, 0) if is_released else (0, 6))
        assert is_released or consultations.has_key(consultation)
        # The next tick, in a process that lives.
        work()
        db.session.expire_all()
        own = [row.id for row in rows(Submission) if row.consultation_id == one.id]
        assert len(own) == len({row.submission_id for row in rows(Receipt)} & set(own)) == 6
        assert sorted(row.reason for row in rows(Comment) if row.submission_id in own) == [
            f"Lời {at}" for at in range(6)
        ]
        assert [row for row in rows(ClauseStance) if row.submission_id in own].__len__() == 6
        assert not [row for row in rows(Envelope) if row.consultation_id == one.id]
        assert not consultations.has_key(db.session.get(Consultation, one.id))

    assert every_step(work, check, prepare) > 12


def test_the_opening(ask, school):
    state = {}

    def prepare():
        asked = ask(mode=Mode.ANONYMOUS, opened_at=None, closes_at=None,
                    responsible_id=next(iter(school.people.values())).id, smallest_group=3)  # fmt: skip
        for entry in rows(RollEntry):
            if entry.consultation_id == asked.id:
                db.session.delete(entry)
        db.session.commit()
        state["id"] = asked.id

    def work():
        with step():
            consultations.open_consultation(consultations.get_any(state["id"]))

    def check():
        consultation = consultations.get_any(state["id"])
        if consultation.opened_at is None:
            work()
            db.session.expire_all()
        consultation = consultations.get_any(state["id"])
        assert consultation.opened_at and consultations.has_key(consultation)
        # Later tests of this loop shall not find it open.
        consultation.closes_at = clock.now() - timedelta(days=1)
        db.session.commit()

    assert every_step(work, check, prepare) > 8
