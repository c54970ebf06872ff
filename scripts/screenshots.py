"""Photographs the pages of the README. `make screenshots`."""

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from flask_migrate import upgrade  # noqa: E402

import demo  # noqa: E402
from app import create_app  # noqa: E402
from tests.servers import chromium, serve  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
#: Name, size, sign-in (None: the family), address.
SHOTS = [
    ("home", PHONE, None, "/"),
    ("consultation", PHONE, None, "/y-kien/3"),
    ("summary", DESK, "hieu-truong", "/dot/2/tong-hop"),
]


def main():
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/pictures.db"})
        app = create_app()
        with app.app_context():
            upgrade()
            demo.fill()
        known = json.loads((Path(folder) / "demo-sign-in.json").read_text(encoding="utf-8"))
        with serve({"DATA_DIR": folder}) as base, chromium() as browser:
            for name, size, login, address in SHOTS:
                page = browser.new_context(viewport=size, locale="vi-VN").new_page()
                _enter(page, base, known, login)
                page.goto(base + address)
                page.screenshot(path=PICTURES / f"{name}.png")
                print(PICTURES / f"{name}.png")


def _enter(page, base, known, login):
    if login is None:
        page.goto(f"{base}/vao")
        page.locator("main input:not([type=hidden])").first.fill(known["family"])
    else:
        page.goto(f"{base}/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(known["passwords"][login])
    page.locator("main form button").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
