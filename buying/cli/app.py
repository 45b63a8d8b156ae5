"""The command itself: its families, and how it reports what went wrong."""

from __future__ import annotations

from pathlib import Path

import typer

from buying.cli import (
    accounts,
    chats,
    check,
    contracts,
    cost,
    demo,
    people,
    rulebook,
    running,
    spending,
    suppliers,
)

USAGE_ERROR = 2

app = typer.Typer(
    name="buywell",
    help="A colleague in chat for people who buy small things from time to time.",
    epilog="Example: buywell up",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it reads well anywhere, and starts in half the time
    add_completion=False,
)
for family in (running, demo, people, cost):
    app.registered_commands += family.app.registered_commands
    app.registered_groups += family.app.registered_groups
app.add_typer(accounts.app, name="accounts")
app.add_typer(check.app, name="check")
app.add_typer(contracts.app, name="contracts")
app.add_typer(rulebook.app, name="rulebook")
app.add_typer(chats.slack, name="slack")
app.add_typer(spending.app, name="spending")
app.add_typer(suppliers.app, name="suppliers")
app.add_typer(chats.teams, name="teams")


def sentence(error: Exception) -> str | None:
    """What went wrong, for whoever ran the command; None where nobody could mend it."""
    from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

    from buying.cli.errors import CommandError
    from buying.rulebook import RulebookError
    from buying.service.people import PersonError
    from buying.settings import SettingsError, settings

    if isinstance(error, CommandError | PersonError | RulebookError | SettingsError):
        return str(error)
    if isinstance(error, ArgumentError | OperationalError | ProgrammingError):
        what = str(getattr(error, "orig", error)).partition("\n")[0]
        return (
            f"The database cannot be used ({what}). Run make run once, which prepares it, "
            "or check BUYWELL_DATA_DIR and BUYWELL_DATABASE_URL."
        )
    folder = settings().data_dir
    if isinstance(error, OSError) and folder in (made := Path(str(error.filename)), *made.parents):
        return (
            f"The data folder {folder} cannot be used ({error.strerror}). "
            "Set BUYWELL_DATA_DIR to a folder that you may write to."
        )
    return None


def main() -> None:
    """Run the command; one clear sentence and exit code 2 where a person can mend it."""
    try:
        app()
    except Exception as error:
        said = sentence(error)
        if said is None:
            raise
        typer.echo(f"buywell: {said}", err=True)
        raise SystemExit(USAGE_ERROR) from None
