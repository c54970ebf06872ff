"""Exports: the frozen figures and what was decided as XLSX, CSV and JSON with a description.

XLSX is for the school and also holds the words, row by row as the database gives them; CSV and JSON are open
data and hold no words. A file is written piece by piece, and its rows are checked against their number.
"""

import csv
import json
from dataclasses import dataclass
from decimal import Decimal
from io import TextIOWrapper
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile

from flask_babel import force_locale

from core.errors import Refused
from core.i18n import _l
from reports.printers import csv as figures
from reports.printers import words

CHANGED_MEANWHILE = _l("Ý kiến vừa thay đổi trong lúc xuất tệp. Xin xuất lại.")
COLUMNS = {
    "part": (figures.HEAD[0], "Phần của bản tổng hợp; mỗi phần là một bảng."),
    "item": (figures.HEAD[1], "Mục, câu hỏi hoặc nhóm mà con số nói về."),
    "content": (figures.HEAD[2], "Đầu đề hoặc những chữ đầu của mục; lời câu hỏi; lớp; lời trả lời."),
    "indicator": (
        figures.HEAD[3],
        "Con số nói về điều gì: quan điểm, lựa chọn, số trả lời, điểm trung bình.",
    ),
    "value": (figures.HEAD[4], "Số đếm, điểm trung bình hoặc ngày. Để trống: không có."),
    "share": (
        figures.HEAD[5],
        "Phần trăm, một chữ số thập phân, nửa đơn vị làm tròn lên. Để trống: không tính.",
    ),
    "low": (
        figures.HEAD[6],
        "Khoảng tin cậy 95% của tỷ lệ, hoặc của số trung bình ở cột Số: đầu dưới. Để trống: không tính.",
    ),
    "high": (figures.HEAD[7], "Đầu trên của khoảng ấy."),
}
WORDS = ("Mục", "Quan điểm", "Đề nghị sửa thành", "Lý do", "Chủ thể", "Về lời văn của phiên bản")
ANSWERS = "Tiếp thu, giải trình"
DESCRIPTION = "mo-ta.json"


@dataclass(frozen=True)
class Words:
    """The comments of a summary: how many stand, and their rows, read piece by piece."""

    number: int
    rows: object


def rows(summary, outcomes):
    """All rows of figures, then those of what was decided: texts, numbers, None.

    outcomes: {clause_id or None: Outcome}, and of themes {(clause_id or None, theme id): ThemeOutcome}.
    """
    yield from figures.rows(summary)
    yield from _decided(summary, outcomes)


def _decided(summary, outcomes):
    named = {None: "Toàn văn bản"} | {clause.clause_id: clause.title for clause in summary.clauses}
    for clause_id, name in named.items():
        if outcome := outcomes.get(clause_id):
            yield figures.filled((ANSWERS, name, outcome.reason, str(outcome.decision.label)))
        own = summary.themes_of(clause_id)
        for theme in own.themes if own else ():
            answer = outcomes.get((clause_id, theme.theme_id))
            if answer and answer.decision:
                about = f"{name}: {theme.name}"
                yield figures.filled((ANSWERS, about, answer.reason, str(answer.decision.label)))


def description(summary):
    """What the columns and the figures mean, for who finds the file later."""
    return {
        "title": summary.title,
        "summary": summary.number,
        "made_at": summary.made_at.isoformat(),
        "sha256": summary.sha256,
        "period": {"from": summary.opened_on.isoformat(), "to": summary.closed_on.isoformat()},
        "rules": [words.rounding(), words.silence(), words.interval_holds()],
        "encoding": "UTF-8",
        "columns": [
            {"name": name, "label": label, "about": about} for name, (label, about) in COLUMNS.items()
        ],
    }


def write(form, out, summary, outcomes, said):
    """Write the export called `form` into the binary file `out`; gives the number of rows.

    said: the comments as Words, which only XLSX holds. Raises Refused when they changed meanwhile.
    """
    # The files are Vietnamese whatever language their maker reads.
    with force_locale("vi"):
        return WRITERS[form](out, summary, outcomes, said)


def _write_csv(out, summary, outcomes, _said=None):
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(figures.HEAD)
    number = 0
    for row in rows(summary, outcomes):
        writer.writerow([figures.safe(cell) for cell in row])
        number += 1
    text.detach()
    return number


def _write_zip(out, summary, outcomes, _said):
    """A ZIP of the CSV and its description: a phone keeps the two together."""
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        with package.open("so-lieu.csv", "w", force_zip64=True) as file:
            number = _write_csv(file, summary, outcomes)
        package.writestr(DESCRIPTION, described(summary, number))
    return number


def described(summary, number):
    """The description file that stands beside the CSV of so many rows."""
    return json.dumps({**description(summary), "rows": number}, ensure_ascii=False, indent=1)


def _write_json(out, summary, outcomes, _said):
    """The description and a list of rows per part; gives the number of rows."""
    told = json.dumps(description(summary), ensure_ascii=False, indent=1)
    out.write(b'{"description": ' + told.encode() + b',\n"tables": {')
    number = 0
    for at, (part, own) in enumerate(groupby(rows(summary, outcomes), key=lambda row: row[0])):
        out.write(b",\n" if at else b"\n")
        out.write(json.dumps(f"{at + 1}. {part}", ensure_ascii=False).encode() + b": [")
        for place, row in enumerate(own):
            told = dict(zip(list(COLUMNS)[1:], map(_number_or_text, row[1:]), strict=True))
            out.write((b",\n " if place else b"\n ") + json.dumps(told, ensure_ascii=False).encode())
            number += 1
        out.write(b"\n]")
    out.write(b"\n}, " + b'"rows": ' + str(number).encode() + b"}\n")
    return number


def _number_or_text(cell):
    if isinstance(cell, Decimal):
        return float(cell)
    return cell if cell is None or isinstance(cell, int) else str(cell)


def _write_xlsx(out, summary, outcomes, said):
    """A sheet per part, the comments (Words) on a sheet of their own; gives the number of rows.

    Raises Refused when fewer or more comments came than there are: somebody took theirs back just now.
    """
    # Late: few requests need it.
    import xlsxwriter

    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": summary.title, "comments": summary.sha256})
    _explained(book, summary)
    number, names = 0, set()
    for part, own in groupby(rows(summary, outcomes), key=lambda row: row[0]):
        sheet = _sheet(book, _free_name(part, names), figures.HEAD[1:])
        number += _fill(sheet, (row[1:] for row in own))
    written = _fill(_sheet(book, _free_name("Ý kiến bằng lời", names), WORDS), said.rows)
    book.close()
    if written != said.number:
        raise Refused(CHANGED_MEANWHILE)
    return number + written


def _explained(book, summary):
    """The sheet that says what the others hold."""
    told = description(summary)
    lines = [
        ("Tên đợt lấy ý kiến", told["title"]), ("Bản tổng hợp số", summary.number),
        ("Mã kiểm tra", told["sha256"]), *(("Quy tắc", rule) for rule in told["rules"]),
        *((column["label"], column["about"]) for column in told["columns"]),
    ]  # fmt: skip
    _fill(_sheet(book, "Mô tả", ("Tên", "Nội dung")), lines)


def _sheet(book, name, heads):
    sheet = book.add_worksheet(name)
    sheet.set_column(0, len(heads) - 1, 28, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    return sheet


def _fill(sheet, lines):
    """Write `lines` below the head: numbers as numbers, all else as text that no spreadsheet runs."""
    number = 0
    for number, line in enumerate(lines, 1):
        for at, cell in enumerate(line):
            if isinstance(cell, int | Decimal):
                sheet.write_number(number, at, cell)
            elif cell is not None:
                sheet.write_string(number, at, str(cell))
    return number


def _free_name(part, taken):
    """A name for a sheet: at most 31 letters, none that Excel forbids, each once."""
    base = "".join(" " if sign in "[]:*?/\\" else sign for sign in part)[:28].strip("' ")
    name = next(
        one for n in range(1, 100) if (one := base if n == 1 else f"{base} {n}").casefold() not in taken
    )
    taken.add(name.casefold())
    return name


def words_of(summary, number, pieces):
    """Words of `summary`. number: how many comments stand; pieces: lists of rows of store.read_listed."""
    named = {None: "Toàn văn bản"} | {clause.clause_id: clause.title for clause in summary.clauses}
    return Words(
        number,
        (
            (
                named[row.clause_id],
                str(row.stance.label) if row.stance else "",
                row.proposed,
                row.reason,
                words.voices({row.audience.value if row.audience else "": 1}, summary),
                row.about,
            )
            for piece in pieces
            for row in piece
        ),
    )


WRITERS = {"xlsx": _write_xlsx, "csv": _write_csv, "zip": _write_zip, "json": _write_json}
