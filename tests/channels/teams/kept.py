"""The exact cards of every example for Teams, kept as files to be read by people."""

from __future__ import annotations

import json
from pathlib import Path

from bot.chats.standing import NEW, Standing
from bot.examples import EXAMPLES
from bot.teams.cards import adaptive

FOLDER = Path(__file__).parent.parent / "golden" / "teams"
PICTURE = "https://buywell.example/picture.png"
STANDINGS = {"open": NEW, "closed": Standing(answered="This was\nthe answer")}


def file_of(name: str) -> Path:
    """Where the cards of an example are kept."""
    return FOLDER / f"{name.replace(' ', '_')}.json"


def rendered(name: str) -> str:
    """An example as it is now, waiting for its answer and answered."""
    card = EXAMPLES[name].model_copy(update={"message": 7})
    made = {
        how: adaptive.message(card, standing, PICTURE if card.image else None)
        for how, standing in STANDINGS.items()
    }
    shown = {how: {"text": message.text, "card": message.card} for how, message in made.items()}
    return json.dumps(shown, indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    """Write all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in EXAMPLES:
        file_of(name).write_text(rendered(name), encoding="utf-8")
