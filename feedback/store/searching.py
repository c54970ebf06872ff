"""Finding words on the desk: without dấu, fast on both databases whatever lies there."""

from sqlalchemy import column, func, literal, select, table, text

from core.db import db
from core.text import fold
from feedback.alike import words_of
from feedback.moderation import DeskLine

#: SQLite's full-text index (migration 0030); the row's number is the line's.
_search = table("desk_search", column("rowid"))


def find(query, consultation_id, wanted, line=DeskLine):
    """`query` of DeskLines (`line`: an alias of them) narrowed to those that hold `wanted`, as typed.

    "hoc phi" finds "học phí": the syllables stand side by side, the last one may go on.
    """
    syllables = words_of(fold(wanted)).split()
    if not syllables:
        return query.where(literal(False))
    if db.session.connection().dialect.name == "postgresql":
        phrase = " <-> ".join(f"'{one}'" for one in syllables) + ":*"
        words = func.to_tsvector(text("'simple'"), line.words)
        return query.where(words.op("@@")(func.to_tsquery(text("'simple'"), phrase)))
    phrase = f'place : "c{consultation_id}" AND words : "{" ".join(syllables)}" *'
    found = select(_search.c.rowid).where(text("desk_search MATCH :wanted").bindparams(wanted=phrase))
    return query.where(line.id.in_(found))
