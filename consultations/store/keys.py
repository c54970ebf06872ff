"""The key of each consultation without names: a file of 256 bits, made at the opening, dead at the release.

It lies in KEYS_DIR, outside the database's folder, and never in the database or a backup of it. The
database holds a keyed hash that tells whether a file is the right one. Nothing keeps a key in memory.
"""

import logging
import os
import secrets
from pathlib import Path

from flask import current_app
from sqlalchemy import make_url, select

from consultations.models import Consultation
from core import codes
from core.db import db
from core.errors import Refused
from core.i18n import _l

KEY_BYTES = 32
#: https://bford.info/cachedir/: backup programs that know the mark leave the folder out.
MARK = "CACHEDIR.TAG"
MARK_TEXT = """Signature: 8a477f597d28d172789f06886806bc55
# Keys of consultations without names. They must be in no backup: they die when the opinions are opened.
"""
MISSING_KEY = _l(
    "Máy chủ không thấy khóa niêm phong của đợt này nên chưa nhận được ý kiến. "
    "Xin báo nhà trường; không có ý kiến nào bị lộ."
)
WRONG_KEY = _l(
    "Khóa niêm phong trên máy chủ không phải của đợt này nên chưa nhận được ý kiến. "
    "Xin báo nhà trường; không có ý kiến nào bị lộ."
)
UNUSABLE = _l(
    "Đợt không nêu tên cần thư mục khóa (KEYS_DIR) ghi được, chỉ máy chủ đọc được. "
    "Hiện chưa dùng được thư mục ấy nên chưa mở được đợt này. Xin báo người quản trị máy chủ."
)
INSIDE = _l(
    "Thư mục khóa (KEYS_DIR) đang nằm trong thư mục của cơ sở dữ liệu. Sao lưu thư mục ấy là sao lưu cả "
    "khóa, nên chưa mở được đợt không nêu tên. Xin báo người quản trị máy chủ chuyển đi nơi khác."
)
_log = logging.getLogger(__name__)


def make_key(consultation):
    """Write a new key of `consultation` to the disk, and what knows it to the row. Raises Refused."""
    key = secrets.token_bytes(KEY_BYTES)
    check = _check_of(key)
    try:
        folder = _made_ready()
        _write(folder / _name(consultation.id, check), key)
    except OSError as error:
        _log.error("no key can be written to KEYS_DIR: %s", error)
        raise Refused(UNUSABLE, 503) from error
    consultation.key_check = check


def read_key(consultation_id, check):
    """The key that `check` knows. Raises Refused when it is missing or is another one."""
    try:
        key = (_folder() / _name(consultation_id, check)).read_bytes()
    except OSError as error:
        raise Refused(MISSING_KEY, 503) from error
    if len(key) != KEY_BYTES or _check_of(key) != check:
        raise Refused(WRONG_KEY, 503)
    return key


def has_key(consultation):
    """Whether the envelopes of `consultation` can be opened."""
    try:
        read_key(consultation.id, consultation.key_check)
    except Refused:
        return False
    return True


def destroy_key(consultation_id, check):
    """Unlink the key and make it last. Does nothing when it is gone."""
    path = _folder() / _name(consultation_id, check)
    try:
        path.unlink()
    except FileNotFoundError:
        return
    _sync(path.parent)


def destroy_dead_keys():
    """Destroy the keys of consultations that were released; gives how many there were."""
    try:
        present = {path.name for path in _folder().iterdir()}
    except OSError:
        return 0
    rows = db.session.execute(
        select(Consultation.id, Consultation.key_check).where(
            Consultation.released_at.is_not(None), Consultation.key_check.is_not(None)
        )
    )
    dead = [row for row in rows if _name(*row) in present]
    for consultation_id, check in dead:
        destroy_key(consultation_id, check)
    return len(dead)


def _check_of(key):
    return codes.tag(key, "check")


def _name(consultation_id, check):
    """Unlike the one of any other installation, which may use the same folder by mistake."""
    return f"{consultation_id}-{(check or '')[:16]}.key"


def _folder():
    return Path(current_app.config["KEYS_DIR"])


def _made_ready():
    """The folder, made if need be, for our eyes only and marked. Raises OSError, Refused."""
    folder = _folder()
    if (beside := _database_folder()) and folder.resolve().is_relative_to(beside):
        raise Refused(INSIDE, 503)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    if not (folder / MARK).exists():
        _write(folder / MARK, MARK_TEXT.encode())
    return folder


def _database_folder():
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    return Path(url.database).resolve().parent if url.drivername == "sqlite" and url.database else None


def _write(path, data):
    """All of `data` under `path` or nothing, and on the disk when this returns."""
    beside = path.with_name(path.name + ".part")
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _sync(path.parent)


def _sync(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
