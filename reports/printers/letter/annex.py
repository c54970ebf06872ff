"""The annex: the table of what was said and what becomes of it, clause by clause."""

from core.i18n import _
from reports.printers import themed, words
from reports.printers.letter import blocks

_TENS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
#: A draft has two annexes at most.
ROMAN = (*_TENS, *(f"X{one}" for one in _TENS[:-1]), "XX")
#: More drafts in one letter than anybody could read.
DRAFTS_MAX = len(ROMAN) // 2


def annexes(entries, settings, *, issue):
    """The Annexes of Entries, of each draft first what was said and answered, then its themes where it has
    any. issue: of the letter they belong to."""
    made = []
    for entry in entries:
        made.append(_answered(entry, settings, number=len(made) + 1, issue=issue))
        if entry.summary.themes:
            made.append(_themes(entry, settings, number=len(made) + 1))
    return tuple(made)


def _attached(settings):
    return _(
        "(Kèm theo Báo cáo số       /BC-%(symbol)s ngày      tháng      năm       của %(school)s)",
        symbol=settings.symbol_suffix, school=settings.school_name,
    )  # fmt: skip


def _themes(entry, settings, *, number):
    summary = entry.summary
    return blocks.Annex(
        label=_("Phụ lục %(number)s", number=ROMAN[number - 1]),
        title=_("CÁC CHỦ ĐỀ TRONG Ý KIẾN GÓP Ý ĐỐI VỚI %(title)s", title=summary.title.upper()),
        attached_to=_attached(settings),
        lines=(themed.how(),),
        heads=(
            _("ĐIỀU, KHOẢN: CHỦ ĐỀ"),
            _("SỐ Ý KIẾN"),
            _("Ý KIẾN TIÊU BIỂU, Ý KIẾN KHÁC VỚI SỐ ĐÔNG"),
            _("NỘI DUNG TIẾP THU, GIẢI TRÌNH"),
        ),
        rows=tuple(_theme_rows(entry)),
        note=_themes_note(summary),
    )  # fmt: skip


def _themes_note(summary):
    told = _("Số liệu theo bản tổng hợp số %(number)d.", number=summary.number)
    quality = themed.quality(summary)
    return " ".join([told, quality, words.rounding()]) if quality else told


def _theme_rows(entry):
    summary = entry.summary
    named = {None: _("Toàn văn bản")} | {clause.clause_id: clause.title for clause in summary.clauses}
    answered = {group.clause_id for group in entry.groups if group.outcome}
    for own in summary.themes:
        for theme in own.themes:
            yield blocks.Row(
                clause=f"{named[own.clause_id]}: {theme.name}",
                voices="\n".join(themed.lines(theme, summary)) or "–",
                text="\n".join(_quoted(theme, entry.quotes)) or "–",
                answer=_decided(
                    entry.theme_outcomes.get((own.clause_id, theme.theme_id)), own.clause_id in answered
                ),
            )
        if said := themed.waiting(own):
            yield blocks.Row(named[own.clause_id], said, "–", "–")


def _quoted(theme, quotes):
    for one in themed.chosen(theme.quotes, quotes):
        yield _quote(one)
    for one in themed.chosen(theme.dissent, quotes):
        yield _("Ý kiến khác với số đông: %(quote)s", quote=_quote(one))


def _quote(one):
    return f"“{one.text.rstrip('.')}”{f' ({one.about})' if one.about else ''}."


def _decided(outcome, clause_is_answered):
    """Where a theme has no answer of its own that of its clause holds, if the annex before has one."""
    if outcome is not None and outcome.decision is not None:
        return blocks.decided(outcome)
    return _("Như câu trả lời chung cho điều, khoản.") if clause_is_answered else _unanswered()


def _unanswered():
    return _("Chưa có nội dung trả lời.")


def _answered(entry, settings, *, number, issue):
    summary = entry.summary
    return blocks.Annex(
        label=_("Phụ lục %(number)s", number=ROMAN[number - 1]),
        title=_(
            "BẢN TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý ĐỐI VỚI %(title)s", title=summary.title.upper()
        ),
        attached_to=_attached(settings),
        lines=(
            _(
                "1. Số đã hỏi ý kiến: %(asked)s Tổng số ý kiến góp ý bằng lời nhận được: %(comments)d.",
                asked=words.taken_part(summary), comments=summary.in_words,
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
    sentences += filter(None, [words.not_printed(summary.in_words - printed)])
    return " ".join([*sentences, words.root(summary)] if summary.root else sentences)


def rows_of(groups):
    for group in groups:
        answer = blocks.decided(group.outcome) if group.outcome else _unanswered()
        for at, opinion in enumerate(group.opinions):
            yield blocks.Row(
                clause="" if at else blocks.named(group), voices=opinion.voices, text=opinion.text,
                answer="" if at else answer, span=0 if at else len(group.opinions),
            )  # fmt: skip
    if not groups:
        yield blocks.Row(_("Toàn văn bản"), "", _("Không có ý kiến góp ý bằng lời."), "")
