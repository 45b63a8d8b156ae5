"""The connection to the database, and one transaction at a time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.orm import Session

from buying.settings import settings
from buying.store.tables import Base

READS, URGENT = "buywell_reads", "buywell_urgent"
PATIENCE = 30
"""Seconds that a writer waits for others to end."""

LOOK_EVERY = 0.001
"""Seconds between two looks of an urgent one."""

MIGRATIONS = Path(__file__).parent / "migrations"


@lru_cache
def engine(url: str | None = None) -> Engine:
    """The engine for ``url`` (the configured database when None), made once."""
    address = url or settings().database
    # An error would otherwise quote the values of its statement, and so people's words.
    if not address.startswith("sqlite"):
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    made = create_engine(address, connect_args={"timeout": PATIENCE}, hide_parameters=True)
    event.listen(made, "connect", _tune_sqlite)
    event.listen(made, "begin", _begin)
    return made


def _tune_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions begin too late to keep a reader's view whole.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # A deferred transaction that turns into a writer can fail at once with "locked";
    # an immediate one waits its turn. A mere reader waits for nobody.
    options = connection.get_execution_options()
    if options.get(URGENT):
        _begin_at_once(connection)
    else:
        connection.exec_driver_sql("BEGIN" if options.get(READS) else "BEGIN IMMEDIATE")


def _begin_at_once(connection: Any) -> None:
    # SQLite lets those who wait sleep longer and longer, up to a tenth of a second, and whoever
    # looks first when it is free comes first. One who looks every millisecond is that one.
    driver = connection.connection.driver_connection
    end = time.monotonic() + PATIENCE
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while not _begun(driver):
            if time.monotonic() > end:
                # Fails, in the way of every other statement.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            time.sleep(LOOK_EVERY)
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")


def _begun(driver: sqlite3.Connection) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


@contextmanager
def transaction(*, urgent: bool = False) -> Iterator[Session]:
    """A session that commits at the end, or rolls everything back on an error.

    ``urgent``: somebody waits for it who gives up soon, so it comes before all others that wait
    to write. For a few rows only: whoever is not urgent waits the longer.
    """
    bind = engine().execution_options(**{URGENT: True}) if urgent else engine()
    with Session(bind, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A session that only reads: it sees one moment, and keeps no writer waiting."""
    bind = engine().execution_options(**{READS: True})
    with Session(bind, expire_on_commit=False, autoflush=False) as session:
        yield session


def is_made(table: type[Base]) -> bool:
    """Whether the database has this table; makes the data folder, and nothing in it."""
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    return inspect(engine()).has_table(table.__tablename__)


def migrate() -> None:
    """Bring the database to the newest shape; creates it where there is none."""
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine().begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
