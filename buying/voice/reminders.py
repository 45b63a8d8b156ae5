"""What somebody is reminded of, in words, and the card that joins several reminders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from buying.cards import Action, Card, Fact
from buying.english import day_in_words, listed
from buying.voice.opening import opens
from buying.voice.phrases import ROLES

MOST_NAMES = 3
ANSWER = "Answer"


@dataclass(frozen=True)
class Reminder:
    """One thing to be reminded of. ``item``: what the purchase is for; ``question``: the key of a
    question that waits for the person (``approval@BW-0001``), None for their own purchase."""

    reference: str
    item: str
    title: str
    says: str
    question: str | None = None

    @property
    def action(self) -> Action:
        """The button that leads to it."""
        if self.question is None:
            return opens(self.reference)
        return Action(id=f"see:{self.question}", label=ANSWER)


def to_answer(label: str, requester: str, asked_on: date) -> tuple[str, str]:
    """Title and words for somebody whose answer a purchase waits for. ``label``: its question."""
    title = f"{requester} waits for your answer"
    asked = f"{label}: asked on {day_in_words(asked_on)}."
    return title, f"{asked} The purchase cannot go on until you answer."


def still_waits(role: str, names: Sequence[str], asked_on: date, reminded: bool) -> tuple[str, str]:
    """Title and words for the one who buys: whom it waits for, and what they can do."""
    title = f"Still no answer from {ROLES.get(role, 'somebody else')}"
    day = day_in_words(asked_on)
    if not names:
        says = f"It has waited since {day}, and nobody can answer it now. Tell your administrator."
        return title, says
    asked = f"{_names(names)} {'was' if len(names) == 1 else 'were'} asked on {day}."
    one = "" if len(names) == 1 else " One of them has to answer."
    again = " I have reminded them." if reminded else ""
    return title, (
        f"{asked}{one}{again} You can ask them yourself. If they are away, ask your administrator "
        "who else may answer."
    )


def _names(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMES])
    more = len(names) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)


def takes_longer(usual: int, passed: int, role: str | None) -> tuple[str, str]:
    """Title and words for the one who buys, whose purchase takes longer than its way usually does.

    ``usual`` and ``passed``: calendar days. ``role``: whom it waits for; None for themselves.
    """
    turn = "It is your turn now. If you do not know how to go on, ask a specialist."
    if role:
        turn = (
            f"It waits for {ROLES.get(role, 'somebody else')}. If you need it soon, tell them so."
        )
    usually = f"This way of buying takes about {usual} days until the order."
    return "This takes longer than usual", f"{usually} {passed} days have passed. {turn}"


def card(due: Sequence[Reminder]) -> Card:
    """The card that says what is due: one thing, or several in a list."""
    return _one(due[0]) if len(due) == 1 else _several_at_once(due)


def _one(due: Reminder) -> Card:
    return Card(
        id="remind",
        title=f"{due.reference}: {due.title}",
        text=due.says,
        facts=(Fact(label="Purchase", value=f"{due.reference}: {due.item}"),),
        actions=(
            due.action.model_copy(update={"style": "primary"}),
            Action(id=f"hush:{due.reference}", label="Stop reminding me of this purchase"),
        ),
    )


def _several_at_once(due: Sequence[Reminder]) -> Card:
    references = ",".join(dict.fromkeys(each.reference for each in due))
    return Card(
        id="remind.several",
        title=f"I remind you of {len(due)} things",
        facts=tuple(
            Fact(
                label=f"{each.reference}: {each.item}",
                value=f"{each.title}\n{each.says}",
                action=each.action.model_copy(update={"label": _short(each)}),
            )
            for each in due
        ),
        actions=(Action(id=f"hush:{references}", label="Stop reminding me of these purchases"),),
    )


def _short(due: Reminder) -> str:
    return ANSWER if due.question else "Open"


def stopped(references: Iterable[str]) -> Card:
    """No more reminders of these, with a way back."""
    found = list(references)
    return Card(
        id="remind.stopped",
        text=(f"I remind you no more of {listed(found)}. What others say still reaches you."),
        actions=tuple(
            Action(id=f"unhush:{each}", label=f"Remind me of {each} again") for each in found
        ),
    )


def resumed(reference: str) -> Card:
    """Reminders begin again."""
    return Card(id="remind.again", text=f"I remind you of {reference} again when something is due.")
