"""sealed intake: envelopes, and what a consultation without names keeps of its key and release"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0025"
branch_labels = None
depends_on = None

AUDIENCE = sa.Enum(
    "parents", "teachers", "staff", "managers", "community", name="audience", native_enum=False, length=32,
    create_constraint=True,
)  # fmt: skip


def upgrade():
    op.add_column(
        "consultation", sa.Column("smallest_group", sa.Integer(), nullable=False, server_default="5")
    )
    op.add_column("consultation", sa.Column("envelope_bytes", sa.Integer(), nullable=True))
    op.add_column("consultation", sa.Column("key_check", sa.String(length=64), nullable=True))
    op.add_column("consultation", sa.Column("released_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "consultation", sa.Column("destroyed_unread", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "envelope",
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_envelope_school_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_envelope_consultation_id")
        ),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_envelope")),
    )
    op.create_index("ix_envelope_consultation_id", "envelope", ["consultation_id"])
    _change_submission(nullable=True, label=sa.Text())


def downgrade():
    # A submission of several audiences has no place in the old table.
    op.execute("UPDATE submission SET audience = 'parents' WHERE audience IS NULL")
    op.execute("UPDATE submission SET group_label = substr(group_label, 1, 60)")
    _change_submission(nullable=False, label=sa.String(length=60))
    op.drop_index("ix_envelope_consultation_id", "envelope")
    op.drop_table("envelope")
    with op.batch_alter_table("consultation") as batch_op:
        for name in ("destroyed_unread", "released_at", "key_check", "envelope_bytes", "smallest_group"):
            batch_op.drop_column(name)


def _change_submission(*, nullable, label):
    """SQLite writes the table anew; it stays one without row numbers."""
    with op.batch_alter_table("submission", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.alter_column("audience", existing_type=AUDIENCE, nullable=nullable)
        batch_op.alter_column("group_label", type_=label, existing_nullable=False)
