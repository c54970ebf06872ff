"""Short ways through WordprocessingML, by local names: strict and transitional files differ in
nothing else that matters here."""

from collections.abc import Iterator

_OFF = {"0", "false", "off", "none"}


def name(element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element, wanted: str) -> str | None:
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == wanted:
            return value
    return None


def child(element, *path: str):
    """The first child of that name, and the first child of that, …; None if one is missing."""
    for wanted in path:
        if element is None:
            return None
        element = next(children(element, wanted), None)
    return element


def children(element, wanted: str) -> Iterator:
    return (one for one in element if name(one) == wanted)


def number(element, wanted: str = "val") -> int | None:
    """The attribute as a whole number; None when it is missing or something else."""
    value = attribute(element, wanted) or ""
    return int(value) if value.lstrip("-").isdecimal() and len(value) < 10 else None


def is_on(element) -> bool | None:
    """Whether a switch such as w:b is on; None when it is not there, so a style may decide."""
    if element is None:
        return None
    return (attribute(element, "val") or "1").lower() not in _OFF


def font_of(looks) -> str | None:
    """The font that run properties (w:rPr, or None) name for Western letters."""
    fonts = child(looks, "rFonts")
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def is_contents_field(instruction: str) -> bool:
    return instruction.split()[:1] == ["TOC"]
