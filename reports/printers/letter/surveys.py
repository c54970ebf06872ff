"""What the survey gives to part II of the letter."""

from core.i18n import _, _n, day
from reports.printers import words
from reports.printers.letter import blocks

SCALES = (3255, 850, 950, 1350, 950, 950, 1050)


def parts(summary):
    """[(heading, Blocks)] of the questions on a scale, then of the others; without what was not asked."""
    scales = [question for question in summary.questions if question.scales]
    rest = [question for question in summary.questions if not question.scales]
    made = []
    if scales:
        made.append((_("Kết quả khảo sát theo thang điểm 1-5"), [*_scales(scales), *_areas(summary)]))
    if rest:
        own = [block for question in rest for block in map(blocks.text, _question(question))]
        made.append((_("Kết quả các câu hỏi khác"), own))
    return made


def _scales(questions):
    yield blocks.text(
        f"{_('Điểm trung bình và tỷ lệ không tính người không trả lời câu đó.')} {words.interval_holds()}"
    )
    heads = [
        _("Nội dung"),
        _("Số trả lời"),
        _("Điểm trung bình"),
        _("Khoảng 95%"),
        _("Tỷ lệ mức 4-5"),
        _("Tỷ lệ mức 1-2"),
        _("Không trả lời"),
    ]
    scales = [(question, scale) for question in questions for scale in question.scales]
    rows = [
        [
            _named(question, scale), scale.n, blocks.vi(scale.mean),
            blocks.vi_between(scale.interval(question.population)), blocks.vi_percent(scale.high),
            blocks.vi_percent(scale.low), scale.no_answer,
        ]
        for question, scale in scales
    ]  # fmt: skip
    yield blocks.grid(SCALES, heads, rows)
    undecided = [
        f"{_named(question, scale)}: {scale.no_opinion}" for question, scale in scales if scale.no_opinion
    ]
    if undecided:
        told = _(
            "Chọn “Không có ý kiến” (không tính vào điểm và tỷ lệ): %(listed)s.", listed="; ".join(undecided)
        )
        yield blocks.text(told)


def _named(question, scale):
    return f"{question.number}. {' – '.join(filter(None, [question.text, scale.text]))}"


def _areas(summary):
    for area in summary.areas:
        yield blocks.text(
            _n(
                "- %(title)s: điểm trung bình %(mean)s, khoảng 95%% %(interval)s (%(num)d nội dung, mỗi "
                "nội dung tính ngang nhau).",
                "- %(title)s: điểm trung bình %(mean)s, khoảng 95%% %(interval)s (%(num)d nội dung, mỗi "
                "nội dung tính ngang nhau).",
                area.items,
                title=area.title.rstrip(".:"),
                mean=blocks.vi(area.mean),
                interval=blocks.vi_between(area.interval),
            )
        )


def _question(question):
    yield _(
        "Câu %(number)d. %(text)s (%(answered)d trả lời, %(no_answer)d không trả lời)",
        number=question.number, text=question.text.rstrip(".:"), answered=question.answered,
        no_answer=question.no_answer,
    )  # fmt: skip
    if question.not_shown:
        yield _("- Không được hỏi câu này: %(number)d.", number=question.not_shown)
    if question.no_opinion:
        yield _("- Không có ý kiến: %(number)d.", number=question.no_opinion)
    for text, number, share in question.shares:
        yield _(
            "- %(text)s: %(number)d (%(share)s).",
            text=text.rstrip("."), number=number, share=blocks.vi_percent(share),
        )  # fmt: skip
    for rank in question.ranked:
        yield _(
            "- %(text)s: thứ tự trung bình %(mean)s; %(first)d xếp thứ nhất (%(share)s).",
            text=rank.text.rstrip("."), mean=blocks.vi(rank.mean), first=rank.first,
            share=blocks.vi_percent(rank.first_share),
        )  # fmt: skip
    if question.days:
        yield _(
            "- Sớm nhất %(earliest)s; ở giữa %(median)s; muộn nhất %(latest)s.",
            earliest=day(question.days.earliest), median=day(question.days.median),
            latest=day(question.days.latest),
        )  # fmt: skip
    if question.numbers:
        yield _(
            "- Trung bình %(mean)s; thấp nhất %(least)s; cao nhất %(most)s.",
            mean=blocks.vi(question.numbers.mean),
            least=blocks.vi_exact(question.numbers.least),
            most=blocks.vi_exact(question.numbers.most),
        )
