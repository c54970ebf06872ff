"""what became of one theme of a clause, and who answers it by when"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "theme_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "accepted", "partly", "kept", name="decision", native_enum=False, length=32,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_theme_outcome_reason_not_too_long")),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_theme_outcome_decided_at_a_moment")
        ),
        sa.CheckConstraint(
            "(person_id IS NULL) = (due_on IS NULL)", name=op.f("ck_theme_outcome_given_with_a_day")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_theme_outcome_school_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_theme_outcome_consultation_id")
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_theme_outcome_clause_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_theme_outcome_theme_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_theme_outcome_decided_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_theme_outcome_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_outcome")),
        sa.UniqueConstraint(
            "consultation_id", "clause_id", "theme_id", name=op.f("uq_theme_outcome_consultation_id")
        ),
    )  # fmt: skip
    op.create_index(
        "uq_theme_outcome_whole_draft", "theme_outcome", ["consultation_id", "theme_id"], unique=True,
        sqlite_where=sa.text("clause_id IS NULL"), postgresql_where=sa.text("clause_id IS NULL"),
    )  # fmt: skip


def downgrade():
    op.drop_table("theme_outcome")
