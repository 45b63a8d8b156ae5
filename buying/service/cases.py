"""Worked examples of the rulebook, replayed: given these answers, is this what follows?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from buying.domain.conditions import PREDICATES
from buying.domain.known import World, derive
from buying.domain.money import Money, pounds, to_penny
from buying.domain.others import Contract, OtherPurchase
from buying.domain.policy import Policy
from buying.domain.value import Value
from buying.domain.workflow import Entry, Position, base_key, latest, replay
from buying.rulebook import Case, ContractInCase, Expect, OtherInCase, Problem, Rulebook
from buying.service import building
from buying.voice.asking import complete, resolve
from buying.voice.context import Context

Built = dict[date, Policy]
"""The policies of one rulebook, by day."""


def failures(book: Rulebook) -> list[Problem]:
    """What the rulebook's cases expect and does not come out, with file and line."""
    built: Built = {}
    return [
        Problem(case.file, case.line, f"“{case.title}”: {difference}")
        for case in book.cases
        for difference in differences(book, case, built)
    ]


def differences(book: Rulebook, case: Case, built: Built | None = None) -> list[str]:
    """How the outcome of one case differs from what it expects; empty where it does not.

    ``built`` keeps the policies of ``book`` from one case to the next. Raises RulebookError where
    a threshold has no value on the day of the case.
    """
    context = play(book, case, built)
    found = [
        f"{label} is {_said(came)}, not {_said(wanted)}."
        for label, wanted, came in _compared(case.expect, context)
        if wanted is not None and wanted != came
    ]
    return found + _path(case.expect, context) + _boxes(case.expect, context)


def _compared(expect: Expect, context: Context) -> list[tuple[str, Any, Any]]:
    """What is expected and what came of it, by its name."""
    known, opened = context.known, context.position.open
    route, decision, value = known.route, known.decision, known.value
    wanted = expect.value
    return [
        ("the route", expect.route, route and route.id),
        ("the line of the table", expect.line, decision and decision.line.id),
        ("the number of quotes", expect.quotes, route and route.quotes),
        ("the approver", expect.approver, route and route.approver),
        ("whether a specialist looks first", expect.specialist_first, _first(context)),
        ("the value without VAT", wanted and wanted.net, value and to_penny(value.net)),
        ("the value with VAT", wanted and wanted.gross, value and to_penny(value.gross)),
        ("the regime", expect.regime, known.regime and known.regime.id),
        ("whether the value is over the line", expect.above, known.above),
        ("the risk", expect.risk, known.risk),
        ("what the law asks", _sorted(expect.duties), _sorted(d.id for d in known.duties)),
        ("the checks that fire", _sorted(expect.checks), _sorted(c.id for c in known.triggered)),
        ("what stops it", _sorted(expect.stops), _fired(context, "stop")),
        ("what is warned of", _sorted(expect.warns), _fired(context, "warn")),
        ("what looks split", _sorted(expect.split), _sorted(_parts(context))),
        ("the open question", expect.open, opened.key if opened else "none"),
        ("who must answer", expect.waits_for, opened and opened.step.asked_of),
    ]


def _first(context: Context) -> bool:
    return PREDICATES["specialist_first"](context.known)


def _fired(context: Context, then: str) -> list[str]:
    return sorted(check.id for check in context.known.triggered if check.then == then)


def _parts(context: Context) -> list[str]:
    split = context.known.split
    return [part.reference for part in split.purchases] if split else []


def _sorted(names: Iterable[str] | None) -> list[str] | None:
    return None if names is None else sorted(names)


def _said(value: Any) -> str:
    if isinstance(value, Decimal):
        return pounds(value)
    if isinstance(value, list):
        return ", ".join(value) or "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)


def _path(expect: Expect, context: Context) -> list[str]:
    path = {base_key(asked.key) for asked in context.position.path}
    found = []
    missing = [key for key in expect.asked or () if base_key(key) not in path]
    if missing:
        found.append(f"{', '.join(missing)} should be asked and is not.")
    extra = [key for key in expect.not_asked or () if base_key(key) in path]
    if extra:
        found.append(f"{', '.join(extra)} should not be asked and is.")
    return found


def _boxes(expect: Expect, context: Context) -> list[str]:
    found = []
    for question, wanted in (expect.boxes or {}).items():
        have = [part.id for part in resolve(context, question).parts]
        if have != list(wanted):
            found.append(f"the boxes of {question} are {_said(have)}, not {_said(list(wanted))}.")
    return found


def play(book: Rulebook, case: Case, built: Built | None = None) -> Context:
    """The purchase that a case describes, as it would stand. ``built``: policies made so far."""
    case = whole(book, case)
    on = case.on or _newest_day(book)
    policy = _policy(book, on, {} if built is None else built)
    world = _world(policy, case, on)
    given = (*case.given.items(), *case.then.items())
    entries = [
        Entry(seq, "skip" if value is None else "answer", key, value)
        for seq, (key, value) in enumerate(given, start=1)
    ]
    known = derive(policy, world, {key: e.value for key, e in latest(entries).items()})
    draft = Context(book, policy, known, Position((), None), "BW-CASE", "A colleague", on)
    position = replay(
        policy.steps, entries, lambda _: known, lambda key, value: complete(draft, key, value)
    )
    return Context(book, policy, known, position, draft.reference, draft.requester, on)


def _policy(book: Rulebook, on: date, built: Built) -> Policy:
    if on not in built:
        built[on] = building.build(book, on)
    return built[on]


def _world(policy: Policy, case: Case, on: date) -> World:
    def others(found: tuple[OtherInCase, ...]) -> Callable[[str], tuple[OtherPurchase, ...]]:
        return lambda category: tuple(
            _other(policy, each, category) for each in found if each.category in (None, category)
        )

    return World(
        today=on,
        preferred=lambda category, words: case.preferred,
        familiar=lambda name, category: name in case.preferred,
        earlier=others(case.earlier),
        colleagues=others(case.colleagues),
        contracts=lambda category, words: tuple(
            _contract(policy, number, each, category)
            for number, each in enumerate(case.contracts, start=1)
        ),
        joined=others(case.joined)(""),
        began=on,
    )


def _other(policy: Policy, other: OtherInCase, category: str) -> OtherPurchase:
    return OtherPurchase(
        reference=other.reference,
        item=other.item,
        requester=other.requester,
        team=other.team,
        category=category,
        value=Value.of(Money(other.value, "gross"), policy.vat_rate),
        began=other.began,
        stage=other.stage,
        supplier=other.supplier,
    )


def _contract(policy: Policy, number: int, contract: ContractInCase, category: str) -> Contract:
    most = contract.up_to
    return Contract(
        id=number,
        title=contract.title,
        supplier=contract.supplier,
        category=category,
        ends=contract.ends,
        how=contract.how,
        up_to=Value.of(Money(most, "gross"), policy.vat_rate) if most is not None else None,
    )


def whole(book: Rulebook, case: Case) -> Case:
    """``case`` with the answers and suppliers of the case that it is ``like``."""
    if case.like is None:
        return case
    base = whole(book, next(other for other in book.cases if other.title == case.like))
    taken: dict[str, Any] = {
        "given": {**base.given, **case.given},
        "then": {**base.then, **case.then},
    }
    for name in ("preferred", "earlier", "colleagues", "joined", "contracts"):
        if name not in case.model_fields_set:
            taken[name] = getattr(base, name)
    return case.model_copy(update={**taken, "on": case.on or base.on})


def _newest_day(book: Rulebook) -> date:
    days = {dated.from_ for each in book.thresholds.values() for dated in each.values}
    days |= {duty.from_ for duty in book.law.duties}
    return max(days | {table.from_ for table in book.tables})
