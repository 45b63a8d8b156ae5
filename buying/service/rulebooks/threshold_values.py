"""A new value for a threshold, put into the file as somebody would write it by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from buying.rulebook.reading import read
from buying.service.people import Who
from buying.service.rulebooks import draft_rows, texts
from buying.service.rulebooks.roles import may_change
from buying.service.rulebooks.threshold_edits import Edit, at, source_edit, value_edit
from buying.service.rulebooks.views import DraftView, RulebookChangeError
from buying.store.database import transaction

FILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("thresholds.yml", ()),
    ("law.yml", ("thresholds",)),
)
"""Where thresholds are written: the file, and the keys that lead to them."""
MOST = Decimal(10) ** 12


def add_threshold_value(who: Who, name: str, value: Decimal, from_: date, source: str) -> DraftView:
    """Give the threshold ``name`` another ``value`` from a day on, in the draft.

    ``value`` is in the threshold's own unit and VAT basis; a value that begins on the same day
    gives way to it. ``source`` says where it is from and is added to the threshold's own; ""
    adds nothing. The rest of the file stays as it was written. Raises NotAllowed, NoDraft, and
    RulebookChangeError where the value cannot be added.
    """
    may_change(who)
    _may_be(value)
    with transaction() as session:
        row = draft_rows.held(session)
        path, text = _file_with(name, draft_rows.texts_of(row))
        changed = texts.taken(with_value(path, text, name, value, from_, source))
        return draft_rows.put(session, who, row, path, changed)


def with_value(path: str, text: str, name: str, value: Decimal, from_: date, source: str) -> str:
    """The ``text`` of the file ``path`` once the threshold has the value.

    Raises RulebookChangeError where the file is not laid out so that this can be done.
    """
    keys = (*dict(FILES)[path], name)
    try:
        changed = _put(text, lambda root: value_edit(at(root, *keys, "values"), from_, value, text))
        if source.strip():
            before = changed
            changed = _put(before, lambda root: source_edit(at(root, *keys), from_, source, before))
    except (LookupError, ValueError, yaml.YAMLError):
        raise _by_hand(path) from None
    if not _holds(path, changed, keys, from_, value):
        raise _by_hand(path)
    return changed


def _may_be(value: Decimal) -> None:
    if not value.is_finite() or value < 0 or value > MOST or value != round(value, 4):
        raise RulebookChangeError("The value is a number of 0 or more, such as 300 or 0.5.")


def _file_with(name: str, there: dict[str, str]) -> tuple[str, str]:
    for path, keys in FILES:
        source = read(path, there.get(path, "").encode())
        if source.problems and path in there:
            raise RulebookChangeError(f"Mend this first: {source.problems[0]}")
        data = source.data
        for key in keys:
            data = data.get(key) if isinstance(data, dict) else None
        if isinstance(data, dict) and name in data:
            return path, there[path]
    raise RulebookChangeError(f"The draft has no threshold “{name}”.")


def _by_hand(path: str) -> RulebookChangeError:
    return RulebookChangeError(
        f"The new value could not be put into {path} as it is laid out. Change the file as text."
    )


def _holds(path: str, text: str, keys: tuple[str, ...], from_: date, value: Decimal) -> bool:
    source = read(path, text.encode())
    data: Any = source.data
    for key in keys:
        data = data[key]
    return not source.problems and {"from": from_, "value": value} in data["values"]


def _put(text: str, edit: Callable[[yaml.Node | None], Edit]) -> str:
    # Composed only after the narrow reading found no problem: see rulebook.reading.
    start, end, new = edit(yaml.compose(text, Loader=yaml.SafeLoader))
    return text[:start] + new + text[end:]
