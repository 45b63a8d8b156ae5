"""A rulebook's files as plain data, and copies of them with one place changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from buying.rulebook.contents import Contents
from buying.rulebook.reading import Path, Source, read

GONE = object()
"""In place of a value: the key or item is taken away."""


def sources(contents: Contents) -> dict[str, Source]:
    """Every YAML file of ``contents`` as data, with the line of each part."""
    return {
        file: read(file, content)
        for file, content in contents.files.items()
        if file.endswith(".yml")
    }


def at(data: Any, path: Path) -> Any:
    """What stands at ``path`` in ``data``. Raises LookupError where nothing does."""
    for key in path:
        data = data[key]
    return data


def changed(data: Any, path: Path, value: Any) -> Any:
    """A copy of ``data`` with ``value`` at ``path``, or without it where it is ``GONE``."""
    if not path:
        return value
    key, *rest = path
    inside = changed(data[key], tuple(rest), value) if rest else value
    if isinstance(data, Mapping):
        return {name: each for name, each in {**data, key: inside}.items() if each is not GONE}
    kept_items = [inside if place == key else each for place, each in enumerate(data)]
    return [each for each in kept_items if each is not GONE]


def as_bytes(data: Any) -> bytes:
    """``data`` as the content of a file. JSON is YAML, and days and numbers are read from text."""
    return json.dumps(data, default=str).encode()
