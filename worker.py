"""The clock: runs what falls due, every minute. `flask serve` starts it beside the web processes."""

import time

import accounts.jobs
import backup
import consultations.jobs
import feedback.jobs
import reports.jobs
from core.jobs import every_minute, run_due

#: Seconds between two looks at the clock.
EVERY_SECONDS = 60

#: Imported for what they register; named here so that a reader finds them.
PACKAGES = (accounts.jobs, consultations.jobs, feedback.jobs, reports.jobs)

#: Last, so that what was just released is in it.
every_minute(backup.keep_after_release)


def run(app):
    """Run due jobs until the process is stopped."""
    with app.app_context():
        while True:
            run_due(app.logger)
            time.sleep(EVERY_SECONDS)
