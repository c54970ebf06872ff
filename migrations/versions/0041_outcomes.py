"""who answers which clause by when, dissent that was weighed, holidays of a school"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("outcome") as batch_op:
        batch_op.add_column(sa.Column("dissent_id", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_outcome_dissent_id"), "comment", ["dissent_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(op.f("ix_outcome_dissent_id"), ["dissent_id"])
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_assignment_school_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_assignment_consultation_id")
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_assignment_clause_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("consultation_id", "clause_id", name=op.f("uq_assignment_consultation_id")),
    )
    op.create_table(
        "school_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("off", "working", name="daykind", native_enum=False, length=32, create_constraint=True),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_school_day_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_day")),
        sa.UniqueConstraint("school_id", "day", name=op.f("uq_school_day_school_id")),
    )


def downgrade():
    op.drop_table("school_day")
    op.drop_table("assignment")
    with op.batch_alter_table("outcome") as batch_op:
        batch_op.drop_index(op.f("ix_outcome_dissent_id"))
        batch_op.drop_constraint(op.f("fk_outcome_dissent_id"), type_="foreignkey")
        batch_op.drop_column("dissent_id")
