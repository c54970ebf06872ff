"""versions of a draft: threads of clauses, the version an opinion is about, causes of the final text"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VERSIONED = ("consultation", "clause_stance", "comment")


def upgrade():
    # Columns are added in place: SQLite would make these tables anew, which opinions point at.
    for table in VERSIONED:
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("draft", sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("draft", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    op.execute(
        "ALTER TABLE clause ADD COLUMN origin_id INTEGER CONSTRAINT fk_clause_origin_id REFERENCES clause (id)"
    )
    op.create_index("ix_clause_origin_id", "clause", ["origin_id"])
    op.create_table(
        "descent",
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_descent_clause_id")),
        sa.ForeignKeyConstraint(["from_id"], ["clause.id"], name=op.f("fk_descent_from_id")),
        sa.PrimaryKeyConstraint("clause_id", "from_id", name=op.f("pk_descent")),
    )
    op.create_index("ix_descent_from_id", "descent", ["from_id"])
    op.create_table(
        "cause",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_cause_draft_id")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_cause_clause_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_cause_comment_id")),
        sa.PrimaryKeyConstraint("draft_id", "clause_id", "comment_id", name=op.f("pk_cause")),
    )
    op.create_index("ix_cause_comment_id", "cause", ["comment_id"])


def downgrade():
    op.drop_table("cause")
    op.drop_table("descent")
    op.drop_index("ix_clause_origin_id", "clause")
    op.drop_column("clause", "origin_id")
    op.drop_column("draft", "note")
    op.drop_column("draft", "published_at")
    for table in VERSIONED:
        op.drop_column(table, "version")
