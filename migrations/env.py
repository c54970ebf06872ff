"""Runs migrations on the database of the application, and compares its tables with the models."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

import accounts.models
import consultations.models
import feedback.models
import feedback.moderation
import reports.models
from core.db import UtcDateTime

#: Imported for the tables they define.
PACKAGES = (accounts.models, consultations.models, feedback.models, feedback.moderation, reports.models)
database = current_app.extensions["migrate"].db


def plain_types(kind, item, autogen_context):
    """Migrations name SQLAlchemy's own types only: ours may change, what ran must not."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        values = ", ".join(map(repr, item.enums))
        return (
            f"sa.Enum({values}, name={item.name!r}, native_enum=False, length={item.length}, "
            "create_constraint=True)"
        )
    return False


with database.engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # Writing a table anew drops the old one, which would count as deleting what others refer to.
        # The pragma is ignored inside a transaction, so the driver says it before one begins.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=True,
        render_item=plain_types,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
