"""meetings and photos of what is entered; tables brought in, their columns and rows"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0030"
branch_labels = None
depends_on = None

DETAILS = ("held_on", "place", "attended", "chair", "secretary", "minutes")


def upgrade():
    op.add_column("batch", sa.Column("held_on", sa.Date(), nullable=True))
    op.add_column("batch", sa.Column("attended", sa.Integer(), nullable=True))
    for name in ("place", "chair", "secretary"):
        op.add_column("batch", sa.Column(name, sa.String(length=120), nullable=False, server_default=""))
    op.add_column("batch", sa.Column("minutes", sa.Text(), nullable=False, server_default=""))
    op.add_column("entry", sa.Column("photo", sa.LargeBinary(), nullable=True))
    op.add_column("entry", sa.Column("is_read_back", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "column_map",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_column_map_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_column_map_school_id")),
        sa.PrimaryKeyConstraint("consultation_id", "fingerprint", name=op.f("pk_column_map")),
    )
    op.create_table(
        "imported_row",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_imported_row_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_imported_row_school_id")),
        sa.PrimaryKeyConstraint("consultation_id", "tag", name=op.f("pk_imported_row")),
        sqlite_with_rowid=False,
    )


def downgrade():
    op.drop_table("imported_row")
    op.drop_table("column_map")
    with op.batch_alter_table("entry") as batch_op:
        batch_op.drop_column("photo")
        batch_op.drop_column("is_read_back")
    with op.batch_alter_table("batch") as batch_op:
        for name in DETAILS:
            batch_op.drop_column(name)
