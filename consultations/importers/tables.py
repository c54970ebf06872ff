"""Tables of a Word file: their rows and cells, and whether they hold data or only place words."""

from consultations.importers.lines import clean
from consultations.importers.signatures import RECIPIENTS, SIGNATURE
from consultations.importers.styles import Styles, is_ruled
from consultations.importers.titles import LETTERHEAD, NATIONAL_MOTTO
from consultations.importers.wordxml import attribute, child, name

LAYOUT_MAX_ROWS = 6
LAYOUT_MAX_COLUMNS = 4


def rows_of(table):
    for one in table:
        if name(one) == "tr":
            yield one
        elif name(one) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from rows_of(one)


def cells_of(row):
    for one in row:
        if name(one) == "tc":
            yield one
        elif name(one) in ("sdt", "sdtContent", "customXml"):
            yield from cells_of(one)


def paragraphs_of(element):
    return (one for one in element.iter() if name(one) == "p")


def is_layout(table, cells, styles: Styles, *, at_top: bool) -> bool:
    """Whether the table only places words side by side: letterhead, signatures, a framed box.

    cells: those of each row. at_top: no words stand before it. What has lines around its cells is
    data, save the letterhead and the recipients that somebody left their lines.
    """
    if max(map(len, cells), default=0) == 1:
        return True
    if len(cells) > LAYOUT_MAX_ROWS or max(map(len, cells), default=0) > LAYOUT_MAX_COLUMNS:
        return False
    letterhead = LETTERHEAD if at_top else NATIONAL_MOTTO
    marks = [letterhead.search, RECIPIENTS.match]
    if not _has_lines(table, styles):
        marks.append(SIGNATURE.match)
    texts = [_raw_text(one) for row in cells for cell in row for one in paragraphs_of(cell)]
    return any(mark(text) for text in texts for mark in marks)


def _has_lines(table, styles: Styles) -> bool:
    properties = child(table, "tblPr")
    own = is_ruled(child(properties, "tblBorders"))
    if own is not None:
        return own
    style_id = attribute(child(properties, "tblStyle"), "val")
    if style_id and styles.first(style_id, "ruled"):
        return True
    return any(is_ruled(one) for one in table.iter() if name(one) == "tcBorders")


def _raw_text(paragraph) -> str:
    return clean("".join(one.text or "" for one in paragraph.iter() if name(one) == "t"))
