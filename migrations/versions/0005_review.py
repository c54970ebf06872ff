"""the review screen: lines and revisions of clauses, how they began, and the log of corrections"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ACTS = (
    "edit", "merge", "split", "lift", "lower", "leave_out", "take_in", "retype", "restore", "see",
)  # fmt: skip


def upgrade():
    # Columns are added in place: SQLite would make these tables anew, which opinions point at.
    op.add_column("draft", sa.Column("openings", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("draft", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("clause", sa.Column("first_line", sa.Integer(), nullable=True))
    op.add_column("clause", sa.Column("last_line", sa.Integer(), nullable=True))
    op.add_column("clause", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "draft_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "act",
            sa.Enum(*ACTS, name="act", native_enum=False, length=32, create_constraint=True),
            nullable=False,
        ),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("touched", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_draft_action_school_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_action_draft_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_action_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_action")),
    )
    op.create_index("ix_draft_action_draft_id_person_id", "draft_action", ["draft_id", "person_id"])


def downgrade():
    op.drop_table("draft_action")
    for column in ("revision", "last_line", "first_line"):
        op.drop_column("clause", column)
    for column in ("revision", "openings"):
        op.drop_column("draft", column)
