"""The letterhead and the title of a draft."""

import re

from consultations.importers.lines import Line, is_capitals
from consultations.importers.openings import openings
from consultations.importers.signatures import DATE_LINE, SIGNATURE
from consultations.kinds import ClauseKind

HEAD_MAX_LINES = 40
LONGEST_HEAD_LINE_CHARS = 300
SUBJECT_MAX_CHARS = 200

_TYPES = (
    "KẾ HOẠCH|NỘI QUY|QUY CHẾ|QUY ĐỊNH|QUI CHẾ|QUI ĐỊNH|NỘI QUI|BỘ QUY TẮC|QUY TẮC"
    "|QUY TRÌNH|QUY ƯỚC|ĐIỀU LỆ|QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|THÔNG BÁO"
    "|CHỈ THỊ|PHÁP LỆNH|BỘ LUẬT|LUẬT|BÁO CÁO|CHƯƠNG TRÌNH|ĐỀ ÁN|DỰ ÁN|ĐỀ CƯƠNG"
    "|PHƯƠNG ÁN|CHIẾN LƯỢC|TỜ TRÌNH|HƯỚNG DẪN|BIÊN BẢN|BẢN CAM KẾT|CAM KẾT|THỎA THUẬN"
    "|THOẢ THUẬN|HỢP ĐỒNG|THƯ NGỎ|GIẤY MỜI|PHƯƠNG HƯỚNG|HƯƠNG ƯỚC"
)
_TYPE = re.compile(
    r"(?P<type>(?i:(?:\(?dự thảo\)?\s*:?\s*(?:lần \d+\s*)?)?"
    rf"(?:{_TYPES})))(?!\w)\s*:?\s*(?P<rest>.*)"
)
_PREAMBLE = re.compile(
    r"(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Trên cơ sở|Để|Nhằm|Kính gửi|Thi hành|Tiếp tục)(?!\w)"
)
_SURE_PREAMBLE = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Trên cơ sở|Kính gửi)(?!\w)")
NATIONAL_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|(?i:Độc lập\s*[-–]\s*Tự do)")
LETTERHEAD = re.compile(
    rf"{NATIONAL_MOTTO.pattern}"
    r"|^Số\s*:?\s*(?:\d|/|\.|…)|^(?:Luật số)"
    r"|ngày\s*[\d.…/]*\s*tháng\s*[\d.…/]*\s*năm\s*(?:20|[.…])"
    r"|^(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|SỞ|PHÒNG|TRƯỜNG|BỘ|HỘI ĐỒNG|CƠ SỞ)\b"
)
ISSUED_WITH = re.compile(r"\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo", re.I)
_DRAFT_MARK = re.compile(r"\(?\s*dự thảo.{0,30}", re.I)


def opens(line: Line) -> bool:
    return line.is_plain and bool(line.label or openings(line.text))


def find_title(lines: list[Line]) -> tuple[int, int]:
    """Where the title begins and ends; both at the end of the letterhead when there is none."""
    before = _before_clauses(lines)
    for is_title in (_names_type, _is_short_type, _is_capital_title):
        for at in before:
            if is_title(lines[at]):
                return at, subject_end(lines, at)
    heads = [at for at in before if LETTERHEAD.search(lines[at].text)]
    end = heads[-1] + 1 if heads else 0
    return end, end


def _before_clauses(lines: list[Line]) -> list[int]:
    """The lines among which a title may be: short ones before the first clause."""
    found = []
    for at, line in enumerate(lines[:HEAD_MAX_LINES]):
        is_body = _opens_clause_of_body(line) or len(line.text) > LONGEST_HEAD_LINE_CHARS
        if is_body and not LETTERHEAD.search(line.text) or _SURE_PREAMBLE.match(line.text):
            break
        found.append(at)
    return found


def _opens_clause_of_body(line: Line) -> bool:
    if line.label:
        return True
    # A dash before the title rules off the letterhead or begins a motto.
    return any(found.kind is not ClauseKind.BULLET for found in openings(line.text))


def _names_type(line: Line) -> bool:
    found = _TYPE.fullmatch(line.text)
    return bool(found) and (not found["rest"] or is_capitals(line.text))


def _is_short_type(line: Line) -> bool:
    found = _TYPE.fullmatch(line.text)
    return (
        bool(found)
        and len(line.text) <= 120
        and line.text[0].isupper()
        and line.text[-1] not in ".;:,"
        and not re.match(r"(?:số|này|của)(?!\w)", found["rest"])
    )


def _is_capital_title(line: Line) -> bool:
    return (
        is_capitals(line.text)
        and len(line.text) <= 150
        and not LETTERHEAD.search(line.text)
        and not SIGNATURE.match(line.text)
        and not _DRAFT_MARK.fullmatch(line.text)
    )


def subject_end(lines: list[Line], at: int) -> int:
    """The index after the lines that say what a document named on line `at` is about."""
    named = _TYPE.fullmatch(lines[at].text)
    bare = bool(named) and not named["rest"]
    end = at + 1
    while end < len(lines) and end <= at + 5 and _is_subject(lines[end], bare and end == at + 1):
        end += 1
    return end


def _is_subject(line: Line, first: bool) -> bool:
    text = line.text
    if opens(line) or not line.is_plain or len(text) > SUBJECT_MAX_CHARS:
        return False
    if _SURE_PREAMBLE.match(text) or DATE_LINE.fullmatch(text) or SIGNATURE.match(text):
        return False
    if text[0] == "(" or ISSUED_WITH.match(text):
        return True
    if text[-1] in ".;:,":
        return False
    if first:
        return True
    # After an empty line only what looks like a title goes on with it.
    if line.after_blank and not (is_capitals(text) and not _PREAMBLE.match(text)):
        return False
    looks_like_one = is_capitals(text) or line.centered or text[0].islower()
    return looks_like_one or bool(re.match(r"Năm học|Về |Giai đoạn|Tháng |Học kỳ", text))
