"""Cross-tables as they are frozen and shown: who is told apart, and what stays untold."""

import subprocess
import sys
from dataclasses import replace

import pytest

from accounts.rules import Audience, Role
from core.db import db
from feedback.models import Answer
from feedback.rules import Stance
from reports import disclosure, store
from reports.printers import csv, words
from reports.summary import Stances


@pytest.fixture
def told_apart(asked):
    """Groups of two are enough here: two classes with three and two families, and one teacher."""
    asked.consultation.smallest_group = 2
    db.session.commit()
    return asked


def groups(cut):
    return [([value for _kind, value in group.names], group.size) for group in cut.groups]


def test_groups_are_frozen_with_what_each_said(told_apart):
    summary = told_apart.summary()
    assert [cut.kind for cut in summary.cuts] == ["class", "answer"]
    by_class = summary.cut("class")
    # One teacher is put with the smaller class: otherwise the total would give them away.
    assert groups(by_class) == [(["3 tuổi A"], 3), (["teachers", "5 tuổi B"], 3)] or groups(by_class) == [
        (["3 tuổi A"], 3), (["5 tuổi B", "teachers"], 3),
    ]  # fmt: skip
    own = dict(zip(["3A", "rest"], by_class.of_clause(told_apart.second.id), strict=True))
    assert own["3A"][1] == Stances(agree=1, agree_changes=1, disagree=1)
    assert own["rest"][1] == Stances(agree=1, agree_changes=2)
    (first, said), (_second, others) = by_class.of_question(told_apart.scale.id)
    assert (said.counts, others.counts) == (((0, 0, 0, 1, 1),), ((1, 0, 0, 0, 1),))
    assert first.population == 3


def test_who_gave_the_same_answer_is_a_group_and_that_question_is_told_apart_by_nothing(told_apart):
    summary = told_apart.summary()
    by_answer = summary.cut("answer")
    assert by_answer.number == 2
    assert groups(by_answer) == [(["=Mẹ"], 3), ([""], 3)]
    assert all(not cut.of_question(told_apart.choice.id) for cut in summary.cuts)


def test_with_groups_of_five_nobody_is_told_apart_here(asked):
    summary = asked.summary()
    assert summary.cuts == () and [group.size for group in summary.speakers] == [6]
    assert words.voices({"parents": 2, "teachers": 1}, summary) == "3 ý kiến"


def test_the_page_and_the_csv_show_the_same_groups(told_apart, visit):
    summary = told_apart.summary()
    page = visit(Role.OBSERVER).get(f"/dot/{told_apart.id}/tong-hop/nhom?theo=class")
    text = csv.as_text(summary)
    for group in summary.cut("class").groups:
        assert words.group_name(group, summary) in page.text and words.group_name(group, summary) in text
    assert visit(Role.OFFICER).get(f"/dot/{told_apart.id}/tong-hop").select("a[href*='theo=answer']")


def test_of_too_few_no_count_leaves_the_staff(asked, visit):
    asked.consultation.smallest_group = 7
    db.session.commit()
    snapshot = asked.snapshot()
    outer = store.outer_summary_of(snapshot)
    assert outer.is_withheld and outer.sha256 == snapshot.sha256
    assert all(clause.said == clause.no_answer == 0 for clause in outer.clauses) and not outer.questions
    assert (outer.asked, outer.answered) == (7, 6) and outer.in_words
    text = csv.as_text(outer)
    assert "ít hơn 7" in text and "Không nhất trí" not in text and "Mức 5" not in text


def test_a_question_that_a_condition_showed_to_a_few_is_not_told(asked):
    summary = replace(asked.summary(), smallest=5)
    few = replace(summary.questions[0], not_shown=3, answered=2, no_answer=1)
    told = disclosure.withheld(replace(summary, questions=(few,))).questions[0]
    assert told.is_withheld and not told.scales and told.shown == 3


def test_an_open_link_that_few_used_is_counted_but_not_told(asked):
    asked.submit(None, {asked.first: Stance.DISAGREE}, audience=Audience.COMMUNITY)
    db.session.commit()
    outer = store.outer_summary_of(asked.snapshot())
    assert outer.community == 1 and outer.clause(asked.first.id).community == Stances()
    assert not outer.clause(asked.first.id).is_contested and not outer.names("community")


def test_no_opinion_of_a_question_on_a_group_stays_in_its_size(told_apart):
    db.session.add(Answer(submission_id=told_apart.said[4].id, question_id=told_apart.scale.id, slot=0))
    db.session.commit()
    (_group, said), _others = told_apart.summary().cut("class").of_question(told_apart.scale.id)
    assert (said.answered, said.no_opinion, said.no_answer) == (2, 1, 0)


def test_the_web_process_does_not_load_scipy():
    loaded = "import sys, app, serving, worker; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded]).returncode == 0
