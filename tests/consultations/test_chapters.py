"""A long draft is read in stretches: complete, in order, short, and cut where it hurts least."""

from hypothesis import given
from hypothesis import strategies as st

from consultations.chapters import cut, span
from consultations.paper import Paper, Piece
from consultations.rules import Kind

ARTICLE, ITEM, CHAPTER = Kind.ARTICLE, Kind.ITEM, Kind.CHAPTER


def piece(number, name, depth=0, kind=ARTICLE, commentable=True, heading=""):
    return Piece(number, kind, name, heading, "Lời văn.", name, depth, (), commentable)


def articles(first, last, items=0, depth=0):
    found = []
    for number in range(first, last + 1):
        found.append(piece(number, f"Điều {number}", depth, commentable=not items))
        found += [
            piece(1000 * number + at, f"khoản {at} Điều {number}", depth + 1, ITEM)
            for at in range(1, items + 1)
        ]
    return tuple(found)


def chapters(pieces):
    return Paper("Nội quy", tuple(pieces), ()).chapters


def sizes(stretches):
    return [sum(one.is_commentable for one in stretch) for stretch in stretches]


def test_clauses_without_headings_are_cut_evenly_and_called_by_their_numbers():
    found = chapters(articles(1, 76))
    assert [one.title for one in found] == ["Điều 1–38", "Điều 39–76"]
    assert [one.number for one in found] == [1, 2] and not any(one.is_headed for one in found)


def test_articles_keep_their_items():
    found = chapters(articles(1, 20, items=5))
    assert [one.title for one in found] == ["Điều 1–7", "Điều 8–14", "Điều 15–20"]
    assert sizes(one.pieces for one in found) == [35, 35, 30]


def test_an_article_too_long_is_cut_inside():
    found = chapters(articles(1, 1, items=60))
    assert [one.title for one in found] == ["Khoản 1–30 Điều 1", "Khoản 31–60 Điều 1"]
    assert found[0].pieces[0].name == "Điều 1"


def test_a_long_chapter_keeps_its_heading_and_a_short_one_is_left_alone():
    heads = [
        piece(at, f"Chương {at}", kind=CHAPTER, commentable=False, heading="Việc") for at in (9001, 9002)
    ]
    found = chapters([heads[0], *articles(1, 50, depth=1), heads[1], *articles(51, 55, depth=1)])
    assert [one.title for one in found] == [
        "Chương 9001 Việc (Điều 1–25)", "Chương 9001 Việc (Điều 26–50)", "Chương 9002 Việc",
    ]  # fmt: skip
    assert [one.is_headed for one in found] == [True, False, True]


def test_names_of_different_shape_are_both_said():
    assert span([piece(1, "đoạn 1"), piece(2, "Điều 4")]) == "Đoạn 1 – Điều 4"
    assert span([piece(1, "Điều 4")]) == "Điều 4"


@given(
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=150),
    st.integers(1, 12),
)
def test_nothing_is_lost_and_no_stretch_is_longer_than_asked(shape, most):
    pieces = tuple(
        piece(at, f"Điều {at}", depth, commentable=answers) for at, (depth, answers) in enumerate(shape)
    )
    stretches = cut(pieces, most)
    assert sum(stretches, ()) == pieces
    assert all(size <= most for size in sizes(stretches))
    if sum(sizes(stretches)):
        assert all(size for size in sizes(stretches))
    assert all(span(stretch) for stretch in stretches)
