"""The register of contracts as the desk reads it."""

from __future__ import annotations

from buying.service import contracts
from buying.service.contracts import ContractView
from buying.service.desk import may_read
from buying.service.people import Who
from buying.store.database import reading


def on_register(person: Who, *, ended: bool = False) -> tuple[ContractView, ...]:
    """Contracts by title; ``ended``: those whose last day has passed too. Raises NotAllowed."""
    may_read(person)
    with reading() as session:
        return contracts.listed(session, all=ended)
