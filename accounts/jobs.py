"""What falls due by the clock: failed tries are forgotten."""

from accounts import store
from core.jobs import every_minute

every_minute(store.forget_old_failures)
