"""the reading desk: a line for each comment, its words to be searched, and the log

Whoever writes desk_line anew on SQLite must make the three triggers again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0015"
branch_labels = None
depends_on = None

#: A word for the consultation stands beside the words, so that one search looks in one consultation.
ENTER = (
    "INSERT INTO desk_search (rowid, place, words) VALUES (new.id, 'c' || new.consultation_id, new.words);"
)
LEAVE = (
    "INSERT INTO desk_search (desk_search, rowid, place, words) "
    "VALUES ('delete', old.id, 'c' || old.consultation_id, old.words);"
)


def upgrade():
    op.create_table(
        "desk_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.String(length=32), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "approved",
                "covered",
                "hidden",
                "shown",
                "cleared",
                "split",
                "diverted",
                "opened",
                "forwarded",
                "returned",
                name="deskact",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "off_topic",
                "insult",
                "private",
                "advertising",
                "nothing",
                "unlawful",
                name="hidereason",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_desk_entry_consultation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_desk_entry_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_desk_entry_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_entry")),
    )
    op.create_index("ix_desk_entry_comment_id", "desk_entry", ["comment_id", "id"])
    op.create_index("ix_desk_entry_consultation_id", "desk_entry", ["consultation_id"])
    op.create_table(
        "desk_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.String(length=32), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column(
            "audience",
            sa.Enum(
                "parents",
                "teachers",
                "staff",
                "managers",
                "community",
                name="audience",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("group_label", sa.String(length=60), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "agree",
                "agree_changes",
                "disagree",
                "other",
                name="stance",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "web",
                "zalo",
                "facebook",
                "box",
                "paper",
                "meeting",
                "phone",
                "direct",
                name="channel",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("kin_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_covered", sa.Boolean(), nullable=False),
        sa.Column("in_danger", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "approved",
                "hidden",
                "suspected",
                "diverted",
                name="state",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "hide_reason",
            sa.Enum(
                "off_topic",
                "insult",
                "private",
                "advertising",
                "nothing",
                "unlawful",
                name="hidereason",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("about_head", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_desk_line_clause_id")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_desk_line_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_desk_line_consultation_id")
        ),
        sa.ForeignKeyConstraint(["keeper_id"], ["person.id"], name=op.f("fk_desk_line_keeper_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_desk_line_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_line")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_desk_line_comment_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desk_line_all", "desk_line", ["consultation_id", "id"])
    op.create_index("ix_desk_line_audience", "desk_line", ["consultation_id", "audience", "id"])
    op.create_index("ix_desk_line_channel", "desk_line", ["consultation_id", "channel", "id"])
    op.create_index("ix_desk_line_clause", "desk_line", ["consultation_id", "clause_id", "id"])
    op.create_index("ix_desk_line_group", "desk_line", ["consultation_id", "group_label", "id"])
    op.create_index("ix_desk_line_kin", "desk_line", ["kin_id", "audience", "group_label"])
    op.create_index("ix_desk_line_stance", "desk_line", ["consultation_id", "stance", "id"])
    op.create_index("ix_desk_line_state", "desk_line", ["consultation_id", "state", "id"])
    op.create_index("ix_desk_line_unread", "desk_line", ["consultation_id", "is_read", "id"])
    op.create_table(
        "desk_band",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["desk_line.id"], name=op.f("fk_desk_band_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "line_id", name=op.f("pk_desk_band")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_desk_band_line_id", "desk_band", ["line_id"])
    op.add_column("comment", sa.Column("on_desk", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_comment_not_on_desk",
        "comment",
        ["id"],
        sqlite_where=sa.text("on_desk IS 0"),
        postgresql_where=sa.text("on_desk IS false"),
    )
    op.add_column(
        "consultation", sa.Column("shows_comments", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_desk_line_words ON desk_line USING gin (to_tsvector('simple', words))")
        return
    op.execute("CREATE VIRTUAL TABLE desk_search USING fts5(place, words, content='', tokenize='ascii')")
    for when, what in (("INSERT", ENTER), ("DELETE", LEAVE), ("UPDATE OF words", LEAVE + ENTER)):
        name = when.split()[0].lower()
        op.execute(f"CREATE TRIGGER desk_search_{name} AFTER {when} ON desk_line BEGIN {what} END")


def downgrade():
    op.drop_table("desk_band")
    op.drop_table("desk_line")
    op.drop_table("desk_entry")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE desk_search")
    with op.batch_alter_table("consultation") as batch_op:
        batch_op.drop_column("shows_comments")
    op.drop_index("ix_comment_not_on_desk", "comment")
    with op.batch_alter_table("comment") as batch_op:
        batch_op.drop_column("on_desk")
