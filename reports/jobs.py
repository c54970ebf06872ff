"""Due work of reports: the summary is made when a consultation has ended."""

from core.jobs import every_minute
from reports import store


@every_minute
def summarise_what_has_ended():
    for consultation in store.list_due():
        store.make_snapshot(consultation)
