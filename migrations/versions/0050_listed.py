"""comments that a summary names lie in a table of their own, beside its figures"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0066"
branch_labels = None
depends_on = None

_snapshot = sa.table(
    "snapshot", sa.column("id"), sa.column("consultation_id"), sa.column("number"), sa.column("figures"),
    sa.column("sha256"),
)  # fmt: skip
_listed = sa.table(
    "listed", *map(sa.column, ("consultation_id", "number", "clause_id", "comment_id", "about", "place"))
)


def upgrade():
    op.create_table(
        "listed",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.String(length=32), nullable=False),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_listed_consultation_id")
        ),
        sa.PrimaryKeyConstraint(
            "consultation_id", "number", "clause_id", "comment_id", name=op.f("pk_listed")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_listed_place", "listed", ["consultation_id", "number", "place"])
    op.drop_index("ix_submission_consultation_id", "submission")
    op.create_index("ix_submission_consultation_id", "submission", ["consultation_id", "id"])
    # Frozen figures keep their text, ids and all: their hash is printed in letters.
    for row in _each_snapshot():
        rows = [
            {
                "consultation_id": row.consultation_id, "number": row.number, "clause_id": clause_id,
                "comment_id": comment_id, "about": about, "place": place,
            }
            for clause_id, about, ids in _lists(json.loads(row.figures))
            for place, comment_id in enumerate(ids["comments" if clause_id else "general"])
        ]  # fmt: skip
        if rows:
            op.get_bind().execute(_listed.insert(), rows)


def downgrade():
    """Programs before this one look for the ids among the figures, whose hash is another then."""
    for row in _each_snapshot():
        figures = json.loads(row.figures)
        for clause_id, about, holder in _lists(figures):
            holder["comments" if clause_id else "general"] = _ids(row, clause_id, about)
        told = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if told != row.figures:
            op.get_bind().execute(
                _snapshot.update()
                .where(_snapshot.c.id == row.id)
                .values(figures=told, sha256=hashlib.sha256(told.encode()).hexdigest())
            )
    op.drop_index("ix_submission_consultation_id", "submission")
    op.create_index("ix_submission_consultation_id", "submission", ["consultation_id"])
    op.drop_table("listed")


def _each_snapshot():
    """One after the other: each may hold tens of thousands of ids."""
    bind = op.get_bind()
    for key in bind.execute(sa.select(_snapshot.c.id).order_by(_snapshot.c.id)).scalars().all():
        yield bind.execute(sa.select(_snapshot).where(_snapshot.c.id == key)).one()


def _lists(figures):
    """(clause_id or 0, version of an older wording or None, the dict that holds their comments)."""
    yield 0, None, figures
    for clause in figures["clauses"]:
        yield clause["clause_id"], None, clause
        for old in clause.get("earlier", ()):
            yield clause["clause_id"], old["version"], old


def _ids(row, clause_id, about):
    own = _listed.c
    query = (
        sa.select(own.comment_id)
        .where(
            own.consultation_id == row.consultation_id, own.number == row.number, own.clause_id == clause_id,
            own.about.is_(None) if about is None else own.about == about,
        )
        .order_by(own.place)
    )  # fmt: skip
    return list(op.get_bind().execute(query).scalars())
