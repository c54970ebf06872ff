"""Word's XML as an official document needs it: one typeface on every run, borders, tables, numbers."""

from copy import deepcopy

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

FACE = "Times New Roman"
#: Twentieths of a point, "dxa". A4, and margins of Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.
SHORT_EDGE, LONG_EDGE = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT = 1134, 1134, 1701, 850
HEADER_FROM_EDGE = 567
#: Between the margins.
WIDTH = SHORT_EDGE - LEFT - RIGHT
WIDTH_ACROSS = LONG_EDGE - LEFT - RIGHT
CENTRE, JUSTIFY, LEFT_ALIGNED = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
)

_CELL, _PARAGRAPH, _RUN = qn("w:tc"), qn("w:p"), qn("w:r")
_WORDS = f"{_RUN}/{qn('w:t')}"


def element(tag, **attributes):
    """<w:tag w:name="value" …>."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def new_document(title):
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = "vi-VN"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)
    normal.element.rPr.append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    _lay_out(document.sections[0], across=False)
    return document


def start_annex(document):
    """A landscape section whose pages are numbered from 1 again."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _lay_out(section, across=True)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    number = element("pgNumType", start=1)
    section._sectPr.find(qn("w:pgMar")).addnext(number)


def _lay_out(section, *, across):
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    wide, high = (LONG_EDGE, SHORT_EDGE) if across else (SHORT_EDGE, LONG_EDGE)
    section.page_width, section.page_height = Twips(wide), Twips(high)
    section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
    section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
    section.header_distance = section.footer_distance = Twips(HEADER_FROM_EDGE)
    section.different_first_page_header_footer = True


def number_pages(document):
    """The page number in the top margin, centred, size 13, on every page but the first of each section."""
    section = document.sections[0]
    section.first_page_header.is_linked_to_previous = False
    header = section.header
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = CENTRE
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = write(paragraph, "", size=13)
        run._r.append(element("fldChar", fldCharType=kind) if kind else _instruction(text))


def _instruction(text):
    made = element("instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = f" {text} "
    return made


def write(paragraph, text, *, size=14, bold=False, italic=False):
    """A run in our typeface; line breaks in `text` are kept."""
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    run.font.name = FACE
    fonts = run._r.rPr.rFonts
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)
    run._r.rPr.append(element("szCs", val=size * 2))
    return run


def paragraph(
    parent, text="", *, size=14, bold=False, italic=False, align=None, before=0, indent=0, after=0, keep=False
):
    """A paragraph of one run at the end of `parent` (a document or a cell); indent in dxa, else points."""
    made = parent.add_paragraph()
    style = made.paragraph_format
    style.space_before, style.space_after, style.keep_with_next = Pt(before), Pt(after), keep
    if indent:
        style.first_line_indent = Twips(indent)
    if align is not None:
        made.alignment = align
    if text:
        write(made, text, size=size, bold=bold, italic=italic)
    return made


def line_below(parent, *, length, width):
    """A solid line of `length` in the middle of `width` (dxa): an almost flat paragraph with a top border."""
    made = paragraph(parent)
    side = max(0, (width - length) // 2)
    style = made.paragraph_format
    style.left_indent = style.right_indent = Twips(side)
    style.line_spacing = Pt(4)
    write(made, "", size=2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=1, color="000000"))
    made._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return made


def table(document, widths, *, bordered):
    """An empty table of fixed column widths (dxa). Rows are added with `row`: quick for thousands of them."""
    made = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    made.alignment = None
    properties = made._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.insert_element_before(
        element("tblW", w=sum(widths), type="dxa"),
        "w:jc",
        "w:tblCellSpacing",
        "w:tblInd",
        "w:tblBorders",
        "w:shd",
        "w:tblLayout",
        "w:tblCellMar",
        "w:tblLook",
    )
    if bordered:
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz=4, space=0, color="000000"))
        properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for column, width in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    return made


def row(made, widths, *, header=False, whole=False):
    """A new row of `made`; its cells, each with no paragraph yet (give each at least one).

    header: repeated on every page. whole: not broken over two pages; a header never is.
    """
    from docx.table import _Cell

    line = element("tr")
    if header or whole:
        properties = element("trPr")
        properties.append(element("cantSplit"))
        if header:
            properties.append(element("tblHeader"))
        line.append(properties)
    cells = []
    for width in widths:
        cell = element("tc")
        properties = element("tcPr")
        properties.append(element("tcW", w=width, type="dxa"))
        cell.append(properties)
        line.append(cell)
        cells.append(_Cell(cell, made))
    made._tbl.append(line)
    return cells


def taken_out(made):
    """The last row of `made`, no longer in it: a pattern for `copied_row`."""
    line = made._tbl.tr_lst[-1]
    made._tbl.remove(line)
    return line


def copied_row(made, pattern, texts):
    """A new row of `made` like `pattern`, whose cells have one paragraph of one run each.

    texts: of its cells; a paragraph for each of their lines.
    """
    line = deepcopy(pattern)
    for cell, text in zip(line.findall(_CELL), texts, strict=True):
        paragraphs = [cell.find(_PARAGRAPH)]
        lines = text.split("\n")
        for _more in lines[1:]:
            paragraphs.append(deepcopy(paragraphs[0]))
            paragraphs[-2].addnext(paragraphs[-1])
        for own, words in zip(paragraphs, lines, strict=True):
            if words:
                own.find(_WORDS).text = words
            else:
                own.remove(own.find(_RUN))
    made._tbl.append(line)


def merged(cell, *, first):
    """Mark `cell` as the first, or a further one, of cells merged downwards."""
    mark = element("vMerge", val="restart") if first else element("vMerge")
    cell._tc.tcPr.append(mark)


def grid(document, widths, heads):
    """A bordered table with its head row, which Word repeats on every page."""
    made = table(document, widths, bordered=True)
    for cell, head in zip(row(made, widths, header=True), heads, strict=True):
        paragraph(cell, head, size=12, bold=True, align=CENTRE)
    return made
