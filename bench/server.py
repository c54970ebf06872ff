"""What the server spends: SQL statements, memory, processor time, and how many it serves a second."""

import gzip
import http.client
import re
import threading
import time
from urllib.parse import urlencode, urlsplit

from sqlalchemy import event

from bench import processes
from core.db import db

FIELD = re.compile(r"<input\b[^>]*>|<textarea\b[^>]*name=\"([^\"]+)\"")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def statements(ground, full):
    """SQL statements of each participant page, in-process."""
    count = 0

    def one(*_):
        nonlocal count
        count += 1

    with ground.app.app_context():
        event.listen(db.engine, "before_cursor_execute", one)
    client = ground.app.test_client()
    client.set_cookie(ground.app.config["SESSION_COOKIE_NAME"], ground.cookie(ground.households[0]))
    for name in ("feedback.consultation", "feedback.clause", "feedback.survey"):
        client.get(ground.path(name))
        count = 0
        client.get(ground.path(name))
        yield f"SQL statements, {name}", count, "12"
    with ground.app.app_context():
        event.remove(db.engine, "before_cursor_execute", one)


def memory(ground, full):
    with ground.served() as base:
        _request(base, "/")
        time.sleep(3)
        total = sum(processes.pss_kib(pid) for pid in processes.tree_of_port(base))
    yield "memory of web and worker processes, idle after start (PSS)", f"{total / 1024:.0f} MB", "150 MB"


def cpu_per_session(ground, full):
    """Processor time of the server for: GET form, POST of 10 questions, GET receipt. Entry excluded."""
    sessions = 2000 if full else 500
    with ground.served() as base:
        pids = processes.tree_of_port(base)
        people = (ground.households * (sessions // len(ground.households) + 1))[:sessions]
        for user in people[:20]:
            answer(ground, base, user)
        before = sum(map(processes.cpu_seconds, pids))
        for user in people:
            answer(ground, base, user)
        spent = sum(map(processes.cpu_seconds, pids)) - before
    yield (
        f"server CPU per respondent session (mean of {sessions})",
        f"{1000 * spent / sessions:.1f} ms",
        "10 ms",
    )


def throughput(ground, full):
    """Submissions a second at 8 clients, as a share of a bare Flask view with one durable insert."""
    seconds = 20 if full else 8
    with ground.served() as base:
        forms = {user: _form(ground, base, user) for user in ground.households}
        ours = _rate(lambda user: _post_only(ground, base, *forms[user]), ground.households, seconds)
    with ground.served(FLASK_APP="bench.bare:app") as base:
        bare = _rate(lambda user: _request(base, "/", "POST", b"x=1"), ground.households, seconds)
    yield "submissions a second at 8 clients", f"{ours:.0f}", ""
    yield "bare Flask view, one durable insert, the same server", f"{bare:.0f}", ""
    yield "share", f"{ours / bare:.2f}", "0.33"


def _rate(send, users, seconds, clients=8):
    done = [0] * clients
    end = time.monotonic() + seconds

    def work(me):
        at = me
        while time.monotonic() < end:
            send(users[at % len(users)])
            done[me] += 1
            at += clients

    threads = [threading.Thread(target=work, args=(me,)) for me in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def _post_only(ground, base, cookies, fields):
    """One submission; the form was fetched before, once per family, as phones do."""
    status, _, _ = _request(base, ground.path("feedback.survey"), "POST", urlencode(fields).encode(), cookies)
    assert status in (302, 303), status


def answer(ground, base, user):
    cookies, fields = _form(ground, base, user)
    path = ground.path("feedback.survey")
    status, headers, _ = _request(base, path, "POST", urlencode(fields).encode(), cookies)
    assert status in (302, 303), status
    status, _, body = _request(base, urlsplit(headers["Location"]).path, "GET", None, cookies)
    assert status == 200, status


def _form(ground, base, user):
    """Cookies and filled-in fields of the survey form as `user` gets it."""
    cookies = {ground.app.config["SESSION_COOKIE_NAME"]: ground.cookie(user)}
    status, headers, body = _request(base, ground.path("feedback.survey"), "GET", None, cookies)
    assert status == 200, status
    for line in headers.get_all("Set-Cookie") or ():
        name, _, rest = line.partition("=")
        cookies[name] = rest.split(";")[0]
    # A family that has answered in an earlier figure says that it means it.
    fields = {"replace": "y"}
    form = body[body.index("<main") : body.index("</main")]
    for match in FIELD.finditer(form):
        attributes = dict(ATTRIBUTE.findall(match.group()))
        if match.group(1):
            fields[match.group(1)] = "Xin cảm ơn nhà trường."
        elif attributes.get("type") in ("hidden", "radio"):
            fields[attributes["name"]] = attributes.get("value", "")
    return cookies, fields


_local = threading.local()


def _request(base, path, method="GET", body=None, cookies=None):
    """(status, headers, text). One kept connection per thread."""
    if getattr(_local, "base", None) != base:
        _local.base, _local.connection = base, http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items()),
        "Accept-Encoding": "gzip",
    }
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    for attempt in (1, 2):
        try:
            _local.connection.request(method, path, body, headers)
            response = _local.connection.getresponse()
            return response.status, response.headers, _text(response)
        except (http.client.HTTPException, OSError):
            _local.connection.close()
            if attempt == 2:
                raise
    return None


def _text(response):
    body = response.read()
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(errors="replace")
