"""Answers collected elsewhere: Google forms, tables, Zalo messages; never the same row twice."""

import base64
import csv
import io
from datetime import datetime

import pytest
import xlsxwriter

from accounts.rules import Audience, Role
from consultations.models import Consultation
from consultations.paper import build
from consultations.rules import Mode
from core.db import db
from feedback import columns, pasted
from feedback.models import (
    Answer,
    ClauseStance,
    ColumnMap,
    Comment,
    Entry,
    Envelope,
    ImportedRow,
    Participation,
    Submission,
)
from feedback.rules import Stance
from reports import store as reports
from tests.feedback.conftest import rows, send

HEADERS = [
    "Dấu thời gian", "Họ và tên trẻ", "Lớp", "Giờ đón nào hợp?", "Ai đón trẻ?", "Bữa ăn của trẻ",
    "Hài lòng về [Cô giáo]", "Hài lòng về [Sân chơi]", "Mấy trẻ?", "Điều muốn nói", "Điều 1. Việc thứ 1",
]  # fmt: skip
FIRST = ["10/12/2026 20:15:03", "Bé 0", "3 tuổi A", "7 giờ", "Mẹ, Ông bà", "4", "5", "Hài lòng", "2",
         "Cảm ơn cô 😊", "Không đồng ý"]  # fmt: skip
SECOND = [
    "10/12/2026 20:16:10",
    "be 1",
    "",
    "6 giờ 45",
    "Bố",
    "5 - Rất hài lòng",
    "",
    "3",
    "1,5",
    "",
    "Đồng ý",
]
THIRD = ["10/12/2026 20:17:00", "Người lạ", "", "7 giờ", "", "1", "", "", "", "=1+1", ""]


@pytest.fixture
def asked(ask):
    return ask(survey=True)


def as_csv(table, *, encoding="utf-8-sig", delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding)


def as_xlsx(table):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, stamp = (
            book.add_worksheet("Câu trả lời"),
            book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
        )
        for y, row in enumerate(table):
            for x, cell in enumerate(row):
                is_time = isinstance(cell, datetime)
                sheet.write_datetime(y, x, cell, stamp) if is_time else sheet.write(y, x, cell)
    return out.getvalue()


def look(officer, asked, data, name="tra-loi.csv", status=200, channel="zalo"):
    where = f"/dot/{asked.id}/nhap-tep"
    return officer.post(where, status=status, data={"file": (io.BytesIO(data), name), "channel": channel})


def fields_of(page):
    form = page.select_one("form:has([name=content])")
    fields = {
        one["name"]: one["value"] for one in form.select("input[type=hidden]") if one["name"] != "csrf_token"
    }
    for one in form.select("select"):
        fields[one["name"]] = one.select_one("option[selected]")["value"]
    return fields


def take(officer, asked, page, status=303, **fields):
    return officer.post(
        f"/dot/{asked.id}/nhap-tep", status=status, data=fields_of(page) | {"apply": "1"} | fields
    )


def test_a_google_form_is_looked_at_and_taken(asked, visit):
    officer = visit(Role.OFFICER)
    page = look(officer, asked, as_csv([HEADERS, FIRST, SECOND, THIRD]))
    facts = page.select_one(".facts").text
    assert "Tệp có 3 dòng" in page.text and rows(Submission) == rows(ImportedRow) == []
    assert [int(one.text) for one in page.select(".facts dd")] == [3, 1, 0, 0, 0], facts
    assert "Dòng 4: Không có trong danh sách" in page.text
    take(officer, asked, page)
    assert len(rows(Submission)) == 3 and len(rows(Participation)) == 2
    single, options = asked.questions["single"]
    chosen = [row.option_id for row in rows(Answer) if row.question_id == single]
    assert sorted(chosen) == sorted([options[1], options[0], options[1]])
    scale = [int(row.number) for row in rows(Answer) if row.question_id == asked.questions["scale"][0]]
    assert sorted(scale) == [1, 4, 5]
    assert {row.text for row in rows(Answer) if row.text} == {"Cảm ơn cô 😊", "=1+1"}
    assert {row.stance for row in rows(ClauseStance)} == {Stance.DISAGREE, Stance.AGREE}
    figures = reports.summary_of(reports.make_snapshot(db.session.get(Consultation, asked.id)))
    assert (figures.answered, figures.unidentified, dict(figures.channels)) == (2, 1, {"zalo": 3})


def test_the_same_file_again_and_a_grown_one_never_double(asked, visit):
    officer = visit(Role.OFFICER)
    take(officer, asked, look(officer, asked, as_csv([HEADERS, FIRST, THIRD])))
    order = [3, 0, 2, 1, *range(4, len(HEADERS))]
    moved = [[row[at] for at in order] + ["mới"] for row in (HEADERS, THIRD, SECOND, FIRST)]
    page = look(officer, asked, as_csv(moved))
    assert [int(one.text) for one in page.select(".facts dd")] == [1, 0, 2, 0, 0]
    take(officer, asked, page)
    page = look(officer, asked, as_csv(moved))
    assert "Đã có từ lần trước" in page.text and not page.select_one("[name=apply]")
    assert len(rows(Submission)) == 3 and len(rows(ImportedRow)) == 3


def test_without_a_time_equal_rows_are_two_people_and_still_come_in_once(asked, visit):
    officer = visit(Role.OFFICER)
    table = [["Bữa ăn của trẻ"], ["5"], ["5"]]
    take(officer, asked, look(officer, asked, as_csv(table)))
    page = look(officer, asked, as_csv([*table, ["5"]]))
    assert [int(one.text) for one in page.select(".facts dd")][:3] == [1, 1, 2]
    assert len(rows(Submission)) == 2


@pytest.mark.parametrize("how", ["cp1258", "semicolons", "tabs in UTF-16", "xlsx"])
def test_files_as_other_programs_write_them(asked, visit, how):
    table = [HEADERS, FIRST[:9] + ["Cảm ơn cô", "Không đồng ý"], SECOND]
    if how == "cp1258":
        # Windows-1258 writes marks of tone as signs of their own.
        data = _cp1258(as_csv(table, encoding="utf-8").decode())
    elif how == "semicolons":
        data = as_csv(table, delimiter=";")
    elif how == "xlsx":
        data = as_xlsx(
            [HEADERS, [datetime(2026, 10, 12, 20, 15, 3), *table[1][1:5], 4, 5, *table[1][7:]], SECOND]
        )
    else:
        data = as_csv(table, encoding="utf-16", delimiter="\t")
    officer = visit(Role.OFFICER)
    page = look(officer, asked, data, name="a.xlsx" if how == "xlsx" else "a.csv")
    assert [int(one.text) for one in page.select(".facts dd")][:2] == [2, 0], page.select_one("main").text
    take(officer, asked, page)
    assert {row.stance for row in rows(ClauseStance)} == {Stance.DISAGREE, Stance.AGREE}


def _cp1258(text):
    import unicodedata

    out = bytearray()
    for sign in text:
        try:
            out += sign.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", sign)
            # Letter with its own mark first (ê, ơ, ă), the tone after it.
            tones = [one for one in apart if one in "\u0300\u0301\u0303\u0309\u0323"]
            letter = unicodedata.normalize("NFC", "".join(one for one in apart if one not in tones))
            out += letter.encode("cp1258") + "".join(tones).encode("cp1258")
    return bytes(out)


def test_formulas_are_text_on_the_way_in_and_out():
    assert columns.cell_text("'=SUM(A1)") == "=SUM(A1)" and columns.cell_text("=SUM(A1)") == "=SUM(A1)"
    assert columns.cell_text("'quoted'") == "'quoted'"
    from reports.printers import csv as printer

    assert printer.safe("=SUM(A1)") == "'=SUM(A1)"


def test_a_file_of_another_form_is_not_taken(asked, visit):
    officer = visit(Role.OFFICER)
    page = look(officer, asked, as_csv([["Món ăn", "Giá"], ["Cháo", "5"]]), status=422)
    assert "biểu mẫu khác" in page.text and not page.select_one("[name=apply]")
    fields = fields_of(page) | {"column-0": "words:0"}
    page = officer.post(f"/dot/{asked.id}/nhap-tep", status=200, data=fields)
    take(officer, asked, page)
    assert [row.reason for row in rows(Comment)] == ["Cháo"] and len(rows(ColumnMap)) == 1
    page = look(officer, asked, as_csv([["Giá", "Món ăn"], ["6", "Xôi"]]))
    assert "đã đưa vào trước đây" in page.text and fields_of(page)["column-1"] == "words:0"


def test_usual_headers_of_a_general_opinion_are_understood(asked, visit):
    """Else a form with one box for everything would be taken for that of another consultation."""
    table = [["Dấu thời gian", "Góp ý thêm"], [FIRST[0], "Xin mở cổng sớm hơn."]]
    page = look(visit(Role.OFFICER), asked, as_csv(table))
    assert fields_of(page)["column-1"] == "words:0" and page.select_one("[name=apply]")


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\n\n"]
)
def test_what_is_no_table_is_refused_in_one_sentence(asked, visit, data):
    page = look(visit(Role.OFFICER), asked, data, status=422)
    assert page.select_one(".err") and rows(Submission) == []


def test_cells_that_fit_nothing_are_named_and_the_rest_is_taken(asked, visit):
    officer = visit(Role.OFFICER)
    row = ["1", "Bé 2", "", "9 giờ", "Hàng xóm", "7", "", "", "mười", "x" * 10_000, "Sao cũng được"]
    page = look(officer, asked, as_csv([HEADERS, row]))
    for words in (
        "Câu 1: không hiểu “9 giờ”",
        "Câu 2: không hiểu",
        "Câu 3: không hiểu “7”",
        "Câu 5",
        "Câu 7",
    ):
        assert words in page.text
    take(officer, asked, page)
    assert rows(Answer) == [] and [(row.stance, row.reason) for row in rows(Comment)] == [
        (Stance.OTHER, "Sao cũng được")
    ]


def test_what_a_family_said_itself_stays_unless_the_officer_says_so(asked, visit):
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    officer = visit(Role.OFFICER)
    page = look(officer, asked, as_csv([HEADERS, FIRST]))
    assert [int(one.text) for one in page.select(".facts dd")] == [0, 0, 0, 1, 0]
    fields = fields_of(page) | {"replace": "y"}
    page = officer.post(f"/dot/{asked.id}/nhap-tep", status=200, data=fields)
    take(officer, asked, page, replace="y")
    assert len(rows(Submission)) == 1 and rows(ClauseStance)[0].stance is Stance.DISAGREE


def test_of_one_family_the_last_row_stands(asked, visit):
    officer = visit(Role.OFFICER)
    later = ["10/12/2026 21:00:00", *FIRST[1:5], "2", *FIRST[6:]]
    take(officer, asked, look(officer, asked, as_csv([HEADERS, FIRST, later])))
    assert len(rows(Submission)) == 1
    scale = [int(row.number) for row in rows(Answer) if row.question_id == asked.questions["scale"][0]]
    assert scale == [2]


def test_a_family_code_finds_the_family(asked, visit, school):
    officer = visit(Role.OFFICER)
    code = school.code_of(school.households[3])
    take(
        officer, asked, look(officer, asked, as_csv([["Mã gia đình", "Bữa ăn của trẻ"], [code.lower(), "3"]]))
    )
    assert rows(Submission)[0].group == "5 tuổi B" and len(rows(Participation)) == 1


def test_what_was_withdrawn_does_not_come_back(asked, visit):
    officer = visit(Role.OFFICER)
    take(officer, asked, look(officer, asked, as_csv([HEADERS, FIRST])))
    send(visit(Role.PARENT), f"{asked.url}/rut")
    assert rows(Entry) == []
    page = look(officer, asked, as_csv([HEADERS, FIRST]))
    assert not page.select_one("[name=apply]") and rows(Submission) == []


def test_a_carried_file_that_was_tampered_with(asked, visit):
    officer, where = visit(Role.OFFICER), f"/dot/{asked.id}/nhap-tep"
    officer.post(where, status=400, data={"content": "%%%", "channel": "zalo"})
    rubbish = base64.b64encode(as_csv([HEADERS, FIRST])).decode()
    officer.post(where, status=400, data={"content": rubbish, "channel": "chim bồ câu"})
    page = officer.post(where, status=422, data={"content": rubbish, "channel": "zalo", "column-0": "q:999"})
    assert "biểu mẫu khác" in page.text


ZALO = """Nhóm lớp 3 tuổi A
[20:15, 12/10/2026] Mẹ Bé 0: Con đồng ý ạ.
Nhưng giờ đón hơi sớm.
[20:16, 12/10/2026] Bố Bé 1: [Hình ảnh]
Chị Lan
20:17
Nên mở cổng phụ.
12/10/2026 20:18 - Cô Hoa: Cảm ơn anh chị.
Chị Mai đã tham gia nhóm"""


def test_zalo_messages_are_rows():
    head, *messages = pasted.read_messages(ZALO)
    assert head == list(pasted.HEADERS)
    assert ["20:17", "Chị Lan", "Nên mở cổng phụ."] in messages
    assert ["20:15, 12/10/2026", "Mẹ Bé 0", "Con đồng ý ạ.\nNhưng giờ đón hơi sớm."] in messages
    assert not any("Hình ảnh" in words for _time, _who, words in messages)


def test_pasted_messages_are_opinions_on_the_whole(asked, visit):
    officer = visit(Role.OFFICER)
    where = f"/dot/{asked.id}/nhap-tep"
    page = officer.post(where, status=200, pasted=ZALO, channel="zalo")
    take(officer, asked, page)
    assert "Nên mở cổng phụ." in {row.reason for row in rows(Comment)}
    assert all(row.stance is Stance.OTHER and row.clause_id is None for row in rows(Comment))
    again = officer.post(where, status=200, pasted=ZALO, channel="zalo")
    assert not again.select_one("[name=apply]")


def test_nothing_pasted_and_no_file(asked, visit):
    officer, where = visit(Role.OFFICER), f"/dot/{asked.id}/nhap-tep"
    assert "Xin chọn một tệp" in officer.post(where, status=422, channel="zalo").text


def test_the_command_line_takes_a_file_once(asked, app, tmp_path, school):
    db.session.get(Consultation, asked.id).responsible_id = school.people[Role.OFFICER].id
    db.session.commit()
    path = tmp_path / "tra-loi.csv"
    path.write_bytes(as_csv([HEADERS, FIRST, THIRD]))
    run = lambda *more: app.test_cli_runner().invoke(  # noqa: E731
        args=["feedback", "import", str(path), "--consultation", str(asked.id), *more]
    )
    assert "Đưa vào 2" in run("--dry-run").output and rows(Submission) == []
    assert "Đưa vào 2 (chưa rõ của ai 1), đã có 0" in run().output
    assert '"known": 2' in run("--json").output and len(rows(Submission)) == 2
    path.write_bytes(b"PK\x03\x04")
    failed = run()
    assert failed.exit_code == 2 and "Traceback" not in failed.output


def test_without_names_rows_are_sealed_and_nobody_is_looked_for(ask, visit):
    asked = ask(survey=True, mode=Mode.ANONYMOUS)
    officer = visit(Role.OFFICER)
    table = [HEADERS, *([f"10/12/2026 20:15:0{at}", *FIRST[1:]] for at in range(6))]
    page = look(officer, asked, as_csv(table[:3]))
    assert "ít nhất 5 dòng" in take(officer, asked, page, status=422).text and rows(Envelope) == []
    page = look(officer, asked, as_csv(table))
    assert [int(one.text) for one in page.select(".facts dd")] == [6, 6, 0, 0, 0]
    take(officer, asked, page)
    assert len(rows(Envelope)) == 6 and rows(Participation) == rows(Entry) == rows(Submission) == []
    assert not look(officer, asked, as_csv(table)).select_one("[name=apply]")
    asked.release(smallest_group=5)
    assert {row.audience for row in rows(Submission)} == {Audience.COMMUNITY} and len(rows(Submission)) == 6
    assert {row.stance for row in rows(ClauseStance)} == {Stance.DISAGREE}


def test_a_form_that_asked_for_no_names_grows_and_only_what_is_new_is_taken(ask, visit):
    asked = ask(survey=True, mode=Mode.ANONYMOUS)
    officer = visit(Role.OFFICER)
    # Two that are alike to the letter, time included, are two people.
    lines = [[f"10/12/2026 20:15:{max(at, 1):02}", *FIRST[3:]] for at in range(11)]
    headers = [HEADERS[0], *HEADERS[3:]]
    for number, added, data in (
        (6, 6, as_csv([headers, *lines[:6]])),
        (11, 5, as_xlsx([headers, *lines])),
    ):
        page = look(officer, asked, data, "tra-loi.csv" if number == 6 else "tra-loi.xlsx")
        assert [int(one.text) for one in page.select(".facts dd")][:2] == [added, added]
        take(officer, asked, page)
        assert len(rows(Envelope)) == len(rows(ImportedRow)) == number
    assert len({len(row.sealed) for row in rows(Envelope)}) == 1
    asked.release(smallest_group=5)
    assert len(rows(Submission)) == 11 and rows(Participation) == rows(Entry) == []
    assert {row.group for row in rows(Submission)} == {""}
    texts = [row.text for row in rows(Answer) if row.text]
    assert texts == ["Cảm ơn cô 😊"] * 11


def test_without_names_a_row_is_not_recognised_by_its_name():
    paper = build("", [], [])
    table = columns.table_of([["Họ tên", "Góp ý"], ["An", "Tốt"], ["Bình", "Tốt"]])
    named, nameless = (
        [one.identity for one in columns.read_rows(table, ["who", "words:0"], paper, is_named=is_named)]
        for is_named in (True, False)
    )
    assert "an" in named[0] and nameless == ["s:words:0=tot#1", "s:words:0=tot#2"]
