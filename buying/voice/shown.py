"""What goes on a card above its question, and amounts in words."""

from __future__ import annotations

from buying.cards import Fact, Image, Model, Table
from buying.domain.money import VAT_WORDS, Money, pounds
from buying.domain.value import Limit, Value


class Shown(Model):
    """What goes on a card above its question."""

    text: str = ""
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    image: Image | None = None


def money_words(money: Money) -> str:
    """An amount with its VAT basis: ``£900 with VAT``."""
    return f"{pounds(money.amount)} {VAT_WORDS[money.vat]}"


def both_words(value: Value) -> str:
    """A value on both bases: ``£900 with VAT, £750 without``."""
    if value.gross == value.net:
        return f"{pounds(value.gross)}, no VAT"
    return f"{pounds(value.gross)} with VAT, {pounds(value.net)} without"


def value_words(value: Value, limit: Limit) -> str:
    """The side of a value that a limit measures: ``£900 without VAT``."""
    return f"{pounds(limit.measure(value))} {_vat(limit)}"


def limit_words(limit: Limit) -> str:
    """A limit with its basis: ``£5,000 with VAT``."""
    return f"{pounds(limit.amount)} {_vat(limit)}"


def _vat(limit: Limit) -> str:
    return "without VAT" if limit.vat == "net" else "with VAT"
