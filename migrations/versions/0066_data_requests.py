"""the register of requests about personal data; minutes as a file; days for paper after the deadline"""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def _one_of(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, length=32, create_constraint=True)


def upgrade():
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("requestkind", "view", "correct", "stop", "delete"), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("acknowledge_by", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("is_extended", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", _one_of("requestend", "done", "refused"), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_data_request_by_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_data_request_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    op.create_index("ix_data_request_open", "data_request", ["school_id", "closed_on", "due_on"])
    op.add_column("batch", sa.Column("minutes_file", sa.LargeBinary(), nullable=True))
    op.add_column("batch", sa.Column("minutes_kind", sa.String(4), server_default="", nullable=False))
    op.add_column("consultation", sa.Column("paper_days", sa.Integer(), server_default="0", nullable=False))


def downgrade():
    op.drop_column("consultation", "paper_days")
    op.drop_column("batch", "minutes_kind")
    op.drop_column("batch", "minutes_file")
    op.drop_table("data_request")
