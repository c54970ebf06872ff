"""Fixtures: an app on an empty database, a small school, and a visitor who inspects every page."""

import contextvars
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask_migrate import upgrade
from hypothesis import HealthCheck, settings

from accounts.models import Child, Household, Person, School, SchoolClass, SchoolSettings
from accounts.rules import AUDIENCE_OF, AgeGroup, Role
from app import create_app
from core import clock, codes
from core.db import db
from tests import quick, servers
from tests.pages import inspect

NOON = datetime(2026, 10, 12, 5, 0, tzinfo=UTC)  # 12:00 in Viet Nam, a Monday
PASSWORD = "mat-khau-thu-nghiem"
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
#: For tests to which it does not matter which database it is, or that only SQLite can be put to.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
#: For what only a server of many writers can do.
on_postgres = pytest.mark.parametrize("database_url", DATABASES[1:], indirect=True)
quick.once()
# A test that takes long on a busy machine is none the worse.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_sessionfinish(session):
    """Where everything is required, one skipped test is a failed run, whichever process skipped it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("REQUIRE_ALL") == "1" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nREQUIRE_ALL=1 allows no skipping", red=True)
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def noon():
    """Time is stopped at noon."""
    with clock.stopped(NOON):
        yield NOON


@pytest.fixture(scope="session")
def postgres_url():
    """A PostgreSQL server for the whole run, or a skipped test (a failed one under REQUIRE_ALL=1)."""
    with servers.postgres() as url, servers.fresh_database(url) as database:
        yield database


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """An empty SQLite database with the schema of the migrations, copied for every test."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    shutil.copy(sqlite_template, tmp_path / "test.db")
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(scope="session")
def emptied_postgres(postgres_url):
    """emptied_postgres(): the URL of a migrated PostgreSQL database without rows, the same at every call."""
    migrate(postgres_url)
    with servers.emptier(postgres_url, [table.name for table in db.metadata.sorted_tables]) as empty:

        def emptied():
            empty()
            return postgres_url

        yield emptied


@pytest.fixture(params=DATABASES)
def database_url(request):
    """An empty, migrated database; every test that uses it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_url")
    return request.getfixturevalue("emptied_postgres")()


def migrate(url):
    app = make_app(url)
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return url


def make_app(url, **settings):
    return create_app(
        **{
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": url,
            "SECRET_KEY": "test",
            "CODE_KEY": b"test-code-key",
            "HASH_KEY": b"test-hash-key",
            "WTF_CSRF_ENABLED": False,
            "KEYS_DIR": Path(tempfile.gettempdir()) / "no-such-keys",
            **settings,
        }
    )


@pytest.fixture
def app(database_url, tmp_path, tmp_path_factory):
    app = make_app(database_url, DATA_DIR=tmp_path, KEYS_DIR=tmp_path_factory.mktemp("keys"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class TheSchool:
    """The rows of a small school: two classes, six households, one person per staff role."""

    def __init__(self, app):
        self.app = app
        self.school = School(slug="hoa-ban", made_at=clock.now())
        db.session.add(self.school)
        db.session.flush()
        self.id = self.school.id
        db.session.add(
            SchoolSettings(
                school_id=self.id, valid_from=datetime(2025, 7, 1).date(), superior_body="UBND xã Hoa Ban",
                school_name="Trường Mầm non Hoa Ban", symbol_suffix="TrMN", place="Hoa Ban",
                receivers="Ủy ban nhân dân xã Hoa Ban", copies_to="", signer_title="HIỆU TRƯỞNG",
                contact="văn phòng nhà trường",
            )
        )  # fmt: skip
        self.classes = [
            SchoolClass(school_id=self.id, name="3 tuổi A", age_group=AgeGroup.THREE),
            SchoolClass(school_id=self.id, name="5 tuổi B", age_group=AgeGroup.FIVE),
        ]
        db.session.add_all(self.classes)
        self.people = {role: self._person(role) for role in Role if role is not Role.PARENT}
        self.people[Role.TEACHER].classes.append(self.classes[0])
        db.session.flush()
        self.households = [self._household(number) for number in range(6)]
        db.session.commit()

    def _person(self, role):
        person = Person(
            school_id=self.id, staff_code=role.value, full_name=f"Người {role.value}", login=role.value,
            role=role, audience=AUDIENCE_OF.get(role), session_stamp=0,
        )  # fmt: skip
        db.session.add(person)
        return person

    def _household(self, number):
        household = Household(
            school_id=self.id, family_code=f"GD{number}", code_issue=1, code_tag=f"pending-{number}"
        )
        db.session.add(household)
        db.session.flush()
        household.code_tag = codes.tag(b"test-hash-key", self.code_of(household))
        db.session.add(
            Child(
                school_id=self.id,
                household=household,
                class_=self.classes[number % 2],
                child_code=f"T{number}",
                full_name=f"Bé {number}",
                birth_date=None,
            )
        )
        return household

    def code_of(self, household):
        return codes.spell(b"test-code-key", household.id, household.code_issue)


@pytest.fixture
def school(app):
    return TheSchool(app)


class Visitor:
    """A browser of one person. Every page it gets is inspected (tests/pages.py)."""

    def __init__(self, app, signed_in_as=None):
        self.app = app
        self.client = app.test_client()
        if signed_in_as is not None:
            with self.client.session_transaction() as session:
                session["_user_id"] = signed_in_as.get_id()
                session["_fresh"] = True

    def open(self, url, *, method="GET", status=200, **kwargs):
        """The response; the test fails unless its status is `status` (None: any)."""
        # A request in a context of its own: else Flask-Login remembers the first visitor for the second.
        db.session.rollback()
        response = contextvars.Context().run(lambda: self.client.open(url, method=method, **kwargs))
        db.session.expire_all()
        if status is not None:
            assert response.status_code == status, (
                f"{method} {url}: {response.status_code}\n{response.text[:3000]}"
            )
        if response.mimetype == "text/html" and response.status_code != 302:
            response.page = inspect(response)
        return response

    def get(self, url, status=200, **kwargs):
        """The page at `url` as BeautifulSoup."""
        return _read(self.open(url, status=status, **kwargs))

    def post(self, url, status=302, *, data=None, **fields):
        """Post `fields` (or `data`); the page as BeautifulSoup, with `location` where it redirects to."""
        response = self.open(url, method="POST", status=status, data=data or fields)
        page = _read(response)
        page.location = response.location
        return page


def _read(response):
    return getattr(response, "page", None) or BeautifulSoup(response.text, "html5lib")


@pytest.fixture
def visit(app, school):
    """visit(Role.TEACHER), visit(household) or visit() for nobody."""

    def visit(who=None):
        if isinstance(who, Role):
            who = school.households[0] if who is Role.PARENT else school.people[who]
        return Visitor(app, who)

    return visit
