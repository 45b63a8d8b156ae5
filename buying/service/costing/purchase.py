"""A request that begins from the prices of a purchase."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.domain.costs import CostError, CostLine, Option
from buying.domain.costs.usual import Spread
from buying.domain.money import VatBasis, to_penny
from buying.domain.offer_costs import costed
from buying.domain.offers import RUNNING, Offer
from buying.domain.policy import Policy
from buying.service.costing.figures import Life
from buying.service.costing.request import LONGEST_NAME
from buying.service.costing.written import Data, figure, plain, years
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.record import NotThere, may_read
from buying.store.database import reading
from buying.store.tables import EntryRow, Person, Purchase

__all__ = ["Begun", "NotThere", "begin", "with_prices"]

NEWEST = 100
PRICES = "option#%"


class Begun(NamedTuple):
    """A purchase that has prices: its reference, and what is bought."""

    reference: str
    item: str


def with_prices(person: Who) -> tuple[Begun, ...]:
    """The newest purchases with prices that ``person`` may read, newest first; at most 100."""
    with reading() as session:
        me = session.get(Person, person.id)
        priced = select(EntryRow.purchase_id).where(EntryRow.question.like(PRICES))
        query = select(Purchase).where(Purchase.id.in_(priced)).order_by(Purchase.id.desc())
        return tuple(
            Begun(purchase.reference, purchase.item or "a purchase")
            for purchase in session.scalars(query.limit(NEWEST))
            if me is not None and may_read(session, me, purchase)
        )


def begin(person: Who, reference: str) -> Data | None:
    """The prices of a purchase as a request; None while it has none that can be costed.

    Raises NotThere where there is no such purchase for ``person`` to read.
    """
    with reading() as session:
        scene = Scene(session, _found(session, person, reference))
        offers, policy = scene.context.known.offers, scene.policy
    options = [_option(policy, offer) for offer in offers]
    found = [option for option in options if option is not None]
    return {"currency": "GBP", "options": found} if found else None


def _found(session: Session, person: Who, reference: str) -> Purchase:
    purchase = session.scalar(select(Purchase).where(Purchase.reference == reference))
    reader = session.get(Person, person.id)
    if purchase is None or reader is None or not may_read(session, reader, purchase):
        raise NotThere
    return purchase


def _option(policy: Policy, offer: Offer) -> Data | None:
    try:
        option = costed(policy, offer)
    except CostError:
        return None
    lines = [_line(policy, offer, line) for line in option.lines]
    name = " ".join(option.name.split())[:LONGEST_NAME]
    return {"name": name, "life_years": years(_life(option)), "lines": lines}


def _life(option: Option) -> Life:
    return Life(option.lives[0], option.life_years, option.lives[-1])


def _line(policy: Policy, offer: Offer, line: CostLine) -> Data:
    """A line of cost, its amount on the VAT basis on which it was given."""
    said: Data = {"kind": line.kind, **_amount(policy, offer, line)}
    if line.label:
        said["label"] = line.label
    if line.each_year_from is not None:
        said |= {"each": "year", "from": line.each_year_from}
    elif line.year:
        said["year"] = line.year
    if line.assumed:
        said["assumed"] = True
    return said


def _amount(policy: Policy, offer: Offer, line: CostLine) -> Data:
    given = _given(offer, line)
    if given is None:
        return {
            "amount": figure(
                Spread(*map(to_penny, (line.between[0], line.amount, line.between[1])))
            )
        }
    pounds, vat = given
    said: Data = {"amount": figure(pounds), "vat": vat}
    if policy.costs.vat_rate(line.kind, policy.vat_rate) != policy.vat_rate:
        said["vat_rate"] = plain(policy.vat_rate)
    return said


def _given(offer: Offer, line: CostLine) -> tuple[Spread, VatBasis] | None:
    """What was said of a line; None where a usual figure stands in."""
    if line.kind == ("hire" if offer.payments_a_year else "price"):
        paid = offer.price.amount * (offer.payments_a_year or 1)
        return Spread.sure(paid), offer.price.vat
    costs = offer.costs or {}
    estimate = costs.get(line.kind) or costs.get(RUNNING)
    if estimate is None or estimate.pounds is None:
        return None
    return estimate.pounds, estimate.vat
