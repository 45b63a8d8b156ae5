"""Read one file from standard input and write its rows to standard output, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from buying.service.quotes.reader import books, lists, pages
from buying.service.quotes.reader.cage import close
from buying.service.quotes.reader.preload import preload
from buying.service.quotes.reader.rows import Trouble

READERS: dict[str, Callable[[bytes], dict[str, object]]] = {
    "pdf": pages.read,
    "xlsx": books.read,
    "xls": books.read,
    "ods": books.read,
    "csv": lists.read,
}


def main() -> None:
    """Answer with ``{"rows": ..., "grid": ..., "notes": ...}`` or ``{"trouble": code}``."""
    data = sys.stdin.buffer.read()
    preload()
    close()
    try:
        answer = READERS[sys.argv[1]](data)
    except Trouble as trouble:
        answer = {"trouble": trouble.code}
    except MemoryError:
        answer = {"trouble": "too_much"}
    # A damaged file can make the libraries fail in any way; the file is at fault, not we.
    except Exception:  # noqa: BLE001
        answer = {"trouble": "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
