"""The way of buying with the rule behind it, and the policy checks (P4, P6)."""

from __future__ import annotations

from collections.abc import Iterable

from buying.cards import plain
from buying.domain.policy import Check, Decision
from buying.english import sentence
from buying.rulebook.wording import FOLLOWS
from buying.service.record.document import Part, Row, Table
from buying.service.record.view import View
from buying.voice.asking import complete
from buying.voice.shows import limit_words, show

APPROVERS = {
    "none": "Nobody else has to approve it",
    "budget_holder": "A budget holder approves it",
    "specialist": "A commissioning specialist approves it",
}
NO_WORRY = "Every check was answered, and none found a worry."
NO_WORRY_YET = "Not every check is answered yet. None so far found a worry."


def way_of_buying(view: View) -> Part:
    """The route: what it asks, why it holds, and where the rule is written."""
    part = Part(id="way-of-buying", title="The way of buying, and why")
    context = view.scene.context
    decision = context.known.decision
    if decision is None:
        return part.model_copy(update={"text": "It is not known yet: there is no value to go by."})
    said = show(context, "route")
    facts = [(fact.label, plain(fact.value)) for fact in said.facts]
    rows = [*facts, *_approver(view, decision), *_limit(view, decision), *_law(view)]
    return part.model_copy(update={"text": plain(said.text), "rows": _rows(rows)})


def _approver(view: View, decision: Decision) -> list[tuple[str, str]]:
    said = APPROVERS[decision.route.approver]
    first = ". A commissioning specialist looks first" if decision.route.specialist_first else ""
    return [("Who approves", f"{said}{first}.")]


def _limit(view: View, decision: Decision) -> list[tuple[str, str]]:
    limit = decision.band.limit
    if limit is None:
        return []
    source = view.scene.rulebook.thresholds[limit.name].source
    return [("Where the limit is from", f"{limit_words(limit)}: {source}")]


def _law(view: View) -> list[tuple[str, str]]:
    known = view.scene.context.known
    found = [(f"Source: {duty.label}", duty.source) for duty in known.duties]
    if known.regime is not None:
        found.insert(0, ("Which law", f"{known.regime.label} ({known.regime.source})"))
    return found


def checks(view: View) -> Part:
    """The policy checks that found something: what follows, and who can lift it."""
    context = view.scene.context
    part = Part(id="checks", title="Policy checks")
    given = context.known.answers.get("checks")
    if not given:
        return part.model_copy(update={"text": "They have not been answered yet."})
    found, whole = context.known.triggered, complete(context, "checks", given)
    if not found:
        return part.model_copy(update={"text": NO_WORRY if whole else NO_WORRY_YET})
    text = "" if whole else "Not every check is answered yet."
    return part.model_copy(update={"text": text, "tables": (_found(view, found),)})


def _found(view: View, checks: Iterable[Check]) -> Table:
    given = view.scene.context.known.answers["checks"]
    return Table(
        caption="Checks that found something",
        columns=("Check", "Question and answer", "What follows", "Rule", "Who can lift it"),
        rows=tuple(
            (
                check.label,
                f"{check.asks} {'Yes' if given[check.id] else 'No'}",
                f"{sentence(FOLLOWS[check.then])}: {plain(check.says)}",
                check.clause,
                sentence(check.who_can_lift),
            )
            for check in checks
        ),
    )


def _rows(pairs: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(label=label, value=value) for label, value in pairs if value)
