"""Numerals and bullets in the formats Word has for its lists (ISO 29500-1, 17.18.59)."""

import unicodedata

from consultations.importers.sequence import cardinal, ordinal, roman

# Their letters are pictures: the "v" of Wingdings is ❖.
_PICTURE_FONTS = ("symbol", "wingdings", "webdings", "marlett", "zapf", "dingbats", "monotype sorts")


def bullet(text: str, font: str = "") -> str:
    """The bullet as a reader could type it: "-" for what only a picture font shows."""
    glyph = text.strip()
    if len(glyph) > 1:
        return glyph
    if not glyph or font.lower().startswith(_PICTURE_FONTS) or unicodedata.category(glyph) == "Co":
        return "-"
    return "-" if glyph.isalnum() and glyph != "o" else glyph


def numeral(value: int, numeral_format: str) -> str:
    if numeral_format == "none":
        return ""
    if numeral_format == "decimalZero":
        return f"{value:02}"
    if numeral_format.strip("0") == "":
        return str(value).zfill(len(numeral_format))
    if numeral_format.endswith("Roman") and 0 < value < 400:
        return roman(value) if numeral_format == "upperRoman" else roman(value).lower()
    if numeral_format.endswith("Letter") and value > 0:
        return _letters(value, numeral_format)
    written = _WRITTEN.get(numeral_format)
    return written(value) if written else str(value)


def _letters(value: int, numeral_format: str) -> str:
    """Word goes on with aa, bb, cc after z."""
    turns, place = divmod(value - 1, 26)
    letter = chr(ord("a") + place) * min(turns + 1, 9)
    return letter.upper() if numeral_format == "upperLetter" else letter


_WRITTEN = {
    "vietnameseCounting": cardinal,
    "cardinalText": lambda value: cardinal(value).capitalize(),
    "ordinalText": lambda value: f"Thứ {ordinal(value)}",
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "numberInDash": lambda value: f"- {value} -",
}
