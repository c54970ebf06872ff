"""What the paragraph styles of a Word file say, along the chain of styles they are based on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from consultations.importers.wordxml import attribute, child, children, font_of, is_on, number


@dataclass(frozen=True)
class Style:
    id: str
    name: str = ""
    based_on: str = ""
    num_id: int | None = None
    level: int | None = None
    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    alignment: str | None = None
    ruled: bool | None = None
    font: str | None = None


@dataclass
class Styles:
    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        seen = set()
        wanted = style_id if style_id in self.by_id else self.default
        while wanted in self.by_id and wanted not in seen:
            seen.add(wanted)
            yield self.by_id[wanted]
            wanted = self.by_id[wanted].based_on

    def first(self, style_id: str | None, quality: str):
        """What the nearest style that says anything about `quality` says; None if none does."""
        said = (getattr(style, quality) for style in self.chain(style_id))
        return next((value for value in said if value is not None), None)


def read_styles(root) -> Styles:
    styles = Styles()
    for element in children(root, "style") if root is not None else ():
        style_id = attribute(element, "styleId")
        if not style_id:
            continue
        styles.by_id[style_id] = _style(element, style_id)
        is_default = attribute(element, "default") in ("1", "true", "on")
        if is_default and attribute(element, "type") == "paragraph":
            styles.default = style_id
    return styles


def _style(element, style_id: str) -> Style:
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    listed = child(paragraph, "numPr")
    return Style(
        id=style_id,
        name=(attribute(child(element, "name"), "val") or "").lower(),
        based_on=attribute(child(element, "basedOn"), "val") or "",
        num_id=number(child(listed, "numId")),
        level=number(child(listed, "ilvl")),
        bold=is_on(child(run, "b")),
        capitals=is_on(child(run, "caps")),
        hidden=is_on(child(run, "vanish")),
        alignment=attribute(child(paragraph, "jc"), "val"),
        ruled=is_ruled(child(element, "tblPr", "tblBorders")),
        font=font_of(run),
    )


def is_ruled(borders) -> bool | None:
    """Whether w:tblBorders or w:tcBorders draw a line; None when they are not there."""
    if borders is None:
        return None
    return any(attribute(line, "val") not in ("none", "nil", None) for line in borders)
