"""What came of reading a file: its quotes, or why there are none."""

from __future__ import annotations

from typing import Any

from buying.cards import Model


class Reading(Model):
    """What a file gave. ``quotes`` are ``domain.quotes.QuoteRead`` as JSON.

    ``trouble``: a key of ``voice.quotes.TROUBLES``, or empty; ``notes``: keys of its NOTES.
    """

    trouble: str = ""
    notes: tuple[str, ...] = ()
    quotes: tuple[dict[str, Any], ...] = ()
