"""Sign-in, people, codes and the school's settings."""

from accounts.views import (
    codes,
    entry,
    first_run,
    invitations,
    language,
    passwords,
    people,
    requests,
    roster,
    settings,
    workdays,
)  # fmt: skip
from accounts.views.blueprint import bp, school_on_page

__all__ = [
    "bp", "codes", "entry", "first_run", "invitations", "language", "passwords", "people", "requests",
    "roster", "school_on_page", "settings", "workdays",
]  # fmt: skip
