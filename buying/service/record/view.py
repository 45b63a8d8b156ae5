"""One purchase as a reader of its file may see it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from buying.domain.workflow import base_key, latest
from buying.english import for_others
from buying.service import look_back
from buying.service.guide.mine import state
from buying.service.guide.scene import Scene
from buying.store.tables import EntryRow, Person
from buying.voice import telling
from buying.voice.quotes import is_reading

CHANNELS = {"web": "web chat", "desk": "the desk", "terminal": "terminal", "slack": "Slack",
            "teams": "Teams", "import": "a file"}  # fmt: skip


class View:
    """A purchase, and whether its reader sees the look back."""

    def __init__(self, scene: Scene, *, look_back: bool) -> None:
        self.scene = scene
        self.look_back = look_back
        self.steps = {step.id: step for step in scene.policy.steps}

    @property
    def state(self) -> str:
        """Where the purchase stands, in words that fit any reader."""
        words = state(self.scene).replace("your budget holder", "a budget holder")
        return words.replace(": your ", ": ")

    def sees(self, question: str) -> bool:
        """Whether the reader may see answers to ``question`` (a key, with or without number)."""
        return self.look_back or not look_back.holds(self.scene.policy.steps, question)

    def seen(self, question: str, value: Any) -> Any:
        """As much of an answer to ``question`` as the reader may see."""
        return value if self.look_back else look_back.without(question, value)

    @cached_property
    def rows(self) -> list[EntryRow]:
        """The entries that the reader may see, in order, but for the count of a step that
        repeats (``option``), which says nothing that its answers do not say, and for what was
        read in files, which counts only once it is in an answer."""
        return [
            row
            for row in self.scene.rows
            if self.sees(row.question) and not self._counts(row.question)
            if not is_reading(row.question)
        ]

    def _counts(self, question: str) -> bool:
        step = self.steps.get(question)
        return step is not None and step.repeat_most > 0

    @cached_property
    def needed(self) -> frozenset[str]:
        """The steps whose answers count: those on the way so far, and all that come later.

        Whether a later step will be taken cannot be told while an earlier one is open again:
        without a budget, say, nothing that depends on the value would be.
        """
        path = {asked.step.id for asked in self.scene.context.position.path}
        order = list(self.steps)
        later = order[order.index(self.scene.open.step.id) :] if self.scene.open else []
        return frozenset(path | set(later))

    @cached_property
    def current(self) -> dict[str, EntryRow]:
        """The entry that counts for each question that the reader may see, in workflow order."""
        counting = {entry.seq for entry in latest(self.scene.entries).values()}
        order = list(self.steps)

        def place(row: EntryRow) -> tuple[int, int]:
            base, _, number = row.question.partition("#")
            return (order.index(base), int(number or 0))

        rows = [
            row for row in self.rows if row.id in counting and base_key(row.question) in self.needed
        ]
        return {row.question: row for row in sorted(rows, key=place)}

    def name(self, question: str) -> str:
        """What a question is called on the record."""
        return for_others(telling.name(self.scene.context, question))

    def words(self, question: str, value: Any) -> str:
        """As much of an answer as the reader may see, in words, a line for each box."""
        return "\n".join(telling.lines(self.scene.context, question, self.seen(question, value)))

    def person(self, id: str) -> str:
        """The name of a person; the id itself where it is nobody's (``command``)."""
        person = self.scene.session.get(Person, id)
        return person.name if person else id

    def by(self, row: EntryRow) -> str:
        """Who gave an entry, and where: ``Priya Patel (web chat)``."""
        return f"{self.person(row.by_id)} ({channel(row.channel)})"


def channel(id: str) -> str:
    """A channel as people call it."""
    return CHANNELS.get(id, id)
