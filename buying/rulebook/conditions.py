"""Conditions as data. Nothing here is evaluated: that is the domain's work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from buying.rulebook.reading import Path
from buying.rulebook.shapes import READ_ONLY, Id, Model, Text, one_or_more

Scalar = bool | int | Decimal | str


def _scalars(value: Any) -> Any:
    values = one_or_more(value)
    if values is None or not values:
        raise ValueError("there is no answer here to compare with.")
    if not all(isinstance(each, Scalar) for each in values):
        raise ValueError("an answer to compare with is a word, a number, true or false.")
    return tuple(values)


Values = Annotated[tuple[Any, ...], BeforeValidator(_scalars)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(one_or_more), Field(min_length=1)]


class Condition(Model):
    """When something applies. Several keys mean all of them.

    ``route``, ``category``: one of these. ``value_at_least``, ``value_over``: the
    purchase's value against a threshold. ``risk``: low, medium or high. ``regime``: the law
    that its category falls under. ``organisation``, ``authority``, ``country``: the buyer's own,
    for rules that several organisations share. ``answer``: question (or ``question.field``) to
    the values, one of which it must have. ``is_``: a named predicate of the domain.
    """

    route: Ids | None = None
    category: Ids | None = None
    value_at_least: Id | None = None
    value_over: Id | None = None
    risk: Ids | None = None
    regime: Ids | None = None
    organisation: Ids | None = None
    authority: Ids | None = None
    country: Annotated[tuple[Text, ...], BeforeValidator(one_or_more)] | None = None
    answer: Annotated[Mapping[Text, Values], *READ_ONLY, Field(min_length=1)] | None = None
    answered: Id | None = None
    is_: Id | None = Field(default=None, alias="is")
    all_of: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    any_of: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    not_: Condition | None = Field(default=None, alias="not")

    def data(self) -> dict[str, Any]:
        """The condition as it is written: a mapping with the rulebook's own keys."""
        return self.model_dump(by_alias=True, exclude_none=True)

    def parts(self, path: Path = ()) -> Iterator[tuple[Path, Condition]]:
        """This condition and every one inside it, each with its place in the file."""
        yield path, self
        for key, inside in (("all_of", self.all_of), ("any_of", self.any_of)):
            for position, part in enumerate(inside or ()):
                yield from part.parts((*path, key, position))
        if self.not_ is not None:
            yield from self.not_.parts((*path, "not"))
