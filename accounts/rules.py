"""Roles, abilities, audiences, and the rules of codes and invitations. Plain values in and out."""

import re
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from core.i18n import Labelled, _l

NAME_MAX_CHARS = 120
PASSWORD_MIN_CHARS = 10
PASSWORD_MAX_CHARS = 200
INVITATION_LASTS = timedelta(days=14)
#: The law names no number; a school may choose another one in these bounds.
RETENTION_MONTHS, RETENTION_MIN_MONTHS, RETENTION_MAX_MONTHS = 24, 6, 120
#: Failures of one account, and of one address, that may come before answers get slower. A school's
#: Wi-Fi and a carrier's network stand behind one address each, so the second is generous.
FAILURES_PER_ACCOUNT = 8
FAILURES_PER_ADDRESS = 60
THROTTLE_WINDOW = timedelta(minutes=15)
#: How long the code of a scanned QR waits on the phone for the tap that signs in.
SCANNED_LASTS = timedelta(minutes=10)
HAS_LEFT = _l("Người này đã nghỉ. Xin ghi là làm việc trở lại trước.")
BAD_LOGIN = _l(
    "Tên đăng nhập dài 3 đến 60 chữ, gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới."
)
LOGIN_TAKEN = _l("Đã có người dùng tên đăng nhập này. Xin chọn tên khác.")
SHORT_PASSWORD = _l("Mật khẩu cần ít nhất %(min)d chữ cái.", min=PASSWORD_MIN_CHARS)
LAST_MANAGER = _l("Đây là người cuối cùng quản lý được danh sách. Xin giao việc này cho người khác trước.")


class Role(Labelled):
    ADMINISTRATOR = "administrator", _l("Quản trị")
    PRINCIPAL = "principal", _l("Hiệu trưởng, Phó Hiệu trưởng")
    OFFICER = "officer", _l("Người phụ trách lấy ý kiến")
    TEACHER = "teacher", _l("Giáo viên")
    EMPLOYEE = "employee", _l("Nhân viên")
    OBSERVER = "observer", _l("Công đoàn, Ban Thanh tra nhân dân")
    PARENT = "parent", _l("Cha mẹ trẻ")


STAFF_ROLES = [role for role in Role if role is not Role.PARENT]


class Audience(Labelled):
    PARENTS = "parents", _l("Cha mẹ trẻ")
    TEACHERS = "teachers", _l("Giáo viên")
    STAFF = "staff", _l("Nhân viên")
    MANAGERS = "managers", _l("Cán bộ quản lý")
    COMMUNITY = "community", _l("Người dân, tổ chức xã hội")


#: The audience a role belongs to unless the roster says otherwise (an officer may be a teacher).
AUDIENCE_OF = {
    Role.PRINCIPAL: Audience.MANAGERS,
    Role.OFFICER: Audience.STAFF,
    Role.TEACHER: Audience.TEACHERS,
    Role.EMPLOYEE: Audience.STAFF,
    Role.PARENT: Audience.PARENTS,
}


class AgeGroup(Labelled):
    NURSERY = "nursery", _l("Nhà trẻ")
    THREE = "three", _l("Mẫu giáo 3-4 tuổi")
    FOUR = "four", _l("Mẫu giáo 4-5 tuổi")
    FIVE = "five", _l("Mẫu giáo 5-6 tuổi")


class RequestKind(Labelled):
    """What somebody may ask for about their own data (Nghị định 356/2025/NĐ-CP, Điều 5)."""

    VIEW = "view", _l("Xem, được cung cấp dữ liệu")
    CORRECT = "correct", _l("Sửa dữ liệu")
    STOP = "stop", _l("Rút lại sự đồng ý, hạn chế, phản đối")
    DELETE = "delete", _l("Xóa dữ liệu")

    @property
    def days(self):
        """(days it may take, days with the one extension)."""
        return _REQUEST_DAYS[self]


_REQUEST_DAYS = {
    RequestKind.VIEW: (10, 15), RequestKind.CORRECT: (10, 15), RequestKind.STOP: (15, 20),
    RequestKind.DELETE: (20, 30),
}  # fmt: skip
#: Working days in which the person must hear that the request has come.
ACKNOWLEDGE_WORKDAYS = 2
WISH_MAX_CHARS, ABOUT_MAX_CHARS = 1000, 200


class RequestEnd(Labelled):
    DONE = "done", _l("Đã làm theo yêu cầu")
    REFUSED = "refused", _l("Không làm theo được, đã nói rõ lý do")


class Ability(Labelled):
    """What a route may ask for; a route names an ability, never a role."""

    ANSWER = "answer", _l("Góp ý và trả lời khảo sát")
    RUN = "run", _l("Soạn, mở và đóng đợt lấy ý kiến")
    READ = "read", _l("Xem bản tổng hợp")
    MODERATE = "moderate", _l("Đọc và duyệt từng ý kiến")
    DECIDE = "decide", _l("Trả lời tiếp thu, giải trình")
    REPORT = "report", _l("Lập báo cáo gửi cấp trên")
    PUBLISH = "publish", _l("Công khai kết quả")
    ENTER = "enter", _l("Nhập hộ ý kiến")
    REMIND = "remind", _l("Xem ai chưa trả lời để nhắc")
    HAND_OUT_CODES = "hand_out_codes", _l("In và cấp lại mã gia đình")
    MANAGE_PEOPLE = "manage_people", _l("Quản lý danh sách người dùng")
    MANAGE_SCHOOL = "manage_school", _l("Sửa thông tin nhà trường")
    TAKE_REQUESTS = "take_requests", _l("Nhận và trả lời yêu cầu về dữ liệu cá nhân")
    STAFF = "staff", _l("Vào trang của nhân viên nhà trường")


_MAY = {
    Role.ADMINISTRATOR: {
        Ability.STAFF, Ability.MANAGE_PEOPLE, Ability.MANAGE_SCHOOL, Ability.HAND_OUT_CODES,
        Ability.TAKE_REQUESTS,
    },
    Role.PRINCIPAL: set(Ability),
    Role.OFFICER: {
        Ability.STAFF, Ability.ANSWER, Ability.RUN, Ability.READ, Ability.MODERATE, Ability.DECIDE,
        Ability.REPORT, Ability.HAND_OUT_CODES, Ability.ENTER, Ability.REMIND, Ability.TAKE_REQUESTS,
    },
    Role.TEACHER: {Ability.STAFF, Ability.ANSWER, Ability.HAND_OUT_CODES, Ability.REMIND},
    Role.EMPLOYEE: {Ability.STAFF, Ability.ANSWER},
    Role.OBSERVER: {Ability.STAFF, Ability.READ},
    Role.PARENT: {Ability.ANSWER},
}  # fmt: skip


def may(role, ability):
    return ability in _MAY[role]


def is_slowed(*, account_failures, address_failures):
    """Whether the next try must wait: failures within THROTTLE_WINDOW count, successes never do."""
    return account_failures >= FAILURES_PER_ACCOUNT or address_failures >= FAILURES_PER_ADDRESS


def may_reissue(role, *, teaches_class):
    """A class teacher re-issues codes of their own class; who else hands out codes, those of all."""
    return teaches_class if role is Role.TEACHER else may(role, Ability.HAND_OUT_CODES)


def settings_on(rows, day):
    """The row of `rows` in force on `day`: the latest `valid_from` not after it, else the earliest row."""
    ordered = sorted(rows, key=lambda row: row.valid_from)
    past = [row for row in ordered if row.valid_from <= day]
    return past[-1] if past else (ordered[0] if ordered else None)


def class_that_counts(children):
    """The class a household is counted in: that of its youngest child who is still at the school.

    children: of one household, each with `birth_date` (or None), `class_` and `left_on`. A child whose
    day of birth is unknown counts as older than one whose day is known; equal ones go by class name.
    """
    present = [child for child in children if child.left_on is None]
    if not present:
        return None
    known = [child for child in present if child.birth_date]
    if known:
        return max(known, key=lambda child: (child.birth_date, child.class_.name)).class_
    return min(
        present, key=lambda child: (list(AgeGroup).index(child.class_.age_group), child.class_.name)
    ).class_


def address_block(address):
    """What failures are counted for: an IPv4 address, or the /64 that one household gets of IPv6."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def is_login(text):
    """Whether `text` can be the name somebody signs in with: small letters without dấu, digits, . _ -"""
    return bool(re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,59}", text))


def refusal_of_account(*, login, is_taken, password=None):
    """Why no account can be made with these, or None. password: None when it is set later."""
    if not is_login(login):
        return BAD_LOGIN
    if is_taken:
        return LOGIN_TAKEN
    if password is not None and len(password) < PASSWORD_MIN_CHARS:
        return SHORT_PASSWORD
    return None


def may_manage(role):
    return may(role, Ability.MANAGE_PEOPLE)


def refusal_to_change(*, role, new_role, leaves, other_managers):
    """Why this change would leave a school that nobody can manage, or None. new_role: None when unchanged."""
    loses = may_manage(role) and (leaves or (new_role is not None and not may_manage(new_role)))
    return LAST_MANAGER if loses and not other_managers else None


@dataclass(frozen=True)
class Slip:
    """What one family's slip shows."""

    school_name: str
    class_name: str
    children: tuple[str, ...]
    code: str
    #: The address in the QR: the code is its last part.
    url: str
    contact: str
