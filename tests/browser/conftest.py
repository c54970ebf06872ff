"""The production server on a demo school, and a browser the size of a phone that checks every page."""

import json
import os
import re
from pathlib import Path

import axe_playwright_python
import pytest
from flask_migrate import upgrade

import demo
from accounts import store as accounts
from accounts.models import Household
from consultations.models import RollEntry
from core import codes
from core.db import db
from feedback.models import Participation
from tests import servers
from tests.conftest import make_app

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def noon():
    """The server is a process of its own, whose clock we do not stop."""


class Site:
    """A served demo school: its address, and how to sign in."""

    def __init__(self, base, passwords, codes_of_families):
        self.base = base
        self.passwords = passwords
        self.codes = iter(codes_of_families)

    def new_code(self):
        """The code of a family that nobody has used in a test yet."""
        return next(self.codes)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    secrets = {name: f"{name}-for-tests" for name in ("SECRET_KEY", "CODE_KEY", "HASH_KEY")}
    url = f"sqlite:///{folder / 'site.db'}"
    keys = {"CODE_KEY": secrets["CODE_KEY"].encode(), "HASH_KEY": secrets["HASH_KEY"].encode()}
    app = make_app(url, DATA_DIR=folder, SECRET_KEY=secrets["SECRET_KEY"], **keys)
    with app.app_context():
        upgrade()
        demo.fill(households=60, responses=20)
        spoken = _who_has_not_spoken()
        family_codes = [codes.show(accounts.code_of(db.session.get(Household, one))) for one in spoken]
        passwords = _passwords(folder)
        db.session.remove()
        db.engine.dispose()
    with servers.serve({**secrets, "DATA_DIR": folder, "DATABASE_URL": url}) as base:
        yield Site(base, passwords, family_codes)


def _passwords(folder):
    return json.loads((folder / "demo-sign-in.json").read_text(encoding="utf-8"))["passwords"]


def _who_has_not_spoken():
    spoken = db.select(RollEntry.household_id).join(Participation).where(RollEntry.household_id.is_not(None))
    return db.session.scalars(
        db.select(Household.id).where(Household.id.not_in(spoken)).order_by(Household.id)
    ).all()


@pytest.fixture(scope="session")
def chromium():
    with servers.chromium() as browser:
        yield browser


class Phone:
    """A page in the browser. `see()` holds each page to what every page must be."""

    def __init__(self, site, context):
        self.site = site
        self.context = context
        self.page = context.new_page()
        self.noise = []
        self.page.on(
            "console", lambda message: self.noise.append(message.text) if message.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))

    def go(self, path):
        self.page.goto(self.site.base + path)
        return self.see()

    def press(self, words, *, exact=False):
        """Press the button or link that says `words`."""
        target = self.page.get_by_role("button", name=words, exact=exact).or_(
            self.page.get_by_role("link", name=words, exact=exact)
        )
        target.first.click()
        self.page.wait_for_load_state()
        return self.see()

    def see(self):
        """Check the page that is shown: axe, nothing sideways, nothing in the console; gives its text."""
        assert self.noise == []
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not wide, f"{self.page.url} scrolls sideways"
        violations = self._axe()
        assert violations == [], f"{self.page.url}: {violations}"
        if folder := os.environ.get("SCREENSHOTS"):
            name = re.sub(r"\W+", "-", self.page.url.split("/", 3)[3]) or "home"
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
        return self.page.inner_text("main")

    def _axe(self):
        if self.context.js_off:
            return []
        self.page.evaluate(f"{AXE};0")
        result = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            (one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in result["violations"]
        ]

    def enter(self, code):
        self.go("/vao")
        self.page.locator("main input[type=text], main input:not([type])").first.fill(code)
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()
        return self.see()

    def sign_in(self, login):
        self.go("/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu").fill(self.site.passwords[login])
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()
        return self.see()


@pytest.fixture
def phone(site, chromium):
    """phone(): a new phone; phone(javascript=False): one without JavaScript."""
    contexts = []

    def make(*, javascript=True, size=PHONE):
        context = chromium.new_context(viewport=size, java_script_enabled=javascript, locale="vi-VN")
        context.js_off = not javascript
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Phone(site, context)

    yield make
    for context in contexts:
        context.close()


def plan(officer, title):
    """A new consultation of the parents; its number."""
    officer.go("/dot/moi")
    page = officer.page
    page.get_by_label("Tên đợt lấy ý kiến").fill(title)
    page.get_by_label("Tóm tắt cho người được hỏi").fill("Hỏi về việc đón trẻ.")
    page.get_by_label("Mục đích, yêu cầu").fill("Để sắp giờ đón trẻ.")
    page.locator("input[name=audiences][value=parents]").check(force=True)
    page.locator("input[name=mode][value=named]").check(force=True)
    page.locator("input[name=deadline]").fill("2099-01-01")
    officer.press("Lưu kế hoạch")
    return re.search(r"/dot/(\d+)", page.url)[1]
