"""One draft with everything an office types, as a Word file; `files/` has it in other formats.

Those were made from it by LibreOffice 7.4, which the tests do not need:
    python -m tests.consultations.importers.sample
"""

import subprocess
import tempfile
from pathlib import Path

from tests.consultations.importers.typewriter import Encoding, typed
from tests.consultations.importers.word import WordFile, abstract_num, level, num

FILES = Path(__file__).parent / "files"
FORMATS = {"doc": "doc", "pdf": "pdf", "rtf": "rtf", "html": "html", "txt": "txt:Text (encoded):UTF8"}

TASKS = [
    "Cô đón trẻ ở cửa lớp, hỏi cha mẹ về giấc ngủ và bữa ăn sáng của trẻ rồi ghi vào sổ theo dõi hằng ngày;",
    "Cha mẹ báo cho cô biết trước chín giờ khi trẻ nghỉ học, để nhà bếp kịp bớt suất ăn của ngày hôm ấy;",
    "Ai đón thay thì mang theo thẻ đón trẻ, trừ khi cha mẹ đã gọi điện cho cô giáo chủ nhiệm của lớp.",
]
OLD_WORDS = [
    "Quy chế có hiệu lực từ ngày ký, mọi người trong trường cùng thực hiện.",
    "Mỗi năm một lần, nhà trường lấy ý kiến để sửa đổi.",
]
LONG = (
    "Nhà trường công khai thực đơn, định lượng và tiền ăn của từng ngày ở bảng tin cạnh cổng chính; cha mẹ "
    "cùng xem, cùng góp ý và cử người tham gia giao nhận thực phẩm mỗi tuần một lần theo lịch đã gửi đầu năm."
)
_LOOKS = '<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t>'


def sample() -> WordFile:
    file = WordFile().numbering(
        abstract_num(
            1,
            level(0, "Chương %1", "upperRoman"),
            level(1, "Điều %2."),
            level(2, "%3."),
            level(3, "%4)", "lowerLetter"),
        ),
        num(1, 1),
        num(2, 1, start={2: 3}),
    )
    file.document.styles["Normal"].font.name = "Times New Roman"
    _side_by_side(file, ["TRƯỜNG MẦM NON HOA SEN\nSố: 15/QC-MNHS", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    _centred(file, "QUY CHẾ")
    _centred(file, "Phối hợp giữa nhà trường và gia đình")
    file.p("Căn cứ Điều lệ trường mầm non, nhà trường ban hành quy chế như sau:")
    _centred(file, "NHỮNG QUY ĐỊNH CHUNG", num=1)
    _bold(file, "Giờ đón và giờ trả", num=1, level=1)
    file.p("Trường đón trẻ từ bảy giờ đến tám giờ.", num=1, level=2)
    file.p("Khi đón trẻ:", num=1, level=2)
    for task in TASKS:
        file.p(task, num=1, level=3)
    file.p(LONG, num=1, level=2)
    _bold(file, "Phân công", num=1, level=1)
    file.p("Việc của từng người trong bảng dưới đây.", num=1, level=2)
    rows = [["TT", "Việc", "Người làm"], ["1", "Họp cha mẹ", "Cô Lan"], ["2", "Dán thực đơn", "Cô Mai"]]
    file.table(rows)
    file.document.tables[-1].style = "Table Grid"
    file.p("Đoạn này tiếp số ba sau một chỗ bỏ trống.", num=2, level=2)
    _centred(file, "ĐIỀU KHOẢN THI HÀNH", num=1)
    _bold(file, "Hiệu lực", num=1, level=1)
    _old(file, OLD_WORDS[0], ".VnTime", Encoding.TCVN3)
    _old(file, OLD_WORDS[1], "VNI-Times", Encoding.VNI)
    _side_by_side(file, ["Nơi nhận:\n- Cha mẹ trẻ;\n- Lưu: VT.", "HIỆU TRƯỞNG\nNguyễn Thị Hoa"])
    return file


def _centred(file, text, **numbered):
    _bold(file, text, **numbered)
    file.document.paragraphs[-1].alignment = 1


def _bold(file, text, **numbered):
    file.p(text, **numbered)
    file.document.paragraphs[-1].runs[0].bold = True


def _side_by_side(file, texts):
    table = file.document.add_table(1, len(texts))
    for cell, text in zip(table.rows[0].cells, texts, strict=True):
        cell.text = text


def _old(file, text, font, encoding):
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    run = _LOOKS.format(font=font, text=typed(text, encoding))
    file.raw(f"<w:p>{numbered}<w:r>{run}</w:r></w:p>")


def make() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sample.docx"
        source.write_bytes(sample().data())
        for convert in FORMATS.values():
            command = ["soffice", "--headless", "--convert-to", convert, "--outdir", FILES, source]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    make()
