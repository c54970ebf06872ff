"""What a consultation puts before people: the newest draft's clauses, the questions, the Paper of both."""

from collections import OrderedDict

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from consultations import paper
from consultations.models import Clause, Draft, Question
from core.db import db
from core.i18n import choose_locale

#: Papers a process keeps; a long draft takes about half a megabyte.
PAPERS_KEPT = 24


def find_draft(consultation, version=None):
    """The Draft with this number (None: the one people are asked about), or None."""
    return db.session.scalars(_numbered(consultation, version)).one_or_none()


def get_draft(consultation, version=None):
    """The same. Raises NoResultFound."""
    return db.session.scalars(_numbered(consultation, version)).one()


def _numbered(consultation, version):
    return select(Draft).where(
        Draft.consultation_id == consultation.id, Draft.version == (version or consultation.version)
    )


def list_clauses(draft):
    """The clauses of `draft` (or of None: none) in reading order, left-out ones too."""
    if draft is None:
        return []
    return db.session.scalars(
        select(Clause).where(Clause.draft_id == draft.id).order_by(Clause.position)
    ).all()


def list_questions(consultation):
    """The questions in order, with their options."""
    return db.session.scalars(
        select(Question)
        .where(Question.consultation_id == consultation.id)
        .order_by(Question.position)
        .options(selectinload(Question.options), selectinload(Question.show_if))
    ).all()


def has_content(consultation):
    """Whether there is a clause or a question to answer."""
    return bool(list_questions(consultation)) or any(
        not clause.is_left_out for clause in list_clauses(find_draft(consultation))
    )


def get_paper(consultation, version=None):
    """The Paper of `consultation` with the draft of that version (None: the one people are asked about).

    Kept by the process once people have seen it, for then nothing in it changes. Names of clauses are
    words, so there is one for each language.
    """
    version = version or consultation.version
    if consultation.opened_at is None or version > consultation.version:
        return _build(consultation, version)
    kept = current_app.extensions.setdefault("papers", OrderedDict())
    key = (consultation.id, version, consultation.opened_at, choose_locale())
    found = kept.get(key) or _build(consultation, version)
    kept[key] = found
    kept.move_to_end(key)
    while len(kept) > PAPERS_KEPT:
        kept.popitem(last=False)
    return found


def _build(consultation, version):
    draft = find_draft(consultation, version)
    title = (draft.title if draft else "") or consultation.title
    return paper.build(title, list_clauses(draft), list_questions(consultation), version)
