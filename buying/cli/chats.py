"""What the platforms are given: ``slack manifest`` and ``teams package``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from buying.cli.errors import CommandError

slack = typer.Typer(help="The app in Slack.", no_args_is_help=True)
teams = typer.Typer(help="The app in Teams.", no_args_is_help=True)
# With one command alone, typer would leave its name out.
slack.callback()(lambda: None)
teams.callback()(lambda: None)


@slack.command(epilog="Example: buywell slack manifest > buywell-slack.yml")
def manifest(
    socket: Annotated[
        bool, typer.Option("--socket", help="For socket mode, which needs no public address.")
    ] = False,
) -> None:
    """Print the manifest of the app, with this service's address in it, to paste at Slack."""
    from bot.slack import manifest
    from buying.settings import settings

    base = settings().base_url
    if not socket and not base.startswith("https://"):
        raise CommandError(
            "Slack needs a public address. Set BUYWELL_PUBLIC_URL to it (https://...), or add "
            "--socket for socket mode, which needs none."
        )
    typer.echo(manifest.filled(base, socket_mode=socket), nl=False)


@teams.command(epilog="Example: buywell teams package --out buywell-teams.zip")
def package(
    out: Annotated[
        Path | None, typer.Option(help="Where to write it; else dist/buywell-teams.zip.")
    ] = None,
) -> None:
    """Make the package of the app from the settings, to upload in the Teams admin centre."""
    from bot.teams import package as service
    from bot.teams.settings import teams
    from buying.settings import settings

    out = out or service.OUT
    try:
        made = service.manifest(teams(), settings())
    except service.NotReady as error:
        raise CommandError(str(error)) from error
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(service.package(made))
    except OSError as error:
        raise CommandError(f"{out} cannot be written ({error.strerror}).") from error
    typer.echo(f"Made {out} for {made['developer']['websiteUrl']}. Next: upload it in the Teams")
    typer.echo("admin centre, as docs/guides/teams.md says; then buywell check teams.")
