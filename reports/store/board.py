"""Where every consultation of a school stands, in a fixed number of queries."""

from dataclasses import dataclass

from sqlalchemy import func, select

from consultations import store as consultations
from consultations.models import Consultation, RollEntry
from consultations.rules import Status
from core.db import db
from feedback.models import Participation
from reports.models import Letter
from reports.rules import next_steps
from reports.store.outcomes import list_outcomes, waiting
from reports.store.snapshots import latest_snapshot, summary_of


@dataclass(frozen=True)
class Standing:
    """A consultation with its figures of today. waiting: clauses without an outcome."""

    consultation: Consultation
    asked: int
    answered: int
    waiting: int
    steps: list


def list_standings(school_id):
    """Standings of the school, the newest first."""
    asked = _count(RollEntry, func.count(), school_id, RollEntry.left_on.is_(None))
    answered = _count(Participation, func.count(Participation.roll_entry_id.distinct()), school_id)
    lettered = _count(Letter, func.count(), school_id)
    return [
        Standing(one, asked.get(one.id, 0), answered.get(one.id, 0), *_next(one, one.id in lettered))
        for one in consultations.list_consultations(school_id)
    ]


def _count(table, number, school_id, *conditions):
    rows = db.session.execute(
        select(table.consultation_id, number)
        .where(table.school_id == school_id, *conditions)
        .group_by(table.consultation_id)
    )
    return dict(tuple(row) for row in rows)


def _next(consultation, has_letter):
    """(clauses that wait, steps). Only those closed and not yet public are looked into."""
    status, is_summarised, number = consultation.status, True, 0
    if status is Status.CLOSED:
        snapshot = latest_snapshot(consultation)
        summary = snapshot and summary_of(snapshot)
        is_summarised = bool(summary and summary.is_final)
        number = waiting(summary, list_outcomes(consultation)).number if is_summarised else 0
    return number, next_steps(
        status=status, is_summarised=is_summarised, waiting=number, has_letter=has_letter
    )
