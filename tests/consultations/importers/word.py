"""Word files made for one test, with numbering written as Word writes it."""

from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from consultations.importers import read_draft

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


class WordFile:
    """A file of paragraphs; `raw` takes WordprocessingML that python-docx cannot write."""

    def __init__(self):
        self.document = docx.Document()

    def p(self, text="", *, style=None, num=None, level=0):
        """num: the w:numId of its automatic number."""
        paragraph = self.last = self.document.add_paragraph(text, style=style)
        if num is not None:
            paragraph._p.get_or_add_pPr().append(_xml(_numpr(num, level)))
        return self

    def raw(self, xml):
        self.document.element.body.insert_element_before(_xml(xml), "w:sectPr")
        return self

    def table(self, rows):
        table = self.document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        return self

    def numbering(self, *definitions):
        """Replaces python-docx's own lists. definitions: abstract_num(…) first, then num(…)."""
        root = self.document.part.numbering_part.element
        for element in list(root):
            root.remove(element)
        for definition in definitions:
            root.append(_xml(definition))
        return self

    def style(self, name, *, num=None, level=None, based_on=None, list=False):
        style = self.document.styles.add_style(name, WD_STYLE_TYPE.LIST if list else WD_STYLE_TYPE.PARAGRAPH)
        if based_on:
            style.base_style = self.document.styles[based_on]
        if num is not None:
            style.element.get_or_add_pPr().append(_xml(_numpr(num, level)))
        return self

    def data(self):
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def draft(self):
        return read_draft(self.data(), "du-thao.docx")

    def labels(self):
        return [clause.label for clause in self.draft().clauses]


def _xml(source):
    """The element, with the namespaces Word files use declared on it."""
    opening, close, rest = source.partition(">")
    slash = "/" if opening.endswith("/") else ""
    return parse_xml(f"{opening.removesuffix('/')} {NAMESPACES}{slash}{close}{rest}")


def _numpr(num, level):
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{num}"/></w:numPr>'


def level(at, text, numeral_format="decimal", *, start=1, style=None, restart=None, legal=False, font=None):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{numeral_format}"/>'
        + (f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else "")
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:isLgl/>" if legal else "")
        + f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        + (f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr>' if font else "")
        + "</w:lvl>"
    )


def abstract_num(number, *levels, link=None, named=None):
    """link: the numbering style that has the levels; named: the one these levels are for."""
    linked = f'<w:numStyleLink w:val="{link}"/>' if link else ""
    linked += f'<w:styleLink w:val="{named}"/>' if named else ""
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{linked}{"".join(levels)}</w:abstractNum>'


def num(number, abstract, *, start=None, overrides=""):
    """start: {level: the number its first paragraph starts anew with}."""
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
        for at, value in (start or {}).items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{starts}{overrides}</w:num>'
