import pytest

from tests.consultations.importers.lists import CASES
from tests.consultations.importers.word import WordFile, abstract_num, level, num


def numbered(*definitions):
    return WordFile().numbering(*definitions)


@pytest.mark.parametrize("what", CASES)
def test_labels_are_those_that_are_printed(what):
    file, expected = CASES[what]
    found = {one.heading or one.text: one.label for one in file.draft().clauses}
    lines = (f"Việc của cô {at}" for at in range(expected.count("|") + 1))
    assert [found.get(line, "") for line in lines] == expected.split("|")


LAW = abstract_num(
    1,
    level(0, "Chương %1", "upperRoman"),
    level(1, "Điều %2."),
    level(2, "%3."),
    level(3, "%4)", "lowerLetter"),
    level(4, "", "bullet"),
)


def test_each_level_prints_its_own_label():
    file = numbered(LAW, num(1, 1))
    for at, text in enumerate(["QUY ĐỊNH CHUNG", "Giờ đón", "Đón từ 7 giờ.", "Trẻ ốm;", "Sốt"]):
        file.p(text, num=1, level=at)
    assert file.labels() == ["Chương I", "Điều 1.", "1.", "a)", "-"]


def test_a_deeper_list_starts_anew_under_each_outer_number():
    file = numbered(LAW, num(1, 1))
    for at, text in [
        (1, "Đón trẻ"),
        (2, "Cô đón."),
        (2, "Cô ghi sổ."),
        (1, "Trả trẻ"),
        (2, "Cô trả."),
    ]:
        file.p(text, num=1, level=at)
    assert file.labels() == ["Điều 1.", "1.", "2.", "Điều 2.", "1."]


def test_articles_run_on_through_chapters_when_their_level_never_restarts():
    never = abstract_num(1, level(0, "Chương %1", "upperRoman"), level(1, "Điều %2.", restart=0))
    file = numbered(never, num(1, 1))
    for at, text in [(0, "ĐÓN TRẺ"), (1, "Giờ đón"), (0, "TRẢ TRẺ"), (1, "Giờ trả")]:
        file.p(text, num=1, level=at)
    assert file.labels() == ["Chương I", "Điều 1.", "Chương II", "Điều 2."]


def test_a_level_may_restart_only_after_a_level_further_out():
    levels = [
        level(0, "%1.", "upperRoman"),
        level(1, "%2."),
        level(2, "%3)", "lowerLetter", restart=1),
    ]
    file = numbered(abstract_num(1, *levels), num(1, 1))
    for at in (0, 1, 2, 1, 2, 0, 1, 2):
        file.p("Bữa ăn", num=1, level=at)
    assert file.labels() == ["I.", "1.", "a)", "2.", "b)", "II.", "1.", "a)"]


def test_a_second_list_of_the_same_definition_goes_on_counting():
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1), num(2, 1))
    file.p("Rửa tay.", num=1).p("Lau mặt.", num=2)
    assert file.labels() == ["1.", "2."]


def test_a_start_override_starts_anew_once():
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1), num(2, 1, start={0: 1}))
    file.p("Rửa tay.", num=1).p("Lau mặt.", num=1).p("Ăn sáng.", num=2).p("Ngủ trưa.", num=2)
    assert file.labels() == ["1.", "2.", "1.", "2."]


def test_an_override_may_replace_the_whole_level():
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "Điều %1.")}</w:lvlOverride>'
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1, overrides=replaced))
    assert file.p("Giờ đón trẻ", num=1).labels() == ["Điều 1."]


def test_legal_numbering_prints_outer_roman_numerals_as_digits():
    levels = [level(0, "%1.", "upperRoman"), level(1, "%1.%2.", legal=True)]
    file = numbered(abstract_num(1, *levels), num(1, 1))
    file.p("MỤC ĐÍCH", num=1).p("Yêu cầu", num=1, level=1)
    assert file.labels() == ["I.", "1.1."]


def test_an_outer_level_not_met_yet_prints_its_start():
    levels = [level(0, "%1.", start=3), level(1, "%1.%2.")]
    file = numbered(abstract_num(1, *levels), num(1, 1))
    assert file.p("Khẩu phần", num=1, level=1).labels() == ["3.1."]


@pytest.mark.parametrize(
    "numeral_format, count, label",
    [
        ("decimalZero", 1, "01."),
        ("lowerRoman", 4, "iv."),
        ("upperLetter", 3, "C."),
        ("lowerLetter", 28, "bb."),
        ("cardinalText", 2, "Hai."),
        ("vietnameseCounting", 15, "mười lăm."),
        ("ordinalText", 1, "Thứ nhất."),
        ("decimalEnclosedParen", 2, "(2)."),
        ("upperRoman", 44, "XLIV."),
        ("chosung", 3, "3."),
    ],
)
def test_numerals_are_printed_in_the_format_of_their_level(numeral_format, count, label):
    file = numbered(abstract_num(1, level(0, "%1.", numeral_format)), num(1, 1))
    for _ in range(count):
        file.p("Bữa phụ", num=1)
    assert file.labels()[-1] == label


def test_a_level_without_numerals_prints_only_its_words():
    file = numbered(abstract_num(1, level(0, "%1Lưu ý:", "none")), num(1, 1))
    assert file.p("Trẻ dị ứng.", num=1).labels() == ["Lưu ý:"]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it():
    levels = [
        level(0, "Chương %1", "upperRoman", style="Chuong"),
        level(1, "Điều %2.", style="Dieu"),
    ]
    file = numbered(abstract_num(1, *levels), num(1, 1))
    file.style("Chuong", num=1).style("Dieu", num=1)
    file.p("ĐÓN TRẺ", style="Chuong").p("Giờ đón", style="Dieu")
    assert file.labels() == ["Chương I", "Điều 1."]


def test_a_style_inherits_the_number_of_the_style_it_is_based_on():
    file = numbered(abstract_num(1, level(0, "Điều %1.", style="Dieu")), num(1, 1))
    file.style("Dieu", num=1).style("Dieu2", based_on="Dieu")
    assert file.p("Giờ đón", style="Dieu").p("Giờ trả", style="Dieu2").labels() == [
        "Điều 1.",
        "Điều 2.",
    ]


def test_a_paragraph_can_switch_off_the_number_of_its_style():
    file = numbered(abstract_num(1, level(0, "Điều %1.", style="Dieu")), num(1, 1))
    file.style("Dieu", num=1)
    file.p("Giờ đón", style="Dieu").p("Cô đón trẻ tại lớp.", style="Dieu", num=0)
    assert file.labels() == ["Điều 1."]


def test_styles_based_on_each_other_in_a_circle_end():
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1))
    file.style("A").style("B", based_on="A")
    file.document.styles["A"].base_style = file.document.styles["B"]
    assert file.p("Giờ đón trẻ.", style="A").draft().clauses[0].text == "Giờ đón trẻ."


def test_a_list_may_take_its_definition_from_a_numbering_style():
    file = numbered(abstract_num(1, level(0, "%1.")), abstract_num(2, link="Khoan"), num(1, 1), num(2, 2))
    file.style("Khoan", num=1)
    assert file.p("Rửa tay.", num=2).labels() == ["1."]


@pytest.mark.parametrize("missing", [7, 99])
def test_a_list_that_does_not_exist_gives_no_label(missing):
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1), num(7, 55))
    assert file.p("Rửa tay.", num=missing).draft().clauses[0].text == "Rửa tay."


def test_a_full_stop_typed_after_the_number_belongs_to_the_label():
    file = numbered(abstract_num(1, level(0, "Điều %1")), num(1, 1))
    clause = file.p(". Giờ đón trẻ", num=1).p("Đón từ 7 giờ.").draft().clauses[0]
    assert (clause.label, clause.heading, clause.text) == (
        "Điều 1.",
        "Giờ đón trẻ",
        "Đón từ 7 giờ.",
    )


def test_an_automatic_number_of_another_kind_keeps_its_label():
    file = numbered(abstract_num(1, level(0, "Bước %1:")), num(1, 1))
    clause = file.p("Rửa tay.", num=1).draft().clauses[0]
    assert (clause.kind.value, clause.label, clause.text) == ("text", "Bước 1:", "Rửa tay.")


def test_a_number_without_a_mark_is_a_clause_when_word_gave_it():
    file = numbered(abstract_num(1, level(0, "%1")), num(1, 1))
    assert file.p("Rửa tay.", num=1).draft().clauses[0].kind.value == "item"


def test_an_empty_paragraph_takes_a_number_as_in_word():
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1))
    assert file.p("Rửa tay.", num=1).p("", num=1).p("Ăn sáng.", num=1).labels() == ["1.", "3."]


def test_a_hidden_paragraph_takes_no_number():
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1))
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    hidden = f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>Bí mật.</w:t></w:r></w:p>"
    assert file.p("Rửa tay.", num=1).raw(hidden).p("Ăn sáng.", num=1).labels() == ["1.", "2."]


def test_a_deleted_paragraph_takes_no_number_and_leaves_the_next_one_its_own():
    file = numbered(abstract_num(1, level(0, "%1.")), num(1, 1))
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    run = '<w:del w:id="2"><w:r><w:delText>Cũ.</w:delText></w:r></w:del>'
    gone = f"<w:p><w:pPr>{listed}</w:pPr>{run}</w:p>"
    assert file.p("Rửa tay.", num=1).raw(gone).p("Ăn sáng.", num=1).labels() == ["1.", "2."]


def test_an_inserted_number_counts_and_the_one_before_the_change_does_not():
    file = numbered(abstract_num(1, level(0, "%1."), level(1, "%2)", "lowerLetter")), num(1, 1))
    now = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/><w:ins w:id="3"/></w:numPr>'
    before = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    change = f'<w:pPrChange w:id="4"><w:pPr>{before}</w:pPr></w:pPrChange>'
    changed = f"<w:p><w:pPr>{now}{change}</w:pPr><w:r><w:t>Lau mặt.</w:t></w:r></w:p>"
    assert file.p("Rửa tay.", num=1).raw(changed).labels() == ["1.", "a)"]


@pytest.mark.parametrize(
    "glyph, font, label",
    [("\uf0b7", "Symbol", "-"), ("§", "Wingdings", "-"), ("v", "Wingdings", "-"), ("ü", "Wingdings", "-"),
     ("", "", "-"), ("+", "Times New Roman", "+"), ("•", "Calibri", "•"), ("*", "", "*"), ("x", "Arial", "-"),
     ("o", "Courier New", "o")],
)  # fmt: skip
def test_a_bullet_is_never_taken_for_a_letter(glyph, font, label):
    file = numbered(abstract_num(1, level(0, glyph, "bullet", font=font)), num(1, 1))
    clause = file.p("Rửa tay.", num=1).draft().clauses[0]
    assert (clause.kind.value, clause.label) == ("bullet", label)


def test_a_format_of_its_own_prints_leading_zeros():
    own = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    file = numbered(abstract_num(1, own), num(1, 1))
    assert file.p("Rửa tay.", num=1).labels() == ["001."]


@pytest.mark.parametrize(
    "printed, kind",
    [
        ("Khoản %1.", "item"),
        ("Phần thứ %1", "part"),
        ("Mục %1.", "section"),
        ("%1)", "item"),
        ("Câu %1.", "text"),
    ],
)
def test_words_before_an_automatic_number_say_what_it_is(printed, kind):
    numeral_format = "vietnameseCounting" if "thứ" in printed else "decimal"
    file = numbered(abstract_num(1, level(0, printed, numeral_format)), num(1, 1))
    assert [one.kind.value for one in file.p("Đón trẻ", num=1).draft().clauses] == [kind]
