"""Queries and writes of accounts, one file per subject; seen from outside as one store."""

from accounts.store.households import (
    code_of,
    find_household_by_code,
    get_household_in_class,
    give_code,
    list_children_names,
    list_households,
    list_slips,
    reissue_code,
    slip_of,
)
from accounts.store.passwords import find_by_password, hash_password
from accounts.store.people import (
    add_person,
    change_person,
    find_invited,
    find_unit,
    get_person,
    invite,
    is_login_taken,
    is_staff_code_taken,
    list_people,
    set_left,
    set_password,
)
from accounts.store.requests import (
    acknowledge_request,
    add_request,
    answer_request,
    extend_request,
    get_request,
    list_answered_requests,
    list_open_requests,
)
from accounts.store.rosters import import_roster
from accounts.store.schools import (
    count_households,
    create_school,
    find_only_school,
    get_class,
    get_school,
    get_school_called,
    get_settings_row,
    has_school,
    list_classes,
    list_settings,
    name_of,
    put_settings,
    settings_of,
)
from accounts.store.sessions import find_signed_in, forget_old_failures, is_slowed, note_failure
from accounts.store.workdays import calendar_of, drop_day, list_days, put_day

__all__ = [
    "acknowledge_request", "add_request", "answer_request", "extend_request", "get_request",
    "list_answered_requests", "list_open_requests",
    "add_person", "calendar_of", "change_person", "drop_day", "list_days", "put_day",
    "code_of", "count_households", "create_school",
    "find_by_password", "find_household_by_code", "find_invited", "find_only_school", "find_signed_in",
    "find_unit",    "forget_old_failures", "get_class", "get_household_in_class", "get_person", "get_school",
    "get_school_called", "get_settings_row", "give_code", "has_school", "hash_password", "import_roster",
    "invite", "is_login_taken", "is_slowed", "is_staff_code_taken", "list_children_names",
    "list_classes", "list_households",
    "list_people", "list_settings", "name_of", "list_slips", "note_failure", "put_settings", "reissue_code",
    "set_left", "set_password", "settings_of", "slip_of",
]  # fmt: skip
