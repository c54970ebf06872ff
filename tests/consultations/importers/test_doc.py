import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.importers import RefusalCode, UnreadableDraft, WarningCode, read_draft
from consultations.importers.docfile import modifiers
from tests.consultations.importers.sample import FILES, OLD_WORDS, sample

DATA = (FILES / "sample.doc").read_bytes()
# Where the main stream stands in the file, by its first two bytes and its version.
HEADER = DATA.index(b"\xec\xa5\x01\x01")


def changed(at, value):
    return DATA[: HEADER + at] + value + DATA[HEADER + at + len(value) :]


def refusal(data):
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(data, "quy-che.doc")
    return caught.value.code


def test_a_word_97_file_reads_as_the_word_file_it_was_made_from():
    assert read_draft(DATA, "quy-che.doc") == sample().draft()


def test_its_automatic_numbers_are_read():
    labels = [clause.label for clause in read_draft(DATA, "").clauses if clause.label]
    assert labels == [
        "Chương I", "Điều 1.", "1.", "2.", "a)", "b)", "c)", "3.",
        "Điều 2.", "1.", "3.", "Chương II", "Điều 1.", "1.", "2.",
    ]  # fmt: skip


def test_its_old_fonts_are_read_run_by_run():
    draft = read_draft(DATA, "")
    assert [clause.text for clause in draft.clauses[-2:]] == OLD_WORDS
    told = [one.values for one in draft.warnings if one.code is WarningCode.OLD_FONT_CONVERTED]
    assert told == [{"fonts": "TCVN3, VNI"}]


def test_a_word_97_file_is_known_by_its_content():
    assert read_draft(DATA, "quy-che.docx") == read_draft(DATA, "quy-che.txt") == read_draft(DATA, "x")


def test_a_password_and_an_older_word_are_told_apart():
    assert refusal(changed(0x0B, b"\x13")) is RefusalCode.PASSWORD
    assert refusal(changed(0x02, b"\x65\x00")) is RefusalCode.OLD_WORD


def test_a_workbook_is_no_word_file():
    renamed = DATA.replace("WordDocument".encode("utf-16-le"), "WorkbookXXXX".encode("utf-16-le"))
    assert refusal(renamed) is RefusalCode.NOT_WORD


def test_a_new_file_with_a_password_says_so():
    names = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
    at = DATA.index(names[1])
    locked = DATA[:at] + names[0] + b"\0" * 32 + b"\x22" + DATA[at + 65 :]
    assert refusal(locked) is RefusalCode.PASSWORD


@pytest.mark.parametrize("at", [0x4C, 0x1A2, 0xFA, 0x102, 0x2E2, 0xA2])
def test_a_number_that_lies_is_damage_or_nothing(at):
    for value in (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x01\x00\x00\x00"):
        try:
            read_draft(changed(at, value), "")
        except UnreadableDraft as refused:
            assert refused.code in (RefusalCode.DAMAGED, RefusalCode.EMPTY, RefusalCode.TOO_BIG)


@given(st.binary(max_size=200))
def test_any_bytes_make_a_list_of_modifiers(said):
    assert sum(2 + len(operand) for _, operand in modifiers(said)) <= len(said)


def test_the_count_of_characters_lies_no_further_than_the_file():
    assert refusal(changed(0x4C, (1 << 30).to_bytes(4, "little"))) is RefusalCode.DAMAGED
