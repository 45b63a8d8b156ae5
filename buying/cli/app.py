"""The command itself: its families, and how it reports what went wrong."""

from __future__ import annotations

import typer

from buying.cli import demo, people, rulebook, running, suppliers

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
for family in (running, demo, people):
    app.registered_commands += family.app.registered_commands
    app.registered_groups += family.app.registered_groups
app.add_typer(rulebook.app, name="rulebook")
app.add_typer(suppliers.app, name="suppliers")


def clear_errors() -> tuple[type[Exception], ...]:
    """The errors whose text is a sentence for whoever ran the command."""
    from buying.cli.errors import CommandError
    from buying.rulebook import RulebookError
    from buying.service.people import PersonError
    from buying.settings import SettingsError

    return CommandError, PersonError, RulebookError, SettingsError


def main() -> None:
    """Run the command; one clear sentence and exit code 2 where a person can mend it."""
    try:
        app()
    except Exception as error:
        if not isinstance(error, clear_errors()):
            raise
        typer.echo(f"buywell: {error}", err=True)
        raise SystemExit(USAGE_ERROR) from None
