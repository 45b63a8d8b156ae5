"""Looking at what a rulebook does: ``rulebook try`` and ``rulebook draw``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from buying.cli.bars import bar
from buying.cli.errors import CommandError

if TYPE_CHECKING:
    from buying.rulebook import Rulebook

app = typer.Typer()

Folder = Annotated[
    Path | None,
    typer.Option("--rulebook", help="A rulebook's folder; Buywell's own when left out."),
]
Day = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="The day a purchase begins; else today."),
]
Category = Annotated[
    str | None, typer.Option(help="A category of the rulebook, by its id, such as equipment.")
]


TOO_LATE = 3000
"""The year from which no day is taken: answers reach some years ahead of it."""


class Format(StrEnum):
    """How the flow is shown."""

    TEXT = "text"
    SVG = "svg"
    MERMAID = "mermaid"


@app.command(
    "try",
    epilog='Example: buywell rulebook try "£18,000 of agency nursing for six months"',
)
def try_(
    text: Annotated[str, typer.Argument(help="What is bought, for how much, for how long.")],
    on: Day = None,
    rulebook: Folder = None,
    category: Category = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say what would happen with a purchase, with every rule that fired and where it is written."""
    from buying.service.trying import in_text, read_question, try_out

    book, day = _book(rulebook), _day(on)
    with _as_sentence():
        answer = try_out(book, read_question(text, book, day, category), day)
    typer.echo(answer.model_dump_json(indent=2) if as_json else in_text(answer), nl=as_json)


@app.command(epilog="Example: buywell rulebook draw --category care --format svg --out flow.svg")
def draw(
    rulebook: Folder = None,
    on: Day = None,
    category: Category = None,
    format: Annotated[
        Format, typer.Option(help="Text for reading aloud, a picture, or a Mermaid diagram.")
    ] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="A file to write, instead of printing.")] = None,
) -> None:
    """Draw which steps are asked for which values, and of whom, for one kind of purchase."""
    from buying.service import drawing

    shown = {
        Format.TEXT: drawing.in_text,
        Format.SVG: drawing.in_svg,
        Format.MERMAID: drawing.in_mermaid,
    }
    with _as_sentence(), bar() as progress:
        flow = drawing.flow(_book(rulebook), _day(on), category, progress)
    drawn = shown[format](flow)
    if out is None:
        typer.echo(drawn, nl=False)
        return
    _write(out, drawn)
    typer.echo(f"The flow is in {out}.")


def _book(folder: Path | None) -> Rulebook:
    from buying import rulebook
    from buying.settings import settings

    return rulebook.load(folder or settings().rulebook_dir)


def _day(on: datetime | None) -> date:
    from buying.clock import today

    if on is not None and on.year >= TOO_LATE:
        raise CommandError(f"Give a day before the year {TOO_LATE}.")
    return on.date() if on else today()


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be written ({error.strerror}).") from error


@contextmanager
def _as_sentence() -> Iterator[None]:
    """What a policy officer can mend as the error of a command."""
    from buying.service.drawing import UnknownCategory
    from buying.service.trying import CannotRead
    from buying.service.walking import NeverEnds

    try:
        yield
    except (CannotRead, NeverEnds, UnknownCategory) as error:
        raise CommandError(str(error)) from error
