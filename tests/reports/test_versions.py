"""What was said on which version: counted once, the confirmed with the new words, the rest apart."""

import random
from collections import Counter
from io import BytesIO

import pytest
from docx import Document
from flask_babel import force_locale

from accounts.rules import Audience, Role
from consultations import store as consultations
from consultations.rules import Mode
from core import clock
from core.db import db, step
from feedback import store as feedback
from feedback.rules import Respondent, Stance
from reports import store
from reports.printers import csv as csv_printer
from reports.printers import make_letter
from reports.summary import Summary
from tests.feedback.test_versions import publish

AGREE, CHANGES, DISAGREE, OTHER = Stance


@pytest.fixture
def ask(school):
    from tests.feedback.conftest import Asked

    def ask(**columns):
        made = Asked(school, **columns)
        made.add_clauses(3)
        made.ask(*school.households)
        made.units = [
            Respondent(
                school_id=school.id, consultation_id=made.id, audience=Audience.PARENTS, is_named=True,
                roll_entry_id=consultations.find_roll_entry(made.consultation, one).id,
            )
            for one in school.households
        ]  # fmt: skip
        made.codes = [f"{number:012d}" for number in range(6)]
        return made

    return ask


def say(asked, unit, at, stance, reason="", version=None):
    with step():
        consultation = consultations.get_any(asked.id)
        feedback.put_comment(
            asked.units[unit], [asked.codes[unit]], asked.clauses[at], stance=stance, reason=reason,
            version=version or consultation.version,
        )  # fmt: skip


def summary(asked):
    db.session.expire_all()
    snapshot = store.make_snapshot(consultations.get_any(asked.id))
    db.session.commit()
    return store.summary_of(snapshot)


def figures(stances):
    return {stance: number for stance, number, _share in stances.items() if number}


def test_unconfirmed_opinions_on_changed_words_stand_apart(ask):
    asked = ask()
    say(asked, 0, 0, DISAGREE, "Sớm quá.")
    say(asked, 1, 0, AGREE)
    say(asked, 2, 0, AGREE)
    say(asked, 0, 1, AGREE)
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    with step():
        feedback.keep_stance(asked.units[1], [asked.codes[1]], asked.clauses[0], version=2)
    say(asked, 3, 0, CHANGES, "8 giờ 15.")
    found = summary(asked)
    first, second, _third = found.clauses
    assert (found.version, first.short) == (2, "Gia đình đến lúc 8 giờ.")
    assert figures(first.stances) == {"agree": 1, "agree_changes": 1}
    [old] = first.earlier
    assert (old.version, figures(old.stances), len(old.comments)) == (1, {"disagree": 1, "agree": 1}, 1)
    assert (first.no_answer, first.asked, first.said) == (2, 6, 2)
    assert len(first.comments) == 1
    assert figures(second.stances) == {"agree": 1} and second.earlier == ()


def test_a_clause_taken_out_keeps_its_figures_in_its_place(ask):
    asked = ask()
    say(asked, 0, 1, DISAGREE, "Đừng bỏ.")
    publish(asked, {2: None})
    found = summary(asked)
    assert [(one.clause_id, one.removed_in) for one in found.clauses] == [
        (asked.clauses[0], None),
        (asked.clauses[1], 2),
        (asked.clauses[2], None),
    ]
    with force_locale("vi"):
        assert found.clauses[1].title == "Điều 2 (đã bỏ ở phiên bản 2)"
    assert figures(found.clauses[1].stances) == {"disagree": 1}


def test_a_clause_taken_out_unspoken_of_is_left_out(ask):
    asked = ask()
    publish(asked, {2: None})
    assert len(summary(asked).clauses) == 2


def test_words_put_back_hold_again_what_was_said_on_them(ask):
    asked = ask()
    say(asked, 0, 0, AGREE)
    before = consultations.get_paper(asked.consultation).pieces[0].text
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    say(asked, 1, 0, DISAGREE)
    publish(asked, {1: before})
    first = summary(asked).clauses[0]
    assert figures(first.stances) == {"agree": 1}
    assert [(one.version, figures(one.stances)) for one in first.earlier] == [(2, {"disagree": 1})]


def test_an_older_snapshot_stays_as_it_was(ask):
    asked = ask()
    say(asked, 0, 0, DISAGREE, "Sớm quá.")
    before = summary(asked)
    publish(asked, {1: None})
    say(asked, 1, 1, AGREE)
    again = store.summary_of(store.get_snapshot(asked.consultation, 1))
    assert again == before and again.sha256 == before.sha256
    assert figures(again.clauses[0].stances) == {"disagree": 1}


def test_a_summary_frozen_before_there_were_versions_is_read_with_its_hash():
    text = (
        '{"audiences":[],"channels":[],"classes":[],"clauses":[],"closed_on":'
        '"2026-10-10","community":0,"community_questions":[],"consultation_id":1,"extensions":[],"general":[]'
        ',"is_final":true,"issuing_office":"","made_at":"2026-10-11T00:00:00+00:00","method":"","mode":"named"'
        ',"number":1,"opened_on":"2026-10-01","questions":[],"reference":"","title":"","unit":"household",'
        '"withdrawn":0}'
    )
    read = Summary.from_json(text)
    assert (read.version, read.as_json()) == (1, text)


def test_page_csv_and_letter_print_them_apart(ask, visit):
    asked = ask()
    say(asked, 0, 0, DISAGREE, "Sớm quá.")
    say(asked, 1, 2, CHANGES, "Xin giữ.")
    for unit in (2, 3, 4):
        say(asked, unit, 1, AGREE)
    publish(asked, {1: "Gia đình đến lúc 8 giờ.", 3: None})
    found = summary(asked)
    page = visit(Role.PRINCIPAL).get(f"/dot/{asked.id}/tong-hop")
    assert "Về lời văn của phiên bản 1: Không nhất trí 1." in page.text
    assert "cùng làm việc thứ 1" in page.text and "Điều 3 (đã bỏ ở phiên bản 2)" in page.text
    rows = csv_printer.as_text(found)
    assert "Về lời văn của phiên bản 1: Không nhất trí,1" in rows
    with clock.stopped(asked.consultation.closes_at):
        letter = make_letter(asked.consultation)
    document = Document(BytesIO(letter.docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "– về lời văn của phiên bản 1" in cells
    assert "(về lời văn của phiên bản 1) Sớm quá." in cells
    assert any(cell.startswith("Điều 3 (đã bỏ ở phiên bản 2)") for cell in cells)
    assert any("ý kiến về phiên bản 2" in paragraph.text for paragraph in document.paragraphs)


def test_a_confirmed_comment_is_shown_with_the_words_it_was_written_on(ask, visit):
    asked = ask()
    say(asked, 0, 0, DISAGREE, "Sớm quá.")
    publish(asked, {1: "Gia đình đến lúc 8 giờ."})
    with step():
        feedback.keep_stance(asked.units[0], [asked.codes[0]], asked.clauses[0], version=2)
    assert summary(asked).clauses[0].earlier == ()
    page = visit(Role.PRINCIPAL).get(f"/dot/{asked.id}/tong-hop")
    assert "đã xác nhận vẫn đúng" in page.text and "cùng làm việc thứ 1" in page.text


@pytest.mark.parametrize("seed", range(6))
def test_counts_hold_under_any_order_of_versions_edits_and_withdrawals(ask, seed):
    asked, chance = ask(mode=Mode.NAMED), random.Random(seed)
    texts = [["một"], ["hai"], ["ba"]]  # of each clause, by version; None: taken out
    for at, one in enumerate(consultations.get_paper(asked.consultation).pieces):
        texts[at] = [one.text]
    said = {}
    for _turn in range(40):
        _do_something(asked, chance, texts, said)
    found = {one.clause_id: one for one in summary(asked).clauses}
    for at, thread in enumerate(asked.clauses):
        own = {unit: what for (unit, about), what in said.items() if about == at}
        last = next(text for text in reversed(texts[at]) if text is not None)
        now = Counter(s.value for s, version in own.values() if (texts[at][version - 1] or last) == last)
        if thread not in found:
            assert texts[at][-1] is None and not own
            continue
        one = found[thread]
        assert figures(one.stances) == now
        assert one.said_earlier == len(own) - now.total()
        assert one.no_answer == 6 - len(own)
        assert (one.removed_in is None) == (texts[at][-1] is not None)


def _do_something(asked, chance, texts, said):
    """One random act of a family or of the officer, done for real and in the model."""
    now, unit, at = len(texts[0]), chance.randrange(6), chance.randrange(3)
    given, thread = [asked.codes[unit]], asked.clauses[at]
    act = chance.choices(["say", "keep", "take back", "withdraw", "publish"], [10, 4, 3, 1, 3])[0]
    is_there = texts[at][-1] is not None
    if act == "say" and is_there:
        stance = chance.choice(list(Stance))
        say(asked, unit, at, stance, f"lời {stance.value}")
        said[unit, at] = stance, now
    elif act == "keep" and (unit, at) in said:
        with step():
            feedback.keep_stance(asked.units[unit], given, thread, version=now)
        said[unit, at] = said[unit, at][0], now
    elif act == "take back" and (unit, at) in said and sum(one == unit for one, _ in said) > 1:
        with step():
            feedback.take_back(asked.units[unit], given, thread)
        del said[unit, at]
    elif act == "withdraw" and any(one == unit for one, _ in said):
        with step():
            feedback.withdraw(asked.units[unit], given)
        for key in [key for key in said if key[0] == unit]:
            del said[key]
    elif act == "publish" and is_there and sum(own[-1] is not None for own in texts) > 1:
        text = chance.choice([None, f"lời văn {now}", texts[at][0]])
        if text != texts[at][-1]:
            place = 1 + sum(own[-1] is not None for own in texts[:at])
            _publish_at(asked, place, text)
            for about, own in enumerate(texts):
                own.append(text if about == at else own[-1])


def _publish_at(asked, place, text):
    with step():
        consultation = consultations.get_any(asked.id)
        clauses = consultations.list_clauses(consultations.find_draft(consultation))
        position = clauses[place - 1].position
    publish(asked, {position: text})
