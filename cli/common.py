"""What the commands share: files, --json, and how they fail."""

import json
import sys
from functools import wraps
from pathlib import Path

import click
from sqlalchemy.exc import NoResultFound

import backup
from consultations import importers
from core.errors import Refused

FILE = click.Path(exists=False, dir_okay=False)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def fails_clearly(command):
    """One clear line on stderr and exit code 2 instead of a traceback, for what the user can put right."""

    @wraps(command)
    def run(*args, **kwargs):
        try:
            return command(*args, **kwargs)
        except (Refused, importers.UnreadableDraft, backup.NotPossible, FileNotFoundError) as error:
            click.echo(str(error), err=True)
        except NoResultFound:
            click.echo("Không tìm thấy đợt lấy ý kiến hoặc lớp này.", err=True)
        sys.exit(2)

    return run


def read(path):
    return Path(path).read_bytes()


def say(data, as_json, sentence):
    click.echo(json.dumps(data, ensure_ascii=False, indent=1) if as_json else sentence)
