"""How often and how long a purchase is paid, and what that leaves to be taken for granted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from buying.domain.money import Money
from buying.service.trying.amounts import Amount
from buying.service.trying.asked import Asked
from buying.service.trying.terms import A_YEAR, Span, Terms
from buying.voice.shown import money_words


def counted(asked: Asked, paid: Amount) -> Asked:
    """With the money of one of several things taken so many times, and what had to be guessed."""
    assumed = list(asked.assumed)
    if paid.apiece and asked.quantity is not None:
        money = Money(asked.paid.amount * asked.quantity, asked.paid.vat)
        asked = replace(asked, paid=money)
    elif paid.apiece:
        assumed.append("I found no number of them, so I counted the amount once.")
    elif asked.quantity is not None and asked.quantity > 1:
        assumed.append(
            f"I counted {money_words(asked.paid)} for all {asked.quantity} together. "
            "Write “each” if it is the price of one."
        )
    if not paid.marked:
        assumed.append("The number has no £, so I took it as pounds.")
    return replace(asked, assumed=tuple(assumed))


def timed(asked: Asked, paid: Amount, time: Terms) -> Asked:
    """With how often it is paid, and how long."""
    each, money, assumed = paid.each, asked.paid, list(asked.assumed)
    length, extension = time.length, time.extension
    if each == "quarter":
        each, money = "year", Money(money.amount * 4, money.vat)
        assumed.append("A year has four quarters, so I counted four payments a year.")
    if each is None and extension is None:
        return _once(asked, paid, length)
    if each is None:
        length = length or Span(Decimal(1), extension.unit if extension else "year")
        each = "month" if length.unit == "month" else "year"
        money = Money(money.amount / length.into(each), money.vat)
        assumed.append(f"I took the amount as the price for {length}, and the same rate after it.")
    if length is None:
        length = Span(A_YEAR[each], each)
        assumed.append("You did not say for how long, so I counted one year.")
    return replace(
        asked,
        each=each,
        paid=money,
        length=length.into(each),
        extension=extension.into(each) if extension else None,
        assumed=tuple(assumed),
    )


def at_once(asked: Asked) -> Asked:
    """As one amount, where the rules do not ask whether it is paid again and again."""
    assert asked.each is not None
    time = Span((asked.length or Decimal(1)) + (asked.extension or 0), asked.each)
    extras = asked.extras.amount if asked.extras else 0
    money = Money(asked.paid.amount * time.count + extras, asked.paid.vat)
    said = (
        "The rules do not ask whether this kind of thing is paid again and again, so I counted "
        "all payments as one amount."
    )
    return replace(
        asked,
        each=None,
        paid=money,
        length=None,
        extension=None,
        over=time,
        extras=None,
        assumed=(*asked.assumed, said),
    )


def _once(asked: Asked, paid: Amount, over: Span | None) -> Asked:
    """As paid once, with the extras in it: the value is the most that it may come to."""
    if paid.extras is None:
        return replace(asked, over=over)
    money = Money(asked.paid.amount + paid.extras.amount, asked.paid.vat)
    said = "I counted the extras in, since the value is the most that it may come to."
    return replace(asked, over=over, paid=money, extras=None, assumed=(*asked.assumed, said))
