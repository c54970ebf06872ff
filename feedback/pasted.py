"""Messages copied out of a Zalo group, as a table: when, who, what. Pure."""

import re

from core.i18n import _l
from core.text import tidy

HEADERS = ("Thời gian", "Người gửi", "Tin nhắn")
#: What stands in a group that nobody said: joined, left, recalled, a picture.
NOISE = re.compile(
    r"(đã tham gia nhóm|đã rời (khỏi )?nhóm|tin nhắn đã (được )?thu hồi|"
    r"^\[(hình ảnh|sticker|video|file|tệp)\]$)",
    re.IGNORECASE,
)
NOTHING_PASTED = _l("Không thấy tin nhắn nào trong phần đã dán.")
_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?"
_DAY = r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?"
#: "[20:15, 12/10/2026] Chị Lan: …", "12/10/2026 20:15 - Chị Lan: …"
_STAMPED = re.compile(
    rf"\[?\s*((?:{_TIME})?,?\s*(?:{_DAY})?,?\s*(?:{_TIME})?)\s*\]?\s*[-–]?\s*([^:\[\]]{{2,60}}?):\s*(.*)"
)
#: "Chị Lan" alone on a line, followed by the time alone on a line, as copying on a computer gives it.
_TIME_ALONE = re.compile(rf"\[?(?:{_DAY}\s+)?{_TIME}(?:\s+{_DAY})?\]?")
_PLAIN = re.compile(r"([^:]{2,60}?):\s+(.+)")


def read_messages(text):
    """Rows of cells, the first one HEADERS; a line that begins no message goes on with the one before."""
    rows = []
    lines = [line.strip() for line in tidy(text).split("\n")]
    at = 0
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if line and _TIME_ALONE.fullmatch(following) and not _begins(line):
            rows.append([following.strip("[]"), line, ""])
            at += 2
            continue
        if begun := _begins(line):
            rows.append(begun)
        elif line and rows:
            rows[-1][2] = f"{rows[-1][2]}\n{line}".strip()
        elif line:
            rows.append(["", "", line])
        at += 1
    return [list(HEADERS), *(row for row in rows if row[2] and not NOISE.search(row[2]))]


def _begins(line):
    """[time, sender, words] when `line` begins a message, else None."""
    stamped = _STAMPED.fullmatch(line)
    if stamped and stamped[1].strip(" ,"):
        return [stamped[1].strip(" ,"), stamped[2].strip(), stamped[3].strip()]
    plain = _PLAIN.fullmatch(line)
    if plain and not plain[1].strip()[0].isdigit() and len(plain[1].split()) <= 6:
        return ["", plain[1].strip(), plain[2].strip()]
    return None
