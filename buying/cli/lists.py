"""Lines of a report in the terminal: what happened to which row of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from buying.service.suppliers import Line

MOST = 20
"""The most lines that a report shows under one heading, unless all are asked for."""


def show_lines(title: str, lines: Sequence[Line], count: int, most: int | None = MOST) -> None:
    """Print the first ``most`` (None: all) of ``lines`` under ``title``; nothing for none.

    ``count`` is how many there are in all: ``lines`` may hold only the first of them.
    """
    if not lines:
        return
    typer.echo(f"\n{title}:")
    for line in lines[:most]:
        name = f" “{line.name}”" if line.name else ""
        typer.echo(f"  {line.where}{name}{': ' if line.said else ''}{line.said}")
    left = count - len(lines[:most])
    if left:
        typer.echo(f"  and {left:,} more")
