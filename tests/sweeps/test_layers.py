"""The architecture is a test: which file may import which, who may speak SQL, who may commit."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ["core", "accounts", "consultations", "feedback", "reports"]
#: Within a package, from the inside out; a layer may import those before it.
LAYERS = ["rules", "pure", "models", "store", "printers", "jobs", "access", "forms", "views"]
LAYER_OF = {
    "kinds": "rules", "paper": "pure", "cutting": "pure", "pieces": "pure", "corrections": "pure",
    "leaves": "pure", "tally": "pure", "intervals": "pure", "summary": "pure",
    "comparing": "pure",
    "chapters": "pure", "roster": "pure", "importers": "pure", "sheet": "pure", "sheets": "pure",
    "setup": "pure", "workdays": "pure",
    "answers": "pure", "heard": "pure", "typed": "pure",
    "conditions": "pure", "lint": "pure", "starters": "pure",
    "matching": "pure", "difference": "pure", "changes": "pure",
    "said": "pure", "themes": "pure", "disclosure": "pure", "keyed": "pure", "blank": "pure",
    "proof": "pure", "stored": "pure",
    "envelopes": "pure", "contents": "pure", "sealing": "pure", "labels": "pure",
    "masking": "pure", "signs": "pure", "alike": "pure", "photos": "pure",
    "moderation": "models",
    "columns": "pure", "pasted": "pure",
}  # fmt: skip
PURE = {"rules", "pure"}
NOT_FOR_PURE = ("flask", "flask_login", "flask_wtf", "sqlalchemy", "wtforms", "core.db")


def layer(module):
    """The layer of a module such as "feedback.views.clause", or None for a package itself."""
    parts = module.split(".")
    if len(parts) < 2 or parts[0] not in PACKAGES[1:]:
        return None
    return LAYER_OF.get(parts[1], parts[1])


def modules():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield name, path


def imports(tree):
    """Names of imported modules; `from consultations import store` gives "consultations.store"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                known = node.module in PACKAGES
                yield f"{node.module}.{alias.name}" if known else node.module


def complaints(name, source):
    """What a module does against the map of the house."""
    tree = ast.parse(source)
    package, mine = name.split(".")[0], layer(name)
    if mine is not None and mine not in LAYERS:
        yield f"{name}: no layer is called so"
        return
    for imported in imports(tree):
        yield from _import_complaints(name, package, mine, imported)
    for node in ast.walk(tree):
        if package != "core" and isinstance(node, ast.Attribute):
            yield from _use_complaints(name, mine, node)


def _use_complaints(name, mine, node):
    on = node.value.id if isinstance(node.value, ast.Name) else ""
    if node.attr == "session" and on == "db" and mine not in (None, "store"):
        yield f"{name}: db.session outside the store"
    if node.attr == "commit":
        yield f"{name}: commits"
    if node.attr in ("now", "utcnow", "today") and on in ("datetime", "date"):
        yield f"{name}: reads the clock by itself"


def _import_complaints(name, package, mine, imported):
    theirs = imported.split(".")[0]
    if theirs in PACKAGES:
        if PACKAGES.index(theirs) > PACKAGES.index(package):
            yield f"{name}: leans to the right on {imported}"
        other = layer(imported)
        if other and mine:
            if theirs == package and other in LAYERS and LAYERS.index(other) > LAYERS.index(mine):
                yield f"{name}: leans outwards on {imported}"
            if theirs != package and other in ("views", "forms"):
                yield f"{name}: uses another package's {other}"
            if theirs != package and other == "access" and mine != "views":
                yield f"{name}: uses another package's access outside its views"
    if mine in PURE and imported.startswith(NOT_FOR_PURE) and imported.split(".")[0] != "flask_babel":
        yield f"{name}: pure, but imports {imported}"
    if imported == "sqlalchemy" and mine in ("views", "forms", "printers", "jobs", "access"):
        yield f"{name}: speaks SQL"


@pytest.mark.parametrize(("name", "path"), list(modules()), ids=lambda value: str(value))
def test_a_module_keeps_to_its_place(name, path):
    assert list(complaints(name, path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("accounts.store", "from feedback.models import Comment"),
        ("feedback.rules", "from flask import request"),
        ("feedback.rules", "from core.db import db"),
        ("feedback.rules", "from feedback import store"),
        ("feedback.views", "from consultations import views"),
        ("feedback.views", "from core.db import db\ndb.session.add(1)"),
        ("feedback.views", "from sqlalchemy import select"),
        ("feedback.store", "session.commit()"),
        ("feedback.store", "from datetime import datetime\ndatetime.now()"),
        ("reports.helpers", ""),
    ],
)
def test_a_break_is_noticed(name, source):
    assert list(complaints(name, source))


def test_core_is_a_closed_list():
    known = [
        "__init__",
        "clock",
        "codes",
        "db",
        "direct",
        "disk",
        "errors",
        "files",
        "forms",
        "headers",
        "i18n",
        "jobs",
        "statements",
        "templating",
        "text",
        "turns",
    ]
    assert sorted(path.stem for path in (ROOT / "core").glob("*.py")) == known
