"""The annex: the table of what was said and what becomes of it, clause by clause."""

from core.i18n import _
from reports.printers import words
from reports.printers import wordxml as x
from reports.printers.docx import parts

ANNEX = (2700, 2300, 5287, 4000)


def annex(document, summary, settings, groups):
    x.start_annex(document)
    x.paragraph(document, _("Phụ lục"), bold=True, align=x.CENTRE)
    x.paragraph(
        document,
        _("BẢN TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý ĐỐI VỚI %(title)s", title=summary.title.upper()),
        bold=True, align=x.CENTRE,
    )  # fmt: skip
    x.paragraph(
        document,
        _("(Kèm theo Báo cáo số       /BC-%(symbol)s ngày      tháng      năm       của %(school)s)",
          symbol=settings.symbol_suffix, school=settings.school_name),
        italic=True, align=x.CENTRE, after=parts.GAP,
    )  # fmt: skip
    parts.text(
        document,
        _(
            "1. Số đã hỏi ý kiến: %(asked)s Tổng số ý kiến góp ý bằng lời nhận được: %(comments)d.",
            asked=words.taken_part(summary), comments=len(summary.comment_ids),
        ),
    )  # fmt: skip
    parts.text(document, _("2. Kết quả cụ thể như sau:"))
    x.paragraph(document, size=6)
    heads = [
        _("NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN"),
        _("CHỦ THỂ GÓP Ý"),
        _("NỘI DUNG GÓP Ý"),
        _("NỘI DUNG TIẾP THU, GIẢI TRÌNH"),
    ]
    made = parts.grid(document, ANNEX, heads)
    for group in groups:
        for at, opinion in enumerate(group.opinions):
            _opinion(x.row(made, ANNEX), group, opinion, first=at == 0)
    if not groups:
        parts.cells(made, ANNEX, [_("Toàn văn bản"), "", _("Không có ý kiến góp ý bằng lời."), ""])
    _note(document, summary)


def _opinion(cells, group, opinion, *, first):
    clause, voices, text, answer = cells
    for cell in (clause, answer):
        x.merged(cell, first=first)
    _lines(
        clause, f"{group.title}. {group.heading}" if group.heading else group.title, first=first, bold=True
    )
    _lines(voices, opinion.voices)
    _lines(text, opinion.text)
    _lines(
        answer, parts.decided(group.outcome) if group.outcome else _("Chưa có nội dung trả lời."), first=first
    )


def _lines(cell, text, *, first=True, bold=False):
    for line in text.split("\n") if first else [""]:
        x.paragraph(cell, line, size=12, bold=bold, align=x.LEFT_ALIGNED)


def _note(document, summary):
    x.paragraph(
        document,
        _(
            "Số liệu theo bản tổng hợp số %(number)d. Các ý kiến giống nhau được gộp một dòng, ghi đủ số "
            "lượng. Mã kiểm tra: %(hash)s.",
            number=summary.number,
            hash=summary.sha256[:16],
        ),
        size=12,
        italic=True,
        before=parts.GAP,
        align=x.JUSTIFY,
    )
