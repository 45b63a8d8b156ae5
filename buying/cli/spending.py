"""What purchases really cost: ``spending import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buying.cli.errors import CommandError
from buying.cli.lists import show_lines

if TYPE_CHECKING:
    from buying.service.spending.reports import SpendingReport

app = typer.Typer(help="What purchases really cost.", no_args_is_help=True)
BASES = ("net", "gross", "exempt")


@app.callback()
def _family() -> None:
    """Keeps ``import`` a word of its own, though it is the only one."""


@app.command("import", epilog="Example: buywell spending import payments.csv --dry-run")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV export with a heading over each column.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen; store nothing.")
    ] = False,
    vat: Annotated[
        str,
        typer.Option(help="What an amount is that does not say: net, gross or exempt."),
    ] = "",
) -> None:
    """Record the costs of FILE. The same cost is never counted twice.

    Its columns: reference (of the purchase, such as BW-0003), a date, and a net or gross amount;
    and, if there are any, vat (an amount, a rate or a code), kind or description, invoice number
    and note. Every row is reported: recorded, there already, or not understood and why.
    """
    from buying.service import suppliers
    from buying.service.spending import imports

    if vat and vat not in BASES:
        raise CommandError(f"“{vat}” is not a way to give VAT. Use net, gross or exempt.")
    try:
        report = imports.import_file(file, dry_run=dry_run, vat=vat)
    except suppliers.SupplierFileError as error:
        raise CommandError(str(error)) from error
    _show(report)


def _show(report: SpendingReport) -> None:
    typer.echo(f"{report.file_name}: {'; '.join(report.facts)}.")
    typer.echo(report.summary)
    show_lines("Not understood", report.left_out, len(report.left_out), None)
    show_lines("There already", report.there, len(report.there), None)
    title = "Would be recorded" if report.dry_run else "Recorded"
    show_lines(title, report.taken, len(report.taken), None)
    show_lines("To look at", report.remarks, len(report.remarks), None)
    if report.dry_run:
        typer.echo("This was a trial: nothing was stored.")
