"""Queries and writes of consultations: life cycle, roll, drafts with their clauses, surveys."""

from consultations.store.asked import Asked, get_asked
from consultations.store.consultations import (
    choose_audiences,
    close_now,
    extend,
    find_any,
    get_any,
    get_by_token,
    get_consultation,
    last_release,
    list_consultations,
    list_due_for_release,
    list_due_to_open,
    list_for_unit,
    list_open,
    list_responsible,
    list_sealed,
    make_consultation,
    missing_before_opening,
    open_consultation,
    plan_opening,
    refuse_when_opened,
    seal,
    set_published,
    update_consultation,
)
from consultations.store.copies import copy_consultation
from consultations.store.drafts import list_warnings, put_draft, remove_draft
from consultations.store.kept import (
    get_kept_survey,
    keep_survey,
    list_kept_surveys,
    remove_kept_survey,
    start_from,
)
from consultations.store.keys import (
    MISSING_KEY,
    WRONG_KEY,
    destroy_dead_keys,
    destroy_key,
    has_key,
    make_key,
    read_key,
)
from consultations.store.papers import (
    find_draft,
    get_draft,
    get_paper,
    has_content,
    list_clauses,
    list_questions,
)
from consultations.store.review import (
    Stale,
    check_fresh,
    count_warnings,
    find_redo,
    find_undo,
    read_desk,
    record,
    redo,
    source_of,
    take_desk,
    undo,
)
from consultations.store.roll import count_roll, count_who_would_be_asked, find_roll_entry, refresh_roll
from consultations.store.survey import (
    add_question,
    copy_question,
    get_question,
    move_question,
    put_question,
    remove_question,
)
from consultations.store.versions import (
    Proposal,
    changed_since,
    changes_between,
    copy_version,
    find_draft_in_review,
    find_final,
    find_pending,
    get_draft_to_edit,
    get_proposal,
    is_seen,
    list_papers,
    list_threads,
    list_versions,
    older_wordings,
    publish_version,
    put_version,
    remove_pending,
    wrong_with_new_version,
)

__all__ = [
    "find_any",
    "add_question", "Asked", "changed_since", "changes_between", "check_fresh", "choose_audiences",
    "close_now", "copy_consultation", "copy_question", "copy_version", "count_roll", "count_warnings",
    "count_who_would_be_asked", "destroy_dead_keys", "destroy_key", "extend", "find_draft",
    "find_draft_in_review", "find_final", "find_pending", "find_redo", "find_roll_entry", "find_undo",
    "get_any", "get_asked", "get_by_token", "get_consultation", "get_draft", "get_draft_to_edit",
    "get_kept_survey", "get_paper", "get_proposal", "get_question", "has_content", "has_key", "is_seen",
    "keep_survey", "last_release", "list_clauses", "list_consultations", "list_due_for_release",
    "list_due_to_open", "list_for_unit", "list_kept_surveys", "list_open", "list_papers", "list_questions",
    "list_responsible", "list_sealed", "list_threads", "list_versions", "list_warnings",
    "make_consultation", "make_key", "missing_before_opening", "MISSING_KEY", "move_question",
    "older_wordings", "open_consultation", "plan_opening", "Proposal", "publish_version", "put_draft",
    "put_question", "put_version", "read_desk", "read_key", "record", "redo", "refresh_roll",
    "refuse_when_opened", "remove_draft", "remove_kept_survey", "remove_pending", "remove_question", "seal",
    "set_published", "source_of", "Stale", "start_from", "take_desk", "undo", "update_consultation",
    "WRONG_KEY", "wrong_with_new_version",
]  # fmt: skip
