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
    """Name and contact shown on this page: of the visitor's school; for nobody, of the only one there is."""
    if "school_on_page" not in g:
        g.school_on_page = _find() or NoSchool(_("Trang lấy ý kiến của nhà trường"))
    return g.school_on_page


def show_school(school_id):
    """Let this page bear the name of a school though nobody is signed in (a scanned slip, an open link)."""
    g.school_on_page = store.name_of(school_id)


def _find():
    if current_user.is_authenticated:
        return store.name_of(current_user.school_id)
    only = store.find_only_school()
    return store.name_of(only.id) if only else None
