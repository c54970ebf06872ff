"""The yardstick: a bare Flask view that does one durable insert, under the same server and database."""

import sqlite3
import threading

import click
from flask import Flask

import config
import serving

app = Flask(__name__)
app.config.from_mapping(config.load())
_local = threading.local()


def connection():
    if not hasattr(_local, "connection"):
        path = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
        _local.connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        _local.connection.execute("PRAGMA journal_mode=WAL")
        _local.connection.execute("PRAGMA synchronous=FULL")
        _local.connection.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT)")
    return _local.connection


@app.route("/", methods=["GET", "POST"])
def insert():
    db = connection()
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO bare (text) VALUES ('x')")
    db.execute("COMMIT")
    return "ok"


@app.cli.command("serve")
@click.option("--host")
@click.option("--port", type=int)
def serve(host, port):
    serving.run_bare(app, host=host, port=port, workers=2)
