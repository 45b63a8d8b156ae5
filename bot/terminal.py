"""A chat in the terminal, over the turns API: ``buywell talk``."""

from __future__ import annotations

import os
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TextIO
from uuid import uuid4

import requests

from bot import cards_text, picking, words
from buying.cards import Action, Card, Question
from buying.service import people, turns
from buying.service.people import Who
from buying.service.quotes.files import LARGEST as LARGEST_FILE
from buying.settings import settings

GOODBYES = {"exit", "quit", "bye", "goodbye"}
STAYS = timedelta(hours=12)
CONNECT_WITHIN = 5.0
ANSWER_WITHIN = 40.0
SILENCE_WITHIN = 60.0
LATE_WITHIN = 120.0
"""Seconds for which a script waits for an answer that was put off."""

TRY_AGAIN_AFTER = 2.0
FILE_COMMAND = "/file"
TROUBLE = 2


class Trouble(Exception):
    """The chat cannot go on; the text says what to do."""


class Unsent(Exception):
    """What was typed was not taken; the text says why. The chat goes on."""


class Line:
    """The line to the service: what one person says and hears over HTTP."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self._token = token
        self._session = self._opened()

    def close(self) -> None:
        """Hang up."""
        self._session.close()

    def say(self, body: dict[str, object]) -> list[Card]:
        """Send a turn; what is said in answer. Raises Unsent or Trouble."""
        return _cards(self._ask("POST", "/chat/turns", json=body, key=uuid4().hex))

    def upload(self, path: str) -> str:
        """Send a file to be kept; its id. Raises Unsent or Trouble."""
        file = Path(path.strip().strip("\"'")).expanduser()
        try:
            # One byte more than may be sent is enough to be told so.
            with file.open("rb") as opened:
                data = opened.read(LARGEST_FILE + 1)
        except OSError as error:
            raise Unsent(f"I cannot open {file}. Check the path and type it again.") from error
        files = {"file": (file.name, data)}
        answer = self._ask("POST", "/chat/files", files=files, key=uuid4().hex)
        return str(answer.json()["file"])

    def since(self, message: int) -> list[Card]:
        """All cards after a message's number. Raises Trouble."""
        found: list[Card] = []
        while more := _cards(self._ask("GET", f"/chat/cards?after={message}")):
            found += more
            message = more[-1].message or message
        return found

    def greet(self) -> None:
        """Open the conversation, as opening the page does. Raises Trouble."""
        self._ask("GET", "/chat")

    def arriving(self, message: int) -> Iterator[Card]:
        """Cards as they come, until the service ends the stream.

        Raises requests.RequestException.
        """
        headers = {"Accept": "text/event-stream", "Last-Event-ID": str(message)}
        patience = (CONNECT_WITHIN, SILENCE_WITHIN)
        # A session of its own: this one waits while the other talks.
        with (
            self._opened() as session,
            session.get(
                f"{self.address}/chat/cards", headers=headers, timeout=patience, stream=True
            ) as answer,
        ):
            answer.raise_for_status()
            for row in answer.iter_lines(chunk_size=1):
                line = row.decode()
                if line.startswith("data:"):
                    yield Card.model_validate_json(line.removeprefix("data:").strip())

    def _opened(self) -> requests.Session:
        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {self._token}"
        # A proxy set for the machine is for the internet, not for loopback.
        session.trust_env = False
        return session

    def _ask(
        self,
        method: str,
        path: str,
        json: object = None,
        key: str | None = None,
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> requests.Response:
        headers = {"Idempotency-Key": key} if key else {}
        try:
            answer = self._session.request(
                method,
                f"{self.address}{path}",
                json=json,
                files=files,
                headers=headers,
                timeout=(CONNECT_WITHIN, ANSWER_WITHIN),
            )
        except requests.RequestException as error:
            raise Trouble(
                f"The service does not answer at {self.address}. "
                "Start it in another terminal with “buywell up”, then try again."
            ) from error
        if answer.status_code == 401:
            raise Trouble("You are not signed in any more. Start “buywell talk” again.")
        if answer.status_code >= 500:
            raise Unsent("Something went wrong at the service. Nothing is lost; try again.")
        if not answer.ok:
            raise Unsent(_sentence(answer))
        return answer


def _cards(answer: requests.Response) -> list[Card]:
    return [Card.model_validate(card) for card in answer.json()["cards"]]


def _sentence(answer: requests.Response) -> str:
    try:
        return str(answer.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"The service refused that ({answer.status_code})."


class Talk:
    """One chat: reads lines, prints cards. ``live``: a person sits at a screen."""

    def __init__(self, line: Line, out: TextIO, live: bool) -> None:
        self._line = line
        self._out = out
        self._live = live
        self._bold = live and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._printing = threading.Lock()
        self._ended = threading.Event()
        self._seen = 0
        self._question: Question | None = None
        self._actions: list[Action] = []

    def begin(self) -> None:
        """Show the newest card, or the greeting. Raises Trouble or Unsent."""
        cards = self._line.since(0)
        if not cards:
            self._line.greet()
            cards = self._line.since(0)
        self._seen = cards[-1].message or 0 if cards else 0
        self._show(cards[-1:])
        if self._live:
            self._print("Type your answer, or “exit” to stop.")
            threading.Thread(target=self._listen, daemon=True).start()

    def end(self) -> None:
        """Listen no more."""
        self._ended.set()

    def say(self, text: str) -> None:
        """Send what was typed and show what is said in answer. Raises Trouble."""
        try:
            cards = self._line.say(self._body(text))
        except (picking.NoSuchNumber, Unsent) as error:
            self._print(str(error))
            return
        self._actions = []
        self._show_new(cards)
        if not self._live and any(card.id == turns.WAITING_CARD for card in cards):
            self._await_late()

    def _body(self, text: str) -> dict[str, object]:
        """What a line says: a file that it names, or what is typed. Raises Unsent, NoSuchNumber."""
        command, _, path = text.partition(" ")
        if command == FILE_COMMAND:
            return {"file": self._line.upload(path)}
        return picking.turn(text, self._question, self._actions)

    def _await_late(self) -> None:
        until = time.monotonic() + LATE_WITHIN
        while time.monotonic() < until:
            late = self._line.since(self._seen)
            if late:
                self._show_new(late)
                return
            time.sleep(TRY_AGAIN_AFTER / 4)
        raise Trouble("No answer came. What you said is kept; look again later.")

    def _listen(self) -> None:
        """Show cards that nobody asked for, such as advice, while the person thinks."""
        while not self._ended.is_set():
            try:
                for card in self._line.arriving(self._seen):
                    if self._show_new([card]):
                        print("> ", end="", file=self._out, flush=True)
            except (requests.RequestException, ValueError):
                # The service went away, or the line was hung up while it was read.
                self._ended.wait(TRY_AGAIN_AFTER)

    def _show_new(self, cards: list[Card]) -> bool:
        """Show those cards that were not shown before; whether there were any."""
        with self._printing:
            new = [card for card in cards if (card.message or 0) > self._seen]
            self._seen = max([self._seen, *(card.message or 0 for card in new)])
        self._show(new)
        return bool(new)

    def _show(self, cards: list[Card]) -> None:
        for card in cards:
            self._question = card.question or self._question
            self._actions += words.actions_of(card)
            name = "\x1b[1mBuywell\x1b[0m" if self._bold else "Buywell"
            print(f"\n{name}", file=self._out)
            self._print(cards_text.render(card))
            if card.upload:
                self._print(f"To send a file, type {FILE_COMMAND} and its path.")

    def _print(self, text: str) -> None:
        # Words of other people pass here: nothing in them may steer the terminal.
        safe = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")
        print(f"{safe}\n", file=self._out, flush=True)


def talk(address: str, token: str, source: TextIO, out: TextIO, problems: TextIO) -> int:
    """Chat until the lines of ``source`` end; 0, or 2 with a sentence on ``problems``."""
    line = Line(address, token)
    chat = Talk(line, out, live=source.isatty())
    try:
        chat.begin()
        for text in _lines(source, out):
            chat.say(text)
    except (Trouble, Unsent) as error:
        print(f"buywell: {error}", file=problems)
        return TROUBLE
    except KeyboardInterrupt:
        print(file=out)
    finally:
        chat.end()
        line.close()
    return 0


def _lines(source: TextIO, out: TextIO) -> Iterator[str]:
    """What is typed, line by line, until the end or a goodbye; blank lines are passed over."""
    live = source.isatty()
    while True:
        try:
            row = f"{input('> ')}\n" if source is sys.stdin and live else source.readline()
        except EOFError:
            return
        text = row.strip()
        if not row or text.casefold() in GOODBYES:
            return
        if text and not live:
            print(f"> {text}", file=out)
        if text:
            yield text


def main(who: Who) -> None:
    """Chat as ``who`` with the service on this machine; exits with 2 where that fails."""
    token = people.issue(who.id, "api", STAYS)
    try:
        address = f"http://127.0.0.1:{settings().port}"
        code = talk(address, token, sys.stdin, sys.stdout, sys.stderr)
    finally:
        people.end(token)
    if code:
        raise SystemExit(code)
