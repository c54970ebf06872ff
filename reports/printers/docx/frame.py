"""The letter's head and foot: who writes to whom, number and date blank, who signs."""

from core.i18n import _
from reports.printers import wordxml as x
from reports.printers.letter.blocks import listed

HEAD = (3829, x.WIDTH - 3829)
FOOT = (4200, x.WIDTH - 4200)
#: Length of "Độc lập - Tự do - Hạnh phúc" in Times New Roman bold 13.
MOTTO_LENGTH = 3320
#: A letter of the bold subject (size 14) and of the school's bold capitals (size 12), on average.
SUBJECT_LETTER, SCHOOL_LETTER = 134, 165
#: The short lines are between a third and half of the text above them.
SHORT_LINE = 0.42
#: Where the names of several receivers stand, below the colon of "Kính gửi:".
RECEIVERS_AT = 2835


def head(document, letter):
    made = x.table(document, HEAD, bordered=False)
    school, nation = x.row(made, HEAD)
    x.paragraph(school, letter.superior_body, size=12, align=x.CENTRE)
    x.paragraph(school, letter.school_name, size=12, bold=True, align=x.CENTRE)
    _short_line(school, letter.school_name, SCHOOL_LETTER, HEAD[0] - 216)
    x.paragraph(nation, _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), size=12, bold=True, align=x.CENTRE)
    x.paragraph(nation, _("Độc lập - Tự do - Hạnh phúc"), size=13, bold=True, align=x.CENTRE)
    x.line_below(nation, length=MOTTO_LENGTH, width=HEAD[1] - 216)
    number, place = x.row(made, HEAD)
    x.paragraph(number, f"Số:       {letter.symbol}", size=13, align=x.CENTRE)
    x.paragraph(
        place, _("%(place)s, ngày      tháng      năm          ", place=letter.place).rstrip() + " " * 6,
        size=13, italic=True, align=x.CENTRE,
    )  # fmt: skip


def subject(document, letter):
    x.paragraph(document, letter.name, bold=True, align=x.CENTRE, before=18)
    x.paragraph(document, letter.subject, bold=True, align=x.CENTRE)
    _short_line(document, letter.subject, SUBJECT_LETTER, x.WIDTH)
    if len(letter.receivers) == 1:
        x.paragraph(
            document,
            _("Kính gửi: %(receiver)s.", receiver=letter.receivers[0].rstrip(".")),
            align=x.CENTRE,
            before=12,
        )
    elif letter.receivers:
        x.paragraph(document, _("Kính gửi:"), before=12).paragraph_format.left_indent = x.Twips(1701)
        for line in listed(letter.receivers):
            x.paragraph(document, line).paragraph_format.left_indent = x.Twips(RECEIVERS_AT)


def _short_line(parent, text, letter_width, width):
    x.line_below(parent, length=int(min(len(text) * letter_width, width) * SHORT_LINE), width=width)


def foot(document, letter):
    x.paragraph(document, size=6, keep=True)
    made = x.table(document, FOOT, bordered=False)
    receivers, signer = x.row(made, FOOT, whole=True)
    x.paragraph(receivers, _("Nơi nhận:"), size=12, bold=True, italic=True)
    for line in letter.copies_to:
        x.paragraph(receivers, line, size=11)
    for line in letter.signer_titles:
        x.paragraph(signer, line, bold=True, align=x.CENTRE)
    for _blank in range(4):
        x.paragraph(signer, align=x.CENTRE)
    x.paragraph(signer, letter.signer_name, bold=True, align=x.CENTRE)
