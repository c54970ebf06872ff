"""What every page a test fetches must hold to; a page that does not fails the test that fetched it."""

import re

from bs4 import BeautifulSoup


def inspect(response):
    """The page; AssertionError unless it is sound: one h1, labels, unique ids, language, no inline code."""
    page = BeautifulSoup(response.text, "html5lib")
    for complaint in complaints(page, response):
        raise AssertionError(f"{response.request.path}: {complaint}")
    return page


def complaints(page, response):
    headings = page.find_all("h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    if not page.html.get("lang"):
        yield "no language"
    if not page.title or not page.title.text.strip(" –"):
        yield "no title"
    ids = [tag["id"] for tag in page.find_all(id=True)]
    if doubled := {one for one in ids if ids.count(one) > 1}:
        yield f"ids twice: {doubled}"
    if page.find_all("script", src=False) or page.find_all(style=True):
        yield "inline script or style"
    if handlers := [t.name for t in page.find_all(True) if any(a.startswith("on") for a in t.attrs)]:
        yield f"inline handlers: {handlers}"
    if "Content-Security-Policy" not in response.headers:
        yield "no CSP"
    yield from _fields(page, set(ids))
    text = page.get_text()
    if leftovers := re.findall(r"\bNone\b|%\(\w+\)s|\{\{|\{%", text):
        yield f"leftovers: {leftovers[:3]}"


def _fields(page, ids):
    for tag in page.find_all(["input", "select", "textarea"]):
        if tag.get("type") in ("hidden", "submit"):
            continue
        labelled = tag.find_parent("label") or tag.get("aria-label") or tag.get("aria-labelledby")
        if not labelled and not page.find("label", attrs={"for": tag.get("id")}):
            yield f"no label: {tag}"
        for described in (tag.get("aria-describedby") or "").split():
            if described not in ids:
                yield f"described by a missing id: {described}"
    for form in page.find_all("form"):
        if form.get("method", "get").lower() == "post" and not form.get("action"):
            yield "a form without action"
        if form.get("method", "get").lower() == "post" and not form.find(["button", "input"]):
            yield "a form without button"
