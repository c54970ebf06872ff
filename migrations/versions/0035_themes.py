"""themes: codebooks, themes of comments, and the sample that is coded again blind"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "codebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "idle",
                "waiting",
                "learning",
                "writing",
                "done",
                "failed",
                name="stage",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("is_grouping", sa.Boolean(), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_codebook_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_codebook_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook")),
    )
    op.create_index("uq_codebook_consultation", "codebook", ["consultation_id"], unique=True)
    op.create_index(
        "uq_codebook_school",
        "codebook",
        ["school_id"],
        unique=True,
        sqlite_where=sa.text("consultation_id IS NULL"),
        postgresql_where=sa.text("consultation_id IS NULL"),
    )

    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "plain",
                "other",
                "no_reason",
                name="themekind",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("seeds", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name=op.f("fk_theme_codebook_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["theme.id"], name=op.f("fk_theme_merged_into_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["theme.id"], name=op.f("fk_theme_parent_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_theme_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    op.create_index("ix_theme_codebook_id", "theme", ["codebook_id", "id"], unique=False)

    op.create_table(
        "comment_theme",
        sa.Column("comment_id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column(
            "maker",
            sa.Enum(
                "person", "assistant", name="maker", native_enum=False, length=32, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name=op.f("fk_comment_theme_codebook_id")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_theme_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_comment_theme_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_comment_theme_school_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_comment_theme_theme_id")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_theme")),
    )
    op.create_index(
        "ix_comment_theme_codebook_id",
        "comment_theme",
        ["codebook_id", "person_id", "confidence"],
        unique=False,
    )
    op.create_index("ix_comment_theme_theme_id", "comment_theme", ["theme_id", "comment_id"], unique=False)

    op.create_table(
        "recoding",
        sa.Column("comment_id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column(
            "maker",
            sa.Enum(
                "person", "assistant", name="maker", native_enum=False, length=32, create_constraint=True
            ),
            nullable=False,
        ),
        sa.Column("coder_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("chosen_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["chosen_id"], ["theme.id"], name=op.f("fk_recoding_chosen_id")),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name=op.f("fk_recoding_codebook_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["person.id"], name=op.f("fk_recoding_coder_id")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_recoding_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recoding_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_recoding_school_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_recoding_theme_id")),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_recoding")),
    )
    op.create_index(op.f("ix_recoding_codebook_id"), "recoding", ["codebook_id"], unique=False)


def downgrade():
    for table in ("recoding", "comment_theme", "theme", "codebook"):
        op.drop_table(table)
