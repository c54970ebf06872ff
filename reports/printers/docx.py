"""The official letter as a Word file, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I and III (Mẫu 1.4).

Number, date, signature and seal stay blank: no program gives them.
"""

from io import BytesIO

from accounts.rules import Audience
from consultations.rules import Mode, Unit
from core.i18n import _, day
from feedback.rules import Stance
from reports.printers import opinions, words
from reports.printers import wordxml as x
from reports.rules import Decision

INDENT = 567
#: Between paragraphs of the body: at least 6 pt.
GAP = 6
HEAD = (3829, x.WIDTH - 3829)
FOOT = (4200, x.WIDTH - 4200)
#: Length of "Độc lập - Tự do - Hạnh phúc" in Times New Roman bold 13.
MOTTO_LENGTH = 3320
#: A letter of the bold subject (size 14) and of the school's bold capitals (size 12), on average.
SUBJECT_LETTER, SCHOOL_LETTER = 134, 147
#: The short lines are between a third and half of the text above them.
SHORT_LINE = 0.42
ANNEX = (2700, 2300, 5287, 4000)
STANCES = (2955, 900, 1200, 1100, 1000, 1000, 1200)
SCALES = (4155, 1000, 1100, 1000, 1000, 1100)


def letter(summary, settings, outcomes, comments, proposals=""):
    """The letter's bytes.

    outcomes: {clause_id or None: Outcome}; comments: rows of reports.store.list_comments.
    """
    document = x.new_document(_("Báo cáo kết quả lấy ý kiến: %(title)s", title=summary.title))
    x.number_pages(document)
    groups = opinions.groups_of(summary, outcomes, comments)
    _head(document, settings)
    _subject(document, summary, settings)
    _carried_out(document, summary)
    _results(document, summary)
    _answered(document, summary, outcomes, groups)
    _proposed(document, proposals)
    _foot(document, settings)
    _annex(document, summary, settings, groups)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- head


def _head(document, settings):
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


def _subject(document, summary, settings):
    x.paragraph(document, _("BÁO CÁO"), bold=True, align=x.CENTRE, before=18)
    subject = _("Kết quả tổng hợp ý kiến góp ý đối với %(title)s", title=_in_sentence(summary.title))
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
        _listed(document, receivers, indent=2835)
    for line in _bases(summary):
        x.paragraph(document, line, italic=True, align=x.JUSTIFY, indent=INDENT, before=GAP)
    _text(
        document,
        _("%(school)s báo cáo kết quả lấy ý kiến như sau:", school=settings.school_name),
    )


def _short_line(parent, text, letter_width, width):
    x.line_below(parent, length=int(min(len(text) * letter_width, width) * SHORT_LINE), width=width)


def _in_sentence(title):
    """A title as it stands inside a sentence: "Dự thảo Nội quy …" begins with a small letter there."""
    return title[:1].lower() + title[1:] if title.startswith(("Dự thảo", "Khảo sát")) else title


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


def _listed(parent, lines, *, indent=0, size=14, first=()):
    """ "- …;" one a line, the last with a point."""
    whole = [*first, *lines]
    for at, line in enumerate(whole, 1):
        mark = "." if at == len(whole) else ";"
        made = x.paragraph(parent, f"- {line.rstrip('.;')}{mark}", size=size)
        made.paragraph_format.left_indent = x.Twips(indent)


# ---------------------------------------------------------------- I.


def _title(document, text):
    x.paragraph(document, text, bold=True, align=x.JUSTIFY, indent=INDENT, before=GAP * 2, keep=True)


def _subtitle(document, text):
    x.paragraph(document, text, bold=True, align=x.JUSTIFY, indent=INDENT, before=GAP, keep=True)


def _text(document, text, end=""):
    x.paragraph(document, text + end, align=x.JUSTIFY, indent=INDENT, before=GAP)


def _carried_out(document, summary):
    _title(document, _("I. TÌNH HÌNH TỔ CHỨC LẤY Ý KIẾN"))
    _subtitle(document, _("1. Hình thức, thời gian"))
    named = summary.mode == Mode.NAMED.value
    per_household = summary.unit == Unit.HOUSEHOLD.value
    _text(
        document,
        _(
            "Nhà trường lấy ý kiến đối với %(title)s %(period)s.",
            title=_in_sentence(summary.title),
            period=words.period(summary),
        ),
    )
    if summary.method:
        _text(document, _("Cách thức lấy ý kiến: %(method)s", method=summary.method.rstrip(".") + "."))
    _text(document, _("Ý kiến có nêu tên người góp ý.") if named else _("Ý kiến không nêu tên người góp ý."))
    _text(
        document,
        _("Mỗi gia đình, mỗi cán bộ, giáo viên, nhân viên được tính một ý kiến.")
        if per_household
        else _("Mỗi người được tính một ý kiến; một gia đình có thể có nhiều người trả lời."),
    )
    for old, new, reason in summary.extensions:
        _text(
            document,
            _("Thời hạn được kéo dài từ ngày %(old)s đến ngày %(new)s. Lý do: %(reason)s",
              old=day(old), new=day(new), reason=reason.rstrip(".") + "."),
        )  # fmt: skip
    _subtitle(document, _("2. Số được hỏi, số đã trả lời"))
    for line in summary.audiences:
        _text(document, _asked(line, summary))
    for sentence in _beside(summary):
        _text(document, sentence)
    _subtitle(document, _("3. Cách tính"))
    _text(document, f"{words.rounding()} {words.silence()}")


def _asked(line, summary):
    figures = {
        "audience": words.audience(line.audience, summary.unit),
        "asked": line.asked,
        "answered": line.answered,
        "rate": vi_percent(line.rate),
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
    if summary.withdrawn:
        yield _("Có %(number)d ý kiến được người góp ý rút lại.", number=summary.withdrawn)


# ---------------------------------------------------------------- II.


def _results(document, summary):
    _title(document, _("II. KẾT QUẢ TỔNG HỢP Ý KIẾN"))
    number = 1
    if summary.clauses:
        _subtitle(document, _("%(number)d. Ý kiến về từng điều, khoản", number=number))
        number += 1
        _stances(document, summary)
    scales = [question for question in summary.questions if question.scales]
    if scales:
        _subtitle(document, _("%(number)d. Kết quả khảo sát theo thang điểm 1-5", number=number))
        number += 1
        _scales(document, scales)
    rest = [question for question in summary.questions if not question.scales]
    if rest:
        _subtitle(document, _("%(number)d. Kết quả các câu hỏi khác", number=number))
        for question in rest:
            _question(document, question)


def _stances(document, summary):
    units = sum(clause.said > 0 for clause in summary.clauses)
    _text(
        document,
        _(
            "Dự thảo có %(clauses)d mục lấy ý kiến, %(said)d mục có người trả lời, %(contested)d mục có đề nghị "
            "sửa đổi, không nhất trí hoặc ý kiến khác; %(general)d ý kiến góp ý chung cho toàn văn bản. Tỷ lệ nhất "
            "trí tính trên số đã trả lời mục đó.",
            clauses=len(summary.clauses),
            said=units,
            contested=len(summary.contested),
            general=len(summary.general),
        ),
    )
    heads = [
        _("Điều, khoản"),
        *(str(stance.label) for stance in Stance),
        _("Chưa trả lời"),
        _("Tỷ lệ nhất trí"),
    ]
    made = _grid(document, STANCES, heads)
    for clause in summary.clauses:
        numbers = [number for _stance, number, _share in clause.stances.items()]
        _cells(made, STANCES, [_named(clause), *numbers, clause.no_answer, vi_percent(clause.agreement)])
    community = [clause for clause in summary.clauses if clause.community.said]
    for clause in community:
        listed = "; ".join(f"{words.stance_label(s)}: {n}" for s, n, _share in clause.community.items() if n)
        _text(
            document, _("Người dân, tổ chức xã hội, %(name)s: %(figures)s.", name=clause.name, figures=listed)
        )


def _named(clause):
    return f"{clause.title}. {clause.heading}" if clause.heading else clause.title


def _scales(document, questions):
    _text(document, _("Điểm trung bình và tỷ lệ không tính người không trả lời câu đó."))
    heads = [
        _("Nội dung"),
        _("Số trả lời"),
        _("Điểm trung bình"),
        _("Tỷ lệ mức 4-5"),
        _("Tỷ lệ mức 1-2"),
        _("Không trả lời"),
    ]
    made = _grid(document, SCALES, heads)
    for question in questions:
        for scale in question.scales:
            name = " – ".join(filter(None, [question.text, scale.text]))
            figures = [
                scale.n,
                vi(scale.mean),
                vi_percent(scale.high),
                vi_percent(scale.low),
                scale.no_answer,
            ]
            _cells(made, SCALES, [f"{question.number}. {name}", *figures])


def _question(document, question):
    figures = {
        "number": question.number, "text": question.text.rstrip(".:"), "answered": question.answered,
        "no_answer": question.no_answer,
    }  # fmt: skip
    _text(
        document,
        _("Câu %(number)d. %(text)s (%(answered)d trả lời, %(no_answer)d không trả lời)", **figures),
    )
    for text, number, share in question.shares:
        _text(
            document,
            _(
                "- %(text)s: %(number)d (%(share)s).",
                text=text.rstrip("."),
                number=number,
                share=vi_percent(share),
            ),
        )
    if question.numbers:
        _text(
            document,
            _(
                "- Trung bình %(mean)s; thấp nhất %(least)s; cao nhất %(most)s.",
                mean=vi(question.numbers.mean),
                least=vi(question.numbers.least),
                most=vi(question.numbers.most),
            ),
        )


def _grid(document, widths, heads):
    made = x.table(document, widths, bordered=True)
    for cell, head in zip(x.row(made, widths, header=True), heads, strict=True):
        x.paragraph(cell, head, size=12, bold=True, align=x.CENTRE)
    return made


def _cells(made, widths, values):
    for at, (cell, value) in enumerate(zip(x.row(made, widths), values, strict=True)):
        x.paragraph(cell, str(value), size=12, align=x.CENTRE if at else x.LEFT_ALIGNED)


# ---------------------------------------------------------------- III., IV.


def _answered(document, summary, outcomes, groups):
    _title(document, _("III. TIẾP THU, GIẢI TRÌNH"))
    if not groups:
        return _text(document, _("Không có ý kiến đề nghị sửa đổi, không nhất trí hoặc ý kiến khác."))
    decided = {decision: 0 for decision in Decision}
    for group in groups:
        if group.outcome:
            decided[group.outcome.decision] += 1
    open_ = sum(group.outcome is None for group in groups)
    _text(
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
            _text(document, f"- {group.title}: {_decided(group.outcome)}")
    return _text(document, _("Ý kiến cụ thể và nội dung tiếp thu, giải trình nêu tại Phụ lục kèm theo."))


def _decided(outcome):
    label = str(outcome.decision.label)
    if not outcome.reason:
        return f"{label}."
    if outcome.decision is Decision.ACCEPTED:
        return _("%(decision)s. %(reason)s", decision=label, reason=outcome.reason)
    return _("%(decision)s. Lý do: %(reason)s", decision=label, reason=outcome.reason)


def _proposed(document, proposals):
    _title(document, _("IV. KIẾN NGHỊ, ĐỀ XUẤT"))
    lines = [line for line in proposals.split("\n") if line] or [_("Nhà trường không có kiến nghị, đề xuất.")]
    for line in lines[:-1]:
        _text(document, line)
    _text(document, lines[-1].rstrip(". "), end="./.")


def _foot(document, settings):
    x.paragraph(document, size=6)
    made = x.table(document, FOOT, bordered=False)
    receivers, signer = x.row(made, FOOT)
    x.paragraph(receivers, _("Nơi nhận:"), size=12, bold=True, italic=True)
    _listed(receivers, [*settings.copy_lines, _("Lưu: VT")], size=11, first=[_("Như trên")])
    for line in settings.signer_title.upper().split("\n"):
        x.paragraph(signer, line, bold=True, align=x.CENTRE)
    for _blank in range(4):
        x.paragraph(signer, align=x.CENTRE)
    x.paragraph(signer, settings.signer_name, bold=True, align=x.CENTRE)


# ---------------------------------------------------------------- annex


def _annex(document, summary, settings, groups):
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
        italic=True, align=x.CENTRE, after=GAP,
    )  # fmt: skip
    _text(
        document,
        _(
            "1. Số đã hỏi ý kiến: %(asked)s Tổng số ý kiến góp ý bằng lời nhận được: %(comments)d.",
            asked=words.taken_part(summary), comments=len(summary.comment_ids),
        ),
    )  # fmt: skip
    _text(document, _("2. Kết quả cụ thể như sau:"))
    x.paragraph(document, size=6)
    heads = [
        _("NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN"),
        _("CHỦ THỂ GÓP Ý"),
        _("NỘI DUNG GÓP Ý"),
        _("NỘI DUNG TIẾP THU, GIẢI TRÌNH"),
    ]
    made = _grid(document, ANNEX, heads)
    for group in groups:
        for at, opinion in enumerate(group.opinions):
            _opinion(x.row(made, ANNEX), group, opinion, first=at == 0)
    if not groups:
        _cells(made, ANNEX, [_("Toàn văn bản"), "", _("Không có ý kiến góp ý bằng lời."), ""])
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
    _lines(answer, _decided(group.outcome) if group.outcome else _("Chưa có nội dung trả lời."), first=first)


def _lines(cell, text, *, first=True, bold=False):
    for line in text.split("\n") if first else [""]:
        x.paragraph(cell, line, size=12, bold=bold, align=x.LEFT_ALIGNED)


def _note(document, summary):
    x.paragraph(
        document,
        _(
            "Số liệu theo bản tổng hợp số %(number)d. Các ý kiến giống nhau được gộp một dòng, ghi đủ số lượng. "
            "Mã kiểm tra: %(hash)s.",
            number=summary.number,
            hash=summary.sha256[:16],
        ),
        size=12,
        italic=True,
        before=GAP,
        align=x.JUSTIFY,
    )


def vi(value):
    """A Decimal with a decimal comma; a dash for None. The letter is Vietnamese whoever makes it."""
    return "–" if value is None else str(value).replace(".", ",")


def vi_percent(value):
    return "–" if value is None else f"{vi(value)}%"
