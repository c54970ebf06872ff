"""A survey with a condition, built and answered in a real browser, with and without JavaScript."""

import pytest

from tests.browser.conftest import plan

pytestmark = pytest.mark.browser


def add(officer, number, text, kind, options="", condition=None, section=""):
    officer.go(f"/dot/{number}/khao-sat/them")
    page = officer.page
    page.locator("#text").fill(text)
    page.locator("#kind").select_option(kind)
    page.locator("#options").fill(options)
    page.locator("#section").fill(section)
    if condition:
        page.locator("details summary").click()
        page.locator("#show_if_1").select_option(label=condition)
    return officer.press("Lưu câu hỏi")


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_a_survey_with_a_condition_is_built_and_answered(phone, site, javascript):
    officer = phone(javascript=javascript)
    officer.sign_in("phu-trach")
    number = plan(officer, f"Khảo sát đón trẻ {javascript}")
    add(officer, number, "Ai hay đón trẻ?", "single", "Mẹ\nÔng bà", section="Đón trẻ")
    text = add(officer, number, "Ông bà có điện thoại không?", "yes_no", condition="là “Ông bà”")
    assert "Chỉ hiện khi câu 1: là “Ông bà”" in text
    add(officer, number, "Gia đình đến ngày nào?", "date", section="Ngày hẹn")
    add(officer, number, "Nên sửa gì trước?", "ranking", "Cổng trường\nSân chơi")
    officer.page.locator("button[formaction$='/xuong']").last.click()
    officer.page.wait_for_load_state()
    officer.see()
    officer.go(f"/xem-thu/{number}/khao-sat")
    officer.go(f"/dot/{number}/mo")
    officer.page.locator("main form button").first.click()
    officer.page.wait_for_load_state()

    parent = phone(javascript=javascript)
    parent.enter(site.new_code())
    parent.go(f"/y-kien/{number}/khao-sat")
    page = parent.page
    hung = page.locator("fieldset[data-if]")
    assert not hung.is_visible()
    page.get_by_label("Ông bà").check(force=True)
    if not javascript:
        assert "có thêm câu hỏi" in parent.press("Tiếp tục")
    assert hung.is_visible()
    if javascript:
        page.get_by_label("Mẹ").check(force=True)
        assert not hung.is_visible()
        page.get_by_label("Ông bà").check(force=True)
    hung.get_by_label("Có", exact=True).check(force=True)
    assert "Phần 2/2" in parent.press("Tiếp tục")
    assert page.locator("select").count() == 2
    page.locator("select").nth(0).select_option("2")
    page.locator("select").nth(1).select_option("1")
    page.locator("main input.in").fill("5/9/26")
    text = parent.press("Gửi câu trả lời")
    for words in ("Ông bà", "Có", "1. Sân chơi", "05/09/2026", "5/9/26"):
        assert (words in text) is (words != "5/9/26")
