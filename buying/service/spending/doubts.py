"""What makes one look twice at a cost before it counts: one just like it, or far too much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buying.domain.spending import Spent, far_over, own, same, toward_price
from buying.service.guide.scene import Scene
from buying.voice import spending


@dataclass
class Toward:
    """What is spent towards the price of a purchase, in pounds of the buyer's own cost.

    ``total``: so far. ``agreed``: what was agreed; ``hired``: for a hire.
    """

    scene: Scene
    total: Decimal
    agreed: Decimal
    hired: bool

    def add(self, cost: Spent) -> bool:
        """Count ``cost``; whether that makes it far more than was agreed."""
        if not toward_price(cost.kind, hired=self.hired):
            return False
        self.total += own(self.scene.policy, cost.money, cost.kind)
        return cost.money.amount > 0 and far_over(self.total, self.agreed)


def toward(scene: Scene, on: date) -> Toward | None:
    """What the costs on record on the day ``on`` come to; None while nothing is chosen."""
    stood = spending.standing(scene.context, on)
    if stood is None:
        return None
    return Toward(scene, stood.toward, stood.agreed, stood.priced == "hire")


def far_with(scene: Scene, cost: Spent, on: date) -> Toward | None:
    """Where the purchase would stand with ``cost``, if that is far more than was agreed."""
    found = toward(scene, on)
    return found if found is not None and found.add(cost) else None


def like(scene: Scene, cost: Spent) -> Spent | None:
    """The cost on record that is the same as ``cost``, or just like it."""
    rate = scene.policy.vat_rate
    return next((each for each in scene.context.spent if same(cost, each, rate)), None)
