"""Word's automatic numbers as they are printed.

A paragraph points to a list (w:num); the list to a definition (w:abstractNum) with nine levels.
Lists of one definition share its counters; an override starts them anew the first time it is met.
"""

import re
from dataclasses import dataclass, field

from consultations.importers.numerals import bullet, numeral
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
    font: str = ""


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
        said = None
        for style in self._styles.chain(style_id):
            said = style.level if said is None else said
            if style.num_id is None:
                continue
            definition = self._definition(style.num_id)
            if not definition:
                return None
            if at is None:
                at = self._level_of_style(definition, style_id, style.id, said or 0)
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

    def _level_of_style(self, definition: Definition, style_id, listed_id: str, said: int) -> int:
        """A level that names the style goes before the level the style names (ISO 29500-1, 17.9.23).

        listed_id: the style of the chain that names the list. said: the level the chain names.
        """
        own = self._styles.by_id.get(style_id)
        # A style that names a level of its own does not inherit its forebear's.
        names = (style_id,) if own and own.level is not None else (style_id, listed_id)
        for wanted in names:
            for at, level in definition.levels.items():
                if level.style and level.style == wanted:
                    return at
        return said

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
    return number(element, "ilvl") or 0, Level(
        start=_or(number(child(element, "start")), 0),
        format=_format(element),
        text=attribute(child(element, "lvlText"), "val") or "",
        restart=number(child(element, "lvlRestart")),
        style=attribute(child(element, "pStyle"), "val") or "",
        legal=bool(is_on(child(element, "isLgl"))),
        font=attribute(child(element, "rPr", "rFonts"), "ascii") or "",
    )


def _format(element) -> str:
    """Its name; "000" for numbers of three digits, which Word writes as a format of its own.

    Such a format stands in mc:AlternateContent, whose fallback is a common one.
    """
    formats = [one for one in element.iter() if name(one) == "numFmt"]
    for one in formats:
        zeros = (attribute(one, "format") or "").partition(",")[0].strip()
        if attribute(one, "val") == "custom" and zeros[:-1].strip("0") == "" and zeros[:1] == "0":
            return "0" * len(zeros)
    return attribute(formats[-1], "val") or "decimal" if formats else "decimal"


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
        return bullet(level.text, level.font)

    def printed(found) -> str:
        outer = int(found[1]) - 1
        if outer not in levels:
            return ""
        value = counts.get(outer, levels[outer].start)
        return numeral(value, "decimal" if level.legal else levels[outer].format)

    return re.sub(r"%([1-9])", printed, level.text).strip()
