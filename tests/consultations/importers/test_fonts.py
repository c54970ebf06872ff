import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.importers import WarningCode, fonts
from consultations.importers.fonts import TABLES, Encoding
from tests.consultations.importers.typewriter import typed
from tests.consultations.importers.word import WordFile, abstract_num, level, num

TCVN3, VNI = Encoding
SMALL = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
SENTENCES = [
    "Nhà trường tổ chức bữa ăn bán trú cho trẻ theo thực đơn dán ở cửa lớp.",
    "Cha mẹ đón trẻ trước mười bảy giờ, mời ký vào sổ của giáo viên chủ nhiệm.",
    "Những ý kiến góp ý được tổng hợp, giải trình rồi công khai ở bảng tin.",
]


@pytest.mark.parametrize("encoding", Encoding)
def test_every_small_letter_comes_back(encoding):
    assert fonts.to_unicode(typed(SMALL, encoding), encoding) == SMALL


def test_every_capital_of_vni_comes_back():
    assert fonts.to_unicode(typed(SMALL.upper(), VNI), VNI) == SMALL.upper()


def test_the_plain_capitals_of_tcvn3_come_back():
    assert fonts.to_unicode(typed("ĂÂĐÊÔƠƯ", TCVN3), TCVN3) == "ĂÂĐÊÔƠƯ"


@pytest.mark.parametrize("encoding", Encoding)
@given(text=st.text(st.sampled_from(SMALL + "abc XYZ,.;12\n")))
def test_a_text_typed_and_read_is_the_same(encoding, text):
    assert fonts.to_unicode(typed(text, encoding), encoding) == text


@pytest.mark.parametrize("encoding", Encoding)
@given(text=st.text())
def test_what_no_table_knows_stays(encoding, text):
    known = set("".join(TABLES[encoding]))
    kept = "".join(letter for letter in text if letter not in known and not "\uf020" <= letter <= "\uf0ff")
    assert fonts.to_unicode(kept, encoding) == kept


@pytest.mark.parametrize(
    "name, expected",
    [
        (".VnTime", (TCVN3, False)),
        (".VnTimeH", (TCVN3, True)),
        (".VnArial NarrowH", (TCVN3, True)),
        ("ABCDEF+.VnTime", (TCVN3, False)),
        ("VNI-Times", (VNI, False)),
        ("VNI Helve", (VNI, False)),
        ("Times New Roman", (None, False)),
        ("Vni", (None, False)),
        ("", (None, False)),
    ],
)
def test_a_font_is_known_by_its_name(name, expected):
    assert fonts.encoding_of(name) == expected


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_encoding_is_guessed_from_the_words(encoding, sentence):
    assert fonts.guess(typed(sentence, encoding)) is encoding


@pytest.mark.parametrize("text", [*SENTENCES, "Zalo, Facebook", "café crème", "có là và cho", ""])
def test_a_text_of_today_is_left_alone(text):
    assert fonts.modern(text) == (text, None)


@pytest.mark.parametrize("encoding", Encoding)
def test_lines_of_two_ages_stand_together(encoding):
    text = "\n".join([SENTENCES[0], typed(SENTENCES[1], encoding), "Zalo", SENTENCES[2]])
    assert fonts.modern(text) == ("\n".join([SENTENCES[0], SENTENCES[1], "Zalo", SENTENCES[2]]), encoding)


def run(text, font="", more=""):
    looks = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{looks}{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def read(*paragraphs):
    file = WordFile()
    for one in paragraphs:
        file.raw(one)
    return file.draft()


@pytest.mark.parametrize("encoding, font", [(TCVN3, ".VnTime"), (VNI, "VNI-Times")])
def test_runs_of_a_word_file_are_converted_by_their_font(encoding, font):
    sentence = "Cô đón trẻ, "
    draft = read(paragraph(run("1. "), run(typed(sentence, encoding), font), run("ở cửa lớp.")))
    assert draft.clauses[0].text == sentence + "ở cửa lớp."
    assert [(one.code, one.values) for one in draft.warnings if "fonts" in one.values] == [
        (WarningCode.OLD_FONT_CONVERTED, {"fonts": encoding.value})
    ]


def test_a_font_of_capitals_shows_capitals():
    draft = read(paragraph(run(typed("nội quy", TCVN3), ".VnTimeH")), paragraph(run("1. Đón trẻ")))
    assert draft.title == "NỘI QUY"


def test_the_capitals_of_a_run_are_of_its_letters_not_of_its_codes():
    draft = read(paragraph(run(typed("nội quy", TCVN3), ".VnTime", "<w:caps/>")), paragraph(run("1. Đón")))
    assert draft.title == "NỘI QUY"


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_mark_in_the_next_run_still_stands_on_its_letter(cut):
    text = typed("đường về", VNI)
    draft = read(paragraph(run("1. "), run(text[:cut], "VNI-Times"), run(text[cut:], "VNI-Times")))
    assert draft.clauses[0].text == "đường về"


def test_three_runs_of_one_letter_each_keep_all():
    pieces = [run(one, "VNI-Times") for one in typed("về ở đây ạ", VNI)]
    assert read(paragraph(run("1. "), *pieces)).clauses[0].text == "về ở đây ạ"


def test_the_font_of_a_style_counts_where_the_run_names_none():
    file = WordFile()
    file.document.styles["Normal"].font.name = ".VnTime"
    file.raw(paragraph(run(typed("1. Cô đón trẻ ở lớp.", TCVN3))))
    assert file.draft().clauses[0].text == "Cô đón trẻ ở lớp."


def test_unicode_typed_in_an_old_font_stays():
    words = ["1. Cô đón trẻ ở lớp.", "2. có là và cho", "3. Mời cha mẹ góp ý."]
    draft = read(*(paragraph(run(one, ".VnTime")) for one in words))
    assert [one.text for one in draft.clauses] == [one[3:] for one in words]
    assert not [one for one in draft.warnings if one.code is WarningCode.OLD_FONT_CONVERTED]


def test_an_old_text_whose_fonts_were_changed_is_known_by_its_words():
    draft = read(*(paragraph(run(f"{at}. {typed(one, TCVN3)}")) for at, one in enumerate(SENTENCES, 1)))
    assert [one.text for one in draft.clauses] == SENTENCES


def test_a_number_typed_in_an_old_font_is_converted():
    numbered = level(0, typed("Điều %1.", TCVN3)).replace(
        "</w:lvl>", '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:lvl>'
    )
    file = WordFile().numbering(abstract_num(1, numbered), num(1, 1))
    assert file.p("Giờ đón trẻ", num=1).labels() == ["Điều 1."]
