"""Work beside the requests: what falls due by the clock, and what somebody has asked for. Each package lists
its own; worker.py runs them."""

from core.db import step

_due, _asked = [], []


def every_minute(job):
    """Register `job`, a function without arguments that may run twice and does nothing the second time."""
    _due.append(job)
    return job


def as_asked(job):
    """Register `job`, which serves one thing that was asked for, in steps of its own, and says whether there
    was any. It may be stopped at any point and is then called again."""
    _asked.append(job)
    return job


def run_due(logger):
    """Run every registered job in a transaction of its own; one that fails does not stop the next."""
    for job in _due:
        try:
            with step():
                job()
        except Exception:
            logger.exception("job %s failed", job.__name__)


def run_asked(logger):
    """Serve what was asked for, one thing of each kind."""
    for job in _asked:
        try:
            job()
        except Exception:
            logger.exception("job %s failed", job.__name__)
