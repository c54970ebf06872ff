"""New versions: prepared unseen, matched, published with a note; anonymous ones are asked anew instead."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accounts.rules import Role
from consultations import store
from consultations.models import Clause, Descent, Draft, DraftAction
from consultations.rules import Mode
from core import clock
from core.db import db
from core.errors import Refused
from tests.consultations.test_review import do, on_draft

PASTED = """QUY ĐỊNH
Điều 1. Giờ đón trẻ
Đón trẻ từ 6 giờ 45. Đón muộn nhất 8 giờ.
Điều 2. Thuốc của trẻ
Gia đình gửi thuốc kèm đơn của bác sĩ, ghi rõ tên trẻ và giờ uống.
Điều 3. Người đón trẻ
Người đón trẻ có tên trong danh sách.
"""


@pytest.fixture
def opened(make):
    def opened(**columns):
        consultation = make(**columns)
        store.open_consultation(consultation)
        db.session.commit()
        return consultation

    return opened


@pytest.fixture
def officer(visit):
    return visit(Role.OFFICER)


def url(consultation, page=""):
    return f"/dot/{consultation.id}/phien-ban{page}"


def paste(officer, consultation, text=PASTED):
    page = officer.post(url(consultation, "/moi"), pasted=text)
    assert page.location.endswith("/ra-soat")


def form_of(page):
    """Every field of the publishing form as it stands."""
    fields = {one["name"]: one["value"] for one in page.select("main form input[type=hidden]")}
    for choice in page.select("main select"):
        fields[choice["name"]] = (choice.select_one("[selected]") or choice.option)["value"]
    return fields


def publish(
    officer, consultation, status=303, note="Thêm việc gửi thuốc, theo ý kiến của nhiều gia đình.", **more
):
    fields = form_of(officer.get(url(consultation, "/cong-bo")))
    return officer.post(url(consultation, "/cong-bo"), status=status, data={**fields, "note": note, **more})


def test_a_pasted_version_keeps_the_threads_and_is_seen_only_when_published(opened, officer):
    consultation = opened()
    before = store.get_paper(consultation)
    paste(officer, consultation)
    assert store.get_paper(consultation) is before
    assert "Thuốc" not in officer.get(f"/xem-thu/{consultation.id}").text

    publish(officer, consultation)
    after = store.get_paper(consultation)
    assert (consultation.version, after.version) == (2, 2)
    assert [
        (piece.id, piece.name) for piece in after.pieces if piece.id in {p.id for p in before.pieces}
    ] == [
        (before.pieces[0].id, "Điều 1"),
        (before.pieces[1].id, "Điều 3"),
    ]
    assert store.get_paper(consultation, 1).pieces == before.pieces
    page = officer.get(f"/dot/{consultation.id}/thay-doi")
    assert "theo ý kiến của nhiều gia đình" in page.text
    assert [one.h3.text.split(".")[0] for one in page.select(".clause")] == ["Điều 1", "Điều 2"]
    assert "7 giờ 45." in page.select(".clause del")[0].text
    assert "8 giờ." in page.select(".clause ins")[0].text
    assert "Điều 3, bản trước là Điều 2" in page.text


def test_a_copy_is_edited_on_the_review_screen_and_its_clauses_go_on(opened, officer):
    consultation = opened()
    first = store.get_paper(consultation).pieces[0]
    officer.post(url(consultation, "/chep"))
    pending = store.find_pending(consultation)
    clause = pending.clauses[0]
    officer.post(
        f"/dot/{consultation.id}/ra-soat/{clause.id}/sua", on=f"{clause.id}:{clause.revision}",
        kind="article", label="Điều 1.", heading="Việc khác hẳn", text="Không còn chữ nào như trước.",
    )  # fmt: skip
    assert store.get_paper(consultation).pieces[0] == first
    publish(officer, consultation)
    now = store.get_paper(consultation)
    assert (now.pieces[0].id, now.pieces[0].heading) == (first.id, "Việc khác hẳn")
    assert not officer.get(f"/dot/{consultation.id}/ra-soat").select("main form")


def test_published_words_cannot_be_edited(opened, officer):
    consultation = opened()
    clause = store.list_clauses(store.find_draft(consultation))[0]
    officer.post(
        f"/dot/{consultation.id}/ra-soat/{clause.id}/sua", status=409,
        kind="article", label="", heading="", text="Sửa lén.",
    )  # fmt: skip
    assert "Sửa lén" not in db.session.get(Clause, clause.id).text


def test_the_officer_may_say_that_a_clause_is_new_or_was_split_off(opened, officer):
    consultation = opened()
    old = store.get_paper(consultation).pieces
    paste(officer, consultation)
    new = store.get_proposal(consultation).new.pieces
    publish(officer, consultation, **{f"tu-{new[0].id}": "", f"tu-{new[1].id}": f"t{old[0].id}"})
    now = store.get_paper(consultation).pieces
    assert [piece.id for piece in now] == [new[0].id, new[1].id, old[1].id]
    assert [(one.clause_id, one.from_id) for one in db.session.scalars(db.select(Descent))] == [
        (new[1].id, old[0].id)
    ]
    change = store.changes_between(consultation, 1, 2).of(new[1].id)
    assert (change.kind, [piece.name for piece in change.others]) == ("added", ["Điều 1"])


def test_two_clauses_cannot_go_on_with_one(opened, officer):
    consultation = opened()
    old = store.get_paper(consultation).pieces
    paste(officer, consultation)
    new = store.get_proposal(consultation).new.pieces
    page = publish(officer, consultation, status=422, **{f"tu-{new[1].id}": str(old[0].id)})
    assert "Thêm việc gửi thuốc" in page.select_one("textarea").text
    assert consultation.version == 1


def test_a_merged_clause_names_what_holds_it_now(opened, officer):
    consultation = opened()
    old = store.get_paper(consultation).pieces
    both = " ".join(piece.text for piece in old) + " Người đón trẻ mang theo thẻ."
    paste(officer, consultation, f"QUY ĐỊNH\nĐiều 1. Giờ đón trẻ, người đón trẻ\n{both}\n")
    publish(officer, consultation)
    found = store.changes_between(consultation, 1, 2)
    changed, gone = found.of(old[0].id), found.of(old[1].id)
    assert (changed.kind, [piece.id for piece in changed.others]) == ("changed", [old[1].id])
    assert (gone.kind, [piece.id for piece in gone.others]) == ("removed", [old[0].id])


def test_a_merge_that_is_taken_back_gives_the_clause_its_thread_again(opened, officer):
    consultation = opened()
    old = [piece.id for piece in store.get_paper(consultation).pieces]
    officer.post(url(consultation, "/chep"))
    pending = store.find_pending(consultation)
    do(officer, consultation, store.list_clauses(pending)[1], "gop")
    assert len(store.list_clauses(pending)) == len(old) - 1
    on_draft(officer, consultation, "hoan-tac")
    assert [clause.origin_id for clause in store.list_clauses(pending)] == old
    assert store.get_proposal(consultation).matching.pairs == {
        clause.id: clause.origin_id for clause in store.list_clauses(pending)
    }


def test_the_log_of_corrections_ends_where_people_see_the_draft(make, officer):
    consultation = make()
    do(officer, consultation, store.list_clauses(store.find_draft(consultation))[1], "bo")
    assert count_actions() == 1
    store.open_consultation(consultation)
    db.session.commit()
    assert count_actions() == 0


def count_actions():
    return db.session.scalar(select(func.count(DraftAction.id)))


def test_what_was_edited_since_it_was_shown_is_not_published(opened, officer):
    consultation = opened()
    paste(officer, consultation)
    page = publish(officer, consultation, status=422, seen="0" * 16)
    assert "vừa được sửa" in page.text
    assert store.find_pending(consultation) is not None


def test_a_version_without_a_note_or_without_a_change_is_not_published(opened, officer):
    consultation = opened()
    officer.post(url(consultation, "/chep"))
    assert "giống hệt" in publish(officer, consultation, status=422).text
    publish(officer, consultation, status=422, note=" ")
    assert consultation.version == 1


def test_a_prepared_version_can_be_given_up_or_replaced(opened, officer):
    consultation = opened()
    paste(officer, consultation)
    officer.post(url(consultation, "/moi"), status=422, pasted=PASTED)
    officer.post(url(consultation, "/moi"), pasted=PASTED, replaces="y")
    officer.post(url(consultation, "/bo"))
    assert db.session.scalars(db.select(Draft.version)).all() == [1]
    assert store.get_paper(consultation).pieces


def test_an_anonymous_one_refuses_and_offers_to_ask_anew(opened, officer):
    consultation = opened(mode=Mode.ANONYMOUS)
    page = officer.get(url(consultation))
    assert "Tạo đợt mới từ đợt này" in page.text
    officer.post(url(consultation, "/chep"), status=409)
    with pytest.raises(Refused):
        store.copy_version(consultation)
    db.session.rollback()
    made = officer.post(f"/dot/{consultation.id}/chep").location.rsplit("/", 1)[1]
    copy = store.get_consultation(consultation.school_id, int(made))
    assert (copy.opened_at, copy.mode, copy.title) == (None, Mode.ANONYMOUS, consultation.title)
    assert [piece.words for piece in store.get_paper(copy).pieces] == [
        piece.words for piece in store.get_paper(consultation).pieces
    ]
    assert [one.audience for one in copy.audiences] == [one.audience for one in consultation.audiences]


def test_after_the_close_a_version_is_the_final_text(opened, officer):
    consultation = opened(mode=Mode.ANONYMOUS)
    with clock.stopped(consultation.closes_at + timedelta(hours=1)):
        paste(officer, consultation)
        publish(officer, consultation)
        assert consultation.version == 1
        assert store.find_final(consultation).version == 2
        assert store.get_paper(consultation).version == 1
        assert "văn bản cuối cùng" in officer.get(url(consultation)).text


def test_any_two_versions_can_be_compared(opened, officer):
    consultation = opened()
    for hour in ("8 giờ", "9 giờ"):
        officer.post(url(consultation, "/chep"))
        clause = store.find_pending(consultation).clauses[0]
        officer.post(
            f"/dot/{consultation.id}/ra-soat/{clause.id}/sua", on=f"{clause.id}:{clause.revision}",
            kind="article", label="Điều 1.", heading="Giờ đón trẻ", text=f"Đón trẻ muộn nhất {hour}.",
        )  # fmt: skip
        publish(officer, consultation, note=f"Đổi thành {hour}.")
    assert consultation.version == 3
    page = officer.get(f"/dot/{consultation.id}/thay-doi?tu=1&den=3")
    assert "Đổi thành 8 giờ" in page.text and "Đổi thành 9 giờ" in page.text
    assert "9" in page.select(".clause ins")[0].text
    assert len(page.select("#tu option")) == 3
    officer.get(f"/dot/{consultation.id}/thay-doi?tu=1&den=7", status=404)
