"""letters: PDF, corrected issues, several drafts, words kept before freezing"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("letter") as batch_op:
        batch_op.add_column(sa.Column("pdf", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("pdf_sha256", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_letter_replaces_id"), "letter", ["replaces_id"], ["id"])
    op.create_table(
        "letter_part",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_part_letter_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_letter_part_snapshot_id")),
        sa.PrimaryKeyConstraint("letter_id", "snapshot_id", name=op.f("pk_letter_part")),
    )
    op.create_index(op.f("ix_letter_part_snapshot_id"), "letter_part", ["snapshot_id"])
    op.create_table(
        "letter_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_letter_draft_school_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_letter_draft_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_draft")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_letter_draft_consultation_id")),
    )


def downgrade():
    op.drop_table("letter_draft")
    op.drop_index(op.f("ix_letter_part_snapshot_id"), table_name="letter_part")
    op.drop_table("letter_part")
    with op.batch_alter_table("letter") as batch_op:
        batch_op.drop_constraint(op.f("fk_letter_replaces_id"), type_="foreignkey")
        batch_op.drop_column("replaces_id")
        batch_op.drop_column("pdf_sha256")
        batch_op.drop_column("pdf")
