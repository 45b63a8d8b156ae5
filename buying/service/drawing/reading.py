"""The flow for those who may read the rules: of those in force, or of the draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from buying.rulebook import Rulebook, RulebookError
from buying.service import rulebooks
from buying.service.drawing.flow import UnknownCategory, flow
from buying.service.drawing.views import Flow
from buying.service.people import Who
from buying.service.walking import NeverEnds


class CannotDraw(Exception):
    """The flow cannot be drawn; the text says why.

    ``about``: what to change: the ``category``, the day (``on``) or the ``rules``.
    """

    def __init__(self, about: str, said: str) -> None:
        super().__init__(said)
        self.about = about


@dataclass(frozen=True)
class _Wanted:
    """A drawing by the content of its rulebook, so that it is worked out once."""

    fingerprint: str
    on: date
    category: str | None
    book: Rulebook = field(compare=False)


def read(who: Who, on: date, category: str | None = None, *, draft: bool = False) -> Flow:
    """The flow of the rules in force today, or of the draft, for purchases of the day ``on``.

    Raises NotAllowed, NoDraft, and CannotDraw for a draft with mistakes, a day without rules or
    a category that is not there.
    """
    try:
        book = rulebooks.book_of(who, draft=draft)
    except RulebookError as error:
        said = "The draft has mistakes in its files. Check it, and mend them first."
        raise CannotDraw("rules", said) from error
    try:
        return _drawn(_Wanted(book.fingerprint, on, category, book))
    except UnknownCategory as error:
        raise CannotDraw("category", str(error)) from error
    except RulebookError as error:
        raise CannotDraw("on", str(error)) from error
    except NeverEnds as error:
        raise CannotDraw("rules", str(error)) from error


@lru_cache(maxsize=16)
def _drawn(wanted: _Wanted) -> Flow:
    return flow(wanted.book, wanted.on, wanted.category)
