"""Readers and writers of the database keep out of each other's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from buying.clock import now
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
