"""The way to a purchase that is not at hand."""

from __future__ import annotations

from buying.cards import Action, Card


def go_back_to(reference: str) -> Card:
    """A purchase can go on, but something else is being talked about."""
    return Card(
        id="go_back_to",
        text=f"{reference} can go on now. Open it when it suits you.",
        actions=(opens(reference),),
    )


def opens(reference: str) -> Action:
    """The button that takes a purchase up."""
    return Action(id=f"open:{reference}", label=f"Open {reference}")
