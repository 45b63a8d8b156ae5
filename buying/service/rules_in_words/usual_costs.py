"""How long things of a category last and what they cost to keep, in words."""

from __future__ import annotations

from collections.abc import Iterator

from buying.english import listed
from buying.rulebook import Rulebook
from buying.rulebook.costs import CategoryCosts, Life
from buying.rulebook.wording import number_in_words


def usual_costs(book: Rulebook, usual: CategoryCosts) -> Iterator[str]:
    """The usual life, the likely running cost of a year, and which costs staff are asked about."""
    yield _life(usual.life)
    kinds = book.costs.lines
    yearly = [line for kind, line in usual.lines.items() if kinds[kind].each == "year"]
    share = sum(line.share_of_price.likely for line in yearly)
    if share:
        yield f"Usually costs {number_in_words(share * 100)} % of its price a year to keep"
    if asked := [f"“{kinds[kind].label}”" for kind in usual.asked()]:
        yield f"Where costs are asked for one by one: {listed(asked)}"


def _life(life: Life) -> str:
    years = "year" if life.likely == 1 else "years"
    if life.low == life.high:
        return f"Lasts {life.likely} {years}"
    return f"Lasts {life.likely} {years} (between {life.low} and {life.high})"
