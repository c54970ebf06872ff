"""The review screen: pieces put right one by one, taken back, and by two officers at once."""

import json

import pytest
from sqlalchemy import select

from accounts.rules import Role
from consultations import pieces, store
from consultations.models import Consultation, Draft, DraftAction
from consultations.rules import Kind
from core.db import db
from tests.conftest import on_sqlite
from tests.consultations.test_draft import TEXT, clauses, named, paste, words


@pytest.fixture
def empty(make):
    return make(draft=False)


@pytest.fixture
def officer(visit):
    return visit(Role.OFFICER)


@pytest.fixture
def principal(visit):
    return visit(Role.PRINCIPAL)


def tokens(*shown):
    """What a page that shows these clauses sends back about them."""
    return [f"{clause.id}:{clause.revision}" for clause in shown]


def page_of(clause):
    """The fields that a page open at `clause` sends with every button: its revision, and that above it."""
    desk = store.read_desk(db.session.get(Draft, clause.draft_id))
    above = pieces.above(desk.pieces, clause.id)
    ids = [clause.id, *([above.id] if above else [])]
    return {"on": [f"{one}:{desk.revisions[one]}" for one in ids]}


def do(officer, consultation, clause, what, status=302, page=None, **fields):
    data = (page or page_of(clause)) | fields
    return officer.post(f"/dot/{consultation.id}/ra-soat/{clause.id}/{what}", status=status, data=data)


def on_draft(officer, consultation, what, status=302, **fields):
    return officer.post(f"/dot/{consultation.id}/ra-soat/{what}", status=status, data=fields or {"x": "1"})


def typed(clause, **over):
    fields = {
        "kind": clause.kind.value,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
    }
    return fields | over


def state():
    """All that can be corrected, in reading order."""
    rows = [
        (c.id, c.parent_id, c.kind, c.label, c.heading, c.text, c.is_left_out, c.first_line, c.last_line)
        for c in clauses()
    ]
    draft = db.session.scalars(select(Draft)).one()
    seen = [bool(warning.get("seen")) for warning in json.loads(draft.warnings)]
    return rows, draft.head, draft.foot, seen


def test_merging_keeps_every_word_and_moves_what_was_below(officer, empty):
    paste(officer, empty)
    before = words()
    location = do(officer, empty, named("2.", "Điều 1."), "gop").location
    above = named("1.", "Điều 1.")
    assert location.endswith(f"#c{above.id}")
    assert words() == before
    assert named("a)").parent_id == above.id
    assert "gộp khoản 2 với khoản 1" in officer.get(location).select_one("#undo").text


def test_any_order_of_merging_keeps_every_word(officer, empty):
    paste(officer, empty)
    before = words()
    for at in (5, 3, 1, 2, 1):
        do(officer, empty, clauses()[min(at, len(clauses()) - 1)], "gop")
        assert words() == before
    page = do(officer, empty, clauses()[0], "gop", status=409)
    assert "mục đầu tiên" in page.select_one("[role=alert]").text
    assert words() == before


def test_splitting_keeps_every_word_and_reads_the_number(officer, empty):
    paste(officer, empty)
    before, item = words(), named("1.", "Điều 1.")
    options = officer.get(f"/dot/{empty.id}/ra-soat?sua={item.id}").select("#at option")
    assert [option.text for option in options] == ["Đón muộn nhất 7 giờ 45 phút."]
    do(officer, empty, item, "tach", at=options[0]["value"])
    assert words() == before
    new = clauses()[clauses().index(named("1.", "Điều 1.")) + 1]
    assert new.kind is Kind.TEXT and new.parent_id == named("1.", "Điều 1.").id
    item = named("1.", "Điều 1.")
    do(officer, empty, item, "tach", status=409, at="1")
    do(officer, empty, item, "tach", status=409)
    assert words() == before


def test_splitting_before_a_number_makes_the_clause_it_names(officer, empty):
    paste(officer, empty, "NỘI QUY\nĐiều 1. Giờ\nĐón trẻ sớm. 2. Trả trẻ muộn:\na) Tại lớp;\nb) Tại cổng.")
    before, text = words(), named("Điều 1.")
    cuts = officer.get(f"/dot/{empty.id}/ra-soat?sua={text.id}").select("#at option")
    do(officer, empty, text, "tach", at=next(o["value"] for o in cuts if o.text.startswith("2.")))
    assert words() == before
    assert named("2.").kind is Kind.ITEM and named("2.").parent_id == named("Điều 1.").id


def test_splitting_at_the_caret_takes_what_is_typed_with_it(officer, empty):
    paste(officer, empty)
    item = named("1.", "Điều 1.")
    text = "Đón trẻ từ 6 giờ 30.\r\n\r\nCổng mở   sớm. Đón muộn nhất 7 giờ 45 phút."
    caret = len(text.replace("\r\n", "\n").split("Đón muộn")[0])
    do(officer, empty, item, "tach", caret=str(caret), **typed(item, text=text))
    at = clauses().index(named("1.", "Điều 1."))
    assert [c.text for c in clauses()[at : at + 2]] == [
        "Đón trẻ từ 6 giờ 30.\n\nCổng mở sớm.", "Đón muộn nhất 7 giờ 45 phút.",
    ]  # fmt: skip
    for _ in range(2):
        on_draft(officer, empty, "hoan-tac")
    assert named("1.", "Điều 1.").text == item.text


@on_sqlite
def test_many_splits_in_one_place_find_room(officer, empty):
    paste(officer, empty, "Điều 1. Việc\n" + " ".join(f"Câu thứ {n} nói đủ dấu." for n in range(60)))
    before = words()
    for _ in range(40):
        last = clauses()[0]
        cuts = officer.get(f"/dot/{empty.id}/ra-soat?sua={last.id}").select("#at option")
        do(officer, empty, last, "tach", at=cuts[-1]["value"])
    assert words() == before and len(clauses()) == 41
    positions = [clause.position for clause in clauses()]
    assert len(set(positions)) == 41


def test_a_new_kind_moves_a_clause_and_what_follows_it(officer, empty):
    paste(officer, empty)
    second = named("2.", "Điều 1.")
    page = do(officer, empty, second, "sua", status=422, kind="article", label="", heading="", text=" ")
    assert page.select_one("#text-error")
    fields = {"kind": "article", "label": "Điều 1a.", "heading": "Giờ trả trẻ", "text": "Từ 16 giờ 15:"}
    do(officer, empty, second, "sua", **fields)
    moved = named("Điều 1a.")
    assert moved.parent_id is None and named("a)").parent_id == moved.id
    assert "Giờ trả trẻ" in officer.get(f"/dot/{empty.id}/ra-soat").text
    do(officer, empty, moved, "sua", kind="item", label="2.", heading="", text="Từ 16 giờ 15:")
    assert named("2.").parent_id == named("Điều 1.").id


def test_levels_go_up_and_down(officer, empty):
    paste(officer, empty)
    second = named("2.", "Điều 1.")
    do(officer, empty, second, "len-cap")
    assert named("2.").kind is Kind.ARTICLE and named("a)").parent_id == second.id
    do(officer, empty, named("2."), "xuong-cap")
    assert named("2.").kind is Kind.ITEM and named("2.").parent_id == named("Điều 1.").id
    page = do(officer, empty, named("Điều 1."), "len-cap", status=409)
    assert "cấp ngoài cùng" in page.select_one("[role=alert]").text


def test_left_out_pieces_are_looked_at_and_taken_in_again(officer, empty):
    paste(officer, empty)
    before, second = words(), named("2.", "Điều 1.")
    do(officer, empty, second, "bo")
    assert [c.label for c in clauses() if c.is_left_out] == ["2.", "a)", "b)"]
    consultation = db.session.scalars(select(Consultation)).one()
    assert all("Tại lớp" not in str(piece) for piece in store.get_paper(consultation).pieces)
    page = officer.get(f"/dot/{empty.id}/ra-soat?sua={second.id}")
    assert "Không lấy ý kiến" in page.select_one(f"#c{second.id} .mark").text
    do(officer, empty, second, "lay-lai")
    assert words() == before and not any(c.is_left_out for c in clauses())


def test_the_words_of_the_file_come_back(officer, empty):
    paste(officer, empty)
    item = named("1.", "Điều 1.")
    do(officer, empty, item, "sua", **typed(item, label="9.", text="Gõ nhầm."))
    do(officer, empty, item, "nhu-tep")
    assert named("1.", "Điều 1.").text == "Đón trẻ từ 6 giờ 45. Đón muộn nhất 7 giờ 45 phút."


def test_head_and_foot_can_be_taken_in(officer, empty):
    paste(officer, empty)
    draft = db.session.scalars(select(Draft)).one()
    draft.head, draft.foot = "UBND XÃ", "Nơi nhận: Lưu."
    db.session.commit()
    before = state()
    page = officer.get(f"/dot/{empty.id}/ra-soat")
    frames = page.select(".rv__frame")
    assert "UBND XÃ" in frames[0].text and "Nơi nhận" in frames[-1].text
    for place in ("lay-phan-dau", "lay-phan-cuoi"):
        on_draft(officer, empty, place)
        on_draft(officer, empty, place, status=422)
    assert clauses()[0].text == "UBND XÃ" and clauses()[-1].text == "Nơi nhận: Lưu."
    for _ in range(2):
        on_draft(officer, empty, "hoan-tac")
    assert state() == before


def test_several_are_changed_at_once(officer, empty):
    paste(officer, empty)
    chosen = tokens(named("a)"), named("b)"))
    on_draft(officer, empty, "nhieu-muc", on=chosen, do="retype", kind="bullet")
    assert [c.kind for c in clauses() if c.label in ("a)", "b)")] == [Kind.BULLET] * 2
    page = officer.get(f"/dot/{empty.id}/ra-soat")
    assert "đổi loại 2 mục" in page.select_one("#undo").text
    on_draft(officer, empty, "nhieu-muc", on=tokens(named("a)"), named("b)")), do="leave_out", kind="text")
    assert sum(c.is_left_out for c in clauses()) == 2
    on_draft(officer, empty, "nhieu-muc", status=409, do="leave_out")
    on_draft(officer, empty, "nhieu-muc", status=409, on=chosen, do="leave_out", kind="text")


def actions(officer, empty):
    """One of each kind of action, in turn."""
    item = named("1.", "Điều 1.")
    cut = officer.get(f"/dot/{empty.id}/ra-soat?sua={item.id}").select("#at option")[0]["value"]
    do(officer, empty, item, "tach", at=cut)
    do(officer, empty, named("2.", "Điều 1."), "len-cap")
    do(officer, empty, named("Điều 2."), "xuong-cap")
    do(officer, empty, named("2."), "gop")
    do(officer, empty, named("a)"), "sua", **typed(named("a)"), kind="article", text="Tại lớp học;"))
    do(officer, empty, named("b)"), "bo")
    do(officer, empty, named("b)"), "lay-lai")
    on_draft(officer, empty, "nhieu-muc", on=tokens(*clauses()[:2]), do="retype", kind="text")
    do(officer, empty, named("a)"), "nhu-tep")
    on_draft(officer, empty, "da-xem")


def test_everything_is_taken_back_and_done_again(officer, empty):
    paste(officer, empty, TEXT.replace("NỘI QUY ĐÓN, TRẢ TRẺ", ""))
    stages = [state()]
    actions(officer, empty)
    stages.append(state())
    total = len(db.session.scalars(select(DraftAction)).all())
    assert total == 10
    for _ in range(total):
        on_draft(officer, empty, "hoan-tac")
    assert state() == stages[0]
    page = on_draft(officer, empty, "hoan-tac", status=409)
    assert not page.select("#undo")
    for _ in range(total):
        on_draft(officer, empty, "lam-lai")
    assert state() == stages[1]
    on_draft(officer, empty, "lam-lai", status=409)


def test_what_was_taken_back_is_gone_after_something_new(officer, empty):
    paste(officer, empty)
    do(officer, empty, named("a)"), "bo")
    on_draft(officer, empty, "hoan-tac")
    do(officer, empty, named("b)"), "bo")
    assert not officer.get(f"/dot/{empty.id}/ra-soat").select("[data-key=U]")
    on_draft(officer, empty, "lam-lai", status=409)
    assert [c.label for c in clauses() if c.is_left_out] == ["b)"]


def test_who_comes_second_keeps_their_words_and_sees_the_others(officer, principal, empty):
    paste(officer, empty)
    item = named("1.", "Điều 1.")
    stale = page_of(item)
    do(principal, empty, item, "sua", **typed(item, text="Đón trẻ từ 6 giờ 30."))
    page = do(officer, empty, item, "sua", 409, stale, **typed(item, text="Đón trẻ từ 7 giờ."))
    assert page.select_one("textarea").text.strip() == "Đón trẻ từ 7 giờ."
    assert "Đón trẻ từ 6 giờ 30." in page.select_one("blockquote").text
    assert "Người principal vừa làm trước ở mục này: sửa khoản 1" in page.select_one("[role=alert]").text
    assert named("1.", "Điều 1.").text == "Đón trẻ từ 6 giờ 30."
    # Having seen it, the officer may say it again.
    fresh = {"on": [tag["value"] for tag in page.select("#one [name=on]")]}
    do(officer, empty, item, "sua", 302, fresh, **typed(item, text="Đón trẻ từ 7 giờ."))
    assert named("1.", "Điều 1.").text == "Đón trẻ từ 7 giờ."


def test_work_on_another_clause_goes_through(officer, principal, empty):
    paste(officer, empty)
    item, point = named("1.", "Điều 1."), named("b)")
    stale = page_of(item)
    do(principal, empty, point, "sua", **typed(point, text="Tại phòng bảo vệ."))
    do(principal, empty, named("2.", "Điều 1."), "len-cap")
    do(officer, empty, item, "sua", 302, stale, **typed(item, text="Đón trẻ từ 7 giờ."))
    assert named("b)").text == "Tại phòng bảo vệ." and named("1.", "Điều 1.").text == "Đón trẻ từ 7 giờ."


def test_words_typed_on_a_clause_that_went_are_shown_back(officer, principal, empty):
    paste(officer, empty)
    second = named("2.", "Điều 1.")
    stale = page_of(second) | typed(second, text="Trả trẻ từ 16 giờ 30 phút.")
    at, gone = f"/dot/{empty.id}/ra-soat/{second.id}", second.id
    do(principal, empty, second, "gop")
    page = officer.post(f"{at}/sua", status=409, data=stale)
    assert gone not in [clause.id for clause in clauses()]
    assert "Trả trẻ từ 16 giờ 30 phút." in page.text and "gộp khoản 2 với khoản 1" in page.text


def test_a_merge_into_what_has_changed_is_refused(officer, principal, empty):
    paste(officer, empty)
    item, second = named("1.", "Điều 1."), named("2.", "Điều 1.")
    stale = page_of(second)
    do(principal, empty, item, "sua", **typed(item, text="Đón trẻ từ 6 giờ 30."))
    do(officer, empty, second, "gop", 409, stale)
    assert named("2.", "Điều 1.").id == second.id


def test_a_clause_that_came_back_is_not_the_one_of_an_old_page(officer, empty):
    paste(officer, empty)
    second = named("2.", "Điều 1.")
    stale = page_of(second)
    do(officer, empty, second, "gop")
    on_draft(officer, empty, "hoan-tac")
    assert named("2.", "Điều 1.").id == second.id
    do(officer, empty, second, "sua", 409, stale, **typed(second, text="Cũ."))


def test_undo_takes_back_ones_own_and_says_whose_work_lies_on_it(officer, principal, empty):
    paste(officer, empty)
    item = named("1.", "Điều 1.")
    do(officer, empty, item, "sua", **typed(item, text="Đón trẻ từ 7 giờ."))
    assert not principal.get(f"/dot/{empty.id}/ra-soat").select("#undo")
    on_draft(principal, empty, "hoan-tac", status=409)
    do(principal, empty, named("b)"), "bo")
    on_draft(officer, empty, "hoan-tac")
    assert named("1.", "Điều 1.").text == item.text and named("b)").is_left_out
    on_draft(officer, empty, "lam-lai")
    do(principal, empty, item, "sua", **typed(item, text="Đón trẻ từ 8 giờ."))
    page = on_draft(officer, empty, "hoan-tac", status=409)
    alert = page.select_one("[role=alert]").text
    assert "sửa khoản 1" in alert and "Người principal" in alert
    assert named("1.", "Điều 1.").text == "Đón trẻ từ 8 giờ."


def test_each_takes_back_their_own_part_of_one_clause(officer, principal, empty):
    paste(officer, empty)
    item = named("1.", "Điều 1.")
    do(officer, empty, item, "sua", **typed(item, text="Đón trẻ từ 7 giờ."))
    do(principal, empty, named("Điều 1."), "bo")
    on_draft(officer, empty, "hoan-tac")
    assert named("1.", "Điều 1.").text == item.text and named("1.", "Điều 1.").is_left_out


def test_a_clause_of_another_consultation_is_not_found(officer, make, empty):
    other = make()
    clause = store.list_clauses(store.get_draft(other))[0]
    paste(officer, empty)
    do(officer, empty, clause, "gop", status=404)


def test_nothing_of_the_draft_changes_once_it_is_open(officer, empty):
    paste(officer, empty)
    do(officer, empty, named("b)"), "bo")
    officer.post(f"/dot/{empty.id}/mo-ngay")
    before, clause = state(), clauses()[1]
    for what in ("sua", "gop", "tach", "bo", "lay-lai", "len-cap", "xuong-cap", "nhu-tep", "da-xem"):
        assert "đã mở" in do(officer, empty, clause, what, status=409, **typed(clause)).text
    for what in ("hoan-tac", "lam-lai", "da-xem", "nhieu-muc", "lay-phan-dau", "lay-phan-cuoi"):
        assert "đã mở" in on_draft(officer, empty, what, status=409).text
    paste(officer, empty, "Điều 1. Khác", status=409, replaces="y")
    assert state() == before
    page = officer.get(f"/dot/{empty.id}/ra-soat?sua={clause.id}")
    assert not page.select("main form") and not page.select("main a[href*='sua=']")


def test_a_clause_leads_to_its_lines_and_back(officer, empty):
    paste(officer, empty)
    page = officer.get(f"/dot/{empty.id}/ra-soat")
    for clause in clauses():
        line = page.select_one(page.select_one(f"#c{clause.id} .rv__line")["href"])
        assert clause.label in line.text and line.select_one("a")["href"] == f"#c{clause.id}"
    opened = officer.get(f"/dot/{empty.id}/ra-soat?sua={named('a)').id}")
    assert [line.p.text for line in opened.select(".source .on")] == ["a) Tại lớp;"]


def test_a_draft_whose_clauses_know_no_lines_still_has_its_words_beside_it(officer, empty):
    paste(officer, empty)
    for clause in clauses():
        clause.first_line = clause.last_line = None
    db.session.commit()
    page = officer.get(f"/dot/{empty.id}/ra-soat?sua={named('a)').id}")
    assert "a) Tại lớp;" in page.select_one(".source").text and not page.select(".rv__line, .source a")
    do(officer, empty, named("a)"), "gop")
    assert "chỗ trong lời văn gốc" in do(officer, empty, clauses()[0], "nhu-tep", status=409).text


def law(articles, items=6):
    """A draft of `articles` Điều with as many khoản, its chapters twenty Điều each."""
    lines = ["LUẬT", "THỬ NGHIỆM"]
    for number in range(1, articles + 1):
        if number % 20 == 1:
            lines += [f"Chương {number // 20 + 1}", "QUY ĐỊNH CHUNG"]
        lines.append(f"Điều {number}. Việc thứ {number}")
        lines += [f"{item}. Nội dung của khoản này ghi đủ dấu tiếng Việt." for item in range(1, items + 1)]
    return "\n".join(lines)


def test_seven_hundred_clauses_come_in_leaves_with_one_form(officer, empty):
    paste(officer, empty, law(100))
    assert len(clauses()) >= 700
    page = officer.open(f"/dot/{empty.id}/ra-soat?sua={clauses()[400].id}")
    assert page.text.count("<textarea") == 1 and f'id="c{clauses()[400].id}"' in page.text
    assert len(page.data) < 150 * 1024
    seen, address = set(), f"/dot/{empty.id}/ra-soat"
    while address:
        leaf = officer.get(address)
        seen |= {row["id"] for row in leaf.select(".rv__row")}
        onward = leaf.select_one("[data-key=next]")
        address = onward and f"/dot/{empty.id}/ra-soat{onward['href']}"
    assert seen == {f"c{clause.id}" for clause in clauses()}


def test_only_what_needs_a_look(officer, empty):
    paste(officer, empty, law(30).replace("Điều 12.", "Điều 13."))
    page = officer.get(f"/dot/{empty.id}/ra-soat?loc=can-xem")
    shown = page.select(".rv__row")
    assert shown and all("rv__row--doubt" in row["class"] for row in shown)
    following = page.select_one("[data-key=w]")["href"]
    opened = officer.get(f"/dot/{empty.id}/ra-soat{following.split('#')[0]}").select_one(".rv__row--open")
    assert opened["id"] == shown[0]["id"]
    for row in shown:
        officer.post(f"/dot/{empty.id}/ra-soat/{row['id'][1:]}/da-xem", loc="can-xem")
    page = officer.get(f"/dot/{empty.id}/ra-soat?loc=can-xem")
    assert not page.select(".rv__row") and "Không còn mục nào cần xem" in page.text
