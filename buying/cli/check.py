"""Whether Slack or Teams is set up: ``check slack``, ``check teams``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.chats.checks import Step

app = typer.Typer(
    help="What is set up, what is missing, and what to do next.", no_args_is_help=True
)

NOT_WELL = 1
"""The exit code where anything is left to do."""

COLUMN = 11
"""Signs before what is said of a step."""


@app.command(epilog="Example: buywell check slack")
def slack() -> None:
    """Check Slack step by step. Exit code 0 only when all is well."""
    from bot.slack import check

    _report(check.steps())


@app.command(epilog="Example: buywell check teams")
def teams(
    package: Annotated[
        Path | None,
        typer.Option(help="The package of the app, if it is not where it was made."),
    ] = None,
) -> None:
    """Check Teams step by step. Exit code 0 only when all is well."""
    from bot.teams import check

    _report(check.steps(package) if package else check.steps())


def _report(steps: AsyncIterator[Step]) -> None:
    import asyncio

    found = asyncio.run(_told(steps))
    left = [step for step in found if step.state != "ok"]
    if not left:
        typer.echo(f"\nAll {len(found)} steps are well.")
        return
    first = next(step for step in left if step.to_do)
    typer.echo(f"\n{len(left)} of {len(found)} steps are left. Next: {first.to_do}")
    raise SystemExit(NOT_WELL)


async def _told(steps: AsyncIterator[Step]) -> list[Step]:
    """Print each step as it comes, since some take seconds."""
    found = []
    async for step in steps:
        typer.echo(f"{step.state:<{COLUMN}}{step.name}")
        _more(step.found)
        if step.to_do:
            _more(f"To do: {step.to_do}")
        found.append(step)
    return found


def _more(text: str) -> None:
    import textwrap

    indent = " " * COLUMN
    typer.echo(
        textwrap.fill(
            text,
            96,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
