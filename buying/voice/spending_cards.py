"""Cards about what a purchase cost: asked for, noted, listed, taken back, and warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from buying.cards import Action, Card, Choice, Fact, Field, Question
from buying.domain.money import pounds
from buying.domain.spending import ALL, LABELS, WORDS, Against, Spent, offered
from buying.english import day_in_words
from buying.voice import spending
from buying.voice.context import Context
from buying.voice.phrases import LIST, START, file_links
from buying.voice.shown import money_words

RECORD = Action(id="cost", label="Record a cost")
EXAMPLE = "invoice £450 plus VAT for BW-0003 on 3 March"
FIELDS = (
    Field(id="kind", label="What was it for?", kind="choice"),
    Field(id="amount", label="How much was it?", kind="money",
          hint="Put a minus sign before money that came back."),
    Field(id="day", label="On which day?", kind="date", hint="The day on the invoice or receipt."),
    Field(id="invoice", label="Invoice number", kind="text", optional=True,
          hint="With it I can tell if a cost comes twice."),
    Field(id="note", label="Anything to add?", kind="text", optional=True,
          hint="No names or health details of people you support."),
)  # fmt: skip


def which(found: Sequence[tuple[str, str]]) -> Card:
    """Which of these purchases (reference and item) a cost is for."""
    if not found:
        return Card(
            id="cost.which",
            title="You have no purchases yet",
            text=f"A cost belongs to a purchase. Name it, for example “{EXAMPLE}”, or start one.",
            actions=(START,),
        )
    return Card(
        id="cost.which",
        title="Which purchase is the cost for?",
        text=f"Pick one, or type it in one line, for example “{EXAMPLE}”.",
        actions=tuple(
            Action(id=f"cost:{reference}", label=f"{reference}: {item}")
            for reference, item in found
        ),
    )


def ask(context: Context, given: Mapping[str, object], missing: str | None) -> Card:
    """The boxes of a cost, with what is known of it already; ``missing`` is asked for next."""
    return Card(
        id="ask.cost",
        title=f"Record a cost of {context.reference}",
        text=_next(missing) if given else f"{context.item}.",
        question=Question(
            id=f"cost:{context.reference}",
            kind="form",
            fields=tuple(_field(context, field, given.get(field.id)) for field in FIELDS),
            next_field=missing,
        ),
        actions=(Action(id="no", label="Leave it"),),
    )


def _field(context: Context, field: Field, value: object) -> Field:
    """A box with what is known; the kinds are those that such a purchase may have."""
    if field.id != "kind":
        return field.model_copy(update={"value": value})
    kinds = offered(context.policy, context.known)
    named = (*kinds[:-1], *((value,) if value in WORDS and value not in kinds else ()), kinds[-1])
    choices = tuple(Choice(value=str(kind), label=LABELS[str(kind)]) for kind in named)
    return field.model_copy(update={"value": value, "choices": choices})


def _next(missing: str | None) -> str:
    label = next((field.label for field in FIELDS if field.id == missing), "")
    return f"**Next: {label}**" if label else ""


def noted(context: Context, cost: Spent, stood: Against | None) -> Card:
    """What was recorded, and where the purchase stands with it."""
    facts = [Fact(label="Purchase", value=f"{context.reference}: {context.item}"), *_lines(cost)]
    if stood is None:
        facts.append(Fact(label="What was agreed", value="No price is chosen yet."))
    else:
        if stood.toward or stood.paid is None:
            facts.append(Fact(label="Towards the price so far", value=spending.of_agreed(stood)))
        facts.append(Fact(label="Spent so far, in all", value=pounds(stood.spent)))
        facts.append(Fact(label="VAT", value=spending.basis(context.policy)))
    return Card(
        id="cost.noted",
        text="I have recorded:",
        facts=tuple(facts),
        actions=(
            Action(id=f"uncost:{cost.number}", label="Take it back"),
            Action(id=f"costs:{context.reference}", label="All costs"),
        ),
    )


def there_already(context: Context, cost: Spent) -> Card:
    """The same cost was recorded before; it is not counted again."""
    return Card(
        id="cost.there",
        title="I have that one already",
        text="It has the same invoice number and amount, so I have not counted it again.",
        facts=_lines(cost),
        actions=(Action(id=f"costs:{context.reference}", label="All costs"),),
    )


def again(cost: Spent) -> str:
    """The question whether a cost just like one on record is another one."""
    return (
        f"I have a cost like that already: {WORDS[cost.kind]}, {money_words(cost.money)}, "
        f"{day_in_words(cost.day)}. Is this another one?"
    )


def far_over(context: Context, total: Decimal, agreed: Decimal) -> str:
    """The question whether a cost is meant that brings it to far more than was agreed."""
    return f"{_in_all(total, agreed)} Is it for {context.reference}?"


def far_over_at_desk(context: Context, total: Decimal, agreed: Decimal) -> str:
    """The same where a box is ticked for it."""
    meant = f"If it is right and for {context.reference}, tick the box and send it."
    return f"{_in_all(total, agreed)} {meant}"


def far_over_in_file(context: Context, total: Decimal, agreed: Decimal) -> str:
    """The same about a row of a file, which is taken."""
    said = f"That makes {pounds(total)} in all; {pounds(agreed)} was agreed."
    return f"{said} Take it back if it is not for {context.reference}."


def _in_all(total: Decimal, agreed: Decimal) -> str:
    return f"That would be {pounds(total)} in all; {pounds(agreed)} was agreed."


def listed(context: Context, costs: Sequence[Spent], stood: Against | None) -> Card:
    """Every cost that stands, with a way to take each back, and what explains the difference."""
    reference = context.reference
    lines = tuple(
        Fact(
            label=f"{day_in_words(cost.day)}: {WORDS[cost.kind]}",
            value=_value(cost),
            action=Action(id=f"uncost:{cost.number}", label="Take back"),
            group="Costs on record",
        )
        for cost in costs
    )
    sums = spending.facts(context.policy, stood) if stood and costs else ()
    add = Action(id=f"cost:{reference}", label="Record a cost", style="primary")
    why = Action(id=f"cost_why:{reference}", label="Say what explains it")
    return Card(
        id="cost.list",
        title=f"What {reference} cost: {context.item}",
        text=spending.explained(stood) if stood and costs else "No cost is recorded yet.",
        facts=(*lines, *(fact.model_copy(update={"group": "Where it stands"}) for fact in sums)),
        table=spending.by_part(stood) if stood and costs else None,
        actions=(add, why) if costs else (add,),
        links=file_links(reference)[:1],
    )


def why_back(cost: Spent) -> Card:
    """Why a cost is taken back."""
    return Card(
        id="ask.uncost",
        title="Why do you take it back?",
        text="A few words will do, such as “typed twice”. The record keeps both.",
        facts=_lines(cost),
        question=Question(id=f"uncost:{cost.number}", kind="text"),
        actions=(Action(id="no", label="Leave it"),),
    )


def taken_back(context: Context, cost: Spent, stood: Against | None) -> Card:
    """A cost does not count any more."""
    facts = [Fact(label="Purchase", value=f"{context.reference}: {context.item}"), *_lines(cost)]
    if stood is not None:
        facts.append(Fact(label="Towards the price so far", value=spending.of_agreed(stood)))
    return Card(
        id="cost.back",
        text="I have taken it back. It does not count any more, and the record shows why:",
        facts=tuple(facts),
        actions=(Action(id=f"costs:{context.reference}", label="All costs"),),
    )


def ask_explanation(context: Context, stood: Against | None) -> Card:
    """A sentence of one's own on the difference."""
    return Card(
        id="ask.cost_why",
        title=f"What explains what {context.reference} cost?",
        text=spending.explained(stood) if stood else "",
        question=Question(id=f"cost_why:{context.reference}", kind="text"),
        actions=(Action(id="no", label="Leave it"),),
    )


def explanation_noted(context: Context) -> Card:
    """Thanks for the sentence."""
    return Card(
        id="cost.explained",
        text=f"Thank you. It stands in the file of {context.reference}, beside the figures.",
        links=file_links(context.reference)[:1],
    )


def mark(context: Context, stood: Against, percent: int) -> Card:
    """Spending has reached 90 or 100 percent of what was agreed: figures, and what to do."""
    over = stood.toward - stood.agreed
    title, text = _mark_words(context.reference, percent, over)
    return Card(
        id="spending.all" if percent == ALL else "spending.near",
        title=title,
        text=text,
        facts=(
            Fact(label="Purchase", value=f"{context.reference}: {context.item}"),
            Fact(label="Agreed", value=pounds(stood.agreed)),
            Fact(label="Towards the price so far", value=spending.of_agreed(stood)),
            *_left(over),
            Fact(label="VAT", value=spending.basis(context.policy)),
        ),
        actions=(Action(id=f"costs:{context.reference}", label="All costs"), LIST),
    )


def _left(over: Decimal) -> Iterable[Fact]:
    if over > 0:
        return (Fact(label="More than agreed", value=pounds(over)),)
    return (Fact(label="Left", value=pounds(-over)),)


def _mark_words(reference: str, percent: int, over: Decimal) -> tuple[str, str]:
    if percent != ALL:
        return (
            f"{reference} has nearly reached what was agreed",
            "Check what is still to come. If it will be more than was agreed, ask your budget "
            "holder before you order or pay it.",
        )
    if over > 0:
        return (
            f"{reference} has cost more than was agreed",
            "Compare the invoices with the order. If one is wrong, ask the supplier to put it "
            "right. If they are right, tell your budget holder. A specialist sees this, too.",
        )
    return (
        f"{reference} has reached what was agreed",
        "If this was the last invoice, there is nothing to do. If more is to come, ask your "
        "budget holder before you pay it. A specialist sees this, too.",
    )


def _lines(cost: Spent) -> tuple[Fact, ...]:
    found = [
        ("What", WORDS[cost.kind]), ("Amount", money_words(cost.money)),
        ("Day", day_in_words(cost.day)), ("Invoice number", cost.invoice), ("Note", cost.note),
    ]  # fmt: skip
    return tuple(Fact(label=label, value=words) for label, words in found if words)


def _value(cost: Spent) -> str:
    invoice = f", invoice {cost.invoice}" if cost.invoice else ""
    note = f"\n{cost.note}" if cost.note else ""
    return f"{money_words(cost.money)}{invoice}{note}"
