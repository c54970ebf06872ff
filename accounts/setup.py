"""The setup token: who reads the server's own screen, and nobody else, makes the first school."""

import os
from pathlib import Path

from core import codes


def _path(data_dir):
    return Path(data_dir) / "secrets" / "setup_token"


def find_token(data_dir):
    """The token, or None where none was made."""
    try:
        return _path(data_dir).read_text().strip() or None
    except FileNotFoundError:
        return None


def make_token(data_dir):
    """The token of this data folder, made when missing. Print it at start while no school exists."""
    path = _path(data_dir)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(codes.draw())
    except FileExistsError:
        pass
    return find_token(data_dir)
