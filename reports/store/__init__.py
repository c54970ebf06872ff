"""Queries and writes of reports: snapshots, outcomes, publishing, letters."""

from reports.store.board import Standing, list_standings
from reports.store.causes import get_final_changes, list_causes, put_causes
from reports.store.letters import find_letter, get_letter, list_letters, put_letter, set_official_number
from reports.store.outcomes import (
    Waiting,
    get_open_to_all,
    list_outcomes,
    publish,
    put_outcome,
    waiting,
)
from reports.store.snapshots import (
    get_snapshot,
    latest_snapshot,
    list_comments,
    list_due,
    list_snapshots,
    make_snapshot,
    summary_of,
    update_snapshot,
)

__all__ = [
    "Standing",
    "Waiting",
    "find_letter",
    "get_final_changes",
    "get_letter",
    "get_open_to_all",
    "get_snapshot",
    "latest_snapshot",
    "list_causes",
    "list_comments",
    "list_due",
    "list_letters",
    "list_outcomes",
    "list_snapshots",
    "list_standings",
    "make_snapshot",
    "publish",
    "put_causes",
    "put_letter",
    "put_outcome",
    "set_official_number",
    "summary_of",
    "update_snapshot",
    "waiting",
]
