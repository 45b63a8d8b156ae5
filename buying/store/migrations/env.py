"""Alembic's own script: brings a database to the shape of ``buying.store.tables``.

``buying.store.database.migrate`` hands its connection over in
``config.attributes["connection"]``. The ``alembic`` command, used to write a
new migration, has none and takes the configured database.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from buying.store.database import engine
from buying.store.tables import Base, UtcDateTime


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own column types as the plain ones that they are in the database."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Run the migrations that are wanted on ``connection``."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        # SQLite cannot alter a column in place: Alembic copies the table instead.
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    with engine().begin() as made:
        run(made)
