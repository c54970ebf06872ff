"""A paper form is entered by keyboard alone, in few enough strokes for twenty seconds."""

import pytest

pytestmark = pytest.mark.browser

#: A clerk types two to three keys a second.
STROKES_IN_TWENTY_SECONDS = 50


class Clerk:
    """Types, and counts the strokes. Never touches the mouse."""

    def __init__(self, page):
        self.page, self.strokes = page, 0

    def type(self, text):
        self.strokes += len(text)
        self.page.keyboard.type(text)

    def press(self, key):
        self.strokes += 1
        self.page.keyboard.press(key)

    @property
    def at(self):
        return self.page.evaluate("document.activeElement.name")


def test_a_sheet_is_entered_by_keyboard_alone(phone):
    officer = phone(size={"width": 1280, "height": 900})
    officer.sign_in("phu-trach")
    officer.go("/dot/3/phieu-giay")
    officer.go("/dot/3/nhac")
    silent = officer.page.locator("details li").last.text_content()
    officer.go("/dot/3/nhap-ho")
    officer.page.get_by_label("Tên chồng phiếu").fill("Lớp 3 tuổi A")
    officer.page.get_by_label("Số tờ").fill("2")
    officer.press("Bắt đầu nhập")
    clerk = Clerk(officer.page)
    assert clerk.at == "who"
    clerk.type(silent)
    clerk.press("Enter")
    while clerk.at.startswith("c") and clerk.at != "c0":
        clerk.type("1")
    assert clerk.at == "rest"
    for _field in ("rest", "c0", "w0"):
        clerk.press("Enter")
    clerk.type("4532")
    clerk.type("13")
    clerk.press("Enter")
    clerk.type("Tốt.")
    clerk.press("Control+Enter")
    officer.page.wait_for_selector(".note--leaf")
    assert "Đã nhập 1 trên 2 tờ." in officer.see()
    assert clerk.at == "who" and clerk.strokes <= STROKES_IN_TWENTY_SECONDS
    totals = officer.page.inner_text(".keys__totals")
    assert "1: 1" in totals and "có ghi 1" in totals


def test_without_javascript_the_button_does_the_same(phone):
    officer = phone(javascript=False)
    officer.sign_in("phu-trach")
    officer.go("/dot/3/nhap-ho")
    officer.page.get_by_label("Tên chồng phiếu").fill("Hòm thư")
    officer.press("Bắt đầu nhập")
    officer.page.get_by_label("1. ", exact=False).first.fill("3")
    assert "Đã nhập 1 tờ." in officer.press("Nhập phiếu này")
    for path in ("/dot/3/ghi-y-kien", "/dot/3/nhap-tep", "/dot/3/cuoc-hop", "/dot/3/nhac", "/dot/3/chia-se"):
        officer.go(path)
