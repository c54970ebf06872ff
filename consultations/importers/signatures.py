"""Who signs a draft and who receives it: the blocks that stand after its clauses."""

import re

from consultations.importers.lines import Line
from consultations.importers.openings import openings
from consultations.kinds import ClauseKind

SIGNATURE_MAX_CHARS = 160
SIGNATURE_MAX_LINES = 80
# Offices, names and "(đã ký)" between the first signature line and the recipients.
MAX_LINES_SIGNED = 12

RECIPIENTS = re.compile(r"Nơi (?:nhận|gửi)\s*(?:[:;.]|$|(?=[A-ZĐ]{2}))")
_OFFICE = (
    "PHÓ HIỆU TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|TRƯỞNG BAN|TỔ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|THỦ TƯỚNG"
    "|BỘ TRƯỞNG|CHỦ NHIỆM|CHỦ TRƯỜNG|CHÁNH VĂN PHÒNG|KẾ TOÁN|THƯ KÝ|ĐẠI DIỆN|XÁC NHẬN|PHÊ DUYỆT"
    "|NGƯỜI (?:LẬP|VIẾT|BÁO CÁO|CAM KẾT|XÂY DỰNG)"
)
SIGNATURE = re.compile(
    rf"(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s?[./]\s?[A-ZĐ]|(?:{_OFFICE})(?!\w)"
    r"|(?:Hiệu trưởng|Phó hiệu trưởng|Người lập(?: kế hoạch| biểu)?|Người viết)$"
)
DATE_LINE = re.compile(r"[^.;:]{0,60}ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*[\d.…]*\s*$")


def signature_lines(lines: list[Line], cuts: list[tuple[int, int]]) -> set[int]:
    """The lines of all signature blocks; each reaches to a cut or to the end of the text.

    cuts: where what is attached begins, and the index after its title.
    """
    found: set[int] = set()
    floor = 0
    for end, next_floor in [*cuts, (len(lines), len(lines))]:
        begin = end
        lowest = max(floor, end - SIGNATURE_MAX_LINES)
        while begin > lowest and _may_be_foot(lines[begin - 1]):
            begin -= 1
        starts = (at for at in range(begin, end) if _begins_foot(lines, at, end))
        found.update(range(next(starts, end), end))
        floor = next_floor
    return found


def _may_be_foot(line: Line) -> bool:
    if line.quoted or len(line.text) > SIGNATURE_MAX_CHARS:
        return False
    if line.label:
        return not any(map(str.isalnum, line.label))
    return all(found.kind is ClauseKind.BULLET for found in openings(line.text)) or bool(
        SIGNATURE.match(line.text)
    )


def _begins_foot(lines: list[Line], at: int, end: int) -> bool:
    text = lines[at].text
    if lines[at].table or lines[at].label:
        return False
    if RECIPIENTS.match(text):
        return True
    if not SIGNATURE.match(text) and not DATE_LINE.fullmatch(text):
        return False
    if text[-1] in ".;:," and not DATE_LINE.fullmatch(text):
        return False
    # An office in capitals may also head a paragraph; names follow a signature, tasks a heading.
    for after, line in enumerate(lines[at + 1 : end]):
        if RECIPIENTS.match(line.text):
            break
        if after == MAX_LINES_SIGNED or line.label or openings(line.text):
            return False
        if line.text[-1] in ".;":
            return False
    return True
