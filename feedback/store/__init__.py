"""Queries and writes of feedback: what one respondent said (`own`), and counts of what all did (`counts`)."""

from feedback.store.asked import list_asked, respondent_of
from feedback.store.ballots import (
    begin_entering,
    end_entering,
    get_box,
    list_boxes,
    put_ballot,
    tick,
)
from feedback.store.counts import (
    count_channels,
    count_households,
    count_participation,
    count_shown,
    count_submissions,
    count_texts,
    count_unfinished,
    has_taken_part,
    list_comments,
    list_roll_entries_answered,
    list_taken_part,
    list_taken_part_in,
    list_versions_of,
)
from feedback.store.diverting import (
    divert,
    forward,
    give_back,
    list_diverted,
    list_keepers,
    open_diverted,
)
from feedback.store.entries import (
    add_batch,
    change_batch,
    count_batch_answers,
    count_batch_stances,
    count_entered,
    count_unidentified,
    get_batch,
    get_photo,
    list_latest,
    list_piles,
    list_said,
    put_entry,
    remove_entry,
    strip_photos,
)
from feedback.store.erasing import count_erased, erase_expired, erase_of_unit, erase_own, list_tombstones
from feedback.store.finding import (
    find_submission,
    find_unfinished,
    forget_unfinished,
    put_unfinished,
    receipt_leads_to,
    unfinished_leads_to,
)
from feedback.store.imports import import_rows, read_table, remembered
from feedback.store.laying import lay_out
from feedback.store.moderating import (
    approve,
    clear,
    count_kept,
    get_line,
    hide,
    list_log,
    list_rulings,
    mark_read,
    put_covered,
    show_again,
    split,
)
from feedback.store.own import (
    NOTHING,
    get_words,
    list_answers,
    list_audiences,
    list_stances,
    list_versions,
    list_words,
    participation_of,
)
from feedback.store.registers import (
    each_leaf,
    find_leaves,
    find_register,
    find_register_with,
    leaf_of,
    list_orphans,
    put_register,
)
from feedback.store.release import destroy_dead_keys, forget_unopenable, release
from feedback.store.slips import each_batch
from feedback.store.standing import list_approved, list_standing, standing, stands
from feedback.store.unfinished import settle_unfinished, values_of
from feedback.store.writing import agree_with_rest, keep_stance, put_answers, put_comment, take_back, withdraw
from feedback.store.written import (
    clear_written,
    count_held_back,
    count_written,
    cover_written,
    get_written,
    hide_written,
    lay_out_all,
    lay_out_answers,
    list_answers_text,
    list_rulings_on_answers,
    list_written,
    show_written,
)

__all__ = [
    "begin_entering", "end_entering", "get_box", "list_boxes", "list_taken_part_in", "put_ballot", "tick",
    "change_batch", "get_photo", "import_rows", "list_said", "read_table", "remembered", "strip_photos",
    "respondent_of",
    "count_erased", "each_batch", "each_leaf", "erase_expired", "erase_of_unit", "erase_own", "find_leaves",
    "find_register",
    "find_register_with", "leaf_of", "list_orphans", "list_tombstones", "put_register",
    "add_batch", "agree_with_rest", "count_batch_answers",
    "count_batch_stances", "count_channels", "count_entered", "count_households", "count_participation",
    "count_shown", "count_submissions", "count_texts",
    "count_unfinished",
    "count_unidentified", "destroy_dead_keys", "find_submission", "find_unfinished", "forget_unfinished",
    "forget_unopenable", "get_batch", "get_words", "has_taken_part", "keep_stance", "list_answers",
    "list_answers_text", "list_asked", "list_audiences", "list_comments", "list_latest", "list_piles",
    "list_roll_entries_answered", "list_stances", "list_taken_part", "list_versions", "list_versions_of",
    "list_words", "NOTHING", "participation_of", "put_answers", "put_comment", "put_entry",
    "put_unfinished", "receipt_leads_to", "release", "remove_entry", "settle_unfinished", "take_back",
    "unfinished_leads_to", "values_of", "withdraw",
    "approve", "clear", "count_kept", "get_line", "hide", "list_log", "list_rulings", "mark_read",
    "put_covered", "show_again", "split", "lay_out", "lay_out_all",
    "list_standing", "standing", "stands",
    "clear_written", "count_held_back", "count_written", "cover_written", "get_written", "hide_written",
    "lay_out_answers", "list_rulings_on_answers", "list_written", "show_written",
    "divert", "forward", "give_back", "list_approved", "list_diverted", "list_keepers", "open_diverted",
]  # fmt: skip
