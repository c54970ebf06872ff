"""The comments that a summary names: put down with it, read as they stand now, a page at a time."""

from hashlib import sha256

from sqlalchemy import func, select

from core.db import add_rows, db
from feedback import store as feedback
from feedback.models import Comment
from reports.models import Listed

#: Read at a time where all are wanted.
AT_ONCE = 1000


def put_listed(consultation_id, number, listed):
    """Write down what the summary `number` names. listed: see counting.ids_of."""
    rows = [
        (consultation_id, number, clause_id or 0, comment_id, about, place)
        for (clause_id, about), ids in listed.items()
        for place, comment_id in enumerate(ids)
    ]
    names = "consultation_id", "number", "clause_id", "comment_id", "about", "place"
    # In the order of the key: the table grows at its end.
    add_rows(Listed, names, sorted(rows, key=lambda row: (row[2], row[3])))


def _of(summary):
    return (Listed.consultation_id == summary.consultation_id) & (Listed.number == summary.number)


def _standing(summary):
    """Select of feedback's `standing` of what a summary names, with `about`: see Listed."""
    return (
        feedback.standing()
        .add_columns(Listed.about)
        .join(Listed, Listed.comment_id == Comment.id)
        .where(_of(summary))
    )


def list_first(summary, most):
    """Rows of _standing: the first `most` of every clause and wording, less what must not be read."""
    return db.session.execute(_standing(summary).where(Listed.place < most).order_by(Comment.id)).all()


def list_page(summary, clause_id, *, after="", limit=AT_ONCE):
    """(rows of _standing about a clause, None: the whole draft, from the id `after` on; id to go on from, or
    None). limit: how many are looked at; of those only what may be read is given."""
    own = _of(summary) & (Listed.clause_id == (clause_id or 0)) & (Listed.comment_id > after)
    ids = db.session.scalars(
        select(Listed.comment_id).where(own).order_by(Listed.comment_id).limit(limit + 1)
    ).all()
    if not ids:
        return [], None
    last = ids[:limit][-1]
    rows = db.session.execute(
        _standing(summary).where(own, Listed.comment_id <= last).order_by(Comment.id)
    ).all()
    return rows, last if len(ids) > limit else None


def each_page(summary, clause_id):
    """Lists of rows of _standing, all about a clause; each list read when it is asked for."""
    after = ""
    while after is not None:
        rows, after = list_page(summary, clause_id, after=after)
        yield rows


def read_listed(summary):
    """The same of all clauses in their order, the whole draft first."""
    places = [None] if summary.general else []
    places += [clause.clause_id for clause in summary.clauses if clause.in_words]
    for clause_id in places:
        yield from each_page(summary, clause_id)


def count_listed(summary):
    """How many rows read_listed gives."""
    return db.session.scalar(select(func.count()).select_from(_standing(summary).subquery()))


def list_comments(ids):
    """Rows of feedback's `standing` of these few comments, by id, whatever summary names them."""
    return feedback.list_standing(ids)


def list_some(summary, ids):
    """Rows of _standing of the comments `ids`, by id."""
    named = func.coalesce(Comment.clause_id, 0) == Listed.clause_id
    return db.session.execute(_standing(summary).where(Comment.id.in_(ids), named).order_by(Comment.id)).all()


def list_against(summary, clause_id, stance):
    """Rows of _standing about the present wording of a clause that were given with `stance`."""
    return db.session.execute(_against(summary, clause_id, stance).order_by(Comment.id)).all()


def has_against(summary, clause_id, stance):
    """Whether list_against would give anything."""
    return db.session.scalar(select(_against(summary, clause_id, stance).exists()))


def _against(summary, clause_id, stance):
    return _standing(summary).where(
        Listed.clause_id == clause_id, Listed.about.is_(None), Comment.stance == stance
    )


def is_as_listed(summary):
    """Whether the lists are those that the summary holds the hashes of."""
    frozen = {(0, None): summary.general} | {
        key: listings
        for clause in summary.clauses
        for key, listings in [
            ((clause.clause_id, None), clause.comments),
            *(((clause.clause_id, old.version), old.comments) for old in clause.earlier),
        ]
    }
    found = {}
    rows = db.session.execute(
        select(Listed.clause_id, Listed.about, Listed.comment_id)
        .where(_of(summary))
        .order_by(Listed.clause_id, Listed.comment_id)
        .execution_options(yield_per=AT_ONCE)
    )
    for clause_id, about, comment_id in rows:
        found.setdefault((clause_id, about), sha256()).update(f"{comment_id}\n".encode())
    hashes = {key: one.hexdigest() for key, one in found.items()}
    return hashes == {key: one.sha256 for key, one in frozen.items() if one.number}
