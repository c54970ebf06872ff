"""The letter as a PDF: the same Letter as in Word, by the same numbers.

Times New Roman is Microsoft's and not ours to ship. Where the server has it, it is used; else a face of the
same widths; else Libertinus Serif, which comes with the compiler. Whatever is used is embedded in the file.
"""

import json
from dataclasses import asdict
from functools import cache

from core.i18n import _
from reports.printers.letter import blocks

FACES = ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", "Libertinus Serif")

# The letter is data for the sheet, never a part of its source: an opinion may hold any sign.
_SHEET = """
#let it = json(bytes(sys.inputs.letter))
#let lines(words) = words.split("\\n").join(linebreak())
#let edge = (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm)
#let numbered = context {
  let at = counter(page).get().first()
  if at > 1 { align(center, text(size: 13pt, str(at))) }
}
#set document(title: it.title)
#set page(paper: "a4", margin: edge, header: numbered, header-ascent: 30%)
#set text(font: it.face, size: 14pt, lang: "vi", hyphenate: false, fill: black)
#let leading = 7.7pt
#set par(leading: leading, spacing: leading)
#let dot = line.with(stroke: 0.75pt)
#let middle(it) = align(center, it)
#let under(words, share: 42%, size: 14pt) = context {
  let wide = calc.min(measure(text(size: size, weight: "bold", words)).width, 120mm)
  block(above: 6.5pt, below: 0pt, width: 100%, middle(dot(length: wide * share)))
}
#let body(words, bold: false, italic: false, before: 6pt) = block(
  above: leading + before, below: leading, sticky: bold, width: 100%,
  par(justify: true, first-line-indent: (amount: 1cm, all: true),
    text(weight: if bold { 700 } else { 400 }, style: if italic { "italic" } else { "normal" }, words)),
)
#grid(columns: (67.5mm, 1fr), column-gutter: 0mm, row-gutter: 3mm,
  middle[#text(size: 12pt, it.superior_body) \\ #text(size: 12pt, weight: "bold", it.school_name)
    #under(it.school_name, size: 12pt)],
  middle[#text(size: 12pt, weight: "bold", it.nation) \\ #text(size: 13pt, weight: "bold", it.motto)
    #under(it.motto, share: 100%, size: 13pt)],
  middle(text(size: 13pt)[Số: #h(10mm) #it.symbol]),
  middle(text(size: 13pt, style: "italic")[#it.place, ngày #h(7mm) tháng #h(7mm) năm #h(9mm)]),
)
#v(8mm)
#middle(text(weight: "bold", it.name))
#middle(text(weight: "bold", it.subject))
#under(it.subject)
#v(5mm)
#if it.receivers.len() == 1 { middle[Kính gửi: #it.receivers.first()] }
#if it.receivers.len() > 1 {
  pad(left: 30mm, stack(spacing: 0.55em, [Kính gửi:], ..it.receivers.map(one => pad(left: 20mm, one))))
}
#let figures(one) = {
  set text(size: 12pt)
  v(6pt)
  table(columns: one.widths.map(wide => wide * 1fr), stroke: 0.5pt, inset: (x: 1.5mm, y: 1.2mm),
    align: (at, _) => if at == 0 { left } else { center },
    table.header(repeat: true, ..one.heads.map(head => middle(strong(head)))),
    ..one.rows.flatten())
}
#for one in it.blocks {
  if one.kind == "grid" { figures(one) }
  if one.kind == "title" { body(one.text, bold: true, before: 12pt) }
  if one.kind == "subtitle" { body(one.text, bold: true) }
  if one.kind == "base" { body(one.text, italic: true) }
  if one.kind == "text" { body(one.text) }
}
#v(4mm)
#block(breakable: false, grid(columns: (74mm, 1fr),
  [#text(size: 12pt, weight: "bold", style: "italic")[Nơi nhận:] \\
    #text(size: 11pt, it.copies_to.join(linebreak()))],
  middle[#strong(it.signer_titles.join(linebreak())) #v(22mm) #strong(it.signer_name)],
))
#for annex in it.annexes {
  counter(page).update(0)
  set page(flipped: true)
  middle(strong(annex.label))
  middle(strong(annex.title))
  middle(emph(annex.attached_to))
  for line in annex.lines { body(line) }
  v(3mm)
  set text(size: 12pt)
  table(columns: (2700fr, 2300fr, 5287fr, 4000fr), stroke: 0.5pt, inset: (x: 1.5mm, y: 1.2mm), align: left,
    table.header(repeat: true, ..annex.heads.map(head => middle(strong(head)))),
    ..annex.rows.map(row => (
      if row.span > 0 { (table.cell(rowspan: row.span, strong(lines(row.clause))),) } else { () },
      (lines(row.voices), lines(row.text)),
      if row.span > 0 { (table.cell(rowspan: row.span, lines(row.answer)),) } else { () },
    ).flatten()).flatten())
  v(6pt)
  emph(annex.note)
}
"""


@cache
def face_here():
    """The typeface that a letter gets on this server: the first of FACES that it has."""
    import typst

    known = set(typst.Fonts().families())
    return next(face for face in FACES if face in known)


def as_bytes(letter):
    """The file of a letter.blocks.Letter."""
    return _compile(letter, "pdf")


def as_pictures(letter, dots_per_inch=70):
    """Its pages as PNG: what a person looks at."""
    return _compile(letter, "png", ppi=dots_per_inch)


def _compile(letter, kind, **options):
    # Late: the compiler with its fonts would cost every process memory that hardly any uses.
    import typst

    told = json.dumps(_told(letter), ensure_ascii=False)
    return typst.compile(_SHEET.encode(), format=kind, sys_inputs={"letter": told}, **options)


def _told(letter):
    receivers = [f"{one.rstrip('.')}." for one in letter.receivers]
    if len(receivers) > 1:
        receivers = blocks.listed(letter.receivers)
    return {
        **asdict(letter),
        "blocks": [{**asdict(block), "kind": block.kind} for block in letter.blocks],
        "title": letter.title,
        "face": face_here(),
        "receivers": receivers,
        "nation": _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        "motto": _("Độc lập - Tự do - Hạnh phúc"),
    }
