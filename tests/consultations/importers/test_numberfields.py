import pytest

from tests.consultations.importers.word import WordFile

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def number_field(instruction, result=None):
    said = f"{BEGIN}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    if result is not None:
        said += f"{SEPARATE}<w:r><w:t>{result}</w:t></w:r>"
    return said + END


def labels(*fields):
    file = WordFile().p("NỘI QUY")
    for one in fields:
        file.raw(f"<w:p>{one}<w:r><w:t>Rửa tay cho trẻ.</w:t></w:r></w:p>")
    return file.labels()


@pytest.mark.parametrize(
    "instructions, expected",
    [
        (["AUTONUM", "AUTONUM", "AUTONUMLGL"], ["1.", "2.", "1."]),
        (["AUTONUM \\* ROMAN", "AUTONUM \\* ROMAN \\s )"], ["I.", "II)"]),
        (["LISTNUM", "LISTNUM \\l 2", "LISTNUM \\l 2", "LISTNUM \\l 1"], ["1)", "a)", "b)", "2)"]),
        (["LISTNUM LegalDefault", "LISTNUM LegalDefault \\l 2"], ["1.", "1.1."]),
        (["LISTNUM OutlineDefault", "LISTNUM \"OutlineDefault\" \\l 3 \\s 1"], ["I.", "1."]),
    ],
)  # fmt: skip
def test_fields_count_as_word_shows_them(instructions, expected):
    assert labels(*map(number_field, instructions)) == expected


def test_a_result_that_the_file_holds_is_the_number():
    assert labels(number_field("AUTONUM", "1."), number_field("AUTONUM")) == ["1.", "2."]


def test_a_simple_field_counts_as_well():
    assert labels('<w:fldSimple w:instr=" AUTONUM "/>', '<w:fldSimple w:instr="AUTONUM"/>') == ["1.", "2."]
