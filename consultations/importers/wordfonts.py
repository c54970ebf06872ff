"""Runs of a Word file that are set in a font older than Unicode, rewritten where they stand."""

from dataclasses import dataclass, field

from consultations.importers import fonts
from consultations.importers.fonts import Encoding
from consultations.importers.styles import Styles
from consultations.importers.syllables import share
from consultations.importers.wordxml import attribute, child, children, font_of, name


@dataclass
class _Stretch:
    """Neighbouring runs of one paragraph in one encoding: a VNI mark may stand in the next run.

    texts: their w:t elements, and whether the font shows capitals.
    """

    encoding: Encoding | None
    texts: list[tuple] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(element.text or "" for element, _ in self.texts)

    def convert(self, encoding: Encoding) -> None:
        """Each element gets the letters that begin in it."""
        text, at = self.text, 0
        ends = []
        for element, _ in self.texts:
            at += len(element.text or "")
            ends.append(at)
        begin = 0
        for (element, capitals), end in zip(self.texts, ends, strict=True):
            end = max(begin, end)
            # A vowel at the end takes its mark along.
            longer = fonts.to_unicode(text[begin : end + 1], encoding)
            if end < len(text) and len(longer) == len(fonts.to_unicode(text[begin:end], encoding)):
                end += 1
            converted = fonts.to_unicode(text[begin:end], encoding)
            element.text = converted.upper() if capitals else converted
            begin = end


def modernise(parts, styles: Styles) -> set[Encoding]:
    """Rewrites the words of `parts` (package.WordParts); the encodings that were met."""
    roots = [root for root in (parts.document, parts.footnotes, parts.endnotes) if root is not None]
    default = _default_font(parts.styles)
    stretches = [stretch for root in roots for stretch in _stretches(root, styles, default)]
    named = [stretch for stretch in stretches if stretch.encoding]
    met = _convert_named(named) | _number_texts(parts.numbering)
    unnamed = [one for one in stretches if not one.encoding and not fonts.is_modern(one.text)]
    encoding = fonts.guess("\n".join(stretch.text for stretch in unnamed))
    if encoding:
        met.add(encoding)
        for stretch in unnamed:
            if _gains(stretch, encoding):
                stretch.convert(encoding)
    return met


def _convert_named(stretches: list[_Stretch]) -> set[Encoding]:
    """People also type Unicode while an old font is chosen: Word then shows another one."""
    modern = [stretch for stretch in stretches if fonts.is_modern(stretch.text)]
    old = [stretch for stretch in stretches if not fonts.is_modern(stretch.text)]
    typed_anew = len(modern) > sum(_gains(stretch, stretch.encoding) for stretch in old)
    met = set()
    for stretch in [] if typed_anew else old:
        before = stretch.text
        stretch.convert(stretch.encoding)
        if stretch.text != before:
            met.add(stretch.encoding)
    return met


def _gains(stretch: _Stretch, encoding: Encoding) -> bool:
    return share(fonts.to_unicode(stretch.text, encoding)) > share(stretch.text)


def _stretches(root, styles: Styles, default: str):
    for paragraph in (one for one in root.iter() if name(one) == "p"):
        style_id = attribute(child(paragraph, "pPr", "pStyle"), "val")
        current = None
        for run in (one for one in paragraph.iter() if name(one) == "r"):
            texts = [_text_element(one) for one in run if name(one) in ("t", "softHyphen")]
            if not texts or _owner(run) is not paragraph:
                continue
            encoding, capitals = fonts.encoding_of(_font(run, style_id, styles, default))
            if current is None or current.encoding is not encoding:
                if current:
                    yield current
                current = _Stretch(encoding)
            current.texts += [(one, capitals) for one in texts]
        if current:
            yield current


def _text_element(element):
    """What Word calls a soft hyphen was typed as ư in TCVN3; elsewhere it is dropped as ever."""
    if name(element) == "softHyphen":
        element.tag = element.tag.replace("softHyphen", "t")
        element.text = "\u00ad"
    return element


def _owner(run):
    """The paragraph the run stands in, which may stand in a text box of another."""
    return next((one for one in run.iterancestors() if name(one) == "p"), None)


def _font(run, style_id, styles: Styles, default: str) -> str:
    looks = child(run, "rPr")
    own = font_of(looks)
    run_style = attribute(child(looks, "rStyle"), "val")
    if own or not (run_style or style_id):
        return own or styles.first(None, "font") or default
    by_run = styles.first(run_style, "font") if run_style in styles.by_id else None
    return by_run or styles.first(style_id, "font") or default


def _default_font(styles_root) -> str:
    if styles_root is None:
        return ""
    return font_of(child(styles_root, "docDefaults", "rPrDefault", "rPr")) or ""


def _number_texts(numbering) -> set[Encoding]:
    """ "Điều %1." too may have been typed in an old font."""
    met = set()
    for level in numbering.iter() if numbering is not None else ():
        if name(level) != "lvl":
            continue
        encoding, capitals = fonts.encoding_of(font_of(child(level, "rPr")) or "")
        for text in children(level, "lvlText"):
            met |= _convert_label(text, encoding, capitals)
    return met


def _convert_label(text, encoding: Encoding | None, capitals: bool) -> set[Encoding]:
    for key, value in text.attrib.items():
        if key.rpartition("}")[2] == "val" and encoding and not fonts.is_modern(value):
            converted = fonts.to_unicode(value, encoding)
            text.set(key, converted.upper() if capitals else converted)
            return {encoding} if converted != value else set()
    return set()
