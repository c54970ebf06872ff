"""Security headers, the style sheet's three ways to the phone, and compression."""

import base64
import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, request
from flask.sessions import SecureCookieSessionInterface
from markupsafe import Markup

LOOK_COOKIE = "look"
COMPRESS_FROM_BYTES = 600
#: A third of the work of zlib's usual 6, for 0.4 KiB more on a page of 5.
COMPRESS_LEVEL = 3
#: Pages whose text is worth compressing; files on their way out (XLSX, DOCX, PDF) are compressed already.
COMPRESSED_TYPES = ("text/", "application/json", "image/svg+xml")


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions, whose signer is made once instead of twice a page."""

    @cache  # noqa: B019 - one for each application, as long as it lives
    def get_signing_serializer(self, app):
        return super().get_signing_serializer(app)


class Sheet:
    """The style sheet, read once: its text, its CSP hash, and its address with a version."""

    def __init__(self, path):
        self.text = Path(path).read_text(encoding="utf-8").strip()
        digest = hashlib.sha256(self.text.encode()).digest()
        self.csp_hash = "'sha256-" + base64.b64encode(digest).decode() + "'"
        self.version = digest.hex()[:8]


def _policy(sheet):
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src 'self' {sheet.csp_hash}",
            "script-src 'self'",
            "img-src 'self' data:",
            "font-src 'none'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def style():
    """The style sheet for this visitor.

    First page: inline, so that a weak network shows it after one reply. Second page: inline, and the
    linked file is fetched in idle time. From then on: the linked file, out of the browser's cache.
    """
    sheet = current_app.extensions["sheet"]
    seen = request.cookies.get(LOOK_COOKIE)
    href = f"/static/css/lang-nghe.css?v={sheet.version}"
    if seen == sheet.version:
        return Markup('<link rel="stylesheet" href="%s">') % href
    inline = Markup("<style>") + Markup(sheet.text) + Markup("</style>")
    return inline + Markup('<link rel="prefetch" href="%s">') % href if seen == "1" else inline


def _remember_look(response):
    if response.mimetype != "text/html" or response.status_code != 200:
        return
    version = current_app.extensions["sheet"].version
    seen = request.cookies.get(LOOK_COOKIE)
    if seen != version:
        response.set_cookie(
            LOOK_COOKIE,
            version if seen == "1" else "1",
            max_age=30_000_000,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )


def _compress(response):
    if (
        response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
        or not response.mimetype.startswith(COMPRESSED_TYPES)
        or "gzip" not in request.headers.get("Accept-Encoding", "")
        or response.content_length is None
        or response.content_length < COMPRESS_FROM_BYTES
    ):
        return
    response.set_data(gzip.compress(response.get_data(), compresslevel=COMPRESS_LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")


def init_app(app):
    sheet = Sheet(Path(app.static_folder) / "css" / "lang-nghe.css")
    app.extensions["sheet"] = sheet
    app.session_interface = Sessions()
    policy = _policy(sheet)
    #: For a page that departs from it in one point.
    app.extensions["policy"] = policy
    app.jinja_env.globals["style"] = style

    @app.after_request
    def secure(response):
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "same-origin")
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.path.startswith("/static/"):
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
        else:
            headers.setdefault("Cache-Control", "no-store")
        if request.is_secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        _remember_look(response)
        _compress(response)
        return response
