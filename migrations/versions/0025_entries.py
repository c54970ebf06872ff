"""piles of paper forms, and what staff enter for others"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0040"
branch_labels = None
depends_on = None


def _channel():
    return sa.Enum(
        "web", "zalo", "facebook", "box", "paper", "meeting", "phone", "direct", name="channel",
        native_enum=False, length=32, create_constraint=True,
    )  # fmt: skip


def upgrade():
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("channel", _channel(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("pile", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_batch_school_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_batch_consultation_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_batch_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_consultation_id", "batch", ["consultation_id"])
    op.create_table(
        "entry",
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("channel", _channel(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_entry_school_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_entry_submission_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_entry_batch_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_entry_made_by_id")),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_submission_id", "entry", ["submission_id"])
    op.create_index("ix_entry_batch_id", "entry", ["batch_id"])


def downgrade():
    op.drop_table("entry")
    op.drop_table("batch")
