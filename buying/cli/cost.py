"""Whole-life costs from a file: ``buywell cost FILE``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buying.cli.errors import CommandError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from buying.service.costing import Answer
    from buying.service.costing.answer import OptionTold

FIRST, BETWEEN = 30, 3
"""Signs that the longest words for a part take in a table, and those between two columns."""

app = typer.Typer()


@app.command(epilog="Example: buywell cost hoists.json")
def cost(
    file: Annotated[
        Path, typer.Argument(help="The options and their costs as JSON; - reads standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Compare what options cost over their whole life. docs/cost-api.md says what FILE holds."""
    from buying.service import costing

    rules = costing.rules_of_files()
    try:
        answer = costing.answer(_read(file), rules)
    except costing.Refused as error:
        raise CommandError(str(error)) from error
    if as_json:
        typer.echo(answer.as_json())
    else:
        _show(answer)


def _read(file: Path) -> bytes:
    """What ``file`` holds, and no more of it than it takes to see that it is too long."""
    from buying.service.costing import LARGEST

    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read ({error.strerror}).") from error


def _show(answer: Answer) -> None:
    from rich.console import Console

    # Names come from a file: none of their signs may be taken for colours.
    console = Console(markup=False, highlight=False, emoji=False)
    for part in _parts(answer, console.width):
        console.print(part)


def _parts(answer: Answer, width: int) -> Iterator[RenderableType]:
    rate = answer.rate.name or f"{answer.rate.steps[0].rate} a year"
    yield f"{answer.reason} {answer.vat.says} Later years count at today's value ({rate})."
    yield _ranking(answer)
    yield from _by_part(answer, width)
    for title, sentences in (
        ("What would change it", [flip.sentence for flip in answer.flips]),
        ("Paying back", [payback.sentence for payback in answer.payback]),
        ("Take care", answer.warnings),
    ):
        if sentences:
            yield "\n".join((title, *(f"- {sentence}" for sentence in sentences), ""))


def _ranking(answer: Answer) -> Table:
    table = _table("Cheapest first", "Option", "Lasts", "Whole-life cost", "Cost a year")
    by_name = {option.name: option for option in answer.options}
    for option in (by_name[name] for name in answer.ranking):
        table.add_row(
            option.name,
            _between(str(option.life_years), str(option.life_low), str(option.life_high), "{} yr"),
            _between(option.whole_life_cost, option.low, option.high),
            _between(option.equivalent_annual_cost, option.annual_low, option.annual_high),
        )
    return table


def _by_part(answer: Answer, width: int) -> Iterator[Table]:
    """As many tables as it takes for no amount to be broken in ``width`` signs."""
    by_name = {option.name: option for option in answer.options}
    ranked = [by_name[name] for name in answer.ranking]
    amounts = [a for o in ranked for a in (*o.by_part.values(), o.whole_life_cost)]
    room = max(len(_pounds(amount)) for amount in amounts) + BETWEEN
    across = max(1, (width - FIRST) // room)
    for first in range(0, len(ranked), across):
        yield _parts_of(ranked[first : first + across])


def _parts_of(ranked: Sequence[OptionTold]) -> Table:
    from buying.domain.costs import KINDS

    names = [option.name for option in ranked]
    table = _table("Whole-life cost by part", "Part", *names)
    for kind, words in KINDS.items():
        if any(kind in option.by_part for option in ranked):
            parts = [option.by_part.get(kind) for option in ranked]
            table.add_row(words, *(_pounds(part) if part else "" for part in parts))
    table.add_section()
    table.add_row("In all", *(_pounds(option.whole_life_cost) for option in ranked))
    return table


def _table(title: str, first: str, *others: str) -> Table:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE)
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(Text(name), justify="right", overflow="fold")
    return table


def _between(likely: str, low: str, high: str, form: str = "") -> str:
    written = form.format if form else _pounds
    if low == high:
        return written(likely)
    return f"{written(likely)} ({written(low)} to {written(high)})"


def _pounds(amount: str) -> str:
    from decimal import Decimal

    from buying.domain.money import pounds

    return pounds(Decimal(amount))
