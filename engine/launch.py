"""Start Rasa with the model of what is here now: ``.venv-engine/bin/python -m engine.launch``.

Does what ``rasa run`` does, with less: no command line, no telemetry, no HTTP API,
no other channel than the one in ``credentials.yml``, loopback only.
"""

from __future__ import annotations

import logging
import os
from functools import partial
from typing import Any

from engine import settings as configuration
from engine.boot import boot
from engine.settings import LOOPBACK, ROOT, Settings
from engine.train import train

logger = logging.getLogger("engine")


def main() -> None:
    """Train if need be, then serve until told to end. Exit codes: 2 wrong set-up, 1 no model."""
    settings = configuration.read()
    boot(settings)
    _serve(settings, str(train(settings)))


def _serve(settings: Settings, model: str) -> None:
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    serve_application(
        model,
        interface=LOOPBACK,
        port=settings.port,
        credentials=str(ROOT / "engine" / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(ROOT / "engine" / "endpoints.yml")),
        enable_api=False,
        server_listeners=[(partial(_stop_unless_ready, model), "after_server_start")],
    )


def _stop_unless_ready(model: str, app: Any, _loop: Any) -> None:
    # Rasa carries on without a model, and takes a memory store for a misspelt one:
    # both would look well and forget everything.
    from engine.tracker_store import PlaceStore

    agent = app.ctx.agent
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if agent.is_ready() and isinstance(store, PlaceStore):
        logger.info("Ready with the model %s", agent.model_name)
        return
    logger.error("Stopped: Rasa started without its model or without its tracker store.")
    logger.error("The lines above say why. If the model is at fault, remove %s", model)
    os._exit(1)


if __name__ == "__main__":
    main()
