"""The cards of a first page in a chat: hello, what waits for somebody, their purchases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buying.cards import Action, Card, Fact
from buying.voice.phrases import LIST, START, file_links

ANSWER, OPEN = "Answer", "Open"
SIGN_IN = Action(id="sign_in", label="Sign in on the web")
MOST_LISTED = 10


@dataclass(frozen=True)
class Waits:
    """A question that waits for somebody. ``see`` names it: ``approval@BW-0001``, ``join@3``."""

    see: str
    about: str
    asks: str


@dataclass(frozen=True)
class Mine:
    """A purchase of one's own and where it stands."""

    reference: str
    item: str
    state: str
    ended: bool


def hello(name: str, *, new: bool) -> Card:
    """Hello, and a way to begin; for somebody new, what Buywell does."""
    known = "Tell me what you need, for example “12 shower chairs”, or press Start a purchase."
    return Card(
        id="home.hello",
        title=f"Hello {name.split()[0]}",
        text=NEW if new else known,
        actions=(START, SIGN_IN) if new else (START, LIST, SIGN_IN),
    )


NEW = (
    "I help you to buy small things and services the right way.\n"
    "- You tell me what you need. I ask what matters and no more, and I know the rules.\n"
    "- I work out what each price really costs, and pass it on to those who must say yes.\n"
    "- You can stop at any time. I keep all that you told me, and what you learnt helps others."
)


def waits(found: Sequence[Waits], left: int) -> Card:
    """What waits for this person, each with a button that puts the question in the chat.

    ``left``: how much more there is than is shown.
    """
    if not found:
        return Card(id="home.waits", title="Waits for you", text="Nothing waits for you.")
    return Card(
        id="home.waits",
        title="Waits for you",
        text=f"These are the oldest. {left} more wait for you after them." if left else "",
        facts=tuple(
            Fact(
                label=each.about,
                value=each.asks,
                action=Action(id=f"see:{each.see}", label=ANSWER, style="primary"),
            )
            for each in found
        ),
    )


def mine(found: Sequence[Mine]) -> Card:
    """The person's newest purchases, those that go on first."""
    return Card(
        id="home.mine",
        title="Your purchases",
        facts=tuple(
            Fact(
                label=f"{each.reference}: {each.item}",
                value=each.state,
                action=None if each.ended else Action(id=f"open:{each.reference}", label=OPEN),
            )
            for each in found
        ),
        links=tuple(file_links(each.reference)[0] for each in found if each.ended),
    )
