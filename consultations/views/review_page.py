"""What the review page shows: one leaf of the draft, its source lines, the warnings, the way back."""

import json
from dataclasses import dataclass

from flask import render_template, request
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from consultations import cutting, leaves, pieces, store
from consultations.forms import ClauseForm, SeveralForm
from consultations.rules import READ_WITH_PARENT, Act, Kind, clause_name
from core.i18n import _
from core.text import shorten

SPLIT_PREVIEW_CHARS = 70
FIRST_WORDS_CHARS = 110
SOURCE_LINE_CHARS = 1500
WARNINGS_LISTED = 10
ONLY_WARNED = "can-xem"
LEFT_HEADING_CHARS = 40


@dataclass(frozen=True)
class Row:
    """A clause in the tree. on: "id:revision" as the page shows it. lines: of the source, or ""."""

    piece: pieces.Piece
    name: str
    depth: int
    words: str
    on: str
    lines: str
    warnings: tuple


@dataclass(frozen=True)
class Line:
    """A line of the source and the clause that was made of it (None: none of those on this page)."""

    number: int
    text: str
    clause_id: int | None
    is_on: bool


def name_of(kind, label, words):
    """How a clause is called: "khoản 2", "Điều 5"; an unnumbered one by its first words."""
    return clause_name(label, kind, []) or _("đoạn “%(words)s”", words=shorten(words or "…", 40))


def _name(piece):
    return name_of(piece.kind, piece.label, piece.heading or piece.text)


def said_of(action):
    """An action as the undo button says it: "gộp Điều 5 với khoản 2"."""
    names = [name_of(Kind(kind), label, words) for kind, label, words in json.loads(action.about)]
    if not names:
        names = [_("các lưu ý chung") if action.act is Act.SEE else _("phần đầu hoặc phần cuối văn bản")]
    if len(names) > 1 and action.act is not Act.MERGE:
        names = [_("%(n)s mục", n=len(names))]
    return str(action.act.label) % {"one": names[0], "other": names[-1]}


def stale_sentence(stale, person_id):
    """Who was quicker, when, and with what."""
    action = stale.action
    if action is None:
        return _("Mục này vừa thay đổi. Xin xem lại nội dung đang lưu, rồi làm tiếp.")
    if action.person_id == person_id:
        return _("Mục này vừa thay đổi ở một trang khác của anh/chị: %(what)s.", what=said_of(action))
    return _("%(who)s vừa làm trước ở mục này: %(what)s.", who=action.person.full_name, what=said_of(action))


def page(consultation, *, opened_id=None, form=None, refusal="", is_stale=False):
    """The page, 200; 422 when the form is wrong, 409 with a `refusal`."""
    draft = store.find_draft_in_review(consultation)
    if draft is None:
        raise NoResultFound
    desk, locked = store.read_desk(draft), store.is_seen(consultation, draft)
    opened = None if locked else desk.piece(opened_id)
    if opened and form is None:
        form = ClauseForm(formdata=None, obj=opened)
    shown = _leaf(desk, draft, [] if locked else store.list_warnings(draft), opened, opened_id)
    html = render_template(
        "consultations/review.html", consultation=consultation, draft=draft, locked=locked, opened=opened,
        form=form, refusal=refusal, is_stale=is_stale, several=SeveralForm(formdata=None),
        cuts=_cuts(opened), above=_above(desk, opened), all_warned=store.count_warnings(draft),
        undo=_said(store.find_undo(draft, current_user.id)),
        redo=_said(store.find_redo(draft, current_user.id)),
        count=sum(not one.is_left_out and one.kind not in READ_WITH_PARENT for one in desk.pieces), **shown,
    )  # fmt: skip
    return html, 409 if refusal else 422 if form is not None and form.errors else 200


def _leaf(desk, draft, warnings, opened, opened_id):
    """What the page shows of one leaf: rows, source lines, warnings, the way to other leaves."""
    at_clause = {}
    for warning in warnings:
        at_clause.setdefault(warning["clause"], []).append(warning["message"])
    only_warned = request.values.get("loc") == ONLY_WARNED
    cut = leaves.cut([one for one in desk.pieces if not only_warned or one.id in at_clause])
    leaf = leaves.find(cut, opened_id or request.args.get("o", type=int))
    source, _openings = store.source_of(draft)
    ends = {"is_first": leaf is cut[0], "is_last": leaf is cut[-1]}
    return ends | {
        "leaf": leaf, "leaves": _contents(cut, at_clause), "rows": _rows(desk, leaf, at_clause),
        "only_warned": only_warned, "warned": len(warnings), "general": at_clause.get(None, []),
        "warnings": _listed(desk, warnings), "nearby": _nearby(desk, at_clause, leaf, opened),
        "lines": _lines(leaf, source, opened, **ends), "own": _own_lines(source, opened),
    }  # fmt: skip


def _said(action):
    return said_of(action) if action else ""


def _rows(desk, leaf, at_clause):
    depths = leaves.depths(desk.pieces)
    return [
        Row(
            piece=one, name=_name(one), depth=min(depths[one.id], 4),
            words=shorten(one.text, FIRST_WORDS_CHARS), on=f"{one.id}:{desk.revisions[one.id]}",
            lines=_range(one), warnings=tuple(at_clause.get(one.id, ())),
        )
        for one in leaf.pieces
    ]  # fmt: skip


def _range(piece):
    if piece.first_line is None:
        return ""
    return (
        f"{piece.first_line}–{piece.last_line}"
        if piece.last_line > piece.first_line
        else f"{piece.first_line}"
    )


def _cuts(piece):
    if piece is None:
        return []
    text = piece.text
    return [(at, shorten(text[at:], SPLIT_PREVIEW_CHARS)) for at in cutting.split_points(text)]


def _above(desk, piece):
    """The piece that merging would add to, as "id:revision" and by name; None without one."""
    upper = pieces.above(desk.pieces, piece.id) if piece else None
    if upper is None:
        return None
    return {"on": f"{upper.id}:{desk.revisions[upper.id]}", "name": _name(upper)}


def _contents(cut, at_clause):
    """[(number, id of its first clause, title, warnings)] of the leaves."""
    return [
        (
            leaf.number, leaf.pieces[0].id if leaf.pieces else 0, _span(leaf.pieces),
            sum(len(at_clause.get(one.id, ())) for one in leaf.pieces),
        )
        for leaf in cut
    ]  # fmt: skip


def _span(found):
    """How a leaf is announced: the first thing on it with a number, and the last article."""
    named = [one for one in found if one.kind not in READ_WITH_PARENT and one.label]
    if not named:
        return shorten(found[0].words, LEFT_HEADING_CHARS) if found else ""
    first = f"{named[0].label} {shorten(named[0].heading, LEFT_HEADING_CHARS)}".strip()
    articles = [one for one in named[1:] if one.kind is Kind.ARTICLE]
    return f"{first} – {articles[-1].label}" if articles else first


def _listed(desk, warnings):
    """The first warnings about clauses: (clause id, name, message)."""
    found = ((desk.piece(one["clause"]), one["message"]) for one in warnings if one["clause"])
    return [(one.id, _name(one), message) for one, message in found if one][:WARNINGS_LISTED]


def _nearby(desk, at_clause, leaf, opened):
    """(id of the warned clause before, id of the one after) the opened one, else the leaf's beginning."""
    order = [one.id for one in desk.pieces]
    at = order.index(opened.id) if opened else order.index(leaf.pieces[0].id) - 1 if leaf.pieces else -1
    return (
        next((one for one in reversed(order[: max(at, 0)]) if one in at_clause), None),
        next((one for one in order[at + 1 :] if one in at_clause), None),
    )


def _lines(leaf, source, opened, is_first, is_last):
    """The source lines of a leaf; the first has what stands before them too, the last what comes after."""
    made = [one for one in leaf.pieces if one.first_line]
    if not made:
        # A draft read before clauses knew their lines still has its words beside it.
        return [Line(number, shorten_line(line), None, False) for number, line in enumerate(source, 1)]
    owner = {number: one.id for one in reversed(made) for number in range(one.first_line, one.last_line + 1)}
    begin = 1 if is_first else min(owner)
    end = len(source) if is_last else max(owner)
    on = range(opened.first_line, opened.last_line + 1) if opened and opened.first_line else ()
    return [
        Line(number, shorten_line(source[number - 1]), owner.get(number), number in on)
        for number in range(begin, end + 1)
    ]


def shorten_line(text):
    return text if len(text) <= SOURCE_LINE_CHARS else shorten(text, SOURCE_LINE_CHARS)


def _own_lines(source, opened):
    """The words of the opened clause as they were read; "" without any."""
    if opened is None or opened.first_line is None:
        return ""
    return shorten_line("\n".join(source[opened.first_line - 1 : opened.last_line]))
