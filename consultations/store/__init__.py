"""Queries and writes of consultations: life cycle, roll, drafts with their clauses, surveys."""

from consultations.store.consultations import (
    choose_audiences,
    close_now,
    extend,
    get_by_token,
    get_consultation,
    list_consultations,
    list_due_to_open,
    list_for_unit,
    list_open,
    list_responsible,
    make_consultation,
    missing_before_opening,
    open_consultation,
    plan_opening,
    set_published,
    update_consultation,
)
from consultations.store.papers import find_draft, get_draft, get_paper, list_clauses, list_questions
from consultations.store.roll import count_roll, count_who_would_be_asked, find_roll_entry, refresh_roll

__all__ = [
    "choose_audiences", "close_now", "count_roll", "count_who_would_be_asked", "extend", "find_draft",
    "find_roll_entry", "get_by_token", "get_consultation", "get_draft", "get_paper", "list_clauses",
    "list_consultations", "list_due_to_open", "list_for_unit", "list_open", "list_questions",
    "list_responsible", "make_consultation", "missing_before_opening", "open_consultation", "plan_opening",
    "refresh_roll", "set_published", "update_consultation",
]  # fmt: skip
