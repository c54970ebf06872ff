"""What goes out of the house: the address, its QR code, and the words for a class's group."""

import json
from io import BytesIO

import segno
from flask import current_app, url_for
from markupsafe import Markup

from accounts.rules import Audience
from core.i18n import _, day, long_day
from core.text import shorten


def public_address(endpoint, **values):
    """The address of `endpoint` as people outside see it."""
    path = url_for(endpoint, **values)
    known = current_app.config["PUBLIC_URL"]
    return known + path if known else url_for(endpoint, _external=True, **values)


def qr_svg(address, label):
    """The QR code of `address` as an SVG with the text `label` for those who cannot see it."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, border=3, omitsize=True, svgclass=None, lineclass=None,
        title=label, light="#fff",
    )  # fmt: skip
    return Markup(out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))


def share_text(consultation, minutes, address):
    """What the class teacher pastes into the class's Zalo group."""
    asks_parents = any(choice.audience is Audience.PARENTS for choice in consultation.audiences)
    lines = [
        _("Nhà trường xin ý kiến: %(title)s", title=consultation.title),
        consultation.summary,
        _("Góp ý tại: %(address)s", address=address),
        _("Thời hạn: hết ngày %(day)s. Đọc và trả lời mất khoảng %(minutes)s phút.",
          day=long_day(consultation.deadline), minutes=minutes),
        _("Cách vào: bấm địa chỉ trên, gõ mã gia đình ghi trên phiếu nhà trường đã phát. "
          "Nếu mất phiếu, xin hỏi giáo viên chủ nhiệm.")
        if asks_parents
        else _("Cách vào: bấm địa chỉ trên, đăng nhập bằng tài khoản nhà trường đã cấp."),
    ]  # fmt: skip
    return "\n".join(line for line in lines if line)


def community_text(consultation, minutes, address):
    """The same for the open link."""
    return "\n".join(
        [
            _("Nhà trường xin ý kiến của người dân: %(title)s", title=consultation.title),
            consultation.summary,
            _("Góp ý tại: %(address)s", address=address),
            _("Thời hạn: hết ngày %(day)s. Mất khoảng %(minutes)s phút, không cần mã hay tài khoản.",
              day=day(consultation.deadline), minutes=minutes),
        ]
    )  # fmt: skip


# The notice is data for the sheet, never a part of its source.
_NOTICE = """
#let it = json(bytes(sys.inputs.notice))
#let plain = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Libertinus Serif")
#let serif = ("Noto Serif", "DejaVu Serif", "Liberation Serif", "Libertinus Serif")
#set page(paper: "a4", margin: (x: 20mm, y: 18mm))
#set text(font: plain, size: 16pt, lang: "vi", hyphenate: false)
#set par(leading: 0.6em, spacing: 0.9em)
#set align(center)
#text(weight: "bold", size: 18pt, fill: rgb("#1d5937"), it.school)
#line(length: 60%, stroke: 1.2pt + rgb("#8cb488"))
#v(4mm)
#text(weight: "bold", size: 26pt, it.call)
#if it.whom != "" { block(text(weight: "bold", size: 22pt, fill: rgb("#1d5937"), it.whom)) }
#v(2mm)
#block(width: 100%, text(font: serif, weight: "bold", size: 28pt, it.title))
#block(width: 92%, text(size: 15pt, it.summary))
#v(1fr)
#image(bytes(it.qr), format: "svg", width: 82mm)
#block(text(size: 14pt, it.address))
#v(1fr)
#block(fill: rgb("#fdf1d2"), inset: (x: 8mm, y: 5mm), radius: 3mm, text(weight: "bold", size: 20pt, it.term))
#block(width: 92%, text(size: 14pt, it.how))
#if it.contact != "" { block(text(size: 12pt, fill: luma(70), it.contact)) }
"""


def notice_pdf(consultation, *, address, school_name, contact, class_name=""):
    """A notice with a large QR code for the gate, or for the door of one class: one page of A4."""
    import typst

    asks_parents = any(choice.audience is Audience.PARENTS for choice in consultation.audiences)
    qr = BytesIO()
    segno.make(address, error="m", micro=False).save(qr, kind="svg", scale=4, border=2, light="#fff")
    notice = {
        "school": school_name,
        "call": str(_("Xin ý kiến của gia đình") if asks_parents else _("Xin ý kiến của người dân")),
        "whom": str(_("Lớp %(name)s", name=class_name)) if class_name else "",
        "title": consultation.title,
        "summary": shorten(consultation.summary, 420),
        "qr": qr.getvalue().decode(),
        "address": address.split("://", 1)[-1],
        "term": str(_("Đến hết ngày %(day)s", day=long_day(consultation.deadline))),
        "how": str(
            _("Quét mã bằng Zalo hoặc máy ảnh, rồi gõ mã gia đình trên phiếu nhà trường đã phát. "
              "Không dùng điện thoại: xin phiếu giấy ở cô giáo chủ nhiệm.")
            if asks_parents
            else _("Quét mã bằng Zalo hoặc máy ảnh. Không cần tài khoản.")
        ),
        "contact": str(_("Cần giúp, xin gọi: %(contact)s", contact=contact)) if contact else "",
    }  # fmt: skip
    return typst.compile(
        _NOTICE.encode(), format="pdf", sys_inputs={"notice": json.dumps(notice, ensure_ascii=False)}
    )
