"""Signs that Word takes from picture fonts, by the code it keeps them under (w:sym, private use).

Source: the Symbol and Wingdings encodings, https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/
and the Wingdings table of the Unicode proposal L2/12-368. Those not listed are read as bullets.
"""

_SYMBOL = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB9: "≠", 0xBB: "≈", 0xB8: "÷", 0xBC: "…", 0xDE: "⇒",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ",
    0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
_WINGDINGS = {
    0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗",
    0xE0: "→", 0xE8: "→", 0xF0: "⇒", 0x28: "☎", 0x2A: "✉",
}  # fmt: skip


def symbol(code: str | None, font: str | None) -> str:
    """The sign under hexadecimal `code` of a picture font; "" for what is no code.

    A font that is no picture font keeps its own signs under the codes of Unicode.
    """
    try:
        value = int(code or "", 16)
        sign = chr(value)
    except (ValueError, OverflowError):
        return ""
    if not 0xF000 <= value <= 0xF0FF and value > 0xFF:
        return sign
    named = (font or "").lower()
    if named == "symbol":
        return _SYMBOL.get(value & 0xFF, chr(0xF000 | value & 0xFF))
    if named == "wingdings":
        return _WINGDINGS.get(value & 0xFF, chr(0xF000 | value & 0xFF))
    return sign
