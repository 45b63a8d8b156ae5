"""The files that were sent for the purchase, such as quotes: who sent what, and when."""

from __future__ import annotations

from collections.abc import Iterator

from buying.domain.workflow import base_key, latest
from buying.service.quotes.listing import Kept, kept
from buying.service.record.document import Cell, Part, Table
from buying.service.record.view import View
from buying.voice.quotes import FILE, OPTION, READ

COLUMNS = ("File", "Name", "Kind", "For", "Sent by", "When", "SHA-256 begins")
MARK = 16
"""Signs of a file's SHA-256 that are shown: enough to tell that a copy is the same."""

ADDRESS = "/purchases/{}/files/{}"


def parts(view: View) -> tuple[Part, ...]:
    """The list of files; nothing where none was sent."""
    found = kept(view.scene.session, view.scene.purchase.id)
    if not found:
        return ()
    table = Table(
        caption="Files that were sent",
        columns=COLUMNS,
        rows=tuple(_row(view, file) for file in found),
    )
    text = "They are kept as they came. What was read in them was checked by the buyer."
    return (Part(id="files", title="Files", text=text, tables=(table,), links=_links(view, found)),)


def _row(view: View, file: Kept) -> tuple[Cell, ...]:
    used = ", ".join(_used_for(view, file.id)) or "Not used"
    kind = f"{file.kind}, {_size(file.size)}"
    return (f"File {file.number}", file.name, kind, used, file.by, file.at, file.sha256[:MARK])


def _used_for(view: View, id: str) -> Iterator[str]:
    """The options for which a file was sent, whether it could be read or not."""
    for key, entry in latest(view.scene.entries).items():
        if base_key(key) == READ and entry.value[FILE] == id:
            yield view.name(f"{OPTION}#{key.partition('#')[2]}")


def _size(number: int) -> str:
    return f"{number / 1024:,.0f} KB" if number < 1024 * 1024 else f"{number / 1024**2:.1f} MB"


def _links(view: View, found: list[Kept]) -> tuple[tuple[str, str], ...]:
    reference = view.scene.purchase.reference
    return tuple(
        (f"File {file.number}: {file.name}", ADDRESS.format(reference, file.id)) for file in found
    )
