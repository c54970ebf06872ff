"""The annex: the table of what was said and what becomes of it, clause by clause."""

from core.i18n import _
from reports.printers import words
from reports.printers.letter import blocks

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
#: More drafts in one letter than annexes have Roman numbers here; more than anybody could read.
DRAFTS_MAX = len(ROMAN)


def annex(entry, settings, *, number, issue):
    """The Annex of an Entry. issue: of the letter it belongs to."""
    summary = entry.summary
    return blocks.Annex(
        label=_("Phụ lục %(number)s", number=ROMAN[number - 1]),
        title=_(
            "BẢN TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý ĐỐI VỚI %(title)s", title=summary.title.upper()
        ),
        attached_to=_(
            "(Kèm theo Báo cáo số       /BC-%(symbol)s ngày      tháng      năm       của %(school)s)",
            symbol=settings.symbol_suffix, school=settings.school_name,
        ),
        lines=(
            _(
                "1. Số đã hỏi ý kiến: %(asked)s Tổng số ý kiến góp ý bằng lời nhận được: %(comments)d.",
                asked=words.taken_part(summary), comments=len(summary.comment_ids),
            ),
            _("2. Kết quả cụ thể như sau:"),
        ),
        heads=(
            _("NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN"),
            _("CHỦ THỂ GÓP Ý"),
            _("NỘI DUNG GÓP Ý"),
            _("NỘI DUNG TIẾP THU, GIẢI TRÌNH"),
        ),
        rows=tuple(rows_of(entry.groups)),
        note=_note(summary, issue, entry.groups),
    )  # fmt: skip


def _note(summary, issue, groups):
    """Where the figures come from, and what holders of a receipt compare with."""
    sentences = [
        _(
            "Lần lập %(issue)d. Số liệu theo bản tổng hợp số %(number)d, chốt lúc %(moment)s. Các ý kiến "
            "giống nhau được gộp một dòng, ghi đủ số lượng. Mã kiểm tra của bản tổng hợp: %(hash)s.",
            issue=issue, number=summary.number, moment=words.moment_of(summary), hash=summary.sha256,
        )
    ]  # fmt: skip
    printed = sum(len(opinion.ids) for group in groups for opinion in group.opinions)
    sentences += filter(None, [words.not_printed(len(summary.comment_ids) - printed)])
    return " ".join([*sentences, words.root(summary)] if summary.root else sentences)


def rows_of(groups):
    for group in groups:
        answer = blocks.decided(group.outcome) if group.outcome else _("Chưa có nội dung trả lời.")
        for at, opinion in enumerate(group.opinions):
            yield blocks.Row(
                clause="" if at else blocks.named(group), voices=opinion.voices, text=opinion.text,
                answer="" if at else answer, span=0 if at else len(group.opinions),
            )  # fmt: skip
    if not groups:
        yield blocks.Row(_("Toàn văn bản"), "", _("Không có ý kiến góp ý bằng lời."), "")
