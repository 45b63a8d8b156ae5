"""The rulebook: ``rulebook check``."""

from __future__ import annotations

import typer

app = typer.Typer(help="The purchasing policy in rulebook/.", no_args_is_help=True)


@app.callback()
def family() -> None:
    """The purchasing policy in rulebook/."""


@app.command(epilog="Example: buywell rulebook check")
def check() -> None:
    """Check every file and worked example; name the file and line of what is wrong."""
    from buying import rulebook
    from buying.service import cases
    from buying.settings import settings

    folder = settings().rulebook_dir
    book = rulebook.load(folder)
    failures = cases.failures(book)
    if failures:
        raise rulebook.RulebookError(failures)
    for warning in book.warnings:
        typer.echo(f"Note: {warning}")
    typer.echo(
        f"The rulebook in {folder} is in order: {len(book.questions)} questions, "
        f"{len(book.routes)} routes, and all {len(book.cases)} cases come out as they say."
    )
