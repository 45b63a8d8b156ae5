"""The two places where Rasa 3.6.21 itself is changed, and the guard around them.

Both replace one method for which Rasa has no hook. They were read and measured on
one version, so any other is refused rather than half changed.
"""

from __future__ import annotations

import sys
from functools import wraps
from importlib.metadata import version
from typing import Any

RASA = "3.6.21"


def adapt() -> None:
    """Make both changes. Ends the process with code 2 on any Rasa but 3.6.21."""
    found = version("rasa")
    if found != RASA:
        print(f"Expected Rasa {RASA}, found {found}. Run: make setup", file=sys.stderr)
        sys.exit(2)
    _check_action_answers_quickly()
    _take_slashes_for_words()


def _check_action_answers_quickly() -> None:
    # Rasa checks its own schema anew for every answer of an action: half of the
    # time of a turn. Compiled once, the check of the answer itself stays.
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    compiled = validator_for(schema)(schema)

    def validate(_self: RemoteAction, result: dict[str, Any]) -> bool:
        error = best_match(compiled.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = validate


def _take_slashes_for_words() -> None:
    # "/restart" or "/affirm{...}" typed by a person would be obeyed as an intent of
    # full confidence. What people write is words; buttons do not pass through Rasa.
    from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler

    # Rasa reads the types of the method that it finds here, hence the wrapper.
    @wraps(RegexMessageHandler.process)
    def process(_self: Any, messages: list[Any], domain: Any = None) -> list[Any]:
        return messages

    RegexMessageHandler.process = process
