"""Text as it is kept and as it is compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold, one_line, shorten, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb", "a\nb"),
        ("  hai   dấu  cách ", "hai dấu cách"),
        (unicodedata.normalize("NFD", "Đường"), "Đường"),
        ("một\u00a0hai\u200b", "một hai"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("👩\u200d👩\u200d👧, ba\u200d mẹ\u200d 👧\u200d", "👩\u200d👩\u200d👧, ba mẹ 👧"),
        ("❤\ufe0f\u200d🔥 👩🏽\u200d🏫", "❤\ufe0f\u200d🔥 👩🏽\u200d🏫"),
        (None, ""),
    ],
)
def test_text_is_tidied(typed, kept):
    assert tidy(typed) == kept


@pytest.mark.parametrize("word", ["Đường", "đường", "DUONG", "đƯỜNG", unicodedata.normalize("NFD", "Đường")])
def test_marks_and_capitals_do_not_matter_in_a_search(word):
    assert fold(word) == "duong"


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)
    assert "\n" not in one_line(text)


@given(st.text(), st.integers(2, 80))
def test_a_shortened_text_is_no_longer_than_asked(text, limit):
    assert len(shorten(text, limit)) <= limit
