"""What a request of the turns API says, read from its JSON."""

from __future__ import annotations

import json
from typing import Any

from buying.service.turns import Given, Refused, Said

EXAMPLE = '{"text": "12 shower chairs"}'
WAYS = ("text", "answer", "action", "file")
LONGEST_KEY = 200


class BadRequest(Exception):
    """A request that cannot be read: a status, a code for programs and a sentence."""

    def __init__(self, code: str, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


def said(body: bytes, content_type: str) -> Said:
    """The one thing that ``body`` says. Raises BadRequest.

    The body is a JSON object with exactly one of ``text`` (a string), ``answer``
    (``{"question": a string, "value": anything}``), ``action`` and ``file`` (strings).
    """
    given = _object(body, content_type)
    given = {name: value for name, value in given.items() if value is not None}
    unknown = sorted(set(given) - set(WAYS))
    if unknown:
        raise BadRequest(
            "unknown_field",
            f"There is no field “{unknown[0][:40]}”. The fields are text, answer, action and file.",
        )
    if len(given) != 1:
        found = " and ".join(given) or "none of them"
        code = "more_than_one" if given else "nothing_given"
        message = f"Send exactly one of text, answer, action and file. You sent {found}."
        raise BadRequest(code, message)
    return _READ[next(iter(given))](next(iter(given.values())))


def _object(body: bytes, content_type: str) -> dict[str, Any]:
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise BadRequest(
            "not_json", "Send JSON, with the header Content-Type: application/json.", 415
        )
    if not body.strip():
        raise BadRequest("empty_body", f"The request is empty. Send JSON such as {EXAMPLE}.", 400)
    try:
        given = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        message = f"That is not JSON that can be read. Send JSON such as {EXAMPLE}."
        raise BadRequest("not_json", message, 400) from error
    if not isinstance(given, dict):
        raise BadRequest("wrong_type", f"Send a JSON object such as {EXAMPLE}.")
    return given


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _text(value: Any) -> Said:
    if not isinstance(value, str):
        raise BadRequest("wrong_type", f"“text” must be a string, such as {EXAMPLE}.")
    if not value.strip():
        raise BadRequest("empty", "The text is empty. Type something and send it again.")
    return Said(text=value)


def _answer(value: Any) -> Said:
    whole = isinstance(value, dict) and set(value) == {"question", "value"}
    if not whole or not isinstance(value["question"], str):
        raise BadRequest(
            "wrong_type",
            "“answer” must be an object with question (a string) and value, such as "
            '{"answer": {"question": "together", "value": true}}.',
        )
    return Said(answer=Given(question=value["question"], value=value["value"]))


def _action(value: Any) -> Said:
    if not isinstance(value, str) or not value.strip():
        raise BadRequest("wrong_type", '“action” must be a string, such as {"action": "back"}.')
    return Said(action=value)


def _file(value: Any) -> Said:
    if not isinstance(value, str) or not value.strip():
        message = "“file” must be the id that POST /chat/files gave, as a string."
        raise BadRequest("wrong_type", message)
    return Said(file=value)


_READ = {"text": _text, "answer": _answer, "action": _action, "file": _file}
STATUS = {"event_reused": 409, "not_now": 409, "too_many_files": 409, "file_too_large": 413}
"""The status of a refusal by its code; 422 for all others."""


def refused(error: Refused) -> BadRequest:
    """A refusal of the service, as the API says it."""
    return BadRequest(error.code, str(error), STATUS.get(error.code, 422))


def event_key(key: str | None) -> str | None:
    """The Idempotency-Key of a request; None where there is none. Raises BadRequest."""
    if key is None:
        return None
    if not key.strip() or len(key) > LONGEST_KEY or not key.isprintable():
        raise BadRequest(
            "bad_key",
            f"The Idempotency-Key must be 1 to {LONGEST_KEY} characters that can be printed.",
            400,
        )
    return key.strip()


def number_after(text: str | None) -> int:
    """A message's number from ``after`` or Last-Event-ID; 0 for none. Raises BadRequest."""
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise BadRequest("bad_number", "“after” must be the number of a message, such as 12.")
    return int(text)
