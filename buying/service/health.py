"""Whether the service can do its work at all."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from buying.store.database import engine


def database_reachable() -> bool:
    """Whether the database answers a query that needs no table."""
    try:
        with engine().connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
