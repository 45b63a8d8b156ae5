"""The register of contracts: ``contracts import``, ``contracts list``, ``contracts retire``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buying.cli.errors import CommandError
from buying.cli.lists import show_lines

if TYPE_CHECKING:
    from buying.service.contracts import ContractReport, ContractView

app = typer.Typer(help="The contracts that staff can buy from.", no_args_is_help=True)


@app.command("import", epilog="Example: buywell contracts import contracts.csv --dry-run")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV list with a heading over each column.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen; store nothing.")
    ] = False,
) -> None:
    """Take the contracts of FILE into the register. The same FILE again changes nothing.

    Its columns: reference, title, supplier, category, ends (the last day) and how (how to
    order from it); and, if you like, starts, up to (the most one order may come to), vat
    (net, gross or no VAT) and note.
    """
    from buying.service import contracts, suppliers

    try:
        report = contracts.import_file(file, dry_run=dry_run)
    except suppliers.SupplierFileError as error:
        raise CommandError(str(error)) from error
    _show(report)


@app.command("list", epilog="Example: buywell contracts list --all")
def list_(
    all: Annotated[bool, typer.Option("--all", help="Those that have ended as well.")] = False,
) -> None:
    """List the contracts on the register by title: from whom, for what, and until when."""
    from buying.service import contracts
    from buying.store.database import reading

    with reading() as session:
        found = contracts.listed(session, all=all)
    for contract in found:
        typer.echo(_line(contract))
    if not found:
        typer.echo("There are no contracts here. Add some: buywell contracts import FILE")


@app.command(epilog="Example: buywell contracts retire CT-014")
def retire(
    reference: Annotated[str, typer.Argument(help="The contract's reference.")],
) -> None:
    """Take a contract off the register: nobody who begins a purchase is shown it any more."""
    from buying.service import contracts
    from buying.store.database import transaction

    try:
        with transaction() as session:
            contracts.retire(session, reference)
    except contracts.UnknownContract as error:
        raise CommandError(str(error)) from error
    typer.echo(f"The contract {reference} is off the register.")


def _line(contract: ContractView) -> str:
    standing = "" if contract.standing == "in force" else f" ({contract.standing})"
    return (
        f"{contract.reference:<12} {contract.title:<44} {contract.supplier:<32}"
        f" {contract.category:<10} until {contract.ends:%d/%m/%Y}{standing}"
    )


def _show(report: ContractReport) -> None:
    typer.echo(f"{report.file_name}: {'; '.join(report.facts)}.")
    typer.echo(report.summary)
    show_lines("Left out", report.left_out, len(report.left_out))
    show_lines("Changed", report.changed, len(report.changed))
    show_lines("To look at", report.remarks, len(report.remarks))
    if report.dry_run:
        typer.echo("This was a trial: nothing was stored.")
