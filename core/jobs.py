"""The jobs that fall due by the clock. Each package lists its own; worker.py runs them every minute."""

from core.db import step

_due = []


def every_minute(job):
    """Register `job`, a function without arguments that may run twice and does nothing the second time."""
    _due.append(job)
    return job


def run_due(logger):
    """Run every registered job in a transaction of its own; one that fails does not stop the next."""
    for job in _due:
        try:
            with step():
                job()
        except Exception:
            logger.exception("job %s failed", job.__name__)
