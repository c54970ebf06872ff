"""Parts I to IV of the letter: sentences and tables around the figures of the Summaries."""

from consultations.rules import Mode, Unit
from core.i18n import _, _n, day
from feedback.rules import Stance
from reports.printers import words
from reports.printers.letter import blocks, surveys
from reports.rules import Decision

STANCES = (2955, 900, 1200, 1100, 1000, 1000, 1200)


def carried_out(entries, organised=""):
    """Part I. organised: the officer's own words on form and time, instead of ours."""
    yield blocks.title(_("I. TÌNH HÌNH TỔ CHỨC LẤY Ý KIẾN"))
    if organised:
        yield from blocks.lines(organised)
    for number, entry in enumerate(entries, 1):
        yield from _carried_out(entry.summary, number, is_told=bool(organised), many=len(entries) > 1)
    yield blocks.subtitle(_("%(number)s. Cách tính", number=len(entries) + 1 if len(entries) > 1 else 3))
    yield blocks.text(f"{words.rounding()} {words.silence()}")


def _carried_out(summary, number, *, is_told, many):
    if many:
        yield blocks.subtitle(_about(number, summary))
    if not is_told:
        if not many:
            yield blocks.subtitle(_("1. Hình thức, thời gian"))
        yield from map(blocks.text, organised_as(summary))
    if not many:
        yield blocks.subtitle(_("2. Số được hỏi, số đã trả lời"))
    yield from (blocks.text(sentence) for sentence in asked_and_answered(summary))


def _about(number, summary):
    return _("%(number)s. Đối với %(title)s", number=number, title=blocks.in_sentence(summary.title))


def organised_as(summary):
    """Sentences on form, time and how opinions are counted."""
    yield _(
        "Nhà trường lấy ý kiến đối với %(title)s %(period)s.",
        title=blocks.in_sentence(summary.title), period=words.period(summary),
    )  # fmt: skip
    if summary.method:
        yield _("Cách thức lấy ý kiến: %(method)s", method=summary.method.rstrip(".") + ".")
    named = summary.mode == Mode.NAMED.value
    yield _("Ý kiến có nêu tên người góp ý.") if named else _("Ý kiến không nêu tên người góp ý.")
    if summary.unit == Unit.HOUSEHOLD.value:
        yield _("Mỗi gia đình, mỗi cán bộ, giáo viên, nhân viên được tính một ý kiến.")
    else:
        yield _("Mỗi người được tính một ý kiến; một gia đình có thể có nhiều người trả lời.")
    for old, new, reason in summary.extensions:
        yield _(
            "Thời hạn được kéo dài từ ngày %(old)s đến ngày %(new)s. Lý do: %(reason)s",
            old=day(old), new=day(new), reason=reason.rstrip(".") + ".",
        )  # fmt: skip


def asked_and_answered(summary):
    """Sentences: per audience, then what stands beside the roll."""
    for line in summary.audiences:
        yield _asked(line, summary)
    yield from filter(None, [words.joined_and_left(summary)])
    if summary.channels:
        listed = "; ".join(
            f"{words.channel_label(channel)}: {number}" for channel, number in summary.channels
        )
        yield _("Theo kênh tiếp nhận: %(channels)s.", channels=listed)
    if summary.by_open_link:
        yield _n(
            "Ngoài số được hỏi, có %(num)d ý kiến của người dân, tổ chức xã hội gửi qua liên kết mở, được "
            "tính riêng.",
            "Ngoài số được hỏi, có %(num)d ý kiến của người dân, tổ chức xã hội gửi qua liên kết mở, được "
            "tính riêng.",
            summary.by_open_link,
        )
    if summary.unidentified:
        yield _n(
            "Có %(num)d ý kiến nhà trường nhập hộ mà chưa rõ của ai, được tính riêng.",
            "Có %(num)d ý kiến nhà trường nhập hộ mà chưa rõ của ai, được tính riêng.",
            summary.unidentified,
        )
    if summary.unfinished:
        yield _n(
            "Trong số đã trả lời, có %(num)d phiếu khảo sát trả lời dở, được tính theo những câu đã trả lời.",
            "Trong số đã trả lời, có %(num)d phiếu khảo sát trả lời dở, được tính theo những câu đã trả lời.",
            summary.unfinished,
        )
    if summary.withdrawn:
        yield _n(
            "Có %(num)d ý kiến được người góp ý rút lại.",
            "Có %(num)d ý kiến được người góp ý rút lại.",
            summary.withdrawn,
        )


def _asked(line, summary):
    figures = {
        "audience": words.audience(line.audience, summary.unit),
        "asked": line.asked,
        "answered": line.answered,
        "rate": blocks.vi_percent(line.rate),
        "persons": line.persons,
    }
    if line.persons != line.answered:
        return _(
            "- %(audience)s: được hỏi %(asked)d, đã trả lời %(answered)d, đạt %(rate)s; tính theo người có "
            "%(persons)d người trả lời.",
            **figures,
        )
    return _("- %(audience)s: được hỏi %(asked)d, đã trả lời %(answered)d, đạt %(rate)s.", **figures)


def results(entries, remarks=""):
    """Part II. remarks: the officer's own words, below the figures."""
    yield blocks.title(_("II. KẾT QUẢ TỔNG HỢP Ý KIẾN"))
    for number, entry in enumerate(entries, 1):
        before = f"{number}." if len(entries) > 1 else ""
        if before:
            yield blocks.subtitle(_about(number, entry.summary))
        yield from map(blocks.text, filter(None, [words.too_few(entry.summary)]))
        parts = filter(None, [_stances(entry.summary), *surveys.parts(entry.summary)])
        for at, (heading, own) in enumerate(parts, 1):
            yield blocks.subtitle(f"{before}{at}. {heading}")
            yield from own
        yield from map(blocks.text, filter(None, [words.community_too_few(entry.summary)]))
    yield from blocks.lines(remarks)


def _stances(summary):
    """(heading, Blocks) of the clauses, or None without any, and where so few spoke that nothing is told."""
    if not summary.clauses or summary.is_withheld:
        return None
    heads = [
        _("Điều, khoản"),
        *(str(stance.label) for stance in Stance),
        _("Chưa trả lời"),
        _("Tỷ lệ nhất trí"),
    ]
    own = [
        blocks.text(_clauses_in_short(summary)),
        *blocks.lines(words.versions(summary)),
        blocks.grid(STANCES, heads, _stance_rows(summary)),
    ]
    for clause in summary.clauses:
        if clause.community.said:
            listed = "; ".join(
                f"{words.stance_label(stance)}: {n}" for stance, n, _share in clause.community.items() if n
            )
            told = _("Ngoài danh sách được hỏi, %(name)s: %(figures)s.", name=clause.name, figures=listed)
            own.append(blocks.text(told))
    return _("Ý kiến về từng điều, khoản"), own


def _clauses_in_short(summary):
    return _(
        "Dự thảo có %(clauses)d mục lấy ý kiến, %(said)d mục có người trả lời, %(contested)d mục có đề "
        "nghị sửa đổi, không nhất trí hoặc ý kiến khác; %(general)d ý kiến góp ý chung cho toàn văn bản. "
        "Tỷ lệ nhất trí tính trên số đã trả lời mục đó.",
        clauses=len(summary.clauses),
        said=sum(clause.said > 0 for clause in summary.clauses),
        contested=len(summary.contested),
        general=len(summary.general),
    )


def _stance_rows(summary):
    for clause in summary.clauses:
        numbers = [number for _stance, number, _share in clause.stances.items()]
        yield [blocks.named(clause), *numbers, clause.no_answer, blocks.vi_percent(clause.agreement)]
        for old in clause.earlier:
            numbers = [number for _stance, number, _share in old.stances.items()]
            yield [f"– {words.on_older_words(old.version)}", *numbers, "", ""]


def answered(entries, replies=""):
    """Part III. replies: the officer's own words, below what was decided."""
    yield blocks.title(_("III. TIẾP THU, GIẢI TRÌNH"))
    for number, entry in enumerate(entries, 1):
        if len(entries) > 1:
            yield blocks.subtitle(_about(number, entry.summary))
        yield from map(blocks.text, _answered(entry))
    yield from blocks.lines(replies)


def _answered(entry):
    groups = entry.groups
    if not groups:
        yield words.too_few(entry.summary) or _(
            "Không có ý kiến đề nghị sửa đổi, không nhất trí hoặc ý kiến khác."
        )
        return
    made = [group.outcome.decision for group in groups if group.outcome]
    yield _(
        "Trong %(groups)d nội dung có ý kiến góp ý, nhà trường tiếp thu %(accepted)d, tiếp thu một phần "
        "%(partly)d, giữ nguyên như dự thảo %(kept)d, chưa trả lời %(open)d.",
        groups=len(groups), accepted=made.count(Decision.ACCEPTED), partly=made.count(Decision.PARTLY),
        kept=made.count(Decision.KEPT), open=len(groups) - len(made),
    )  # fmt: skip
    for group in groups:
        if group.outcome:
            yield f"- {group.title}: {blocks.decided(group.outcome)}"
            if group.dissent:
                yield _("Ý kiến không nhất trí đã xem xét: “%(text)s”.", text=group.dissent)
    yield _("Ý kiến cụ thể và nội dung tiếp thu, giải trình nêu tại Phụ lục kèm theo.")


def proposed(proposals):
    """Part IV, and the mark that ends the text."""
    yield blocks.title(_("IV. KIẾN NGHỊ, ĐỀ XUẤT"))
    yield from ended(blocks.lines(proposals) or [blocks.text(_("Nhà trường không có kiến nghị, đề xuất."))])


def ended(paragraphs):
    """`paragraphs` with ./. behind the last."""
    *most, last = paragraphs
    return [*most, blocks.text(last.text.rstrip(". ") + "./.")]


def all_agree(entries, proposals):
    """The whole text of a letter when nobody wanted anything changed."""
    told = []
    for entry in entries:
        told += [blocks.text(sentence) for sentence in organised_as(entry.summary)][:1]
        told += [blocks.text(sentence) for sentence in asked_and_answered(entry.summary)]
    told.append(
        blocks.text(
            _(
                "Tất cả ý kiến nhận được đều nhất trí với nội dung dự thảo; không có đề nghị sửa đổi, "
                "không nhất trí hoặc ý kiến khác. %(silence)s",
                silence=words.silence(),
            )
        )
    )
    return ended([*told, *blocks.lines(proposals)])
