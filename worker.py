"""The clock: runs what falls due every minute, and what was asked for at once. `flask serve` starts it
beside the web processes."""

import time

import accounts.jobs
import backup
import consultations.jobs
import feedback.jobs
import reports.jobs
from core.jobs import every_minute, run_asked, run_due

#: Seconds between two rounds of due jobs, and between two looks for what was asked for.
EVERY_SECONDS, LOOK_SECONDS = 60, 3

#: Imported for what they register; named here so that a reader finds them.
PACKAGES = (accounts.jobs, consultations.jobs, feedback.jobs, reports.jobs)

#: Last, so that what was just released is in it.
every_minute(backup.keep_after_release)


def run(app):
    """Run jobs until the process is stopped."""
    with app.app_context():
        due = time.monotonic()
        while True:
            if time.monotonic() >= due:
                due = time.monotonic() + EVERY_SECONDS
                run_due(app.logger)
            run_asked(app.logger)
            time.sleep(LOOK_SECONDS)
