"""What is counted: a summary against figures counted by hand."""

import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.rules import Audience, Role
from core import clock
from core.db import db
from core.errors import Refused
from feedback.rules import Stance
from reports import jobs, store
from reports.printers import words
from reports.summary import Stances, Summary


def test_asked_answered_and_silent_are_separate_numbers(asked):
    summary = asked.summary()
    parents, teachers = summary.audiences
    assert (parents.asked, parents.answered, parents.rate) == (6, 5, Decimal("83.3"))
    assert (teachers.asked, teachers.answered) == (1, 1)
    assert [(line.class_name, line.asked, line.answered) for line in summary.classes] == [
        ("3 tuổi A", 3, 3),
        ("5 tuổi B", 3, 2),
    ]
    second = summary.clause(asked.second.id)
    assert second.stances == Stances(agree=2, agree_changes=3, disagree=1, other=0)
    assert (second.said, second.no_answer, second.asked) == (6, 1, 7)
    assert second.agreement == Decimal("33.3")
    assert len(second.comments) == 4 and len(summary.general) == 1


def test_silence_on_a_clause_is_not_agreement(asked):
    first = asked.summary().clause(asked.first.id)
    # Five families agree; the teacher took part and was silent here; one family never came.
    assert first.stances.agree == 5 and first.no_answer == 2
    assert first.bounds == (Decimal("71.4"), Decimal("100.0"))
    assert not first.is_contested


def test_scales_leave_silence_out_of_the_mean(asked):
    scale = asked.summary().questions[0].scales[0]
    assert (scale.counts, scale.n, scale.mean) == ((1, 0, 0, 1, 2), 4, Decimal("3.75"))
    assert (scale.high, scale.low, scale.no_answer) == (Decimal("75.0"), Decimal("25.0"), 2)


def test_a_choice_nobody_made_is_shown_as_zero(asked):
    choice = asked.summary().questions[1]
    assert choice.shares == [("=Mẹ", 3, Decimal("100.0")), ("Ông bà", 0, Decimal("0.0"))]
    assert (choice.answered, choice.no_answer) == (3, 3)


def test_the_open_link_is_counted_apart(asked):
    asked.submit(None, {asked.first: Stance.DISAGREE}, audience=Audience.COMMUNITY)
    db.session.commit()
    summary = asked.summary()
    first = summary.clause(asked.first.id)
    assert summary.community == 1 and summary.asked == 7
    assert first.stances.disagree == 0 and first.community.disagree == 1 and first.is_contested


def test_what_is_withdrawn_says_nothing_but_stays_counted_as_answered(asked):
    comment = store.list_page(asked.summary(), None)[0][0]
    from feedback.models import Submission

    db.session.get(Submission, comment.submission_id).is_withdrawn = True
    db.session.commit()
    summary = asked.summary()
    assert summary.withdrawn == 1 and not summary.general and summary.answered == 6
    assert summary.clause(asked.first.id).stances.agree == 4


def test_json_gives_the_same_summary_back(asked):
    summary = asked.summary()
    again = Summary.from_json(summary.as_json())
    assert again == summary and again.sha256 == summary.sha256
    assert replace(summary, withdrawn=1).sha256 != summary.sha256


def test_a_summary_from_when_the_ids_lay_among_its_figures_reads_the_same(asked, visit):
    snapshot = asked.snapshot()
    summary, old = store.summary_of(snapshot), json.loads(snapshot.figures)
    old["general"] = [row.id for row in store.list_page(summary, None)[0]]
    for clause in old["clauses"]:
        clause["comments"] = [row.id for row in store.list_page(summary, clause["clause_id"])[0]]
    snapshot.figures = json.dumps(old)
    snapshot.sha256 = hashlib.sha256(snapshot.figures.encode()).hexdigest()
    db.session.commit()
    again = store.summary_of(snapshot)
    assert again == summary and again.sha256 == snapshot.sha256
    (verdict,) = store.verify()
    assert not verdict.is_altered
    assert "Nhà xa" in visit(Role.PRINCIPAL).get(f"/dot/{asked.id}/tong-hop").text


def test_a_snapshot_is_numbered_and_frozen(asked):
    first = asked.snapshot()
    asked.submit(asked.units[5], {asked.first: Stance.DISAGREE})
    db.session.commit()
    second = asked.snapshot()
    assert (first.number, second.number) == (1, 2)
    assert store.summary_of(store.get_snapshot(asked.consultation, 1)).answered == 6
    assert store.summary_of(store.latest_snapshot(asked.consultation)).answered == 7
    assert store.summary_of(first).sha256 == first.sha256


def test_the_clock_makes_one_summary_when_late_forms_are_in(asked, late):
    for moment, expected in [(late[0], None), (late[1], 1), (late[1], 1)]:
        with clock.stopped(moment):
            jobs.summarise_what_has_ended()
            db.session.commit()
        made = store.latest_snapshot(asked.consultation)
        assert (made and made.number) == expected


def test_nobody_sees_an_anonymous_consultation_before_its_release(asked_without_names, late):
    consultation = asked_without_names.consultation
    released_at, consultation.released_at = consultation.released_at, None
    for moment in late:
        with clock.stopped(moment), pytest.raises(Refused):
            store.make_snapshot(consultation)
        with clock.stopped(moment):
            assert store.list_due() == []
    consultation.released_at = released_at
    summary = asked_without_names.summary()
    assert summary.channels == () and summary.cuts == ()
    # One teacher: "giáo viên" would name them, and "gia đình" the others and so the teacher.
    assert not summary.names("teachers") and not summary.names("parents")
    assert words.voices({"parents": 2, "teachers": 1}, summary) == "3 ý kiến"


def test_plain_sentences_say_who_answered(asked):
    assert words.taken_part(asked.summary()) == (
        "5 trên 6 gia đình đã trả lời. 1 trên 1 giáo viên đã trả lời."
    )


def test_the_interval_stays_inside_what_is_possible(asked):
    second = asked.summary().clause(asked.second.id)
    assert second.bounds == (Decimal("28.6"), Decimal("42.9"))
    assert second.interval == second.bounds
    assert "chắc chắn không dưới 28,6%" in words.interval(second)
