"""answers in words lie beside the comments: covered, hidden, put aside like them

And a comment may lie there that was released under a label of several audiences, however long.
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0035"
branch_labels = None
depends_on = None

#: As in 0030: SQLite's triggers go with the table that is written anew.
ENTER = (
    "INSERT INTO desk_search (rowid, place, words) VALUES (new.id, 'c' || new.consultation_id, new.words);"
)
LEAVE = (
    "INSERT INTO desk_search (desk_search, rowid, place, words) "
    "VALUES ('delete', old.id, 'c' || old.consultation_id, old.words);"
)


def _one_of(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, length=32, create_constraint=True)


def _change_desk_line(*, nullable, label):
    with op.batch_alter_table("desk_line", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column(
            "audience",
            existing_type=_one_of("audience", "parents", "teachers", "staff", "managers", "community"),
            nullable=nullable,
        )
        batch_op.alter_column("group_label", type_=label, existing_nullable=False)
    if op.get_bind().dialect.name == "sqlite":
        for when, what in (("INSERT", ENTER), ("DELETE", LEAVE), ("UPDATE OF words", LEAVE + ENTER)):
            name = when.split()[0].lower()
            op.execute(f"CREATE TRIGGER desk_search_{name} AFTER {when} ON desk_line BEGIN {what} END")


def upgrade():
    _change_desk_line(nullable=True, label=sa.Text())
    op.add_column("answer", sa.Column("on_desk", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_answer_not_on_desk",
        "answer",
        ["submission_id"],
        sqlite_where=sa.text("text IS NOT NULL AND on_desk IS 0"),
        postgresql_where=sa.text("text IS NOT NULL AND on_desk IS false"),
    )
    op.create_table(
        "answer_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_covered", sa.Boolean(), nullable=False),
        sa.Column("in_danger", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            _one_of("state", "waiting", "approved", "hidden", "suspected", "diverted"),
            nullable=False,
        ),
        sa.Column(
            "hide_reason",
            _one_of("hidereason", "off_topic", "insult", "private", "advertising", "nothing", "unlawful"),
            nullable=True,
        ),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("about_head", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_answer_line_consultation_id")
        ),
        sa.ForeignKeyConstraint(["keeper_id"], ["person.id"], name=op.f("fk_answer_line_keeper_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_answer_line_school_id")),
        sa.ForeignKeyConstraint(
            ["submission_id", "question_id", "slot"],
            ["answer.submission_id", "answer.question_id", "answer.slot"],
            name="fk_answer_line_submission_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_line")),
        sa.UniqueConstraint(
            "submission_id", "question_id", "slot", name=op.f("uq_answer_line_submission_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_line_all", "answer_line", ["consultation_id", "id"])
    op.create_index("ix_answer_line_state", "answer_line", ["consultation_id", "state", "id"])


def downgrade():
    # A line of several audiences has no place in the old table.
    op.execute("UPDATE desk_line SET audience = 'parents' WHERE audience IS NULL")
    op.execute("UPDATE desk_line SET group_label = substr(group_label, 1, 60)")
    _change_desk_line(nullable=False, label=sa.String(length=60))
    op.drop_table("answer_line")
    op.drop_index("ix_answer_not_on_desk", "answer")
    op.drop_column("answer", "on_desk")
