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
    made = x.grid(document, WIDTHS, one.heads)
    for row in one.rows:
        _row(x.row(made, WIDTHS), row)
    x.paragraph(document, one.note, size=12, italic=True, before=GAP, align=x.JUSTIFY)


def _row(cells, row):
    clause, voices, text, answer = cells
    for cell in (clause, answer):
        x.merged(cell, first=row.span > 0)
    _lines(clause, row.clause, bold=True)
    _lines(voices, row.voices)
    _lines(text, row.text)
    _lines(answer, row.answer)


def _lines(cell, text, *, bold=False):
    for line in text.split("\n"):
        x.paragraph(cell, line, size=12, bold=bold, align=x.LEFT_ALIGNED)
