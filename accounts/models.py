"""School, its settings by date, classes, staff, households with their codes, and the throttle."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.rules import (
    ABOUT_MAX_CHARS,
    NAME_MAX_CHARS,
    RETENTION_MONTHS,
    AgeGroup,
    Audience,
    RequestEnd,
    RequestKind,
    Role,
    class_that_counts,
)
from accounts.workdays import NAME_MAX_CHARS as DAY_NAME_MAX_CHARS
from accounts.workdays import DayKind
from core.db import db


class School(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    #: Appears in the links of the school; unguessable links are the consultations' own.
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]


class SchoolSettings(db.Model):
    """What letters and pages say about the school from a day on: an old letter keeps its old header."""

    __table_args__ = (UniqueConstraint("school_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    valid_from: Mapped[date]
    superior_body: Mapped[str] = mapped_column(String(200))
    school_name: Mapped[str] = mapped_column(String(200))
    #: Behind the type in the symbol: "TrMN" gives "Số: …/BC-TrMN".
    symbol_suffix: Mapped[str] = mapped_column(String(30))
    place: Mapped[str] = mapped_column(String(100))
    #: One receiving office a line: "Kính gửi".
    receivers: Mapped[str] = mapped_column(String(1000))
    #: One a line, below "- Như trên;" in "Nơi nhận", without "Lưu: VT".
    copies_to: Mapped[str] = mapped_column(String(1000), default="")
    signer_title: Mapped[str] = mapped_column(String(100))
    signer_name: Mapped[str] = mapped_column(String(NAME_MAX_CHARS), default="")
    #: Whom to call when something does not work, shown to parents.
    contact: Mapped[str] = mapped_column(String(300), default="")
    #: How long after its close the words of a consultation are kept; the figures stay.
    retention_months: Mapped[int] = mapped_column(default=RETENTION_MONTHS, server_default="24")
    #: False until the school has confirmed what was filled in for it.
    is_confirmed: Mapped[bool] = mapped_column(default=True)

    @property
    def receiver_lines(self):
        return [line for line in self.receivers.split("\n") if line]

    @property
    def copy_lines(self):
        return [line for line in self.copies_to.split("\n") if line]


class SchoolClass(db.Model):
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(60))
    age_group: Mapped[AgeGroup]


class SchoolDay(db.Model):
    """A day off, or a day of a weekend that is worked, in a year whose days the school has edited."""

    __table_args__ = (UniqueConstraint("school_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[date]
    year: Mapped[int]
    kind: Mapped[DayKind]
    name: Mapped[str] = mapped_column(String(DAY_NAME_MAX_CHARS), default="")


class Person(db.Model, UserMixin):
    """A member of the staff with an account. Parents have none: their household code is the key."""

    is_household = False

    __table_args__ = (
        UniqueConstraint("school_id", "staff_code"),
        CheckConstraint("role != 'parent'", name="parents_have_no_account"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    #: From the roster; what a re-import recognises the person by.
    staff_code: Mapped[str] = mapped_column(String(40))
    full_name: Mapped[str] = mapped_column(String(NAME_MAX_CHARS))
    login: Mapped[str] = mapped_column(String(60), unique=True)
    role: Mapped[Role]
    #: None: asked in no consultation (administrator, observer).
    audience: Mapped[Audience | None]
    password_hash: Mapped[str | None] = mapped_column(String(200))
    #: Raised to end every session of the person (reset, leaving).
    session_stamp: Mapped[int] = mapped_column(default=0)
    #: Keyed hash of the one-time invitation; None when used or never sent.
    invitation_tag: Mapped[str | None] = mapped_column(String(64), unique=True)
    invited_until: Mapped[datetime | None]
    left_on: Mapped[date | None]

    classes: Mapped[list[SchoolClass]] = relationship(secondary="class_teacher", order_by=SchoolClass.name)

    @property
    def is_active(self):
        return self.left_on is None

    def get_id(self):
        return f"p:{self.id}:{self.session_stamp}"


class_teacher = db.Table(
    "class_teacher",
    db.Column("person_id", ForeignKey("person.id"), primary_key=True),
    db.Column("class_id", ForeignKey("school_class.id"), primary_key=True, index=True),
)


class Household(db.Model, UserMixin):
    """A family: the unit parents are asked in. Signs in with its code and has the role of a parent."""

    __table_args__ = (UniqueConstraint("school_id", "family_code"),)

    role = Role.PARENT
    audience = Audience.PARENTS
    is_household = True

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    #: From the roster; brothers and sisters share it.
    family_code: Mapped[str] = mapped_column(String(40))
    #: Which issue of the code is valid; re-issuing raises it and so changes the code.
    code_issue: Mapped[int] = mapped_column(default=1)
    #: Keyed hash of the valid code. The code itself is made from CODE_KEY when a slip is printed.
    code_tag: Mapped[str] = mapped_column(String(64), unique=True)
    left_on: Mapped[date | None]

    children: Mapped[list["Child"]] = relationship(back_populates="household", order_by="Child.id")

    @property
    def is_active(self):
        return self.left_on is None

    @property
    def class_(self):
        return class_that_counts(self.children)

    def get_id(self):
        return f"h:{self.id}:{self.code_issue}"


@dataclass(frozen=True)
class Family(UserMixin):
    """A Household as a visitor: what every page of a parent needs to know, without an entity."""

    id: int
    school_id: int
    code_issue: int
    left_on: date | None = None

    role = Role.PARENT
    audience = Audience.PARENTS
    is_household = True

    @property
    def is_active(self):
        return self.left_on is None

    def get_id(self):
        return f"h:{self.id}:{self.code_issue}"


class Child(db.Model):
    __table_args__ = (UniqueConstraint("school_id", "child_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    child_code: Mapped[str] = mapped_column(String(40))
    full_name: Mapped[str] = mapped_column(String(NAME_MAX_CHARS))
    birth_date: Mapped[date | None]
    left_on: Mapped[date | None]

    household: Mapped[Household] = relationship(back_populates="children")
    class_: Mapped[SchoolClass] = relationship()


class DataRequest(db.Model):
    """A request about somebody's own data, with its clock. Once answered it names nobody any more."""

    __table_args__ = (Index("ix_data_request_open", "school_id", "closed_on", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[RequestKind]
    received_on: Mapped[date]
    #: By when the person hears that it has come, and by when it is done.
    acknowledge_by: Mapped[date]
    due_on: Mapped[date]
    acknowledged_on: Mapped[date | None]
    is_extended: Mapped[bool] = mapped_column(default=False)
    closed_on: Mapped[date | None]
    end: Mapped[RequestEnd | None] = mapped_column("outcome")
    #: What was done, without a name.
    note: Mapped[str] = mapped_column(String(ABOUT_MAX_CHARS), default="")
    #: Which consultation or list it is about.
    about: Mapped[str] = mapped_column(String(ABOUT_MAX_CHARS), default="")
    #: Who asks and how to reach them, and what they ask for; both empty once it is answered.
    who: Mapped[str] = mapped_column(String(ABOUT_MAX_CHARS))
    wish: Mapped[str] = mapped_column(Text)
    #: The member of the staff who wrote it down; None: the holder of a receipt code.
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class SignInFailure(db.Model):
    """A failed try. `about` is a keyed hash of an account or of an address, so that neither is stored."""

    __table_args__ = (Index("ix_sign_in_failure_about_at", "about", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
