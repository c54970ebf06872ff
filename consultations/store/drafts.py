"""The draft as it was read: its clauses, the lines they stood on, and what the reader warns of."""

import json

from sqlalchemy import delete, select, update

from consultations import cutting
from consultations.importers import WarningCode, worded
from consultations.models import Clause, Draft, DraftAction
from consultations.pieces import TOO_LONG
from consultations.rules import CLAUSE_MAX_CHARS, LABEL_MAX_CHARS, Kind
from consultations.store.consultations import refuse_when_opened
from core.db import db
from core.errors import Refused

TITLE_MAX_CHARS = 1000
#: Between the positions of two clauses as they are read, so that a split has room.
GAP = 2**20


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
        file_name=file_name[-200:], original=original,
    )  # fmt: skip
    db.session.add(draft)
    db.session.flush()
    draft.warnings = json.dumps(_warnings(parsed, _add_clauses(draft, parsed)), ensure_ascii=False)
    return draft


def _add_clauses(draft, parsed):
    """{id in the draft: row id}; fills in `source` and `openings`. The parents come second, with every id."""
    rows, openings = {}, []
    lines = [line for text in (parsed.head, parsed.title) if text for line in text.split("\n")]
    gap = min(GAP, 2**30 // (len(parsed.clauses) + 1))
    for number, clause in enumerate(parsed.clauses, 1):
        fits = len(clause.label) <= LABEL_MAX_CHARS
        label = clause.label if fits else ""
        heading = clause.heading if fits else " ".join(filter(None, [clause.label, clause.heading]))
        first = len(lines) + 1
        lines += cutting.words_of(label, heading, clause.text).split("\n")
        openings.append([first, clause.kind.value, label, heading])
        rows[clause.id] = Clause(
            school_id=draft.school_id, draft_id=draft.id, position=number * gap, kind=Kind(clause.kind.value),
            label=label, heading=heading, text=clause.text, first_line=first, last_line=len(lines),
        )  # fmt: skip
    draft.source = "\n".join([*lines, *([parsed.foot] if parsed.foot else [])])
    draft.openings = json.dumps(openings, ensure_ascii=False)
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
    db.session.execute(delete(DraftAction).where(DraftAction.draft_id.in_(drafts)))
    db.session.execute(delete(Clause).where(Clause.draft_id.in_(drafts)))
    db.session.execute(delete(Draft).where(Draft.consultation_id == consultation.id))
    db.session.expire_all()


def list_warnings(draft):
    """[{"number", "code", "clause": id or None, "values", "message"}] that nobody has ticked yet."""
    return [
        {**kept, "number": number, "message": _message(kept)}
        for number, kept in enumerate(kept_warnings(draft))
        if not kept.get("seen")
    ]


def kept_warnings(draft):
    """All warnings as they are stored, the ticked ones too: their numbers stay."""
    return json.loads(draft.warnings) if draft else []


def tick_warnings(draft, numbers, *, is_seen):
    kept = kept_warnings(draft)
    for number in numbers:
        kept[number]["seen"] = is_seen
    draft.warnings = json.dumps(kept, ensure_ascii=False)


def _message(kept):
    """Drafts read before warnings were kept as codes have the sentence of that day, and no values."""
    if "values" not in kept:
        return kept["message"]
    return worded(WarningCode(kept["code"]), kept["values"])
