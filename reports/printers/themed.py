"""Themes in words: the figures of each in a line, and the comments that stand for it, as they were said."""

from dataclasses import dataclass

from core.i18n import _, _n, decimal
from feedback.rules import Stance
from reports.printers import opinions, words

#: Themes that the sentence before the table names.
MOST = 3


@dataclass(frozen=True)
class Quote:
    """text: of the comment, never changed but for a cut at the end. about: "Không nhất trí, giáo viên"."""

    text: str
    about: str


def quotes_of(summary, comments, *, is_plain=False):
    """{comment id: Quote}. comments: rows of store.list_comments of summary.quoted; is_plain: in the words
    that respondents read."""
    return {row.id: Quote(opinions.text_of(row), _about(row, summary, is_plain)) for row in comments}


def _about(row, summary, is_plain):
    told = [_stance(row.stance, is_plain)] if row.stance else []
    if row.audience and summary.names(row.audience.value):
        told.append(str(row.audience.label))
    return ", ".join(told)


def chosen(ids, quotes):
    """The Quotes of these comments; what was taken back or hidden since is left out."""
    return [quotes[one] for one in ids if one in quotes]


def number(portion):
    return _n("%(num)d ý kiến", "%(num)d ý kiến", portion.number)


def stances(portion, *, is_plain=False):
    """ "Nhất trí 2; Không nhất trí 3", without those that nobody took; "" when nobody took any."""
    return "; ".join(
        f"{_stance(Stance(stance), is_plain)} {times}"
        for stance, times, _share in portion.stances.items()
        if times
    )


def _stance(stance, is_plain):
    return str(stance.plain if is_plain else stance.label)


def by_group(theme, summary):
    """[(name of a group, Portion)] of those that spoke of the theme; empty where nobody may be told apart."""
    if len(summary.speakers) < 2:
        return []
    told = zip(summary.speakers, theme.groups, strict=False)
    return [(words.group_name(group, summary), own) for group, own in told if own.number]


def lines(theme, summary, *, is_plain=False):
    """The figures of a ThemeFigures, line by line."""
    if theme.asked.number:
        yield _told(number(theme.asked), theme.asked, is_plain)
    for name, own in by_group(theme, summary):
        yield _told(f"{name}: {own.number}", own, is_plain)
    if theme.community.number:
        outside = _("Ngoài danh sách được hỏi")
        yield _told(f"{outside}: {theme.community.number}", theme.community, is_plain)


def _told(begin, portion, is_plain=False):
    told = stances(portion, is_plain=is_plain)
    return f"{begin} ({told})" if told else begin


def most(summary):
    """What was spoken of most, in a sentence; "" where nobody's words have a theme."""
    told = [(name, (asked + community).number) for name, asked, community in summary.theme_sums[:MOST]]
    names = "; ".join(f"{name} ({times})" for name, times in told if times)
    return _("Được nói đến nhiều nhất: %(themes)s.", themes=names) if names else ""


def sums(summary):
    """Of all clauses together a line for each theme, in the words that respondents read."""
    for name, asked, community in summary.theme_sums:
        told = number(asked + community)
        yield name, _told(told, asked + community, is_plain=True)


def waiting(own):
    """How many comments of a ClauseThemes have no theme yet; "" when all have one."""
    if not own.waiting:
        return ""
    return _n("%(num)d ý kiến chưa xếp chủ đề.", "%(num)d ý kiến chưa xếp chủ đề.", own.waiting)


def how():
    """How comments came to their themes."""
    return _(
        "Chủ đề do người của trường gán hoặc duyệt; gợi ý của máy chưa duyệt không được tính. Câu trích giữ "
        "nguyên lời, chọn sao cho phủ được nhiều điều đã nói nhất; mỗi phía khác ý đều có câu trích."
    )


def quality(summary):
    """Sentences on how well themes were given; "" where it was not measured."""
    found = summary.theme_quality
    if found is None:
        return ""
    told = _(
        "Chất lượng gán chủ đề: trong %(number)d ý kiến rút ngẫu nhiên, được mã hóa lại mà không thấy chủ đề "
        "đã gán, %(agreed)d trùng khớp; F1 chung %(f1)s%% (khoảng tin cậy 95%%: %(low)s%% – %(high)s%%).",
        number=found.number, agreed=found.agreed, **_percents(found),
    )  # fmt: skip
    each = "; ".join(
        _("%(name)s %(f1)s%% (%(low)s%% – %(high)s%%)", name=one.name, **_percents(one))
        for one in found.themes
    )
    return " ".join([told, _("F1 từng chủ đề: %(each)s.", each=each)])


def _percents(found):
    return {name: decimal(getattr(found, name), 1) for name in ("f1", "low", "high")}


def rows(summary):
    """Rows for the table of figures, as csv.rows gives them."""
    named = {None: _("Toàn văn bản")} | {clause.clause_id: clause.title for clause in summary.clauses}
    for own in summary.themes:
        for theme in own.themes:
            about = (_("Chủ đề"), named[own.clause_id], theme.name)
            yield from _rows(about, "", theme.asked)
            for name, portion in by_group(theme, summary):
                yield from _rows(about, f"{name}: ", portion)
            if theme.community.number:
                yield from _rows(about, _("Ngoài danh sách được hỏi") + ": ", theme.community)
        if own.waiting:
            yield (_("Chủ đề"), named[own.clause_id], "", _("Chưa xếp chủ đề"), own.waiting, None)
    yield from _quality_rows(summary.theme_quality)


def _rows(about, who, portion):
    yield (*about, who + _("Số ý kiến bằng lời"), portion.number, None)
    for stance, times, share in portion.stances.items():
        yield (*about, f"{who}{words.stance_label(stance)}", times, share)


def _quality_rows(found):
    if found is None:
        return
    part = _("Chất lượng gán chủ đề")
    yield (part, _("Chung"), "", _("Số ý kiến mã hóa lại"), found.number, None)
    yield (part, _("Chung"), "", _("Số trùng khớp, F1 (%)"), found.agreed, found.f1, found.low, found.high)
    for one in found.themes:
        yield (part, one.name, "", _("Số trong mẫu, F1 (%)"), one.number, one.f1, one.low, one.high)
