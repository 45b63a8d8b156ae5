"""``demo``: fictional people, suppliers and contracts to try Buywell with."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import typer
import yaml

app = typer.Typer()
PEOPLE = Path(__file__).with_name("demo-people.yml")
SUPPLIERS = Path(__file__).with_name("demo-suppliers.csv")
CONTRACTS = Path(__file__).with_name("demo-contracts.csv")


@app.command(epilog="Example: buywell demo")
def demo() -> None:
    """Add fictional people, suppliers and contracts. Running it again changes nothing."""
    from buying.service import people, rulebooks
    from buying.store.database import migrate

    rulebooks.must_be_readable()
    migrate()
    added, suppliers = add_people(), add_suppliers()
    typer.echo(f"Added {added} fictional people and {suppliers} fictional suppliers.")
    typer.echo(f"Added {add_contracts()} fictional contracts.")
    typer.echo("Now here: " + ", ".join(who.id for who in people.everybody()) + ".")


def add_people() -> int:
    """Add the people of the demonstration who are missing; returns how many."""
    from buying.service import people

    known = {who.id for who in people.everybody()}
    missing = [person for person in _people() if person["id"] not in known]
    for person in missing:
        people.add(**person)
    return len(missing)


def add_suppliers() -> int:
    """Import the preferred suppliers of the demonstration; returns how many were new."""
    from buying.service.suppliers.imports import import_file

    return import_file(SUPPLIERS, preferred=True).taken


def add_contracts() -> int:
    """Import the contracts of the demonstration; returns how many were new."""
    from buying.service.contracts import import_file

    return len(import_file(CONTRACTS).added)


@lru_cache
def _people() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))
    return loaded
