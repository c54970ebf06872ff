"""What is the same for every test is made once per process, though every test makes its own application."""

import json

from flask import Flask
from jinja2 import BytecodeCache
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.routing import Rule

from core import disk

#: For the test that is about it.
flush = disk.flush


class Templates(BytecodeCache):
    """Compiled templates, in memory."""

    def __init__(self):
        self._codes = {}

    def get_bucket(self, environment, name, filename, source):
        # core.templating compiles one text in two ways.
        words = "vi" if environment.has_words_in_place else ""
        return super().get_bucket(environment, f"{name}{words}", filename, source)

    def load_bytecode(self, bucket):
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self._codes[bucket.key, bucket.checksum] = bucket.code


class Address(Rule):
    """An address whose function that spells it is compiled once, like the source it comes from."""

    _spellers = {}

    def _compile_builder(self, append_unknown=True):
        key = (self.rule, self.subdomain, self.host, json.dumps(self.defaults, default=repr), append_unknown)
        if key not in self._spellers:
            self._spellers[key] = super()._compile_builder(append_unknown)
        return self._spellers[key]


def once():
    """Let every application made from now on share what does not depend on it."""
    Flask.url_rule_class = Address
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Templates()}
    event.listen(Engine, "connect", _spare_the_disk)
    disk.flush = lambda path: None


def _spare_the_disk(connection, record):
    """The database of a test need not survive a power cut. After core.db's own word on it."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA synchronous=OFF")
