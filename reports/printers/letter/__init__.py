"""The official letter as one object, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I and III (Mẫu 1.4)."""

from dataclasses import dataclass, field

from accounts.rules import Audience
from core.i18n import _, day
from reports.printers.letter import blocks, body
from reports.printers.letter.annex import annexes
from reports.summary import Summary


@dataclass(frozen=True)
class Entry:
    """One consultation in a letter: its Summary, opinions.Groups of what was said and answered; of its themes
    {comment id: themed.Quote}, and {(clause_id or None, theme id): ThemeOutcome}."""

    summary: Summary
    groups: tuple
    quotes: dict = field(default_factory=dict)
    theme_outcomes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """The officer's own words. Empty: ours, or nothing."""

    opening: str = ""
    organised: str = ""
    remarks: str = ""
    replies: str = ""
    proposals: str = ""


def compose(entries, settings, wording=None, *, issue, replaces=None, is_short=False):
    """The blocks.Letter of `entries`, at least one.

    issue: its own number, from 1. replaces: the reports.models.Letter it corrects. is_short: a reply of one
    page without annex, for entries on which all agree (see `may_be_short`).
    """
    wording, entries = wording or Wording(), tuple(entries)
    summaries = [entry.summary for entry in entries]
    return blocks.Letter(
        superior_body=settings.superior_body.upper(),
        school_name=settings.school_name.upper(),
        symbol=f"/BC-{settings.symbol_suffix}",
        place=settings.place,
        name=_("BÁO CÁO"),
        subject=_subject(summaries),
        receivers=tuple(settings.receiver_lines),
        blocks=(
            *(blocks.Block("base", line) for line in _bases(summaries)),
            *(blocks.lines(wording.opening) or [blocks.text(opening(settings))]),
            *([blocks.text(_replacing(replaces))] if replaces else []),
            *(
                body.all_agree(entries, wording.proposals)
                if is_short
                else (
                    *body.carried_out(entries, wording.organised),
                    *body.results(entries, wording.remarks),
                    *body.answered(entries, wording.replies),
                    *body.proposed(wording.proposals),
                )
            ),
        ),
        copies_to=tuple(blocks.listed([_("Như trên"), *settings.copy_lines, _("Lưu: VT")])),
        signer_titles=tuple(settings.signer_title.upper().split("\n")),
        signer_name=settings.signer_name,
        annexes=() if is_short else annexes(entries, settings, issue=issue),
    )


def may_be_short(summaries):
    """Whether there is nothing to lay out: clauses only, and all that was said of them is plain agreement."""
    return all(
        summary.clauses
        and summary.answered
        and not summary.is_withheld
        and not (summary.questions or summary.general)
        and all(clause.is_quiet for clause in summary.clauses)
        for summary in summaries
    )


def opening(settings):
    return _("%(school)s báo cáo kết quả lấy ý kiến như sau:", school=settings.school_name)


def organised(summaries):
    """What part I says of form and time unless the officer says it otherwise."""
    return "\n".join(sentence for summary in summaries for sentence in body.organised_as(summary))


def _subject(summaries):
    titles = "; ".join(blocks.in_sentence(summary.title) for summary in summaries)
    return _("Kết quả tổng hợp ý kiến góp ý đối với %(title)s", title=titles)


def _replacing(old):
    if old.official_number:
        return _(
            "Báo cáo này thay thế Báo cáo số %(number)s ngày %(day)s.",
            number=old.official_number, day=day(old.official_date),
        )  # fmt: skip
    return _(
        "Báo cáo này thay thế bản báo cáo lập lần %(issue)d ngày %(day)s.",
        issue=old.issue, day=day(old.made_on),
    )  # fmt: skip


def _bases(summaries):
    """The legal bases: each ends with a semicolon, the last with a point."""
    found = []
    if any(Audience(line.audience) is not Audience.PARENTS for one in summaries for line in one.audiences):
        found.append(_("Căn cứ Luật Thực hiện dân chủ ở cơ sở"))
    for summary in summaries:
        if summary.reference and summary.issuing_office:
            found.append(
                _(
                    "Thực hiện %(reference)s của %(office)s",
                    reference=summary.reference,
                    office=summary.issuing_office,
                )
            )
        elif summary.reference:
            found.append(_("Thực hiện %(reference)s", reference=summary.reference))
    found = list(dict.fromkeys(found))
    return [f"{line}{'.' if line is found[-1] else ';'}" for line in found]
