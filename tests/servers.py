"""The real things tests run against: a PostgreSQL server, a Chromium, the production web server."""

import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

ROOT = Path(__file__).resolve().parent.parent

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
PORTS = 15_000, 32_000
#: A test cluster is thrown away, so it need not survive a power cut.
POSTGRES_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class DidNotStart(Exception):
    """A server went away or kept silent; the message holds the end of its log."""


def missing(what):
    """Skip the test for want of `what`; fail it where everything is required (REQUIRE_ALL=1)."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is missing, and REQUIRE_ALL=1 allows no skipping", pytrace=False)
    pytest.skip(f"{what} is missing")


def free_port():
    """A loopback port that nobody listens on now.

    Drawn below those that the kernel gives away itself: until our server listens on it, it might give this
    one to anybody, the same function in another process included.
    """
    while True:
        port = random.SystemRandom().randrange(*PORTS)
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


@contextmanager
def postgres():
    """A new PostgreSQL cluster: its SQLAlchemy URL, good for as long as the block lasts."""
    programs = _postgres_programs() or missing("PostgreSQL")
    # PostgreSQL refuses to run as root; Debian's package brings this account.
    account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    # Under /tmp: the account must reach it, and a socket's path may have 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="langnghe-pg-", dir="/tmp"))
    try:
        if account:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        # The caller's LANG may name a locale this machine lacks.
        run = {**account, "cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8"]
            + ["--auth=trust", "--locale=C.UTF-8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            **run,
        )
        port = free_port()
        settings = {**POSTGRES_SETTINGS, "port": port, "unix_socket_directories": folder}
        command = [
            programs / "postgres",
            "-D",
            data,
            *(f"--{name}={value}" for name, value in settings.items()),
        ]
        url = f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        with _running(command, lambda: _connects(url), stop=signal.SIGINT, **run):
            yield url
    finally:
        shutil.rmtree(folder)


@contextmanager
def fresh_database(url, template="template0"):
    """A new database in the cluster at `url`: a copy of `template`, to which nobody may be connected."""
    name = f"test_{secrets.token_hex(8)}"
    _execute(url, "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(url, "DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def emptier(url, tables):
    """A function that takes all rows out of `tables` and lets their numbers begin at 1 again.

    Deletes where rows are: to truncate sixty tables takes a tenth of a second, rows or none.
    """
    filled = " UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT FROM \"{one}\")" for one in tables)
    counted = (
        "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
        " FROM pg_sequences WHERE last_value IS NOT NULL"
    )
    with psycopg.connect(_conninfo(url), autocommit=True) as connection:
        # Only a superuser may: foreign keys are not looked at, so that any order of the tables will do.
        connection.execute("SET session_replication_role = replica")

        def empty():
            for (name,) in connection.execute(filled).fetchall():
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            connection.execute(counted)

        yield empty


@contextmanager
def chromium():
    """A headless browser. One per thread at a time: Playwright refuses a second."""
    _driver_runs() or missing("libatomic1, which Playwright's driver needs,")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = chromium_program(playwright.chromium.executable_path) or missing("Chromium")
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGS)
        try:
            yield browser
        finally:
            browser.close()


def chromium_program(bundled=None):
    """The browser's path: CHROMIUM if set, else the system's, else the one Playwright fetched, else None."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    found = (shutil.which(name) for name in (*CHROMIUM_NAMES, bundled) if name)
    return next(filter(None, found), None)


def as_pdf(*files, into):
    """`files` as LibreOffice reads them: paths of PDFs in the folder `into`."""
    program = shutil.which("soffice") or shutil.which("libreoffice") or missing("LibreOffice Writer")
    subprocess.run(
        # A profile of its own: a second LibreOffice on the same one would refuse.
        [program, f"-env:UserInstallation={(into / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        + ["--outdir", into, *files],
        check=True,
        timeout=180,
        capture_output=True,
    )
    return [into / f"{Path(file).stem}.pdf" for file in files]


@contextmanager
def serve(app_env, *, seconds=60):
    """The production server with `app_env` on top of our environment: its base URL once it answers."""
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "flask",
        "--app",
        app_env.get("FLASK_APP", "app"),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    env = {**os.environ, **{name: str(value) for name, value in app_env.items()}}
    with _running(command, lambda: _answers(base_url), seconds=seconds, cwd=ROOT, env=env):
        yield base_url


def _driver_runs():
    """Whether Playwright's own Node starts: a bare Debian lacks one of its libraries."""
    node = Path(find_spec("playwright").origin).parent / "driver" / "node"
    return subprocess.run([node, "--version"], capture_output=True).returncode == 0


def _postgres_programs():
    """The folder of the newest PostgreSQL server here, or None."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    if newest := max(packaged, key=lambda program: float(program.parts[-3]), default=None):
        return newest.parent
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


def _execute(url, statement, *names):
    with psycopg.connect(_conninfo(url), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _conninfo(url):
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _connects(url):
    try:
        psycopg.connect(_conninfo(url), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _answers(base_url):
    """Whether anything speaks HTTP there; an error page is an answer too."""
    try:
        urllib.request.urlopen(base_url, timeout=5).close()
    except urllib.error.HTTPError as refusal:
        refusal.close()
    except OSError:
        return False
    return True


@contextmanager
def _running(command, is_up, *, stop=signal.SIGTERM, seconds=60, **run):
    """Run `command` until the block ends; the block begins when `is_up()` says so."""
    with tempfile.TemporaryFile() as log:
        # Its own session, so that its workers can be ended with it and Ctrl-C reaches us alone.
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **run
        )
        try:
            deadline = time.monotonic() + seconds
            while not is_up():
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    tail = log.read().decode(errors="replace")[-4000:]
                    raise DidNotStart(f"{Path(command[0]).name} did not start\n{tail}")
                time.sleep(0.05)
            yield process
        finally:
            _end(process, stop)


def _end(process, stop):
    """Ask `process` to stop, then end what is left of it and of its children."""
    if process.returncode is not None:
        return
    # Waited for only after the kill: while it is a zombie, nobody else can get its number.
    os.kill(process.pid, stop)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    # Its children hold the port until the kernel is done with them.
    deadline = time.monotonic() + 2
    while _group_lives(process.pid) and time.monotonic() < deadline:
        time.sleep(0.01)


def _group_lives(leader):
    try:
        os.killpg(leader, 0)
    except OSError:
        return False
    return True
