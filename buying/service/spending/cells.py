"""What the cells of a row come to: one amount, on a side of VAT that is sure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from buying.domain.money import Money, to_penny
from buying.domain.policy import Policy
from buying.domain.spending.typed_amount import BACK
from buying.service.spending import vat_cells
from buying.service.spending.amounts import Unclear, amount, maybe
from buying.service.spending.vat_cells import Vat

PENNIES = Decimal("0.99")
"""Pounds by which VAT may be above its rate, since each line of an invoice is rounded."""

EITHER = "VAT “{}” may be a rate or an amount, so I left it aside and took the {} amount."
UNKNOWN = "I do not know what “{}” says about VAT, so I left it aside and took the {} amount."


@dataclass(frozen=True)
class Stated:
    """What a row comes to. ``remark``: what it says of VAT that was left aside, in a sentence."""

    money: Money
    remark: str = ""


def stated(said: dict[str, str], basis: str, policy: Policy) -> Stated:
    """What a row's ``net``, ``gross``, ``amount``, ``vat`` and ``code`` come to.

    ``basis``: what a bare amount is where the row does not say (empty: it must). Raises Unclear
    where it does not say, or where net, VAT and gross do not add up; also where money that came
    back is above £0.
    """
    found = _stated(said, basis, policy)
    if found.money.amount > 0 and BACK.search(f"{said['kind']} {said['description']}"):
        raise Unclear(
            "it looks like money that came back, but the amount is above £0. Put a minus sign "
            "before the amount if it did."
        )
    return found


def _stated(said: dict[str, str], basis: str, policy: Policy) -> Stated:
    net, gross, vat = maybe(said["net"]), maybe(said["gross"]), _vat(said, policy)
    if net is not None and gross is not None:
        _check_sum(net, vat, gross)
        return Stated(_both(net, gross, policy))
    if net is not None:
        return _with_vat(net, "net", vat, policy)
    if gross is not None:
        return _with_vat(gross, "gross", vat, policy)
    return _bare(said, basis, vat, policy)


def _vat(said: dict[str, str], policy: Policy) -> Vat:
    """What the row says of VAT; its code counts where it has no more than that."""
    found = vat_cells.read(said["vat"], policy.vat_rate)
    if found != Vat() and not found.aside:
        return found
    coded = vat_cells.read(said["code"], policy.vat_rate, is_code=True)
    return found if coded == Vat() or (found.aside and coded.aside) else coded


def _check_sum(net: Decimal, vat: Vat, gross: Decimal) -> None:
    """Raises Unclear where an amount of VAT is not what stands between ``net`` and ``gross``."""
    by_rate = vat.rate is not None and abs(net * (1 + vat.rate) - gross) <= PENNIES
    if vat.amount is not None and net + vat.amount != gross and not by_rate:
        raise Unclear(f"net {net} and VAT {vat.amount} do not make gross {gross}.")


def _bare(said: dict[str, str], basis: str, vat: Vat, policy: Policy) -> Stated:
    if not said["amount"]:
        raise Unclear("it has no amount.")
    value = amount(said["amount"])
    known = vat.basis or basis
    if 0 in (vat.amount, vat.rate) or known == "exempt":
        return Stated(Money(value, "exempt"))
    if not known:
        raise Unclear(
            "it does not say if VAT is in the amount. Call the column “net” or “gross”, or say "
            "which it is when you import."
        )
    return _with_vat(value, known, vat, policy)


def _with_vat(value: Decimal, side: str, vat: Vat, policy: Policy) -> Stated:
    """``value`` without VAT (``side`` net) or with it (gross), and what ``vat`` says of it."""
    plain = Money(value, "net" if side == "net" else "gross")
    if vat.aside:
        return Stated(plain, UNKNOWN.format(vat.aside[:40], side))
    by_rate = _at_rate(value, side, vat.rate)
    if vat.amount is not None and vat.rate is not None and abs(vat.amount) != abs(by_rate):
        return Stated(plain, EITHER.format(f"{vat.rate * 100:f}".rstrip("0").rstrip("."), side))
    if vat.amount is None and vat.rate in (None, policy.vat_rate):
        return Stated(plain)
    pounds = by_rate if vat.amount is None else vat.amount
    net, gross = (value, value + pounds) if side == "net" else (value - pounds, value)
    return Stated(_both(net, gross, policy))


def _at_rate(value: Decimal, side: str, rate: Decimal | None) -> Decimal:
    """The VAT on ``value``, or in it where ``side`` is gross, to the penny; 0 without a rate."""
    if rate is None:
        return Decimal(0)
    return to_penny(value * rate if side == "net" else value - value / (1 + rate))


def _both(net: Decimal, gross: Decimal, policy: Policy) -> Money:
    """One amount for a net and a gross one that are known, exact in the buyer's own cost.

    VAT may be at another rate than the standard one; then the side that this buyer bears is kept.
    Raises Unclear where the VAT between them is below 0, or more than the standard rate.
    """
    vat = (gross - net) if net >= 0 else (net - gross)
    if not 0 <= vat <= abs(net) * policy.vat_rate + PENNIES:
        raise Unclear(f"net {net} and gross {gross} leave VAT of {gross - net}. Check them.")
    if net == gross:
        return Money(net, "exempt")
    return Money(net, "net") if policy.vat_recoverable else Money(gross, "gross")
