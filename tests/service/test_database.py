"""Readers and writers of the database keep out of each other's way."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from buying.clock import now
from buying.store import database as store
from buying.store.database import reading, transaction
from buying.store.tables import Audit


def note(action: str) -> Audit:
    return Audit(at=now(), actor="test", action=action, subject="x")


def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_done(database: Path) -> None:
    with transaction() as writer:
        writer.add(note("one"))
        writer.flush()
        with reading() as reader:
            assert list(reader.scalars(select(Audit.action))) == []
    with reading() as reader:
        assert list(reader.scalars(select(Audit.action))) == ["one"]


def fail(session: Session) -> None:
    session.add(note("kept?"))
    session.flush()
    session.connection().exec_driver_sql("select no_such_column", ("a secret",))


def test_an_error_takes_everything_back_and_quotes_nobody(database: Path) -> None:
    with pytest.raises(OperationalError) as caught, transaction() as session:
        fail(session)
    assert "a secret" not in str(caught.value)
    with reading() as reader:
        assert list(reader.scalars(select(Audit.action))) == []


def test_an_urgent_writer_waits_for_the_one_that_writes_and_loses_nothing(database: Path) -> None:
    begun = threading.Event()

    def hurry() -> None:
        begun.set()
        with transaction(urgent=True) as second:
            second.add(note("two"))

    hurried = threading.Thread(target=hurry)
    with transaction() as first:
        first.add(note("one"))
        first.flush()
        hurried.start()
        begun.wait(10)
    hurried.join(10)
    with reading() as reader:
        assert list(reader.scalars(select(Audit.action).order_by(Audit.id))) == ["one", "two"]


def test_an_urgent_writer_gives_up_in_the_end_like_any_other(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    with transaction() as first:
        first.add(note("one"))
        first.flush()
        failed: list[BaseException] = []

        def hurry() -> None:
            try:
                with transaction(urgent=True) as second:
                    second.add(note("two"))
                    second.flush()
            except OperationalError as error:
                failed.append(error)

        hurried = threading.Thread(target=hurry)
        hurried.start()
        hurried.join(10)
    assert len(failed) == 1
    with reading() as reader:
        assert list(reader.scalars(select(Audit.action))) == ["one"]


def test_who_uses_the_connection_of_an_urgent_writer_next_waits_as_long_as_ever(
    database: Path,
) -> None:
    with transaction(urgent=True) as session:
        session.add(note("one"))
    with transaction() as session:
        patience = session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    assert patience == store.PATIENCE * 1000
