"""Merging, splitting, lifting and taking back, on plain values: no order of them loses a word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations import corrections, cutting, pieces
from consultations.pieces import Impossible, Piece
from consultations.rules import Kind

WORDS = st.sampled_from(
    ["Đón trẻ từ 6 giờ. Muộn nhất 7 giờ.", "a) Tại lớp;\nb) Tại cổng.", "Điều 9. Việc khác", "Ông bà", ""]
)


@st.composite
def drafts(draw):
    """A draft as a reader might leave it: 1 to 9 pieces of any kind, hung up soundly."""
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=9))
    found = []
    for number, kind in enumerate(kinds, 1):
        text = draw(WORDS) or f"Việc {number}"
        lines = text.count("\n") + 1
        first = (found[-1].last_line if found else 0) + 1
        found.append(Piece(number, None, kind, f"{number}.", "", text, False, first, first + lines - 1))
    hung = ()
    for piece in found:
        hung = pieces.settle((*hung, piece), moved=piece.id)
    return hung


@st.composite
def operations(draw):
    """(name, which piece, a number that says where or what), to be tried on whatever lies there then."""
    name = draw(
        st.sampled_from(["merge", "split", "lift", "lower", "change", "leave_out", "take_in", "edit"])
    )
    return name, draw(st.integers(0, 20)), draw(st.integers(0, 60))


def do(found, operation, new_id):
    """The pieces after `operation`; as they were where it makes no sense."""
    name, which, where = operation
    target = found[which % len(found)]
    kinds = list(Kind)
    try:
        if name == "split":
            made = pieces.split(found, target.id, where)
            return tuple(
                replace(one, id=one.id or new_id, parent=new_id if one.parent == pieces.NEW else one.parent)
                for one in made
            )
        if name == "change":
            return pieces.change(found, target.id, kind=kinds[where % len(kinds)])
        if name == "edit":
            return pieces.change(found, target.id, text=f"{target.text} sửa")
        if name in ("leave_out", "take_in"):
            return pieces.leave_out(found, [target.id], name == "leave_out")
        return getattr(pieces, name)(found, target.id)
    except Impossible:
        return found


def words(found):
    return " ".join(piece.words for piece in found).split()


def kept(found):
    return [piece for piece in found if not piece.is_left_out]


@given(drafts(), st.lists(operations(), max_size=12))
def test_no_order_of_actions_loses_or_moves_a_word(found, todo):
    before = words(found)
    for number, operation in enumerate(todo):
        if operation[0] != "edit":
            stood, found = found, do(found, operation, 100 + number)
            # What is left out is no longer read: a piece merged past it keeps its place among the others.
            assert sorted(words(found)) == sorted(before), operation
            if operation[0] not in ("leave_out", "take_in"):
                assert words(kept(found)) == words(kept(stood)), operation
            assert pieces.is_sound(found), operation


@given(drafts(), st.lists(operations(), max_size=12))
def test_taking_everything_back_gives_the_draft_as_it_was_and_again_as_it_became(found, todo):
    stages = [found]
    for number, operation in enumerate(todo):
        stages.append(do(stages[-1], operation, 100 + number))
    steps = [corrections.between(old, new) for old, new in zip(stages, stages[1:], strict=False)]
    state = stages[-1]
    for stage, rows in zip(reversed(stages[:-1]), reversed(steps), strict=True):
        state = corrections.take_back(state, rows)
        assert state == stage
    for stage, rows in zip(stages[1:], steps, strict=True):
        state = corrections.do_again(state, rows)
        assert state == stage


@given(drafts(), operations(), st.lists(operations(), max_size=6))
def test_taking_back_under_the_work_of_others_keeps_every_word_of_theirs_or_says_no(found, mine, theirs):
    after = do(found, mine, 100)
    rows = corrections.between(found, after)
    later = after
    for number, operation in enumerate(theirs):
        later = do(later, operation, 200 + number)
    try:
        back = corrections.take_back(later, rows)
    except corrections.Touched:
        return
    assert pieces.is_sound(back)
    expected = words(later)
    if mine[0] == "edit":
        assert sorted(words(back)) == sorted(words(later))[: len(expected)] or len(words(back)) < len(
            expected
        )
        return
    assert sorted(words(back)) == sorted(expected)


@given(drafts(), operations())
def test_a_change_survives_the_way_through_the_database(found, operation):
    import json

    after = do(found, operation, 100)
    change = corrections.Correction(corrections.between(found, after), "head", "UBND XÃ", (1, 4))
    assert corrections.Correction.from_json(json.loads(json.dumps(change.as_json()))) == change


def tree(*rows):
    """Pieces from (id, parent, kind, label, text)."""
    return tuple(Piece(one, parent, kind, label, "", text) for one, parent, kind, label, text in rows)


LAW = tree(
    (1, None, Kind.CHAPTER, "Chương I", ""),
    (2, 1, Kind.ARTICLE, "Điều 1.", "Giờ đón"),
    (3, 2, Kind.ITEM, "1.", "Từ 7 giờ:"),
    (4, 3, Kind.POINT, "a)", "tại lớp;"),
    (5, 2, Kind.ITEM, "2.", "Đến 8 giờ."),
    (6, 1, Kind.ARTICLE, "Điều 2.", "Giờ trả"),
    (7, 6, Kind.ITEM, "1.", "Lúc 17 giờ."),
)


def parents(found):
    return {piece.id: piece.parent for piece in found}


def test_lifting_takes_what_follows_below():
    lifted = pieces.lift(LAW, 3)
    assert lifted[2].kind is Kind.ARTICLE
    assert parents(lifted) == {1: None, 2: 1, 3: 1, 4: 3, 5: 3, 6: 1, 7: 6}
    with pytest.raises(Impossible):
        pieces.lift(LAW, 1)


def test_lowering_puts_a_piece_below_the_one_before_it():
    lowered = pieces.lower(LAW, 6)
    assert lowered[5].kind is Kind.ITEM
    assert parents(lowered) == {1: None, 2: 1, 3: 2, 4: 3, 5: 2, 6: 2, 7: 2}
    with pytest.raises(Impossible):
        pieces.lower(LAW, 2)


def test_a_plain_paragraph_is_lowered_without_becoming_something_else():
    found = tree((1, None, Kind.ARTICLE, "Điều 1.", "Giờ"), (2, None, Kind.TEXT, "", "Từ 7 giờ."))
    lowered = pieces.lower(found, 2)
    assert (lowered[1].kind, lowered[1].parent) == (Kind.TEXT, 1)


def test_merging_a_heading_hands_its_children_on():
    merged = pieces.merge(LAW, 6)
    assert merged[4].text == "Đến 8 giờ.\nĐiều 2. Giờ trả"
    assert parents(merged)[7] == 2


def test_leaving_out_reaches_what_is_below():
    out = pieces.leave_out(LAW, [2], True)
    assert [piece.id for piece in out if piece.is_left_out] == [2, 3, 4, 5]


SOURCE = ["Điều 1. Giờ đón", "Từ 7 giờ.", "Đến 8 giờ.", "Điều 2. Giờ trả"]
OPENINGS = {1: ("article", "Điều 1.", "Giờ đón"), 4: ("article", "Điều 2.", "Giờ trả")}


def read():
    return (
        Piece(1, None, Kind.ARTICLE, "Điều 1.", "Giờ đón", "Từ 7 giờ.\nĐến 8 giờ.", False, 1, 3),
        Piece(2, None, Kind.ARTICLE, "Điều 2.", "Giờ trả", "", False, 4, 4),
    )


def test_the_words_of_the_file_come_back():
    openings = {line: (Kind(kind), label, heading) for line, (kind, label, heading) in OPENINGS.items()}
    typed = pieces.change(read(), 1, kind=Kind.ITEM, label="9.", heading="", text="Sai")
    assert pieces.restore(typed, 1, SOURCE, openings) == read()
    merged = pieces.merge(read(), 2)
    assert pieces.restore(merged, 1, SOURCE, openings)[0].text == "Từ 7 giờ.\nĐến 8 giờ.\nĐiều 2. Giờ trả"


def test_the_words_of_the_file_do_not_come_twice():
    cut = pieces.split(read(), 1, 4)
    with pytest.raises(Impossible):
        pieces.restore(cut, 1, SOURCE, {})


def test_a_split_shares_out_the_lines():
    cut = pieces.split(read(), 1, len("Từ 7 giờ.\n"))
    assert [(piece.first_line, piece.last_line) for piece in cut] == [(1, 2), (3, 3), (4, 4)]
    with pytest.raises(Impossible):
        pieces.split(read(), 1, 1)


@given(WORDS, st.integers(0, 60))
def test_a_split_never_cuts_a_word(text, at):
    if cutting.may_split(text, at):
        assert (text[:at] + " " + text[at:]).split() == text.split()
