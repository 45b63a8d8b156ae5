"""Start the action server: ``.venv/bin/python -m actions.serve``.

rasa-sdk's own start listens on every address and in a second process; this one
serves the same application on loopback, in one.
"""

from __future__ import annotations

import logging
import sys
import warnings
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import HTTPResponse, Request, Sanic
from sanic.response import BaseHTTPResponse, json

from buying.settings import SettingsError, settings

LOOPBACK = "127.0.0.1"


def application() -> Sanic[Any, Any]:
    """The action server with the actions of this package, closed to web pages."""
    executor = ActionExecutor()
    executor.register_package("actions.guide")
    app: Sanic[Any, Any] = create_app(executor, cors_origins=[])
    app.register_middleware(say_no_more, "response")
    return app


async def say_no_more(
    _request: Request[Any, Any], response: BaseHTTPResponse
) -> HTTPResponse | None:
    """Answer an error without rasa-sdk's copy of the request, which holds people's words.

    Rasa writes the answer of a failed action to its log.
    """
    if response.status < 500:
        return None
    return json({"error": "The action failed; the log of the action server says why."}, 500)


def main() -> None:
    """Serve until told to end. Exit code 2 if a setting is wrong."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    # The SDK is newer than the Rasa it serves; that pair is the one the tests run.
    warnings.filterwarnings("ignore", message=".*versions of rasa and rasa_sdk.*")
    try:
        port = settings().port + 2
    except SettingsError as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
    application().run(host=LOOPBACK, port=port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
