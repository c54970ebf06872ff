"""Sentences and names that the page, the letter and the CSV share: whole sentences, figures filled in."""

from decimal import Decimal

from accounts.rules import AgeGroup, Audience
from consultations.rules import Unit
from core.i18n import _, _l, _n, day, decimal, moment
from feedback.rules import Channel, Stance

#: English has its plurals, so each is asked for with its number.
ANSWERED = {
    Audience.PARENTS: lambda number, **more: _n(
        "%(num)d trên %(asked)d gia đình đã trả lời.", "%(num)d trên %(asked)d gia đình đã trả lời.",
        number, **more,
    ),
    Audience.TEACHERS: lambda number, **more: _n(
        "%(num)d trên %(asked)d giáo viên đã trả lời.", "%(num)d trên %(asked)d giáo viên đã trả lời.",
        number, **more,
    ),
    Audience.STAFF: lambda number, **more: _n(
        "%(num)d trên %(asked)d nhân viên đã trả lời.", "%(num)d trên %(asked)d nhân viên đã trả lời.",
        number, **more,
    ),
    Audience.MANAGERS: lambda number, **more: _n(
        "%(num)d trên %(asked)d cán bộ quản lý đã trả lời.",
        "%(num)d trên %(asked)d cán bộ quản lý đã trả lời.",
        number, **more,
    ),
}  # fmt: skip
VOICES = {
    Audience.PARENTS: lambda number: _n("%(num)d gia đình", "%(num)d gia đình", number),
    Audience.TEACHERS: lambda number: _n("%(num)d giáo viên", "%(num)d giáo viên", number),
    Audience.STAFF: lambda number: _n("%(num)d nhân viên", "%(num)d nhân viên", number),
    Audience.MANAGERS: lambda number: _n("%(num)d cán bộ quản lý", "%(num)d cán bộ quản lý", number),
    Audience.COMMUNITY: lambda number: _n(
        "%(num)d ý kiến ngoài danh sách", "%(num)d ý kiến ngoài danh sách", number
    ),
}
AUDIENCE_COUNTED = {
    Unit.HOUSEHOLD: _l("Cha mẹ trẻ (tính theo gia đình)"),
    Unit.PERSON: _l("Cha mẹ trẻ (gia đình được hỏi, tính người trả lời)"),
}

CUTS = {
    "audience": _l("Theo đối tượng"),
    "age": _l("Theo khối"),
    "class": _l("Theo lớp"),
    "label": _l("Theo nhóm"),
}
#: Each thing that was rated weighs the same.
AREA_MEAN = _l("Trung bình các nội dung")


def rounding():
    return _("Tỷ lệ phần trăm làm tròn đến một chữ số thập phân, nửa đơn vị thì làm tròn lên.")


def silence():
    return _("Chưa trả lời được ghi riêng, không tính là nhất trí.")


def root(summary):
    """What the holder of a receipt compares with (feedback.proof)."""
    return _n(
        "Mã kiểm phiếu (SHA-256 của sổ kiểm phiếu, %(num)d phiếu đã đếm): %(root)s.",
        "Mã kiểm phiếu (SHA-256 của sổ kiểm phiếu, %(num)d phiếu đã đếm): %(root)s.",
        summary.counted, root=summary.root,
    )  # fmt: skip


def taken_part(summary):
    """Sentences: how many of whom answered, one per audience."""
    sentences = [
        ANSWERED[Audience(line.audience)](line.answered, asked=line.asked) for line in summary.audiences
    ]
    if summary.unit == Unit.PERSON.value and summary.persons != summary.answered:
        sentences.append(
            _n(
                "Tính theo người: có %(num)d người trả lời.", "Tính theo người: có %(num)d người trả lời.",
                summary.persons,
            )
        )  # fmt: skip
    return " ".join(sentences)


def audience(value, unit=None):
    """What an audience is called in a table."""
    known = Audience(value)
    counted = known is Audience.PARENTS and unit and AUDIENCE_COUNTED[Unit(unit)]
    return str(counted or known.label)


def voices(counts, summary):
    """ "12 gia đình; 1 giáo viên" of {audience value: submissions}, in the order of audiences; those whose
    audience may not be told apart, or is not known (None), are "ý kiến"."""
    words = VOICES
    if summary.unit == Unit.PERSON.value:
        words = VOICES | {Audience.PARENTS: _persons_of_families}
    told = [
        words[one](counts[one.value])
        for one in Audience
        if counts.get(one.value) and summary.names(one.value)
    ]
    rest = sum(number for audience, number in counts.items() if not summary.names(audience))
    if rest:
        told.append(_n("%(num)d ý kiến", "%(num)d ý kiến", rest))
    return "; ".join(told)


def _exact(value):
    """A number somebody typed, without zeros nobody typed: 17, or 12,5."""
    value = value.normalize()
    return decimal(value, max(0, -value.as_tuple().exponent))


def _persons_of_families(number):
    return _n("%(num)d người trong gia đình trẻ", "%(num)d người trong gia đình trẻ", number)


def groups_rule(summary):
    """How small groups are dealt with."""
    return _(
        "Chỉ nhóm từ %(least)d người trở lên mới nêu số liệu riêng; nhóm nhỏ hơn được gộp với nhóm khác, để "
        "không ai đoán được ý kiến của từng người.",
        least=summary.smallest,
    )


def interval_holds():
    """What an interval rests on."""
    return _(
        "Khoảng tin cậy (95%): của tỷ lệ tính theo Wilson, của điểm trung bình theo phân phối t, có hiệu "
        "chỉnh tổng thể hữu hạn; của một lĩnh vực thì lấy rộng nhất, vì cùng một người chấm mọi nội dung. "
        "Các khoảng này chỉ đúng nếu người chưa trả lời cũng nghĩ như người đã trả lời."
    )


def between(interval):
    """ "62,1% – 80,0%", or a dash."""
    if interval is None:
        return "–"
    return _("%(low)s%% – %(high)s%%", low=decimal(interval[0], 1), high=decimal(interval[1], 1))


def between_means(interval):
    """ "4,12 – 4,50", or a dash."""
    if interval is None:
        return "–"
    return f"{decimal(interval[0], 2)} – {decimal(interval[1], 2)}"


def plain(value):
    """A figure of a table as it is shown: a dash for None, a mean with a decimal comma."""
    return decimal(value, 2) if value is None or isinstance(value, Decimal) else str(value)


def signed(value):
    """A difference with its sign: "+3", "−0,12"; a dash for None."""
    if value is None:
        return "–"
    text = plain(abs(value)) if not isinstance(value, Decimal) else decimal(abs(value), _places(value))
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{text}"


def _places(value):
    return -value.as_tuple().exponent


def cut_title(cut):
    """What a Cut tells apart, at the head of its table."""
    if cut.kind == "answer":
        return _("Theo câu trả lời của câu %(number)d", number=cut.number)
    return str(CUTS[cut.kind])


def group_name(group, summary):
    """What a Group is called in a table: "Lớp 3 tuổi A", "Giáo viên, nhân viên"."""
    return ", ".join(_part_name(kind, value, summary) for kind, value in group.names)


def _part_name(kind, value, summary):
    if kind == "audience":
        return audience(value, summary.unit if len(summary.speakers) > 1 else None)
    if kind == "age":
        return str(AgeGroup(value).label)
    return value or _("Chưa trả lời câu này")


def too_few(summary):
    """Why counts are not told, or are those of an earlier summary; or an empty string."""
    since = {"number": summary.carried_from, "least": summary.smallest}
    if summary.is_carried and summary.is_withheld:
        return _(
            "Từ bản tổng hợp số %(number)d chỉ thêm hoặc bớt ít hơn %(least)d phiếu. Để không lộ ý kiến của "
            "ít người, số liệu chi tiết lần này không được nêu.",
            **since,
        )
    if summary.is_carried:
        return _(
            "Từ bản tổng hợp số %(number)d chỉ thêm hoặc bớt ít hơn %(least)d phiếu. Để không lộ ý kiến của "
            "ít người, số liệu ở đây là của bản ấy.",
            **since,
        )
    if summary.is_withheld:
        return _n(
            "Mới có %(num)d người nói ý kiến, ít hơn %(least)d, nên số liệu chi tiết không được nêu.",
            "Mới có %(num)d người nói ý kiến, ít hơn %(least)d, nên số liệu chi tiết không được nêu.",
            summary.speaking, least=summary.smallest,
        )  # fmt: skip
    return ""


def stays_inside(summary):
    """Said to the staff of counts that do not leave it."""
    return _(
        "Từ bản tổng hợp số %(number)d chỉ thêm hoặc bớt ít hơn %(least)d phiếu. Số liệu của bản này chỉ xem "
        "trong trường; báo cáo, tệp tải về và trang kết quả nêu số liệu của bản số %(number)d.",
        number=summary.carried_from, least=summary.smallest,
    )  # fmt: skip


def community_too_few(summary):
    """Why the open link's counts are not told, or an empty string."""
    if not summary.is_community_withheld:
        return ""
    if summary.community_from:
        return _(
            "Từ bản tổng hợp số %(number)d chỉ thêm hoặc bớt ít hơn %(least)d ý kiến qua liên kết mở, nên "
            "chỉ nêu số lượng, không nêu ý kiến theo từng mục.",
            number=summary.community_from, least=summary.smallest,
        )  # fmt: skip
    return _(
        "Ý kiến qua liên kết mở ít hơn %(least)d nên chỉ nêu số lượng, không nêu ý kiến theo từng mục.",
        least=summary.smallest,
    )


def not_printed(number):
    """Why fewer words are printed than were counted; "" when all are."""
    if not number:
        return ""
    return _n(
        "%(num)d ý kiến bằng lời không in ở đây (đã rút, không hiển thị, hoặc được chuyển, xem riêng theo "
        "pháp luật) nhưng vẫn được tính.",
        "%(num)d ý kiến bằng lời không in ở đây (đã rút, không hiển thị, hoặc được chuyển, xem riêng theo "
        "pháp luật) nhưng vẫn được tính.",
        number,
    )


def answers_not_printed(number):
    """Why fewer answers in words are printed than were counted."""
    return _n(
        "%(num)d câu trả lời không in ở đây (không hiển thị, hoặc được chuyển, xem riêng theo pháp luật) "
        "nhưng vẫn được tính.",
        "%(num)d câu trả lời không in ở đây (không hiển thị, hoặc được chuyển, xem riêng theo pháp luật) "
        "nhưng vẫn được tính.",
        number,
    )


def on_older_words(version):
    """What marks an opinion on an older wording that its author has not confirmed."""
    return _("về lời văn của phiên bản %(n)d", n=version)


def said_earlier(old):
    """The stances of an EarlierFigures in one line, the open link's with them."""
    listed = [
        f"{stance_label(stance)} {number + getattr(old.community, stance)}"
        for stance, number, _share in old.stances.items()
        if number + getattr(old.community, stance)
    ]
    about = on_older_words(old.version)
    return f"{about[:1].upper()}{about[1:]}: {'; '.join(listed) or '0'}."


def versions(summary):
    """What the reader must know when the draft changed on the way; empty when it did not."""
    if summary.version == 1:
        return ""
    return _(
        "Dự thảo được sửa trong thời gian lấy ý kiến; số liệu từng mục là ý kiến về phiên bản %(n)d. "
        "Ý kiến về lời văn trước đó mà người góp ý chưa xác nhận được ghi riêng, không cộng vào.",
        n=summary.version,
    )


def in_short(summary):
    """What the figures say of the clauses in one plain sentence, or why they are not told; else empty."""
    if not summary.clauses or summary.is_withheld:
        return too_few(summary)
    contested = len(summary.contested)
    if not contested:
        return _("Không mục nào có đề nghị sửa, không đồng ý hoặc ý kiến khác.")
    return _(
        "%(contested)d trên %(clauses)d mục có đề nghị sửa, không đồng ý hoặc ý kiến khác.",
        contested=contested, clauses=len(summary.clauses),
    )  # fmt: skip


def areas_in_short(summary):
    """The whole, and of several areas the highest and lowest, in a sentence; "" when nothing was rated."""
    rated = sorted((one for one in summary.areas if one.mean is not None), key=lambda one: -one.mean)
    whole = [summary.index] if summary.index and summary.index.mean is not None else []
    told = [*whole, rated[0], rated[-1]] if len(rated) > 1 else whole or rated
    each = "; ".join(f"{one.title or _('Chung cả phiếu')} {decimal(one.mean, 2)}" for one in told)
    return _("Điểm trung bình, thang 1 đến 5: %(areas)s.", areas=each) if each else ""


def survey_in_short(question):
    """The one figure of a QuestionFigures that says most, in a sentence; empty when there is none."""
    if question.ranks and question.answered:
        first = question.ranked[0]
        return _("Được xếp trước nhất: %(text)s (thứ tự trung bình %(mean)s).",
                 text=first.text, mean=decimal(first.mean, 2))  # fmt: skip
    if question.days:
        days = question.days
        return _("Sớm nhất %(earliest)s; ở giữa %(median)s; muộn nhất %(latest)s.",
                 earliest=day(days.earliest), median=day(days.median), latest=day(days.latest))  # fmt: skip
    rated = [scale for scale in question.scales if scale.n]
    if len(question.scales) > 1 and rated:
        means = [scale.mean for scale in rated]
        return _("Điểm trung bình từng nội dung: từ %(least)s đến %(most)s trên 5.",
                 least=decimal(min(means), 2), most=decimal(max(means), 2))  # fmt: skip
    if rated:
        return _("Điểm trung bình %(mean)s trên 5; %(high)s%% ở mức 4 và 5.",
                 mean=decimal(rated[0].mean, 2), high=decimal(rated[0].high, 1))  # fmt: skip
    if question.numbers:
        return _("Trung bình %(mean)s; thấp nhất %(least)s; cao nhất %(most)s.",
                 mean=decimal(question.numbers.mean, 2), least=_exact(question.numbers.least),
                 most=_exact(question.numbers.most))  # fmt: skip
    most = max((number for _text, number, _part in question.shares), default=0)
    chosen = [
        _("%(text)s: %(number)d (%(share)s%%)", text=text, number=number, share=decimal(part, 1))
        for text, number, part in question.shares
        if number == most
    ]
    return _("Nhiều nhất: %(answers)s.", answers="; ".join(chosen)) if most else ""


def interval(clause):
    """What a share of answers says of everybody asked, and what it does not."""
    if clause.interval is None:
        return _("Chưa ai trả lời mục này.")
    figures = {
        "agree": clause.stances.agree, "said": clause.said,
        "share": decimal(clause.agreement, 1), "asked": clause.asked,
        "low": decimal(clause.interval[0], 1), "high": decimal(clause.interval[1], 1),
        "least": decimal(clause.bounds[0], 1), "most": decimal(clause.bounds[1], 1),
    }  # fmt: skip
    if clause.said == clause.asked:
        return _("Cả %(asked)d được hỏi đã trả lời mục này; %(agree)d đồng ý (%(share)s%%).", **figures)
    if clause.interval == clause.bounds:
        return _(
            "%(agree)d trên %(said)d trả lời đồng ý (%(share)s%%). Nếu cả %(asked)d được hỏi cùng trả lời, "
            "tỷ lệ ấy chắc chắn không dưới %(least)s%% và không quá %(most)s%%.",
            **figures,
        )
    return _(
        "%(agree)d trên %(said)d trả lời đồng ý (%(share)s%%). Nếu người chưa trả lời cũng nghĩ như người đã "
        "trả lời, tỷ lệ của cả %(asked)d được hỏi nhiều khả năng trong khoảng %(low)s%% đến %(high)s%% (độ "
        "tin cậy 95%%). Điều chắc chắn chỉ là: không dưới %(least)s%% và không quá %(most)s%%.",
        **figures,
    )


def stance_label(value):
    return str(Stance(value).label)


def channel_label(value):
    return str(Channel(value).label)


def period(summary):
    return _(
        "từ ngày %(start)s đến hết ngày %(end)s", start=day(summary.opened_on), end=day(summary.closed_on)
    )


def moment_of(summary):
    """When the figures were frozen: "14:05, 21/10/2026"."""
    return moment(summary.made_at)


def joined_and_left(summary):
    """Who came and who went since the opening, or an empty string."""
    if not (summary.joined or summary.left):
        return ""
    return _(
        "Sau ngày mở, %(joined)d gia đình hoặc người được thêm vào danh sách hỏi, %(left)d đã rời trường.",
        joined=summary.joined, left=summary.left,
    )  # fmt: skip
