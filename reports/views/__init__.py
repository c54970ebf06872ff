"""Pages of reports. Importing them puts their routes on the blueprint."""

from reports.views import (
    desk,
    diverted,
    exports,
    final,
    home,
    letters,
    links,
    outcomes,
    results,
    stored,
    summary,
)
from reports.views.blueprint import bp

__all__ = [
    "bp",
    "desk",
    "diverted",
    "exports",
    "final",
    "home",
    "letters",
    "links",
    "outcomes",
    "results",
    "stored",
    "summary",
]
