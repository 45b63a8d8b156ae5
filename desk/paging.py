"""Page links for long lists, in the shape that the pagination component takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode


def address(path: str, query: Mapping[str, Any], **changes: Any) -> str:
    """``path`` with ``query`` and ``changes``; what is empty is left out."""
    wanted = {name: value for name, value in {**query, **changes}.items() if value}
    return f"{path}?{urlencode(wanted)}" if wanted else path


def pagination(
    path: str, query: Mapping[str, Any], number: int, pages: int
) -> dict[str, Any] | None:
    """Links to the first, last and neighbouring pages; None where one page is all."""
    if pages < 2:
        return None
    items: list[dict[str, Any]] = []
    shown = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            items.append({"ellipsis": True})
        items.append(
            {"number": page, "href": address(path, query, page=page), "current": page == number}
        )
    links: dict[str, Any] = {"items": items}
    if number > 1:
        links["previous"] = {"href": address(path, query, page=number - 1)}
    if number < pages:
        links["next"] = {"href": address(path, query, page=number + 1)}
    return links
