"""How the words of a web page look, as far as an importer asks: by tag, by attribute, by simple styles."""

import re
from dataclasses import dataclass, replace

MAX_RULES = 3_000

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+))?", re.I)
_BOLD_TAGS = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD_WEIGHTS = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_LIST_STYLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
    "disc": "bullet", "circle": "bullet", "square": "bullet",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """change: "del" or "ins" of a tracked change. numbers: the format of the list it stands in."""

    font: str = ""
    bold: bool = False
    caps: bool = False
    hidden: bool = False
    centered: bool = False
    change: str = ""
    keeps_spaces: bool = False
    numbers: str = ""


class Sheet:
    """The rules of a page's style elements that name a tag, a class, or a tag with a class."""

    def __init__(self, css: str):
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for found, _ in zip(_RULE.finditer(_COMMENT.sub("", css)), range(MAX_RULES), strict=False):
            for selector in found[1].split(","):
                named = _SELECTOR.fullmatch(selector.strip())
                if named and named[0]:
                    key = (named["tag"] or "").lower(), named["name"] or ""
                    self._rules.setdefault(key, {}).update(declarations(found[2]))

    def said(self, element) -> dict[str, str]:
        """What is declared for the element; its own style attribute goes before the rules."""
        tag = element.tag.lower()
        found = dict(self._rules.get((tag, ""), {}))
        for name in (element.get("class") or "").split()[:20]:
            found |= self._rules.get(("", name), {}) | self._rules.get((tag, name), {})
        return found | declarations(element.get("style") or "")

    def look(self, element, outer: Look) -> Look:
        """How the words of the element look inside `outer`."""
        said, tag = self.said(element), element.tag.lower()
        look = replace(
            outer,
            bold=_is_bold(said.get("font-weight"), outer.bold or tag in _BOLD_TAGS),
            caps=outer.caps if "text-transform" not in said else said["text-transform"] == "uppercase",
            hidden=outer.hidden or said.get("display") == "none" or said.get("visibility") == "hidden",
            centered=_is_centered(element, said, outer.centered),
            change=tag if tag in ("del", "ins") else outer.change,
            keeps_spaces=outer.keeps_spaces or tag == "pre",
        )
        font = said.get("font-family") or (element.get("face") if tag == "font" else None)
        if font:
            look = replace(look, font=font.split(",")[0].strip(" \"'"))
        listed = said.get("list-style-type") or said.get("list-style", "").partition(" ")[0]
        listed = _LIST_STYLES.get(listed) or _LIST_STYLES.get(element.get("type") or "")
        if tag in ("ol", "ul"):
            listed = listed or ("decimal" if tag == "ol" else "bullet")
        return replace(look, numbers=listed) if listed and tag in ("ol", "ul", "li") else look


def declarations(css: str) -> dict[str, str]:
    """{property: value} of "font-weight: bold; text-align: center"."""
    parts = (one.partition(":") for one in css[:5000].split(";"))
    return {
        name.strip().lower(): value.strip().removesuffix("!important").strip() for name, _, value in parts
    }


def _is_bold(weight: str | None, otherwise: bool) -> bool:
    return otherwise if weight in (None, "inherit") else weight in _BOLD_WEIGHTS


def _is_centered(element, said: dict[str, str], otherwise: bool) -> bool:
    own = said.get("text-align") or element.get("align")
    if element.tag == "center":
        return True
    # On a table or a picture it places the thing itself.
    return otherwise if not own or element.tag in ("table", "img", "hr") else own.lower() == "center"
