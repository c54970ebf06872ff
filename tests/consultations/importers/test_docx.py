import pytest

from consultations.importers import RefusalCode, UnreadableDraft, WarningCode
from tests.consultations.importers.word import WordFile, abstract_num, level, num


def run(text, looks=""):
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(words):
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def paragraph(*inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def read(*paragraphs):
    file = WordFile()
    for one in paragraphs:
        file.raw(one)
    return file.draft()


def texts(*paragraphs):
    return [one.text for one in read(*paragraphs).clauses]


def codes(draft):
    return [warning.code for warning in draft.warnings]


def test_a_word_file_gives_the_same_draft_as_its_text():
    file = WordFile().p("NỘI QUY").p("ĐÓN TRẢ TRẺ").p("I. GIỜ GIẤC").p("1. Đón từ 7 giờ.")
    draft = file.draft()
    assert draft.title == "NỘI QUY ĐÓN TRẢ TRẺ"
    assert [one.id for one in draft.clauses] == ["I", "I.1"]


def test_paragraphs_are_never_joined():
    assert len(texts(paragraph(run("Đón trẻ ở")), paragraph(run("cổng trước.")))) == 2


def test_layout_tables_become_head_and_foot_cell_by_cell():
    file = WordFile()
    file.table(
        [
            [
                "TRƯỜNG MẦM NON HOA SEN\nSố: 5/NQ-MN",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ]
        ]
    )
    file.p("NỘI QUY").p("1. Đón từ 7 giờ.")
    file.table([["Nơi nhận:\n- Cha mẹ trẻ;\n- Lưu VT.", "HIỆU TRƯỞNG\n\nTrần Thị Sen"]])
    draft = file.draft()
    assert draft.head.splitlines() == [
        "TRƯỜNG MẦM NON HOA SEN",
        "Số: 5/NQ-MN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert draft.foot.splitlines() == [
        "Nơi nhận:",
        "- Cha mẹ trẻ;",
        "- Lưu VT.",
        "HIỆU TRƯỞNG",
        "Trần Thị Sen",
    ]
    assert len(draft.clauses) == 1


def test_the_rows_of_a_table_are_words_of_the_clause_above():
    file = WordFile().p("1. Giờ ăn như sau:").table([["1. Sáng", "7 giờ"], ["2. Trưa", "10 giờ"]])
    assert [one.text for one in file.draft().clauses] == [
        "Giờ ăn như sau:\n1. Sáng | 7 giờ\n2. Trưa | 10 giờ"
    ]


def test_a_table_under_a_heading_is_one_clause():
    file = WordFile().p("I. GIỜ ĂN").table([["Sáng", "7 giờ"], ["Trưa", "10 giờ"]]).p("II. GIỜ NGỦ")
    assert [(one.id, one.text) for one in file.draft().clauses] == [
        ("I", ""),
        ("I.t1", "Sáng | 7 giờ\nTrưa | 10 giờ"),
        ("II", ""),
    ]


def test_a_dated_table_is_no_letterhead():
    rows = [["Khám", "ngày 5 tháng 9 năm 2025"], ["Cân", "ngày 9 tháng 9 năm 2025"]]
    assert WordFile().p("1. Lịch khám:").table(rows).draft().clauses[0].text.count(" | ") == 2


def test_a_frame_of_one_cell_may_hold_clauses():
    file = WordFile().table([["NỘI QUY\n1. Rửa tay.\n2. Xếp hàng."]])
    assert [one.id for one in file.draft().clauses] == ["1", "2"]


def test_numbers_inside_a_table_go_on_counting():
    file = WordFile().numbering(abstract_num(1, level(0, "%1.")), num(1, 1))
    file.p("Rửa tay.", num=1).table([["", ""]])
    cell = file.document.tables[0].cell(0, 0).paragraphs[0]
    cell.text = "Lau mặt."
    source = WordFile().numbering(abstract_num(1, level(0, "%1.")), num(1, 1)).p("x", num=1)
    cell._p.insert(0, source.document.paragraphs[0]._p.pPr)
    file.p("Ăn sáng.", num=1)
    draft = file.draft()
    assert [one.label for one in draft.clauses] == ["1.", "3."]
    assert "2. Lau mặt." in draft.clauses[0].text


def test_tracked_insertions_count_and_deletions_do_not():
    deleted = '<w:del w:id="1"><w:r><w:delText>sáu</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("bảy")}</w:ins>'
    draft = read(paragraph(run("Đón từ "), deleted, inserted, run(" giờ.")))
    assert [one.text for one in draft.clauses] == ["Đón từ bảy giờ."]
    assert WarningCode.CHANGES_ACCEPTED in codes(draft)


def test_a_moved_passage_stands_only_where_it_went():
    away = f'<w:moveFrom w:id="1">{run("Rửa tay.")}</w:moveFrom>'
    here = f'<w:moveTo w:id="2">{run("Rửa tay.")}</w:moveTo>'
    assert texts(paragraph(away), paragraph(run("Ăn.")), paragraph(here)) == ["Ăn.", "Rửa tay."]


def test_paragraphs_whose_break_was_deleted_are_one():
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    first = paragraph(run("Đón từ "), properties=gone)
    assert texts(first, paragraph(run("bảy giờ."))) == ["Đón từ bảy giờ."]


def test_a_deleted_row_is_no_row():
    file = WordFile().p("1. Giờ ăn:").table([["Sáng", "7 giờ"], ["Tối", "18 giờ"]])
    row = file.document.tables[0].rows[1]._tr
    deleted = WordFile().raw("<w:trPr><w:del w:id='1'/></w:trPr>").document.element.body[0]
    row.insert(0, deleted)
    assert file.draft().clauses[0].text == "Giờ ăn:\nSáng | 7 giờ"


def test_a_field_gives_its_result_and_not_its_instruction():
    parts = [field("begin"), instruction("REF x"), field("separate"), run("Điều 5"), field("end")]
    assert texts(paragraph(run("Theo "), *parts, run(" nội quy."))) == ["Theo Điều 5 nội quy."]


def test_an_instruction_that_never_ends_swallows_nothing():
    assert texts(paragraph(field("begin"), instruction("REF")), paragraph(run("Rửa tay."))) == ["Rửa tay."]


def contents(*, ended=True):
    return [
        paragraph(field("begin"), instruction("TOC \\o"), field("separate"), run("I. BẾP 3")),
        paragraph(run("II. KHO 5"), field("end") if ended else ""),
    ]


def test_a_table_of_contents_is_skipped_and_told():
    draft = read(*contents(), paragraph(run("I. BẾP")), paragraph(run("Nấu chín.")))
    assert [one.id for one in draft.clauses] == ["I", "I.t1"]
    assert WarningCode.CONTENTS_SKIPPED in codes(draft)


def test_a_table_of_contents_that_never_ends_takes_nothing_with_it():
    draft = read(*contents(ended=False), paragraph(run("Nấu chín.")))
    assert draft.clauses[-1].text == "Nấu chín."


def test_a_table_of_contents_in_a_building_block_is_skipped():
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    block = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>"
        f"<w:sdtContent>{paragraph(run('I. BẾP 3'))}</w:sdtContent></w:sdt>"
    )
    assert texts(block, paragraph(run("Nấu chín."))) == ["Nấu chín."]


def test_a_content_control_and_a_link_keep_their_words():
    block = f"<w:sdt><w:sdtContent>{paragraph(run('Rửa tay.'))}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('Zalo của lớp.')}</w:hyperlink>"
    assert texts(block, paragraph(link)) == ["Rửa tay.", "Zalo của lớp."]


def test_a_text_box_is_read_once_though_word_writes_it_twice():
    box = f"<w:txbxContent>{paragraph(run('Rửa tay.'))}</w:txbxContent>"
    twice = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert texts(paragraph(run("Lau mặt."), f"<w:r>{twice}</w:r>")) == ["Lau mặt.", "Rửa tay."]


def test_tabs_hyphens_and_symbols_become_plain_characters():
    inner = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:tab/><w:t>Rửa tay theo bước 1</w:t>'
        "<w:noBreakHyphen/><w:t>6.</w:t></w:r>"
    )
    draft = read(paragraph(inner))
    assert [(one.kind.value, one.label, one.text) for one in draft.clauses] == [
        ("bullet", "-", "Rửa tay theo bước 1-6.")
    ]


def test_a_line_break_parts_clauses_but_not_a_sentence():
    inner = "<w:r><w:t>1. Đón trẻ</w:t><w:br/><w:t>tại lớp.</w:t><w:br/><w:t>2. Trả trẻ.</w:t></w:r>"
    assert texts(paragraph(inner)) == ["Đón trẻ tại lớp.", "Trả trẻ."]


def test_hidden_words_are_left_out_and_told():
    draft = read(paragraph(run("Rửa tay."), run("Bí mật.", "<w:vanish/>")))
    assert [one.text for one in draft.clauses] == ["Rửa tay."]
    assert WarningCode.HIDDEN_SKIPPED in codes(draft)


def test_words_set_in_capitals_are_read_as_printed():
    assert read(paragraph(run("Nội quy", "<w:caps/>")), paragraph(run("1. Rửa tay."))).title == "NỘI QUY"


def test_a_lone_page_number_is_dropped_and_told():
    draft = read(paragraph(run("1. Rửa tay.")), paragraph(run("2")), paragraph(run("2. Lau mặt.")))
    assert [one.text for one in draft.clauses] == ["Rửa tay.", "Lau mặt."]
    assert WarningCode.PAGE_NUMBERS_DROPPED in codes(draft)


def test_a_short_sentence_in_bold_over_a_paragraph_is_a_heading():
    bold = run("1. Giờ đón trẻ.", "<w:b/>")
    clause = read(paragraph(bold), paragraph(run("Từ 7 giờ."))).clauses[0]
    assert clause.heading == "Giờ đón trẻ."


def test_a_file_without_words_is_refused():
    with pytest.raises(UnreadableDraft) as caught:
        WordFile().p("").draft()
    assert caught.value.code is RefusalCode.EMPTY


GRID = '<w:tblBorders><w:top w:val="single"/><w:insideV w:val="single"/></w:tblBorders>'


def ruled(rows):
    """A table with lines around its cells, as the tables with data have."""
    cells = ("".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in row) for row in rows)
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr>{GRID}</w:tblPr>{inner}</w:tbl>"


def test_numbers_alone_in_their_cells_are_no_page_numbers():
    rows = [["TT", "Họ tên"], ["1", "Trần Sen"], ["2", "Lê Mai"], ["3", "Vũ Lan"]]
    draft = read(paragraph(run("1. Phân công:")), ruled(rows))
    assert draft.clauses[0].text == "Phân công:\nTT | Họ tên\n1 | Trần Sen\n2 | Lê Mai\n3 | Vũ Lan"
    assert WarningCode.PAGE_NUMBERS_DROPPED not in codes(draft)


def test_a_ruled_table_of_offices_is_data_and_no_signature():
    rows = [["Trần Sen", "Hiệu trưởng", "Chỉ đạo chung"], ["Lê Mai", "Tổ trưởng", "Ghi sổ"]]
    draft = read(paragraph(run("1. Phân công:")), ruled(rows))
    assert draft.clauses[0].text.splitlines()[1:] == [" | ".join(row) for row in rows]
    assert draft.foot == ""


def test_a_column_of_cells_is_read_as_paragraphs():
    column = ruled([["1. Rửa tay."], ["2. Xếp hàng."]])
    assert texts(column) == ["Rửa tay.", "Xếp hàng."]


def test_a_letterhead_keeps_its_place_though_somebody_left_its_lines():
    rows = [["TRƯỜNG MẦM NON HOA SEN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    draft = read(ruled(rows), paragraph(run("NỘI QUY")), paragraph(run("1. Rửa tay.")))
    assert draft.head.splitlines() == rows[0]


def test_signs_of_picture_fonts_are_read_as_what_they_show():
    def sign(font, code):
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    signs = [sign("Symbol", "F0B3"), run(" 5 "), sign("Symbol", "F0B0"), run("C "), sign("Wingdings", "F0A8")]
    assert texts(paragraph(run("Tủ lạnh "), *signs, run(" đạt"))) == ["Tủ lạnh ≥ 5 °C ☐ đạt"]


def test_pictures_equations_and_embedded_documents_are_told_and_lines_are_not():
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    art = "http://schemas.openxmlformats.org/drawingml/2006/main"
    picture = f'<w:r><w:drawing><a:blip xmlns:a="{art}"/></w:drawing></w:r>'
    line = f'<w:r><w:drawing><a:prstGeom xmlns:a="{art}" prst="line"/></w:drawing></w:r>'
    formula = f'<m:oMath xmlns:m="{math}"><m:r><m:t>S = 1,5 x trẻ</m:t></m:r></m:oMath>'
    draft = read(paragraph(run("Diện tích "), formula, picture, line), "<w:altChunk/>")
    assert draft.clauses[0].text == "Diện tích S = 1,5 x trẻ"
    found = {one.code: one.values.get("count") for one in draft.warnings}
    assert found[WarningCode.PICTURES_LEFT_OUT] == 1
    assert found[WarningCode.EQUATIONS_FLATTENED] == 1
    assert found[WarningCode.EMBEDDED_LEFT_OUT] == 1


def test_a_paragraph_whose_break_was_deleted_before_a_table_stays_before_it():
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    draft = read(paragraph(run("1. Phân công:"), properties=gone), ruled([["Sen", "bếp"], ["Mai", "sân"]]))
    assert draft.clauses[0].text == "Phân công:\nSen | bếp\nMai | sân"
    assert WarningCode.CHANGES_ACCEPTED in codes(draft)


def test_comments_are_no_words_of_the_draft():
    marks = '<w:commentRangeStart w:id="0"/>', '<w:r><w:commentReference w:id="0"/></w:r>'
    assert texts(paragraph(marks[0], run("Rửa tay."), marks[1])) == ["Rửa tay."]


def test_words_in_smart_tags_and_nested_links_are_kept():
    inner = f'<w:smartTag w:element="place">{run("Hoa Mai")}</w:smartTag>'
    fields = (
        field("begin") + instruction('HYPERLINK "x"') + field("separate") + run(" theo sổ") + field("end")
    )
    assert texts(paragraph(run("Tại "), inner, fields, run("."))) == ["Tại Hoa Mai theo sổ."]


def test_nothing_nobody_sees_is_left_in_the_words():
    inner = "<w:r><w:t>Rửa\u00a0tay</w:t><w:softHyphen/><w:t>\u200b\u00ad sạch\ufeff.</w:t></w:r>"
    assert texts(paragraph(inner)) == ["Rửa tay sạch."]


def test_a_section_break_changes_nothing():
    broken = "<w:sectPr><w:pgNumType w:start='1'/></w:sectPr>"
    assert texts(paragraph(run("1. Rửa tay."), properties=broken), paragraph(run("2. Lau mặt."))) == [
        "Rửa tay.",
        "Lau mặt.",
    ]
