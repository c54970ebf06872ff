"""Codebooks, runs of the assistant, coding and blind recoding: by what people see and by what is stored."""

import json
from datetime import timedelta
from unittest.mock import patch

import pytest

from accounts.rules import Role
from consultations.rules import Mode
from core import clock
from core.db import db
from core.errors import Refused
from feedback import store as feedback
from feedback.moderation import DeskLine
from feedback.rules import Stance, State
from reports import jobs
from reports.models import Codebook, CommentTheme, Recoding, Theme
from reports.rules import Maker, Stage, ThemeKind
from reports.store import codebooks, coding, runs, samples
from reports.themes import codebook as rules
from reports.themes import process, quality
from tests.reports.conftest import Asked

SAID = ["thực đơn nên thêm rau", "Giờ đón sớm hơn ạ", "học phí thu chậm một chút", "👍👍", "nhất trí"]


@pytest.fixture
def told(asked, monkeypatch):
    """`asked` with a codebook of ours and 5 further comments; `told.say(text)` adds one."""

    def say(text, stance=Stance.AGREE_CHANGES):
        made = asked.comment(asked.said[0], asked.second, stance, reason=text)
        db.session.flush()
        feedback.lay_out_all(asked.id)
        db.session.commit()
        return made.id

    # Here the assistant answers in this process: starting one of its own costs seconds.
    monkeypatch.setattr(jobs, "_compute", lambda task, sign_of_life: process.answer(task))
    asked.say = say
    asked.ids = [say(text) for text in SAID]
    asked.codebook = codebooks.make_codebook(asked.school.id, asked.id, "starter")
    db.session.commit()
    return asked


def theme(told, name):
    return db.session.scalars(
        db.select(Theme).where(Theme.codebook_id == told.codebook.id, Theme.name == name)
    ).one()


def line(told, name):
    wanted = theme(told, name)
    return next(one for one in rules.lines(codebooks.list_themes(told.codebook)) if wanted.id in one.ids)


def person(told, role=Role.OFFICER):
    return told.school.people[role]


def run(told, **kwargs):
    codebooks.ask_for_suggestions(told.codebook, **kwargs)
    db.session.commit()
    assert jobs.suggest_themes()
    db.session.expire_all()
    return {one.comment_id: one for one in db.session.scalars(db.select(CommentTheme))}


# The codebook


def test_other_and_no_reason_are_always_there_and_stay(told):
    for start in ("", "starter"):
        kinds = [one.kind for one in codebooks.list_themes(told.codebook)]
        assert {ThemeKind.OTHER, ThemeKind.NO_REASON} <= set(kinds), start
    other = theme(told, "Khác")
    with pytest.raises(Refused):
        codebooks.merge_theme(told.codebook, other, theme(told, "Bữa ăn"))
    with pytest.raises(Refused):
        codebooks.put_theme(told.codebook, other, name="X", seeds="", parent_id=None)


def test_a_consultation_starts_from_a_copy_of_the_schools_themes(told, school):
    meals = theme(told, "Bữa ăn")
    codebooks.put_theme(told.codebook, None, name="Bữa sáng", seeds="cháo\nphở, CHAO", parent_id=meals.id)
    assert codebooks.keep_for_school(told.codebook) == 10
    assert codebooks.keep_for_school(told.codebook) == 0
    db.session.commit()
    other = Asked(school)
    copied = codebooks.make_codebook(school.id, other.id, "school")
    lines = rules.lines(codebooks.list_themes(copied))
    names = [one.theme.name for one in lines]
    assert names[names.index("Bữa ăn") + 1] == "Bữa sáng" and lines[names.index("Bữa sáng")].is_child
    assert lines[names.index("Bữa sáng")].theme.seeds == "cháo\nphở"
    assert names[-2:] == ["Khác", "Không nêu lý do"]
    assert copied.id not in (told.codebook.id, codebooks.find_codebook(school.id).id)


@pytest.mark.parametrize(
    ("name", "seeds", "said"),
    [
        ("an bua", "", "tên gần như nhau"),
        ("Dinh dưỡng", "thực đơn", "Từ khóa “thực đơn”"),
        ("Món", "thực đơn, suất ăn, bữa ăn, canh", "chung nhiều từ khóa"),
        ("Lạ", "", "chưa có từ khóa"),
    ],
)
def test_overlapping_and_empty_themes_are_warned_of(told, name, seeds, said):
    codebooks.put_theme(told.codebook, None, name=name, seeds=seeds, parent_id=None)
    assert any(said in str(one) for one in rules.warnings(rules.lines(codebooks.list_themes(told.codebook))))


def test_our_own_themes_to_start_from_are_sound(told):
    assert list(rules.warnings(rules.lines(codebooks.list_themes(told.codebook)))) == []


def test_too_many_themes_are_warned_of_and_at_last_refused(told):
    for number in range(61):
        codebooks.put_theme(told.codebook, None, name=f"Chủ đề {number}", seeds=f"từ{number}", parent_id=None)
    found = rules.lines(codebooks.list_themes(told.codebook))
    assert any("70 chủ đề" in str(one) for one in rules.warnings(found))
    with pytest.raises(Refused):
        codebooks.put_theme(told.codebook, None, name="Một nữa", seeds="", parent_id=None)


def test_two_themes_never_have_one_name(told):
    with pytest.raises(Refused):
        codebooks.put_theme(told.codebook, None, name="BUA AN", seeds="", parent_id=None)
    meals = theme(told, "Bữa ăn")
    codebooks.merge_theme(told.codebook, meals, theme(told, "Khác"))
    codebooks.put_theme(told.codebook, None, name="Bữa ăn", seeds="", parent_id=None)
    with pytest.raises(Refused):
        codebooks.unmerge_theme(told.codebook, meals)


# The assistant


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


def line_of(comment_id):
    return db.session.scalars(db.select(DeskLine).where(DeskLine.comment_id == comment_id)).one()


def remake(told):
    for one in codebooks.list_themes(told.codebook):
        db.session.delete(one)
    db.session.flush()
    db.session.delete(told.codebook)
    db.session.flush()
    made = codebooks.make_codebook(told.school.id, told.id, "")
    db.session.commit()
    return made


# Coding


def test_the_doubtful_ones_are_asked_about_first(told):
    run(told)
    confidence = {one.comment_id: one.confidence for one in db.session.scalars(db.select(CommentTheme))}
    with patch.object(coding, "DRAWN_FROM", 1):
        row = coding.next_to_code(told.codebook, 7)
        assert row.confidence == min(confidence.values())
        order, after = [], None
        while row is not None:
            order.append(row.confidence)
            after = (row.confidence, row.id)
            row = coding.next_to_code(told.codebook, 7, after)
    assert order == sorted(confidence.values())


def test_themes_merged_while_others_are_coding_lose_nothing(told):
    meals, safety = theme(told, "Bữa ăn"), theme(told, "An toàn")
    coding.code(told.codebook, told.ids[0], meals.id, person=person(told), seen="")
    codebooks.merge_theme(told.codebook, meals, safety)
    # The page of the other coder still shows "Bữa ăn".
    coded = coding.code(told.codebook, told.ids[1], meals.id, person=person(told, Role.PRINCIPAL), seen="")
    assert coded.was_merged and coded.theme.id == safety.id
    codebooks.merge_theme(told.codebook, safety, theme(told, "Cô giáo"))
    counted = rules.lines(codebooks.list_themes(told.codebook), *codebooks.count_assigned(told.codebook))
    assert {one.theme.name: one.approved for one in counted if one.approved} == {"Cô giáo": 2}
    codebooks.unmerge_theme(told.codebook, meals)
    counted = rules.lines(codebooks.list_themes(told.codebook), *codebooks.count_assigned(told.codebook))
    assert {one.theme.name: one.approved for one in counted if one.approved} == {"Bữa ăn": 1, "Cô giáo": 1}
    assert "thực đơn" in theme(told, "An toàn").seeds


def test_a_theme_renamed_while_the_assistant_works_is_no_loss(told):
    codebooks.ask_for_suggestions(told.codebook)
    turn = runs.take_turn()
    task = runs.read_task(turn)
    assert ("Bữa ăn", "thực đơn") in task["seeds"]
    codebooks.put_theme(told.codebook, theme(told, "Bữa ăn"), name="Ăn uống", seeds="", parent_id=None)
    runs.write_some(turn, [(told.ids[0], "Bữa ăn", 0.9)])
    own = db.session.get(CommentTheme, told.ids[0])
    assert (own.theme_id, own.confidence) == (theme(told, "Khác").id, 0.0)


def test_two_coders_who_differ_are_told_and_neither_choice_is_lost(told, visit):
    url = f"/dot/{told.id}/ma-hoa"
    meals, safety = theme(told, "Bữa ăn").id, theme(told, "An toàn").id
    officer, principal = visit(Role.OFFICER), visit(Role.PRINCIPAL)
    officer.get(url)
    officer.post(url, 303, data={"comment": told.ids[0], "theme": meals, "seen": ""})
    page = principal.post(url, 409, data={"comment": told.ids[0], "theme": safety, "seen": ""})
    alert = page.select_one("[role=alert]").get_text(" ")
    assert "Bữa ăn" in alert and "An toàn" in alert
    assert db.session.get(CommentTheme, told.ids[0]).theme_id == meals
    seen = page.select_one("[name=seen]")["value"]
    principal.post(url, 303, data={"comment": told.ids[0], "theme": safety, "seen": seen})
    assert db.session.get(CommentTheme, told.ids[0]).theme_id == safety


def test_coding_goes_from_one_comment_to_the_next_without_javascript(told, visit):
    run(told)
    officer, url = visit(Role.OFFICER), f"/dot/{told.id}/ma-hoa"
    while (left := coding.count_waiting(told.codebook)) > 0:
        page = officer.get(url)
        assert f"Còn {left} ý kiến chờ" in page.get_text(" ")
        form = page.select_one("form:has(.th__keys)")
        fields = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
        button = form.select_one("button[name=theme]")
        officer.post(form["action"], 303, data=fields | {"theme": button["value"]})
        assert coding.count_waiting(told.codebook) < left
    assert "Không còn ý kiến nào chờ" in officer.get(url).get_text(" ")
    assert "10 ý kiến đã có chủ đề" in officer.get(f"/dot/{told.id}/chu-de").get_text(" ")


def test_the_same_words_are_coded_once_and_what_others_decided_stays(told, visit):
    meals, safety = theme(told, "Bữa ăn").id, theme(told, "An toàn").id
    alike = [told.say(text) for text in ("THUC DON nen them rau", "thực đơn nên thêm rau")]
    coding.code(told.codebook, alike[0], safety, person=person(told, Role.PRINCIPAL), seen="")
    db.session.execute(db.delete(CommentTheme).where(CommentTheme.comment_id != alike[0]))
    coded = coding.code(told.codebook, told.ids[0], meals, person=person(told), seen="")
    assert coded.alike == 1
    found = {one.comment_id: one.theme_id for one in db.session.scalars(db.select(CommentTheme))}
    assert found == {told.ids[0]: meals, alike[1]: meals, alike[0]: safety}


def test_a_comment_of_only_emoji_can_be_coded_and_read(told, visit):
    run(told)
    page = visit(Role.OFFICER).get(f"/dot/{told.id}/ma-hoa?y-kien={told.ids[3]}")
    assert "👍👍" in page.get_text() and "Đúng: Không nêu lý do" in page.get_text(" ")


def test_a_comment_withdrawn_while_it_is_coded_is_said_so(told, visit):
    told.said[0].is_withdrawn = True
    db.session.commit()
    officer = visit(Role.OFFICER)
    sent = {"comment": told.ids[0], "theme": theme(told, "Bữa ăn").id, "seen": ""}
    officer.post(f"/dot/{told.id}/ma-hoa", 303, data=sent)
    assert "vừa được rút" in officer.get(f"/dot/{told.id}/ma-hoa").get_text(" ")
    assert db.session.get(CommentTheme, told.ids[0]) is None


@pytest.mark.parametrize("fields", [{}, {"comment": "x"}, {"theme": "abc"}, {"theme": "999999"}])
def test_bad_choices_are_refused_in_words(told, visit, fields):
    visit(Role.OFFICER).post(f"/dot/{told.id}/ma-hoa", None, data={"comment": told.ids[0]} | fields)
    assert db.session.scalars(db.select(CommentTheme)).all() == []


def test_a_list_is_approved_but_for_what_was_ticked_and_that_is_split_off(told, visit):
    more = [told.say(f"thực đơn tuần {number}") for number in range(3)]
    run(told)
    meals = theme(told, "Bữa ăn").id
    officer, url = visit(Role.OFFICER), f"/dot/{told.id}/chu-de/{meals}"
    shown = [one["value"] for one in officer.get(url).select("[name=shown]")]
    assert set(shown) == {told.ids[0], *more}
    officer.post(url, 303, data={"shown": shown, "comment": more[0], "new_name": "Thực đơn"})
    officer.post(url, 303, data={"shown": shown, "comment": more[1], "approve": "y"})
    rows = {one.comment_id: one for one in db.session.scalars(db.select(CommentTheme))}
    split = rows[more[0]]
    assert (split.theme_id, split.maker) == (theme(told, "Thực đơn").id, Maker.PERSON)
    assert rows[more[1]].person_id is None
    approved = rows[told.ids[0]]
    assert approved.maker is Maker.ASSISTANT and approved.person_id == person(told).id and approved.confidence
    page = officer.get(f"{url}?xem=da-duyet").get_text(" ")
    assert "máy tin" in page


def test_a_sure_list_is_not_approved_after_the_assistant_has_thought_again(told, visit):
    run(told)
    nothing = theme(told, "Không nêu lý do").id
    url, officer = f"/dot/{told.id}/chu-de/{nothing}/duyet-het", visit(Role.OFFICER)
    officer.post(url, 409, data={"run": told.codebook.run - 1})
    officer.post(url, 303, data={"run": told.codebook.run})
    assert codebooks.count_assigned(told.codebook)[0] == {nothing: 2}


def test_what_was_hidden_or_diverted_since_is_not_approved(told):
    run(told)
    nothing = line(told, "Không nêu lý do")
    line_of(told.ids[3]).state = State.HIDDEN
    line_of(told.ids[0]).state = State.DIVERTED
    db.session.flush()
    assert coding.approve_sure(told.codebook, nothing, told.codebook.run, person(told)) == 1
    assert coding.approve(told.codebook, line(told, "Bữa ăn"), [told.ids[0]], person(told)) == 0
    assert db.session.get(CommentTheme, told.ids[3]).person_id is None


def test_names_not_given_means_no_comment_is_seen_before_the_end(school, visit, noon):
    asked = Asked(school, Mode.ANONYMOUS)
    with clock.stopped(asked.consultation.closes_at - timedelta(hours=1)):
        officer = visit(Role.OFFICER)
        officer.post(f"/dot/{asked.id}/chu-de", 303, data={"start": "starter"})
        page = officer.get(f"/dot/{asked.id}/chu-de").get_text(" ")
        assert "khi đã đóng hẳn" in page
        for address in ("ma-hoa", "kiem-tra-ma-hoa", "chu-de/1"):
            officer.get(f"/dot/{asked.id}/{address}", 409)
        officer.post(f"/dot/{asked.id}/chu-de/goi-y", 409)
    visit(Role.OFFICER).get(f"/dot/{asked.id}/ma-hoa")


# Quality


def test_quality_is_measured_blind_on_a_sample_and_never_on_ones_own_coding(told, visit):
    meals = theme(told, "Bữa ăn").id
    ids = [told.say(f"thực đơn ngày {number}") for number in range(100)]
    db.session.add_all(
        CommentTheme(
            comment_id=one, school_id=told.school.id, codebook_id=told.codebook.id, theme_id=meals,
            maker=Maker.ASSISTANT, confidence=0.8, run=1,
        )
        for one in ids
    )  # fmt: skip
    own = ids[0]
    coding.code(told.codebook, own, theme(told, "Bữa ăn").id, person=person(told), seen="")
    samples.draw_sample(told.codebook)
    db.session.commit()
    assert db.session.scalar(db.select(db.func.count()).select_from(Recoding)) == 60
    officer, url = visit(Role.OFFICER), f"/dot/{told.id}/kiem-tra-ma-hoa"
    for number in range(30):
        page = officer.get(url)
        assert "máy tin" not in page.get_text() and not page.select(".th__key--on, .th__yes")
        comment = page.select_one("main [name=comment]")["value"]
        assert comment != own
        sent = theme(told, "An toàn").id if number < 3 else meals
        officer.post(url, 303, data={"comment": comment, "theme": sent})
    found = samples.quality_of(told.codebook)
    assert (found.number, found.agreed) == (30, 27)
    assert found.low < found.f1 < found.high
    assert "Trùng khớp" in officer.get(f"/dot/{told.id}/chu-de").get_text(" ")
    judged = db.session.scalars(db.select(Recoding.comment_id).where(Recoding.chosen_id.is_not(None))).first()
    line_of(judged).state = State.DIVERTED
    db.session.flush()
    assert samples.quality_of(told.codebook) is None
    assert tuple(samples.count_sample(told.codebook)) == (29, 59)


def test_too_few_comments_are_not_measured(told):
    run(told)
    with pytest.raises(Refused):
        samples.draw_sample(told.codebook)
    assert samples.quality_of(told.codebook) is None


def test_f1_and_its_interval_by_hand():
    pairs = [("A", "A")] * 20 + [("A", "B")] * 5 + [("B", "B")] * 10 + [("B", "A")] * 5
    found = quality.measure(pairs, 10**9)
    assert (found.number, found.agreed, float(found.f1)) == (40, 30, 75.0)
    a, b = found.themes
    # A: 2·20 / (25 + 25); B: 2·10 / (15 + 15)
    assert (a.name, a.number, str(a.f1)) == ("A", 25, "80.0") and (b.number, str(b.f1)) == (15, "66.7")
    assert a.low < a.f1 < a.high and (str(found.low), str(found.high)) == ("59.8", "85.8")
    assert quality.measure(pairs[:29], 100) is None


def test_the_codebook_row_of_the_school_is_one(school):
    one = codebooks.make_codebook(school.id, None, "starter")
    assert codebooks.make_codebook(school.id, None, "starter") is one
    assert db.session.scalar(db.select(db.func.count()).select_from(Codebook)) == 1
