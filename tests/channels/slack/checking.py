"""Whether Slack would take something: its own Python models, its own types, its own numbers.

The numbers are written here again, from Slack's Block Kit reference, so that a wrong one in the
product cannot prove itself right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.slack.cards.blocks import Message
from web import chat_tools

JSON = Mapping[str, Any]

LONGEST_TEXT = {"header": 150, "button": 75, "option": 75}
MOST_OPTIONS = {"checkboxes": 10, "radio_buttons": 10}


def message(made: Message) -> None:
    """Raises AssertionError or a validator's own error where Slack would refuse a message."""
    assert made.text.strip()
    assert len(made.text) <= 40_000
    assert 1 <= len(made.blocks) <= 50
    assert counted(list(made.blocks)) <= 11_000
    _blocks(made.blocks)


def view(made: JSON) -> None:
    """The same of a modal or of the Home tab."""
    View(**made).validate_json()
    _of_type(made, {"modal": "ModalView", "home": "HomeView"}[made["type"]])
    assert 1 <= len(made["blocks"]) <= 100
    assert len(made.get("private_metadata", "")) <= 3000
    for name in ("title", "submit", "close"):
        assert name not in made or 1 <= len(made[name]["text"]) <= 24
    _blocks(made["blocks"])


def _blocks(blocks: Sequence[JSON]) -> None:
    for block in blocks:
        parsed = Block.parse(dict(block))
        assert parsed is not None, block
        parsed.validate_json()
        _of_type(block, "KnownBlock")
        _sizes(block)
    names = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(names) == len(set(names))


def _of_type(made: Any, name: str) -> None:
    errors = sorted(_schema(name).iter_errors(made), key=lambda error: len(error.path))
    assert not errors, f"{errors[0].message[:500]}\n{json.dumps(made)[:1000]}"


@lru_cache
def _schema(name: str) -> Draft7Validator:
    chat_tools.prepare()
    known = json.loads(chat_tools.SLACK_SCHEMA.read_text(encoding="utf-8"))
    assert name in known["definitions"]
    return Draft7Validator({**known, "$ref": f"#/definitions/{name}"})


def _sizes(block: JSON) -> None:
    if block["type"] == "context":
        assert 1 <= len(block["elements"]) <= 10
    if block["type"] == "rich_text":
        assert sum(map(len, said(block))) <= 3000
    if block["type"] == "actions":
        used = [element["action_id"] for element in block["elements"]]
        assert 1 <= len(used) <= 25 and len(used) == len(set(used))
    for part in parts(block):
        _size(part)


def _size(part: JSON) -> None:
    kind = part.get("type", "option" if "value" in part else "")
    text = part.get("text")
    inner = text["text"] if isinstance(text, Mapping) else text
    if inner is not None:
        assert inner.strip() or part.get("type") == "text", part
        assert 1 <= len(inner) <= LONGEST_TEXT.get(kind, 3000), part
    if kind == "option":
        assert 1 <= len(part["value"]) <= 150, part
        assert len(part.get("description", {}).get("text", "")) <= 75
    if kind == "plain_text":
        assert part["emoji"] is False
    if "options" in part:
        offered = [option["value"] for option in part["options"]]
        assert 1 <= len(offered) <= MOST_OPTIONS.get(kind, 100)
        assert len(offered) == len(set(offered))
        held = part.get("initial_options", [part.get("initial_option")])
        assert all(option in part["options"] for option in held if option is not None)
    for name, most in (("action_id", 255), ("block_id", 255), ("initial_value", 3000),
                       ("alt_text", 2000), ("hint", 2000), ("label", 2000)):  # fmt: skip
        found = part.get(name)
        assert len(found["text"] if isinstance(found, Mapping) else found or "") <= most


def parts(block: Any) -> Iterator[JSON]:
    """A block and all that is in it, outside first."""
    if isinstance(block, Mapping):
        yield block
    inner = block.values() if isinstance(block, Mapping) else block
    for each in inner:
        if isinstance(each, Mapping | list | tuple):
            yield from parts(each)


def said(block: Any) -> list[str]:
    """Every text that a block shows."""
    return [part["text"] for part in parts(block) if isinstance(part.get("text"), str)]


def shown(blocks: Sequence[JSON]) -> str:
    """All that a message shows, as one text."""
    return "\n".join(text for block in blocks for text in said(block))


def counted(blocks: Sequence[JSON]) -> int:
    """The characters of a message's texts, without those that a menu holds."""
    texts = (
        text for block in blocks for part in parts(block) if "options" not in part
        for text in ([part["text"]] if isinstance(part.get("text"), str) else [])
    )  # fmt: skip
    offered = (
        option["text"]["text"]
        for block in blocks for part in parts(block) for option in part.get("options", ())
    )  # fmt: skip
    return sum(map(len, texts)) - sum(map(len, offered))
