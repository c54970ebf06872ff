"""what a summary counted, as hashes; tombstones of what was deleted afterwards"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "register",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_register_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_register_school_id")),
        sa.PrimaryKeyConstraint("consultation_id", "number", name=op.f("pk_register")),
    )
    op.create_table(
        "leaf",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=True),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_leaf_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "number", "leaf", name=op.f("pk_leaf")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tombstone",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "author", "request", "retention", name="erasure", native_enum=False, length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_tombstone_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_tombstone_school_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_tombstone_by_id")),
        sa.PrimaryKeyConstraint("consultation_id", "leaf", name=op.f("pk_tombstone")),
        sqlite_with_rowid=False,
    )  # fmt: skip
    _point_at_comments(ondelete="CASCADE")


def downgrade():
    _point_at_comments()
    op.drop_table("tombstone")
    op.drop_table("leaf")
    op.drop_table("register")


def _point_at_comments(**options):
    with op.batch_alter_table("cause") as batch_op:
        batch_op.drop_constraint("fk_cause_comment_id", type_="foreignkey")
        batch_op.create_foreign_key(
            batch_op.f("fk_cause_comment_id"), "comment", ["comment_id"], ["id"], **options
        )
