"""Taking one answer: read it, check it, keep it, and do what it brings about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from buying.cards import Card
from buying.clock import now
from buying.domain import language, privacy, reading
from buying.domain.scoring import ScoreError, check_weights
from buying.domain.workflow import Asked
from buying.service.guide import outside
from buying.service.guide.one_reply import filled_up, in_one_reply, lines
from buying.service.guide.scene import Scene
from buying.store.tables import Audit, Person
from buying.voice import phrases, quotes
from buying.voice.asking import (
    Part,
    Resolved,
    complete,
    given_before,
    resolve,
    so_far,
    why_unusable,
)

OK = frozenset({"ok", "okay", "yes", "keep", "keep it", "keep them", "fine", "as suggested", "y"})
COUNTED = re.compile(
    r"(?P<number>\d[\d,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"a dozen|half a dozen|twenty)\s+(?:x\s+)?(?P<item>\D.*)",
    re.IGNORECASE | re.DOTALL,
)
"""An amount before a thing, as in "12 shower chairs"."""
NOTHING = frozenset({"no", "none", "nothing", "nope", "nothing to add", "no thanks"})
"""What people type into an optional box when they have nothing to say."""

SHARING = ("share", "delivery")
"""Questions with a box `share`, which says whether specialists may read the look back (P14)."""

SHOWN_BACK = ("money", "date", "number", "choices")


@dataclass(frozen=True)
class Taken:
    """What came of an answer: cards to say, and whether it counts.

    ``pending``: a reading to be confirmed before it counts.
    """

    cards: list[Card] = field(default_factory=list)
    kept: bool = False
    pending: dict[str, Any] | None = None


@dataclass(frozen=True)
class By:
    """Who answers, and by which channel."""

    person: Person
    channel: str


def take_text(scene: Scene, asked: Asked, text: str, by: By) -> Taken:
    """Take a typed answer to the step ``asked``; of a form it fills the next empty box."""
    resolved = resolve(scene.context, asked.key)
    if language.is_foreign(text):
        return Taken([phrases.language()])
    if _accepts(resolved, asked, text):
        return keep(scene, asked, _suggested(scene, resolved, asked), by, back=True)
    if resolved.whole.kind != "form":
        return _take_reading(scene, asked, None, _read(scene, resolved.whole, text), by)
    whole = in_one_reply(scene, resolved, asked, text)
    if whole is not None:
        return _take_reading(scene, asked, None, whole.outcome, by, how=whole.how)
    given = so_far(resolved, asked)
    counted = _counted(scene, resolved, given, text)
    if counted is not None:
        return keep(scene, asked, counted, by, back=True)
    part = resolved.next_part(given)
    if part is None:
        return keep(scene, asked, {}, by, back=False)
    return _take_reading(scene, asked, part, _read(scene, part, text), by)


def take_value(scene: Scene, asked: Asked, value: Any, by: By) -> Taken:
    """Take a structured answer (a button or a form; untrusted JSON) to the step ``asked``."""
    resolved = resolve(scene.context, asked.key)
    if resolved.whole.kind != "form":
        outcome = check(scene, resolved.whole, value)
        # What came as plain words may have been read in a way that the person should see.
        typed = not isinstance(value, dict | list)
        return _take_reading(scene, asked, None, outcome, by, typed=typed)
    if not isinstance(value, Mapping):
        return Taken([phrases.not_read("That form did not reach me whole. Please send it again.")])
    return _take_form(scene, asked, resolved, value, by)


def keep(scene: Scene, asked: Asked, value: Any, by: By, *, back: bool, how: str = "") -> Taken:
    """Keep ``value`` as the answer and do what it brings about. ``back``: show what was noted.

    None leaves the question out. ``how``: what was filled up by itself, to be shown with it.
    """
    if value is None:
        scene.record("skip", asked.key, None, by.person.id, by.channel)
        return Taken(kept=True)
    resolved = resolve(scene.context, asked.key)
    before = so_far(resolved, asked)
    problem = _problem(scene, resolved, value)
    # Kept even where it does not do yet, so that nothing has to be typed twice.
    stored = quotes.with_file(scene.context, asked.key, value)
    scene.record("answer", asked.key, stored, by.person.id, by.channel)
    if problem:
        again = " Change one in the form, or type them again from the first."
        return Taken([phrases.not_read(problem + again)])
    if not complete(scene.context, asked.key, value):
        several = back and len(value) > len(before) + 1
        return Taken(_noted(resolved, value) if several else [], kept=True)
    cards = _noted(resolved, value, how) if back and not _seen(resolved, before, value) else []
    cards += _consequences(scene, resolved, value, by)
    return Taken(cards, kept=True)


def confirmed(scene: Scene, asked: Asked, pending: Mapping[str, Any], by: By) -> Taken:
    """Keep a reading that the person has just confirmed."""
    return _keep_part(scene, asked, pending.get("part"), pending["value"], by, back=True)


def _take_reading(
    scene: Scene,
    asked: Asked,
    part: Part | None,
    outcome: reading.Outcome,
    by: By,
    *,
    typed: bool = True,
    how: str = "",
) -> Taken:
    if isinstance(outcome, reading.Unreadable):
        return Taken([phrases.not_read(outcome.sentence)])
    if not outcome.sure:
        pending = {
            "question": asked.key,
            "part": part and part.id,
            "value": outcome.value,
            "replaces": asked.entry.seq if asked.entry else None,
        }
        return Taken([phrases.confirm(outcome.ask or f"Is {outcome.shown} right?")], False, pending)
    if part is None:
        return keep(scene, asked, outcome.value, by, back=typed, how=how)
    return _keep_part(scene, asked, part.id, outcome.value, by, back=typed)


def _keep_part(
    scene: Scene, asked: Asked, part: str | None, value: Any, by: By, *, back: bool
) -> Taken:
    if part is None:
        return keep(scene, asked, value, by, back=back)
    resolved = resolve(scene.context, asked.key)
    given = {**so_far(resolved, asked), part: value}
    return keep(scene, asked, filled_up(scene, resolved, given), by, back=back)


def _take_form(
    scene: Scene, asked: Asked, resolved: Resolved, value: Mapping[str, Any], by: By
) -> Taken:
    given: dict[str, Any] = {}
    wrong: list[str] = []
    # A box that was filled before need not be sent again.
    value = {**so_far(resolved, asked), **value}
    for part in resolved.parts:
        outcome = check(scene, part, value.get(part.id))
        if isinstance(outcome, reading.Unreadable):
            wrong.append(f"- **{part.label}** {_missing(part, value) or outcome.sentence}")
        elif not outcome.sure:
            wrong.append(f"- **{part.label}** {outcome.ask} Please write it plainly.")
        else:
            given[part.id] = outcome.value
    if wrong:
        if given:
            scene.record("answer", asked.key, given, by.person.id, by.channel)
        return Taken([phrases.not_read("Please look at these again:\n" + "\n".join(wrong))])
    return keep(scene, asked, given, by, back=False)


def _missing(part: Part, value: Mapping[str, Any]) -> str:
    given = value.get(part.id)
    if isinstance(given, dict):
        # No amount, and nothing else that says one.
        empty = not given.get("amount") and not given.keys() - {"amount", "vat", "currency"}
    else:
        empty = given is None or given == ""
    return "Please fill this in." if empty else ""


def _read(scene: Scene, part: Part, text: str) -> reading.Outcome:
    if part.optional and part.kind == "text" and text.strip().lower().rstrip(".!") in NOTHING:
        return reading.Read(None, reading.NOT_GIVEN)
    return reading.read(
        part.kind, text, today=scene.context.today, choices=part.choices, vat=_basis(scene),
        limits=part.limits, optional=part.optional, estimate=part.estimate,
    )  # fmt: skip


def check(scene: Scene, part: Part, value: Any) -> reading.Outcome:
    """A structured value (untrusted JSON) as an answer to one box."""
    return reading.check(
        part.kind, value, today=scene.context.today, choices=part.choices, vat=_basis(scene),
        limits=part.limits, optional=part.optional, estimate=part.estimate,
    )  # fmt: skip


def _basis(scene: Scene) -> Any:
    return scene.rulebook.organisation.vat.prices_typed_as


def says_ok(text: str) -> bool:
    """Whether a text says no more than that what is suggested is right."""
    return text.strip().lower().rstrip(".!") in OK


def _accepts(resolved: Resolved, asked: Asked, text: str) -> bool:
    untouched = asked.entry is None or bool(resolved.weights)
    return resolved.default is not None and untouched and says_ok(text)


def _suggested(scene: Scene, resolved: Resolved, asked: Asked) -> Any:
    before = given_before(scene.context, resolved)
    if complete(scene.context, resolved.key, before):
        return before
    if resolved.whole.kind != "form":
        return resolved.default
    return {**resolved.default, **so_far(resolved, asked)}


def _counted(
    scene: Scene, resolved: Resolved, given: Mapping[str, Any], text: str
) -> dict[str, Any] | None:
    """Both boxes of "12 shower chairs", for a form whose boxes are an item and its quantity."""
    if given or [part.id for part in resolved.parts] != ["item", "quantity"]:
        return None
    said = re.sub(
        r"^(?:i|we)?\s*(?:would like|need|want|to buy|buy|order|get)+\s+",
        "",
        text.strip(),
        flags=re.I,
    )
    found = COUNTED.fullmatch(said)
    if found is None:
        return None
    word = found["number"].lower()
    number = "1" if word in ("a", "an") else word
    quantity = _read(scene, resolved.parts[1], number)
    item = _read(scene, resolved.parts[0], found["item"])
    if isinstance(quantity, reading.Read) and isinstance(item, reading.Read) and quantity.sure:
        return {"item": item.value, "quantity": quantity.value}
    return None


def _problem(scene: Scene, resolved: Resolved, value: Any) -> str | None:
    if resolved.next_part(value) is not None:
        return None
    if not resolved.weights:
        return why_unusable(scene.context, resolved, value)
    try:
        check_weights([Decimal(value[part.id]) for part in resolved.weights])
    except ScoreError as error:
        return str(error)
    return None


def _noted(resolved: Resolved, value: Any, how: str = "") -> list[Card]:
    if resolved.whole.kind == "form":
        return [phrases.noted(resolved, lines(resolved, value, how))]
    if resolved.whole.kind in SHOWN_BACK and value is not None:
        words = reading.show(resolved.whole.kind, value, choices=resolved.whole.choices)
        return [phrases.noted(resolved, [(resolved.rule.label, words)])]
    return []


def _seen(resolved: Resolved, before: Mapping[str, Any], value: Any) -> bool:
    """Whether a long list of checks was shown back a moment ago, but for its last line."""
    return resolved.rule.fields_from == "checks" and len(before) == len(value) - 1 > 1


def _consequences(scene: Scene, resolved: Resolved, value: Any, by: By) -> list[Card]:
    cards = []
    if resolved.rule.fields_from == "checks" and scene.context.known.triggered:
        cards.append(phrases.checks_found(scene.context))
    if resolved.rule.personal_data_warning:
        found = privacy.signs(_texts(value))
        if found:
            cards.append(phrases.privacy(found, resolved.key))
    if resolved.key in SHARING and "share" in value:
        scene.purchase.shared_at = (scene.purchase.shared_at or now()) if value["share"] else None
    return cards + _follow_choices(scene, resolved, value, by)


def _texts(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(part for part in value.values() if isinstance(part, str))
    return str(value)


def _follow_choices(scene: Scene, resolved: Resolved, value: Any, by: By) -> list[Card]:
    """Do what a picked choice says in the rulebook: reopen a question, or end the purchase.

    A choice that reopens another question opens its own as well, which thus stays
    in the way until what it is about has changed.
    """
    given = value if isinstance(value, dict) else {resolved.rule.id: value}
    asked = [(resolved.rule.id, resolved.rule.choices)]
    asked += [(box.id, box.choices) for box in resolved.rule.fields]
    picked = [c for id, choices in asked for c in choices if c.value == given.get(id)]
    cards: list[Card] = []
    for choice in picked:
        if choice.reopens:
            scene.record("reopen", resolved.key, None, by.person.id, by.channel)
            if not _reopen(scene, choice.reopens, by):
                sentence = f"“{choice.label}” is not possible here. Please pick another way on."
                cards.append(phrases.fixed(sentence))
        if choice.ends:
            end(scene, choice.ends, by)
    return cards


def _reopen(scene: Scene, question: str, by: By) -> bool:
    """Ask ``question`` again, or for one more of it where it repeats; False where it cannot be."""
    step = next(s for s in scene.policy.steps if s.id == question)
    if step.repeat_most:
        return scene.extend(question, by.person.id, by.channel)
    if scene.asked(question) is None:
        return False
    scene.record("reopen", question, None, by.person.id, by.channel)
    return True


def end(scene: Scene, how: str, by: By) -> None:
    """Bring the purchase to its end (finished, cancelled or handed_over), with its record."""
    outside.keep(scene.purchase, scene.context.known)
    scene.purchase.ended_at = now()
    scene.purchase.ended_how = how
    scene.session.add(
        Audit(
            at=now(),
            actor=by.person.id,
            action=how,
            subject=scene.purchase.reference,
        )
    )
