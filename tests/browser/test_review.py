"""The review screen in a real browser: on a phone and at a desk, with JavaScript and without."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import PHONE, plan

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
TEXT = """NỘI QUY ĐÓN, TRẢ TRẺ

Điều 1. Giờ đón trẻ
1. Đón trẻ từ 6 giờ 45. Đón muộn nhất 7 giờ 45 phút.
3. Trả trẻ từ 16 giờ 15:
a) Tại lớp;
b) Tại cổng khi trời mưa.
Điều 2. Người đón trẻ
Người đón trẻ có tên trong danh sách. Ông bà cũng cần có tên.
"""


@pytest.fixture
def officer(phone):
    """officer(javascript=…, size=…): at the review screen of a draft of her own."""

    def make(**how):
        officer = phone(**how)
        officer.sign_in("phu-trach")
        number = plan(officer, "Nội quy đón, trả trẻ")
        officer.go(f"/dot/{number}/du-thao")
        officer.page.locator("#pasted").fill(TEXT)
        officer.page.locator("main form button").first.click()
        officer.page.wait_for_url("**/ra-soat")
        return officer

    return make


def screen_of(officer):
    """The path of the review screen, without the clause that is open."""
    return urlsplit(officer.page.url).path


def tree(officer):
    return [" ".join(text.split()) for text in officer.page.locator(".rv__go").all_inner_texts()]


def settled(officer):
    """Wait until what was pressed is on the page, and check the page."""
    officer.page.wait_for_load_state()
    officer.page.wait_for_selector("#rv:not([aria-busy])")
    return officer.see()


def tool(officer, words):
    officer.page.locator("#one").get_by_role("button", name=words, exact=True).click()
    return settled(officer)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_a_draft_is_put_right_and_taken_back(officer, javascript, size):
    officer = officer(javascript=javascript, size=size)
    officer.see()
    before = tree(officer)
    officer.page.locator(".rv__go").nth(1).click()
    settled(officer)
    tool(officer, "Tách thành mục mới")
    assert len(tree(officer)) == len(before) + 1
    tool(officer, "Gộp với mục trên")
    assert len(tree(officer)) == len(before)
    officer.page.locator("#text").fill("Đón trẻ từ 7 giờ.")
    tool(officer, "Lên một cấp")
    assert any("Đón trẻ từ 7 giờ." in row for row in tree(officer))
    for _ in range(4):
        officer.page.locator("#undo").click()
        settled(officer)
    assert officer.page.locator("#undo").count() == 0
    officer.go(screen_of(officer))
    assert tree(officer) == before


def test_by_keyboard_alone(officer):
    officer = officer(size=DESK)
    keys, page = officer.page.keyboard, officer.page
    before = tree(officer)
    page.locator(".rv__go").first.focus()
    keys.press("j")
    keys.press("j")
    assert page.evaluate("document.activeElement.innerText").find("Trả trẻ") > 0
    keys.press("m")
    page.wait_for_selector("#undo:has-text('gộp')")
    assert len(tree(officer)) == len(before) - 1
    assert page.evaluate("Boolean(document.activeElement.closest('.rv__row--open'))")
    keys.press("u")
    page.wait_for_selector("#undo", state="detached")
    assert tree(officer) == before
    page.locator(".rv__go").nth(1).focus()
    keys.press("s")
    page.wait_for_selector("#text:focus")
    page.locator("#text").evaluate("t => t.setSelectionRange(...[0, 0].fill(t.value.indexOf('Đón muộn')))")
    keys.press("Control+Enter")
    page.wait_for_selector("#undo:has-text('tách')")
    assert len(tree(officer)) == len(before) + 1
    keys.press("[")
    page.wait_for_selector("#undo:has-text('lên một cấp')")
    keys.press("Escape")
    page.wait_for_selector(".rv__row--open", state="detached")
    settled(officer)


def test_words_typed_are_saved_when_another_clause_is_opened(officer):
    officer = officer()
    officer.page.locator(".rv__go").nth(1).click()
    settled(officer)
    officer.page.locator("#text").fill("Đón trẻ từ 7 giờ.")
    officer.page.locator(".rv__go").nth(3).click()
    officer.page.wait_for_selector(".rv__row--open:has-text('Tại lớp')")
    settled(officer)
    assert any("Đón trẻ từ 7 giờ." in row for row in tree(officer))


def test_who_comes_second_keeps_the_words(officer, phone):
    first = officer(size=DESK)
    first.page.locator(".rv__go").nth(1).click()
    settled(first)
    second = phone()
    second.sign_in("hieu-truong")
    second.go(screen_of(first))
    second.page.locator(".rv__go").nth(1).click()
    settled(second)
    second.page.locator("#text").fill("Đón trẻ từ 6 giờ 30.")
    tool(second, "Lưu")
    first.page.locator("#text").fill("Đón trẻ từ 7 giờ.")
    first.page.locator("#one").get_by_role("button", name="Lưu", exact=True).click()
    first.page.wait_for_selector(".rv__edit [role=alert]")
    # A refusal is an answer like another: the browser's own note of it is no fault of the page.
    first.noise = [line for line in first.noise if "409" not in line]
    first.see()
    assert first.page.locator("#text").input_value() == "Đón trẻ từ 7 giờ."
    assert "6 giờ 30" in first.page.locator(".rv__edit blockquote").inner_text()


def test_doubts_are_gone_through_one_after_the_other(officer):
    officer = officer()
    officer.page.locator("[data-key=w]").click()
    settled(officer)
    assert officer.page.locator(".rv__row--open .warn").count() == 1
    officer.page.locator("[data-key=ok]").click()
    officer.page.wait_for_selector(".rv__row--doubt", state="detached")
    settled(officer)


def test_targets_are_large_enough_for_a_thumb(officer):
    officer = officer()
    officer.page.locator(".rv__go").nth(1).click()
    settled(officer)
    small = officer.page.evaluate(
        "[...document.querySelectorAll('#rv a, #rv button, #rv summary, #rv label:has(input)')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 47.5)"
        ".map(one => one.outerHTML)"
    )
    assert small == []
