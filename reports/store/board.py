"""Where every consultation of a school stands, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from consultations import store as consultations
from consultations.models import Consultation, RollEntry
from consultations.rules import Status
from core import clock
from core.db import db
from feedback.models import Participation
from reports.models import Letter
from reports.rules import next_steps
from reports.store.outcomes import list_outcomes, publish_by, waiting
from reports.store.snapshots import latest_snapshot, summary_of
from reports.store.theme_outcomes import list_open_themes


@dataclass(frozen=True)
class Standing:
    """A consultation with its figures of today. waiting: clauses without an outcome."""

    consultation: Consultation
    asked: int
    answered: int
    waiting: int
    steps: list
    #: The last day for publishing what was decided; None before all is decided.
    publish_by: date | None = None

    @property
    def is_late(self):
        return self.publish_by is not None and clock.today() > self.publish_by


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
    """(clauses that wait, steps, last day for publishing), of what is closed and not yet public."""
    status, is_summarised, number, last_day = consultation.status, True, 0, None
    if status is Status.CLOSED:
        snapshot = latest_snapshot(consultation)
        summary = snapshot and summary_of(snapshot)
        is_summarised = bool(summary and summary.is_final)
        outcomes = list_outcomes(consultation)
        number = waiting(summary, outcomes).number if is_summarised else 0
        number += len(list_open_themes(consultation.id)) if is_summarised else 0
        last_day = publish_by(consultation, outcomes) if is_summarised and not number else None
    steps = next_steps(status=status, is_summarised=is_summarised, waiting=number, has_letter=has_letter)
    return number, steps, last_day
