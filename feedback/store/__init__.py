"""Queries and writes of feedback: what one respondent said (`own`), and counts of what all did (`counts`)."""

from feedback.store.asked import list_asked
from feedback.store.counts import (
    count_answering,
    count_answers,
    count_channels,
    count_households,
    count_participation,
    count_shown,
    count_stances,
    count_submissions,
    count_texts,
    count_unfinished,
    has_taken_part,
    list_answers_text,
    list_comments,
    list_roll_entries_answered,
    list_taken_part,
    list_versions_of,
)
from feedback.store.entries import (
    add_batch,
    count_batch_answers,
    count_batch_stances,
    count_entered,
    count_unidentified,
    get_batch,
    list_latest,
    list_piles,
    put_entry,
    remove_entry,
)
from feedback.store.own import (
    NOTHING,
    find_submission,
    get_words,
    list_answers,
    list_audiences,
    list_stances,
    list_versions,
    list_words,
    participation_of,
    receipt_leads_to,
)
from feedback.store.unfinished import (
    find_unfinished,
    forget_unfinished,
    put_unfinished,
    settle_unfinished,
    unfinished_leads_to,
    values_of,
)
from feedback.store.writing import agree_with_rest, keep_stance, put_answers, put_comment, take_back, withdraw

__all__ = [
    "add_batch", "count_batch_answers", "count_batch_stances", "count_entered", "count_unidentified",
    "get_batch", "list_asked", "list_latest", "list_piles", "put_entry", "remove_entry",
    "find_unfinished", "forget_unfinished", "put_unfinished", "settle_unfinished", "unfinished_leads_to",
    "values_of",
    "NOTHING", "agree_with_rest", "count_answering", "count_answers", "count_channels", "count_households",
    "count_participation", "count_shown", "count_stances", "count_submissions", "count_texts",
    "count_unfinished",
    "find_submission", "get_words", "has_taken_part", "list_answers", "list_answers_text", "list_audiences",
    "keep_stance", "list_comments", "list_roll_entries_answered", "list_stances", "list_taken_part",
    "list_versions", "list_versions_of", "list_words", "participation_of", "put_answers", "put_comment",
    "receipt_leads_to", "take_back", "withdraw",
]  # fmt: skip
