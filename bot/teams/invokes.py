"""The invokes that Teams sends and what it is answered: it waits for the answer, for seconds."""

from __future__ import annotations

from typing import Any

FILE_CONSENT = "fileConsent/invoke"
FETCH, SUBMIT = "composeExtension/fetchTask", "composeExtension/submitAction"
COMMANDS = frozenset({FETCH, SUBMIT})
"""The two ways in which the command of a message extension arrives: "Create and send the task
module", "Respond to the task module submit action"."""

BEGUN = "Open your chat with me to go on. Only you see it."


def begun(name: str) -> dict[str, Any]:
    """A small window that says where it goes on; nothing where Teams shows none."""
    return {"task": {"type": "message", "value": BEGUN}} if name == FETCH else {}
