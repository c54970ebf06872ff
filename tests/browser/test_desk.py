"""The reading desk in a real browser: by keyboard at a desk, by thumb on a phone, and without JavaScript."""

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
DESK_SIZE = {"width": 1280, "height": 800}
DESK = "/dot/2/ban-doc"


@pytest.fixture
def reader(phone):
    """reader(javascript=…, size=…): the officer at the desk, once the clock's job has laid comments out."""

    def make(**how):
        reader = phone(**how)
        reader.sign_in("phu-trach")
        for _turn in range(60):
            reader.page.goto(reader.site.base + DESK)
            if reader.page.locator("article").count() > 2:
                return reader
            reader.page.wait_for_timeout(1000)
        raise AssertionError("nothing was laid out")

    return make


def focused(reader):
    """The id of the comment that has the focus."""
    return reader.page.evaluate("document.activeElement.closest('article')?.id || ''")


def test_a_hundred_comments_by_keyboard(reader):
    reader = reader(size=DESK_SIZE)
    reader.see()
    ids = reader.page.locator("article").evaluate_all("all => all.map(one => one.id)")
    keys = reader.page.keyboard
    with reader.page.expect_response("**/da-doc"):
        for key in "jj":
            keys.press(key)
    assert focused(reader) == ids[1]
    assert reader.page.locator(f"#{ids[0]} .dk__new").count() == 0
    keys.press("k")
    assert focused(reader) == ids[0]
    with reader.page.expect_response("**/viec"):
        keys.press("d")
    reader.page.wait_for_selector(f"#{ids[0]} .tag--yes")
    assert focused(reader) in ids
    keys.press("x")
    assert reader.page.evaluate("document.activeElement.name") == "ly-do"
    keys.press("Escape")
    assert focused(reader) in ids
    keys.press("/")
    keys.type("gio")
    keys.press("Enter")
    reader.page.wait_for_url("**tim=gio**")
    reader.see()
    reader.page.goto(reader.site.base + DESK)
    assert reader.page.locator(f"#{ids[0]} .dk__new").count() == 0
    assert reader.page.locator(f"#{ids[0]} .tag--yes").count() == 1


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_a_comment_is_hidden_with_its_reason_by_thumb(reader, javascript):
    reader = reader(javascript=javascript, size=PHONE)
    reader.see()
    one = reader.page.locator("article").last
    number = one.get_attribute("id")
    one.locator(".dk__hide summary").click()
    one.locator("select").select_option("off_topic")
    one.locator("button[value=an]").click()
    hidden = reader.page.locator(f"#{number}")
    hidden.get_by_text("Không nói về dự thảo đang lấy ý kiến", exact=False).first.wait_for()
    hidden.locator("button[value=hien]").click()
    reader.page.locator(f"#{number} .dk__hide").wait_for()
    reader.see()
