"""What falls due by the clock: consultations open at their hour. Closing needs no push: status is derived."""

from consultations import store
from core.errors import Refused
from core.jobs import every_minute


@every_minute
def open_those_due():
    """Open what is due. One that has become incomplete meanwhile waits for its officer, who sees why."""
    for consultation in store.list_due_to_open():
        try:
            store.open_consultation(consultation)
        except Refused:
            continue
