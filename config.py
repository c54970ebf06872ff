"""Every setting: its meaning, unit and default. Secrets have none: they are made once per data folder."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

#: Where the database and the secrets of a small installation live.
DATA_DIR = "var"


def load(environment=os.environ):
    """The settings as a dict, from `environment`; makes the data folder and its secrets when missing."""
    folder = Path(environment.get("DATA_DIR", DATA_DIR)).resolve()
    database = environment.get("DATABASE_URL") or f"sqlite:///{folder / 'lang-nghe.db'}"
    https = environment.get("HTTPS", "") == "1"
    return {
        "DATA_DIR": folder,
        # sqlite:///… or postgresql://…; the same program on both.
        "SQLALCHEMY_DATABASE_URI": database.replace("postgres://", "postgresql://", 1),
        # One connection for every thread of a web process (serving.THREADS).
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": database.startswith("postgres"), "pool_size": 8},
        # Signs sessions and forms. Changing it signs everybody out.
        "SECRET_KEY": _secret(environment, folder, "SECRET_KEY"),
        # Makes household codes. Changing it makes every printed slip worthless.
        "CODE_KEY": _secret(environment, folder, "CODE_KEY").encode(),
        # Keys the hashes of codes in the database. Changing it makes every code and receipt unknown.
        "HASH_KEY": _secret(environment, folder, "HASH_KEY").encode(),
        # Keys of consultations without names, one file each. Outside the database's folder, in no backup.
        "KEYS_DIR": Path(environment.get("KEYS_DIR") or f"{folder}-keys").resolve(),
        # Where a backup is put after each release; empty: none is made by itself.
        "BACKUP_DIR": environment.get("BACKUP_DIR", ""),
        # The address people see, for QR codes and links, such as "https://y-kien.truong.example".
        "PUBLIC_URL": environment.get("PUBLIC_URL", "").rstrip("/"),
        # Number of proxies in front whose X-Forwarded-* headers are believed.
        "PROXIES": int(environment.get("PROXIES", "0")),
        "SESSION_COOKIE_NAME": "phien",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=180),
        # A renewed cookie on every page would cost bytes and cached nothing.
        "SESSION_REFRESH_EACH_REQUEST": False,
        # Forms live as long as the session: a parent who writes for two hours loses nothing.
        "WTF_CSRF_TIME_LIMIT": None,
        # Some phones send no referrer, and pages reached by a code forbid it; the token is what counts.
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": 21 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 3 * 1024 * 1024,
        "MAX_FORM_PARTS": 3000,
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "BABEL_TRANSLATION_DIRECTORIES": str(Path(__file__).parent / "translations"),
    }


def _secret(environment, folder, name):
    """The secret called `name`: from the environment, else from the data folder, else made there."""
    if environment.get(name):
        return environment[name]
    path = folder / "secrets" / name.lower()
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        # Answers and secrets are nobody else's to read.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        value = secrets.token_hex(32)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(value)
        except FileExistsError:
            return path.read_text().strip()
        return value
