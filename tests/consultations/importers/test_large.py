"""Drafts that are large or odd in shape are read like any other; `make bench` has the times."""

from consultations.importers import WarningCode, parse_text
from tests.consultations.importers.word import WordFile, abstract_num, level, num


def test_ten_thousand_paragraphs_without_a_number_are_ten_thousand_clauses():
    draft = parse_text("\n\n".join(f"Trẻ của lớp {n} được ăn sáng đúng giờ." for n in range(10_000)))
    assert len(draft.clauses) == 10_000
    assert WarningCode.NO_NUMBERING in [one.code for one in draft.warnings]


def test_a_clause_of_fifty_thousand_characters_is_one_clause():
    words = "Trẻ được ăn sáng, ngủ trưa và chơi ngoài trời; " * 1_100
    draft = parse_text(f"NỘI QUY\nĐiều 1. Bữa ăn\n1. {words}.\n2. Hết.")
    assert [one.id for one in draft.clauses] == ["D1", "D1.K1", "D1.K2"]
    assert len(draft.clauses[1].text) > 50_000


def test_every_level_of_word_inside_the_one_before():
    file = WordFile().numbering(abstract_num(1, *(level(at, f"%{at + 1}.") for at in range(9))), num(1, 1))
    for _ in range(20):
        for at in (*range(9), *reversed(range(9))):
            file.p("Việc của cô.", num=1, level=at)
    assert len(file.draft().clauses) == 360


def test_tables_inside_tables_end():
    cell = "<w:p><w:r><w:t>Bếp của trường</w:t></w:r></w:p>"
    for _ in range(40):
        row = f"<w:tr><w:tc>{cell}</w:tc><w:tc><w:p><w:r><w:t>Ghi sổ</w:t></w:r></w:p></w:tc></w:tr>"
        cell = f"<w:tbl>{row}</w:tbl><w:p/>"
    text = WordFile().raw(cell.removesuffix("<w:p/>")).draft().clauses[0].text
    assert text.count("Bếp của trường") == 1 and text.count("Ghi sổ") == 40


def test_every_word_of_a_letter_on_its_own_list_is_kept():
    letters = "\n".join(f"{'abcd'[n % 4]}) Chị Đỗ {n},\n1. Bạn Vũ {n}," for n in range(500))
    words = " ".join(f"{one.heading} {one.text}" for one in parse_text(f"NỘI QUY\n{letters}").clauses)
    assert all(f"Chị Đỗ {n}," in words and f"Bạn Vũ {n}," in words for n in range(500))
