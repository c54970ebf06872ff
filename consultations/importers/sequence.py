"""Numerals of drafts: their values, and whether one may follow another."""

import enum

# The letters of điểm; f, j, w and z are not used, but many people type the Latin order.
VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ALL_LETTERS = "abcdđefghijklmnopqrstuvwxyz"

# A bigger jump is a number that a line happens to begin with, not a forgotten clause.
LARGEST_JUMP = 5

_ROMAN = (
    ("C", 100), ("XC", 90), ("L", 50), ("XL", 40),
    ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip
_DIGITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_LARGEST_WRITTEN = 99


class Fit(enum.Enum):
    NEXT = "next"
    LATIN = "latin"  # next in Latin order only
    DUPLICATE = "duplicate"
    JUMP = "jump"
    NEVER = "never"


def roman(number: int) -> str:
    numeral = ""
    for letters, value in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def roman_value(numeral: str) -> int | None:
    """The value of a properly written numeral of either case up to 399, else None."""
    values = dict(_ROMAN)
    total, highest = 0, 0
    for letter in reversed(numeral.upper()):
        value = values.get(letter)
        if value is None:
            return None
        total += value if value >= highest else -value
        highest = max(highest, value)
    return total if 0 < total < 400 and roman(total) == numeral.upper() else None


def letter_value(letter: str) -> int:
    """Its place among all letters that number points, đ and the Latin extras included; a is 1."""
    return _ALL_LETTERS.find(letter.lower()) + 1


def cardinal(number: int) -> str:
    """A number from 1 to 99 in words, any other in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number <= _LARGEST_WRITTEN:
        return str(number)
    last = _DIGITS[ones]
    if tens:
        last = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else last
    first = {0: "", 1: "mười"}.get(tens, f"{_DIGITS[tens]} mươi")
    return f"{first} {last}".strip()


def ordinal(number: int) -> str:
    """What follows "thứ"."""
    return {1: "nhất", 4: "tư"}.get(number, cardinal(number))


_ORDINALS = {
    **{cardinal(number): number for number in range(1, _LARGEST_WRITTEN + 1)},
    **{ordinal(number): number for number in range(1, _LARGEST_WRITTEN + 1)},
    "bẩy": 7, "hai mươi tư": 24,
}  # fmt: skip


def numeral_value(numeral: str) -> int | None:
    """The value of a number after Phần, Chương, Mục: 2, II, B, "thứ hai"; None for a mere word."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral.lower().startswith("thứ"):
        return _ORDINALS.get(" ".join(numeral.lower().split()[1:]))
    return roman_value(numeral) or (letter_value(numeral) if len(numeral) == 1 else None)


def fit_number(number: int, *, last: int | None, used: set[int]) -> Fit:
    """last: the number just before in the same list, None at its beginning."""
    if number == (last or 0) + 1:
        return Fit.DUPLICATE if number in used else Fit.NEXT
    if number in used:
        return Fit.DUPLICATE
    if number > (last or 0) + LARGEST_JUMP:
        return Fit.NEVER
    return Fit.JUMP


def fit_letter(letter: str, *, last: str | None, used: set[str]) -> Fit:
    """As fit_number for lower-case letters; a list begins at a."""
    if letter in used:
        return Fit.DUPLICATE
    if last is None:
        return Fit.NEXT if letter == "a" else Fit.NEVER
    if _follows(last, letter, VIETNAMESE_LETTERS):
        return Fit.NEXT
    if _follows(last, letter, LATIN_LETTERS):
        return Fit.LATIN
    return Fit.JUMP


def _follows(last: str, letter: str, order: str) -> bool:
    return last in order and order.find(letter) == order.index(last) + 1
