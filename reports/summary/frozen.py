"""How figures are frozen: canonical JSON, and back."""

import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import get_args, get_type_hints


def to_json(figures):
    """Canonical: the same figures give the same text, and so the same hash."""
    return json.dumps(asdict(figures), default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind, text):
    """The inverse of to_json, driven by the annotations of the dataclass `kind`."""
    return _read(kind, json.loads(text))


_inner = cache(get_args)


@cache
def _hints(kind):
    return get_type_hints(kind)


def _read(kind, value):
    """`value`, as JSON gives it, as `kind`; what an older summary had and a new one has not is left out."""
    inner = _inner(kind)
    if value is None or kind in (int, str, bool):
        return value
    if kind is datetime or kind is date:
        return kind.fromisoformat(value)
    if kind is Decimal:
        return Decimal(value)
    if is_dataclass(kind) and isinstance(value, list):
        return kind.from_list(value)
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in value.items() if name in hints})
    if type(None) in inner:
        return _read(inner[0], value)
    if inner[-1] is Ellipsis:
        return tuple(_read(inner[0], one) for one in value)
    return tuple(_read(one, part) for one, part in zip(inner, value, strict=True))
