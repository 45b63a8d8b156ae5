"""The rulebook: check it, look at its versions, tell two apart, and publish one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buying.cli import rulebook_tools
from buying.cli.errors import CommandError
from buying.english import day_in_words

if TYPE_CHECKING:
    from buying.rulebook import Rulebook
    from buying.service.rulebooks import Checked, Version

app = typer.Typer(help="The purchasing policy in rulebook/.", no_args_is_help=True)
app.registered_commands += rulebook_tools.app.registered_commands

EITHER = "A folder, a version's name, or the beginning of its fingerprint."


@app.callback()
def family() -> None:
    """The purchasing policy in rulebook/."""


@app.command(epilog="Example: buywell rulebook check variations/charity")
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="A rulebook's folder; Buywell's own when left out.")
    ] = None,
) -> None:
    """Check every file and worked example; name the file and line of what is wrong."""
    from buying import rulebook
    from buying.service import cases
    from buying.settings import settings

    folder = folder or settings().rulebook_dir
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


@app.command(epilog="Example: buywell rulebook versions")
def versions() -> None:
    """List the versions, newest first: from which day each holds, and why it was made."""
    from buying.service import rulebooks

    for version in rulebooks.listed():
        typer.echo(f"{version.label:<24} {_since(version):<28} {version.fingerprint[:12]}")
        typer.echo(f"    {_by(version)}: {version.reason}")


@app.command(epilog="Example: buywell rulebook diff 2026-11 rulebook")
def diff(
    before: Annotated[str, typer.Argument(help=EITHER)],
    after: Annotated[str, typer.Argument(help=EITHER)],
) -> None:
    """Say in words what changes from one rulebook to another."""
    from buying.rulebook.differences import differences

    told = differences(_book(before), _book(after))
    for sentence in told or ("These are the same rules.",):
        typer.echo(sentence)


@app.command(
    epilog="Example: buywell rulebook publish rules-2027 --from 2027-04-01 --label 2027-04"
    ' --reason "Cabinet decision 12"'
)
def publish(
    folder: Annotated[Path, typer.Argument(help="The folder of the new rulebook.")],
    from_: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day it holds.")
    ],
    label: Annotated[str, typer.Option(help="A name for this version, such as 2027-04.")],
    reason: Annotated[str, typer.Option(help="Why the rules change; kept on the record.")],
) -> None:
    """Check FOLDER and put it in force from a day on. Running purchases keep their rules."""
    from buying.service import rulebooks

    try:
        version = rulebooks.publish_folder(folder, label, from_.date(), reason)
    except rulebooks.NotReady as error:
        raise CommandError(f"{error}\n{_findings(error.checked)}") from error
    except rulebooks.RulebookChangeError as error:
        raise CommandError(str(error)) from error
    for sentence in version.changes:
        typer.echo(sentence)
    typer.echo(f"The version “{version.label}” is published. It is {_since(version)}.")


def _book(name: str) -> Rulebook:
    """The rulebook in a folder, or of a version. Raises CommandError where there is neither."""
    from buying import rulebook
    from buying.service import rulebooks

    if Path(name).is_dir():
        return rulebook.load(Path(name))
    try:
        return rulebooks.named(name)
    except rulebooks.RulebookChangeError as error:
        raise CommandError(str(error)) from error


def _findings(checked: Checked) -> str:
    return "\n".join(str(finding) for finding in (*checked.problems, *checked.failures))


def _since(version: Version) -> str:
    day = day_in_words(version.effective_from)
    return {
        "current": f"in force since {day}",
        "coming": f"in force from {day} on",
        "past": f"was from {day} on",
        "withdrawn": "withdrawn",
    }[version.state]


def _by(version: Version) -> str:
    day = f"{version.published_at:%d/%m/%Y}"
    how = {"files": "taken in from the files", "command": "published by a command"}
    return f"{day}, {how.get(version.how, f'published by {version.published_by}')}"
