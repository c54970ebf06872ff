"""surveys answered in part, and whether they count"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "consultation",
        sa.Column("counts_unfinished", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "submission", sa.Column("is_finished", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.create_table(
        "unfinished",
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("roll_entry_id", sa.Integer(), nullable=True),
        sa.Column("answerer", sa.String(length=32), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "parents", "teachers", "staff", "managers", "community", name="audience", native_enum=False,
                length=32, create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("group_label", sa.String(length=60), nullable=False),
        sa.Column("filled", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_unfinished_school_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_unfinished_consultation_id")
        ),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["roll_entry.id"], name=op.f("fk_unfinished_roll_entry_id")
        ),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_unfinished")),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_unfinished_consultation_id", "unfinished", ["consultation_id", "roll_entry_id"])


def downgrade():
    op.drop_table("unfinished")
    with op.batch_alter_table("submission") as batch_op:
        batch_op.drop_column("is_finished")
    with op.batch_alter_table("consultation") as batch_op:
        batch_op.drop_column("counts_unfinished")
