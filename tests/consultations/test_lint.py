"""Warnings about questions: what is flawed is told, what is sound is left alone."""

import pytest

from accounts.rules import Role
from consultations.lint import Asked, Flaw, flaws
from consultations.rules import Mode
from consultations.rules import QuestionKind as Q


def found(kind, text, *options, is_anonymous=False):
    return flaws(Asked(kind, text, options), is_anonymous=is_anonymous)


@pytest.mark.parametrize(
    "text",
    [
        "Anh/chị có đồng ý rằng bữa ăn của trường rất tuyệt vời không?",
        "Chắc hẳn gia đình hài lòng với cô giáo?",
        "Nhà trường đã cố gắng nhiều, đúng không?",
        "Ai cũng biết cổng trường hẹp, có nên mở rộng không?",
        "Anh chi co dong y rang truong rat tot?",
    ],
)
def test_a_leading_question_is_told(text):
    assert Flaw.LEADING in found(Q.YES_NO, text)


@pytest.mark.parametrize(
    "text",
    [
        "Gia đình thấy bữa ăn của trẻ thế nào?", "Anh/chị đồng ý với giờ trả trẻ 17 giờ không?",
        "Bữa ăn hợp với trẻ không?", "Việc đón trẻ buổi sáng",
    ],
)  # fmt: skip
def test_a_neutral_question_is_not_called_leading(text):
    assert Flaw.LEADING not in found(Q.SCALE, text)


@pytest.mark.parametrize(
    ("kind", "text", "options", "is_double"),
    [
        (Q.SCALE, "Bữa ăn và sân chơi của trường", (), True),
        (Q.YES_NO, "Gia đình có đưa trẻ đến sớm hoặc đón muộn không?", (), True),
        (Q.SINGLE, "Anh/chị thấy giờ đón cũng như giờ trả thế nào?", (), True),
        (Q.MATRIX, "Hài lòng về", ("Cô giáo và nhà bếp", "Sân chơi"), True),
        (Q.SCALE, "Hoạt động chăm sóc và giáo dục trẻ", (), False),
        (Q.SCALE, "Cha và mẹ có thời gian chơi với trẻ", (), False),
        (Q.SEVERAL, "Cha mẹ và ông bà thường làm gì cùng trẻ?", (), False),
        (Q.LONG, "Điều gì tốt và điều gì cần sửa?", (), False),
        (Q.SINGLE, "Ai đón trẻ?", ("Mẹ hoặc bố", "Ông bà"), False),
        (Q.SCALE, "Bữa ăn của trẻ", (), False),
    ],
)
def test_two_things_in_one_question(kind, text, options, is_double):
    assert (Flaw.DOUBLE in found(kind, text, *options)) is is_double


@pytest.mark.parametrize(
    ("options", "is_unbalanced"),
    [
        (("Rất tốt", "Tốt", "Khá tốt", "Kém"), True),
        (("Rất hài lòng", "Hài lòng", "Bình thường"), True),
        (("Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"), False),
        (("Đồng ý", "Không đồng ý", "Ý kiến khác"), False),
        (("Đồng ý", "Chưa đồng ý"), False),
        (("6 giờ 45", "7 giờ"), False),
        (("Mẹ", "Bố", "Ông bà"), False),
    ],
)
def test_options_that_lean_to_one_side(options, is_unbalanced):
    assert (Flaw.UNBALANCED in found(Q.SINGLE, "Anh/chị thấy thế nào?", *options)) is is_unbalanced


def test_what_is_too_long_for_a_phone():
    assert Flaw.LONG in found(Q.SHORT, "a" * 121) and Flaw.LONG not in found(Q.SHORT, "a" * 120)
    assert Flaw.LONG_OPTIONS in found(Q.SINGLE, "Câu", "b" * 71, "c")
    assert Flaw.LONG_OPTIONS in found(Q.SINGLE, "Câu", *map(str, range(9)))
    assert found(Q.SINGLE, "Câu", *map(str, range(8))) == []


@pytest.mark.parametrize(
    ("text", "options", "identifies"),
    [
        ("Họ và tên của anh/chị", (), True), ("Con học lớp nào?", (), True),
        ("So dien thoai lien he", (), True),
        ("Tên cháu là gì?", (), True), ("Ngày sinh của trẻ", (), True),
        ("Trẻ ở nhóm nào?", ("Lớp 3 tuổi A", "Lớp 4 tuổi B"), True), ("Trẻ ở đâu?", ("4 tuổi B",), True),
        ("Lớp học có sạch không?", (), False), ("Bữa ăn của trẻ", (), False),
        ("Gia đình muốn nhận thực đơn bằng cách nào?", ("Nhóm Zalo của lớp", "Bảng tin"), False),
    ],
)  # fmt: skip
def test_what_could_tell_who_answers_without_a_name(text, options, identifies):
    assert (Flaw.IDENTIFIES in found(Q.SINGLE, text, *options, is_anonymous=True)) is identifies
    assert Flaw.IDENTIFIES not in found(Q.SINGLE, text, *options)


def test_the_builder_warns_beside_the_question_and_lets_it_pass(visit, make):
    officer, consultation = visit(Role.OFFICER), make(mode=Mode.ANONYMOUS)
    url = f"/dot/{consultation.id}/khao-sat"
    officer.post(f"{url}/them", text="Họ và tên của anh/chị", kind="short")
    officer.post(f"{url}/them", text="Bữa ăn của trẻ", kind="scale")
    first, second = officer.get(url).select("article")
    assert str(Flaw.IDENTIFIES.label) in first.text and not second.select(".warn")
    page = officer.get(f"{url}/{first['id'].removeprefix('q')}")
    assert str(Flaw.IDENTIFIES.label) in page.text
