"""Puts a slip into a rulebook and looks whether anything notices."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.mutation.data import as_bytes, changed, sources
from benchmarks.mutation.mutants import Mutant
from buying.rulebook import Rulebook, RulebookError
from buying.rulebook.checking import check
from buying.rulebook.contents import SINGLE_FILES, Contents
from buying.rulebook.draft import Draft
from buying.rulebook.loading import build, finish, understood
from buying.rulebook.parsing import parse_file, parse_question
from buying.service.cases import Built, differences


class Trial:
    """A rulebook with all its worked examples; those that noticed last in a file are tried first.

    What a slip does not touch is read once. Raises RulebookError where the rulebook itself has
    mistakes.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.read = sources(contents)
        self.book = build(contents)
        self.draft = understood(contents)
        self.orders: dict[str, list[int]] = {}

    def noticed(self, mutant: Mutant) -> str | None:
        """What notices the slip: ``refused`` or the title of a case; None where nothing does."""
        book = self.with_slip(mutant)
        if book is None:
            return "refused"
        order = self.orders.setdefault(mutant.file, list(range(len(book.cases))))
        built: Built = {}
        found = next((number for number in order if _fails(book, number, built)), None)
        if found is None:
            return None
        order.remove(found)
        order.insert(0, found)
        return book.cases[found].title

    def with_slip(self, mutant: Mutant) -> Rulebook | None:
        """The rulebook with the slip in it; None where the checker refuses it."""
        draft = _copy(self.draft)
        data = changed(self.read[mutant.file].data, mutant.path, mutant.value)
        parse = parse_file if mutant.file in SINGLE_FILES else parse_question
        parse(draft, mutant.file, as_bytes(data))
        draft.problems.extend(check(draft))
        return None if draft.problems else finish(draft, "")


def _copy(draft: Draft) -> Draft:
    """``draft`` with containers of its own, so that one file can be read into it anew."""
    return replace(
        draft,
        sources=dict(draft.sources),
        parts=dict(draft.parts),
        questions=dict(draft.questions),
        problems=[],
    )


def _fails(book: Rulebook, number: int, built: Built) -> bool:
    try:
        return bool(differences(book, book.cases[number], built))
    except RulebookError:
        # No number holds on the day of the case any more.
        return True
