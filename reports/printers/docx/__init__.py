"""The letter as a Word file, by the numbers of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from io import BytesIO

from reports.printers import wordxml as x
from reports.printers.docx.annex import annex
from reports.printers.docx.frame import foot, head, subject

INDENT = 567
#: Between paragraphs of the body: at least 6 pt.
GAP = 6


def as_bytes(letter):
    """The file of a letter.blocks.Letter."""
    document = x.new_document(letter.title)
    x.number_pages(document)
    head(document, letter)
    subject(document, letter)
    for block in letter.blocks:
        PRINTED[block.kind](document, block)
    # A signature alone on a page could be put under anything.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    foot(document, letter)
    for one in letter.annexes:
        annex(document, one)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _title(document, block):
    x.paragraph(document, block.text, bold=True, align=x.JUSTIFY, indent=INDENT, before=GAP * 2, keep=True)


def _subtitle(document, block):
    x.paragraph(document, block.text, bold=True, align=x.JUSTIFY, indent=INDENT, before=GAP, keep=True)


def _text(document, block):
    x.paragraph(document, block.text, align=x.JUSTIFY, indent=INDENT, before=GAP)


def _base(document, block):
    x.paragraph(document, block.text, italic=True, align=x.JUSTIFY, indent=INDENT, before=GAP)


def _grid(document, block):
    x.paragraph(document, size=6)
    made = x.grid(document, block.widths, block.heads)
    for row in block.rows:
        for at, (cell, value) in enumerate(zip(x.row(made, block.widths, whole=True), row, strict=True)):
            x.paragraph(cell, value, size=12, align=x.CENTRE if at else x.LEFT_ALIGNED)


PRINTED = {"title": _title, "subtitle": _subtitle, "text": _text, "base": _base, "grid": _grid}
