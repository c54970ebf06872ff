"""Surveys to start from, and the plain form in which a school keeps its own.

A question is a dict of the columns of models.Question, `options` (texts) and `tests`. A test names its
question and option by their place, from 0, for in another consultation they have other numbers.
The parents' five areas and the scale are those of the Ministry's satisfaction surveys of preschools
(Quyết định 3476/QĐ-BGDĐT, 2019); the items are our own.
"""

import json
from dataclasses import dataclass

from consultations.conditions import Check, How
from consultations.rules import QuestionKind

_Q = QuestionKind
BLANK = {
    "section": "", "help": "", "is_required": False, "has_other": False, "has_no_opinion": False,
    "minimum": None, "maximum": None, "shows_on_any": False, "options": (), "tests": (),
}  # fmt: skip


@dataclass(frozen=True)
class Starter:
    """key: its name in an address."""

    key: str
    title: str
    about: str
    questions: tuple[dict, ...]


def _question(kind, text, **own):
    return BLANK | {"kind": kind, "text": text} | own


def _area(title, *items):
    return _question(
        _Q.MATRIX, "Gia đình hài lòng đến mức nào về những điều sau?", section=title, options=items,
        has_no_opinion=True,
    )  # fmt: skip


STARTERS = (
    Starter(
        "cha-me-hai-long",
        "Sự hài lòng của cha mẹ trẻ",
        "Năm lĩnh vực, thang 5 mức; có điểm từng lĩnh vực và điểm chung.",
        (
            _area(
                "Tiếp cận dịch vụ giáo dục",
                "Thủ tục nhập học dễ hiểu",
                "Dễ liên hệ với giáo viên, nhà trường",
                "Các khoản thu được báo rõ từ đầu",
            ),
            _area(
                "Cơ sở vật chất",
                "Phòng học sạch, đủ sáng",
                "Sân chơi, đồ chơi hợp với trẻ",
                "Nhà vệ sinh, chỗ rửa tay của trẻ",
            ),
            _area(
                "Môi trường chăm sóc và giáo dục trẻ",
                "Cô giáo thân thiện với trẻ",
                "Trẻ được an toàn khi ở trường",
                "Nhà trường lắng nghe gia đình",
            ),
            _area(
                "Hoạt động chăm sóc và giáo dục trẻ",
                "Bữa ăn của trẻ ở trường",
                "Giấc ngủ trưa của trẻ",
                "Các hoạt động học, chơi mỗi ngày",
            ),
            _area(
                "Kết quả chăm sóc và giáo dục trẻ",
                "Trẻ khỏe mạnh, vui vẻ",
                "Trẻ mạnh dạn khi nói chuyện",
                "Trẻ biết tự phục vụ theo lứa tuổi",
            ),
            _question(
                _Q.NUMBER, "Nhà trường đáp ứng bao nhiêu phần trăm mong đợi của gia đình?",
                section="Nhìn chung", minimum=0, maximum=100,
                help="Ghi một số từ 0 đến 100; đáp ứng hết là 100.",
            ),
            _question(
                _Q.LONG, "Điều gia đình muốn nhà trường làm tốt hơn",
                help="Xin không ghi tên trẻ, tên người.",
            ),
        ),
    ),
    Starter(
        "dieu-kien-lam-viec",
        "Điều kiện làm việc của giáo viên, nhân viên",
        "Khối lượng việc, phối hợp, điều kiện vật chất; nên chọn không nêu tên.",
        (
            _question(
                _Q.MATRIX, "Anh/chị hài lòng đến mức nào?", section="Công việc hằng ngày",
                has_no_opinion=True,
                options=(
                    "Số trẻ trong lớp phụ trách", "Thời gian nghỉ trong ngày", "Số lượng hồ sơ, sổ sách",
                ),
            ),
            _question(_Q.YES_NO, "Anh/chị có thường làm việc sau giờ không?"),
            _question(
                _Q.SEVERAL, "Việc nào làm anh/chị phải ở lại sau giờ?", has_other=True,
                options=("Trẻ được đón muộn", "Hồ sơ, sổ sách", "Họp", "Làm đồ dùng, trang trí lớp"),
                tests=({"source": 1, "how": "is", "option": None, "number": 1},),
            ),
            _question(
                _Q.MATRIX, "Anh/chị hài lòng đến mức nào?", section="Phối hợp và quản lý",
                has_no_opinion=True,
                options=(
                    "Đồng nghiệp hỗ trợ nhau", "Phân công công việc rõ ràng",
                    "Ý kiến được ban giám hiệu lắng nghe",
                ),
            ),
            _question(
                _Q.MATRIX, "Anh/chị hài lòng đến mức nào?", section="Điều kiện vật chất", has_no_opinion=True,
                options=("Đồ dùng dạy học", "Phòng học, bàn ghế", "Chỗ nghỉ trưa của giáo viên"),
            ),
            _question(
                _Q.RANKING, "Nhà trường nên làm việc nào trước?", section="Đề xuất",
                options=(
                    "Bớt hồ sơ, sổ sách", "Thêm đồ dùng dạy học", "Sắp lại giờ làm", "Bồi dưỡng chuyên môn",
                ),
            ),
            _question(_Q.LONG, "Đề xuất khác của anh/chị"),
        ),
    ),
    Starter(
        "sau-cuoc-hop",
        "Ý kiến sau cuộc họp",
        "Sáu câu ngắn, trả lời dưới hai phút.",
        (
            _question(_Q.YES_NO, "Anh/chị có dự cuộc họp không?", is_required=True),
            _question(
                _Q.SINGLE, "Vì sao anh/chị không dự được?", has_other=True,
                options=("Giờ họp không hợp", "Không biết có cuộc họp", "Bận việc"),
                tests=({"source": 0, "how": "is", "option": None, "number": 0},),
            ),
            _question(
                _Q.MATRIX, "Anh/chị hài lòng đến mức nào?",
                options=("Nội dung cuộc họp", "Thời gian, địa điểm", "Cơ hội phát biểu"),
                tests=({"source": 0, "how": "is", "option": None, "number": 1},),
            ),
            _question(
                _Q.SINGLE, "Cuộc họp dài như thế nào?", options=("Quá dài", "Vừa", "Quá ngắn"),
                tests=({"source": 0, "how": "is", "option": None, "number": 1},),
            ),
            _question(
                _Q.SINGLE, "Lần sau nên họp vào lúc nào?", has_other=True, has_no_opinion=True,
                options=("Buổi tối trong tuần", "Sáng thứ Bảy", "Cuối giờ chiều"),
            ),
            _question(_Q.LONG, "Điều còn muốn nói sau cuộc họp"),
        ),
    ),
)  # fmt: skip


def find_starter(key):
    return next((one for one in STARTERS if one.key == key), None)


def written(questions):
    """`questions` (models.Question, in order) as the text a school keeps."""
    places = {question.id: at for at, question in enumerate(questions)}
    return json.dumps([_as_dict(question, questions, places) for question in questions], ensure_ascii=False)


def _as_dict(question, questions, places):
    made = {name: getattr(question, name) for name in BLANK if name not in ("options", "tests")}
    made |= {"kind": question.kind.value, "text": question.text}
    made["options"] = [option.text for option in question.options]
    made["tests"] = [
        {
            "source": places[check.source_id], "how": check.how.value, "number": check.number,
            "option": _place(questions[places[check.source_id]].options, check.option_id),
        }
        for check in question.tests
    ]  # fmt: skip
    return made


def _place(options, option_id):
    return next((at for at, option in enumerate(options) if option.id == option_id), None)


def read(text):
    """The dicts of what `written` made."""
    return [BLANK | question | {"kind": QuestionKind(question["kind"])} for question in json.loads(text)]


def checks_of(question, made):
    """The Checks of a dict, against the questions that were `made` of the dicts before it, in order."""
    return tuple(
        Check(
            made[test["source"]].id, How(test["how"]),
            None if test["option"] is None else made[test["source"]].options[test["option"]].id,
            test["number"],
        )
        for test in question["tests"]
    )  # fmt: skip
