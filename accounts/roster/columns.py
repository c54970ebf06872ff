"""The columns of a roster, and what their cells mean however they were typed. Pure."""

import re
from datetime import date, datetime, timedelta

from accounts.rules import AgeGroup, Role
from core.i18n import _, _l
from core.text import fold, one_line

HEADER_WITHIN_ROWS = 15

#: Column → (name in the template, other spellings, folded and without signs).
CHILD_COLUMNS = {
    "code": (_l("Mã trẻ"), ("matre", "mahocsinh", "mahs", "madinhdanh", "madinhdanhcuatre")),
    "name": (_l("Họ và tên"), ("hovaten", "hoten", "tentre", "hovatentre", "hotentre")),
    "birth": (_l("Ngày sinh"), ("ngaysinh", "ngaythangnamsinh", "sinhngay")),
    "class": (_l("Lớp"), ("lop", "tenlop", "lophoc")),
    "group": (_l("Khối"), ("khoi", "khoilop", "dotuoi", "nhomtuoi")),
    "family": (_l("Mã gia đình"), ("magiadinh", "mahogiadinh", "giadinh")),
}
STAFF_COLUMNS = {
    "code": (_l("Mã nhân sự"), ("manhansu", "manhanvien", "macanbo", "magiaovien", "magv", "manv")),
    "name": (_l("Họ và tên"), ("hovaten", "hoten")),
    "role": (_l("Vai trò"), ("vaitro", "chucvu", "chucdanh")),
    "classes": (_l("Lớp chủ nhiệm"), ("lopchunhiem", "chunhiem", "lopphutrach", "lop")),
    "login": (_l("Tên đăng nhập"), ("tendangnhap", "taikhoan", "dangnhap")),
}
REQUIRED = {"child": ("code", "name", "class"), "staff": ("code", "name", "role")}
COLUMNS = {"child": CHILD_COLUMNS, "staff": STAFF_COLUMNS}

GROUPS = {
    "nhatre": AgeGroup.NURSERY, "nhomtre": AgeGroup.NURSERY, "2436thang": AgeGroup.NURSERY,
    "34tuoi": AgeGroup.THREE, "34": AgeGroup.THREE, "3tuoi": AgeGroup.THREE, "be": AgeGroup.THREE,
    "45tuoi": AgeGroup.FOUR, "45": AgeGroup.FOUR, "4tuoi": AgeGroup.FOUR, "nho": AgeGroup.FOUR,
    "56tuoi": AgeGroup.FIVE, "56": AgeGroup.FIVE, "5tuoi": AgeGroup.FIVE, "lon": AgeGroup.FIVE,
}  # fmt: skip
ROLES = {
    "quantri": Role.ADMINISTRATOR, "hieutruong": Role.PRINCIPAL, "phohieutruong": Role.PRINCIPAL,
    "nguoiphutrachlayykien": Role.OFFICER, "phutrachlayykien": Role.OFFICER, "giaovien": Role.TEACHER,
    "nhanvien": Role.EMPLOYEE, "congdoan": Role.OBSERVER, "banthanhtranhandan": Role.OBSERVER,
}  # fmt: skip


def key(text):
    """`text` for comparing: folded, letters and digits only."""
    return "".join(sign for sign in fold(str(text)) if sign.isalnum())


def cell_text(value):
    """What a cell says as one line: 12.0 is 12, as people see it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return one_line(str(value))


def _match(row, kind):
    """{column: index} of the columns of `kind` in a row of headers."""
    names = [key(cell_text(value)) for value in row]
    return {
        column: next(index for index, name in enumerate(names) if name in spellings)
        for column, (_label, spellings) in COLUMNS[kind].items()
        if any(name in spellings for name in names)
    }


def find_header(rows):
    """(index, kind, columns) of the first row that holds every required column, or None."""
    for at, row in enumerate(rows[:HEADER_WITHIN_ROWS]):
        for kind, needed in REQUIRED.items():
            columns = _match(row, kind)
            if all(column in columns for column in needed):
                return at, kind, columns
    return None


def name_missing_columns(tables):
    """A sentence that names what is missing from the row that comes nearest to a header."""
    best = None
    for table in tables:
        for row in table.rows[:HEADER_WITHIN_ROWS]:
            for kind in REQUIRED:
                columns = _match(row, kind)
                if columns and (best is None or len(columns) > len(best[1])):
                    best = kind, columns
    kind, columns = best or ("child", {})
    missing = ", ".join(str(COLUMNS[kind][column][0]) for column in REQUIRED[kind] if column not in columns)
    return _("Tệp thiếu cột: %(columns)s. Xin đặt tên cột như trong tệp mẫu.", columns=missing)


def read_role(text):
    """The role of "Giáo viên", "Hiệu trưởng, Phó Hiệu trưởng", "Phó hiệu trưởng chuyên môn", …; or None."""
    folded = key(text)
    for role in Role:
        if role is not Role.PARENT and folded == key(role.label):
            return role
    return ROLES.get(folded) or next(
        (role for start, role in ROLES.items() if folded.startswith(start)), None
    )


def read_day(value):
    """The day in a date, an Excel serial number or text (15/3/2022, 2022-03-15), else None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        # Excel counts days from 30/12/1899; these bounds are the years 1954 to 2119.
        return date(1899, 12, 30) + timedelta(days=int(value)) if 20_000 < value < 80_000 else None
    text = cell_text(value)
    if found := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", text):
        return _day_or_none(*map(int, reversed(found.groups())))
    if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]|$)", text):
        return _day_or_none(*map(int, found.groups()))
    return None


def _day_or_none(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None
