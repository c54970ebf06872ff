"""Word's automatic numbers as they are printed.

A paragraph points to a list (w:num); the list to a definition (w:abstractNum) with nine levels.
Lists of one definition share its counters; an override starts them anew the first time it is met.
"""

import re
from dataclasses import dataclass, field

from consultations.importers.sequence import roman
from consultations.importers.styles import Styles
from consultations.importers.wordxml import attribute, child, children, is_on, name, number

LEVELS = range(9)


@dataclass(frozen=True)
class Level:
    """restart: after a paragraph of which level, 1 the outermost, it starts anew; 0 never."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False


@dataclass
class Definition:
    levels: dict[int, Level]
    linked_style: str = ""
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class Numbers:
    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Gives the labels of a document's paragraphs, which must be asked for in their order."""

    def __init__(self, root, styles: Styles):
        self._styles = styles
        self._definitions: dict[str, Definition] = {}
        self._lists: dict[int, Numbers] = {}
        self._started: set[tuple[int, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, properties, style_id: str | None) -> str:
        """The number of the next paragraph; "" when it has none. properties: its w:pPr or None."""
        found = self._place(properties, style_id)
        if not found:
            return ""
        num_id, at, definition = found
        levels = definition.levels | self._lists[num_id].levels
        if at not in levels:
            return ""
        self._count(num_id, at, definition, levels)
        return _printed(levels, definition.counts, at)

    def _read(self, root) -> None:
        for element in children(root, "abstractNum"):
            levels = dict(map(_level, children(element, "lvl")))
            link = attribute(child(element, "numStyleLink"), "val") or ""
            self._definitions[attribute(element, "abstractNumId") or ""] = Definition(levels, link)
        for element in children(root, "num"):
            num_id = number(element, "numId")
            if num_id is not None:
                self._lists[num_id] = _numbers(element)

    def _place(self, properties, style_id) -> tuple[int, int, Definition] | None:
        """The list, its level, its definition; a paragraph's own word goes before its style's."""
        listed = child(properties, "numPr")
        num_id, at = number(child(listed, "numId")), number(child(listed, "ilvl"))
        if num_id is not None:
            definition = self._definition(num_id)
            return (num_id, at or 0, definition) if definition else None
        for style in self._styles.chain(style_id):
            if style.num_id is None:
                continue
            definition = self._definition(style.num_id)
            if not definition:
                return None
            if at is None:
                at = self._level_of_style(definition, style_id, style)
            return style.num_id, at, definition
        return None

    def _definition(self, num_id: int) -> Definition | None:
        """The definition itself, where a list only names the numbering style that has it."""
        for _ in range(5):
            numbers = self._lists.get(num_id)
            definition = self._definitions.get(numbers.definition) if numbers else None
            if not definition or not definition.linked_style:
                return definition
            num_id = self._styles.first(definition.linked_style, "num_id") or 0
        return None

    def _level_of_style(self, definition: Definition, style_id, style) -> int:
        """A level that names the style goes before the level the style names."""
        for wanted in (style_id, style.id):
            for at, level in definition.levels.items():
                if level.style and level.style == wanted:
                    return at
        return style.level or 0

    def _count(self, num_id: int, at: int, definition: Definition, levels) -> None:
        counts, starts = definition.counts, self._lists[num_id].starts
        if at in starts and (num_id, at) not in self._started:
            counts[at] = starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else starts.get(at, levels[at].start)
        self._started.add((num_id, at))
        for deeper in [deeper for deeper in counts if deeper > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]


def _level(element) -> tuple[int, Level]:
    # A format of its own stands in mc:AlternateContent, whose fallback is a common one.
    formats = [one for one in element.iter() if name(one) == "numFmt"]
    return number(element, "ilvl") or 0, Level(
        start=_or(number(child(element, "start")), 0),
        format=attribute(formats[-1], "val") or "decimal" if formats else "decimal",
        text=attribute(child(element, "lvlText"), "val") or "",
        restart=number(child(element, "lvlRestart")),
        style=attribute(child(element, "pStyle"), "val") or "",
        legal=bool(is_on(child(element, "isLgl"))),
    )


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _numbers(element) -> Numbers:
    numbers = Numbers(attribute(child(element, "abstractNumId"), "val") or "")
    for override in children(element, "lvlOverride"):
        at = number(override, "ilvl") or 0
        start = number(child(override, "startOverride"))
        if start is not None:
            numbers.starts[at] = start
        level = child(override, "lvl")
        if level is not None:
            numbers.levels[at] = _level(level)[1]
    return numbers


def _printed(levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.format == "bullet":
        return level.text.strip() or "-"

    def numeral(found) -> str:
        outer = int(found[1]) - 1
        if outer not in levels:
            return ""
        value = counts.get(outer, levels[outer].start)
        return _numeral(value, "decimal" if level.legal else levels[outer].format)

    return re.sub(r"%([1-9])", numeral, level.text).strip()


def _numeral(value: int, numeral_format: str) -> str:
    if numeral_format == "none":
        return ""
    if numeral_format == "decimalZero":
        return f"{value:02}"
    if numeral_format.endswith("Roman") and 0 < value < 400:
        return roman(value) if numeral_format == "upperRoman" else roman(value).lower()
    if numeral_format.endswith("Letter") and value > 0:
        # Word goes on with aa, bb, cc after z.
        turns, place = divmod(value - 1, 26)
        letter = chr(ord("a") + place) * min(turns + 1, 9)
        return letter.upper() if numeral_format == "upperLetter" else letter
    return str(value)
