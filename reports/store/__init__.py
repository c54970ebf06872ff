"""Queries and writes of reports: snapshots, outcomes, publishing, letters."""

from reports.store.board import Standing, list_standings
from reports.store.causes import get_final_changes, list_causes, put_causes
from reports.store.letters import (
    LetterPlan,
    find_letter,
    get_letter,
    get_plan,
    list_letters,
    list_may_stand_beside,
    next_issue,
    put_letter,
    put_plan,
    set_official_number,
    snapshots_beside,
)
from reports.store.outcomes import (
    Waiting,
    get_open_to_all,
    list_outcomes,
    outcomes_of,
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
from reports.store.verifying import Verdict, What, verify

__all__ = [
    "LetterPlan",
    "Verdict",
    "What",
    "Standing",
    "Waiting",
    "find_letter",
    "get_final_changes",
    "get_letter",
    "get_open_to_all",
    "get_plan",
    "get_snapshot",
    "latest_snapshot",
    "list_causes",
    "list_comments",
    "list_due",
    "list_letters",
    "list_may_stand_beside",
    "list_outcomes",
    "list_snapshots",
    "list_standings",
    "make_snapshot",
    "next_issue",
    "outcomes_of",
    "publish",
    "put_causes",
    "put_letter",
    "put_outcome",
    "put_plan",
    "set_official_number",
    "snapshots_beside",
    "summary_of",
    "update_snapshot",
    "verify",
    "waiting",
]
