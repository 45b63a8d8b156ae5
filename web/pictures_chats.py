"""The cards of a whole purchase as Slack and Teams show them; part of ``make screenshots``.

All of them go to ``dist/pictures``, to be looked at; a few are kept for the guides.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from bot.chats.standing import NEW
from bot.slack.cards import blocks, modal
from bot.teams.cards import adaptive
from buying.cards import Card
from buying.settings import ROOT
from web import pictures_slack, pictures_teams

ALL = ROOT / "dist" / "pictures"
KEPT = ("ask.category", "ask.route", "ask.choose")
"""Cards whose pictures the guides show: a choice, a decision with its reason, a comparison."""

COLOURS = 64
PICTURE = "F0PICTURE"
ADDRESS = "https://buywell.example/picture.png"


def take(cards: Sequence[Card], chart: bytes, guides: Path) -> list[Path]:
    """Draw each card once for each platform and width; the files kept in ``guides``.

    ``chart`` is the PNG of the picture that cards show. Raises CannotDraw of the platforms.
    """
    unlike = {card.id: card for card in cards}
    slack = [shot for card in unlike.values() for shot in _in_slack(card, chart)]
    teams = [_in_teams(card, chart) for card in unlike.values()]
    pictures_slack.take(slack, ALL / "slack")
    pictures_teams.take(teams, ALL / "teams")
    return [
        _keep(platform, name, guides)
        for platform in ("slack", "teams")
        for name in KEPT
        if name in unlike
    ]


def _in_slack(card: Card, chart: bytes) -> list[pictures_slack.Shot]:
    shown = PICTURE if card.image else None
    message = blocks.message(card, NEW, shown)
    shots = [pictures_slack.Shot(card.id, blocks=message.blocks, images={PICTURE: chart})]
    if card.question is not None and card.question.kind == "form":
        shots.append(pictures_slack.Shot(f"{card.id} form", view=modal.view(card, 1)))
    return shots


def _in_teams(card: Card, chart: bytes) -> pictures_teams.Shot:
    message = adaptive.message(card, NEW, ADDRESS if card.image else None)
    return pictures_teams.Shot(card.id, message.card, images={ADDRESS: chart})


def _keep(platform: str, name: str, guides: Path) -> Path:
    taken = ALL / platform / f"{name.replace('.', '_')}-phone.png"
    kept = guides / f"{platform}-{name.rpartition('.')[2]}.png"
    # Text on a plain ground needs few colours.
    Image.open(taken).convert("RGB").quantize(COLOURS).save(kept, optimize=True)
    return kept
