"""The draft: stored as it was read, then corrected piece by piece on the review screen."""

import json

from sqlalchemy import delete, select, update

from consultations import cutting
from consultations.importers import WarningCode, worded
from consultations.models import Clause, Draft
from consultations.rules import CLAUSE_MAX_CHARS, HEADINGS, LABEL_MAX_CHARS, Kind
from consultations.store.consultations import refuse_when_opened
from consultations.store.papers import list_clauses
from core.db import db
from core.errors import Refused
from core.i18n import _l

TOO_LONG = _l("Một mục dài hơn 60.000 chữ cái. Xin ngắt mục đó thành nhiều đoạn rồi thử lại.")
TITLE_MAX_CHARS = 1000


def put_draft(consultation, parsed, *, file_name, original):
    """Store `parsed` (importers.ParsedDraft) in place of what was there. Raises Refused."""
    refuse_when_opened(consultation)
    remove_draft(consultation)
    return put_clauses(consultation, parsed, version=1, file_name=file_name, original=original)


def put_clauses(consultation, parsed, *, version, file_name, original):
    """Store `parsed` as the draft with this number, which there must not be yet. Raises Refused."""
    if any(len(clause.text) > CLAUSE_MAX_CHARS for clause in parsed.clauses):
        raise Refused(TOO_LONG, 422)
    fits = len(parsed.title) <= TITLE_MAX_CHARS
    draft = Draft(
        school_id=consultation.school_id, consultation_id=consultation.id, version=version,
        title=parsed.title if fits else "",
        head=parsed.head if fits else cutting.join(parsed.head, parsed.title), foot=parsed.foot,
        file_name=file_name[-200:], original=original, source=_as_printed(parsed),
    )  # fmt: skip
    db.session.add(draft)
    db.session.flush()
    draft.warnings = json.dumps(_warnings(parsed, _add_clauses(draft, parsed)), ensure_ascii=False)
    return draft


def _as_printed(parsed):
    pieces = [cutting.words_of(clause.label, clause.heading, clause.text) for clause in parsed.clauses]
    return "\n".join(filter(None, [parsed.head, parsed.title, *pieces, parsed.foot]))


def _add_clauses(draft, parsed):
    """{id in the draft: row id}. The parents come second, when every row has its id."""
    rows = {}
    for position, clause in enumerate(parsed.clauses, 1):
        fits = len(clause.label) <= LABEL_MAX_CHARS
        rows[clause.id] = Clause(
            school_id=draft.school_id, draft_id=draft.id, position=position, kind=Kind(clause.kind.value),
            label=clause.label if fits else "", text=clause.text,
            heading=clause.heading if fits else " ".join(filter(None, [clause.label, clause.heading])),
        )  # fmt: skip
    db.session.add_all(rows.values())
    db.session.flush()
    for clause in parsed.clauses:
        rows[clause.id].parent_id = rows[clause.parent].id if clause.parent else None
    db.session.flush()
    return {key: row.id for key, row in rows.items()}


def _warnings(parsed, ids):
    return [
        {"code": warning.code.value, "clause": ids.get(warning.at), "values": warning.values}
        for warning in parsed.warnings
    ]


def remove_draft(consultation):
    refuse_when_opened(consultation)
    drafts = select(Draft.id).where(Draft.consultation_id == consultation.id)
    # A row may not go before those below it: cut the ties first.
    db.session.execute(update(Clause).where(Clause.draft_id.in_(drafts)).values(parent_id=None))
    db.session.execute(delete(Clause).where(Clause.draft_id.in_(drafts)))
    db.session.execute(delete(Draft).where(Draft.consultation_id == consultation.id))
    db.session.expire_all()


def list_warnings(draft):
    """[{"code", "clause": id or None, "values", "message"}] not yet dealt with, worded for who reads."""
    return [{**kept, "message": _message(kept)} for kept in _kept_warnings(draft)]


def _kept_warnings(draft):
    return json.loads(draft.warnings) if draft else []


def _message(kept):
    """Drafts read before warnings were kept as codes have the sentence of that day, and no values."""
    if "values" not in kept:
        return kept["message"]
    return worded(WarningCode(kept["code"]), kept["values"])


def drop_warnings(draft, clause_id):
    """Those about `clause_id` (None: about the whole draft) have been looked at."""
    left = [kept for kept in _kept_warnings(draft) if kept["clause"] != clause_id]
    draft.warnings = json.dumps(left, ensure_ascii=False)


def edit_clause(clause, *, kind, label, heading, text):
    """Correct what was read; a new kind moves the clause and what follows it to its place in the tree."""
    moved = kind is not clause.kind
    clause.kind, clause.label, clause.heading, clause.text = kind, label, heading, text
    if moved:
        _rehang(clause)
    drop_warnings(clause.draft, clause.id)


def _rehang(clause):
    """Give `clause` the parent its new kind asks for, and those after it that now belong below it."""
    clauses = list_clauses(clause.draft)
    at, by_id, old_parent = clauses.index(clause), {row.id: row for row in clauses}, clause.parent_id
    clause.parent_id = next(
        (c.id for c in reversed(clauses[:at]) if cutting.can_hold(c.kind, clause.kind)), None
    )
    for row in clauses[at + 1 :]:
        if row.parent_id == clause.id:
            row.parent_id = _holder(by_id, clause, row.kind)
        elif row.parent_id == old_parent and cutting.can_hold(clause.kind, row.kind):
            row.parent_id = clause.id
        elif row.parent_id == old_parent:
            break


def _holder(by_id, start, kind):
    """Id of the nearest of `start` and those above it that may hold `kind`, or None."""
    while start is not None and not cutting.can_hold(start.kind, kind):
        start = by_id.get(start.parent_id)
    return start.id if start is not None else None


def merge_with_above(clause):
    """Add the words of `clause` to the piece above it, which is returned. Raises Refused without one."""
    clauses = list_clauses(clause.draft)
    before = [row for row in clauses[: clauses.index(clause)] if not row.is_left_out]
    if not before:
        raise Refused(_l("Đây là mục đầu tiên, phía trên không có mục nào để gộp."))
    above = before[-1]
    words = cutting.words_of(clause.label, clause.heading, clause.text)
    if above.kind in HEADINGS and not above.heading and not above.text:
        above.heading = words
    else:
        above.text = cutting.join(above.text, words)
    if len(above.text) > CLAUSE_MAX_CHARS:
        raise Refused(TOO_LONG, 422)
    by_id = {row.id: row for row in clauses}
    for row in clauses:
        if row.parent_id == clause.id:
            row.parent_id = _holder(by_id, above, row.kind)
    for about in (clause.id, above.id):
        drop_warnings(clause.draft, about)
    db.session.flush()
    db.session.delete(clause)
    db.session.flush()
    return above


def split_clause(clause, at):
    """Cut the text of `clause` before character `at`; the second half becomes a clause, which is returned."""
    if at not in cutting.split_points(clause.text):
        raise Refused(_l("Nội dung mục này đã thay đổi. Xin mở lại mục và chọn chỗ tách."))
    first, second = clause.text[:at].strip(), clause.text[at:].strip()
    kind, label, text = cutting.read_opening(second) or (cutting.kind_of_rest(clause.kind), "", second)
    clauses = list_clauses(clause.draft)
    by_id = {row.id: row for row in clauses}
    new = Clause(
        school_id=clause.school_id, draft_id=clause.draft_id, position=clause.position + 1, kind=kind,
        label=label, text=text, parent_id=_holder(by_id, clause, kind),
    )  # fmt: skip
    for row in clauses:
        row.position += row.position > clause.position
    clause.text = first
    db.session.add(new)
    db.session.flush()
    for row in clauses:
        if row.parent_id == clause.id and row is not new and cutting.can_hold(new.kind, row.kind):
            row.parent_id = new.id
    drop_warnings(clause.draft, clause.id)
    db.session.flush()
    return new


def leave_out(clause, is_left_out):
    """Take `clause` and all below it out of what is read and commented on, or in again."""
    clause.is_left_out = is_left_out
    below = {clause.id}
    for row in list_clauses(clause.draft):
        if row.parent_id in below:
            below.add(row.id)
            row.is_left_out = is_left_out
    drop_warnings(clause.draft, clause.id)


def take_in(draft, place):
    """Make the head or the foot ("head", "foot") a paragraph of the draft, so that it can be commented on."""
    text = getattr(draft, place)
    if not text or len(text) > CLAUSE_MAX_CHARS:
        raise Refused(TOO_LONG if text else _l("Phần này không có chữ nào."), 422)
    positions = [clause.position for clause in list_clauses(draft)] or [1]
    position = min(positions) - 1 if place == "head" else max(positions) + 1
    new = Clause(school_id=draft.school_id, draft_id=draft.id, position=position, kind=Kind.TEXT, text=text)
    setattr(draft, place, "")
    db.session.add(new)
    db.session.flush()
    return new
