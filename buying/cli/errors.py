"""What a command raises when it cannot go on."""

from __future__ import annotations


class CommandError(Exception):
    """A command cannot go on; the text says why and what to do."""
