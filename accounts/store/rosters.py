"""Bringing a roster into the database: planned first, shown, then done. Nobody is ever deleted."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from accounts import roster, rules, sheets
from accounts.models import Child, Household, Person, SchoolClass
from accounts.store.households import give_code
from accounts.store.people import other_managers
from core import clock
from core.db import db
from core.errors import Refused
from core.i18n import _, _l

ROSTER_MAX_BYTES = 2 * 1024 * 1024
TOO_BIG = _l("Tệp danh sách lớn hơn 2 MB. Xin chỉ giữ các cột của tệp mẫu.")
WRONG_FIRST = _l("Tệp còn dòng sai, nên chưa biết chắc ai đã nghỉ. Xin sửa các dòng sai trước.")


@dataclass(frozen=True)
class Line:
    """One line of the report. kind: "class", "child" or "staff"."""

    kind: str
    code: str
    name: str
    note: str = ""


@dataclass
class Report:
    """What an import does, or would do. wrong: roster.WrongRow; the other lists: Line."""

    added: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: int = 0
    missing: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    marked_left: bool = False
    new_households: int = 0

    @property
    def does_something(self):
        return bool(self.added or self.changed or self.missing)


def import_roster(school_id, data, filename, *, dry_run, mark_left=False):
    """The Report of bringing the file `data` in. dry_run: nothing stays in the database.

    filename: named in messages only; the content decides what the file is. Raises Refused.
    """
    if len(data) > ROSTER_MAX_BYTES:
        raise Refused(TOO_BIG, 413)
    work = _Import(school_id)
    try:
        found = roster.read(
            sheets.read_tables(data),
            classes={class_.name: class_.age_group for class_ in work.classes.values()},
            today=clock.today(),
            used_logins=_logins_elsewhere(school_id),
            login_owners={person.login: person.staff_code for person in work.people.values()},
        )
    except roster.WrongColumns as wrong:
        raise Refused(_("%(file)s: %(reason)s", file=filename, reason=str(wrong)), 422) from None
    if mark_left and found.wrong:
        raise Refused(WRONG_FIRST, 422)
    with db.session.begin_nested() as tried:
        report = work.apply(found, mark_left=mark_left)
        db.session.flush()
        if dry_run:
            tried.rollback()
    return report


def _logins_elsewhere(school_id):
    return frozenset(db.session.scalars(select(Person.login).where(Person.school_id != school_id)))


class _Import:
    """The rows a school has, by what the roster calls them, and what is done to them."""

    def __init__(self, school_id):
        self.school_id = school_id
        self.report = Report()
        self.classes = {row.name: row for row in self._all(SchoolClass)}
        self.people = {row.staff_code: row for row in self._all(Person, selectinload(Person.classes))}
        self.households = {
            row.family_code: row for row in self._all(Household, selectinload(Household.children))
        }
        self.children = {row.child_code: row for row in self._all(Child)}

    def _all(self, model, *options):
        return db.session.scalars(
            select(model).where(model.school_id == self.school_id).options(*options)
        ).all()

    def apply(self, found, *, mark_left):
        self.report.wrong, self.report.marked_left = found.wrong, mark_left
        for name, group in found.new_classes.items():
            self.classes[name] = SchoolClass(school_id=self.school_id, name=name, age_group=group)
            db.session.add(self.classes[name])
            self.report.added.append(Line("class", "", name, str(group.label)))
        db.session.flush()
        for row in found.children:
            self._put_child(row)
        for row in found.staff:
            self._put_person(row)
        self._find_missing(found, mark_left)
        self._settle_households()
        return self.report

    # Children and households

    def _put_child(self, row):
        child = self.children.get(row.code)
        class_ = self.classes[row.class_name]
        if child is None:
            child = Child(
                school_id=self.school_id, child_code=row.code, full_name=row.name, birth_date=row.birth,
                class_=class_, household=self._household(row.family or f"={row.code}"),
            )  # fmt: skip
            self.children[row.code] = child
            db.session.add(child)
            self.report.added.append(Line("child", row.code, row.name, row.class_name))
            return
        notes = _differences(
            (_("họ và tên"), child.full_name != row.name),
            (_("ngày sinh"), row.birth is not None and child.birth_date != row.birth),
            (_("lớp"), child.class_ is not class_),
            (_("gia đình"), row.family is not None and child.household.family_code != row.family),
            (_("trở lại"), child.left_on is not None),
        )
        child.full_name, child.birth_date, child.left_on = row.name, row.birth or child.birth_date, None
        child.class_ = class_
        if row.family and child.household.family_code != row.family:
            self._move(child, row.family)
        self._note("child", row, notes)

    def _household(self, family_code):
        if family_code not in self.households:
            household = Household(
                school_id=self.school_id,
                family_code=family_code,
                code_issue=1,
                code_tag=f"new:{self.school_id}:{family_code}",
            )
            db.session.add(household)
            db.session.flush()
            give_code(household)
            self.households[family_code] = household
            self.report.new_households += 1
        return self.households[family_code]

    def _move(self, child, family_code):
        """To the household `family_code`. One that only lacked a name gets it; its slip stays good."""
        now = child.household
        if now.family_code.startswith("=") and family_code not in self.households:
            self.households.pop(now.family_code)
            now.family_code = family_code
            self.households[family_code] = now
            return
        child.household = self._household(family_code)

    def _settle_households(self):
        """A household is at the school as long as one of its children is."""
        for household in self.households.values():
            is_here = any(child.left_on is None for child in household.children)
            if is_here:
                household.left_on = None
            elif household.left_on is None:
                household.left_on = clock.today()

    # Staff

    def _put_person(self, row):
        person = self.people.get(row.code)
        classes = [self.classes[name] for name in row.class_names]
        if person is None:
            person = Person(
                school_id=self.school_id, staff_code=row.code, full_name=row.name, login=row.login,
                role=row.role, audience=rules.AUDIENCE_OF.get(row.role), session_stamp=0, classes=classes,
            )  # fmt: skip
            self.people[row.code] = person
            db.session.add(person)
            self.report.added.append(Line("staff", row.code, row.name, str(row.role.label)))
            return
        role, note = self._allowed_role(person, row)
        notes = _differences(
            (_("họ và tên"), person.full_name != row.name),
            (_("vai trò"), person.role is not role),
            (_("lớp chủ nhiệm"), set(person.classes) != set(classes)),
            (_("tên đăng nhập"), person.login != row.login),
            (_("trở lại"), person.left_on is not None),
            (note, bool(note)),
        )
        if person.role is not role:
            person.role, person.audience = role, rules.AUDIENCE_OF.get(role)
        person.full_name, person.login, person.classes, person.left_on = row.name, row.login, classes, None
        self._note("staff", row, notes)

    def _allowed_role(self, person, row):
        """The role of the row, unless that left nobody to manage people."""
        if person.left_on is None and rules.refusal_to_change(
            role=person.role, new_role=row.role, leaves=False, other_managers=other_managers(person)
        ):
            return person.role, _("giữ vai trò cũ vì là người quản lý cuối cùng")
        return row.role, ""

    def _note(self, kind, row, notes):
        if notes:
            self.report.changed.append(Line(kind, row.code, row.name, notes))
        else:
            self.report.unchanged += 1

    # Who is no longer in the file

    def _find_missing(self, found, mark_left):
        here = {("child", row.code) for row in found.children} | {("staff", row.code) for row in found.staff}
        here |= found.wrong_codes
        if "child" in found.kinds:
            for code, child in self.children.items():
                if child.left_on is None and ("child", code) not in here:
                    self.report.missing.append(Line("child", code, child.full_name, child.class_.name))
                    if mark_left:
                        child.left_on = clock.today()
        if "staff" in found.kinds:
            for code, person in self.people.items():
                if person.left_on is None and ("staff", code) not in here and not self._stays(person):
                    self.report.missing.append(Line("staff", code, person.full_name, str(person.role.label)))
                    if mark_left:
                        person.left_on = clock.today()
                        person.session_stamp += 1
                        person.invitation_tag = person.invited_until = None

    def _stays(self, person):
        """Accounts that no roster lists, and whoever must stay so that somebody can manage people."""
        return person.role is rules.Role.ADMINISTRATOR or (
            rules.may_manage(person.role) and not other_managers(person)
        )


def _differences(*pairs):
    return ", ".join(str(label) for label, differs in pairs if differs)
