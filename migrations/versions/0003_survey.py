"""new kinds of questions, "other" and "no opinion" """

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OLD = ("single", "several", "scale", "matrix", "number", "short", "long")
NEW = ("single", "several", "scale", "matrix", "ranking", "yes_no", "number", "date", "short", "long")


def _kind(values):
    return sa.Enum(*values, name="questionkind", native_enum=False, length=32, create_constraint=True)


def _put_kinds(values):
    """SQLite has to write the table anew; the check of the kind comes with the column's type."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("question", recreate="always") as batch_op:
            batch_op.alter_column("kind", type_=_kind(values), existing_nullable=False)
        return
    op.drop_constraint(op.f("ck_question_questionkind"), "question", type_="check")
    listed = ", ".join(f"'{value}'" for value in values)
    op.create_check_constraint(op.f("ck_question_questionkind"), "question", f"kind IN ({listed})")


def upgrade():
    _put_kinds(NEW)
    op.add_column("question", sa.Column("has_other", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "question", sa.Column("has_no_opinion", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade():
    with op.batch_alter_table("question") as batch_op:
        batch_op.drop_column("has_no_opinion")
        batch_op.drop_column("has_other")
    kinds = ", ".join(f"'{value}'" for value in OLD)
    op.execute(
        f"DELETE FROM answer WHERE question_id IN (SELECT id FROM question WHERE kind NOT IN ({kinds}))"
    )
    op.execute(
        f"DELETE FROM option WHERE question_id IN (SELECT id FROM question WHERE kind NOT IN ({kinds}))"
    )
    op.execute(f"DELETE FROM question WHERE kind NOT IN ({kinds})")
    _put_kinds(OLD)
