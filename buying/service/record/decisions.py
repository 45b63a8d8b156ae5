"""What others decided: advice, approvals and replies, with their reasons (P4, P10, P15)."""

from __future__ import annotations

from buying.domain.workflow import base_key
from buying.service.record.answers import NOT_NEEDED, settled
from buying.service.record.document import Cell, Part, Table
from buying.service.record.view import View
from buying.store.tables import EntryRow
from buying.voice.asking import complete
from buying.voice.phrases import ROLES

STANDS = "Stands"
REPLACED = "Replaced by a later one"
UNFINISHED = "Not finished yet"
STALE = "Something that it rests on has changed since"


def part(view: View) -> Part:
    """Every answer of somebody other than the requester, and whether it still stands."""
    rows = tuple(_decision(view, row) for row in _of_others(view))
    whole = Part(id="decisions", title="Advice and approval")
    if not rows:
        return whole.model_copy(update={"text": "Nobody else has decided anything yet."})
    table = Table(
        caption="What others decided, oldest first",
        columns=("What", "Who", "Their answer", "When", "Does it stand?"),
        rows=rows,
    )
    return whole.model_copy(update={"tables": (table,)})


def _of_others(view: View) -> list[EntryRow]:
    by_question: dict[str, list[EntryRow]] = {}
    for row in view.rows:
        step = view.steps.get(row.question)
        if step is not None and step.asked_of != "requester" and row.kind == "answer":
            by_question.setdefault(row.question, []).append(row)
    found = [row for rows in by_question.values() for row in settled(rows)]
    return sorted(found, key=lambda row: row.id)


def _decision(view: View, row: EntryRow) -> tuple[Cell, ...]:
    role = ROLES.get(view.steps[row.question].asked_of, "").removeprefix("a ")
    return (
        view.name(row.question),
        f"{view.by(row)}, {role.removeprefix('your ')}",
        view.words(row.question, row.value),
        row.at,
        _stands(view, row),
    )


def _stands(view: View, row: EntryRow) -> str:
    if any(later.question == row.question and later.id > row.id for later in view.rows):
        return REPLACED
    if base_key(row.question) not in view.needed:
        return NOT_NEEDED
    if not complete(view.scene.context, row.question, row.value):
        return UNFINISHED
    waiting = view.scene.open
    return STALE if waiting is not None and waiting.key == row.question else STANDS
