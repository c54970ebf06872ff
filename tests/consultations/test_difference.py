"""The readable difference says exactly what was there and what is there now."""

from hypothesis import given
from hypothesis import strategies as st

from consultations.difference import LONG_SAME, runs_of

texts = st.lists(st.sampled_from(["trẻ", "đến", "lớp", "giờ", "7", "8", "\n"]), max_size=60).map(" ".join)


def words(runs, *kinds):
    return " ".join(run.text for run in runs if run.kind in kinds).split()


@given(texts, texts, st.booleans())
def test_both_wordings_can_be_read_out_of_it(old, new, fold):
    runs = runs_of(old, new, fold=fold)
    assert words(runs, "same", "skipped", "removed") == old.split()
    assert words(runs, "same", "skipped", "added") == new.split()
    assert all(run.text for run in runs)


@given(texts)
def test_the_same_words_do_not_differ(text):
    assert {run.kind for run in runs_of(text, text)} <= {"same"}


def test_a_changed_hour_is_all_that_is_marked():
    runs = runs_of("Trả trẻ trước 17 giờ hằng ngày.", "Trả trẻ trước 17 giờ 30 hằng ngày.")
    assert [(run.kind, run.text) for run in runs] == [
        ("same", "Trả trẻ trước 17 giờ"),
        ("added", "30"),
        ("same", "hằng ngày."),
    ]


def test_one_equal_word_between_two_changes_is_not_picked_out():
    runs = runs_of("cô giáo nhận trẻ ở cổng lớn", "cô giáo đón bé ở sân sau")
    assert [run.kind for run in runs] == ["same", "removed", "added"]


def test_two_texts_about_different_things_are_told_apart_whole():
    runs = runs_of("Gia đình gửi thuốc kèm đơn của bác sĩ.", "Sân chơi mở đến 18 giờ.")
    assert [run.kind for run in runs] == ["removed", "added"]


def test_of_a_long_clause_only_the_surroundings_of_a_change_are_shown():
    long = " ".join(f"chữ{number}" for number in range(12_000))
    runs = runs_of(long, long.replace("chữ6000 ", "lời6000 "))
    assert [run.kind for run in runs] == ["skipped", "same", "removed", "added", "same", "skipped"]
    assert all(len(run.text.split()) <= LONG_SAME for run in runs if run.kind != "skipped")


def test_long_clauses_that_repeat_one_word_come_to_an_end():
    old, new = "và " * 12_000, "và hoặc " * 6_000
    runs = runs_of(old, new, fold=False)
    assert words(runs, "same", "added") == new.split()


def test_lines_stay_lines():
    assert [run.text for run in runs_of("a) Trẻ\nb) Cô", "a) Trẻ\nb) Cô")] == ["a) Trẻ\nb) Cô"]
