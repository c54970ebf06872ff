"""The template of a roster: two sheets with example rows that nobody can take for real people."""

from io import BytesIO

SHEETS = {
    "Trẻ": (
        ("Mã trẻ", "Họ và tên", "Ngày sinh", "Lớp", "Khối", "Mã gia đình"),
        (
            ("VD-T1", "Trẻ Ví Dụ Một", "15/03/2022", "4 tuổi A", "4-5 tuổi", "VD-GD1"),
            ("VD-T2", "Trẻ Ví Dụ Hai", "02/09/2023", "3 tuổi A", "3-4 tuổi", "VD-GD1"),
            ("VD-T3", "Trẻ Ví Dụ Ba", "20/11/2021", "4 tuổi A", "4-5 tuổi", ""),
        ),
    ),
    "Nhân sự": (
        ("Mã nhân sự", "Họ và tên", "Vai trò", "Lớp chủ nhiệm", "Tên đăng nhập"),
        (
            ("VD-NS1", "Giáo Viên Ví Dụ Một", "Giáo viên", "4 tuổi A", "vidu.giaovien"),
            ("VD-NS2", "Nhân Viên Ví Dụ Hai", "Nhân viên", "", "vidu.nhanvien"),
            ("VD-NS3", "Hiệu Trưởng Ví Dụ Ba", "Hiệu trưởng", "", "vidu.hieutruong"),
        ),
    ),
}


def roster_template():
    """The XLSX as bytes. Words are Vietnamese whatever the visitor's language: the import reads them."""
    # Late: only this download needs the writer.
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8F1E3", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        for name, (header, rows) in SHEETS.items():
            sheet = book.add_worksheet(name)
            # As text: else a code such as 0012 loses its zeros.
            sheet.set_column(0, len(header) - 1, 22, text)
            sheet.write_row(0, 0, header, bold)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row, text)
    return out.getvalue()
