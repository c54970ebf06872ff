"""The main job in a real browser, on a phone: parent, teacher, officer, principal."""

import re

import pytest

pytestmark = pytest.mark.browser
OPEN, CLOSED, PREPARING = 3, 2, 1


def receipt_code(text):
    """The receipt code in the text of a page."""
    return re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", text).group()


def comment_on_a_clause(parent):
    """Open the first clause of the open consultation, disagree and say why; gives the receipt page's text."""
    parent.go(f"/y-kien/{OPEN}")
    parent.page.locator("a[href*='/muc/']").first.click()
    parent.page.wait_for_load_state()
    parent.see()
    parent.page.locator("input[value=disagree]").check(force=True)
    parent.page.locator("textarea").last.fill("Giờ này gia đình chưa về kịp.")
    return parent.press("Gửi góp ý")


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_a_parent_comments_answers_and_comes_back_with_the_code(phone, site, javascript):
    parent = phone(javascript=javascript)
    parent.enter(site.new_code())
    text = comment_on_a_clause(parent)
    code = receipt_code(text)
    assert "Giờ này gia đình chưa về kịp." in text

    parent.go(f"/y-kien/{OPEN}/khao-sat")
    for group in parent.page.locator("fieldset").all():
        if group.locator("input[type=radio]").count():
            group.locator("input[type=radio]").nth(1).check(force=True)
    assert receipt_code(parent.press("Gửi câu trả lời")) == code

    parent.go(f"/y-kien/{OPEN}")
    assert "Đồng ý" in parent.press("Đồng ý với các mục còn lại")

    another = phone(javascript=javascript)
    another.go("/tra-cuu")
    another.page.locator("main input:not([type=hidden])").first.fill(code.lower())
    another.page.locator("main form button").first.click()
    another.page.wait_for_load_state()
    assert "Giờ này gia đình chưa về kịp." in another.see()


def test_a_second_tap_gives_the_same_receipt(phone, site):
    parent = phone()
    parent.enter(site.new_code())
    first = receipt_code(comment_on_a_clause(parent))
    parent.page.go_back()
    assert receipt_code(parent.press("Gửi góp ý")) == first


def test_a_family_withdraws_and_may_answer_again(phone, site):
    parent = phone()
    parent.enter(site.new_code())
    comment_on_a_clause(parent)
    parent.go(f"/y-kien/{OPEN}/rut")
    parent.page.locator("main form button").last.click()
    parent.page.wait_for_load_state()
    parent.see()
    comment_on_a_clause(parent)


def test_a_qr_lets_nobody_in_by_itself(phone, site):
    parent = phone()
    text = parent.go(f"/v/{site.new_code()}")
    assert "/v/" not in parent.page.url
    assert "Đỗ Đình Thiện" in text
    parent.page.locator("main form button").first.click()
    parent.page.wait_for_load_state()
    assert "đang hỏi ý kiến gia đình" in parent.see()


def test_a_teacher_signs_in_and_comments(phone):
    teacher = phone()
    teacher.sign_in("giao-vien-1")
    comment_on_a_clause(teacher)


def test_an_officer_prepares_and_opens(phone):
    officer = phone()
    officer.sign_in("phu-trach")
    for page in ("", "/sua", "/du-thao", "/ra-soat", "/khao-sat", "/khao-sat/them", "/xem-truoc"):
        officer.go(f"/dot/{PREPARING}{page}")
    for path in ("/dot", f"/dot/{OPEN}/chia-se", f"/dot/{OPEN}/gia-han", "/lop"):
        officer.go(path)
    officer.go(f"/dot/{PREPARING}/mo")
    officer.page.locator("main form button").first.click()
    officer.page.wait_for_load_state()
    assert "Đã mở lấy ý kiến" in officer.see()


def test_a_principal_reads_decides_and_makes_the_letter(phone):
    principal = phone()
    principal.sign_in("hieu-truong")
    principal.go(f"/dot/{CLOSED}/tong-hop")
    answers = f"/dot/{CLOSED}/tra-loi"
    principal.go(answers)
    addresses = {
        link.get_attribute("href") for link in principal.page.locator(f"a[href^='{answers}/']").all()
    }
    assert addresses
    for address in sorted(addresses):
        principal.go(address)
        principal.page.locator("input[value=kept]").check(force=True)
        principal.page.locator("textarea").first.fill("Giữ như dự thảo để trẻ được an toàn.")
        principal.page.locator("main form button").last.click()
        principal.page.wait_for_load_state()
    principal.see()
    principal.go(f"/dot/{CLOSED}/bao-cao")
    principal.page.get_by_label("Phần IV").fill("Đề nghị hỗ trợ kinh phí.")
    assert "Đề nghị hỗ trợ kinh phí./." in principal.press("Lưu và xem trước")
    principal.press("Chốt báo cáo")
    with principal.page.expect_download() as download:
        principal.page.locator("a[href$='.docx']").first.click()
    assert download.value.path().read_bytes()[:2] == b"PK"


def test_an_administrator_sees_people_and_settings(phone):
    administrator = phone()
    administrator.sign_in("quan-tri")
    for path in ("/nhan-su", "/nhan-su/them", "/nhan-su/danh-sach", "/nha-truong", "/nha-truong/them"):
        administrator.go(path)


@pytest.mark.parametrize(
    "path", ["/", "/vao", "/dang-nhap", "/tra-cuu", "/quyen-rieng-tu", "/ngon-ngu", "/khong-co"]
)
def test_open_pages_are_sound(phone, path):
    visitor = phone()
    visitor.page.goto(visitor.site.base + path)
    visitor.noise = [line for line in visitor.noise if "404" not in line]
    visitor.see()


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_small_and_large_screens(phone, site, width):
    parent = phone(size={"width": width, "height": 740})
    parent.enter(site.new_code())
    for path in (f"/y-kien/{OPEN}", f"/y-kien/{OPEN}/khao-sat"):
        parent.go(path)


VISIBLE = "all => [all.length, all.filter(one => one.checkVisibility()).length]"


def test_the_summary_is_short_on_a_phone_and_whole_on_paper(phone):
    principal = phone()
    principal.sign_in("hieu-truong")
    principal.go(f"/dot/{CLOSED}/tong-hop")
    folded = principal.page.locator("details li.quote, details table")
    total, shown = folded.evaluate_all(VISIBLE)
    assert total > 5 and shown == 0
    assert principal.page.evaluate("document.documentElement.scrollHeight") < 5200
    principal.page.emulate_media(media="print")
    assert folded.evaluate_all(VISIBLE) == [total, total]
    principal.page.emulate_media(media="screen")
    principal.page.locator("details summary").first.click()
    assert folded.evaluate_all(VISIBLE)[1] > 0
    principal.see()
