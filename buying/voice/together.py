"""Buying with colleagues, in words: what they buy, contracts that exist, and joining in."""

from __future__ import annotations

from collections.abc import Sequence

from buying.cards import Action, Card, Choice, Fact
from buying.domain.money import pounds
from buying.domain.others import Contract, OtherPurchase
from buying.domain.together import total
from buying.domain.value import NOTHING, Value
from buying.english import day_in_words
from buying.voice.context import Context

ALONE = "alone"
"""The choice to join nobody."""

REQUEST = "join.request."
"""How the id of a card begins that asks somebody to buy together; the request's number ends it."""

SAID_NO = "join.no."
"""How the id of a card begins after which somebody may say why they declined."""

STAGES = {"planned": "being planned", "open": "under way", "done": "bought"}
ANSWER_FIRST = (
    "Agree with each other who places the order. Whoever orders changes their own purchase so that"
    " its number and amount cover everybody; the others cancel theirs."
)


def colleague_choices(context: Context) -> tuple[Choice, ...]:
    """Whom one may ask to buy together: colleagues who have not ordered yet, and nobody.

    Not those with whom one buys together already, unless they were picked here.
    """
    picked, joined = context.known.answers.get("join"), _joined(context)
    return (
        *(
            Choice(
                value=other.reference,
                label=f"Ask {who(other)}: {other.item or 'not said yet'}",
                hint=f"{amount(other.value)}, {_standing(other)}",
            )
            for other in context.known.colleagues
            if other.reference == picked
            or (other.stage != "done" and other.reference not in joined)
        ),
        Choice(value=ALONE, label="Nobody, I buy this alone"),
    )


def _joined(context: Context) -> set[str]:
    return {other.reference for other in context.known.joined}


def colleague_facts(context: Context) -> tuple[Fact, ...]:
    """What colleagues lately bought of this kind, the newest first: one can ask how it went.

    What they still plan or buy stands in the choices.
    """
    offered = {choice.value for choice in colleague_choices(context)} | _joined(context)
    return tuple(
        Fact(
            label=other.item or "Not said yet",
            value=f"{who(other)}: {amount(other.value)}, {_standing(other)}",
        )
        for other in context.known.colleagues
        if other.reference not in offered
    )


def _standing(other: OtherPurchase) -> str:
    if other.supplier is None:
        return STAGES[other.stage]
    if other.stage == "done":
        return f"{STAGES[other.stage]} from {other.supplier}"
    return f"{STAGES[other.stage]}, from {other.supplier} as it stands"


def contract_facts(context: Context) -> tuple[Fact, ...]:
    """Each contract that fits: from whom, until when, how to order, and how much."""
    return tuple(
        Fact(label=f"Our contract: {contract.title}", value=_contract(context, contract))
        for contract in context.known.contracts
    )


def _contract(context: Context, contract: Contract) -> str:
    ended = contract.ends < context.today
    day = day_in_words(contract.ends)
    said = [f"From {contract.supplier}. {'It ended on' if ended else 'Until'} {day}."]
    said.append(f"How to order: {contract.how.rstrip('.')}.")
    if contract.up_to is not None:
        said.append(f"One order may come to {amount(contract.up_to)}.")
        value = context.known.value
        if value is not None and not contract.allows(value):
            said.append("Yours comes to more than that.")
    if contract.reference:
        said.append(f"Reference: {contract.reference}.")
    return " ".join(said)


def joined_facts(context: Context) -> tuple[Fact, ...]:
    """The purchases made together with this one and what all come to; none where it is alone."""
    known = context.known
    if not known.joined:
        return ()
    facts = [Fact(label=f"{context.reference}: {context.item}", value=amount(known.own))]
    facts += [
        Fact(label=f"{other.reference}: {other.item}", value=f"{who(other)}: {amount(other.value)}")
        for other in known.joined
    ]
    return (*facts, Fact(label="All together", value=amount(total(known))))


def request(context: Context, number: int, other: OtherPurchase) -> Card:
    """The request to buy together, as it reaches the other person.

    ``context`` is the purchase of the one who is asked; ``other`` that of the one who asks.
    """
    return Card(
        id=f"{REQUEST}{number}",
        title=f"{other.requester} asks: shall we buy together?",
        text=(
            "You both buy the same kind of thing. Together it may cost less and take less time."
            " If you accept, the rules look at what both come to. You can also type accept or"
            " decline; nothing of yours waits for this."
        ),
        facts=(
            Fact(label="They buy", value=other.item or "Not said yet"),
            Fact(label="Their team", value=other.team),
            Fact(label="About how much", value=amount(other.value)),
            Fact(label="You buy", value=f"{context.reference}: {context.item}"),
        ),
        actions=(
            Action(id=f"join_yes:{number}", label="Accept", style="primary"),
            Action(id=f"join_no:{number}", label="Decline"),
        ),
    )


def asked(other: OtherPurchase) -> Card:
    """To the one who asks: it is on its way, and nothing waits for it."""
    return Card(
        id="join.asked",
        text=(
            f"I have asked {who(other)} to buy together with you, and I tell you here what they"
            " say. You can go on in the meantime."
        ),
    )


def agreed(context: Context, number: int) -> Card:
    """Two or more now buy together, as seen from one of the purchases."""
    names = [other.requester for other in context.known.joined]
    return Card(
        id="join.agreed",
        title=f"{context.reference}: you now buy together with {_and(names)}",
        text=f"{ANSWER_FIRST} All of it together decides how you must buy.",
        facts=joined_facts(context),
        actions=(Action(id=f"join_leave:{number}", label="Stop buying together"),),
    )


def declined(context: Context, other: OtherPurchase, why: str | None) -> Card:
    """To the one who asked: the other person would rather not."""
    facts = (Fact(label="They say", value=why),) if why else ()
    return Card(
        id="join.declined",
        title=f"{context.reference}: {other.requester} would rather not buy together",
        text="Nothing else has changed. You go on with your own purchase.",
        facts=facts,
    )


def said_no(number: int, other: OtherPurchase) -> Card:
    """To the one who declined, with a way to say why."""
    return Card(
        id=f"{SAID_NO}{number}",
        text=(
            f"I tell {other.requester} that you would rather not. If you want to say why, type"
            " decline because and your reason."
        ),
    )


def why_passed_on(other: OtherPurchase) -> Card:
    """To the one who declined and then said why."""
    return Card(id="join.because", text=f"Thank you. I have told {other.requester} why.")


def withdrawn(context: Context, other: OtherPurchase) -> Card:
    """A request that is not open any more, to the person who has not answered it."""
    return Card(
        id="join.withdrawn",
        title=f"{other.requester} does not ask to buy together any more",
        text=f"You need not answer. Nothing changes for {context.reference}: {context.item}.",
    )


def lapsed(context: Context, other: OtherPurchase) -> Card:
    """To the one who asked: the other purchase went on before its requester answered."""
    return Card(
        id="join.lapsed",
        title=f"{context.reference}: {other.requester} can no longer join in",
        text=(
            f"Their purchase {other.reference} was ordered, ended or changed before they answered."
            " You go on with your own."
        ),
    )


def parted(context: Context, other: OtherPurchase) -> Card:
    """A joint purchase that is one no longer, for whoever is left."""
    return Card(
        id="join.parted",
        title=f"{context.reference}: {other.requester} no longer buys together with you",
        text=(
            f"{other.reference} does not count with yours any more. If you place the order for"
            " them as well, change your number and your budget so that they cover both."
        ),
        facts=joined_facts(context),
    )


def left(context: Context, other: OtherPurchase) -> Card:
    """To the one who stopped buying together."""
    return Card(
        id="join.left",
        text=f"You no longer buy together with {who(other)}. I have told them.",
        facts=joined_facts(context),
    )


def who(other: OtherPurchase) -> str:
    """A colleague and their team."""
    return f"{other.requester} ({other.team})"


def amount(value: Value | None) -> str:
    """A value in words: ``£900 with VAT``."""
    if value is None or value == NOTHING:
        return "amount not known yet"
    if value.net == value.gross:
        return f"{pounds(value.gross)}, no VAT"
    return f"{pounds(value.gross)} with VAT"


def _and(names: Sequence[str]) -> str:
    first, last = list(names[:-1]), names[-1]
    return f"{', '.join(first)} and {last}" if first else last
