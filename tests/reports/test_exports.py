"""Exports: the files hold the summary, no cell runs, no row is lost; Word comments at their clause."""

import csv
import json
from functools import partial
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from accounts.rules import Role
from reports import printers, store
from reports.printers import csv as csv_printer
from reports.printers import exports
from reports.rules import Decision
from tests.reports.conftest import DISAGREE


@pytest.fixture
def ended(asked):
    asked.comment(asked.said[1], asked.second, DISAGREE, reason="=HYPERLINK(0)")
    asked.snapshot()
    asked.decide(asked.second, Decision.PARTLY, "Trả trẻ muộn nhất 17 giờ 15.")
    return asked


def made(asked, form):
    out = BytesIO()
    number = printers.export(asked.consultation, form, out)
    return out.getvalue(), number


def path(asked, tail=""):
    return f"/dot/{asked.id}/xuat{tail}"


def sheets(data):
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_part_has_a_sheet_and_every_row_is_there(ended):
    data, number = made(ended, "xlsx")
    found = sheets(data)
    assert {"Mô tả", "Chung", "Người được hỏi", "Ý kiến", "Khảo sát", "Ý kiến bằng lời"} <= set(found)
    summary = store.summary_of(store.get_snapshot(ended.consultation))
    whole = list(exports.rows(summary, store.list_outcomes(ended.consultation)))
    assert number == len(whole) + summary.in_words
    for part in {row[0] for row in whole}:
        own = [row for row in whole if row[0] == part]
        name = "".join(" " if sign == ":" else sign for sign in part)[:28].strip()
        assert len(found[name]) == len(own) + 1, part
    clause = summary.clause(ended.second.id)
    shown = [row for row in found["Ý kiến"] if row[0] == clause.title]
    assert [row[3] for row in shown[:4]] == [n for _stance, n, _share in clause.stances.items()]
    said = {row[3] for row in found["Ý kiến bằng lời"][1:]}
    assert "Nhà xa, không kịp giờ." in said


def test_no_cell_runs(ended):
    data, _number = made(ended, "xlsx")
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in package.read(name)
    assert any("=HYPERLINK(0)" in row for row in sheets(data)["Ý kiến bằng lời"])
    text = made(ended, "csv")[0].decode("utf-8-sig")
    assert "'=Mẹ" in text and ",=Mẹ" not in text


def test_open_data_holds_figures_decisions_and_a_description_but_no_words(ended):
    data, number = made(ended, "zip")
    with ZipFile(BytesIO(data)) as package:
        told = json.loads(package.read("mo-ta.json"))
        text = package.read("so-lieu.csv").decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert told["rows"] == number == len(rows) - 1
    assert [column["label"] for column in told["columns"]] == rows[0] == list(csv_printer.HEAD)
    assert "không tính là nhất trí" in " ".join(told["rules"])
    as_json = json.loads(made(ended, "json")[0])
    assert as_json["rows"] == number == sum(len(own) for own in as_json["tables"].values())
    decided = next(own for part, own in as_json["tables"].items() if "Tiếp thu, giải trình" in part)
    assert decided == [
        {
            "item": "Khoản 2 Điều 1", "content": "Trả trẻ muộn nhất 17 giờ 15.",
            "indicator": "Tiếp thu một phần", "value": None, "share": None, "low": None, "high": None,
        }
    ]  # fmt: skip
    for whole in (text, json.dumps(as_json, ensure_ascii=False)):
        assert "Nhà xa" not in whole and "17 giờ 30" not in whole


def test_a_row_that_went_missing_is_found_out(ended, monkeypatch):
    monkeypatch.setattr(
        store, "read_listed", lambda summary: iter([store.list_page(summary, ended.second.id)[0]])
    )
    with pytest.raises(exports.Refused):
        made(ended, "xlsx")


def test_comments_are_read_in_pieces(ended, monkeypatch):
    monkeypatch.setattr("reports.store.listed.list_page", partial(store.list_page, limit=2))
    summary = store.summary_of(store.get_snapshot(ended.consultation))
    pieces = [len(piece) for piece in store.read_listed(summary)]
    assert max(pieces) <= 2 and sum(pieces) == store.count_listed(summary) == summary.in_words == 6


def test_opinions_are_word_comments_at_their_clause(ended, visit):
    response = visit(Role.OFFICER).open(path(ended, "/du-thao-gop-y.docx"))
    word = Document(BytesIO(response.data))
    told = {one.text: one.author for one in word.comments}
    assert told["Nhất trí, có đề nghị sửa đổi. Đề nghị sửa thành: “Trả trẻ trước 17 giờ 30.”."] == (
        "3 ý kiến"
    ), "one teacher alone is not told apart in what may leave the school"
    assert any("Xin phát bản in cho ông bà." in text for text in told)
    marked = [one.text for one in word.paragraphs if "commentRangeStart" in one._p.xml]
    assert marked == ["Nội quy", "2. Trả trẻ trước 17 giờ."]
    assert "Người " not in "".join(told.values())


def test_the_page_offers_every_file_to_those_who_read_summaries(ended, visit):
    page = visit(Role.OBSERVER).get(path(ended))
    links = [one["href"] for one in page.select("main .queue a")]
    assert len(links) == 4
    for link in links:
        response = visit(Role.OBSERVER).open(link)
        assert "attachment" in response.headers["Content-Disposition"] and len(response.data) > 500


def test_the_files_are_vietnamese_whoever_makes_them(ended, visit):
    officer = visit(Role.OFFICER)
    officer.client.set_cookie("lang", "en")
    whole = json.dumps(sheets(officer.open(path(ended, "/so-lieu.xlsx")).data), ensure_ascii=False)
    assert "Không nhất trí" in whole and "1 ý kiến" in whole
