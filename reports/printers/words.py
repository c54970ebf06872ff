"""Sentences and names that the page, the letter and the CSV share: whole sentences, figures filled in."""

from accounts.rules import Audience
from consultations.rules import Unit
from core.i18n import _, _l, day, decimal
from feedback.rules import Channel, Stance

ANSWERED = {
    Audience.PARENTS: _l("%(answered)d trên %(asked)d gia đình đã trả lời."),
    Audience.TEACHERS: _l("%(answered)d trên %(asked)d giáo viên đã trả lời."),
    Audience.STAFF: _l("%(answered)d trên %(asked)d nhân viên đã trả lời."),
    Audience.MANAGERS: _l("%(answered)d trên %(asked)d cán bộ quản lý đã trả lời."),
}
VOICES = {
    Audience.PARENTS: _l("%(number)d gia đình"),
    Audience.TEACHERS: _l("%(number)d giáo viên"),
    Audience.STAFF: _l("%(number)d nhân viên"),
    Audience.MANAGERS: _l("%(number)d cán bộ quản lý"),
    Audience.COMMUNITY: _l("%(number)d người dân, tổ chức xã hội"),
}
AUDIENCE_COUNTED = {
    Unit.HOUSEHOLD: _l("Cha mẹ trẻ (tính theo gia đình)"),
    Unit.PERSON: _l("Cha mẹ trẻ (gia đình được hỏi, tính người trả lời)"),
}


def rounding():
    return _("Tỷ lệ phần trăm làm tròn đến một chữ số thập phân, nửa đơn vị thì làm tròn lên.")


def silence():
    return _("Chưa trả lời được ghi riêng, không tính là nhất trí.")


def taken_part(summary):
    """Sentences: how many of whom answered, one per audience."""
    sentences = [
        ANSWERED[Audience(line.audience)] % {"answered": line.answered, "asked": line.asked}
        for line in summary.audiences
    ]
    if summary.unit == Unit.PERSON.value and summary.persons != summary.answered:
        sentences.append(_("Tính theo người: có %(number)d người trả lời.", number=summary.persons))
    return " ".join(map(str, sentences))


def audience(value, unit=None):
    """What an audience is called in a table."""
    known = Audience(value)
    counted = known is Audience.PARENTS and unit and AUDIENCE_COUNTED[Unit(unit)]
    return str(counted or known.label)


def voices(counts, summary):
    """ "12 gia đình; 1 giáo viên" of {audience value: submissions}, in the order of audiences."""
    if not summary.names_audiences:
        return _("%(number)d ý kiến", number=sum(counts.values()))
    words = VOICES
    if summary.unit == Unit.PERSON.value:
        words = VOICES | {Audience.PARENTS: _l("%(number)d người trong gia đình trẻ")}
    return "; ".join(
        str(words[one]) % {"number": counts[one.value]} for one in Audience if counts.get(one.value)
    )


def in_short(summary):
    """What the figures say of the clauses, in one plain sentence; empty without clauses."""
    if not summary.clauses:
        return ""
    contested = len(summary.contested)
    if not contested:
        return _("Không mục nào có đề nghị sửa, không đồng ý hoặc ý kiến khác.")
    return _(
        "%(contested)d trên %(clauses)d mục có đề nghị sửa, không đồng ý hoặc ý kiến khác.",
        contested=contested, clauses=len(summary.clauses),
    )  # fmt: skip


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


def joined_and_left(summary):
    """Who came and who went since the opening, or an empty string."""
    if not (summary.joined or summary.left):
        return ""
    return _(
        "Sau ngày mở, %(joined)d gia đình hoặc người được thêm vào danh sách hỏi, %(left)d đã rời trường.",
        joined=summary.joined, left=summary.left,
    )  # fmt: skip
