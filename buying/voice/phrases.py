"""What the product says besides questions: greetings, notices, and kind refusals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from buying.cards import Action, Card, Fact, Link
from buying.domain.policy import Route
from buying.domain.workflow import Asked
from buying.voice import stops, telling
from buying.voice.asking import Resolved, resolve, shown, told_parts
from buying.voice.context import Context
from buying.voice.shows import because, show

START = Action(id="start", label="Start a purchase", style="primary")
LIST = Action(id="list", label="My purchases")
ROLES = {"specialist": "a commissioning specialist", "budget_holder": "your budget holder"}


def greeting(name: str) -> Card:
    """The first thing that a person sees."""
    return Card(
        id="greeting",
        title=f"Hello {name.split()[0]}",
        text=(
            "I help you to buy small things and services the right way. "
            "Tell me what you need, for example “12 shower chairs”, and I take you through it. "
            "You can stop at any time and come back later."
        ),
        actions=(START, LIST),
    )


def nothing_open() -> Card:
    """There is no purchase that a text could be about."""
    return Card(
        id="nothing_open",
        title="What would you like to do?",
        text="No purchase is open here. Start one, or pick one of yours.",
        actions=(START, LIST),
    )


def not_for_you() -> Card:
    """An auditor may read and not buy."""
    return Card(
        id="not_for_you",
        title="You can read, but not buy",
        text="Your role lets you read records at the desk. Ask an administrator to change it.",
    )


def noted(resolved: Resolved, lines: Sequence[tuple[str, str]]) -> Card:
    """What was understood, shown back once, with a way to change it."""
    facts = tuple(Fact(label=label, value=words) for label, words in lines)
    change = Action(id=f"change:{resolved.key}", label="Change")
    return Card(id="noted", text="I have noted:", facts=facts, actions=(change,))


def not_read(sentence: str) -> Card:
    """An answer that could not be used: what was wrong and what to do."""
    return Card(id="not_read", text=sentence)


def confirm(ask: str) -> Card:
    """A reading that is not sure."""
    return Card(
        id="confirm",
        title=ask,
        actions=(
            Action(id="yes", label="Yes", style="primary"),
            Action(id="no", label="No, I will say it again"),
        ),
    )


def already_answered(context: Context, asked: Asked) -> Card:
    """A button of a question that was answered before."""
    resolved = resolve(context, asked.key)
    value = asked.entry.value if asked.entry else None
    return Card(
        id="already_answered",
        title="You have answered that already",
        text=f"{resolved.rule.label}: **{shown(context, asked.key, value)}**. Nothing has changed.",
        actions=(Action(id=f"change:{asked.key}", label="Change it"),),
    )


def not_asked() -> Card:
    """A button or form of a question that is not asked now."""
    return Card(
        id="not_asked",
        title="That question is not open any more",
        text="Nothing has changed. Please answer the newest question here.",
    )


def waiting(context: Context) -> Card:
    """The purchase waits for somebody else."""
    step = context.position.open
    assert step is not None
    who = ROLES.get(step.step.asked_of, "somebody else")
    return Card(
        id="waiting",
        title=f"{context.reference} waits for {who}",
        text=f"{_first(context)}{PASSED_ON}",
        facts=_then(context),
        actions=(*((TAKE_BACK,) if asked_by_wish(context) else ()), START, LIST),
    )


TAKE_BACK = Action(id="take_back", label="Take the question back")


def asked_by_wish(context: Context) -> bool:
    """Whether a specialist is to look first only because the requester asked for it."""
    route, step = context.known.route, context.position.open
    first = step is not None and step.step.shows == "handover_request"
    return first and context.known.answers.get("route") == "ask" and not _by_rule(route)


def _by_rule(route: Route | None) -> bool:
    return route is not None and route.specialist_first


PASSED_ON = (
    "I have passed on all that you told me. I tell you when the answer comes. "
    "You do not have to wait here, and you can start another purchase."
)


def _first(context: Context) -> str:
    """Why a specialist looks first, where the way of buying itself says so."""
    route = context.known.route
    return f"{route.says}\n\n" if route and _looks_first(context) else ""


def _then(context: Context) -> tuple[Fact, ...]:
    route = context.known.route
    if route is None or not _looks_first(context):
        return ()
    return (
        Fact(label="Why", value=f"{because(context)} ({route.clause})"),
        Fact(label="What happens next", value=route.next),
    )


def _looks_first(context: Context) -> bool:
    step = context.position.open
    asked = step is not None and step.step.shows == "handover_request"
    return asked and _by_rule(context.known.route)


def answered_by(context: Context, name: str, key: str, value: Any) -> Card:
    """Somebody else's answer, as it reaches the requester."""
    resolved = resolve(context, key)
    lines = told_parts(resolved, value) if resolved.parts else [(resolved.rule.label, str(value))]
    facts = tuple(Fact(label=label, value=words) for label, words in lines)
    return Card(
        id=f"answered.{resolved.rule.id}",
        title=f"{context.reference}: {name} has answered",
        facts=(Fact(label="About", value=context.item), *facts),
    )


def checks_found(context: Context) -> Card:
    """What the policy checks ask the person to do: what stops first, then the rest."""
    title, text = stops.found(context)
    return Card(id="checks.found", title=title, text=text)


def privacy(found: Iterable[str], key: str) -> Card:
    """A text that looks as if it named or described a person who receives care."""
    listed = ", ".join(found)
    return Card(
        id="privacy",
        title="Does that name somebody?",
        text=(
            f"Your answer looks as if it holds {listed}. Others may read this record. "
            "Please say it without details of people you support."
        ),
        actions=(Action(id=f"change:{key}", label="Say it another way"),),
    )


def route_changed(context: Context) -> Card:
    """The value has moved past a limit, so that another way of buying holds."""
    above = show(context, "route")
    return Card(
        id="route.changed",
        title="The way to buy it has changed",
        text=above.text,
        facts=above.facts,
    )


def cancel_sure(context: Context) -> Card:
    """Before a purchase is cancelled."""
    return Card(
        id="cancel.sure",
        title=f"Cancel {context.reference} ({context.item})?",
        text="What you told me stays on the record. Nobody is asked to approve it any more.",
        actions=(
            Action(id="yes", label="Yes, cancel it", style="warning"),
            Action(id="no", label="No, keep it", style="primary"),
        ),
    )


def ended(context: Context, how: str) -> Card:
    """The purchase is over."""
    title, text = ENDINGS[how]
    record = Action(id=f"cost:{context.reference}", label="Record a cost")
    costs = (record,) if how == "finished" else ()
    facts = [Fact(label="Purchase", value=f"{context.reference}: {context.item}")]
    if how == "finished" and context.known.chosen:
        facts.append(Fact(label="Supplier", value=context.known.chosen.supplier))
        shared = "Yes" if context.known.shared else "No"
        facts.append(Fact(label="Shared with specialists", value=shared))
    return Card(
        id=f"ended.{how}",
        title=title,
        text=text,
        facts=tuple(facts),
        actions=(*costs, START, LIST),
        links=file_links(context.reference)[:1],
    )


ENDINGS = {
    "finished": ("That is all. Thank you.", "Your purchase and what you learnt are on record."),
    "cancelled": ("It is cancelled.", "What you told me stays on the record."),
    "handed_over": (
        "A commissioning specialist takes it from here.",
        "They have all that you told me, and they will be in touch with you. Do not ask suppliers "
        "for prices in the meantime.",
    ),
}


def summary(context: Context) -> Card:
    """Everything said so far, stage by stage; one's own answers with a way to change each."""
    path = context.position.path
    return Card(
        id="summary",
        title=f"{context.reference}: {context.item}",
        facts=tuple(_summed_up(context, a) for a in path if a.entry and a.entry.kind == "answer"),
        links=file_links(context.reference)[:1],
    )


def _summed_up(context: Context, asked: Asked) -> Fact:
    own = asked.step.asked_of == "requester"
    value = asked.entry.value if asked.entry else None
    return Fact(
        label=telling.name(context, asked.key),
        value="\n".join(telling.lines(context, asked.key, value)),
        action=Action(id=f"change:{asked.key}", label="Change") if own else None,
        group=context.policy.stages[asked.step.stage],
    )


def file_links(reference: str) -> tuple[Link, ...]:
    """Where the file of a purchase is: to read, and to save."""
    return (
        Link(label=f"File {reference}", href=f"/purchases/{reference}"),
        Link(label=f"File {reference} to save or print (PDF)", href=f"/purchases/{reference}.pdf"),
    )


def file(reference: str, item: str) -> Card:
    """Where the whole record of a purchase can be read."""
    return Card(
        id="file",
        title=f"The file of {reference}: {item}",
        text=(
            "It holds every answer, reason, rule, price and message, with names and dates. "
            "You can show it to an auditor."
        ),
        links=file_links(reference),
    )


def why(context: Context, asked: Asked) -> Card:
    """Why the open question is asked."""
    rule = resolve(context, asked.key).rule
    return Card(id="why", title="Why I ask", text=rule.why)


def help_topic(title: str, text: str, source: str) -> Card:
    """A short answer to "what is ...?"."""
    return Card(
        id="help.topic", title=title, text=text, facts=(Fact(label="Source", value=source),)
    )


def help_menu(topics: Sequence[str]) -> Card:
    """What one can say."""
    # "VAT" and other names keep their capitals.
    words = [topic.lower() if topic[1:].islower() else topic for topic in topics]
    return Card(
        id="help",
        title="What you can say",
        text=(
            "Answer the open question in your own words, or say:\n"
            "- **back**, **skip**, **why**, **repeat**\n"
            "- **ask a specialist**\n"
            "- **change the budget to £1,200**\n"
            "- **summary**, **purchase file**, **my purchases**, **new purchase**, **cancel**\n"
            "- **record a cost**, also after the end: **invoice £450 plus VAT for BW-0003 on "
            "3 March**\n"
            "- **no to all**, where none of the checks is a worry\n"
            f"- **what is ...?** for a word that I can explain: {', '.join(words)}"
        ),
    )


def which_change(labels: Sequence[tuple[str, str]]) -> Card:
    """A wish to change something, without saying what."""
    return Card(
        id="which_change",
        title="What would you like to change?",
        actions=tuple(Action(id=f"change:{key}", label=label) for key, label in labels),
    )


def other_purchase(reference: str) -> Card:
    """A button or form of a purchase that is not the one at hand."""
    return Card(
        id="not_asked",
        title="That question belongs to another purchase",
        text=f"It is about {reference}, and we are not talking about that one now. "
        "Nothing has changed.",
        actions=(Action(id=f"open:{reference}", label=f"Open {reference}"),),
    )


def fixed(sentence: str) -> Card:
    """Something that cannot be done, and why."""
    return Card(id="not_possible", text=sentence)


def language() -> Card:
    """A message that does not look like English."""
    return Card(
        id="language",
        title="I understand English only",
        text=(
            "Please write it in English, or ask a colleague to help you. "
            "Nothing that you gave before is lost."
        ),
    )


def my_purchases(rows: Sequence[tuple[str, str, str]]) -> Card:
    """A person's purchases: reference, what, and where it stands; newest first."""
    if not rows:
        return Card(
            id="my_purchases",
            title="You have no purchases yet",
            text="Tell me what you need and I start one.",
            actions=(START,),
        )
    return Card(
        id="my_purchases",
        title="Your purchases",
        facts=tuple(Fact(label=f"{ref}: {what}", value=state) for ref, what, state in rows),
        actions=(
            *(
                Action(id=f"open:{ref}", label=f"Open {ref}")
                for ref, _, state in rows
                if not state.startswith("Ended")
            ),
            Action(id="cost", label="Record a cost"),
            START,
        ),
        links=tuple(file_links(reference)[0] for reference, _, _ in rows),
    )


def resumed(context: Context) -> Card:
    """Back at a purchase."""
    return Card(id="resumed", text=f"We are at **{context.reference}: {context.item}**.")


def thanks() -> Card:
    """An answer to thanks."""
    return Card(id="thanks", text="You are welcome.")


def passed_on(reference: str) -> Card:
    """Thanks to somebody who answered for another's purchase."""
    return Card(
        id="passed_on",
        title="Thank you",
        text=f"I have passed your answer on to the person who buys {reference}.",
    )
