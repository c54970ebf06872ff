"""A sheet read by itself: every kind, "other", "no opinion", bounds, and what was pasted."""

from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from consultations.paper import Choice, Item
from consultations.rules import QuestionKind as Q
from feedback.sheet import READERS, Sheet

OPTIONS = {Q.SINGLE, Q.SEVERAL, Q.MATRIX, Q.RANKING}


def item(kind, **own):
    options = tuple(Choice(at, f"Điều {at}") for at in (11, 12, 13)) if kind in OPTIONS else ()
    fields = {
        "id": 1, "number": 1, "section": "", "kind": kind, "text": "Câu", "help": "", "is_required": False,
        "minimum": None, "maximum": None, "has_other": False, "has_no_opinion": False, "options": options,
    } | own  # fmt: skip
    return Item(**fields)


def read(question, **posted):
    pairs = [(f"q1{name.removeprefix('q').replace('_', '-')}", value) for name, value in posted.items()]
    flat = [(k, one) for k, v in pairs for one in (v if isinstance(v, list) else [v])]
    return Sheet([question]).read(MultiDict(flat))


#: What a form sends for each kind, and the rows it becomes (without the question's id).
GOOD = {
    Q.SINGLE: ({"q": "12"}, [(0, 12, None, None)]),
    Q.SEVERAL: ({"q": ["11", "13"]}, [(11, 11, None, None), (13, 13, None, None)]),
    Q.SCALE: ({"q": "4"}, [(0, None, Decimal(4), None)]),
    Q.MATRIX: ({"q_11": "5", "q_13": "1"}, [(11, None, Decimal(5), None), (13, None, Decimal(1), None)]),
    Q.RANKING: (
        {"q_11": "2", "q_12": "1", "q_13": "3"},
        [(11, 11, Decimal(2), None), (12, 12, Decimal(1), None), (13, 13, Decimal(3), None)],
    ),
    Q.YES_NO: ({"q": "0"}, [(0, None, Decimal(0), None)]),
    Q.NUMBER: ({"q": "12,5"}, [(0, None, Decimal("12.5"), None)]),
    Q.DATE: ({"q": "5.9.26"}, [(0, None, Decimal(20260905), None)]),
    Q.SHORT: ({"q": " Ấm \n áp"}, [(0, None, None, "Ấm áp")]),
    Q.LONG: ({"q": "Một\r\nHai"}, [(0, None, None, "Một\nHai")]),
}


@pytest.mark.parametrize("kind", Q)
def test_every_kind_is_read_and_shown_again_as_it_was_stored(kind):
    posted, rows = GOOD[kind]
    sheet = read(item(kind), **posted)
    assert not sheet.errors and not sheet.lost
    assert [row[1:] for row in sheet.rows] == rows
    again = Sheet.of_rows([item(kind)], sheet.rows)
    assert Sheet([item(kind)]).read(MultiDict(_pairs(again.values))).rows == sheet.rows
    assert list(again.spoken())


@pytest.mark.parametrize("kind", Q)
def test_no_opinion_is_an_answer_and_no_silence(kind):
    field = "q_11" if kind is Q.MATRIX else "q_none" if kind in (Q.NUMBER, Q.DATE, Q.SHORT, Q.LONG) else "q"
    question = item(kind, has_no_opinion=True, is_required=kind is not Q.MATRIX)
    sheet = read(question, **{field: "none"})
    assert [row[2:] for row in sheet.rows] == [(None, None, None)] and not sheet.errors
    again = Sheet.of_rows([question], sheet.rows)
    assert Sheet([question]).read(MultiDict(_pairs(again.values))).rows == sheet.rows
    assert "Không có ý kiến" in next(again.spoken())[2][0]
    # Where it is not offered nobody can say so.
    sheet = read(item(kind), **{field: "none"})
    assert not sheet.rows and (sheet.errors or sheet.lost)


@pytest.mark.parametrize("kind", [Q.SINGLE, Q.SEVERAL])
def test_other_carries_words_of_ones_own(kind):
    question = item(kind, has_other=True)
    for posted in ({"q": "other", "q_other": "Cô  ruột"}, {"q_other": "Cô ruột"}):
        sheet = read(question, **posted)
        assert [row[1:] for row in sheet.rows] == [(0, None, None, "Cô ruột")]
        again = Sheet.of_rows([question], sheet.rows)
        assert next(again.spoken())[2] == ["Cô ruột"]
        assert Sheet([question]).read(MultiDict(_pairs(again.values))).rows == sheet.rows
    assert "q1-other" in read(question, q="other").errors
    assert "q1-other" in read(question, q="other", q_other="x" * 301).errors


@pytest.mark.parametrize(
    ("question", "posted", "message"),
    [
        (item(Q.SEVERAL, minimum=2), {"q": ["11"]}, "ít nhất 2"),
        (item(Q.SEVERAL, maximum=1), {"q": ["11", "12"]}, "nhiều nhất 1"),
        (item(Q.SEVERAL, has_no_opinion=True), {"q": ["11", "none"]}, "Xin bỏ"),
        (item(Q.RANKING), {"q_11": "1", "q_12": "1", "q_13": "2"}, "khác nhau"),
        (item(Q.RANKING), {"q_11": "1"}, "Xin xếp đủ"),
        (item(Q.RANKING), {"q_11": "1", "q_12": "2", "q_13": "4"}, "Xin xếp đủ"),
        (item(Q.RANKING, is_required=True), {}, "Xin xếp thứ tự"),
        (item(Q.YES_NO), {"q": "2"}, "Xin chọn"),
        (item(Q.YES_NO, is_required=True), {}, "Xin chọn"),
        (item(Q.DATE), {"q": "30/2/2026"}, "ngày/tháng/năm"),
        (item(Q.DATE, is_required=True), {}, "Xin ghi một ngày"),
        (item(Q.LONG, minimum=10), {"q": "ngắn"}, "ít nhất 10"),
        (item(Q.SHORT, maximum=5), {"q": "dài quá"}, "nhiều nhất 5"),
        (item(Q.NUMBER, has_no_opinion=True), {"q": "5", "q_none": "y"}, "một trong hai"),
    ],
)
def test_a_wrong_answer_is_named_and_kept(question, posted, message):
    sheet = read(question, **posted)
    assert message in " ".join(sheet.errors.values())
    assert not sheet.rows and (sheet.values or not posted)


def test_letters_are_counted_after_they_were_put_together():
    typed = "e\u0302\u0301" * 300 + "\r\n"
    assert read(item(Q.SHORT), q=typed).rows[0][4] == "ế" * 300
    assert "Xin viết ngắn hơn" in read(item(Q.LONG), q="đ" * 10_000).errors["q1"]
    assert read(item(Q.LONG), q="Tốt 👍🏽\u200b ạ").rows[0][4] == "Tốt 👍🏽 ạ"


def test_every_kind_has_a_reader():
    assert set(READERS) == set(Q)


def _pairs(values):
    for name, value in values.items():
        yield from ((name, one) for one in (value if isinstance(value, list) else [value]))
