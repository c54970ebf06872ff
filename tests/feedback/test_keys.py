"""Keys: where they lie, who may read them, and what happens without one."""

import errno
import os
import shutil

import pytest

from accounts.rules import Role
from consultations import store as consultations
from consultations.rules import GRACE, Mode
from core import clock
from core.db import db, step
from core.errors import Refused
from feedback import jobs, store
from feedback.models import Envelope, Participation, Submission
from tests.conftest import on_sqlite
from tests.feedback.conftest import carried, rows, send

SAYS = {"stance": "disagree", "reason": "Sớm quá."}


@pytest.fixture
def folder(app):
    return app.config["KEYS_DIR"]


def key_of(folder):
    (path,) = folder.glob("*.key")
    return path


def test_the_folder_is_for_the_server_alone_and_marked(ask, folder):
    os.chmod(folder, 0o755)
    ask(mode=Mode.ANONYMOUS)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    path = key_of(folder)
    assert path.stat().st_mode & 0o777 == 0o600 and len(path.read_bytes()) == 32


def test_the_key_is_on_the_disk_before_anybody_can_answer(ask, folder, monkeypatch):
    """Its bytes, then its name in the folder, are made to last before the row that needs them."""
    synced, real = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(os.readlink(f"/proc/self/fd/{fd}")), real(fd)))
    ask(mode=Mode.ANONYMOUS)
    assert [os.path.basename(path).endswith(".key.part") for path in synced[-2:]] == [True, False]
    assert synced[-1] == str(folder)


@pytest.mark.parametrize("harm", ["missing", "wrong", "short", "another installation's"])
def test_intake_refuses_without_its_key_and_loses_nothing_typed(ask, visit, folder, harm):
    asked = ask(mode=Mode.ANONYMOUS)
    family, url = visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}"
    form = carried(family.get(url))
    path = key_of(folder)
    if harm == "missing":
        path.unlink()
    elif harm == "another installation's":
        path.rename(folder / f"{asked.id}-0123456789abcdef.key")
    else:
        path.write_bytes(os.urandom(32 if harm == "wrong" else 7))
    page = family.post(url, status=503, data=form | SAYS)
    wrong = "không phải của đợt này" if harm in ("wrong", "short") else "không thấy khóa"
    assert wrong in page.text and SAYS["reason"] in page.text
    assert rows(Envelope) == rows(Participation) == []
    family.get(asked.url)
    assert "Không thấy khóa niêm phong" in visit(Role.OFFICER).get(f"/dot/{asked.id}").text


def test_a_folder_that_cannot_be_written_opens_nothing(ask, app, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "file"
    elsewhere.write_text("")
    app.config["KEYS_DIR"] = elsewhere / "keys"
    with pytest.raises(Refused, match="thư mục khóa"):
        ask(mode=Mode.ANONYMOUS)


def test_a_full_disk_opens_nothing(ask, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="thư mục khóa"):
        ask(mode=Mode.ANONYMOUS)


@on_sqlite
def test_a_folder_beside_the_database_is_refused(ask, app):
    """PostgreSQL keeps its files itself."""
    app.config["KEYS_DIR"] = app.config["DATA_DIR"] / "keys"
    with pytest.raises(Refused, match="nằm trong thư mục"):
        ask(mode=Mode.ANONYMOUS)
    assert not app.config["KEYS_DIR"].exists()


def test_two_installations_in_one_folder_keep_their_keys_apart(ask, folder):
    first = ask(mode=Mode.ANONYMOUS)
    before = key_of(folder).read_bytes()
    first.consultation.key_check = None
    ask(mode=Mode.ANONYMOUS)
    assert before in [path.read_bytes() for path in folder.glob("*.key")]
    assert len(list(folder.glob("*.key"))) == 2


def test_one_without_key_waits_and_the_others_are_released(ask, visit, folder, school):
    lost, sound = ask(mode=Mode.ANONYMOUS, smallest_group=3), ask(mode=Mode.ANONYMOUS, smallest_group=3)
    for household in school.households[:4]:
        for asked in (lost, sound):
            send(visit(household), f"{asked.url}/muc/{asked.clauses[0]}", **SAYS)
    next(folder.glob(f"{lost.id}-*.key")).unlink()
    with clock.stopped(lost.consultation.closes_at + GRACE):
        jobs.release_what_has_closed()
    db.session.expire_all()
    assert sound.consultation.released_at and not lost.consultation.released_at
    assert {row.consultation_id for row in rows(Submission)} == {sound.id}
    assert {row.consultation_id for row in rows(Envelope)} == {lost.id}
    assert list(folder.glob("*.key")) == []


@pytest.mark.parametrize("is_over", [False, True])
def test_what_cannot_be_opened_is_removed_by_one_command_and_people_are_asked_again(
    ask, visit, folder, school, app, is_over
):
    asked = ask(mode=Mode.ANONYMOUS)
    url = f"{asked.url}/muc/{asked.clauses[0]}"
    send(visit(Role.PARENT), url, **SAYS)
    shutil.move(key_of(folder), folder / "aside")
    run = app.test_cli_runner().invoke
    asked_id, title = asked.id, asked.consultation.title
    db.session.rollback()
    listed = run(args=["envelopes", "list"])
    assert f"Đợt {asked_id} ({title})" in listed.output and "không có khóa" in listed.output
    moment = asked.consultation.closes_at if is_over else clock.now()
    db.session.rollback()
    with clock.stopped(moment):
        assert run(args=["envelopes", "forget", str(asked_id), "--yes"]).exit_code == 0
    db.session.expire_all()
    assert rows(Envelope) == rows(Participation) == []
    if is_over:
        assert asked.consultation.released_at and run(args=["envelopes", "list"]).output.strip() == ""
    else:
        send(visit(Role.PARENT), url, **SAYS)
        assert len(rows(Envelope)) == 1 and consultations.has_key(asked.consultation)


def test_what_can_be_opened_is_not_removed(ask, visit, app):
    asked = ask(mode=Mode.ANONYMOUS)
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", **SAYS)
    asked_id = asked.id
    db.session.rollback()
    result = app.test_cli_runner().invoke(args=["envelopes", "forget", str(asked_id), "--yes"])
    assert result.exit_code == 2 and "vẫn còn" in result.stderr
    assert len(rows(Envelope)) == 1
    with pytest.raises(Refused), step():
        store.forget_unopenable(ask().consultation)
