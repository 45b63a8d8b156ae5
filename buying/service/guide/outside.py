"""What lies outside one purchase: looked up while it runs, and kept as it was once it has ended.

Suppliers, contracts and colleagues' purchases go on changing. The record of a purchase that is
over must not change with them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from buying.clock import day_of, today
from buying.domain.known import Known, World
from buying.domain.others import Contract, OtherPurchase
from buying.domain.policy import Policy
from buying.service import contracts, suppliers, together
from buying.store.tables import Purchase

Asking = TypeVar("Asking", bound=Hashable)
Found = TypeVar("Found")


@dataclass(frozen=True)
class Kept:
    """What was known from outside on the day that a purchase ended.

    ``familiar``: whether the supplier that was chosen was a preferred one; ``earlier``: the
    purchases that looked like parts of this one. It is stored as JSON, so that whatever is added
    here, or to what it holds, needs a default.
    """

    day: date
    preferred: tuple[str, ...]
    familiar: bool
    earlier: tuple[OtherPurchase, ...]
    colleagues: tuple[OtherPurchase, ...]
    contracts: tuple[Contract, ...]
    joined: tuple[OtherPurchase, ...]


_KEPT = TypeAdapter(Kept)


def keep(purchase: Purchase, known: Known) -> None:
    """Keep what ``known`` rests on with ``purchase``, which ends today."""
    seen = Kept(
        day=today(),
        preferred=known.preferred,
        familiar=not known.unfamiliar,
        earlier=known.split.purchases if known.split else (),
        colleagues=known.colleagues,
        contracts=known.contracts,
        joined=known.joined,
    )
    purchase.outside = _KEPT.dump_python(seen, mode="json")


def look(session: Session, purchase: Purchase, policy: Policy, began: date) -> World:
    """The world as ``purchase`` sees it, which ``began`` on a day: as kept, or as it is now."""
    if purchase.outside is not None:
        return _as_kept(_KEPT.validate_python(purchase.outside), began)
    return _as_it_is(session, purchase, policy, began)


def _as_kept(seen: Kept, began: date) -> World:
    # What was said does not change any more, so that the same is asked again, and only that.
    return World(
        today=seen.day,
        preferred=lambda category, words: seen.preferred,
        familiar=lambda name, category: seen.familiar,
        earlier=lambda category: seen.earlier,
        colleagues=lambda category: seen.colleagues,
        contracts=lambda category, words: seen.contracts,
        joined=seen.joined,
        began=began,
    )


def _as_it_is(session: Session, purchase: Purchase, policy: Policy, began: date) -> World:
    day = _day(purchase)
    joined = together.joined(session, purchase)
    counted = {other.reference for other in joined}

    @_once
    def preferred(asked: tuple[str, str]) -> tuple[str, ...]:
        return tuple(view.name for view in suppliers.preferred_for(session, *asked, day))

    @_once
    def familiar(asked: tuple[str, str]) -> bool:
        return suppliers.is_familiar(session, *asked, day).status == "preferred"

    @_once
    def earlier(category: str) -> tuple[OtherPurchase, ...]:
        found = together.earlier(session, purchase, category, began, policy.split_days)
        # What is joined counts already, and must not count twice.
        return tuple(other for other in found if other.reference not in counted)

    @_once
    def colleagues(category: str) -> tuple[OtherPurchase, ...]:
        return together.colleagues(session, purchase, category, day)

    @_once
    def agreed(asked: tuple[str, str]) -> tuple[Contract, ...]:
        category = policy.category(asked[0])
        label, rate = category.label if category else "", policy.vat_rate
        # As they stood when the purchase began, so that a new one does not change its way.
        return contracts.fitting(session, *asked, began, rate=rate, label=label)

    return World(
        today=day,
        preferred=lambda category, words: preferred((category, words)),
        familiar=lambda name, category: familiar((name, category)),
        earlier=earlier,
        colleagues=colleagues,
        contracts=lambda category, words: agreed((category, words)),
        joined=joined,
        began=began,
    )


def _day(purchase: Purchase) -> date:
    """Today; the last day of a purchase that ended before anything was kept with it."""
    ended = purchase.ended_at
    return day_of(ended) if ended else today()


def _once(look: Callable[[Asking], Found]) -> Callable[[Asking], Found]:
    """``look``, but twice the same question is answered from memory: a turn asks it often."""
    seen: dict[Asking, Found] = {}

    def remembered(asked: Asking) -> Found:
        if asked not in seen:
            seen[asked] = look(asked)
        return seen[asked]

    return remembered
