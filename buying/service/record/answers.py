"""The answers: as they stand, and as they were before they were replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from buying.domain.workflow import base_key
from buying.service.record.document import Cell, Part, Table
from buying.service.record.view import View
from buying.store.tables import EntryRow

CRITERIA = (
    "“Standard” names the part of the national standard for small purchases that an answer "
    "is evidence for."
)
HIDDEN = "The look back has not been shared, so it is not in this copy of the file."
REOPENED = "Opened again, and not answered since"
NOT_NEEDED = "Not needed any more"
UNCHANGED = "The same, given again"
LEFT_OUT = "Left out"


def current(view: View) -> Part:
    """Every answer that counts now, stage by stage, with who gave it, when and where."""
    tables = [_stage(view, stage, title) for stage, title in view.scene.policy.stages.items()]
    return Part(
        id="answers",
        title="Every answer",
        text=CRITERIA if view.look_back else f"{CRITERIA} {HIDDEN}",
        tables=tuple(table for table in tables if table.rows),
    )


def _stage(view: View, stage: str, title: str) -> Table:
    rows = [row for key, row in view.current.items() if view.steps[base_key(key)].stage == stage]
    return Table(
        caption=title,
        columns=("Question", "Answer", "Given by", "When", "Standard"),
        rows=tuple(_answer(view, row) for row in rows),
    )


def _answer(view: View, row: EntryRow) -> tuple[Cell, ...]:
    rule = view.scene.rulebook.questions[base_key(row.question)]
    criteria = ", ".join(rule.criterion)
    return (view.name(row.question), _words(view, row), view.by(row), row.at, criteria)


def replaced(view: View) -> Part:
    """Answers that count no longer: what they were, what came instead, when and by whom."""
    rows = tuple(change for rows in _by_question(view).values() for change in _changes(view, rows))
    part = Part(id="changes", title="Answers that were changed")
    if not rows:
        return part.model_copy(update={"text": "No answer has been changed."})
    table = Table(
        caption="What was changed, in the order of the questions",
        columns=("Question", "It was", "Given by", "It became", "Changed by", "When"),
        rows=rows,
    )
    return part.model_copy(update={"tables": (table,)})


def _by_question(view: View) -> Mapping[str, list[EntryRow]]:
    found: dict[str, list[EntryRow]] = {}
    for row in view.rows:
        found.setdefault(row.question, []).append(row)
    return {question: settled(rows) for question, rows in found.items()}


def settled(rows: Iterable[EntryRow]) -> list[EntryRow]:
    """``rows`` of one question without those that merely lead up to the next.

    A form that is typed box by box leaves an entry for each box; the last holds them all.
    An opening again that was answered afterwards says nothing more than that answer.
    """
    kept: list[EntryRow] = []
    for row in rows:
        if kept and (kept[-1].kind == "reopen" or _grows(kept[-1], row)):
            kept.pop()
        kept.append(row)
    return kept


def _grows(before: EntryRow, after: EntryRow) -> bool:
    """Whether ``after`` is the same form with more of it filled in."""
    old, new = before.value, after.value
    if not isinstance(old, dict) or not isinstance(new, dict) or len(old) >= len(new):
        return False
    return all(key in new and new[key] == value for key, value in old.items())


def _changes(view: View, rows: Sequence[EntryRow]) -> list[tuple[Cell, ...]]:
    found = [_change(view, old, new, _became(view, old, new)) for old, new in pairwise(rows)]
    last = rows[-1]
    if last.kind == "answer" and base_key(last.question) not in view.needed:
        words = _words(view, last)
        found.append((view.name(last.question), words, view.by(last), NOT_NEEDED, "", ""))
    return found


def _change(view: View, old: EntryRow, new: EntryRow, became: str) -> tuple[Cell, ...]:
    return (view.name(old.question), _words(view, old), view.by(old), became, view.by(new), new.at)


def _became(view: View, old: EntryRow, new: EntryRow) -> str:
    if new.kind == "reopen":
        return REOPENED
    before, after = view.seen(old.question, old.value), view.seen(new.question, new.value)
    same: Any = old.kind == new.kind and before == after
    return UNCHANGED if same else _words(view, new)


def _words(view: View, row: EntryRow) -> str:
    return LEFT_OUT if row.kind == "skip" else view.words(row.question, row.value)
