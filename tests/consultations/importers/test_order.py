from consultations.importers import WarningCode, parse_text


def ids(text):
    return [clause.id for clause in parse_text(text).clauses]


def codes(text):
    return [(warning.code, warning.at) for warning in parse_text(f"NỘI QUY\n{text}").warnings]


def test_an_article_without_a_full_stop_is_one_where_its_number_is_due():
    assert ids("Điều 1 Giờ đón\n1. Bảy giờ.\nĐiều 2 Giờ trả\n1. Năm giờ.") == [
        "D1", "D1.K1", "D2", "D2.K1",
    ]  # fmt: skip


def test_an_inserted_article_keeps_its_letter():
    text = "Điều 1. Đón trẻ\nSáng.\nĐiều 1a. Trả trẻ\nChiều.\nĐiều 2. Bếp\nTrưa."
    assert ids(text) == ["D1", "D1a", "D2"]
    assert codes(text) == []


def test_the_letter_i_follows_h_as_a_point():
    lines = "\n".join(f"{letter}) Việc của cô;" for letter in "abcdđeghik")
    assert ids(f"1. Các việc:\n{lines}")[-2:] == ["1.Pi", "1.Pk"]


def test_vietnamese_letters_come_without_a_warning():
    lines = "\n".join(f"{letter}) Việc của cô;" for letter in "abcdđeghiklmnopqrstuvxy")
    assert codes(f"1. Các việc:\n{lines}") == []


def test_latin_letters_are_kept_and_told_once():
    lines = "\n".join(f"{letter}) Việc của cô;" for letter in "abcdefg")
    assert codes(f"1. Các việc:\n{lines}") == [(WarningCode.LATIN_LETTERS, "1.Pe")]
    assert ids(f"1. Các việc:\n{lines}")[-1] == "1.Pg"


def test_a_number_used_twice_gives_two_clauses_and_a_warning():
    text = "I. Bếp\n1. Nấu.\nI. Kho\n1. Giữ.\nII. Bàn\n1. Lau."
    assert ids(text) == ["I", "I.1", "I-2", "I-2.1", "II", "II.1"]
    assert codes(text) == [(WarningCode.DUPLICATE_NUMBER, "I-2")]


def test_an_article_used_three_times_gives_three_ids():
    assert ids("Điều 1. Nấu ăn.\nĐiều 1. Chia ăn.\nĐiều 1. Dọn dẹp.") == ["D1", "D1-2", "D1-3"]


def test_a_skipped_number_is_kept_and_told():
    assert codes("I. Bếp\nII. Kho\nIV. Bàn\nV. Ghế") == [(WarningCode.NUMBER_ORDER, "IV")]


def test_a_misread_letter_is_kept_for_people_to_mend():
    text = "1. Các việc:\na) Nấu;\nb) Chia;\ng) Rửa;\nd) Dọn."
    assert ids(text) == ["1", "1.Pa", "1.Pb", "1.Pg", "1.Pd"]
    assert [code for code, _ in codes(text)] == [WarningCode.NUMBER_ORDER] * 2


def test_chapters_may_run_on_through_the_parts_or_begin_anew():
    run_on = "Phần I\nBẾP\nChương I\nKHO\nPhần II\nLỚP\nChương II\nGHẾ"
    anew = "Phần I\nBẾP\nChương I\nKHO\nPhần II\nLỚP\nChương I\nGHẾ"
    assert codes(run_on) == codes(anew) == []


def test_an_article_without_a_full_stop_is_words_where_its_number_is_not_due():
    assert ids("Điều 1 Giờ đón\n1. Bảy giờ.\nĐiều 9 Giờ trả\n2. Năm giờ.") == ["D1", "D1.K1", "D1.K2"]
