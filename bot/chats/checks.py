"""Steps of setting up a chat, as an administrator is told of them, and what both chats share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic_settings import BaseSettings, EnvSettingsSource
from sqlalchemy.exc import SQLAlchemyError

from buying.english import day_in_words
from buying.service import accounts, arrivals, strangers
from buying.settings import settings

State = Literal["ok", "missing", "wrong", "not tried"]

CORRECT = "Correct it, then run this again."


@dataclass(frozen=True)
class Step:
    """One step: its name, how it stands, what was found, and what to do (empty: nothing).

    No word of it holds a secret.
    """

    name: str
    state: State
    found: str
    to_do: str = ""


def ok(name: str, found: str) -> Step:
    """A step that needs nothing more."""
    return Step(name, "ok", found)


def missing(name: str, found: str, to_do: str) -> Step:
    """A step that was not done yet."""
    return Step(name, "missing", found, to_do)


def wrong(name: str, found: str, to_do: str) -> Step:
    """A step that was done, and does not work."""
    return Step(name, "wrong", found, to_do)


def waits(name: str, what: str) -> Step:
    """A step that cannot be tried before ``what`` is so."""
    return Step(name, "not tried", f"It can be tried once {what}.")


def given(group: type[BaseSettings]) -> frozenset[str]:
    """The fields of a group of settings for which the environment holds something.

    Whether it is right is not looked at.
    """
    found = EnvSettingsSource(group)()
    return frozenset(name for name, value in found.items() if str(value).strip())


def last_arrival(platform: str, chat: str) -> Step:
    """When something arrived last, and how many were turned away. ``chat``: its name."""
    name = arrived(chat)
    try:
        moment, people = arrivals.last(platform), _people(platform)
    except SQLAlchemyError as error:
        found = f"The database cannot be read ({type(error).__name__})."
        to_do = "Run make run once, which prepares it, or check BUYWELL_DATA_DIR."
        return wrong(name, found, to_do)
    if moment is None:
        to_do = f"Open a chat with Buywell in {chat}, write hello, and run this again."
        return missing(name, "Nothing so far.", to_do)
    return ok(name, f"Last on {in_words(moment)}. {people}")


def arrived(chat: str) -> str:
    """The name of the step that something has arrived from a chat."""
    return f"Something has arrived from {chat}"


def in_words(moment: datetime) -> str:
    """A moment by the organisation's clock: ``1 December 2026 at 09:30``."""
    local = moment.astimezone(settings().zone)
    return f"{day_in_words(local.date())} at {local:%H:%M}"


def _people(platform: str) -> str:
    tied = sum(known.platform == platform for known, _ in accounts.listed())
    away = sum(each.platform == platform for each in strangers.listed())
    more = f", turned away: {away} (buywell accounts strangers)" if away else ""
    return f"Accounts tied to people: {tied}{more}."
