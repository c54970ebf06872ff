"""Pages of reports. Importing them puts their routes on the blueprint."""

from reports.views import home, letters, outcomes, results, summary
from reports.views.blueprint import bp

__all__ = ["bp", "home", "letters", "outcomes", "results", "summary"]
