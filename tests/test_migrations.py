"""Every migration goes up and down on both databases, and ends at what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from core.db import db
from tests import servers
from tests.conftest import DATABASES, make_app


@pytest.fixture(params=DATABASES)
def empty_app(request, tmp_path):
    if request.param == "sqlite":
        yield from _app(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        with servers.fresh_database(request.getfixturevalue("postgres_url")) as url:
            yield from _app(url)


def _app(url):
    app = make_app(url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def is_of_the_models(name, kind, parents):
    """All but the indexes of words, which each database has its own way of making."""
    return not (kind == "table" and name.startswith("desk_search")) and name != "ix_desk_line_words"


def test_migrations_lead_to_the_models(empty_app):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_of_the_models})
        assert compare_metadata(context, db.metadata) == []


def test_versions_come_and_go_under_drafts_that_hold_opinions(empty_app):
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for line in (
            "INSERT INTO school (id, slug, is_demo, made_at) VALUES (1, 'a', false, '2026-01-01')",
            "INSERT INTO consultation (id, school_id, title, summary, purpose, method, reference,"
            " issuing_office, mode, unit, made_at) "
            "VALUES (1, 1, '', '', '', '', '', '', 'named', 'household', '2026-01-01')",
            "INSERT INTO draft (id, school_id, consultation_id, version, title, head, foot, file_name, source"
            ", warnings) VALUES (1, 1, 1, 1, '', '', '', '', '', '[]')",
            "INSERT INTO clause (id, school_id, draft_id, position, kind, label, heading, text, is_left_out)"
            " VALUES (1, 1, 1, 1, 'article', '', '', 'x', false)",
            "INSERT INTO submission (id, school_id, consultation_id, audience, group_label, is_withdrawn)"
            " VALUES ('s', 1, 1, 'parents', '', false)",
            "INSERT INTO clause_stance (submission_id, clause_id, stance) VALUES ('s', 1, 'agree')",
        ):
            connection.exec_driver_sql(line)
    upgrade()
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version FROM clause_stance").scalars().all() == [1]
        assert connection.exec_driver_sql("SELECT version FROM consultation").scalars().all() == [1]
    downgrade(revision="0001")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT stance FROM clause_stance").scalars().all() == ["agree"]


def test_migrations_can_be_taken_back(empty_app):
    upgrade()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert "submission" in inspect(db.engine).get_table_names()
