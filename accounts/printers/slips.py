"""The slips of a class as PDF: eight on a sheet of A4, one per household, with lines to cut along."""

import json
from io import BytesIO

import segno

from core import codes
from core.i18n import _

# Slips are data for the sheet, never a part of its source: a name may hold any sign.
_SHEET = """
#let slips = json(bytes(sys.inputs.slips))
#let plain = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Libertinus Serif")
#let even = ("DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono")
#set page(paper: "a4", margin: 0mm)
#set text(font: plain, size: 9.5pt, lang: "vi", hyphenate: false)
#set par(leading: 0.5em, spacing: 0.6em)
#let cut = (paint: luma(140), thickness: 0.5pt, dash: "dashed")
#let slip(it) = block(width: 105mm, height: 74.25mm, inset: 7mm, clip: true, breakable: false)[
  #text(fill: rgb("#1d5937"), weight: "bold", size: 10.5pt, it.school)
  #v(-1.2mm)
  #line(length: 100%, stroke: 0.8pt + rgb("#8cb488"))
  #v(1.2mm)
  #grid(columns: (1fr, 35mm), column-gutter: 3mm,
    [
      #text(fill: luma(60), it.title)
      #block(text(weight: "bold", size: 11pt, it.children))
      #block(it.class)
      #v(1.2mm)
      #block(inset: (x: 2.4mm, y: 2.4mm), radius: 1.5mm, stroke: 1pt + rgb("#1d5937"))[
        #text(font: even, weight: "bold", size: 15.5pt, it.code)
      ]
    ],
    image(bytes(it.qr), format: "svg", width: 35mm),
  )
  #v(1fr)
  #block(it.how)
  #block(text(weight: "bold", it.address))
  #block(text(fill: luma(60), size: 8pt, it.care))
]
#grid(columns: (105mm, 105mm), rows: 74.25mm, stroke: cut, ..slips.map(slip))
"""


def slips_pdf(slips):
    """The PDF of `slips` (rules.Slip), at least one, in the order given."""
    return _compile(slips, "pdf")


def slips_png(slips, dots_per_inch=110):
    """The first sheet as a picture: what a test or a person looks at."""
    return _compile(slips, "png", ppi=dots_per_inch)


def _compile(slips, kind, **options):
    # Late: the compiler with its fonts would cost every process memory that hardly any uses.
    import typst

    rows = json.dumps([_row(slip) for slip in slips], ensure_ascii=False)
    made = typst.compile(_SHEET.encode(), format=kind, sys_inputs={"slips": rows}, **options)
    return made[0] if isinstance(made, list) else made


def _row(slip):
    return {
        "school": slip.school_name,
        "title": str(_("Mã gia đình của")),
        "children": ", ".join(slip.children),
        "class": str(_("Lớp %(name)s", name=slip.class_name)),
        "code": codes.show(slip.code),
        "qr": _qr(slip.url),
        "how": str(_("Quét hình vuông bằng Zalo hoặc máy ảnh, hoặc mở trang này rồi gõ mã:")),
        "address": _entry(slip.url),
        "care": str(_("Cả gia đình dùng chung mã này. Mất phiếu, xin hỏi giáo viên chủ nhiệm.")),
    }


def _entry(url):
    """The address to type: the entry page of the same server."""
    return url.split("://", 1)[-1].rsplit("/v/", 1)[0] + "/vao"


def _qr(url):
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", scale=4, border=2, light="#fff")
    return out.getvalue().decode()
