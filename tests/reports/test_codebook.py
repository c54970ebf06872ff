"""Codebooks: of a consultation and of the school, what they must hold, what they warn of."""

import pytest

from core.db import db
from core.errors import Refused
from reports.models import Codebook
from reports.rules import ThemeKind
from reports.store import codebooks
from reports.themes import codebook as rules
from tests.reports.coded import theme
from tests.reports.conftest import Asked


def test_other_and_no_reason_are_always_there_and_stay(told):
    for start in ("", "starter"):
        kinds = [one.kind for one in codebooks.list_themes(told.codebook)]
        assert {ThemeKind.OTHER, ThemeKind.NO_REASON} <= set(kinds), start
    other = theme(told, "Khác")
    with pytest.raises(Refused):
        codebooks.merge_theme(told.codebook, other, theme(told, "Bữa ăn"))
    with pytest.raises(Refused):
        codebooks.put_theme(told.codebook, other, name="X", seeds="", parent_id=None)


def test_a_consultation_starts_from_a_copy_of_the_schools_themes(told, school):
    meals = theme(told, "Bữa ăn")
    codebooks.put_theme(told.codebook, None, name="Bữa sáng", seeds="cháo\nphở, CHAO", parent_id=meals.id)
    assert codebooks.keep_for_school(told.codebook) == 10
    assert codebooks.keep_for_school(told.codebook) == 0
    db.session.commit()
    other = Asked(school)
    copied = codebooks.make_codebook(school.id, other.id, "school")
    lines = rules.lines(codebooks.list_themes(copied))
    names = [one.theme.name for one in lines]
    assert names[names.index("Bữa ăn") + 1] == "Bữa sáng" and lines[names.index("Bữa sáng")].is_child
    assert lines[names.index("Bữa sáng")].theme.seeds == "cháo\nphở"
    assert names[-2:] == ["Khác", "Không nêu lý do"]
    assert copied.id not in (told.codebook.id, codebooks.find_codebook(school.id).id)


@pytest.mark.parametrize(
    ("name", "seeds", "said"),
    [
        ("an bua", "", "tên gần như nhau"),
        ("Dinh dưỡng", "thực đơn", "Từ khóa “thực đơn”"),
        ("Món", "thực đơn, suất ăn, bữa ăn, canh", "chung nhiều từ khóa"),
        ("Lạ", "", "chưa có từ khóa"),
    ],
)
def test_overlapping_and_empty_themes_are_warned_of(told, name, seeds, said):
    codebooks.put_theme(told.codebook, None, name=name, seeds=seeds, parent_id=None)
    assert any(said in str(one) for one in rules.warnings(rules.lines(codebooks.list_themes(told.codebook))))


def test_our_own_themes_to_start_from_are_sound(told):
    assert list(rules.warnings(rules.lines(codebooks.list_themes(told.codebook)))) == []


def test_too_many_themes_are_warned_of_and_at_last_refused(told):
    for number in range(61):
        codebooks.put_theme(told.codebook, None, name=f"Chủ đề {number}", seeds=f"từ{number}", parent_id=None)
    found = rules.lines(codebooks.list_themes(told.codebook))
    assert any("70 chủ đề" in str(one) for one in rules.warnings(found))
    with pytest.raises(Refused):
        codebooks.put_theme(told.codebook, None, name="Một nữa", seeds="", parent_id=None)


def test_two_themes_never_have_one_name(told):
    with pytest.raises(Refused):
        codebooks.put_theme(told.codebook, None, name="BUA AN", seeds="", parent_id=None)
    meals = theme(told, "Bữa ăn")
    codebooks.merge_theme(told.codebook, meals, theme(told, "Khác"))
    codebooks.put_theme(told.codebook, None, name="Bữa ăn", seeds="", parent_id=None)
    with pytest.raises(Refused):
        codebooks.unmerge_theme(told.codebook, meals)


def test_the_codebook_row_of_the_school_is_one(school):
    one = codebooks.make_codebook(school.id, None, "starter")
    assert codebooks.make_codebook(school.id, None, "starter") is one
    assert db.session.scalar(db.select(db.func.count()).select_from(Codebook)) == 1
