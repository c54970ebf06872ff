"""surveys a school keeps to start from"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "kept_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_kept_survey_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_survey")),
    )
    op.create_index("ix_kept_survey_school_id", "kept_survey", ["school_id"])


def downgrade():
    op.drop_table("kept_survey")
