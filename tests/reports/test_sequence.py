"""Two summaries of the same consultation: whoever subtracts one from the other learns of no small group."""

import csv
import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from accounts.rules import Audience, Role
from core import clock
from core.db import db
from feedback.rules import Stance
from reports import disclosure, store
from reports.rules import Decision


@pytest.fixture
def naive(monkeypatch):
    """Summaries that are not judged together."""
    monkeypatch.setattr("reports.disclosure.sequence._tells_few", lambda _then, _now: False)


@pytest.fixture
def asked_twice(asked, visit, school):
    """Groups of two are enough. After the first summary one more family answers, then a second teacher."""
    asked.consultation.smallest_group = 2
    db.session.commit()
    asked.principal = visit(Role.PRINCIPAL)
    asked.principal.post(f"/dot/{asked.id}/tong-hop", 303)
    asked.come(asked.units[5])
    asked.principal.post(f"/dot/{asked.id}/tong-hop", 303)
    return asked


def counts(asked, number):
    """{(part, item, content, indicator): value} as downloaded, of all that was said."""
    text = asked.principal.open(f"/dot/{asked.id}/so-lieu.csv?so={number}").data.decode("utf-8-sig")
    parts = "Ý kiến", "Khảo sát", "So sánh"
    return {tuple(row[:4]): row[4] for row in csv.reader(StringIO(text)) if row[0].startswith(parts)}


def differences(asked, first, second):
    before, after = counts(asked, first), counts(asked, second)
    return {key for key in before.keys() & after.keys() if before[key] != after[key]}


def test_what_one_more_said_cannot_be_had_by_subtracting(asked_twice):
    assert differences(asked_twice, 1, 2) == set()
    frozen = store.summary_of(store.get_snapshot(asked_twice.consultation))
    # The school itself knows who wrote; its own page counts everybody, and says what leaves it.
    assert frozen.carried_from == 1 and frozen.clause(asked_twice.first.id).stances.disagree == 1
    page = asked_twice.principal.get(f"/dot/{asked_twice.id}/tong-hop").get_text(" ")
    assert "nêu số liệu của bản số 1" in page


def test_what_naive_summaries_tell_by_their_difference_is_found(naive, asked_twice):
    assert differences(asked_twice, 1, 2)


def test_every_view_and_file_tells_the_same(asked_twice):
    asked, sentence = asked_twice, "số liệu ở đây là của bản ấy"
    told = json.loads(asked.principal.open(f"/dot/{asked.id}/xuat/so-lieu.json").data)
    assert sentence in json.dumps(told, ensure_ascii=False)
    assert sentence in asked.principal.get(f"/dot/{asked.id}/bao-cao/xem-truoc").get_text(" ")
    for clause in asked.first, asked.second:
        asked.decide(clause, Decision.KEPT, "Để đủ giờ làm.")
    asked.decide(None, Decision.ACCEPTED)
    store.publish(asked.consultation)
    db.session.commit()
    results = asked.principal.get(f"/dot/{asked.id}/ket-qua").get_text(" ")
    assert sentence in results and "không đồng ý 0" in results


def test_with_enough_newcomers_the_figures_move_on(asked_twice, school):
    asked_twice.come(asked_twice._on_roll(person=school.people[Role.OFFICER]))
    asked_twice.principal.post(f"/dot/{asked_twice.id}/tong-hop", 303)
    assert differences(asked_twice, 1, 3)
    assert store.summary_of(store.get_snapshot(asked_twice.consultation)).carried_from == 0


def test_who_takes_their_words_back_without_a_name_is_not_told_by_the_next_summary(asked_without_names):
    asked = asked_without_names
    first = asked.summary()
    asked.said[4].is_withdrawn = True
    db.session.commit()
    second = asked.summary()
    assert second.carried_from == first.number and second.is_carried and second.withdrawn == 1
    assert [clause.stances for clause in second.clauses] == [clause.stances for clause in first.clauses]
    assert second.questions == first.questions and second.cuts == first.cuts
    (verdict,) = store.verify()
    assert not verdict.is_altered


def test_one_more_by_the_open_link_is_not_told(asked):
    asked.consultation.smallest_group = 2
    for _turn in range(2):
        asked.submit(None, {asked.first: Stance.AGREE}, audience=Audience.COMMUNITY)
    first = asked.snapshot()
    asked.submit(None, {asked.first: Stance.DISAGREE}, audience=Audience.COMMUNITY)
    outer = store.outer_summary_of(asked.snapshot())
    assert store.outer_summary_of(first).clause(asked.first.id).community.agree == 2
    assert outer.community_from == 1 and outer.is_community_withheld and not outer.carried_from
    assert outer.clause(asked.first.id).community.said == 0 and outer.clause(asked.first.id).said == 5


def test_a_question_that_one_more_was_led_to_is_kept_back(asked):
    asked.consultation.smallest_group = 2
    summary = asked.summary()
    question = replace(summary.questions[0], not_shown=2, no_answer=0)
    first = replace(summary, questions=(question,))
    more = replace(first, number=2, speaking=8, partition=(), questions=(replace(question, answered=5),))
    told = disclosure.withheld(disclosure.after(more, [first]))
    assert told.questions[0].is_withheld and not told.is_carried
    enough = replace(more, questions=(replace(question, answered=6),))
    assert not disclosure.withheld(disclosure.after(enough, [first])).questions[0].is_withheld


def test_of_another_wording_no_counts_are_carried(asked):
    first = asked.summary()
    later = replace(first, number=2, version=2, speaking=first.speaking + 1)
    told = disclosure.withheld(disclosure.after(later, [first]), first)
    assert told.is_withheld and all(clause.said == 0 for clause in told.clauses) and not told.questions


def test_a_letter_before_the_close_is_about_figures_of_the_moment(asked, visit):
    asked.consultation.closes_at = clock.now() + timedelta(days=3)
    asked.consultation.smallest_group = 1
    asked.snapshot()
    asked.come(asked.units[5])
    principal, address = visit(Role.PRINCIPAL), f"/dot/{asked.id}/bao-cao"
    with clock.stopped(clock.now() + timedelta(minutes=9)):
        principal.post(address, 303, proposals="")
    assert store.latest_snapshot(asked.consultation).number == 1
    with clock.stopped(clock.now() + timedelta(minutes=11)):
        seen = principal.get(f"{address}/xem-truoc").find("input", attrs={"name": "seen"})["value"]
        again = principal.post(f"{address}/xem-truoc", 303, seen=seen)
        assert again.location.endswith("xem-truoc") and not store.list_letters(asked.consultation)
        seen = principal.get(f"{address}/xem-truoc").find("input", attrs={"name": "seen"})["value"]
        principal.post(f"{address}/xem-truoc", 303, seen=seen)
    (letter,) = store.list_letters(asked.consultation)
    assert letter.snapshot.number == 2 and store.summary_of(letter.snapshot).answered == 7
