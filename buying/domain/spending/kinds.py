"""Which kinds of cost are offered for a purchase, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from buying.domain.known import Known
from buying.domain.offer_costs import costed
from buying.domain.policy import Policy
from buying.domain.spending.spent import INVOICE, WORDS

REST = "other"
"""The kind of whatever has no kind of its own."""


def offered(policy: Policy, known: Known) -> tuple[str, ...]:
    """The invoice, the kinds that the purchase was costed with, and the usual ones of its category.

    :data:`REST` is the last. What was agreed, a price or a hire, is what the invoice is for, so
    it is not offered beside it.
    """
    agreed = {"price", "hire" if known.chosen and known.chosen.payments_a_year else "price"}
    found = dict.fromkeys([INVOICE, *_costed(policy, known), *_usual(policy, known)])
    return (*(kind for kind in found if kind not in agreed | {REST}), REST)


def others(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """All that can be recorded and is not among ``kinds``."""
    return tuple(kind for kind in WORDS if kind not in (*kinds, "price"))


def _costed(policy: Policy, known: Known) -> Iterator[str]:
    if known.chosen is not None:
        yield from (line.kind for line in costed(policy, known.chosen).lines)


def _usual(policy: Policy, known: Known) -> Iterator[str]:
    if known.category is not None:
        yield from (line.kind for line in policy.costs.of(known.category.id).lines)
