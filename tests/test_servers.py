"""The servers that other tests lean on start, answer and leave nothing behind."""

import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests import servers


@pytest.fixture(scope="module")
def cluster():
    with servers.postgres() as url:
        yield url


def ask(url, question):
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return connection.execute(question).fetchone()[0]


def folder_of(url):
    """The cluster's folder, known by its socket's name."""
    port = url.rsplit(":", 1)[1].split("/")[0]
    (socket,) = Path("/tmp").glob(f"langnghe-pg-*/.s.PGSQL.{port}")
    return socket.parent


@pytest.mark.postgres
def test_postgres_answers_and_is_gone_afterwards():
    with servers.postgres() as url:
        assert ask(url, "select 1") == 1
        folder = folder_of(url)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        ask(url, "select 1")


@pytest.mark.postgres
def test_postgres_is_gone_after_a_failure():
    with pytest.raises(ZeroDivisionError), servers.postgres() as url:
        raise ZeroDivisionError
    with pytest.raises(psycopg.OperationalError):
        ask(url, "select 1")


@pytest.mark.postgres
def test_postgres_knows_vietnamese_letters(cluster):
    assert ask(cluster, "select lower('ĐƯỜNG')") == "đường"


@pytest.mark.postgres
def test_fresh_databases_are_copies_that_share_nothing(cluster):
    with servers.fresh_database(cluster) as model:
        with psycopg.connect(model.replace("+psycopg", "")) as connection:
            connection.execute("create table child (name text)")
        template = model.rsplit("/", 1)[1]
        with servers.fresh_database(cluster, template=template) as one:
            assert ask(one, "select count(*) from child") == 0
            assert ask(one, "insert into child values ('Na') returning name") == "Na"
        assert ask(model, "select count(*) from child") == 0
    assert ask(cluster, "select count(*) from pg_database where datname like 'test%'") == 0


@pytest.mark.browser
def test_chromium_shows_text():
    # In a thread of its own: another test's browser may be open in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(read_a_page).result() == "Lắng Nghe"


def read_a_page():
    with servers.chromium() as browser:
        page = browser.new_page()
        page.goto("data:text/html;charset=utf-8,<h1>Lắng Nghe</h1>")
        return page.inner_text("h1")


STAND_IN = """
import os
import click
from flask import Flask
from werkzeug.serving import run_simple

app = Flask(__name__)
app.get("/")(lambda: os.environ["GREETING"])

@app.cli.command()
@click.option("--host")
@click.option("--port", type=int)
def serve(host, port):
    if os.fork():
        os.wait()
    run_simple(host, port, app)
"""


def test_the_web_server_answers_with_its_settings_and_ends_with_its_children(tmp_path, monkeypatch):
    (tmp_path / "app.py").write_text(STAND_IN)
    monkeypatch.setattr(servers, "ROOT", tmp_path)
    with servers.serve({"GREETING": "chào"}) as base_url, urllib.request.urlopen(base_url) as page:
        assert page.read().decode() == "chào"
    with pytest.raises(urllib.error.URLError, match="refused"):
        urllib.request.urlopen(base_url)


def test_a_server_that_ends_at_once_shows_its_log():
    with (
        pytest.raises(servers.DidNotStart, match="no such door"),
        servers._running(["sh", "-c", "echo no such door; exit 3"], lambda: False),
    ):
        pytest.fail("it never was up")


def test_what_is_missing_is_skipped(monkeypatch):
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Chromium"):
        servers.missing("Chromium")


def test_what_is_missing_fails_where_everything_is_required(monkeypatch):
    monkeypatch.setenv("REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="Chromium"):
        servers.missing("Chromium")
