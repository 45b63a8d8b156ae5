"""One purchase among others: how far it has come, and the value of all together."""

from __future__ import annotations

from typing import Literal

from buying.domain.known import Known
from buying.domain.value import Value

Stage = Literal["planned", "open", "done"]


def total(known: Known) -> Value | None:
    """This purchase and those made together with it; None while its own value is not known."""
    value = known.own
    for other in known.joined:
        value = value and value + other.value
    return value


def stage(known: Known) -> Stage:
    """planned until prices are gathered, done once it is ordered, and open between the two.

    A small purchase on a card is not asked for its order; it is done once it has come.
    """
    if known.answers.get("order") or known.answers.get("delivery"):
        return "done"
    return "open" if known.answers.get("route") or known.offers else "planned"
