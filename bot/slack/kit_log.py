"""What Slack's own libraries may log: that something happened, and not with which words."""

from __future__ import annotations

import logging


class Discreet(logging.Filter):
    """Leaves of a record only where it comes from and the kind of its error.

    The libraries quote answers, payloads, and addresses that let whoever has them in.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[0] if record.exc_info else None
        what = f": {error.__name__}" if error else ""
        record.msg = f"Slack's library in {record.module}.{record.funcName}{what}"
        record.args, record.exc_info, record.exc_text = (), None, None
        return True


def _made() -> logging.Logger:
    logger = logging.getLogger("bot.slack.kit")
    logger.setLevel(logging.WARNING)
    logger.addFilter(Discreet())
    return logger


LIBRARY = _made()
"""The logger to give to Slack's libraries."""
