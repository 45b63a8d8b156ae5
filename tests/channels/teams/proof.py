"""Others' judgement of an Adaptive Card: its official schema, and what Teams says it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from adaptive_cards.card import AdaptiveCard
from adaptive_cards.validation import CardValidatorFactory
from jsonschema import Draft6Validator

LARGEST = 28 * 1024
MOST_PRIMARY = 6
OF_TEAMS = ("msteams", "msTeams")
"""What Teams adds to a card ("Format cards in Teams"), which the schema does not know."""


def faults(card: dict[str, Any]) -> list[str]:
    """What is wrong with a card, by the schema of version 1.5 and the limits of Teams."""
    rows = [card.get("actions", []), *(one["actions"] for one in of_type(card, "ActionSet"))]
    primary = [one for row in rows for one in row if one.get("mode") != "secondary"]
    ids = [one["id"] for one in elements(card) if "id" in one]
    return [
        *(error.message[:300] for error in _schema().iter_errors(_plain(card))),
        *_by_the_package(card),
        *(["too large"] if len(json.dumps(card, ensure_ascii=False).encode()) > LARGEST else []),
        *([f"{len(primary)} primary actions"] if len(primary) > MOST_PRIMARY else []),
        *(["an id is used twice"] if len(ids) != len(set(ids)) else []),
        *(["wrong version"] if card["version"] != "1.5" else []),
    ]


def elements(part: Any) -> Iterator[dict[str, Any]]:
    """Every element and action of a card, however deep; not what buttons send."""
    if isinstance(part, dict):
        if "type" in part:
            yield part
        for name, inner in part.items():
            if name != "data":
                yield from elements(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from elements(inner)


def of_type(card: dict[str, Any], *types: str) -> list[dict[str, Any]]:
    """The elements of a card of some types, in order."""
    return [one for one in elements(card) if one["type"] in types]


def buttons(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The buttons of a card: title to action. What is pressed by its words has none."""
    rows = of_type(card, "ActionSet")
    return {one["title"]: one for row in rows for one in row["actions"]}


def words(card: dict[str, Any]) -> str:
    """All that is read on a card, line by line; what is folded away too."""
    lines = []
    for one in elements(card):
        if one["type"] == "TextBlock":
            lines.append(one["text"])
        if one["type"] == "RichTextBlock":
            lines.append("".join(run["text"] for run in one["inlines"]))
    return "\n".join(lines)


def _plain(part: Any) -> Any:
    """A card as its schema knows it: the schema lacks the style ``filtered`` of version 1.5."""
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {name: _plain(inner) for name, inner in part.items() if name not in OF_TEAMS}
    return kept | ({"style": "compact"} if kept.get("style") == "filtered" else {})


def _by_the_package(card: dict[str, Any]) -> list[str]:
    validator = CardValidatorFactory.create_validator_microsoft_teams()
    validator.validate(AdaptiveCard.model_validate(_plain(card)), debug=False)
    return [f"{finding.message}: {finding.message_additional}" for finding in validator.details()]


@cache
def _schema() -> Draft6Validator:
    text = files("adaptive_cards").joinpath("schemas", "schema-1.5.json").read_text("utf-8")
    return Draft6Validator(json.loads(text))
