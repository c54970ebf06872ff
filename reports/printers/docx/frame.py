"""The letter's head and foot: who writes to whom, number and date blank, who signs."""

from accounts.rules import Audience
from core.i18n import _
from reports.printers import wordxml as x
from reports.printers.docx import parts

HEAD = (3829, x.WIDTH - 3829)
FOOT = (4200, x.WIDTH - 4200)
#: Length of "Độc lập - Tự do - Hạnh phúc" in Times New Roman bold 13.
MOTTO_LENGTH = 3320
#: A letter of the bold subject (size 14) and of the school's bold capitals (size 12), on average.
SUBJECT_LETTER, SCHOOL_LETTER = 134, 147
#: The short lines are between a third and half of the text above them.
SHORT_LINE = 0.42


def head(document, settings):
    made = x.table(document, HEAD, bordered=False)
    school, nation = x.row(made, HEAD)
    x.paragraph(school, settings.superior_body.upper(), size=12, align=x.CENTRE)
    x.paragraph(school, settings.school_name.upper(), size=12, bold=True, align=x.CENTRE)
    _short_line(school, settings.school_name, SCHOOL_LETTER, HEAD[0] - 216)
    x.paragraph(nation, _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), size=12, bold=True, align=x.CENTRE)
    x.paragraph(nation, _("Độc lập - Tự do - Hạnh phúc"), size=13, bold=True, align=x.CENTRE)
    x.line_below(nation, length=MOTTO_LENGTH, width=HEAD[1] - 216)
    number, place = x.row(made, HEAD)
    x.paragraph(number, f"Số:       /BC-{settings.symbol_suffix}", size=13, align=x.CENTRE)
    x.paragraph(
        place, _("%(place)s, ngày      tháng      năm          ", place=settings.place).rstrip() + " " * 6,
        size=13, italic=True, align=x.CENTRE,
    )  # fmt: skip


def subject(document, summary, settings):
    x.paragraph(document, _("BÁO CÁO"), bold=True, align=x.CENTRE, before=18)
    subject = _("Kết quả tổng hợp ý kiến góp ý đối với %(title)s", title=parts.in_sentence(summary.title))
    x.paragraph(document, subject, bold=True, align=x.CENTRE)
    _short_line(document, subject, SUBJECT_LETTER, x.WIDTH)
    receivers = settings.receiver_lines
    if len(receivers) == 1:
        x.paragraph(
            document,
            _("Kính gửi: %(receiver)s.", receiver=receivers[0].rstrip(".")),
            align=x.CENTRE,
            before=12,
        )
    elif receivers:
        x.paragraph(document, _("Kính gửi:"), before=12).paragraph_format.left_indent = x.Twips(1701)
        parts.listed(document, receivers, indent=2835)
    for line in _bases(summary):
        x.paragraph(document, line, italic=True, align=x.JUSTIFY, indent=parts.INDENT, before=parts.GAP)
    parts.text(
        document,
        _("%(school)s báo cáo kết quả lấy ý kiến như sau:", school=settings.school_name),
    )


def _short_line(parent, text, letter_width, width):
    x.line_below(parent, length=int(min(len(text) * letter_width, width) * SHORT_LINE), width=width)


def _bases(summary):
    """The legal bases: each ends with a semicolon, the last with a point."""
    lines = []
    if any(Audience(line.audience) is not Audience.PARENTS for line in summary.audiences):
        lines.append(_("Căn cứ Luật Thực hiện dân chủ ở cơ sở"))
    if summary.reference and summary.issuing_office:
        lines.append(
            _(
                "Thực hiện %(reference)s của %(office)s",
                reference=summary.reference,
                office=summary.issuing_office,
            )
        )
    elif summary.reference:
        lines.append(_("Thực hiện %(reference)s", reference=summary.reference))
    return [f"{line}{'.' if line is lines[-1] else ';'}" for line in lines]


def foot(document, settings):
    x.paragraph(document, size=6)
    made = x.table(document, FOOT, bordered=False)
    receivers, signer = x.row(made, FOOT)
    x.paragraph(receivers, _("Nơi nhận:"), size=12, bold=True, italic=True)
    parts.listed(receivers, [*settings.copy_lines, _("Lưu: VT")], size=11, first=[_("Như trên")])
    for line in settings.signer_title.upper().split("\n"):
        x.paragraph(signer, line, bold=True, align=x.CENTRE)
    for _blank in range(4):
        x.paragraph(signer, align=x.CENTRE)
    x.paragraph(signer, settings.signer_name, bold=True, align=x.CENTRE)
