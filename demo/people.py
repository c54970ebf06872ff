"""The demo's classes, staff and families. Everybody is called by their place, nobody by a person's name."""

import json
import secrets
from datetime import date

from flask import current_app

from accounts import store as accounts
from accounts.models import Child, Household, Person, SchoolClass
from accounts.rules import AUDIENCE_OF, Role
from core import codes
from core.db import db
from demo.sign_in import FILE_NAME
from demo.texts import CLASSES, NEW_SETTINGS, OLD_SETTINGS
from feedback import store as feedback

STAFF = [
    ("hieu-truong", "Hiệu trưởng", Role.PRINCIPAL),
    ("hieu-pho", "Phó Hiệu trưởng", Role.PRINCIPAL),
    ("phu-trach", "Cán bộ phụ trách lấy ý kiến", Role.OFFICER),
    ("cong-doan", "Ban Thanh tra nhân dân", Role.OBSERVER),
    ("van-thu", "Văn thư", Role.EMPLOYEE),
    ("ke-toan", "Kế toán", Role.EMPLOYEE),
    ("y-te", "Nhân viên y tế", Role.EMPLOYEE),
    ("bep-1", "Nhân viên bếp 1", Role.EMPLOYEE),
    ("bep-2", "Nhân viên bếp 2", Role.EMPLOYEE),
    ("bao-ve", "Bảo vệ", Role.EMPLOYEE),
]
ADMINISTRATOR = "quan-tri"
#: One of these per role is printed at the start.
SHOWN = {"quan-tri", "hieu-truong", "phu-trach", "giao-vien-1", "van-thu", "cong-doan"}


def make_school(*, opened_on):
    """The school with both rows of settings and its administrator; gives (School, {login: password})."""
    password = secrets.token_urlsafe(9)
    old = {name: value for name, value in OLD_SETTINGS.items() if name != "school_name"}
    school, _person = accounts.create_school(
        name=OLD_SETTINGS["school_name"], admin_name="Quản trị", admin_login=ADMINISTRATOR, password=password,
        valid_from=opened_on, is_demo=True, **old,
    )  # fmt: skip
    accounts.put_settings(school.id, valid_from=date(2025, 7, 1), **NEW_SETTINGS)
    return school, {ADMINISTRATOR: password}


def make_staff(school_id, classes, passwords):
    """Ten of the staff, and two teachers to each class; their passwords join `passwords`."""
    shared = None
    roster = [(login, name, role, []) for login, name, role in STAFF]
    for number, class_ in enumerate(classes * 2, 1):
        name = f"Giáo viên {1 + (number > len(classes))} lớp {class_.name}"
        roster.append((f"giao-vien-{number}", name, Role.TEACHER, [class_]))
    for login, name, role, taught in roster:
        if login in SHOWN:
            passwords[login] = secrets.token_urlsafe(9)
        elif shared is None:
            # One hash for those whose sign-in is not printed: nobody knows its password.
            shared = accounts.hash_password(secrets.token_urlsafe(24))
        person = Person(
            school_id=school_id, staff_code=login, full_name=name, login=login, role=role,
            audience=AUDIENCE_OF.get(role), session_stamp=0, classes=taught,
            password_hash=accounts.hash_password(passwords[login]) if login in SHOWN else shared,
        )  # fmt: skip
        db.session.add(person)
    db.session.flush()


def make_classes(school_id):
    classes = [SchoolClass(school_id=school_id, name=name, age_group=group) for name, group in CLASSES]
    db.session.add_all(classes)
    db.session.flush()
    return classes


def make_families(school_id, classes, number, chance):
    """`number` families; about one in twelve has two children here."""
    for at in range(1, number + 1):
        household = Household(
            school_id=school_id, family_code=f"GD{at:03d}", code_issue=1, code_tag=codes.random_id()
        )
        db.session.add(household)
        own = [classes[at % len(classes)]]
        if at % 12 == 0:
            own.append(classes[(at + 5) % len(classes)])
        for order, class_ in enumerate(own):
            household.children.append(
                Child(
                    school_id=school_id, class_=class_, child_code=f"T{at:03d}{'ab'[order]}",
                    full_name=f"Trẻ số {at}{'ab'[order] if len(own) > 1 else ''}",
                    birth_date=_born(class_, chance),
                )
            )  # fmt: skip
        db.session.flush()
        accounts.give_code(household)


def _born(class_, chance):
    years = {"nursery": 2024, "three": 2023, "four": 2022, "five": 2021}
    return date(years[class_.age_group.value], chance.randint(1, 12), chance.randint(1, 28))


def _quiet_family(school_id):
    """A family that has said nothing yet, so that whoever tries the demo starts at the beginning."""
    households = accounts.list_households(school_id)
    return next((one for one in households if not feedback.list_taken_part(one)), households[0])


def write_down(school_id, passwords):
    """Keep the demo's passwords and one family's code for the next start; only for this account's eyes."""
    path = current_app.config["DATA_DIR"] / FILE_NAME
    path.touch(mode=0o600)
    kept = {"passwords": passwords, "family": accounts.code_of(_quiet_family(school_id))}
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
