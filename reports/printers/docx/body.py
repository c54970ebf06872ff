"""Parts I to IV of the letter: sentences and tables around the figures of the Summary."""

from consultations.rules import Mode, Unit
from core.i18n import _, _n, day
from feedback.rules import Stance
from reports.printers import words
from reports.printers.docx import parts
from reports.rules import Decision

STANCES = (2955, 900, 1200, 1100, 1000, 1000, 1200)
SCALES = (4155, 1000, 1100, 1000, 1000, 1100)


def carried_out(document, summary):
    parts.title(document, _("I. TÌNH HÌNH TỔ CHỨC LẤY Ý KIẾN"))
    parts.subtitle(document, _("1. Hình thức, thời gian"))
    named = summary.mode == Mode.NAMED.value
    per_household = summary.unit == Unit.HOUSEHOLD.value
    parts.text(
        document,
        _(
            "Nhà trường lấy ý kiến đối với %(title)s %(period)s.",
            title=parts.in_sentence(summary.title),
            period=words.period(summary),
        ),
    )
    if summary.method:
        parts.text(document, _("Cách thức lấy ý kiến: %(method)s", method=summary.method.rstrip(".") + "."))
    parts.text(
        document, _("Ý kiến có nêu tên người góp ý.") if named else _("Ý kiến không nêu tên người góp ý.")
    )
    parts.text(
        document,
        _("Mỗi gia đình, mỗi cán bộ, giáo viên, nhân viên được tính một ý kiến.")
        if per_household
        else _("Mỗi người được tính một ý kiến; một gia đình có thể có nhiều người trả lời."),
    )
    for old, new, reason in summary.extensions:
        parts.text(
            document,
            _("Thời hạn được kéo dài từ ngày %(old)s đến ngày %(new)s. Lý do: %(reason)s",
              old=day(old), new=day(new), reason=reason.rstrip(".") + "."),
        )  # fmt: skip
    parts.subtitle(document, _("2. Số được hỏi, số đã trả lời"))
    for line in summary.audiences:
        parts.text(document, _asked(line, summary))
    for sentence in _beside(summary):
        parts.text(document, sentence)
    parts.subtitle(document, _("3. Cách tính"))
    parts.text(document, f"{words.rounding()} {words.silence()}")


def _asked(line, summary):
    figures = {
        "audience": words.audience(line.audience, summary.unit),
        "asked": line.asked,
        "answered": line.answered,
        "rate": parts.vi_percent(line.rate),
        "persons": line.persons,
    }
    if line.persons != line.answered:
        return _(
            "- %(audience)s: được hỏi %(asked)d, đã trả lời %(answered)d, đạt %(rate)s; tính theo người có "
            "%(persons)d người trả lời.",
            **figures,
        )
    return _("- %(audience)s: được hỏi %(asked)d, đã trả lời %(answered)d, đạt %(rate)s.", **figures)


def _beside(summary):
    """Sentences on what stands beside the roll: joined and left, channels, open link, withdrawn."""
    yield from filter(None, [words.joined_and_left(summary)])
    if summary.channels:
        listed = "; ".join(
            f"{words.channel_label(channel)}: {number}" for channel, number in summary.channels
        )
        yield _("Theo kênh tiếp nhận: %(channels)s.", channels=listed)
    if summary.community:
        yield _(
            "Ngoài số được hỏi, có %(number)d ý kiến của người dân, tổ chức xã hội gửi qua liên kết mở, được "
            "tính riêng.",
            number=summary.community,
        )
    if summary.unfinished:
        yield _(
            "Trong số đã trả lời, có %(number)d phiếu khảo sát trả lời dở, "
            "được tính theo những câu đã trả lời.",
            number=summary.unfinished,
        )
    if summary.withdrawn:
        yield _("Có %(number)d ý kiến được người góp ý rút lại.", number=summary.withdrawn)


def results(document, summary):
    parts.title(document, _("II. KẾT QUẢ TỔNG HỢP Ý KIẾN"))
    number = 1
    if summary.clauses:
        parts.subtitle(document, _("%(number)d. Ý kiến về từng điều, khoản", number=number))
        number += 1
        _stances(document, summary)
    scales = [question for question in summary.questions if question.scales]
    if scales:
        parts.subtitle(document, _("%(number)d. Kết quả khảo sát theo thang điểm 1-5", number=number))
        number += 1
        _scales(document, scales)
        _areas(document, summary)
    rest = [question for question in summary.questions if not question.scales]
    if rest:
        parts.subtitle(document, _("%(number)d. Kết quả các câu hỏi khác", number=number))
        for question in rest:
            _question(document, question)


def _stances(document, summary):
    units = sum(clause.said > 0 for clause in summary.clauses)
    parts.text(
        document,
        _(
            "Dự thảo có %(clauses)d mục lấy ý kiến, %(said)d mục có người trả lời, %(contested)d mục có đề "
            "nghị sửa đổi, không nhất trí hoặc ý kiến khác; %(general)d ý kiến góp ý chung cho toàn văn bản. "
            "Tỷ lệ nhất trí tính trên số đã trả lời mục đó.",
            clauses=len(summary.clauses),
            said=units,
            contested=len(summary.contested),
            general=len(summary.general),
        ),
    )
    if changed := words.versions(summary):
        parts.text(document, changed)
    heads = [
        _("Điều, khoản"),
        *(str(stance.label) for stance in Stance),
        _("Chưa trả lời"),
        _("Tỷ lệ nhất trí"),
    ]
    made = parts.grid(document, STANCES, heads)
    for clause in summary.clauses:
        numbers = [number for _stance, number, _share in clause.stances.items()]
        parts.cells(
            made,
            STANCES,
            [parts.named(clause), *numbers, clause.no_answer, parts.vi_percent(clause.agreement)],
        )
        for old in clause.earlier:
            numbers = [number for _stance, number, _share in old.stances.items()]
            parts.cells(made, STANCES, [f"– {words.on_older_words(old.version)}", *numbers, "", ""])
    community = [clause for clause in summary.clauses if clause.community.said]
    for clause in community:
        listed = "; ".join(f"{words.stance_label(s)}: {n}" for s, n, _share in clause.community.items() if n)
        parts.text(
            document, _("Người dân, tổ chức xã hội, %(name)s: %(figures)s.", name=clause.name, figures=listed)
        )


def _scales(document, questions):
    parts.text(document, _("Điểm trung bình và tỷ lệ không tính người không trả lời câu đó."))
    heads = [
        _("Nội dung"),
        _("Số trả lời"),
        _("Điểm trung bình"),
        _("Tỷ lệ mức 4-5"),
        _("Tỷ lệ mức 1-2"),
        _("Không trả lời"),
    ]
    made = parts.grid(document, SCALES, heads)
    for question in questions:
        for scale in question.scales:
            name = " – ".join(filter(None, [question.text, scale.text]))
            figures = [
                scale.n,
                parts.vi(scale.mean),
                parts.vi_percent(scale.high),
                parts.vi_percent(scale.low),
                scale.no_answer,
            ]
            parts.cells(made, SCALES, [f"{question.number}. {name}", *figures])
    undecided = [
        f"{question.number}. {' – '.join(filter(None, [question.text, scale.text]))}: {scale.no_opinion}"
        for question in questions
        for scale in question.scales
        if scale.no_opinion
    ]
    if undecided:
        parts.text(
            document,
            _(
                "Chọn “Không có ý kiến” (không tính vào điểm và tỷ lệ): %(listed)s.",
                listed="; ".join(undecided),
            ),
        )


def _areas(document, summary):
    for area in summary.areas:
        parts.text(
            document,
            _n(
                "- %(title)s: điểm trung bình %(mean)s (%(num)d nội dung, mỗi nội dung tính ngang nhau).",
                "- %(title)s: điểm trung bình %(mean)s (%(num)d nội dung, mỗi nội dung tính ngang nhau).",
                area.items,
                title=area.title.rstrip(".:"),
                mean=parts.vi(area.mean),
            ),
        )


def _question(document, question):
    figures = {
        "number": question.number, "text": question.text.rstrip(".:"), "answered": question.answered,
        "no_answer": question.no_answer,
    }  # fmt: skip
    parts.text(
        document,
        _("Câu %(number)d. %(text)s (%(answered)d trả lời, %(no_answer)d không trả lời)", **figures),
    )
    if question.not_shown:
        parts.text(document, _("- Không được hỏi câu này: %(number)d.", number=question.not_shown))
    if question.no_opinion:
        parts.text(document, _("- Không có ý kiến: %(number)d.", number=question.no_opinion))
    for text, number, share in question.shares:
        parts.text(
            document,
            _(
                "- %(text)s: %(number)d (%(share)s).",
                text=text.rstrip("."),
                number=number,
                share=parts.vi_percent(share),
            ),
        )
    for rank in question.ranked:
        parts.text(
            document,
            _(
                "- %(text)s: thứ tự trung bình %(mean)s; %(first)d xếp thứ nhất (%(share)s).",
                text=rank.text.rstrip("."), mean=parts.vi(rank.mean), first=rank.first,
                share=parts.vi_percent(rank.first_share),
            ),
        )  # fmt: skip
    if question.days:
        parts.text(
            document,
            _(
                "- Sớm nhất %(earliest)s; ở giữa %(median)s; muộn nhất %(latest)s.",
                earliest=day(question.days.earliest), median=day(question.days.median),
                latest=day(question.days.latest),
            ),
        )  # fmt: skip
    if question.numbers:
        parts.text(
            document,
            _(
                "- Trung bình %(mean)s; thấp nhất %(least)s; cao nhất %(most)s.",
                mean=parts.vi(question.numbers.mean),
                least=parts.vi(question.numbers.least),
                most=parts.vi(question.numbers.most),
            ),
        )


def answered(document, summary, outcomes, groups):
    parts.title(document, _("III. TIẾP THU, GIẢI TRÌNH"))
    if not groups:
        return parts.text(document, _("Không có ý kiến đề nghị sửa đổi, không nhất trí hoặc ý kiến khác."))
    decided = {decision: 0 for decision in Decision}
    for group in groups:
        if group.outcome:
            decided[group.outcome.decision] += 1
    open_ = sum(group.outcome is None for group in groups)
    parts.text(
        document,
        _(
            "Trong %(groups)d nội dung có ý kiến góp ý, nhà trường tiếp thu %(accepted)d, tiếp thu một phần "
            "%(partly)d, giữ nguyên như dự thảo %(kept)d, chưa trả lời %(open)d.",
            groups=len(groups), accepted=decided[Decision.ACCEPTED], partly=decided[Decision.PARTLY],
            kept=decided[Decision.KEPT], open=open_,
        ),
    )  # fmt: skip
    for group in groups:
        if group.outcome:
            parts.text(document, f"- {group.title}: {parts.decided(group.outcome)}")
    return parts.text(document, _("Ý kiến cụ thể và nội dung tiếp thu, giải trình nêu tại Phụ lục kèm theo."))


def proposed(document, proposals):
    parts.title(document, _("IV. KIẾN NGHỊ, ĐỀ XUẤT"))
    lines = [line for line in proposals.split("\n") if line] or [_("Nhà trường không có kiến nghị, đề xuất.")]
    for line in lines[:-1]:
        parts.text(document, line)
    parts.text(document, lines[-1].rstrip(". "), end="./.")
