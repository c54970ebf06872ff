"""The blueprint, and whose name a page bears."""

from dataclasses import dataclass

from flask import Blueprint, g
from flask_login import current_user

from accounts import store
from core.i18n import _

bp = Blueprint("accounts", __name__)


@dataclass(frozen=True)
class NoSchool:
    """What stands at the top of a page for nobody, where a server serves no school yet, or several."""

    school_name: str
    contact: str = ""


def school_on_page():
    """The settings shown on this page: of the visitor's school; for nobody, of the only school there is."""
    if "school_settings" not in g:
        g.school_settings = _find() or NoSchool(_("Trang lấy ý kiến của nhà trường"))
    return g.school_settings


def show_school(school_id):
    """Let this page bear the name of a school though nobody is signed in (a scanned slip, an open link)."""
    g.school_settings = store.settings_of(school_id)


def _find():
    if current_user.is_authenticated:
        return store.settings_of(current_user.school_id)
    only = store.find_only_school()
    return store.settings_of(only.id) if only else None
