"""The tables of the real schema that speak of a person."""

from core.db import db
from reports.stored import STORED, When, about


def list_stored():
    """[(When, [(Table, [what stands in each column])])], in the order of When."""
    found = {when: [] for when in When}
    for table in db.metadata.sorted_tables:
        if table.name in STORED:
            own = STORED[table.name]
            found[own.when].append((own, [about(table.name, column.name) for column in table.columns]))
    return list(found.items())
