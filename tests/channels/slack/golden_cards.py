"""The exact messages and modals of every example for Slack, kept as files to be read by people.

``python -m tests.channels.golden`` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from bot.chats.standing import NEW, Standing
from bot.examples import EXAMPLES
from bot.slack.cards import blocks, modal

FOLDER = Path(__file__).parent.parent / "golden" / "slack"
STANDINGS = {"open": NEW, "closed": Standing(answered="This was\nthe answer")}


def file_of(name: str) -> Path:
    """Where an example is kept."""
    return FOLDER / f"{name.replace(' ', '_')}.json"


def rendered(name: str) -> str:
    """An example as it is now: waiting for its answer, answered, and its form's modal."""
    card = EXAMPLES[name].model_copy(update={"message": 7})
    made = {
        how: dict(blocks.message(card, standing).arguments()) for how, standing in STANDINGS.items()
    }
    if card.question and card.question.kind == "form":
        made["modal"] = modal.view(card, 7)
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    """Write all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in EXAMPLES:
        file_of(name).write_text(rendered(name), encoding="utf-8")
