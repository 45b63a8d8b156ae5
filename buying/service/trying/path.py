"""The steps, boxes and checks that a purchase would be asked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from buying.domain.policy import Check
from buying.domain.workflow import Asked, base_key
from buying.english import sentence
from buying.rulebook import Rulebook, WorkflowStep
from buying.rulebook.wording import in_words
from buying.service.trying.places import named, step_place
from buying.service.trying.views import CheckTried, StageTried, StepTried
from buying.service.walking import Walk
from buying.voice.asking import resolve


def stages(book: Rulebook, played: Walk) -> tuple[StageTried, ...]:
    """Every step of ``played`` in order, stage by stage; one that repeats stands once."""
    steps = {step.ask: step for _, step in book.workflow.steps()}
    titles = played.context.policy.stages
    return tuple(
        StageTried(title=titles[stage], steps=tuple(_steps(book, played, steps, within)))
        for stage, within in groupby(played.path, key=lambda asked: asked.step.stage)
    )


def replies(played: Walk, *, requester: bool) -> int:
    """How many answers the requester gives, or the others; a form counts as one."""
    return sum((asked.step.asked_of == "requester") is requester for asked in played.path)


def _steps(
    book: Rulebook, played: Walk, steps: dict[str, WorkflowStep], within: Iterable[Asked]
) -> list[StepTried]:
    return [
        _step(book, played, steps[id], list(repeated))
        for id, repeated in groupby(within, key=lambda asked: base_key(asked.key))
    ]


def _step(book: Rulebook, played: Walk, step: WorkflowStep, repeated: list[Asked]) -> StepTried:
    resolved = resolve(played.context, repeated[0].key)
    question = resolved.rule
    return StepTried(
        id=question.id,
        label=question.label,
        asks=question.asks,
        who=repeated[0].step.asked_of,
        times=len(repeated),
        boxes=tuple(part.label for part in resolved.parts),
        because=sentence(in_words(step.when, book)) if step.when else "",
        may_end=question.endings,
        source=step_place(book, question.id),
    )


def checks(book: Rulebook, played: Walk) -> tuple[CheckTried, ...]:
    """Every check that would be asked, with what its worrying answer leads to."""
    known = played.context.known
    return tuple(
        _check(book, played, check)
        for check in played.context.policy.checks
        if check.applies(known)
    )


def _check(book: Rulebook, played: Walk, check: Check) -> CheckTried:
    return CheckTried(
        label=check.label,
        asks=check.asks,
        worry="yes" if check.bad_answer else "no",
        then=check.then,
        says=check.says,
        who_can_lift=check.who_can_lift,
        leads_to=_leads_to(played, check),
        source=named(book, "checks.yml", "checks", check.id, check.clause),
    )


def _leads_to(played: Walk, check: Check) -> str:
    """The other way to buy that a worrying answer to ``check`` brings; nothing where none."""
    context = played.context
    asked = context.known.answers.get("checks") or {}
    if check.id not in asked:
        return ""
    other = played.known_if("checks", {**asked, check.id: check.bad_answer}).route
    return other.title if other and context.known.route and other != context.known.route else ""
