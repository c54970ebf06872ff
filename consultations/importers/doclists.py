"""The styles and lists of a Word 97 file, written as a newer file has them. Source: [MS-DOC]."""

import struct

from consultations.importers import wordtree
from consultations.importers.docfile import FONTS, LISTS, OVERRIDES, STYLES, DocFile, modifiers

_NO_STYLE = 0x0FFF
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    22: "decimalZero", 23: "bullet", 255: "none",
}  # fmt: skip
_ALIGNMENTS = {0: "left", 1: "center", 2: "right"}
# Modifiers of characters and paragraphs by what they say.
_SWITCHES = {0x0835: "b", 0x083B: "caps", 0x083C: "vanish"}
_OFF, _ON, _OPPOSITE = 0, 1, 0x81
_FONT_SLOTS = {0x4A4F: "ascii", 0x4A51: "hAnsi"}
_CHARACTER_STYLE, _DELETED, _INSERTED, _SYMBOL = 0x4A30, 0x0800, 0x0801, 0x6A09
_JUSTIFIED = (0x2403, 0x2461)
_LEVEL, _LIST = 0x260A, 0x460B
_MAX_STYLES, _MAX_LISTS = 4_096, 4_096


def fonts_of(file: DocFile) -> list[str]:
    """The names of the fonts, at the numbers that runs give them."""
    table = file.structure(FONTS)
    names, at = [], 4
    while at < len(table):
        length = table[at]
        name = table[at + 40 : at + 1 + length].decode("utf-16-le", "replace")
        names.append(name.split("\0")[0])
        at += 1 + length
    return names


def add_looks(parent, said: bytes, fonts: list[str]):
    """<w:rPr> of what is said of characters."""
    looks = wordtree.add(parent, "rPr")
    slots = {}
    for sprm, operand in modifiers(said):
        if sprm in _SWITCHES and operand and operand[0] in (_OFF, _ON, _OPPOSITE):
            wordtree.add(looks, _SWITCHES[sprm], "1" if operand[0] else "0")
        elif sprm in _FONT_SLOTS and int.from_bytes(operand, "little") < len(fonts):
            slots[_FONT_SLOTS[sprm]] = fonts[int.from_bytes(operand, "little")]
        elif sprm == _CHARACTER_STYLE:
            wordtree.add(looks, "rStyle", str(int.from_bytes(operand, "little")))
    if slots:
        wordtree.add(looks, "rFonts", **slots)
    return looks


def changes(said: bytes) -> set[str]:
    """Of "del" and "ins", those that a tracked change makes of the characters."""
    kinds = {_DELETED: "del", _INSERTED: "ins"}
    return {kinds[sprm] for sprm, operand in modifiers(said) if sprm in kinds and operand[:1] == b"\1"}


def symbol(said: bytes) -> str:
    """The character that a placeholder stands for."""
    found = [operand for sprm, operand in modifiers(said) if sprm == _SYMBOL and len(operand) == 4]
    return chr(int.from_bytes(found[-1][2:], "little")) if found else ""


def add_paragraph_looks(parent, style: int | None, said: bytes):
    """<w:pPr>; style: None within a style itself."""
    looks = wordtree.add(parent, "pPr")
    if style is not None:
        wordtree.add(looks, "pStyle", str(style))
    level = listed = None
    for sprm, operand in modifiers(said):
        value = int.from_bytes(operand, "little") if len(operand) <= 2 else None
        if sprm in _JUSTIFIED:
            wordtree.add(looks, "jc", _ALIGNMENTS.get(value, "both"))
        elif sprm == _LEVEL:
            level = value
        elif sprm == _LIST:
            listed = value
    if level is not None or listed is not None:
        numbered = wordtree.add(looks, "numPr")
        if level is not None:
            wordtree.add(numbered, "ilvl", str(level))
        if listed is not None:
            wordtree.add(numbered, "numId", str(listed))
    return looks


def styles_of(file: DocFile, fonts: list[str]):
    """<w:styles>; a style's id is its number."""
    sheet, root = file.structure(STYLES), wordtree.new("styles")
    if len(sheet) < 20:
        return root
    header_bytes, count, base_bytes = struct.unpack_from("<HHH", sheet)
    (default_font,) = struct.unpack_from("<H", sheet, 14)
    at = 2 + header_bytes
    if default_font < len(fonts):
        defaults = wordtree.add(wordtree.add(root, "docDefaults"), "rPrDefault")
        wordtree.add(wordtree.add(defaults, "rPr"), "rFonts", ascii=fonts[default_font])
    for number in range(min(count, _MAX_STYLES)):
        (length,) = struct.unpack_from("<H", sheet, at)
        if length:
            _add_style(root, number, sheet[at + 2 : at + 2 + length], base_bytes, fonts)
        at += 2 + length
    return root


def _add_style(root, number: int, style: bytes, base_bytes: int, fonts: list[str]) -> None:
    _, kind_and_base, count_and_next = struct.unpack_from("<HHH", style)
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    (letters,) = struct.unpack_from("<H", style, base_bytes)
    at = base_bytes + 2 + 2 * letters + 2
    element = wordtree.add(root, "style", styleId=str(number), type="paragraph" if kind == 1 else "character")
    if number == 0:
        element.set(element.tag.replace("style", "default"), "1")
    wordtree.add(element, "name", style[base_bytes + 2 : at - 2].decode("utf-16-le", "replace"))
    if base != _NO_STYLE:
        wordtree.add(element, "basedOn", str(base))
    said = []
    for _ in range(count_and_next & 0xF):
        at += at % 2
        (length,) = struct.unpack_from("<H", style, at)
        said.append(style[at + 2 : at + 2 + length])
        at += 2 + length
    if kind == 1 and said:
        add_paragraph_looks(element, None, said.pop(0)[2:])
    if said:
        add_looks(element, said[0], fonts)


def numbering_of(file: DocFile, fonts: list[str]):
    """<w:numbering>; a list's w:numId is the number that paragraphs give it."""
    root = wordtree.new("numbering")
    begin, length = file.place(LISTS)
    if length >= 2:
        _add_definitions(root, file.table, begin, fonts)
    if file.place(OVERRIDES)[1] >= 4:
        _add_lists(root, file.table, file.place(OVERRIDES)[0], fonts)
    return root


def _add_definitions(root, table: bytes, begin: int, fonts: list[str]) -> None:
    (count,) = struct.unpack_from("<H", table, begin)
    at = begin + 2 + 28 * count
    for number in range(min(count, _MAX_LISTS)):
        head = table[begin + 2 + 28 * number :][:28]
        definition = wordtree.add(root, "abstractNum", abstractNumId=head[:4].hex())
        styles = struct.unpack_from("<9H", head, 8)
        for level in range(1 if head[26] & 1 else 9):
            style = str(styles[level]) if styles[level] != _NO_STYLE else ""
            at = _add_level(definition, level, table, at, fonts, style)


def _add_level(parent, level: int, table: bytes, at: int, fonts: list[str], style: str = "") -> int:
    """<w:lvl> of the level that stands at `at`; where it ends."""
    start, numeral_format, flags = struct.unpack_from("<iBB", table, at)
    places = table[at + 6 : at + 15]
    character_bytes, paragraph_bytes, limit = struct.unpack_from("<BBB", table, at + 24)
    at += 28 + paragraph_bytes
    said = table[at : at + character_bytes]
    at += character_bytes
    (length,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    element = wordtree.add(parent, "lvl", ilvl=str(level))
    wordtree.add(element, "start", str(start))
    wordtree.add(element, "numFmt", _FORMATS.get(numeral_format, "decimal"))
    if flags & 0x08:
        wordtree.add(element, "lvlRestart", str(limit))
    if style:
        wordtree.add(element, "pStyle", style)
    if flags & 0x04:
        wordtree.add(element, "isLgl")
    wordtree.add(element, "lvlText", _pattern(text, places))
    add_looks(element, said, fonts)
    return at + 2 + 2 * length


def _pattern(text: str, places: bytes) -> str:
    """ "Điều %1.": in the file the places of numerals hold the number of their level."""
    letters = list(text)
    for place in places:
        if 0 < place <= len(letters) and ord(letters[place - 1]) < 9:
            letters[place - 1] = f"%{ord(letters[place - 1]) + 1}"
    return "".join(letters)


def _add_lists(root, table: bytes, begin: int, fonts: list[str]) -> None:
    (count,) = struct.unpack_from("<I", table, begin)
    if count > _MAX_LISTS:
        raise ValueError("more lists than a document has")
    at = begin + 4 + 16 * count
    for number in range(count):
        head = table[begin + 4 + 16 * number :][:16]
        element = wordtree.add(root, "num", numId=str(number + 1))
        wordtree.add(element, "abstractNumId", head[:4].hex())
        at += 4
        for _ in range(head[12]):
            at = _add_override(element, table, at, fonts)


def _add_override(parent, table: bytes, at: int, fonts: list[str]) -> int:
    start, flags = struct.unpack_from("<iI", table, at)
    element = wordtree.add(parent, "lvlOverride", ilvl=str(flags & 0xF))
    if flags & 0x10:
        wordtree.add(element, "startOverride", str(start))
    at += 8
    return _add_level(element, flags & 0xF, table, at, fonts) if flags & 0x20 else at
