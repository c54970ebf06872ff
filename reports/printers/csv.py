"""The figures as CSV, one a row. UTF-8 with BOM, without which Excel garbles Vietnamese."""

import csv
from decimal import Decimal
from io import StringIO

from flask_babel import force_locale

from consultations.rules import Mode, Unit
from core.i18n import _, _l, day, moment
from reports.printers import themed, words

HEAD = (
    "Phần", "Mục", "Nội dung", "Chỉ số", "Số", "Tỷ lệ (%)", "Khoảng 95%: từ", "Khoảng 95%: đến",
)  # fmt: skip
#: The part whose rows differ in every summary: what it is called, and when it was made.
ABOUT = _l("Chung")
#: A cell that begins so would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_bytes(summary):
    return as_text(summary).encode("utf-8-sig")


def as_text(summary):
    with force_locale("vi"):
        return lines((HEAD, *rows(summary)))


def lines(table):
    """Rows of cells as the text of a CSV file that no spreadsheet runs."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in table:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue()


def safe(cell):
    """`cell` as text that no spreadsheet runs; None as an empty cell, a share with a decimal comma."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, Decimal):
        return text.replace(".", ",")
    return f"'{text}" if text.startswith(FORMULA) else text


def rows(summary):
    """(part, item, content, indicator, number or text, share, low, high): texts as they are, numbers as
    numbers, names in the language of the page; a file is made in Vietnamese. low, high: the interval of the
    share, where there is none of the number."""
    return map(filled, _rows(summary))


def filled(row):
    """A row with an empty cell for each column it does not reach."""
    return (*row, *[None] * (len(HEAD) - len(row)))


def _rows(summary):
    yield from _about(summary)
    yield from _roll(summary)
    for why in filter(None, (words.too_few(summary), words.community_too_few(summary))):
        yield (_("Ý kiến"), str(ABOUT), why, "", None, None)
    if not summary.is_withheld:
        yield from _said(summary)
        yield from themed.rows(summary)
    for question in summary.community_questions:
        yield from _question(_("Khảo sát: ngoài danh sách được hỏi"), question)
    for cut in summary.cuts:
        yield from _cut(summary, cut)


def _said(summary):
    for clause in summary.clauses:
        yield from _clause(clause)
    yield (_("Ý kiến"), str(ABOUT), _("Toàn văn bản"), _("Số ý kiến bằng lời"), len(summary.general), None)
    for question in summary.questions:
        yield from _question(_("Khảo sát"), question)
    for area in summary.areas:
        yield (_("Khảo sát"), _("Phần"), area.title, words.AREA_MEAN, area.mean, None, *(area.interval or ()))


def _about(summary):
    facts = [
        (_("Tên đợt lấy ý kiến"), summary.title),
        (_("Bản tổng hợp số"), summary.number),
        (_("Chốt lúc"), moment(summary.made_at)),
        (_("Mã kiểm tra"), summary.sha256),
        *(
            [(_("Mã kiểm phiếu"), summary.root), (_("Số phiếu trong sổ"), summary.counted)]
            if summary.root
            else []
        ),
        (_("Hình thức"), Mode(summary.mode).label),
        (_("Cách tính"), Unit(summary.unit).label),
        (_("Ngày mở"), day(summary.opened_on)),
        (_("Ngày đóng"), day(summary.closed_on)),
        (_("Quy tắc"), words.rounding()),
        (_("Quy tắc"), words.silence()),
        *([(_("Quy tắc"), words.versions(summary))] if summary.version > 1 else []),
    ]
    for name, value in facts:
        yield (str(ABOUT), name, value, "", None, None)


def _roll(summary):
    for line in (*summary.audiences, *summary.classes):
        who = words.audience(line.audience, summary.unit)
        for name, number, share in (
            (_("Được hỏi"), line.asked, None),
            (_("Đã trả lời"), line.answered, line.rate),
            (_("Số người trả lời"), line.persons, None),
            (_("Thêm sau ngày mở"), line.joined, None),
            (_("Đã rời trường"), line.left, None),
        ):
            yield (_("Người được hỏi"), who, line.class_name, name, number, share)
    for channel, number in summary.channels:
        yield (_("Kênh tiếp nhận"), words.channel_label(channel), "", _("Số"), number, None)
    yield (_("Tính riêng"), _("Người dân, tổ chức xã hội"), "", _("Số"), summary.by_open_link, None)
    if summary.unidentified:
        yield (_("Tính riêng"), _("Nhập hộ, chưa rõ của ai"), "", _("Số"), summary.unidentified, None)
    yield (_("Tính riêng"), _("Ý kiến đã rút"), "", _("Số"), summary.withdrawn, None)
    if summary.unfinished:
        yield (
            _("Trong số đã trả lời"),
            _("Phiếu khảo sát trả lời dở"),
            "",
            _("Số"),
            summary.unfinished,
            None,
        )


def _earlier(about, clause):
    for old in clause.earlier:
        where = words.on_older_words(old.version)
        where = f"{where[:1].upper()}{where[1:]}"
        for stance, number, share in old.stances.items():
            yield (*about, f"{where}: {words.stance_label(stance)}", number, share)
        for stance, number, share in old.community.items() if old.community.said else ():
            label = _(
                "%(where)s, ngoài danh sách được hỏi: %(stance)s",
                where=where,
                stance=words.stance_label(stance),
            )
            yield (*about, label, number, share)
        yield (*about, _("%(where)s: Số ý kiến bằng lời", where=where), len(old.comments), None)


def _clause(clause):
    about = (_("Ý kiến"), clause.title, clause.heading or clause.short)
    for stance, number, share in clause.stances.items():
        interval = clause.interval if stance == "agree" else None
        yield (*about, words.stance_label(stance), number, share, *(interval or ()))
    yield (*about, _("Chưa trả lời"), clause.no_answer, None)
    yield (*about, _("Số ý kiến bằng lời"), len(clause.comments), None)
    for stance, number, share in clause.community.items() if clause.community.said else ():
        yield (
            *about,
            _("Ngoài danh sách được hỏi: %(stance)s", stance=words.stance_label(stance)),
            number,
            share,
        )
    yield from _earlier(about, clause)


def _question(part, question):
    about = (part, _("Câu %(number)d", number=question.number))
    yield (*about, question.text, _("Trả lời"), question.answered, None)
    yield (*about, question.text, _("Không có ý kiến"), question.no_opinion, None)
    yield (*about, question.text, _("Không trả lời"), question.no_answer, None)
    if question.not_shown:
        yield (*about, question.text, _("Không thuộc diện hỏi câu này"), question.not_shown, None)
    for text, number, share in question.shares:
        yield (*about, question.text, text, number, share, *(question.interval(number) or ()))
    for scale in question.scales:
        text = " – ".join(filter(None, [question.text, scale.text]))
        yield (*about, text, _("Số trả lời"), scale.n, None)
        yield (*about, text, _("Không có ý kiến"), scale.no_opinion, None)
        yield (*about, text, _("Không trả lời"), scale.no_answer, None)
        for step, number in enumerate(scale.counts, 1):
            yield (*about, text, _("Mức %(n)d", n=step), number, None)
        yield (
            *about,
            text,
            _("Điểm trung bình"),
            scale.mean,
            None,
            *(scale.interval(question.population) or ()),
        )
        yield (*about, text, _("Mức 4, 5"), scale.counts[3] + scale.counts[4], scale.high)
        yield (*about, text, _("Mức 1, 2"), scale.counts[0] + scale.counts[1], scale.low)
    yield from _ranks_and_days(about, question)
    if question.numbers:
        for name in ("mean", "least", "most"):
            label = {"mean": _("Trung bình"), "least": _("Thấp nhất"), "most": _("Cao nhất")}[name]
            interval = question.numbers_interval if name == "mean" else None
            yield (*about, question.text, label, getattr(question.numbers, name), None, *(interval or ()))


def _ranks_and_days(about, question):
    for rank in question.ranks:
        text = f"{question.text} – {rank.text}"
        for place, number in enumerate(rank.counts, 1):
            yield (*about, text, _("Thứ tự %(n)d", n=place), number, None)
        interval = rank.interval(question.population)
        yield (*about, text, _("Thứ tự trung bình"), rank.mean, None, *(interval or ()))
        yield (*about, text, _("Xếp thứ nhất"), rank.first, rank.first_share)
    if question.days:
        for name, label in (("earliest", _("Sớm nhất")), ("median", _("Ở giữa")), ("latest", _("Muộn nhất"))):
            yield (*about, question.text, label, day(getattr(question.days, name)), None)


def _cut(summary, cut):
    """A cross-table: each figure with its group where others have the clause or the question."""
    part = words.cut_title(cut)
    for group in cut.groups:
        yield (part, words.group_name(group, summary), "", _("Số người nói ý kiến"), group.size, None)
    for clause in summary.clauses:
        for group, stances in cut.of_clause(clause.clause_id):
            who = words.group_name(group, summary)
            for stance, number, share in stances.items():
                yield (part, who, clause.title, words.stance_label(stance), number, share)
    for question in summary.questions:
        for group, own in cut.of_question(question.question_id):
            yield from _slice(part, words.group_name(group, summary), question, own, group)


def _slice(part, who, question, own, group):
    name = _("Câu %(number)d. %(text)s", number=question.number, text=question.text)
    yield (part, who, name, _("Trả lời"), own.answered, None)
    yield (part, who, name, _("Không trả lời"), own.no_answer, None)
    for scale, said in zip(question.scales, own.scales if question.scales else (), strict=False):
        text = " – ".join(filter(None, [name, scale.text]))
        for step, number in enumerate(said.counts, 1):
            yield (part, who, text, _("Mức %(n)d", n=step), number, None)
        interval = said.interval(group.population)
        yield (part, who, text, _("Điểm trung bình"), said.mean, None, *(interval or ()))
    for choice, (number, share) in zip(question.choices, own.shares(), strict=False):
        interval = group.interval(number, own.answered)
        yield (part, who, name, choice.text, number, share, *(interval or ()))
