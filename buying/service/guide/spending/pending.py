"""What of a cost is left for the next turn."""

from __future__ import annotations

from typing import Any

from buying.service.guide.scene import Scene
from buying.service.guide.talk import Talk

COST = "cost"
BACK = "uncost"
WHY = "cost_why"
COMMANDS = (COST, BACK, WHY)
"""What may be left for the next turn, and how the ids of our questions and buttons begin."""

Boxes = dict[str, Any]


def waiting(talk: Talk) -> bool:
    """Whether the turn before left something about a cost to be said."""
    return (talk.confirming or {}).get("command") in COMMANDS


def given_before(talk: Talk) -> Boxes:
    """What is known already of the cost that is being recorded."""
    return dict((talk.confirming or {}).get("given") or {}) if waiting(talk) else {}


def leave(talk: Talk, scene: Scene, given: Boxes, **doubt: Any) -> None:
    """Keep what is known of a cost for the next turn. ``doubt``: a box and what it may mean."""
    reference = scene.purchase.reference
    left = {"command": COST, "reference": reference, "given": given, **doubt}
    talk.conversation.pending = left
