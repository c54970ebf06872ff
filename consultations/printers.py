"""What goes out of the house: the address, its QR code, and the words for a class's group."""

from io import BytesIO

import segno
from flask import current_app, url_for
from markupsafe import Markup

from accounts.rules import Audience
from core.i18n import _, day, long_day


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
