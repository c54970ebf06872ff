"""Pages of reports. Importing them puts their routes on the blueprint."""

from reports.views import desk, exports, final, home, letters, outcomes, results, summary
from reports.views.blueprint import bp

__all__ = ["bp", "desk", "exports", "final", "home", "letters", "outcomes", "results", "summary"]
