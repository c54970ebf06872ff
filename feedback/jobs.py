"""Due work of feedback: rolls follow who joins and who leaves; envelopes are opened in their time; what
was said is laid out on the reading desk."""

import logging

from consultations import store as consultations
from core.db import step
from core.errors import Refused
from core.jobs import every_minute
from feedback import store

_log = logging.getLogger(__name__)


@every_minute
def keep_rolls_up_to_date():
    for consultation in consultations.list_open():
        spoken = store.list_roll_entries_answered(consultation.id)
        consultations.refresh_roll(consultation, lambda entry, spoken=spoken: entry.id in spoken)


@every_minute
def release_what_has_closed():
    """Each in a transaction of its own. One that cannot be opened now (no key, a full disk) waits, and is
    named in the log; the others go on."""
    for consultation_id in consultations.list_due_for_release():
        try:
            with step():
                store.release(consultation_id)
        except Refused as refused:
            _log.error("consultation %s cannot be released: %s", consultation_id, refused.reason)
        except Exception:
            _log.exception("consultation %s is not released yet", consultation_id)
    store.destroy_dead_keys()


@every_minute
def erase_what_is_too_old():
    """Words whose time is over; a few in each step, so that nobody waits for them."""
    while True:
        with step():
            if not store.erase_expired():
                return


@every_minute
def lay_out_what_was_said():
    """In small steps: respondents go on writing meanwhile, and a stopped worker goes on where it was."""
    while True:
        with step():
            if not store.lay_out() + store.lay_out_answers():
                return
