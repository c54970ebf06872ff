"""Finding words on the desk: without dấu, fast on both databases whatever lies there."""

from sqlalchemy import column, func, literal, table, text

from core.db import db
from core.text import fold
from feedback.alike import words_of
from feedback.moderation import DeskLine

#: SQLite's full-text index (migration 0030); the row's number is the line's.
_search = table("desk_search", column("rowid"))


def find(query, consultation_id, wanted):
    """(`query` of DeskLines narrowed to those that hold `wanted` as typed, the column to order them by).

    "hoc phi" finds "học phí": the syllables stand side by side, the last one may go on.
    """
    syllables = words_of(fold(wanted)).split()
    if not syllables:
        return query.where(literal(False)), DeskLine.id
    if db.session.connection().dialect.name == "postgresql":
        phrase = " <-> ".join(f"'{one}'" for one in syllables) + ":*"
        words = func.to_tsvector(text("'simple'"), DeskLine.words)
        return query.where(words.op("@@")(func.to_tsquery(text("'simple'"), phrase))), DeskLine.id
    phrase = f'place : "c{consultation_id}" AND words : "{" ".join(syllables)}" *'
    query = query.join(_search, _search.c.rowid == DeskLine.id)
    # Rows come out of the index in the order of their numbers, so the first page is found first.
    return query.where(text("desk_search MATCH :wanted").bindparams(wanted=phrase)), _search.c.rowid


def holds(line, wanted):
    """Condition: the words of one `line` (DeskLine or an alias) hold `wanted`; for few lines."""
    phrase = words_of(fold(wanted))
    return (literal(" ") + line.words).like(f"% {phrase}%") if phrase else literal(False)
