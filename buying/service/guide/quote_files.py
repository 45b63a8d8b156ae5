"""A quote that came as a file: what was read in it fills in the forms of the options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buying.cards import Card
from buying.domain import reading
from buying.domain.workflow import Asked, base_key, latest
from buying.service.guide import answering
from buying.service.guide.scene import Scene
from buying.service.guide.talk import Talk
from buying.service.quotes.found import Reading
from buying.service.said import Given
from buying.store.tables import File
from buying.voice import phrases, quotes
from buying.voice.asking import resolve, so_far

NOT_NOW = "I cannot use a file here. Send a quote when I ask you about a price that you have."


def hear_file(talk: Talk, file_id: str, beside: Given | None = None) -> list[Card]:
    """Take in a file that a front door has kept: its quotes fill in the open option and the next.

    ``beside``: what was typed in the form before (untrusted); it stands there again. Nothing of it
    counts until the person has sent the form, or has said ok.
    """
    row = talk.session.get(File, file_id)
    if row is None or row.conversation_id != talk.conversation.id:
        return [phrases.fixed("I do not have that file. Please send it again."), *talk.go_on()]
    scene = talk.scene
    if scene is None or scene.purchase.id != row.purchase_id or not _wanted(scene):
        return [phrases.fixed(NOT_NOW), *talk.go_on()]
    _fill_in(talk, scene, row, _typed(scene, beside))
    return talk.go_on()


def agreed(talk: Talk, text: str) -> list[Card] | None:
    """Keep what was read in a file, where ``text`` says that it is right; None where it does not.

    Boxes that may be left out, and were not found, are left out. Others are asked for next.
    """
    scene = talk.scene
    if scene is None or scene.open is None or not _wanted(scene):
        return None
    resolved = resolve(scene.context, scene.open.key)
    read = quotes.pending(scene.context, resolved)
    if read is None or not read.values or not answering.says_ok(text):
        return None
    given = read.over(so_far(resolved, scene.open))
    left = {part.id: None for part in resolved.parts if part.optional and part.id not in given}
    value: dict[str, Any] = {**left, **given}
    return talk.after(answering.keep(scene, scene.open, value, talk.by, back=True))


def _wanted(scene: Scene) -> bool:
    return scene.mine and scene.open is not None and base_key(scene.open.key) == quotes.OPTION


def _typed(scene: Scene, beside: Given | None) -> dict[str, Any]:
    """What was typed in the form at hand and can be read; also beside an earlier file."""
    assert scene.open is not None
    resolved = resolve(scene.context, scene.open.key)
    before = quotes.pending(scene.context, resolved)
    kept = dict(before.typed) if before else {}
    if beside is None or beside.question != scene.open.key or not isinstance(beside.value, Mapping):
        return kept
    for part in resolved.parts:
        outcome = answering.check(scene, part, beside.value.get(part.id))
        if isinstance(outcome, reading.Read) and outcome.sure and outcome.value is not None:
            kept[part.id] = outcome.value
    return kept


def _fill_in(talk: Talk, scene: Scene, row: File, typed: Mapping[str, Any]) -> None:
    assert scene.open is not None
    found = Reading.model_validate(row.found)
    free = _free(scene, scene.open)
    if len(found.quotes) > len(free):
        found = Reading(trouble="too_many_quotes", notes=found.notes)
    keys = free[: max(len(found.quotes), 1)]
    # First the count, so that a file is on record for an option that will be asked about.
    _ask_for(talk, scene, keys)
    for key, quote in zip(keys, found.quotes or (None,), strict=True):
        kept = {
            quotes.FILE: row.id, "name": row.name, "trouble": found.trouble,
            "notes": list(found.notes), "quote": quote,
            "typed": dict(typed) if key == scene.open.key else {},
        }  # fmt: skip
        scene.record("answer", quotes.read_key(key), kept, talk.person.id, talk.channel)


def _free(scene: Scene, asked: Asked) -> list[str]:
    """The open option, and after it those that have no answer yet, as many as there may be."""
    taken = latest(scene.entries)
    later = (f"{quotes.OPTION}#{n}" for n in range(asked.number + 1, asked.step.repeat_most + 1))
    return [asked.key, *(key for key in later if key not in taken)]


def _ask_for(talk: Talk, scene: Scene, keys: list[str]) -> None:
    last = int(keys[-1].partition("#")[2])
    entry = latest(scene.entries).get(quotes.OPTION)
    if len(keys) > 1 and last > ((entry and entry.value) or 0):
        scene.record("answer", quotes.OPTION, last, talk.person.id, talk.channel)
