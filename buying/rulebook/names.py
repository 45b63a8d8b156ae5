"""The names of things in code that the rulebook may use."""

from __future__ import annotations

from dataclasses import dataclass

from buying.domain import conditions

SPLIT_WINDOW = "split_window"
"""The threshold that says how many days back purchases count as parts of one."""


@dataclass(frozen=True)
class Names:
    """What code offers to the rulebook, by kind; None leaves a kind unchecked.

    ``predicates``: ``is:`` in conditions. ``placeholders``: ``{...}`` in wording.
    ``choice_sources``, ``field_sources``, ``default_sources``: ``choices_from``,
    ``fields_from``, ``default_from``. ``shows``: ``shows:`` of a step. ``thresholds``:
    those that code reads by name, which therefore count as used. ``rest_on_route``: those
    predicates that are known only when the route is.
    """

    predicates: frozenset[str] | None = None
    placeholders: frozenset[str] | None = None
    choice_sources: frozenset[str] | None = None
    field_sources: frozenset[str] | None = None
    default_sources: frozenset[str] | None = None
    shows: frozenset[str] | None = None
    thresholds: frozenset[str] = frozenset()
    rest_on_route: frozenset[str] = frozenset()


def known_names() -> Names:
    """The names that the product offers."""
    return Names(
        predicates=frozenset(conditions.PREDICATES),
        placeholders=conditions.PLACEHOLDERS,
        choice_sources=conditions.CHOICE_SOURCES,
        field_sources=conditions.FIELD_SOURCES,
        default_sources=conditions.DEFAULT_SOURCES,
        shows=conditions.SHOWS,
        thresholds=frozenset({SPLIT_WINDOW}),
        rest_on_route=conditions.REST_ON_ROUTE,
    )
