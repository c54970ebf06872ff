"""Coding by keyboard in a real browser: keys press what stands on the page, one comment one decision."""

import pytest

from tests.browser.test_desk import DESK_SIZE

pytestmark = pytest.mark.browser
ASK = "Để máy gợi ý"
THEMES, CODE = "/dot/3/chu-de", "/dot/3/ma-hoa"


@pytest.fixture
def coder(phone):
    """The officer of a demo consultation whose comments wait to be coded."""
    coder = phone(size=DESK_SIZE)
    coder.sign_in("phu-trach")
    coder.go(THEMES)
    if coder.page.locator("[value=starter]").count():
        coder.page.locator("form:has([value=starter]) button").click()
    # The clock's job lays out what was said.
    for _turn in range(60):
        coder.page.goto(coder.site.base + THEMES)
        if coder.page.get_by_role("button", name=ASK).count():
            return coder
        coder.page.wait_for_timeout(1000)
    raise AssertionError("nothing was laid out")


def waiting(coder):
    return int(coder.page.locator("main p.soft", has_text="ý kiến chờ").first.inner_text().split()[1])


def test_themes_are_suggested_while_one_watches_and_coded_by_keyboard(coder):
    coder.press(ASK)
    # Nobody reloads: the page follows the assistant by itself.
    coder.page.get_by_role("button", name="Máy gợi ý lại").wait_for(timeout=60_000)
    coder.go(CODE)
    keys, left = coder.page.keyboard, waiting(coder)
    first = coder.page.locator("[name=comment]").input_value()
    name = coder.page.locator("[data-key='1'] span").inner_text()
    keys.press("1")
    coder.page.wait_for_url("**vua=**")
    assert f"Đã ghi “{name}”" in coder.see()
    assert waiting(coder) < left and coder.page.locator("[name=comment]").input_value() != first
    keys.press("u")
    coder.page.wait_for_url("**y-kien=**")
    assert coder.page.locator("[name=comment]").input_value() == first
    coder.go(CODE)
    second = coder.page.locator("[name=comment]").input_value()
    keys.press("s")
    coder.page.wait_for_url("**sau=**")
    assert coder.page.locator("[name=comment]").input_value() != second
