"""What the desk and the commands see of the rulebook's versions and of its draft."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from buying.cards import Model

State = Literal["past", "current", "coming", "withdrawn"]
FileState = Literal["same", "changed", "added", "removed"]


class RulebookChangeError(Exception):
    """The rulebook cannot be changed like that; the text says why, for people."""


class NoDraft(RulebookChangeError):
    """There is no draft to work on: nobody began one, or it was published or discarded."""


class SavedSince(RulebookChangeError):
    """Somebody else changed the file since it was shown; nothing was saved."""


class NotReady(RulebookChangeError):
    """The draft cannot be published as it is; ``checked`` holds every reason."""

    def __init__(self, said: str, checked: Checked) -> None:
        super().__init__(said)
        self.checked = checked


class Version(Model):
    """One version of the rulebook.

    ``label`` is its name for people. ``published_by`` is a person's name, or None where no
    person did it at the desk (``how`` says: changed files that a start took in, or a command).
    ``changes``: one sentence for each difference from the version that was in force before.
    """

    id: int
    fingerprint: str
    label: str
    effective_from: date
    published_at: datetime
    published_by: str | None
    how: Literal["desk", "files", "command"]
    reason: str
    changes: tuple[str, ...]
    state: State
    withdrawn_at: datetime | None


class DraftFile(Model):
    """One file of the draft. ``text`` is None where the draft takes it away.

    ``seen`` stands for the text as it is shown here: hand it to ``save`` and ``remove``.
    """

    path: str
    text: str | None
    state: FileState
    seen: str

    @property
    def changed(self) -> bool:
        """Whether it differs from the version that the draft began from."""
        return self.state != "same"


class DraftView(Model):
    """The one open draft, with every file of the rulebook by path.

    ``based_on`` is the label of the version that it began from; ``begun_by`` a person's name.
    """

    id: int
    based_on: str
    begun_by: str
    begun_at: datetime
    updated_at: datetime
    files: tuple[DraftFile, ...]

    def file(self, path: str) -> DraftFile | None:
        """The file at ``path``; None where the draft has none."""
        return next((file for file in self.files if file.path == path), None)

    @property
    def changed(self) -> tuple[DraftFile, ...]:
        """The files that differ from the version that the draft began from."""
        return tuple(file for file in self.files if file.changed)


class Finding(Model):
    """Something to mend or to know. ``line`` counts from 1; None: the file as a whole."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class Checked(Model):
    """What a check found.

    ``problems``: mistakes in files. ``failures``: worked examples that come out otherwise than
    they say (only looked at where no file has a mistake). ``warnings`` stop nothing.
    ``changes``: differences from the rules in force, in words; empty while there are problems.
    """

    problems: tuple[Finding, ...] = ()
    failures: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it may be published."""
        return not self.problems and not self.failures
