"""The gate: a route names the ability it needs, else it is shut. What was typed is never lost."""

import json
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, render_template, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError
from itsdangerous import BadSignature, URLSafeTimedSerializer

from accounts import store
from accounts.rules import Ability, may
from core.errors import error_page
from core.forms import NEVER_CARRIED, typed_words

login = LoginManager()
login.session_protection = None  # phones change network, and so address, while a parent writes
NOTHING = "nothing"
OPEN_ENDPOINTS = {"static"}


def needs(ability):
    """Mark a view: only who has `ability` gets in."""

    def mark(view):
        view.needs = ability
        return view

    return mark


def open_to_all(view):
    """Mark a view that needs no sign-in."""
    view.needs = NOTHING
    return view


@login.user_loader
def load(session_id):
    return store.find_signed_in(session_id)


def _needed():
    return getattr(current_app.view_functions[request.endpoint], "needs", None)


def guard():
    if request.endpoint is None or request.endpoint in OPEN_ENDPOINTS:
        return None
    needed = _needed()
    if needed is NOTHING:
        return None
    if not current_user.is_authenticated:
        return login.unauthorized()
    if needed is None or not may(current_user.role, needed):
        abort(403)
    return None


def start_session(who):
    """Sign `who` in with a fresh session, which lasts (config.PERMANENT_SESSION_LIFETIME)."""
    end_session()
    login_user(who)
    session.permanent = True


def end_session():
    logout_user()
    session.clear()
    # Flask-WTF keeps the token it made earlier in this request; it belongs to the session just dropped.
    g.pop(current_app.config.get("WTF_CSRF_FIELD_NAME", "csrf_token"), None)


def local_path(target):
    """`target` when it is a path on this server, else None: nobody is sent elsewhere after signing in."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return None
    if any(ord(sign) < 32 for sign in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def base_url():
    """Where people reach this server, without a slash at the end: for QR codes and links."""
    return current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")


# What was typed, carried through a sign-in


def carried_now():
    """The fields of this POST as one string for a hidden field."""
    fields = [[name, value] for name, value in request.form.items(multi=True) if name not in NEVER_CARRIED]
    return json.dumps({"to": request.full_path.removesuffix("?"), "fields": fields}, ensure_ascii=False)


def read_carried(text):
    """What `carried_now` wrote: (path, [(name, value), …]); None when it is empty or was tampered with."""
    try:
        found = json.loads(text or "")
        path = local_path(found["to"])
        fields = [(str(name), str(value)) for name, value in found["fields"]]
    except (ValueError, TypeError, KeyError):
        return None
    return (path, fields) if path else None


@login.unauthorized_handler
def unauthorized():
    """Nobody is signed in: to the entry, or, after a POST, to a page that carries what was typed."""
    if request.method != "POST":
        return redirect(url_for("accounts.enter", next=request.full_path.removesuffix("?")))
    carried = carried_now()
    return render_template(
        "accounts/session_over.html",
        carried=carried,
        typed=typed_words(read_carried(carried)[1]),
        had_files=_had_files(),
        is_staff_page=_needed() is not Ability.ANSWER,
    ), 401


def _had_files():
    return any(file.filename for file in request.files.values())


def form_expired(error):
    """The form's token is not (or no longer) that of the session: one button sends the same fields again."""
    if request.endpoint and _needed() is not NOTHING and not current_user.is_authenticated:
        return unauthorized()
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return error_page(400)
    return resend_page(carried_now(), had_files=_had_files()), 400


def resend_page(carried, *, had_files=False):
    path, fields = read_carried(carried)
    return render_template(
        "accounts/resend.html", path=path, fields=fields, typed=typed_words(fields), had_files=had_files
    )


# Short-lived secrets that must not stand in an address


def _serializer(name):
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"cookie-{name}")


def lay_aside(response, name, value, *, path, lasts):
    """Put `value` into a signed cookie for `path` only. lasts: a timedelta."""
    response.set_cookie(
        name, _serializer(name).dumps(value), max_age=int(lasts.total_seconds()), path=path, httponly=True,
        samesite="Lax", secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def laid_aside(name, *, lasts):
    """The value of the cookie, or None when there is none, it is too old, or somebody changed it."""
    try:
        return _serializer(name).loads(request.cookies.get(name, ""), max_age=int(lasts.total_seconds()))
    except BadSignature:
        return None


def init_app(app):
    login.init_app(app)
    app.before_request(guard)
    app.register_error_handler(CSRFError, form_expired)
    app.jinja_env.globals["may"] = lambda ability: (
        current_user.is_authenticated and may(current_user.role, ability)
    )
