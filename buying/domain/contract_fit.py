"""Whether a contract is about the thing that somebody wants to buy."""

from __future__ import annotations

import re

from buying.domain.alike import alike

_GENERAL = (
    "agreement", "approved", "call off", "call-off", "contract", "corporate", "council", "dps",
    "dynamic purchasing system", "framework", "general", "lot", "provision", "purchase", "range",
    "service", "supply", "various",
)  # fmt: skip
"""Words of a title that say that it is a contract, not what one can buy from it."""

_GENERAL_WORD = re.compile(
    rf"\b(?:{'|'.join(_GENERAL)})(?:s|ies)?\b(?:\s+(?:of|for)\b)?|\bsupplies\b(?:\s+of\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_IDLE = frozenset({"and", "for", "from", "other", "our", "the", "with"})


def fits(title: str, category: str, item: str) -> bool:
    """Whether a contract called ``title`` covers ``item``, both in the ``category`` of that label.

    A title that says no more than that it is a contract for the category covers all of it.
    Any other must name the same kind of thing as ``item``; in doubt it does not fit, since a
    wrong contract costs a person more time than it saves.
    """
    about = _GENERAL_WORD.sub(" ", title)
    words = _words(about)
    return words <= _words(category) or (bool(item) and alike(about, item))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - _IDLE
