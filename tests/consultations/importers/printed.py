"""PDFs made for one test, by the compiler that prints the letters."""

import json

import typst

_PAGE = """
#let paper = json(bytes(sys.inputs.paper))
#let looks = json(bytes(sys.inputs.looks))
#set page(
  paper: "a4", margin: (left: 30mm, right: 20mm, y: 20mm),
  header: if looks.head != "" { align(center, text(size: 10pt, looks.head)) },
  footer: if looks.numbers { context align(center, counter(page).display("1")) },
)
#set text(size: 13pt, hyphenate: false)
#set par(justify: looks.justify, leading: 0.6em, spacing: looks.spacing * 1em,
  first-line-indent: (amount: looks.indent * 1cm, all: true))
#for one in paper {
  if one.cells.len() > 0 {
    table(columns: (1fr,) * one.cells.at(0).len(), ..one.cells.flatten())
  } else if one.beside.len() > 0 {
    set par(first-line-indent: 0pt)
    grid(columns: (1fr, 1fr), ..one.beside.map(lines => lines.map(line => [#line]).join(linebreak())))
  } else if one.centered {
    align(center, if one.bold { strong(one.words) } else { [#one.words] })
  } else {
    par(if one.bold { strong(one.words) } else { [#one.words] })
  }
}
"""
_LOOKS = {"head": "", "numbers": True, "justify": True, "spacing": 1.1, "indent": 1}


def pdf(lines, **looks):
    """lines: dicts of words, bold, centered, or of cells (rows), or of beside (two lists of lines)."""
    plain = {"words": "", "bold": False, "centered": False, "cells": [], "beside": []}
    paper = [plain | ({"words": one} if isinstance(one, str) else one) for one in lines]
    said = {"paper": json.dumps(paper), "looks": json.dumps(_LOOKS | looks)}
    return typst.compile(_PAGE.encode(), format="pdf", sys_inputs=said)


def pdf_of(paper, typed, **looks):
    """The paper as a PDF; typed(line): its words with its number."""
    lines = []
    for one in paper.lines:
        if one.cells and lines and lines[-1].get("cells") and len(lines[-1]["cells"][0]) == len(one.cells):
            lines[-1]["cells"].append(list(one.cells))
        elif one.cells:
            lines.append({"cells": [list(one.cells)]})
        else:
            words = f"{one.label} {one.words}" if one.auto else typed(one)
            lines.append({"words": words, "bold": one.bold, "centered": one.centered})
    return pdf(lines, **looks)
