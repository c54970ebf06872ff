"""What could be put better in a question, said while it is written. It warns and never forbids.

Words are matched as they are written and, where that cannot mislead, without dấu too.
"""

import re
from dataclasses import dataclass

from consultations.rules import QuestionKind
from core.i18n import Labelled, _l
from core.text import fold

#: About two and a half lines of a phone at the size of our text.
TEXT_FITS_CHARS = 120
OPTION_FITS_CHARS = 70
OPTIONS_FIT = 8


class Flaw(Labelled):
    LEADING = (
        "leading",
        _l("Câu hỏi gợi sẵn câu trả lời. Nên hỏi trung tính, ví dụ: “Anh/chị thấy … thế nào?”"),
    )
    DOUBLE = (
        "double",
        _l(
            "Có vẻ hỏi hai việc trong một câu. Người đồng ý việc này mà không đồng ý việc kia sẽ khó "
            "trả lời; nên tách thành hai câu."
        ),
    )
    UNBALANCED = "unbalanced", _l("Các lựa chọn chưa cân: số lựa chọn tốt và chưa tốt nên bằng nhau.")
    LONG = "long", _l("Câu hỏi dài, trên điện thoại phải cuộn mới đọc hết. Nên rút còn khoảng 120 chữ cái.")
    LONG_OPTIONS = (
        "long_options",
        _l("Lựa chọn dài hoặc quá nhiều cho một màn hình điện thoại. Nên còn nhiều nhất 8 lựa chọn ngắn."),
    )
    IDENTIFIES = (
        "identifies",
        _l(
            "Đợt này không nêu tên, nhưng câu hỏi này có thể cho biết ai đang trả lời (tên, lớp, "
            "số điện thoại, ngày sinh)."
        ),
    )


@dataclass(frozen=True)
class Asked:
    """A question as it is being written."""

    kind: QuestionKind
    text: str
    options: tuple[str, ...] = ()


_LEADING = re.compile(
    r"có đồng ý (?:rằng|là)|có công nhận|có thừa nhận|chắc hẳn|hẳn là|đương nhiên|rõ ràng là"
    r"|ai cũng (?:biết|thấy)|mọi người đều|phải không\b|đúng không\b|chẳng phải|có phải là .*(?:nhất|tốt)"
    r"|tuyệt vời|hoàn hảo|xuất sắc|tồi tệ|tệ hại|chu đáo như vậy"
)
_LEADING_BARE = re.compile(r"co dong y rang|chac han|ai cung biet|tuyet voi|chang phai")
_JOINS = re.compile(r"\s(?:và|hoặc|cũng như|lẫn|đồng thời)\s")
#: Joined words that are one thing.
_ONE_THING = re.compile(
    r"(?:cha|bố|ba) (?:và|hoặc) mẹ|mẹ (?:và|hoặc) (?:cha|bố|ba)|ông (?:và|hoặc) bà|anh (?:và|hoặc) chị"
    r"|chăm sóc và (?:giáo dục|nuôi dưỡng)|nuôi dưỡng và chăm sóc|giáo dục và đào tạo|ăn và ngủ|học và chơi"
    r"|có hoặc không|họ và tên|một hoặc|hoặc nhiều|gia đình và nhà trường|nhà trường và gia đình"
    r"|người (?:và|hoặc) người|và/hoặc"
)
#: Kinds whose answer is one judgement: of two things at once it says nothing.
_JUDGED = {QuestionKind.SCALE, QuestionKind.YES_NO, QuestionKind.SINGLE, QuestionKind.MATRIX}
_GOOD = re.compile(
    r"^(?:rất |khá |hoàn toàn |tương đối )?"
    r"(?:hài lòng|tốt|đồng ý|nhất trí|thích|ngon|phù hợp|đẹp|sạch|an toàn|ủng hộ|tuyệt vời|xuất sắc)\b"
)
_BAD = re.compile(
    r"^(?:rất |khá |hoàn toàn |tương đối )?"
    r"(?:(?:không|chưa|ít) (?:\w+ )?"
    r"(?:hài lòng|tốt|đồng ý|nhất trí|thích|ngon|phù hợp|đẹp|sạch|an toàn|ủng hộ)"
    r"|kém|tệ|xấu|dở|phản đối|thất vọng|bẩn|yếu)\b"
)
_IDENTIFIES = re.compile(
    r"\b(?:ho (?:va )?ten|ten (?:cua )?(?:con|chau|be|tre|anh|chi|ong|ba|minh|phu huynh|giao vien)"
    r"|ten gi|quy danh|lop (?:nao|may|gi|cua|con|be|chau|tre)|hoc lop|day lop|chu nhiem lop"
    r"|so (?:dien thoai|dt)|sdt|dien thoai (?:cua|lien)|email|thu dien tu|so zalo|ten zalo"
    r"|dia chi (?:nha|cua)"
    r"|ngay sinh|sinh ngay|ma gia dinh|can cuoc|cccd|so nha)\b"
)
#: Options that are the names of classes: "Lớp 3 tuổi A", "4 tuổi B".
_CLASS_NAME = re.compile(r"^(?:lop\b|nha tre [a-z0-9]\b|\d tuoi [a-z0-9]\b)")


def flaws(asked, *, is_anonymous=False):
    """The Flaws of a question (Asked), in the order of Flaw."""
    found = {
        Flaw.LEADING: _is_leading(asked.text),
        Flaw.DOUBLE: _is_double(asked),
        Flaw.UNBALANCED: asked.kind is QuestionKind.SINGLE and not is_balanced(asked.options),
        Flaw.LONG: len(asked.text) > TEXT_FITS_CHARS,
        Flaw.LONG_OPTIONS: len(asked.options) > OPTIONS_FIT
        or any(len(option) > OPTION_FITS_CHARS for option in asked.options),
        Flaw.IDENTIFIES: is_anonymous and _identifies(asked),
    }
    return [flaw for flaw, is_there in found.items() if is_there]


def _is_leading(text):
    lower = text.lower()
    return bool(_LEADING.search(lower) or (_is_bare(lower) and _LEADING_BARE.search(lower)))


def _is_bare(text):
    """Typed without dấu."""
    return text == fold(text)


def _is_double(asked):
    if asked.kind not in _JUDGED:
        return False
    parts = [asked.text, *(asked.options if asked.kind is QuestionKind.MATRIX else ())]
    return any(_JOINS.search(_ONE_THING.sub("…", part.lower())) for part in parts)


def is_balanced(options):
    """Whether the good and the bad among `options` are as many; options that are neither do not count."""
    lower = [option.strip().lower() for option in options]
    bad = sum(bool(_BAD.match(option)) for option in lower)
    good = sum(bool(_GOOD.match(option)) for option in lower)
    return good == bad or good + bad < 2


def _identifies(asked):
    if _IDENTIFIES.search(fold(asked.text)):
        return True
    return any(_CLASS_NAME.match(fold(option)) for option in asked.options)
