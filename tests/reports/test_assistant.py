"""Runs of the assistant: seed words, learning, groups; killed, late or lost, nothing is there twice."""

import json
from datetime import timedelta
from unittest.mock import patch

import pytest

from accounts.rules import Role
from core import clock
from core.db import db
from feedback.rules import State
from reports import jobs
from reports.models import CommentTheme
from reports.rules import Maker, Stage
from reports.store import codebooks, coding, runs
from tests.reports.coded import line_of, person, run, theme


def test_seed_words_come_first_and_nothing_counts_before_a_person_approves(told):
    found = run(told)
    names = {one.id: one.name for one in codebooks.list_themes(told.codebook)}
    assert [names[found[one].theme_id] for one in told.ids] == [
        "Bữa ăn", "Giờ đón, trả trẻ", "Các khoản thu", "Không nêu lý do", "Không nêu lý do",
    ]  # fmt: skip
    assert {one.maker for one in found.values()} == {Maker.ASSISTANT}
    assert all(one.person_id is None and 0 <= one.confidence <= 1 for one in found.values())
    assert codebooks.count_assigned(told.codebook)[0] == {}
    assert (told.codebook.stage, told.codebook.placed, told.codebook.total) == (Stage.DONE, 10, 10)
    assert not jobs.suggest_themes()


def test_the_assistant_works_in_a_process_of_its_own(told, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(jobs, "SIGN_SECONDS", 0.05)
    held = []
    monkeypatch.setattr(runs, "hold", lambda turn, hold=runs.hold: held.append(turn) or hold(turn))
    assert len(run(told)) == 10
    assert len(held) > 4


def test_what_a_person_decided_stays_and_is_learnt_from(told):
    found = run(told)
    wrong = theme(told, "An toàn")
    coding.code(told.codebook, told.ids[0], wrong.id, person=person(told), seen="")
    db.session.commit()
    again = run(told)
    own = again[told.ids[0]]
    assert (own.theme_id, own.maker, own.confidence) == (wrong.id, Maker.PERSON, None)
    assert own.person_id == person(told).id and len(again) == len(found)
    assert (told.codebook.placed, told.codebook.total) == (9, 9)
    with jobs_task(told) as task:
        assert task["labels"] == {told.ids[0]: "An toàn"}


def jobs_task(told):
    from contextlib import contextmanager

    @contextmanager
    def task():
        codebooks.ask_for_suggestions(told.codebook)
        yield runs.read_task(runs.take_turn())
        db.session.rollback()

    return task()


def test_after_some_corrections_the_assistant_learns_by_itself(told):
    run(told)
    for one in told.ids:
        coding.code(told.codebook, one, theme(told, "Bữa ăn").id, person=person(told), seen="")
    db.session.commit()
    assert told.codebook.stage is Stage.WAITING
    assert jobs.suggest_themes()
    db.session.expire_all()
    assert told.codebook.stage is Stage.DONE and told.codebook.corrections == 0


def test_what_was_coded_while_the_assistant_worked_is_learnt_next(told):
    codebooks.ask_for_suggestions(told.codebook)
    turn = runs.take_turn()
    for one in told.ids:
        coding.code(told.codebook, one, theme(told, "Bữa ăn").id, person=person(told), seen="")
    runs.finish(turn)
    db.session.commit()
    assert (told.codebook.stage, told.codebook.run, told.codebook.corrections) == (Stage.WAITING, 2, 0)
    assert runs.take_turn().run == 2


def test_a_worker_killed_in_the_middle_is_gone_on_with_and_nothing_is_there_twice(told):
    codebooks.ask_for_suggestions(told.codebook)
    db.session.commit()
    written = []

    def dies(turn, found):
        if written:
            raise KeyboardInterrupt
        written.extend(found)
        return runs_write(turn, found)

    runs_write = runs.write_some
    with (
        patch.object(jobs, "AT_ONCE", 4),
        patch.object(runs, "write_some", dies),
        pytest.raises(KeyboardInterrupt),
    ):
        jobs.suggest_themes()
    db.session.rollback()
    db.session.expire_all()
    assert (told.codebook.stage, told.codebook.placed, told.codebook.total) == (Stage.WRITING, 4, 10)
    # As long as the claim holds nobody else begins.
    assert not jobs.suggest_themes()
    safety = theme(told, "An toàn").id
    coded = coding.code(told.codebook, written[0][0], safety, person=person(told), seen="")
    late = told.say("cô giáo nhiệt tình")
    with clock.stopped(clock.now() + runs.HOLDS + timedelta(seconds=1)):
        assert jobs.suggest_themes()
    db.session.expire_all()
    rows = db.session.scalars(db.select(CommentTheme)).all()
    assert len(rows) == len({one.comment_id for one in rows}) == 11
    left = 10 - coded.alike
    assert (told.codebook.stage, told.codebook.placed, told.codebook.total) == (Stage.DONE, left, left)
    kept = next(one for one in rows if one.comment_id == written[0][0])
    assert kept.maker is Maker.PERSON and late in {one.comment_id for one in rows}


def test_a_process_that_lost_its_turn_writes_nothing(told):
    codebooks.ask_for_suggestions(told.codebook)
    first = runs.take_turn()
    with clock.stopped(clock.now() + runs.HOLDS + timedelta(seconds=1)):
        second = runs.take_turn()
        assert second.claim != first.claim
        with pytest.raises(runs.Lost):
            runs.write_some(first, [(told.ids[0], "Bữa ăn", 0.9)])
        runs.write_some(second, [(told.ids[0], "Bữa ăn", 0.9)])
        runs.write_some(second, [(told.ids[0], "An toàn", 0.9)])
    assert [one.theme_id for one in db.session.scalars(db.select(CommentTheme))] == [theme(told, "Bữa ăn").id]
    assert told.codebook.placed == 1


def test_a_run_that_fails_says_so_and_can_be_asked_for_again(told):
    codebooks.ask_for_suggestions(told.codebook)
    db.session.commit()
    with patch.object(jobs, "_compute", side_effect=ChildProcessError("x")), pytest.raises(ChildProcessError):
        jobs.suggest_themes()
    db.session.expire_all()
    assert told.codebook.stage is Stage.FAILED
    assert codebooks.ask_for_suggestions(told.codebook)


def test_comments_withdrawn_meanwhile_are_left_out(told):
    run(told)
    told.said[0].is_withdrawn = True
    db.session.commit()
    assert sum(codebooks.count_assigned(told.codebook)[1].values()) == 4
    assert coding.count_waiting(told.codebook) == 4


def test_groups_of_like_comments_become_themes_when_a_person_takes_them(told, visit):
    for number in range(12):
        told.say(f"bữa trưa nhiều dầu mỡ quá {number}")
        told.say(f"wifi lớp học yếu lắm {number}")
    told.codebook = remake(told)
    run(told, is_grouping=True)
    assert db.session.scalars(db.select(CommentTheme)).all() == []
    officer = visit(Role.OFFICER)
    page = officer.get(f"/dot/{told.id}/chu-de")
    boxes = [one["value"] for one in page.select("input[name=group]")]
    assert boxes
    officer.post(f"/dot/{told.id}/chu-de/nhom", 303, data={"group": boxes[0], f"name-{boxes[0]}": "Cơm trưa"})
    assert theme(told, "Cơm trưa").seeds


def test_one_name_that_is_taken_keeps_no_other_group_back_and_what_was_typed(told, visit):
    groups = [
        {"name": name, "words": word, "number": 2, "examples": told.ids[:1]}
        for name, word in (("Rau", "rau"), ("Sớm", "sớm"), ("Chậm", "chậm"))
    ]
    codebooks.put_groups(told.codebook.id, groups)
    db.session.commit()
    officer = visit(Role.OFFICER)
    sent = {"group": ["0", "1"], "name-0": "bua an", "name-1": "Đón sớm"}
    officer.post(f"/dot/{told.id}/chu-de/nhom", 303, data=sent)
    assert theme(told, "Đón sớm").seeds == "sớm"
    page = officer.get(f"/dot/{told.id}/chu-de")
    typed = page.select("input[name^=name-]")
    assert [one["value"] for one in typed] == ["bua an"]
    assert "Đã có chủ đề tên này" in page.select_one(f"#{typed[0]['aria-describedby']}").get_text()


def test_words_of_a_found_group_go_when_nobody_says_them_any_more(told):
    own = told.say("xe nhà Bưởi đỗ chắn cổng rau")
    groups = [
        {"name": "Bưởi", "words": "bưởi, thực đơn", "number": 2, "examples": [own]},
        {"name": "Chắn cổng", "words": "chắn cổng", "number": 1, "examples": [own]},
    ]
    codebooks.put_groups(told.codebook.id, groups)
    codebooks.forget_unsaid_words()
    db.session.expire_all()
    assert json.loads(told.codebook.groups) == groups
    line_of(own).state = State.DIVERTED
    db.session.commit()
    jobs.forget_words_that_are_gone()
    db.session.expire_all()
    assert [one["words"] for one in json.loads(told.codebook.groups)] == ["thực đơn"]
    assert "ưởi" not in told.codebook.groups


def remake(told):
    for one in codebooks.list_themes(told.codebook):
        db.session.delete(one)
    db.session.flush()
    db.session.delete(told.codebook)
    db.session.flush()
    made = codebooks.make_codebook(told.school.id, told.id, "")
    db.session.commit()
    return made
