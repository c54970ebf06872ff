"""Themes in a summary, the letter and the results: what a person approved, in the words that were said."""

import json
from io import BytesIO

import pytest
from docx import Document

from accounts.rules import Audience, Role
from core.db import db
from core.errors import Refused
from feedback import store as feedback
from feedback.models import Comment, Submission
from feedback.moderation import DeskLine
from feedback.rules import Stance, State
from reports import printers, store
from reports.models import CommentTheme
from reports.printers import csv, exports
from reports.rules import Decision, Maker
from reports.store import codebooks, coding, samples, theme_outcomes
from reports.summary import Summary
from reports.themes import quotes

MORE = [
    (Stance.DISAGREE, "Giờ trả trẻ sớm quá, người đi làm ca không đón kịp."),
    (Stance.DISAGREE, "Tan ca 17 giờ 30 mới đón kịp, giờ trả trẻ sớm quá."),
    (Stance.DISAGREE, "gio tra tre som qua"),
    (Stance.AGREE, "Đón sớm thì trẻ được ăn tối đúng giờ."),
]


def themed(asked):
    """`asked` with a codebook: everything on the second clause is about pick-up but one that waits."""
    asked.more = [
        asked.comment(asked.said[at % 6], asked.second, stance, reason=text)
        for at, (stance, text) in enumerate(MORE)
    ]
    db.session.flush()
    feedback.lay_out_all(asked.id)
    asked.codebook = codebooks.make_codebook(asked.school.id, asked.id, "starter")
    asked.pickup = next(
        one for one in codebooks.list_themes(asked.codebook) if one.name.startswith("Giờ đón")
    )
    asked.officer = asked.school.people[Role.OFFICER]
    for one in all_comments(asked):
        if one.clause_id == asked.second.id and one.reason != "Nhà xa, không kịp giờ.":
            coding.code(asked.codebook, one.id, asked.pickup.id, person=asked.officer, seen="")
    db.session.commit()
    return asked


def all_comments(asked):
    return db.session.scalars(
        db.select(Comment).join(Submission).where(Submission.consultation_id == asked.id).order_by(Comment.id)
    ).all()


@pytest.fixture
def sorted_(asked):
    return themed(asked)


def frozen(asked):
    return Summary.from_json(store.make_snapshot(asked.consultation).figures)


def line_of(comment):
    return db.session.scalars(db.select(DeskLine).where(DeskLine.comment_id == comment.id)).one()


def test_counts_by_stance_hold_only_what_a_person_approved_and_what_stands(sorted_):
    left = next(one for one in all_comments(sorted_) if one.reason == "Nhà xa, không kịp giờ.")
    db.session.add(
        CommentTheme(
            comment_id=left.id, school_id=sorted_.school.id, codebook_id=sorted_.codebook.id,
            theme_id=sorted_.pickup.id, maker=Maker.ASSISTANT, confidence=1.0, run=1,
        )
    )  # fmt: skip
    line_of(sorted_.more[2]).state = State.DIVERTED
    db.session.flush()
    found = frozen(sorted_)
    whole, second = found.themes
    assert (whole.clause_id, whole.themes, whole.waiting) == (None, (), 1)
    assert (second.clause_id, second.waiting) == (sorted_.second.id, 1)
    (one,) = second.themes
    assert (one.name, one.asked.number, one.community.number) == (sorted_.pickup.name, 6, 0)
    assert {name: n for name, n, _share in one.asked.stances.items()} == {
        "agree": 1, "agree_changes": 3, "disagree": 2, "other": 0,
    }  # fmt: skip
    assert sum((own.number for own in one.groups), 0) == 6
    # What is coded afterwards changes no frozen figure.
    coding.code(sorted_.codebook, left.id, sorted_.pickup.id, person=sorted_.officer, seen="")
    assert store.summary_of(store.get_snapshot(sorted_.consultation)) == found


def test_quotes_are_words_of_comments_and_the_dissent_is_always_there(sorted_):
    own = frozen(sorted_).themes_of(sorted_.second.id).themes[0]
    rows = {row.id: row for row in store.list_comments((*own.quotes, *own.dissent))}
    assert {rows[one].stance for one in own.dissent} == {Stance.DISAGREE}
    assert {rows[one].stance for one in own.quotes} <= {Stance.AGREE, Stance.AGREE_CHANGES}
    said = "\n".join(one.proposed + one.reason for one in all_comments(sorted_))
    told = printers.themed.quotes_of(frozen(sorted_), rows.values())
    assert all((rows[one].proposed or rows[one].reason) in said for one in told)


def test_quotes_cover_what_was_said_before_they_say_it_twice():
    said = ["giờ đón trẻ sớm quá"] * 4 + ["gio don tre som qua", "học phí tăng cao", "học phí cao quá trời"]
    ids, dissent = quotes.choose([(str(at), text, "for") for at, text in enumerate(said)])
    assert said[int(ids[0])] == "giờ đón trẻ sớm quá" and said[int(ids[1])].startswith("học phí")
    assert len(ids) == 2 or len({said[int(one)] for one in ids}) == len(ids)
    assert dissent == () and quotes.choose([]) == ((), ())
    assert quotes.choose([("a", "👍", "for"), ("b", "không", "against"), ("c", "ok", None)])[1] == ("b",)


def test_small_groups_stay_together_and_few_from_outside_are_not_told(sorted_):
    outside = sorted_.submit(None, {sorted_.second: Stance.OTHER}, audience=Audience.COMMUNITY)
    sorted_.comment(outside, sorted_.second, Stance.OTHER, reason="Giờ đón trẻ nên linh hoạt.")
    db.session.flush()
    feedback.lay_out_all(sorted_.id)
    coding.code(
        sorted_.codebook, all_comments(sorted_)[-1].id, sorted_.pickup.id, person=sorted_.officer, seen=""
    )
    for one in all_comments(sorted_):
        if one.reason == "Giờ đón trẻ nên linh hoạt.":
            coding.code(sorted_.codebook, one.id, sorted_.pickup.id, person=sorted_.officer, seen="")
    store.make_snapshot(sorted_.consultation)
    snapshot = store.get_snapshot(sorted_.consultation)
    inside = store.summary_of(snapshot).themes_of(sorted_.second.id).themes[0]
    outer = store.outer_summary_of(snapshot)
    told = outer.themes_of(sorted_.second.id).themes[0]
    assert inside.community.number == 1 and told.community.number == 0
    # The one teacher who spoke stands with the parents.
    assert len(outer.speakers) == len(told.groups) == 1 and told.groups[0] == told.asked
    assert not any("Giáo viên" in str(row) and row[0] == "Chủ đề" for row in csv.rows(outer))


def test_without_names_too_few_are_not_counted(asked_without_names):
    asked = themed(asked_without_names)
    asked.consultation.smallest_group = 50
    db.session.flush()
    found = frozen(asked)
    assert found.is_withheld
    assert {one.number for own in found.themes for one in own.themes} == {0}
    assert all(row[0] != "Chủ đề" for row in exports.rows(found, {}))


def test_the_letter_has_an_annex_of_themes_with_their_quality(sorted_, monkeypatch):
    monkeypatch.setattr(samples, "MEASURED_FROM", 1)
    monkeypatch.setattr("reports.themes.quality.MEASURE_LEAST", 3)
    samples.draw_sample(sorted_.codebook)
    principal = sorted_.school.people[Role.PRINCIPAL]
    while row := samples.next_to_recode(sorted_.codebook, principal):
        samples.recode(sorted_.codebook, row.comment_id, sorted_.pickup.id, principal)
    store.make_snapshot(sorted_.consultation)
    made = printers.make_letter(sorted_.consultation)
    document = Document(BytesIO(made.docx))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Phụ lục II" in text and "F1 chung 100,0%" in text
    table = document.tables[-1]
    (row,) = [row.cells for row in table.rows if sorted_.pickup.name in row.cells[0].text]
    assert "Nhất trí 1" in row[1].text and "Ý kiến khác với số đông: “" in row[2].text
    assert row[3].text == "Chưa có nội dung trả lời."
    rows = list(csv.rows(store.outer_summary_of(made.snapshot)))
    assert ("Chủ đề", "Khoản 2 Điều 1", sorted_.pickup.name, "Số ý kiến bằng lời", 7, None) in [
        row[:6] for row in rows
    ]
    assert any(row[0] == "Chất lượng gán chủ đề" and row[5] == 100 for row in rows)


def test_results_show_themes_and_quote_only_what_participants_may_read(sorted_, visit):
    store.make_snapshot(sorted_.consultation)
    principal = sorted_.school.people[Role.PRINCIPAL]
    for clause_id in (None, sorted_.second.id):
        store.put_outcome(
            sorted_.consultation, clause_id, decision=Decision.ACCEPTED, reason="", decided_by=principal
        )
    store.publish(sorted_.consultation)
    db.session.commit()
    url, family = f"/dot/{sorted_.id}/ket-qua", visit(sorted_.school.households[0])
    page = family.get(url).select_one("main").get_text(" ")
    assert f"{sorted_.pickup.name}: 7 ý kiến" in page and "sớm quá" not in page
    sorted_.consultation.shows_comments = True
    own = store.summary_of(store.get_snapshot(sorted_.consultation)).themes_of(sorted_.second.id).themes[0]
    for one in all_comments(sorted_):
        if one.id in own.dissent:
            line_of(one).state = State.APPROVED
    db.session.commit()
    page = family.get(url).select_one("main").get_text(" ")
    assert "Ý kiến khác với số đông" in page and "sớm quá" in page and "Đón sớm" not in page


def test_the_summary_page_folds_themes_below_their_sums(sorted_, visit):
    store.make_snapshot(sorted_.consultation)
    db.session.commit()
    page = visit(Role.PRINCIPAL).get(f"/dot/{sorted_.id}/tong-hop")
    section = page.select_one("#chu-de")
    assert section.find_next("table").select_one("tbody th").get_text() == sorted_.pickup.name
    folded = section.find_next("details", class_="roomy")
    assert not folded.has_attr("open") and "Khoản 2 Điều 1" in folded.get_text()
    assert json.loads(store.get_snapshot(sorted_.consultation).figures)["themes"]


def test_a_theme_is_given_to_somebody_answered_and_told_to_everybody(sorted_, visit):
    theme_id = sorted_.pickup.id
    asked_ids = (sorted_.second.id, theme_id)
    url = f"/dot/{sorted_.id}/tra-loi/{asked_ids[0]}/chu-de/{theme_id}"
    store.make_snapshot(sorted_.consultation)
    sorted_.decide(None, Decision.ACCEPTED)
    sorted_.decide(sorted_.second, Decision.ACCEPTED)
    officer = visit(Role.OFFICER)
    officer.post(url, 422, data={"decision": ""})
    officer.post(url, 422, data={"decision": "kept"})
    due = {"person_id": sorted_.officer.id, "due_on": "2026-11-02"}
    officer.post(url, 422, data=due | {"due_on": ""})
    officer.post(url, 303, data=due)
    listed = officer.get(f"/dot/{sorted_.id}/tra-loi").get_text(" ")
    assert f"{sorted_.officer.full_name}, hạn 02/11/2026" in " ".join(listed.split())
    with pytest.raises(Refused):
        store.publish(sorted_.consultation)
    (standing,) = store.list_standings(sorted_.school.id)
    assert standing.waiting == 1
    officer.post(url, 303, data=due | {"decision": "partly", "reason": "Trông thêm 30 phút."})
    assert [one.decision for one in theme_outcomes.list_theme_outcomes(sorted_.id).values()] == [
        Decision.PARTLY
    ]
    made = printers.make_letter(sorted_.consultation)
    assert "Tiếp thu một phần. Lý do: Trông thêm 30 phút." in [
        row.cells[3].text for row in Document(BytesIO(made.docx)).tables[-1].rows
    ]
    answers = store.list_outcomes(sorted_.consultation) | theme_outcomes.list_theme_outcomes(sorted_.id)
    exported = list(exports.rows(store.outer_summary_of(made.snapshot), answers))
    told = (f"Khoản 2 Điều 1: {sorted_.pickup.name}", "Trông thêm 30 phút.", "Tiếp thu một phần")
    assert told in [row[1:4] for row in exported]
    store.publish(sorted_.consultation)
    db.session.commit()
    page = visit(sorted_.school.households[0]).get(f"/dot/{sorted_.id}/ket-qua").get_text(" ")
    assert "Trông thêm 30 phút." in page
    officer.post(url, 409, data={"decision": "accepted"})


def test_an_answer_goes_with_a_theme_that_is_merged(sorted_):
    theme_outcomes.put_theme_outcome(
        sorted_.consultation, None, sorted_.pickup.id, decision=Decision.ACCEPTED, reason="",
        decided_by=sorted_.officer, person_id=None, due_on=None,
    )  # fmt: skip
    other = next(one for one in codebooks.list_themes(sorted_.codebook) if one.name == "An toàn")
    codebooks.merge_theme(sorted_.codebook, sorted_.pickup, other)
    assert list(theme_outcomes.list_theme_outcomes(sorted_.id)) == [(None, other.id)]


def test_the_desk_is_sieved_by_theme_also_by_one_that_was_merged(sorted_, visit):
    other = next(one for one in codebooks.list_themes(sorted_.codebook) if one.name == "An toàn")
    officer, url = visit(Role.OFFICER), f"/dot/{sorted_.id}/ban-doc"
    assert not officer.get(f"{url}?chu-de={other.id}").select("article")
    found = officer.get(f"{url}?chu-de={sorted_.pickup.id}")
    assert "Nhà xa" not in found.get_text() and "sớm quá" in found.get_text()
    assert found.select_one("select[name=chu-de] option[selected]")["value"] == str(sorted_.pickup.id)
    codebooks.merge_theme(sorted_.codebook, sorted_.pickup, other)
    db.session.commit()
    number = len(found.select("article"))
    assert len(officer.get(f"{url}?chu-de={other.id}").select("article")) == number > 2
    assert not officer.get(f"{url}?chu-de=999999").select("article")
