"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("slug", name=op.f("uq_school_slug")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure") as batch_op:
        batch_op.create_index("ix_sign_in_failure_about_at", ["about", "at"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("family_code", sa.String(length=40), nullable=False),
        sa.Column("code_issue", sa.Integer(), nullable=False),
        sa.Column("code_tag", sa.String(length=64), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_household_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("code_tag", name=op.f("uq_household_code_tag")),
        sa.UniqueConstraint("school_id", "family_code", name=op.f("uq_household_school_id")),
    )
    with op.batch_alter_table("household") as batch_op:
        batch_op.create_index(batch_op.f("ix_household_school_id"), ["school_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("staff_code", sa.String(length=40), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "principal",
                "officer",
                "teacher",
                "employee",
                "observer",
                "parent",
                name="role",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
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
            nullable=True,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("session_stamp", sa.Integer(), nullable=False),
        sa.Column("invitation_tag", sa.String(length=64), nullable=True),
        sa.Column("invited_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("role != 'parent'", name=op.f("ck_person_parents_have_no_account")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_person_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("invitation_tag", name=op.f("uq_person_invitation_tag")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
        sa.UniqueConstraint("school_id", "staff_code", name=op.f("uq_person_school_id")),
    )
    with op.batch_alter_table("person") as batch_op:
        batch_op.create_index(batch_op.f("ix_person_school_id"), ["school_id"], unique=False)

    op.create_table(
        "school_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "age_group",
            sa.Enum(
                "nursery",
                "three",
                "four",
                "five",
                name="agegroup",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_school_class_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_school_class_school_id")),
    )
    op.create_table(
        "school_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("superior_body", sa.String(length=200), nullable=False),
        sa.Column("school_name", sa.String(length=200), nullable=False),
        sa.Column("symbol_suffix", sa.String(length=30), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("receivers", sa.String(length=1000), nullable=False),
        sa.Column("copies_to", sa.String(length=1000), nullable=False),
        sa.Column("signer_title", sa.String(length=100), nullable=False),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_school_settings_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_settings")),
        sa.UniqueConstraint("school_id", "valid_from", name=op.f("uq_school_settings_school_id")),
    )
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("child_code", sa.String(length=40), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_child_class_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_child_household_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_child_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("school_id", "child_code", name=op.f("uq_child_school_id")),
    )
    with op.batch_alter_table("child") as batch_op:
        batch_op.create_index(batch_op.f("ix_child_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_child_household_id"), ["household_id"], unique=False)

    op.create_table(
        "class_teacher",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_class_teacher_class_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_class_teacher_person_id")),
        sa.PrimaryKeyConstraint("person_id", "class_id", name=op.f("pk_class_teacher")),
    )
    with op.batch_alter_table("class_teacher") as batch_op:
        batch_op.create_index(batch_op.f("ix_class_teacher_class_id"), ["class_id"], unique=False)

    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=1500), nullable=False),
        sa.Column("purpose", sa.String(length=1500), nullable=False),
        sa.Column("method", sa.String(length=1500), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("issuing_office", sa.String(length=200), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("named", "anonymous", name="mode", native_enum=False, length=32, create_constraint=True),
            nullable=False,
        ),
        sa.Column(
            "unit",
            sa.Enum("household", "person", name="unit", native_enum=False, length=32, create_constraint=True),
            nullable=False,
        ),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_token", sa.String(length=40), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "opened_at IS NULL OR closes_at IS NOT NULL", name=op.f("ck_consultation_open_has_an_end")
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_consultation_published_was_open")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["person.id"], name=op.f("fk_consultation_responsible_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_consultation_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("open_token", name=op.f("uq_consultation_open_token")),
    )
    with op.batch_alter_table("consultation") as batch_op:
        batch_op.create_index(batch_op.f("ix_consultation_school_id"), ["school_id"], unique=False)

    op.create_table(
        "audience_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
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
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_audience_choice_class_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_audience_choice_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_choice")),
        sa.UniqueConstraint(
            "consultation_id", "audience", "class_id", name=op.f("uq_audience_choice_consultation_id")
        ),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("foot", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_draft_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_draft_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("consultation_id", "version", name=op.f("uq_draft_consultation_id")),
    )
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("old_deadline", sa.Date(), nullable=False),
        sa.Column("new_deadline", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_extension_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension") as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "single",
                "several",
                "scale",
                "matrix",
                "number",
                "short",
                "long",
                name="questionkind",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("help", sa.String(length=400), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=True),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_question_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_question_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question") as batch_op:
        batch_op.create_index(
            "ix_question_consultation_id_position", ["consultation_id", "position"], unique=False
        )

    op.create_table(
        "roll_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
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
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("class_name", sa.String(length=60), nullable=False),
        sa.Column(
            "age_group",
            sa.Enum(
                "nursery",
                "three",
                "four",
                "five",
                name="agegroup",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("added_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(household_id IS NULL) != (person_id IS NULL)", name=op.f("ck_roll_entry_household_or_person")
        ),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_roll_entry_class_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_roll_entry_consultation_id")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_roll_entry_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_roll_entry_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_roll_entry_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_entry")),
        sa.UniqueConstraint("consultation_id", "household_id", name="uq_roll_entry_household"),
        sa.UniqueConstraint("consultation_id", "person_id", name="uq_roll_entry_person"),
    )
    with op.batch_alter_table("roll_entry") as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_entry_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roll_entry_person_id"), ["person_id"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_snapshot_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_snapshot_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_snapshot_consultation_id")),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
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
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_submission_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_submission_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("submission") as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_consultation_id"), ["consultation_id"], unique=False)

    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "part",
                "chapter",
                "section",
                "subsection",
                "article",
                "item",
                "subitem",
                "point",
                "bullet",
                "text",
                "annex",
                name="kind",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(text) <= 60000", name=op.f("ck_clause_text_not_too_long")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_clause_draft_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["clause.id"], name=op.f("fk_clause_parent_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_clause_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
    )
    with op.batch_alter_table("clause") as batch_op:
        batch_op.create_index("ix_clause_draft_id_position", ["draft_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_clause_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("docx", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("official_number", sa.String(length=60), nullable=False),
        sa.Column("official_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_letter_consultation_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_letter_school_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_letter_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("consultation_id", "issue", name=op.f("uq_letter_consultation_id")),
    )
    op.create_table(
        "option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_option_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option")),
    )
    with op.batch_alter_table("option") as batch_op:
        batch_op.create_index("ix_option_question_id_position", ["question_id", "position"], unique=False)

    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("roll_entry_id", sa.Integer(), nullable=False),
        sa.Column("answerer", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_participation_consultation_id")
        ),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["roll_entry.id"], name=op.f("fk_participation_roll_entry_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_participation_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint(
            "consultation_id", "roll_entry_id", "answerer", name=op.f("uq_participation_consultation_id")
        ),
    )
    op.create_table(
        "receipt",
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_receipt_submission_id")),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_receipt")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("receipt") as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["option_id"], ["option.id"], name=op.f("fk_answer_option_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_answer_question_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_answer_submission_id")),
        sa.PrimaryKeyConstraint("submission_id", "question_id", "slot", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_answer_texts", "answer", ["question_id", "submission_id"],
        sqlite_where=sa.text("text IS NOT NULL"), postgresql_where=sa.text("text IS NOT NULL"),
    )  # fmt: skip

    op.create_table(
        "authorship",
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=True),
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
            nullable=False,
        ),
        sa.Column(
            "answerer",
            sa.Enum(
                "mother",
                "father",
                "grandparent",
                "guardian",
                name="answerer",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=True,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_authorship_participation_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_authorship_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_authorship")),
        sa.UniqueConstraint("participation_id", name=op.f("uq_authorship_participation_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "clause_stance",
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
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
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_clause_stance_clause_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_clause_stance_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "clause_id", name=op.f("pk_clause_stance")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("clause_stance") as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_stance_clause_id"), ["clause_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(length=32), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
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
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("is_superseded", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "length(proposed) <= 4000 AND length(reason) <= 4000", name=op.f("ck_comment_text_not_too_long")
        ),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_comment_clause_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_comment_school_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_comment_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment") as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_clause_id"), ["clause_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column(
            "decision",
            sa.Enum(
                "accepted",
                "partly",
                "kept",
                name="decision",
                native_enum=False,
                length=32,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) <= 4000", name=op.f("ck_outcome_reason_not_too_long")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_outcome_clause_id")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_outcome_consultation_id")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_outcome_decided_by_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_outcome_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("consultation_id", "clause_id", name=op.f("uq_outcome_consultation_id")),
    )
    with op.batch_alter_table("outcome") as batch_op:
        batch_op.create_index(
            "uq_outcome_whole_draft",
            ["consultation_id"],
            unique=True,
            sqlite_where=sa.text("clause_id IS NULL"),
            postgresql_where=sa.text("clause_id IS NULL"),
        )


def downgrade():
    with op.batch_alter_table("outcome") as batch_op:
        batch_op.drop_index(
            "uq_outcome_whole_draft",
            sqlite_where=sa.text("clause_id IS NULL"),
            postgresql_where=sa.text("clause_id IS NULL"),
        )

    op.drop_table("outcome")
    with op.batch_alter_table("comment") as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_submission_id"))
        batch_op.drop_index(batch_op.f("ix_comment_clause_id"))

    op.drop_table("comment")
    with op.batch_alter_table("clause_stance") as batch_op:
        batch_op.drop_index(batch_op.f("ix_clause_stance_clause_id"))

    op.drop_table("clause_stance")
    op.drop_table("authorship")
    op.drop_index("ix_answer_texts", "answer")
    op.drop_table("answer")
    with op.batch_alter_table("receipt") as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipt_submission_id"))

    op.drop_table("receipt")
    op.drop_table("participation")
    with op.batch_alter_table("option") as batch_op:
        batch_op.drop_index("ix_option_question_id_position")

    op.drop_table("option")
    op.drop_table("letter")
    with op.batch_alter_table("clause") as batch_op:
        batch_op.drop_index(batch_op.f("ix_clause_parent_id"))
        batch_op.drop_index("ix_clause_draft_id_position")

    op.drop_table("clause")
    with op.batch_alter_table("submission") as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_consultation_id"))

    op.drop_table("submission")
    op.drop_table("snapshot")
    with op.batch_alter_table("roll_entry") as batch_op:
        batch_op.drop_index(batch_op.f("ix_roll_entry_person_id"))
        batch_op.drop_index(batch_op.f("ix_roll_entry_household_id"))

    op.drop_table("roll_entry")
    with op.batch_alter_table("question") as batch_op:
        batch_op.drop_index("ix_question_consultation_id_position")

    op.drop_table("question")
    with op.batch_alter_table("extension") as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_consultation_id"))

    op.drop_table("extension")
    op.drop_table("draft")
    op.drop_table("audience_choice")
    with op.batch_alter_table("consultation") as batch_op:
        batch_op.drop_index(batch_op.f("ix_consultation_school_id"))

    op.drop_table("consultation")
    with op.batch_alter_table("class_teacher") as batch_op:
        batch_op.drop_index(batch_op.f("ix_class_teacher_class_id"))

    op.drop_table("class_teacher")
    with op.batch_alter_table("child") as batch_op:
        batch_op.drop_index(batch_op.f("ix_child_household_id"))
        batch_op.drop_index(batch_op.f("ix_child_class_id"))

    op.drop_table("child")
    op.drop_table("school_settings")
    op.drop_table("school_class")
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_school_id"))

    op.drop_table("person")
    with op.batch_alter_table("household") as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_school_id"))

    op.drop_table("household")
    with op.batch_alter_table("sign_in_failure") as batch_op:
        batch_op.drop_index("ix_sign_in_failure_about_at")

    op.drop_table("sign_in_failure")
    op.drop_table("school")
