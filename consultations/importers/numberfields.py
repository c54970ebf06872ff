"""Numbers that are fields (AUTONUM, LISTNUM): Word counts them when it shows them, the file holds none.

Source: ISO 29500-1, 17.16.5.5 to 17.16.5.7 and 17.16.5.35.
"""

import re
from collections import defaultdict

from consultations.importers.numerals import numeral

_SWITCH = re.compile(r"\\(?P<name>[a-z*])\s*(?P<value>[^\\\s]*)", re.I)
# Of each level: what stands around the numeral, and its format; "legal" prints the numbers above as well.
_LISTS = {
    "numberdefault": (
        ("{})", "decimal"), ("{})", "lowerLetter"), ("{})", "lowerRoman"), ("({})", "decimal"),
        ("({})", "lowerLetter"), ("({})", "lowerRoman"), ("{}.", "decimal"), ("{}.", "lowerLetter"),
        ("{}.", "lowerRoman"),
    ),
    "outlinedefault": (
        ("{}.", "upperRoman"), ("{}.", "upperLetter"), ("{}.", "decimal"), ("{})", "lowerLetter"),
        ("({})", "decimal"), ("({})", "lowerLetter"), ("({})", "lowerRoman"), ("({})", "lowerLetter"),
        ("({})", "lowerRoman"),
    ),
    "legaldefault": (("{}.", "decimal"),) * 9,
}  # fmt: skip
_FORMATS = {
    "arabic": "decimal", "alphabetic": "lowerLetter", "ALPHABETIC": "upperLetter",
    "roman": "lowerRoman", "ROMAN": "upperRoman",
}  # fmt: skip


def is_number_field(instruction: str) -> bool:
    return instruction.split()[:1] in (["AUTONUM"], ["AUTONUMLGL"], ["AUTONUMOUT"], ["LISTNUM"])


class NumberFields:
    """Gives the numbers of a document's fields, which must be asked for in their order."""

    def __init__(self):
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._levels: dict[str, int] = {}

    def text(self, instruction: str) -> str:
        """instruction: for which is_number_field() holds."""
        word, *rest = instruction.split(maxsplit=1)
        switches = {found["name"].lower(): found["value"] for found in _SWITCH.finditer("".join(rest))}
        if word != "LISTNUM":
            return self._automatic(word, switches)
        named = re.match(r"\"?([\w ]+?)\"?\s*(?:\\|$)", "".join(rest))
        return self._listed((named[1] if named else "NumberDefault").lower(), switches)

    def _automatic(self, word: str, switches: dict[str, str]) -> str:
        number = self._next(word, 1)
        chosen = switches.get("*", "")
        shown = numeral(number, _FORMATS.get(chosen) or _FORMATS.get(chosen.lower(), "decimal"))
        return shown if "e" in switches else shown + (switches.get("s") or ".")

    def _listed(self, name: str, switches: dict[str, str]) -> str:
        level = min(max(_whole(switches.get("l")) or self._levels.get(name, 1), 1), 9)
        self._levels[name] = level
        start = _whole(switches.get("s"))
        number = self._next(name, level, start)
        if name == "legaldefault":
            counts = self._counts[name]
            return "".join(f"{counts.get(at, 1)}." for at in range(1, level + 1))
        pattern, numeral_format = _LISTS.get(name, _LISTS["numberdefault"])[level - 1]
        return pattern.format(numeral(number, numeral_format))

    def _next(self, name: str, level: int, start: int | None = None) -> int:
        counts = self._counts[name]
        counts[level] = counts.get(level, 0) + 1 if start is None else start
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return counts[level]


def _whole(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 7 else None
