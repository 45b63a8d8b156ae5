"""What has to happen before Rasa is used, in this order; needed to train and to serve."""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

from engine.adapt import adapt
from engine.lean import leave_out
from engine.settings import Settings


def boot(settings: Settings) -> None:
    """Make Rasa write only where it may, start lean, and say little. Once a process."""
    for folder in (settings.models, settings.temporary):
        folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(_environment(settings))
    leave_out()
    _log_without_words()
    _hush()
    adapt()
    # Importing Rasa imports Sanic, which turns these warnings on again.
    _hush()


def _hush() -> None:
    # Meant for the authors of the libraries, which are pinned. Rasa's own warnings stay.
    for kind in (DeprecationWarning, FutureWarning, PendingDeprecationWarning):
        warnings.simplefilter("ignore", kind)
    # Said of every domain, whatever is in it.
    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")


def _environment(settings: Settings) -> dict[str, str]:
    # Rasa and its libraries read some of these once, as they are imported.
    return {
        "ENGINE_ACTIONS_URL": settings.actions_url,
        "ENGINE_TRACKER_DATABASE": str(settings.tracker_database),
        "LOG_LEVEL": "WARNING",
        "RASA_CACHE_DIRECTORY": str(settings.temporary / "rasa-cache"),
        "RASA_MAX_CACHE_SIZE": "0",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TMPDIR": str(settings.temporary),
    }


def _log_without_words() -> None:
    # Rasa attaches what people wrote to many of its log lines, as extra keys.
    import structlog

    def only_the_event(_logger: Any, _level: str, line: dict[str, Any]) -> dict[str, Any]:
        return {key: line[key] for key in ("event", "exc_info") if key in line}

    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger("engine").setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            only_the_event,
            structlog.stdlib.render_to_log_kwargs,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
