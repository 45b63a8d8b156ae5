"""The same question put to the rules in force and to the draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buying.rulebook import RulebookError
from buying.service import rulebooks
from buying.service.people import Who
from buying.service.rulebooks import NoDraft
from buying.service.trying.amounts import CannotRead
from buying.service.trying.answer import try_out
from buying.service.trying.question import read_question
from buying.service.trying.views import Answer
from buying.service.walking import NeverEnds


class NoRules(Exception):
    """The rules in force say nothing for that day; the text says why."""


@dataclass(frozen=True)
class Both:
    """What would happen under the rules in force, and under the draft where there is one.

    ``trouble``: why the draft could not be tried; nothing where it could, or there is none.
    """

    answer: Answer
    draft: Answer | None = None
    trouble: str = ""


def try_both(who: Who, text: str, on: date, category: str | None = None) -> Both:
    """Try ``text`` for a purchase that begins ``on`` a day.

    Raises NotAllowed; CannotRead where the question cannot be read; NoRules where the rules in
    force have none for that day, or go in circles.
    """
    current = rulebooks.book_of(who, draft=False)
    try:
        answer = try_out(current, read_question(text, current, on, category), on)
    except (RulebookError, NeverEnds) as error:
        raise NoRules(str(error)) from error
    return _with_draft(who, text, on, category, answer)


def _with_draft(who: Who, text: str, on: date, category: str | None, answer: Answer) -> Both:
    try:
        book = rulebooks.book_of(who)
        return Both(answer, try_out(book, read_question(text, book, on, category), on))
    except NoDraft:
        return Both(answer)
    except (CannotRead, NeverEnds) as error:
        return Both(answer, trouble=str(error))
    except RulebookError as error:
        count = len(error.problems)
        return Both(answer, trouble=f"It has {_mistakes(count)}.")


def _mistakes(count: int) -> str:
    return "1 mistake in its files" if count == 1 else f"{count} mistakes in its files"
