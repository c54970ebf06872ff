"""The roll follows who joins and who leaves while a consultation is open."""

from sqlalchemy import delete, select

from accounts.models import Household
from consultations.models import RollEntry
from core import clock
from core.db import db, step
from feedback.jobs import keep_rolls_up_to_date
from feedback.models import Participation


def entry_of(household_id):
    return db.session.scalars(select(RollEntry).where(RollEntry.household_id == household_id)).one()


def test_who_joins_is_added_and_who_leaves_unheard_goes(ask, school):
    asked = ask()
    spoken, silent, joined = (one.id for one in school.households[:3])
    with step() as session:
        session.add(
            Participation(
                school_id=school.id, consultation_id=asked.id, roll_entry_id=entry_of(spoken).id, answerer=""
            )
        )
        session.execute(delete(RollEntry).where(RollEntry.household_id == joined))
        for household_id in (spoken, silent):
            session.get(Household, household_id).left_on = clock.today()
    with step():
        keep_rolls_up_to_date()
    assert entry_of(spoken).left_on is None
    assert entry_of(silent).left_on == clock.today()
    assert entry_of(joined).added_on == clock.today()
