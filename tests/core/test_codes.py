"""Codes as people type them."""

import pytest

from core import codes


@pytest.mark.parametrize(
    "typed", [
        "ABCD-EFGH", "abcd efgh", " AbcdEfgh ", "ABCD–EFGH", "ABCD—EFGH", "ABCD.EFGH", "ＡＢＣＤ－efgh",
        "https://y-kien.truong.example/v/ABCD-EFGH",
    ],
)  # fmt: skip
def test_dashes_blanks_small_and_wide_letters_do_not_matter_nor_the_address_before(typed):
    assert codes.read(typed, 8) == "ABCDEFGH"


@pytest.mark.parametrize("typed", ["", None, "ABCD-EFG", "ABCD-EFGO", "ABCD-EFG0", "ABCDEFGHJ", "ABCD-EFGĐ"])
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.read(typed, 8) is None


def test_the_same_household_and_issue_spell_the_same_code():
    first = codes.spell(b"key", 12, 1)
    assert first == codes.spell(b"key", 12, 1)
    assert first not in (codes.spell(b"key", 12, 2), codes.spell(b"key", 1, 21), codes.spell(b"other", 12, 1))
    assert codes.read(codes.show(first), 8) == first


def test_a_drawn_code_has_no_look_alike_letters():
    assert not set("".join(codes.draw() for _ in range(200))) & set("IO01")
