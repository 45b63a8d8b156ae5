"""Trying a question against a rulebook: what would happen, and by which rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from buying.domain.costs.errors import CostError, exact
from buying.domain.policy import Policy
from buying.domain.value import NOTHING
from buying.rulebook import Rulebook
from buying.service import building
from buying.service.trying import facts, path
from buying.service.trying.amounts import CannotRead
from buying.service.trying.asked import Asked
from buying.service.trying.table import lines
from buying.service.trying.timing import at_once
from buying.service.trying.understood import assumed, understood
from buying.service.trying.views import Answer
from buying.service.trying.way import way
from buying.service.walking import Walk, walk


def try_out(book: Rulebook, asked: Asked, on: date) -> Answer:
    """What would happen with ``asked`` under ``book``, if it began ``on`` a day.

    What the question leaves open is answered as a careful person would. Raises RulebookError
    where ``book`` has no rules for that day, NeverEnds where its rules go in circles, and
    CannotRead where the amount is too large to count.
    """
    policy = building.build(book, on)
    asked, played = _played(book, policy, asked, on)
    known = played.context.known
    value = known.value or NOTHING
    return Answer(
        question=asked.text,
        rules=book.version,
        on=on,
        understood=tuple(understood(asked)),
        assumed=tuple(assumed(asked)),
        net=value.net,
        gross=value.gross,
        value=tuple(facts.value(policy, known)),
        kind=tuple(facts.kind(book, asked, known)),
        lines=lines(book, on, known),
        route=known.route.id if known.route else "",
        way=tuple(way(book, known)),
        duties=tuple(facts.duties(book, known)),
        checks=path.checks(book, played),
        stages=path.stages(book, played),
        replies=path.replies(played, requester=True),
        others=path.replies(played, requester=False),
    )


def _played(book: Rulebook, policy: Policy, asked: Asked, on: date) -> tuple[Asked, Walk]:
    """The question as the rules take it, and the purchase that it makes."""
    given = asked.answers()
    try:
        if given.get("budget"):
            exact(Decimal(given["budget"]["amount"]), "the price")
        played = walk(book, policy, on, given, asked.outside.world(on))
    except CostError as error:
        raise CannotRead(str(error)) from error
    counted = played.context.known.lifetime
    if asked.each is None or (counted is not None and counted.each is not None):
        return asked, played
    return _played(book, policy, at_once(asked), on)
