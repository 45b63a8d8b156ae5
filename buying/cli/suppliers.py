"""The supplier list: ``suppliers import``, ``suppliers list``, ``suppliers history``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buying.cli.bars import bar
from buying.cli.errors import CommandError
from buying.cli.lists import MOST, show_lines

if TYPE_CHECKING:
    from buying.service.suppliers import ImportReport

app = typer.Typer(help="The list of suppliers, and who is preferred.", no_args_is_help=True)


@app.command("import", epilog="Example: buywell suppliers import suppliers.csv --preferred")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV list, or an OCDS release package (JSON).")],
    preferred: Annotated[
        bool, typer.Option("--preferred", help="Mark them as preferred, but rows that say no.")
    ] = False,
    category: Annotated[
        list[str] | None,
        typer.Option(help="Add this category of the rulebook to each. May be given again."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen; store nothing.")
    ] = False,
) -> None:
    """Take the suppliers of FILE into the list. The same FILE again changes nothing."""
    from buying.service import suppliers

    with bar() as progress:
        try:
            report = suppliers.import_file(
                file,
                preferred=preferred,
                categories=category or (),
                dry_run=dry_run,
                progress=progress,
            )
        except suppliers.SupplierFileError as error:
            raise CommandError(str(error)) from error
    _show(report)


@app.command("list", epilog="Example: buywell suppliers list --preferred --category equipment")
def list_(
    preferred: Annotated[
        bool, typer.Option("--preferred", help="Only preferred suppliers.")
    ] = False,
    category: Annotated[str | None, typer.Option(help="Only this category.")] = None,
    name: Annotated[str | None, typer.Option(help="Only names like this one, best first.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 100,
) -> None:
    """List suppliers by name: what they sell, where they are, and whether they are preferred."""
    from buying.service import suppliers
    from buying.store.database import transaction

    with transaction() as session:
        if name is None:
            found = suppliers.everybody(
                session, preferred=preferred, category=category, limit=limit + 1
            )
        else:
            found = [
                supplier
                for supplier in suppliers.find(session, name, limit + 1)
                if (supplier.preferred or not preferred)
                and (category is None or category in supplier.categories)
            ]
    for supplier in found[:limit]:
        typer.echo(f"{supplier.name:<48} {_marks(supplier)}".rstrip())
    if not found:
        typer.echo("There is no such supplier on the list.")
    if len(found) > limit:
        typer.echo(f"There are more. --limit {limit * 10} shows more of them.")


@app.command(epilog="Example: buywell suppliers history 3")
def history(
    number: Annotated[
        int | None, typer.Argument(help="An import's number, to see its whole report.")
    ] = None,
) -> None:
    """List the imports so far, newest first; or show all that one of them said."""
    from buying.service import suppliers

    imports = suppliers.history(None if number else 50)
    if number is None:
        for done in imports:
            report = done.report
            typer.echo(
                f"{done.number:>4}  {done.at:%d/%m/%Y %H:%M}  {done.file_name:<48}"
                f" {report.taken} added, {report.merged} joined, {report.skipped} left out"
            )
        if not imports:
            typer.echo("Nothing has been imported yet. Try: buywell suppliers import FILE")
        return
    chosen = next((done for done in imports if done.number == number), None)
    if chosen is None:
        raise CommandError(f"There is no import {number}. `buywell suppliers history` lists them.")
    _show(chosen.report, most=None)


def _marks(supplier: object) -> str:
    from buying.service.suppliers import SupplierView

    assert isinstance(supplier, SupplierView)
    until = supplier.preferred_until
    last = f" until {until:%d/%m/%Y}" if until else ""
    ended = " (ended)" if supplier.preferred and supplier.expiry == "expired" else ""
    preferred = f"preferred{last}{ended}" if supplier.preferred else ""
    where = supplier.postcode or supplier.area or ""
    return f"{', '.join(supplier.categories):<24} {where:<9} {preferred}"


def _show(report: ImportReport, most: int | None = MOST) -> None:
    if report.repeat_of is None:
        typer.echo(f"{report.file_name}: {report.kind}; {'; '.join(report.facts)}.")
    typer.echo(report.summary)
    show_lines("Left out", report.skipped_lines, report.skipped, most)
    show_lines("Joined", report.merged_lines, report.merged, most)
    show_lines("To look at", report.remarks, len(report.remarks), most)
    if most is None:
        show_lines("Added", report.taken_lines, report.taken, most)
    if report.without_category:
        count = report.without_category
        typer.echo(
            f"{count:,} of those added {'has' if count == 1 else 'have'} no category, so nobody"
            f" will be shown {'it' if count == 1 else 'them'}. --category gives one."
        )
    if report.dry_run:
        typer.echo("This was a trial: nothing was stored.")
    elif report.number is not None:
        typer.echo(f"This is import {report.number}: buywell suppliers history {report.number}")
