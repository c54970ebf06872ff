"""From the rows of a roster to what each row says, and why a row is wrong. Pure: no database, no file."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.roster.columns import (
    COLUMNS,
    GROUPS,
    cell_text,
    find_header,
    key,
    name_missing_columns,
    read_day,
    read_role,
)
from accounts.rules import BAD_LOGIN, NAME_MAX_CHARS, Role, is_login
from core.i18n import _
from core.text import fold, one_line

CODE_MAX_CHARS = 40
CLASS_NAME_MAX_CHARS = 60
CHILD_MAX_YEARS = 12


@dataclass(frozen=True)
class WrongRow:
    """A row that is left out. number: as the spreadsheet counts, from 1."""

    sheet: str
    number: int
    reason: str


@dataclass(frozen=True)
class ChildRow:
    code: str
    name: str
    birth: date | None
    class_name: str
    #: None: the file says nothing, the child stays in its household or gets one of its own.
    family: str | None


@dataclass(frozen=True)
class StaffRow:
    code: str
    name: str
    role: Role
    class_names: tuple[str, ...]
    #: None: as it is, or made from the code.
    login: str | None


@dataclass
class Roster:
    """What a file says. kinds: "child", "staff"; who is missing is asked only for the kinds it holds."""

    kinds: set = field(default_factory=set)
    children: list = field(default_factory=list)
    staff: list = field(default_factory=list)
    #: Class name → AgeGroup, for classes the school does not have yet.
    new_classes: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)
    #: Codes of wrong rows: wrong is not missing.
    wrong_codes: set = field(default_factory=set)


class WrongColumns(Exception):
    """No table of the file has the columns of a roster. The message is for the person."""


def read(tables, *, classes, today, used_logins=frozenset(), login_owners=None):
    """The Roster in `tables` (sheets.Table).

    classes: {name: AgeGroup} the school has. used_logins: of other schools. login_owners: {login: staff
    code} of this one.
    Raises WrongColumns.
    """
    found = [(table, *header) for table in tables if (header := find_header(table.rows))]
    if not found:
        raise WrongColumns(name_missing_columns(tables))
    roster = Roster()
    reader = _Reader(roster, dict(classes), today, used_logins, dict(login_owners or {}))
    # Children first: their classes may be those a teacher of the other sheet has.
    for table, at, kind, columns in sorted(found, key=lambda one: one[2] != "child"):
        roster.kinds.add(kind)
        for number, row in enumerate(table.rows[at + 1 :], start=at + 2):
            cells = {name: row[index] if index < len(row) else None for name, index in columns.items()}
            if any(cell_text(value) for value in cells.values()):
                reader.take(kind, table.name, number, cells)
    return roster


class _Wrong(Exception):
    pass


class _Reader:
    def __init__(self, roster, classes, today, used_logins, login_owners):
        self.roster, self.today, self.used_logins = roster, today, used_logins
        self.classes = {key(name): (name, group) for name, group in classes.items()}
        self.login_owners = login_owners
        self.seen = {}

    def take(self, kind, sheet, number, cells):
        code = cell_text(cells["code"])
        try:
            self._check_code(kind, code, number)
            if kind == "child":
                self.roster.children.append(self._child(code, cells))
            else:
                self.roster.staff.append(self._staff(code, cells))
        except _Wrong as wrong:
            self.roster.wrong.append(WrongRow(sheet, number, str(wrong)))
            self.roster.wrong_codes.add((kind, code))

    def _check_code(self, kind, code, number):
        label = COLUMNS[kind]["code"][0]
        if not code:
            raise _Wrong(_("Thiếu %(column)s.", column=label))
        if len(code) > CODE_MAX_CHARS:
            raise _Wrong(_("%(column)s dài quá %(max)d chữ.", column=label, max=CODE_MAX_CHARS))
        if first := self.seen.get((kind, code)):
            raise _Wrong(_("%(column)s %(code)s đã có ở dòng %(row)d.", column=label, code=code, row=first))
        self.seen[kind, code] = number

    def _name(self, cells):
        name = cell_text(cells["name"])
        if not name:
            raise _Wrong(_("Thiếu họ và tên."))
        if len(name) > NAME_MAX_CHARS:
            raise _Wrong(_("Họ và tên dài quá %(max)d chữ.", max=NAME_MAX_CHARS))
        return name

    def _child(self, code, cells):
        name = self._name(cells)
        birth = _birth(cells.get("birth"), self.today)
        family = cell_text(cells.get("family")) or None
        if family and len(family) > CODE_MAX_CHARS:
            raise _Wrong(_("Mã gia đình dài quá %(max)d chữ.", max=CODE_MAX_CHARS))
        return ChildRow(code, name, birth, self._class(cells), family)

    def _class(self, cells):
        name, group_text = cell_text(cells["class"]), cell_text(cells.get("group"))
        if not name:
            raise _Wrong(_("Thiếu tên lớp."))
        if len(name) > CLASS_NAME_MAX_CHARS:
            raise _Wrong(_("Tên lớp dài quá %(max)d chữ.", max=CLASS_NAME_MAX_CHARS))
        group = (
            GROUPS.get(key(group_text).removeprefix("mamnon").removeprefix("maugiao")) if group_text else None
        )
        if group_text and group is None:
            raise _Wrong(
                _(
                    "Không có khối %(group)s. Xin ghi Nhà trẻ, 3-4 tuổi, 4-5 tuổi hoặc 5-6 tuổi.",
                    group=group_text,
                )
            )
        known = self.classes.get(key(name))
        if known is None and group is None:
            raise _Wrong(_("Lớp %(name)s là lớp mới, xin ghi khối.", name=name))
        if known is None:
            known = self.classes[key(name)] = (name, group)
            self.roster.new_classes[name] = group
        if group is not None and group is not known[1]:
            raise _Wrong(
                _(
                    "Lớp %(name)s thuộc khối %(known)s, dòng này ghi khối khác.",
                    name=known[0],
                    known=known[1].label,
                )
            )
        return known[0]

    def _staff(self, code, cells):
        name, role_text = self._name(cells), cell_text(cells["role"])
        if not role_text:
            raise _Wrong(_("Thiếu vai trò."))
        role = read_role(role_text)
        if role is None:
            raise _Wrong(_("Không có vai trò %(role)s. Xin ghi như trong tệp mẫu.", role=role_text))
        classes = []
        for typed in re.split(r"[;,\n]", str(cells.get("classes") or "")):
            if not key(typed):
                continue
            if key(typed) not in self.classes:
                raise _Wrong(_("Không có lớp %(name)s.", name=one_line(typed)))
            classes.append(self.classes[key(typed)][0])
        return StaffRow(code, name, role, tuple(dict.fromkeys(classes)), self._login(code, cells))

    def _login(self, code, cells):
        typed = cell_text(cells.get("login")).lower()
        known = next((login for login, owner in self.login_owners.items() if owner == code), None)
        login = typed or known or self._make_login(code)
        if not is_login(login):
            raise _Wrong(BAD_LOGIN)
        if not self._is_free(login, code):
            raise _Wrong(_("Tên đăng nhập %(login)s đã có người dùng.", login=login))
        self.login_owners[login] = code
        return login

    def _is_free(self, login, code):
        return login not in self.used_logins and self.login_owners.get(login, code) == code

    def _make_login(self, code):
        """A free one made from the code; those of other schools of the server count as well."""
        made = re.sub(r"[^a-z0-9._-]", "", fold(code)).lstrip("._-")
        made = made if len(made) >= 3 else f"ns.{made}"
        tries = (made if number == 1 else f"{made}-{number}" for number in range(1, 1000))
        return next((login for login in tries if self._is_free(login, code)), made)


def _birth(value, today):
    """A day from a date, an Excel serial number or text (ngày/tháng/năm); None for an empty cell."""
    if value is None or cell_text(value) == "":
        return None
    day = read_day(value)
    if day is None:
        raise _Wrong(_("Không hiểu ngày sinh %(text)s. Xin ghi ngày/tháng/năm.", text=cell_text(value)))
    if not today - timedelta(days=366 * CHILD_MAX_YEARS) <= day <= today:
        raise _Wrong(_("Ngày sinh %(text)s không thể đúng.", text=f"{day:%d/%m/%Y}"))
    return day
