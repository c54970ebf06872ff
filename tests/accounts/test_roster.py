"""The roster: read tolerantly, shown before it is done, done once."""

import unicodedata
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from sqlalchemy import func, select

from accounts import roster, store
from accounts.models import Child, Household, Person, SchoolClass
from accounts.printers.roster_template import SHEETS, roster_template
from accounts.rules import AgeGroup, Role
from accounts.sheets import Table, read_tables
from core import clock
from core.db import db
from core.errors import Refused

TODAY = date(2026, 10, 12)
HEADER = ["Mã trẻ", "Họ và tên", "Ngày sinh", "Lớp", "Khối", "Mã gia đình"]
STAFF_HEADER = ["Mã nhân sự", "Họ và tên", "Vai trò", "Lớp chủ nhiệm", "Tên đăng nhập"]


def xlsx(**sheets):
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def read(*rows, header=HEADER, classes=None, **options):
    classes = {"3 tuổi A": AgeGroup.THREE} if classes is None else classes
    return roster.read([Table("Trẻ", [header, *rows])], classes=classes, today=TODAY, **options)


def bring(school, data, **options):
    report = store.import_roster(school.id, data, "tep", dry_run=False, **options)
    db.session.commit()
    return report


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


# Reading


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("15/03/2022", date(2022, 3, 15)),
        ("5-9-2021", date(2021, 9, 5)),
        ("2021-09-05", date(2021, 9, 5)),
        ("2021-09-05 00:00:00", date(2021, 9, 5)),
        (datetime(2022, 3, 15, 7), date(2022, 3, 15)),
        (date(2022, 3, 15), date(2022, 3, 15)),
        (44635.0, date(2022, 3, 15)),
        ("", None),
        (None, None),
    ],
)
def test_a_day_of_birth_is_understood_in_every_form(cell, day):
    assert [row.birth for row in read(["T1", "Trẻ Một", cell, "3 tuổi A"]).children] == [day]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "Trẻ Một", "", "3 tuổi A"], "Thiếu Mã trẻ"),
        (["T1", "", "", "3 tuổi A"], "Thiếu họ và tên"),
        (["T1", "x" * 121, "", "3 tuổi A"], "dài quá 120"),
        (["T1", "Trẻ Một", "31/02/2022", "3 tuổi A"], "Không hiểu ngày sinh 31/02/2022"),
        (["T1", "Trẻ Một", "15/03/2030", "3 tuổi A"], "không thể đúng"),
        (["T1", "Trẻ Một", 7.0, "3 tuổi A"], "Không hiểu ngày sinh"),
        (["T1", "Trẻ Một", "", ""], "Thiếu tên lớp"),
        (["T1", "Trẻ Một", "", "Lớp lạ"], "là lớp mới, xin ghi khối"),
        (["T1", "Trẻ Một", "", "Lớp lạ", "khối chín"], "Không có khối khối chín"),
        (["T1", "Trẻ Một", "", "3 tuổi A", "5-6 tuổi"], "dòng này ghi khối khác"),
        (["T0", "Trẻ Hai", "", "3 tuổi A"], "Mã trẻ T0 đã có ở dòng 2"),
    ],
)
def test_each_wrong_row_has_its_number_and_reason(row, reason):
    found = read(["T0", "Trẻ Không", "", "3 tuổi A"], [], row)
    assert [(wrong.sheet, wrong.number) for wrong in found.wrong] == [("Trẻ", 4)]
    assert reason in found.wrong[0].reason
    assert len(found.children) == 1


def test_headers_are_found_whatever_their_case_marks_order_and_place():
    header = ["STT", "ho va ten", "LỚP ", "Mã Trẻ:", "Ghi chú"]
    table = Table("", [["TRƯỜNG MẦM NON"], [], header, [1.0, "Trẻ Một", "3 Tuổi  a", 12.0, ""]])
    found = roster.read([table], classes={"3 tuổi A": AgeGroup.THREE}, today=TODAY)
    assert [(row.code, row.name, row.class_name, row.family) for row in found.children] == [
        ("12", "Trẻ Một", "3 tuổi A", None)
    ]


def test_missing_columns_are_named():
    with pytest.raises(roster.WrongColumns, match="thiếu cột: Mã trẻ, Lớp"):
        read(["Trẻ Một", "15/03/2022"], header=["Họ và tên", "Ngày sinh"])


@pytest.mark.parametrize(
    ("role", "expected"),
    [("giáo viên", Role.TEACHER), ("GIAO VIEN", Role.TEACHER), ("Phó hiệu trưởng chuyên môn", Role.PRINCIPAL),
     ("Hiệu trưởng, Phó Hiệu trưởng", Role.PRINCIPAL), ("Nhân viên nuôi dưỡng", Role.EMPLOYEE),
     ("Công đoàn", Role.OBSERVER)],
)  # fmt: skip
def test_roles_are_understood_as_people_write_them(role, expected):
    found = read(["N1", "Người Một", role, "3 tuổi A", "nguoi1"], header=STAFF_HEADER)
    assert [row.role for row in found.staff] == [expected]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["N1", "Người Một", "", "", "nguoi1"], "Thiếu vai trò"),
        (["N1", "Người Một", "Cha mẹ trẻ", "", "nguoi1"], "Không có vai trò Cha mẹ trẻ"),
        (["N1", "Người Một", "Giáo viên", "Lớp lạ", "nguoi1"], "Không có lớp Lớp lạ"),
        (["N1", "Người Một", "Giáo viên", "", "có dấu"], "Tên đăng nhập dài 3"),
        (["N1", "Người Một", "Giáo viên", "", "elsewhere"], "đã có người dùng"),
        (["N1", "Người Một", "Giáo viên", "", "here"], "đã có người dùng"),
    ],
)
def test_wrong_rows_of_staff_have_reasons(row, reason):
    found = read(row, header=STAFF_HEADER, used_logins={"elsewhere"}, login_owners={"here": "N9"})
    assert reason in found.wrong[0].reason
    assert found.staff == []


@pytest.mark.parametrize(
    ("code", "login"), [("NV-01", "nv-01"), ("S1", "ns.s1"), ("GV01", "gv01-2"), ("Đ 9", "ns.d9")]
)
def test_a_free_login_is_made_from_the_code_where_the_file_has_none(code, login):
    found = read([code, "Người Một", "Nhân viên"], header=STAFF_HEADER, used_logins={"gv01"})
    assert found.staff[0].login == login


CSV = "Mã trẻ{0}Họ và tên{0}Lớp\nT1{0}Trẻ Đặng Ước{0}3 tuổi A\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_the_ways_it_is_saved(separator, encoding):
    tables = read_tables(CSV.format(separator).encode(encoding))
    assert tables[0].rows[1] == ["T1", "Trẻ Đặng Ước", "3 tuổi A"]


def as_old_excel_saves(text):
    """Windows-1258 has few letters with tones: the tone follows as a sign of its own."""
    for sign in text:
        try:
            yield sign.encode("cp1258")
        except UnicodeEncodeError:
            bare = unicodedata.normalize("NFD", sign)
            tone = next(mark for mark in bare if mark in "\u0300\u0301\u0303\u0309\u0323")
            yield (unicodedata.normalize("NFC", bare.replace(tone, "")) + tone).encode("cp1258")


def test_csv_of_old_vietnamese_excel_is_read():
    data = b"".join(as_old_excel_saves("Mã trẻ;Họ và tên;Lớp\nT1;Đặng Ước;A"))
    assert read_tables(data)[0].rows == [["Mã trẻ", "Họ và tên", "Lớp"], ["T1", "Đặng Ước", "A"]]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), b"\x00\x01\x02\x00"]
)
def test_what_is_no_table_is_said_to_be_none(data):
    with pytest.raises(Refused, match="Tệp|tệp"):
        read_tables(data)


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("accounts.sheets.MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(Refused, match="quá lớn"):
        read_tables(xlsx(A=[HEADER]))


# Bringing it in

CHILDREN = [
    HEADER,
    ["N1", "Trẻ Một", "15/03/2022", "4 tuổi C", "4-5 tuổi", "G1"],
    ["N2", "Trẻ Hai", datetime(2023, 9, 2), "3 tuổi A", "", "G1"],
    ["N3", "Trẻ Ba", "", "4 tuổi C", "4-5 tuổi", ""],
]
STAFF = [STAFF_HEADER, ["S1", "Người Một", "Giáo viên", "4 tuổi C; 3 tuổi A", ""]]


def test_the_template_can_be_brought_in_as_it_is(school):
    report = bring(school, roster_template())
    assert report.wrong == []
    assert len([line for line in report.added if line.kind != "class"]) == sum(
        len(rows) for _h, rows in SHEETS.values()
    )


def test_children_families_classes_and_staff_arrive(school):
    report = bring(school, xlsx(A=CHILDREN, B=STAFF))
    assert (len(report.added), report.changed, report.wrong, report.new_households) == (5, [], [], 2)
    family = db.session.scalars(select(Household).where(Household.family_code == "G1")).one()
    assert [child.full_name for child in family.children] == ["Trẻ Một", "Trẻ Hai"]
    assert family.children[1].birth_date == date(2023, 9, 2)
    assert family.class_.name == "3 tuổi A"
    assert store.find_household_by_code(store.code_of(family)) is family
    person = db.session.scalars(select(Person).where(Person.staff_code == "S1")).one()
    assert [class_.name for class_ in person.classes] == ["3 tuổi A", "4 tuổi C"]


def test_bringing_the_same_file_in_again_doubles_nothing(school):
    bring(school, xlsx(A=CHILDREN, B=STAFF))
    before = [count(model) for model in (Child, Household, Person, SchoolClass)]
    codes_before = {row.id: row.code_tag for row in db.session.scalars(select(Household))}
    report = bring(school, xlsx(A=CHILDREN, B=STAFF))
    assert (report.added, report.changed, report.unchanged) == ([], [], 4)
    assert [count(model) for model in (Child, Household, Person, SchoolClass)] == before
    assert {row.id: row.code_tag for row in db.session.scalars(select(Household))} == codes_before


def test_a_changed_row_updates(school):
    bring(school, xlsx(A=CHILDREN, B=STAFF))
    changed = [HEADER, ["N1", "Trẻ Một Mới", "", "3 tuổi A", "", ""], *CHILDREN[2:]]
    report = bring(school, xlsx(A=changed))
    assert [(line.name, line.note) for line in report.changed] == [("Trẻ Một Mới", "họ và tên, lớp")]
    child = db.session.scalars(select(Child).where(Child.child_code == "N1")).one()
    assert (child.household.family_code, child.birth_date) == ("G1", date(2022, 3, 15))


def test_a_family_that_gets_a_code_in_the_file_later_keeps_its_slip(school):
    bring(school, xlsx(A=CHILDREN))
    child = db.session.scalars(select(Child).where(Child.child_code == "N3")).one()
    code = store.code_of(child.household)
    bring(school, xlsx(A=[*CHILDREN[:3], [*CHILDREN[3][:5], "G3"]]))
    assert (child.household.family_code, store.code_of(child.household)) == ("G3", code)


def test_who_is_missing_is_listed_and_marked_only_when_asked(school):
    bring(school, xlsx(A=CHILDREN))
    report = bring(school, xlsx(A=CHILDREN[:3]))
    assert "Trẻ Ba" in [line.name for line in report.missing]
    child = db.session.scalars(select(Child).where(Child.child_code == "N3")).one()
    assert child.left_on is None
    bring(school, xlsx(A=CHILDREN[:3]), mark_left=True)
    assert child.left_on == child.household.left_on == clock.today()
    assert store.find_household_by_code(store.code_of(child.household)) is None
    assert all(person.left_on is None for person in school.people.values())
    report = bring(school, xlsx(A=CHILDREN))
    assert [line.note for line in report.changed] == ["trở lại"]
    assert child.left_on is child.household.left_on is None


def test_a_wrong_row_is_not_a_missing_one_and_forbids_marking(school):
    bring(school, xlsx(A=CHILDREN))
    data = xlsx(A=[*CHILDREN[:3], ["N3", "", "", "4 tuổi C"]])
    report = store.import_roster(school.id, data, "tep", dry_run=True)
    assert "N3" not in [line.code for line in report.missing]
    with pytest.raises(Refused):
        store.import_roster(school.id, data, "tep", dry_run=False, mark_left=True)


def test_staff_who_are_missing_leave_but_administrators_stay(school):
    report = bring(
        school, xlsx(B=[STAFF_HEADER, ["S1", "Người Một", "Giáo viên", "3 tuổi A", ""]]), mark_left=True
    )
    left = {line.code for line in report.missing}
    assert "administrator" not in left
    assert {"teacher", "officer"} <= left
    assert school.people[Role.TEACHER].session_stamp == 1
    assert school.people[Role.ADMINISTRATOR].left_on is None


def test_a_roster_does_not_take_the_role_of_the_last_manager(school):
    school.people[Role.PRINCIPAL].left_on = clock.today()
    db.session.commit()
    bring(school, xlsx(B=[STAFF_HEADER, ["administrator", "Người Quản", "Nhân viên", "", "administrator"]]))
    assert school.people[Role.ADMINISTRATOR].role is Role.ADMINISTRATOR


def test_a_dry_run_leaves_no_trace(school):
    before = [count(model) for model in (Child, Household, Person, SchoolClass)]
    report = store.import_roster(school.id, xlsx(A=CHILDREN, B=STAFF), "tep", dry_run=True)
    db.session.commit()
    assert len(report.added) == 5
    assert [count(model) for model in (Child, Household, Person, SchoolClass)] == before


def test_two_rows_may_exchange_their_logins(school):
    rows = [["a1", "Một", "Nhân viên", "", "dang.mot"], ["a2", "Hai", "Nhân viên", "", "dang.hai"]]
    bring(school, xlsx(B=[STAFF_HEADER, *rows]))
    report = bring(school, xlsx(B=[STAFF_HEADER, [*rows[0][:4], "dang.ba"], [*rows[1][:4], "dang.mot"]]))
    assert len(report.changed) + len(report.wrong) == 2


# On the page


def send(visitor, data, status=200):
    return visitor.post(
        "/nhan-su/danh-sach", status=status, data={"file": (BytesIO(data), "danh sách.xlsx")}
    )  # fmt: skip


def test_the_dry_run_lists_everything_and_the_button_does_it(school, visit):
    visitor = visit(Role.ADMINISTRATOR)
    visitor.get("/nhan-su/danh-sach")
    page = send(
        visitor, xlsx(A=[*CHILDREN, ["N9", "", "", "4 tuổi C"], ["", "Trẻ", "", "4 tuổi C"]], B=STAFF)
    )
    rows = page.find("h2", string="Dòng sai").find_next("table").select("tbody tr")
    assert [row.th.text for row in rows] == ["Dòng 5", "Dòng 6"]
    assert "Thiếu họ và tên" in rows[0].text
    assert "Trẻ Ba" in page.main.text
    assert count(Child) == 6
    form = page.select_one("main form")
    fields = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    done = visitor.get(visitor.post(form["action"], data=fields).location)
    assert "thêm 5" in done.select_one("[role=status]").text
    assert count(Child) == 9


def test_the_tick_marks_those_who_are_missing(school, visit):
    visitor = visit(Role.ADMINISTRATOR)
    page = send(visitor, xlsx(A=CHILDREN))
    assert "Bé 0" in page.main.text
    fields = {tag["name"]: tag["value"] for tag in page.select("main form input")}
    assert fields["mark_left"] == "y"
    visitor.post("/nhan-su/danh-sach/dua-vao", data=fields)
    assert school.households[0].left_on == clock.today()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (xlsx(A=[["Tên", "Tuổi"], ["x", 3]]), "thiếu cột"),
        (b"not;a\nroster;file", "thiếu cột"),
        (b"", "Tệp rỗng"),
        (b"PK\x03\x04", "Không đọc được tệp"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_one_sentence(school, visit, data, words):
    assert words in send(visit(Role.ADMINISTRATOR), data, status=422).select_one(".err").text


def test_a_file_that_is_too_big_is_refused(school, visit, monkeypatch):
    monkeypatch.setattr("accounts.store.rosters.ROSTER_MAX_BYTES", 100)
    page = send(visit(Role.ADMINISTRATOR), xlsx(A=CHILDREN), status=422)
    assert "lớn hơn 2 MB" in page.select_one(".err").text


def test_no_file_is_said_to_be_none(school, visit):
    assert (
        "Tệp rỗng" in visit(Role.ADMINISTRATOR).post("/nhan-su/danh-sach", status=422).select_one(".err").text
    )


def test_the_template_is_downloaded(school, visit):
    answer = visit(Role.ADMINISTRATOR).open("/nhan-su/danh-sach/mau.xlsx")
    assert [table.name for table in read_tables(answer.data)] == ["Trẻ", "Nhân sự"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TEACHER, Role.PARENT])
def test_others_bring_nothing_in(school, visit, role):
    visit(role).get("/nhan-su/danh-sach", status=403)
    visit(role).post("/nhan-su/danh-sach/dua-vao", status=403, content="", file_name="x")
