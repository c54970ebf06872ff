"""Copies: of a draft, to go on from it; of a whole consultation, to ask again with another draft."""

from consultations import starters
from consultations.models import AudienceChoice, Clause, Consultation, Draft
from consultations.store.kept import start_from
from consultations.store.papers import find_draft, list_clauses, list_questions
from core import clock, codes
from core.db import db

PLAN = (
    "title",
    "summary",
    "purpose",
    "method",
    "reference",
    "issuing_office",
    "mode",
    "unit",
    "counts_unfinished",
    "smallest_group",
    "shows_comments",
    "paper_days",
    "responsible_id",
)
TEXT = ("title", "head", "foot", "source", "openings")
CLAUSE = (
    "school_id", "position", "kind", "label", "heading", "text", "is_left_out", "first_line", "last_line",
)  # fmt: skip


def copy_draft(draft, consultation, *, version=1, same_threads=False):
    """A copy of `draft` as a version of `consultation`; same_threads: its clauses go on with those copied."""
    copy = Draft(
        school_id=consultation.school_id, consultation_id=consultation.id, version=version,
        **_taken(draft, TEXT),
    )  # fmt: skip
    db.session.add(copy)
    db.session.flush()
    rows = {
        clause.id: Clause(
            draft_id=copy.id, origin_id=clause.thread if same_threads else None,
            **_taken(clause, CLAUSE),
        )
        for clause in list_clauses(draft)
    }  # fmt: skip
    db.session.add_all(rows.values())
    db.session.flush()
    for clause in list_clauses(draft):
        rows[clause.id].parent_id = rows[clause.parent_id].id if clause.parent_id else None
    db.session.flush()
    return copy


def copy_consultation(consultation):
    """A new one with plan, audiences, present draft and questions of `consultation`, yet to be opened."""
    copy = Consultation(
        school_id=consultation.school_id, made_at=clock.now(),
        open_token=codes.token() if consultation.open_token else None, **_taken(consultation, PLAN),
    )  # fmt: skip
    copy.audiences = [
        AudienceChoice(audience=choice.audience, class_id=choice.class_id)
        for choice in consultation.audiences
    ]
    db.session.add(copy)
    db.session.flush()
    if draft := find_draft(consultation):
        copy_draft(draft, copy)
    start_from(copy, starters.read(starters.written(list_questions(consultation))))
    db.session.flush()
    return copy


def _taken(row, columns):
    return {name: getattr(row, name) for name in columns}
