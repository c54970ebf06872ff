"""Reads the bytes of an XLSX or CSV file into plain tables; knows nothing of rosters."""

import csv
import io
import zipfile
from dataclasses import dataclass

from core.errors import Refused
from core.i18n import _, _l
from core.text import nfc

MAX_ROWS = 20_000
#: What an XLSX may unpack to: a roster of a commune stays far below, a zip bomb does not.
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
NOT_A_TABLE = _l("Không đọc được tệp này. Xin dùng tệp Excel (.xlsx) hoặc CSV, như tệp mẫu.")
TOO_BIG = _l("Tệp có quá nhiều dòng hoặc quá lớn. Xin chia thành nhiều tệp.")


@dataclass(frozen=True)
class Table:
    """One sheet: its name ("" for CSV) and its rows of cells (text, number, date or None)."""

    name: str
    rows: list


def read_tables(data):
    """The tables in `data`, judged by content and not by the file's name. Raises Refused."""
    if data[:4] == b"PK\x03\x04":
        return _read_xlsx(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refused(
            _("Tệp Excel kiểu cũ hoặc có mật khẩu. Xin mở bằng Excel rồi lưu thành .xlsx không mật khẩu."),
            422,
        )
    return [Table("", _read_csv(data))]


def _read_xlsx(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise Refused(TOO_BIG, 422)
    except zipfile.BadZipFile:
        raise Refused(NOT_A_TABLE, 422) from None
    # Late: only imports need the reader.
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = [
            Table(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MAX_ROWS + 1))
            for name in book.sheet_names
        ]
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Refused(NOT_A_TABLE, 422) from None
    if any(len(table.rows) > MAX_ROWS for table in tables):
        raise Refused(TOO_BIG, 422)
    return tables


def _read_csv(data):
    text = decode(data)
    if "\x00" in text:
        raise Refused(NOT_A_TABLE, 422)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";\t,", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Refused(NOT_A_TABLE, 422) from None
    if len(rows) > MAX_ROWS:
        raise Refused(TOO_BIG, 422)
    return rows


def decode(data):
    """`data` as text: UTF-16 by its mark, UTF-8 if it is, else Windows-1258 (old Vietnamese Excel)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return nfc(data.decode("utf-16", errors="replace"))
    try:
        return nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return nfc(data.decode("cp1258", errors="replace"))
