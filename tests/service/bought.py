"""Purchases that were seen through to their delivery, for what they cost afterwards."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from buying.cli.demo import add_people
from buying.service.people import Who
from buying.store import database as store
from tests.conftest import forget
from tests.service.conftest import Talk, add_ridgeway, money, say
from tests.service.purchase import CHAIR, CHEAP, look_back, plan

SUITS = {"must_haves": True}
ARRIVED = "2026-03-02"
"""The day from which the years of the tests below are counted."""


def chairs(talk: Talk, supplier: str, *, price: str = "1200", running: str = "120") -> None:
    """Twelve chairs for £1,200 with VAT, £120 a year, for 8 years, that came on ARRIVED."""
    plan(talk, budget="1300")
    first = {**SUITS, **CHAIR, "price": money(price), "running": money(running)}
    talk("priya", option_1={"supplier": supplier, **first})
    talk("priya", option_2={"supplier": "Bathwell", **SUITS, **CHEAP})
    talk("priya", choose="option#1")
    talk("morgan", approval_at_1={"decision": "approve", "reason": None})


def delivered(talk: Talk, supplier: str, paid: str | None = "1200", **figures: Any) -> None:
    """The same, ordered and delivered."""
    chairs(talk, supplier, **figures)
    talk("priya", order={"reference": "REQ-1", "ordered_on": "2026-02-20"})
    came = {"arrived_on": ARRIVED, "paid": money(paid or "0"), "as_agreed": True}
    talk("priya", delivery=came)


def finished(talk: Talk, supplier: str, **figures: Any) -> None:
    """The same, looked back on and shared."""
    delivered(talk, supplier, **figures)
    look_back(talk, proposal=None)


@pytest.fixture(scope="session")
def finished_database(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Path:
    """A file in which :func:`finished` has happened once; each test gets a copy of its own."""
    folder = tmp_path_factory.mktemp("finished")
    shutil.copyfile(empty_database, folder / "buywell.sqlite")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUYWELL_DATA_DIR", str(folder))
        patch.delenv("BUYWELL_DATABASE_URL", raising=False)
        forget()
        add_people()
        finished(say, add_ridgeway())
        forget()
    return copied(folder / "buywell.sqlite", folder / "template.sqlite")


@pytest.fixture
def bought(database: Path, people: dict[str, Who], finished_database: Path) -> None:
    """BW-0001 of priya's, finished: £1,200 with VAT was agreed, £1,000 without."""
    store.engine().dispose()
    shutil.copyfile(finished_database, database)


def copied(made: Path, to: Path) -> Path:
    """``to``, a whole copy of the database ``made``, with what is not yet in its main file."""
    with sqlite3.connect(made) as before, sqlite3.connect(to) as after:
        before.backup(after)
    return to
