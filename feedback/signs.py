"""Signs that a comment is no opinion on the draft but reports a breach of law, or a child in danger.

Words point to it; a person decides. What may be a denunciation is held back until somebody has looked.
"""

import re

from core.text import fold
from feedback.rules import Sign

_DENUNCIATION = (
    "tố cáo", "tham ô", "tham nhũng", "hối lộ", "biển thủ", "ăn chặn", "bớt xén", "rút ruột", "khai khống",
    "chiếm đoạt", "lừa đảo", "vòi tiền", "quấy rối", "trù dập", "đe dọa",
)  # fmt: skip
_DANGER = (
    "đánh đập", "bạo hành", "xâm hại", "dâm ô", "hành hạ", "bầm tím", "bỏ đói", "lạm dụng tình dục",
    *(f"{act} {whom}" for act in ("đánh", "tát", "nhốt") for whom in ("cháu", "con", "bé", "trẻ", "em")),
)  # fmt: skip
#: Who wants something prevented reports nothing: "nghiêm cấm đánh trẻ", "không để xảy ra bạo hành".
_PREVENTED = ("không", "ko", "cấm", "phòng", "chống", "tránh", "ngăn", "ngăn chặn", "đừng", "chớ")
#: Words that may stand between.
_BETWEEN = r"(?:\s+(?!và\b|mà\b|rồi\b|va\b|ma\b|roi\b)\w+){0,4}\s+"


def _pattern(phrases):
    prevented = "|".join(_PREVENTED)
    return rf"(?P<no>\b(?:{prevented}){_BETWEEN})?\b(?:{'|'.join(phrases)})\b"


_WRITTEN = [(sign, re.compile(_pattern(found))) for sign, found in (
    (Sign.DENUNCIATION, (*_DENUNCIATION, *_DANGER)), (Sign.DANGER, _DANGER),
)]  # fmt: skip
#: In a text without dấu; "đ" apart, each phrase is still one of its kind there.
_BARE = [(sign, re.compile(_fold_pattern)) for sign, _fold_pattern in (
    (sign, "".join(fold(c) if ord(c) > 127 else c for c in pattern.pattern)) for sign, pattern in _WRITTEN
)]  # fmt: skip

_PHRASES = {form for phrase in (*_DENUNCIATION, *_DANGER) for form in (phrase, fold(phrase))}


def signs_of(text):
    """The Signs that the words of `text` (NFC) give."""
    lowered = text.lower()
    # Most comments hold none of the phrases: looking for these alone costs a tenth.
    if not any(phrase in lowered for phrase in _PHRASES):
        return set()
    patterns = _BARE if lowered.isascii() else _WRITTEN
    return {sign for sign, pattern in patterns if any(not match["no"] for match in pattern.finditer(lowered))}
