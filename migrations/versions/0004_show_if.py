"""questions shown only when an earlier answer holds"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "question", sa.Column("shows_on_any", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "show_if",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "is", "is_not", "at_least", "at_most", name="how", native_enum=False, length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_show_if_question_id")),
        sa.ForeignKeyConstraint(["source_id"], ["question.id"], name=op.f("fk_show_if_source_id")),
        sa.ForeignKeyConstraint(["option_id"], ["option.id"], name=op.f("fk_show_if_option_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_show_if")),
    )  # fmt: skip
    op.create_index("ix_show_if_question_id", "show_if", ["question_id"])
    op.create_index("ix_show_if_source_id", "show_if", ["source_id"])


def downgrade():
    op.drop_table("show_if")
    with op.batch_alter_table("question") as batch_op:
        batch_op.drop_column("shows_on_any")
