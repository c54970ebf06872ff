"""A backup taken while the program runs comes back whole, into an empty database only."""

import gzip
import json

import pytest
from sqlalchemy import func, select

import backup
import demo
from accounts.models import School
from config import load
from core import clock
from core.db import db, step


def contents():
    """{table: its rows}, sorted; what two equal databases have in common."""
    return {
        table.name: sorted(map(repr, db.session.execute(select(table)).all()))
        for table in db.metadata.sorted_tables
    }


def text_of(path):
    return gzip.decompress(path.read_bytes()).decode()


@pytest.fixture
def filled(app):
    demo.fill(households=24)
    return app


def empty(app):
    with step() as session:
        for table in reversed(db.metadata.sorted_tables):
            if table.name == "clause":
                session.execute(table.update().values(parent_id=None))
            session.execute(table.delete())


def test_a_restored_database_is_the_same(filled, tmp_path):
    before = contents()
    backup.write(tmp_path / "copy.gz")
    empty(filled)
    assert backup.read(tmp_path / "copy.gz") == sum(map(len, before.values()))
    db.session.expire_all()
    assert contents() == before


def test_a_copy_and_a_new_data_folder_are_for_their_owner_alone(app, tmp_path):
    backup.write(tmp_path / "copy.gz")
    load({"DATA_DIR": str(tmp_path / "school" / "data")})
    found = [tmp_path / "copy.gz", tmp_path / "school" / "data", tmp_path / "school" / "data" / "secrets"]
    assert [one.stat().st_mode & 0o777 for one in found] == [0o600, 0o700, 0o700]


def test_rows_can_be_added_after_a_restore(filled, tmp_path):
    backup.write(tmp_path / "copy.gz")
    empty(filled)
    backup.read(tmp_path / "copy.gz")
    with step() as session:
        session.add(School(slug="another", made_at=clock.now()))
    assert db.session.scalar(select(func.count()).select_from(School)) == 2


def test_a_database_in_use_is_not_written_over(filled, tmp_path):
    backup.write(tmp_path / "copy.gz")
    with pytest.raises(backup.NotPossible, match="không trống"):
        backup.read(tmp_path / "copy.gz")


def test_a_cut_copy_is_refused_and_nothing_of_it_stays(filled, tmp_path):
    backup.write(tmp_path / "copy.gz")
    lines = text_of(tmp_path / "copy.gz").splitlines(keepends=True)
    with gzip.open(tmp_path / "cut.gz", "wt", encoding="utf-8") as file:
        file.writelines(lines[: len(lines) // 2])
    empty(filled)
    with pytest.raises(backup.NotPossible, match="cắt cụt"):
        backup.read(tmp_path / "cut.gz")
    assert sum(map(len, contents().values())) == 0


@pytest.mark.parametrize("data", [b"", b"nothing of ours", gzip.compress(b'{"format": "other"}\n', mtime=0)])
def test_another_kind_of_file_is_refused(app, tmp_path, data):
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(backup.NotPossible):
        backup.read(tmp_path / "file")


def test_another_version_is_refused(app, tmp_path):
    header = json.dumps({"format": backup.FORMAT, "revision": "9999"})
    (tmp_path / "file").write_bytes(gzip.compress(f"{header}\n".encode()))
    with pytest.raises(backup.NotPossible, match="phiên bản khác"):
        backup.read(tmp_path / "file")


def test_secrets_are_not_in_the_copy(filled, tmp_path):
    backup.write(tmp_path / "copy.gz")
    text = text_of(tmp_path / "copy.gz")
    assert "test-code-key" not in text
    assert "test-hash-key" not in text
