"""The paper form as PDF: A4, a number beside every box. The words of a reminder; the picture of a link."""

import json
from io import BytesIO

import segno

from core.i18n import _, long_day
from core.text import shorten

# The form is data for the sheet, never a part of its source: a question may hold any sign.
_SHEET = """
#let it = json(bytes(sys.inputs.form))
#let plain = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Libertinus Serif")
#set page(paper: "a4", margin: (x: 16mm, top: 14mm, bottom: 16mm), footer: context [
  #set text(size: 8pt, fill: luma(70))
  #grid(columns: (1fr, auto), it.foot, [#counter(page).display() / #counter(page).final().first()])
])
#set text(font: plain, size: 10.5pt, lang: "vi", hyphenate: false)
#set par(leading: 0.55em, spacing: 0.7em)
#let box_ = box(width: 4.2mm, height: 4.2mm, stroke: 0.8pt, baseline: 0.8mm)
#let key(one) = box[#box_#h(1.2mm)#text(weight: "bold", one.sign)#h(1.2mm)#one.words]
#let dots = (paint: luma(120), thickness: 0.5pt, dash: "dotted")
#let ruled(n) = for _ in range(n) { v(5.4mm); line(length: 100%, stroke: dots) }
#let choices(keys) = for one in keys { block(above: 0.55em, below: 0.55em, inset: (left: 4mm), key(one)) }
#let step(one) = if one.sign == "0" { key(one) } else { box[#box_#h(1mm)#text(weight: "bold", one.sign)] }
#let steps(keys) = { h(4mm); for one in keys { step(one); h(5mm) } }
#let place = box(width: 9mm, height: 6mm, stroke: 0.8pt)
#let item(one) = block(breakable: true, above: 1.1em, width: 100%)[
  #block(sticky: true)[#text(weight: "bold")[#one.number #one.title]]
  #if one.condition != "" { block(sticky: true, text(style: "italic", size: 9.5pt, one.condition)) }
  #if one.text != "" { block(text(size: 9.5pt, one.text)) }
  #if one.rows.len() > 0 {
    table(
      columns: if one.is_scale { (1fr, auto) } else { (auto, 1fr) },
      stroke: (x: none, y: 0.4pt + luma(170)), inset: (x: 0mm, y: 1.6mm), align: horizon,
      ..one.rows.map(row => if one.is_scale { (row, steps(one.keys)) } else { (place, h(3mm) + row) })
        .flatten()
    )
    if not one.is_scale { choices(one.keys) }
  } else if one.is_scale { steps(one.keys) } else if one.in_line {
    block(for k in one.keys { key(k); h(5mm, weak: true) })
  } else { choices(one.keys) }
  #ruled(one.lines)
]
#let sheet(whose) = [
  #counter(page).update(1)
  #grid(columns: (1fr, 27mm), column-gutter: 5mm, [
    #text(weight: "bold", fill: rgb("#1d5937"), it.school)
    #v(1mm)
    #text(weight: "bold", size: 15pt, it.title)
    #block(it.deadline)
    #if whose.number != "" {
      block(inset: (x: 3mm, y: 2mm), radius: 1.5mm, stroke: 1pt)[
        #it.number_label #text(weight: "bold", size: 15pt, tracking: 1pt, whose.number)
        #linebreak() #text(weight: "bold", whose.name)#if whose.class != "" [ · #whose.class]
      ]
    } else if it.is_named {
      block(it.who_label); ruled(1)
    }
  ], align(center)[#image(bytes(it.qr), format: "svg", width: 27mm) #text(size: 7.5pt, it.qr_label)])
  #if it.answerers.len() > 0 {
    block[*#it.answerer_label* #for one in it.answerers { h(4mm); key(one) }]
  }
  #block(it.summary)
  #block(fill: luma(240), inset: 2.5mm, radius: 1mm, width: 100%)[#it.how #it.naming]
  #let part(title) = block(above: 1.5em, sticky: true, text(weight: "bold", size: 12.5pt, title))
  #if it.clauses.len() > 0 { part(it.draft_label) }
  #for one in it.clauses { item(one) }
  #for (title, boxes) in it.questions {
    if title != "" { part(title) }
    for one in boxes { item(one) }
  }
]
#for (at, whose) in it.sheets.enumerate() {
  if at > 0 { pagebreak() }
  sheet(whose)
}
"""
#: One for nobody in particular.
NOBODY = {"number": "", "name": "", "class": ""}


def form_pdf(blank, addressees=()):
    """The PDF of the form: one for each of `addressees` (blank.Addressee), or one that names nobody."""
    return _compile(blank, addressees, "pdf")


def form_png(blank, addressees=(), dots_per_inch=80):
    """Its pages as pictures: what a test or a person looks at."""
    made = _compile(blank, addressees, "png", ppi=dots_per_inch)
    return made if isinstance(made, list) else [made]


def _compile(blank, addressees, kind, **options):
    # Late: the compiler with its fonts would cost every process memory that hardly any uses.
    import typst

    form = json.dumps(_form(blank, addressees), ensure_ascii=False)
    return typst.compile(_SHEET.encode(), format=kind, sys_inputs={"form": form}, **options)


def _form(blank, addressees):
    return {
        "school": blank.school_name,
        "title": blank.title,
        "deadline": blank.deadline and str(_("Xin nộp lại trước hết ngày %(day)s.", day=blank.deadline)),
        "summary": blank.summary,
        "how": str(_("Đánh dấu X vào ô vuông. Câu nào không muốn trả lời thì bỏ trống.")),
        "naming": str(blank.naming),
        "number_label": str(_("Phiếu số")),
        "who_label": str(_("Họ tên trẻ hoặc người góp ý, lớp:")),
        "answerer_label": str(_("Ai trả lời?")),
        "answerers": [_key(one) for one in blank.answerers],
        "draft_label": str(_("Ý kiến về dự thảo")),
        "clauses": [_box(one, in_line=True) for one in blank.clauses],
        "questions": [[title, [_box(one) for one in boxes]] for title, boxes in blank.questions],
        "qr": _qr(blank.address),
        "qr_label": str(_("Hoặc trả lời bằng điện thoại")),
        "foot": str(_("Cần giúp, xin gọi: %(contact)s", contact=blank.contact)) if blank.contact else "",
        "is_named": blank.is_named,
        "sheets": [_addressee(one) for one in addressees] or [NOBODY],
    }  # fmt: skip


def _addressee(one):
    return {"number": one.number, "name": one.name, "class": one.class_name}


def _key(key):
    return {"sign": key.sign if len(key.sign) < 3 else "", "words": str(key.words)}


def _box(box, *, in_line=False):
    return {
        "number": box.number, "title": str(box.title), "text": str(box.text), "condition": str(box.condition),
        "keys": [_key(key) for key in box.keys], "rows": list(box.rows), "lines": box.lines,
        "is_scale": box.is_scale, "in_line": in_line,
    }  # fmt: skip


def _qr(address):
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4, border=2, light="#fff")
    return out.getvalue().decode()


def reminder_text(consultation, class_name, asked, answered, address):
    """What the class teacher pastes into the class's group: numbers, and nobody's name."""
    return "\n".join(
        [
            _("Kính gửi cha mẹ trẻ lớp %(name)s,", name=class_name),
            _("Nhà trường đang xin ý kiến: %(title)s.", title=consultation.title),
            _("Đến nay %(answered)d trên %(asked)d gia đình của lớp đã trả lời. Gia đình nào chưa, xin dành "
              "vài phút góp ý trước hết ngày %(day)s.",
              answered=answered, asked=asked, day=long_day(consultation.deadline)),
            address,
            _("Gõ mã gia đình ghi trên phiếu nhà trường đã phát. Mất phiếu, hoặc cần phiếu giấy, xin nhắn cô "
              "giáo."),
            _("Cảm ơn gia đình. Ai đã trả lời, xin bỏ qua tin này."),
        ]
    )  # fmt: skip


# The picture of a link: 1200 × 630 dots, as Facebook and Zalo want it.
_CARD = """
#let plain = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Libertinus Serif")
#let serif = ("Noto Serif", "DejaVu Serif", "Liberation Serif", "Libertinus Serif")
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#fbf8f0"))
#set text(font: plain, lang: "vi", hyphenate: false, fill: rgb("#22271e"))
#place(top, rect(width: 100%, height: 22pt, fill: rgb("#1d5937")))
#place(bottom, rect(width: 100%, height: 14pt, fill: rgb("#8cb488")))
#place(right + bottom, dx: 70pt, dy: 60pt, circle(radius: 210pt, fill: rgb("#e8f1e3")))
#place(right + bottom, dx: -80pt, dy: -90pt, {
  rect(width: 190pt, height: 130pt, radius: 34pt, fill: rgb("#1d5937"))
  place(dx: 34pt, dy: -22pt, polygon(fill: rgb("#1d5937"), (0pt, 0pt), (62pt, 0pt), (12pt, 52pt)))
  place(dx: 36pt, dy: -79pt, circle(radius: 14pt, fill: rgb("#e9a31b")))
  place(dx: 82pt, dy: -79pt, circle(radius: 14pt, fill: rgb("#fbf8f0")))
  place(dx: 128pt, dy: -79pt, circle(radius: 14pt, fill: rgb("#fbf8f0")))
})
#pad(x: 76pt, top: 78pt, bottom: 56pt)[
  #text(size: 34pt, weight: "bold", fill: rgb("#1d5937"), sys.inputs.school)
  #v(14pt)
  #block(width: 860pt, height: 310pt, clip: true, inset: (top: 16pt))[
    #set par(leading: 0.5em)
    #text(font: serif, size: if sys.inputs.title.len() > 110 { 46pt } else { 60pt }, weight: "bold",
      fill: rgb("#123c25"), sys.inputs.title)
  ]
  #v(1fr)
  #block(fill: rgb("#fdf1d2"), inset: (x: 26pt, y: 18pt), radius: 14pt,
    text(size: 34pt, weight: "bold", fill: rgb("#6b4300"), sys.inputs.term))
]
"""


def card_png(school_name, title, term):
    """The picture that Zalo and Facebook show with a link."""
    import typst

    words = {"school": school_name, "title": shorten(title, 160), "term": str(term)}
    return typst.compile(_CARD.encode(), format="png", ppi=72, sys_inputs=words)
