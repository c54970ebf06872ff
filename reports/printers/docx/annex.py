"""An annex in Word: a landscape section, its pages numbered from 1, the head row repeated on each."""

from reports.printers import wordxml as x

WIDTHS = (2700, 2300, 5287, 4000)
INDENT, GAP = 567, 6


def annex(document, one):
    """The blocks.Annex `one`."""
    x.start_annex(document)
    x.paragraph(document, one.label, bold=True, align=x.CENTRE)
    x.paragraph(document, one.title, bold=True, align=x.CENTRE)
    x.paragraph(document, one.attached_to, italic=True, align=x.CENTRE, after=GAP)
    for line in one.lines:
        x.paragraph(document, line, align=x.JUSTIFY, indent=INDENT, before=GAP)
    x.paragraph(document, size=6)
    _rows(x.grid(document, WIDTHS, one.heads), one.rows)
    x.paragraph(document, one.note, size=12, italic=True, before=GAP, align=x.JUSTIFY)


def _rows(made, rows):
    """Each a copy of one that is made once: thousands of them made piece by piece cost ten seconds."""
    begins, goes_on = (_pattern(made, is_first) for is_first in (True, False))
    for row in rows:
        x.copied_row(made, begins if row.span else goes_on, (row.clause, row.voices, row.text, row.answer))


def _pattern(made, is_first):
    """A row with a dash in each cell; its clause and answer are the first of merged cells, or go on."""
    cells = x.row(made, WIDTHS)
    for cell in cells:
        x.paragraph(cell, "–", size=12, bold=cell is cells[0], align=x.LEFT_ALIGNED)
    for cell in (cells[0], cells[-1]):
        x.merged(cell, first=is_first)
    return x.taken_out(made)
