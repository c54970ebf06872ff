"""paper without names: ticks and sheets"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "ballot_box",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "parents", "teachers", "staff", "managers", "community", name="audience", native_enum=False,
                length=32, create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("ticked", sa.Integer(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("is_entering", sa.Boolean(), nullable=False),
        sa.CheckConstraint("entered <= ticked", name=op.f("ck_ballot_box_never_more_than_ticks")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_ballot_box_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_ballot_box_school_id")),
        sa.PrimaryKeyConstraint("consultation_id", "audience", name=op.f("pk_ballot_box")),
    )  # fmt: skip


def downgrade():
    op.drop_table("ballot_box")
