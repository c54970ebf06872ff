"""Pages of reports. Importing them puts their routes on the blueprint."""

from reports.views import (
    codebook,
    coding,
    comparing,
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
    theme_outcomes,
    themes,
    written,
)
from reports.views.blueprint import bp

__all__ = [
    "bp",
    "codebook",
    "coding",
    "comparing",
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
    "theme_outcomes",
    "themes",
    "written",
]
