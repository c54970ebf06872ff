"""Due work of feedback: the rolls of open consultations follow who joins and who leaves."""

from consultations import store as consultations
from core.jobs import every_minute
from feedback import store


@every_minute
def keep_rolls_up_to_date():
    for consultation in consultations.list_open():
        spoken = store.list_roll_entries_answered(consultation.id)
        consultations.refresh_roll(consultation, lambda entry, spoken=spoken: entry.id in spoken)
