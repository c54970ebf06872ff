"""The production server: gunicorn with threads, the application loaded once, the clock beside it."""

import gc
import multiprocessing
import os
import signal
import sys

from gunicorn.app.base import BaseApplication

import worker
from core.db import db

#: Threads of one web process; a request waits on the disk more than on the processor.
THREADS = 8
#: A folder that lies in memory, on Linux.
MEMORY = "/dev/shm"
#: New objects between two looks of the collector: a page makes some thousands and drops them all.
COLLECT_EVERY = 50_000
#: Seconds a thread may keep the interpreter while others wait. With Python's own 0.005 who holds SQLite's one
#: writer waits for a page that another thread puts together, and everybody who writes waits for both.
SWITCH_EVERY = 0.0002


class _Server(BaseApplication):
    def __init__(self, app, options):
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        return self.app


def run(app, *, host, port, workers):
    """Serve `app` until stopped, with the clock beside it."""
    # Nothing is held open across the fork: on SQLite an open transaction would lock everybody out.
    db.session.remove()
    db.engine.dispose()
    clock = multiprocessing.get_context("fork").Process(target=_tick, args=(app,), daemon=True, name="clock")

    def start_clock(server):
        # What is loaded by now is shared by all processes; frozen, the collector leaves it shared.
        gc.collect()
        gc.freeze()
        gc.set_threshold(COLLECT_EVERY)
        sys.setswitchinterval(SWITCH_EVERY)
        clock.start()

    def end_clock(server):
        if clock.pid and clock.is_alive():
            clock.terminate()

    hooks = {
        "when_ready": start_clock,
        "on_exit": end_clock,
        "post_fork": lambda server, process: _forget_connections(app),
    }
    _serve(app, host, port, workers, hooks)


def run_bare(app, *, host, port, workers):
    """Serve any WSGI `app` in the same way, without clock and database: the yardstick of the bench."""
    _serve(app, host, port, workers, {})


def _serve(app, host, port, workers, hooks):
    """No access log: addresses may hold codes, and times tell who wrote when."""
    settings = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "accesslog": None,
        "loglevel": "warning",
        "keepalive": 30,
        "graceful_timeout": 15,
        "limit_request_line": 2048,
        "control_socket_disable": True,
        # Each turn of a web process touches a file there to show that it lives; on a disk that waits its turn
        # behind what respondents have just sent.
        "worker_tmp_dir": MEMORY if os.access(MEMORY, os.W_OK) else None,
    }
    _Server(app, settings | hooks).run()


def _forget_connections(app):
    """A connection opened before the fork belongs to the parent."""
    with app.app_context():
        db.engine.dispose(close=False)


def _tick(app):
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    _forget_connections(app)
    worker.run(app)
