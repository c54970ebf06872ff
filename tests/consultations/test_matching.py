"""Clauses keep their thread through the edits that drafts really go through."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.matching import match
from consultations.paper import Piece
from consultations.rules import Kind

WORDS = [
    "trẻ", "lớp", "cô", "giáo", "nhận", "tay", "cổng", "trường", "cửa", "gia", "đình", "báo", "nghỉ", "giờ",
    "ăn", "trưa", "thuốc", "gửi", "kèm", "đơn", "bác", "sĩ", "sân", "chơi", "quần", "áo", "ghi", "tên", "đón",
]  # fmt: skip


def article(number, text, id_=None, heading=""):
    return Piece(
        id=id_ or number, kind=Kind.ARTICLE, label=f"Điều {number}.", heading=heading, text=text,
        name=f"Điều {number}", depth=0, points=(), is_commentable=True,
    )  # fmt: skip


def renumbered(pieces, first_id=1000):
    """As a new version: numbers from 1, other ids."""
    return [
        replace(piece, id=first_id + at, label=f"Điều {at}.", name=f"Điều {at}")
        for at, piece in enumerate(pieces, 1)
    ]


sentences = st.lists(st.sampled_from(WORDS), min_size=12, max_size=40).map(" ".join)


@st.composite
def drafts(draw, least=2):
    texts = draw(st.lists(sentences, min_size=least, max_size=12, unique=True))
    return [article(number, text) for number, text in enumerate(texts, 1)]


def pairs(old, new):
    return match(old, new).pairs


@given(drafts(), st.booleans())
def test_an_unchanged_draft_is_matched_with_itself_and_nobody_is_asked(old, twice):
    old += [replace(old[0], id=99)] if twice else []
    new = renumbered(old)
    made = match(old, new)
    assert made.pairs == {piece.id: before.id for piece, before in zip(new, old, strict=True)}
    assert not made.doubtful and not made.gone


@given(drafts(), st.data())
def test_an_inserted_clause_begins_a_thread_and_the_others_keep_theirs(old, data):
    at = data.draw(st.integers(0, len(old)))
    inserted = article(77, "Camera ở lớp học chỉ ban giám hiệu xem lại khi có việc cần làm rõ.")
    new = renumbered([*old[:at], inserted, *old[at:]])
    found = pairs(old, new)
    assert new[at].id not in found
    assert [found[piece.id] for piece in new if piece is not new[at]] == [piece.id for piece in old]


@given(drafts(), st.data())
def test_a_clause_that_was_taken_out_is_gone_and_the_rest_only_renumbered(old, data):
    at = data.draw(st.integers(0, len(old) - 1))
    kept = old[:at] + old[at + 1 :]
    made = match(old, renumbered(kept))
    assert [one.old for one in made.gone] == [old[at].id]
    assert list(made.pairs.values()) == [piece.id for piece in kept]
    assert not made.doubtful


@given(drafts(least=3), st.data())
def test_a_moved_clause_keeps_its_thread(old, data):
    order = data.draw(st.permutations(range(len(old))))
    moved = [old[at] for at in order]
    assert list(pairs(old, renumbered(moved)).values()) == [piece.id for piece in moved]


@settings(max_examples=60)
@given(drafts(least=3), st.data())
def test_a_few_other_words_do_not_end_a_thread(old, data):
    at = data.draw(st.integers(0, len(old) - 1))
    words = old[at].text.split()
    spot = data.draw(st.integers(0, len(words) - 1))
    words[spot : spot + 1] = ["bảo", "mẫu"]
    changed = [*old[:at], replace(old[at], text=" ".join(words)), *old[at + 1 :]]
    assert list(pairs(old, renumbered(changed)).values()) == [piece.id for piece in old]


@given(st.lists(sentences, max_size=8), st.lists(sentences, max_size=8))
def test_no_clause_goes_on_twice_and_none_is_lost(before, after):
    old = [article(number, text) for number, text in enumerate(before, 1)]
    new = renumbered([article(number, text) for number, text in enumerate(after, 1)])
    made = match(old, new)
    assert [one.new for one in made.matches] == [piece.id for piece in new]
    assert len(set(made.pairs.values())) == len(made.pairs)
    assert {one.old for one in made.gone} | set(made.pairs.values()) == {piece.id for piece in old}


def test_a_clause_written_anew_under_its_old_number_is_asked_about():
    old = [article(1, "Trẻ đến lớp trước 7 giờ 45."), article(2, "Gia đình gửi thuốc kèm đơn của bác sĩ.")]
    new = renumbered(
        [old[0], article(2, "Nhà trường không nhận thuốc; gia đình đến cho trẻ uống, bác sĩ kê đơn.")]
    )
    doubtful = match(old, new).doubtful
    assert [(one.new, old[1].id in (one.old, *one.rivals)) for one in doubtful] == [(new[1].id, True)]


def test_a_split_clause_names_where_its_second_half_came_from():
    first = (
        "Trẻ đến lớp trước 7 giờ 45, cô giáo nhận trẻ tận tay tại cửa lớp và hỏi tình hình sức khỏe của trẻ."
    )
    second = "Người đón trẻ có tên trong danh sách đã đăng ký với nhà trường từ đầu năm học."
    old = [article(1, f"{first} {second}"), article(2, "Gia đình báo nghỉ trước giờ ăn trưa.")]
    new = renumbered([article(1, first), article(2, second), old[1]])
    by_id = {one.new: one for one in match(old, new).matches}
    assert by_id[new[0].id].old == old[0].id and by_id[new[2].id].old == old[1].id
    assert (by_id[new[1].id].old, by_id[new[1].id].part_of) == (None, old[0].id)
    assert by_id[new[1].id].is_doubtful


def test_a_merged_clause_names_what_now_holds_its_words():
    texts = [
        "Trẻ đến lớp trước 7 giờ 45, cô giáo nhận trẻ tận tay tại cửa lớp.",
        "Trẻ mang quần áo dự phòng ghi rõ tên của trẻ.",
    ]
    old = [article(1, texts[0]), article(2, texts[1])]
    new = renumbered([article(1, " ".join(texts))])
    made = match(old, new)
    assert made.pairs == {new[0].id: old[0].id}
    assert [(one.old, one.merged_into) for one in made.gone] == [(old[1].id, new[0].id)]


def test_bare_titles_go_by_their_number():
    old = [article(1, ""), article(2, "")]
    assert list(pairs(old, renumbered(old)).values()) == [1, 2]
