"""The switch between Vietnamese and English."""

from urllib.parse import urlsplit

from flask import abort, current_app, redirect, render_template, request, url_for

from accounts.access import local_path, open_to_all
from accounts.views.blueprint import bp
from core.i18n import LANGUAGE_COOKIE, LOCALES

YEAR_IN_SECONDS = 31_536_000


@bp.route("/ngon-ngu", methods=["GET", "POST"])
@open_to_all
def language():
    if request.method == "GET":
        return render_template("accounts/language.html", locales=LOCALES, came_from=_came_from())
    chosen = request.form.get("lang", "")
    if chosen not in LOCALES:
        abort(400)
    answer = redirect(local_path(request.form.get("next")) or url_for("reports.home"))
    answer.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=YEAR_IN_SECONDS, httponly=True, samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip
    return answer


def _came_from():
    """The path of the page that links here, where the browser says so."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host or parts.path == url_for(".language"):
        return ""
    return local_path(parts.path) or ""
