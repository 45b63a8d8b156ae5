"""From a CPV code, or a word in a list, to a category of the rulebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

_CODE = re.compile(r"([0-9]{7,8})(-[0-9])?")


class CategoryLike(Protocol):
    """A category of ``rulebook/categories.yml``. ``cpv`` holds first digits of codes."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def cpv(self) -> Sequence[str]: ...


def category_of_cpv(code: str, categories: Iterable[CategoryLike]) -> str | None:
    """The category whose longest prefix begins ``code``; None where none does.

    ``code`` is a CPV 2008 code (Regulation (EC) 213/2008) with or without its
    check digit. A leading zero that a spreadsheet dropped is put back.
    """
    found = _CODE.fullmatch(code.strip())
    if found is None:
        return None
    digits = found[1].zfill(8)
    fitting = [
        (len(prefix), category.id)
        for category in categories
        for prefix in category.cpv
        if digits.startswith(prefix)
    ]
    return max(fitting, key=lambda fit: fit[0])[1] if fitting else None


def category_named(text: str, categories: Iterable[CategoryLike]) -> str | None:
    """The category that ``text`` names by id, label or one of its words; None for none."""
    asked = _plain(text)
    categories = tuple(categories)
    for category in categories:
        if asked in (_plain(category.id), _plain(category.label)):
            return category.id
    for category in categories:
        if asked in {_plain(word) for word in category.words}:
            return category.id
    return None


@lru_cache(maxsize=4_000)
def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split()).removesuffix("s")
