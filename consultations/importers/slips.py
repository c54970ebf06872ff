"""Slips of the fingers in a clause's number: l for 1, O for 0, full-width signs."""

import re

# One character for one, so that a label can be cut out of the line as it was typed.
_NARROW = str.maketrans("．。：；）（－‐‑−／＊＋０１２３４５６７８９", "..:;)(----/*+0123456789")
_WORDS = r"(?:(?i:điều|mục|chương|phần|tiểu mục)\s+)?"
_FOR_DIGITS = re.compile(
    rf"(?P<before>{_WORDS})(?P<number>[\dlO]*(?:l|(?<=\d)O)[\dlO.]*)(?=\s?[.:)/]|\s[-–])"
)
_FOR_ROMAN = re.compile(rf"(?P<before>{_WORDS})(?P<number>l[IVXl]+|[IVX]+l[IVXl]*)(?=\s?[.:)/]|\s?[-–]|$)")
_DIGITS = str.maketrans("lO", "10")


def narrow(text: str) -> str:
    return text.translate(_NARROW)


def mended(text: str) -> str | None:
    """The line, as long as before, with digits where its number has letters like them; else None."""
    if "l" not in text[:20] and "O" not in text[:20]:
        return None
    for pattern, table in ((_FOR_ROMAN, {ord("l"): "I"}), (_FOR_DIGITS, _DIGITS)):
        found = pattern.match(text)
        if found:
            return found["before"] + found["number"].translate(table) + text[found.end() :]
    return None
