"""The head of the file: whose purchase it is, what it comes to, where it stands, its dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from buying.domain import reading
from buying.domain.money import pounds
from buying.domain.value import Value
from buying.service.record.document import Cell, Part, Row
from buying.service.record.view import View
from buying.voice.shows import money_words

KEPT = 12
"""How much of a rulebook's fingerprint is shown: enough to tell two apart."""


def part(view: View) -> Part:
    """The first part. What is not known yet is left out."""
    rows = [*_who(view), *_what(view), *_when(view)]
    return Part(
        id="glance",
        title="At a glance",
        rows=tuple(Row(label=label, value=value) for label, value in rows if value),
    )


def _who(view: View) -> list[tuple[str, Cell | None]]:
    purchase, known = view.scene.purchase, view.scene.context.known
    return [
        ("Purchase", purchase.reference),
        ("What is bought", view.scene.context.item),
        ("Bought by", f"{view.scene.requester.name}, {purchase.team}"),
        ("For", known.answer("purpose.for_whom")),
        ("Kind", known.category.label if known.category else None),
        ("Where it stands", view.state),
    ]


def _what(view: View) -> list[tuple[str, Cell | None]]:
    known = view.scene.context.known
    chosen = known.chosen
    return [
        ("Supplier", chosen.supplier if chosen else None),
        ("Price agreed", money_words(chosen.price) if chosen else None),
        ("How it is bought", known.route.title if known.route else None),
        ("Value that the rules go by", _both(known.value)),
        ("Paid", _shown("money", known.answer("delivery.paid"))),
    ]


def _when(view: View) -> list[tuple[str, Cell | None]]:
    purchase, known, rulebook = view.scene.purchase, view.scene.context.known, view.scene.rulebook
    return [
        ("Began", purchase.created_at),
        ("Needed by", _shown("date", known.answers.get("needed_by"))),
        ("Ordered on", _shown("date", known.answer("order.ordered_on"))),
        ("Arrived on", _shown("date", known.answer("delivery.arrived_on"))),
        ("Last change", _last_change(view)),
        ("Ended", purchase.ended_at),
        ("Shared with specialists", purchase.shared_at),
        ("Rules", f"Version {rulebook.version}, fingerprint {rulebook.fingerprint[:KEPT]}"),
    ]


def _last_change(view: View) -> datetime | None:
    return view.rows[-1].at if view.rows else None


def _both(value: Value | None) -> str | None:
    if value is None:
        return None
    return f"{pounds(value.net)} without VAT, {pounds(value.gross)} with VAT"


def _shown(kind: str, value: Any) -> str | None:
    return reading.show(kind, value) if value else None
