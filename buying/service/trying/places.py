"""Where a rule is written: its own source, and the file and line of the rulebook."""

from __future__ import annotations

from buying.rulebook import Rulebook
from buying.rulebook.book import threshold_place
from buying.rulebook.reading import Path


def place(book: Rulebook, file: str, path: Path, source: str = "") -> str:
    """``Contract procedure rules, rule 4 (routes.yml, line 73)``."""
    line = book.lines.get(file, {}).get(path)
    where = f"{file}, line {line}" if line else file
    return f"{source} ({where})" if source else where


def threshold(book: Rulebook, name: str) -> str:
    """Where the threshold ``name`` comes from and is written."""
    file, path = threshold_place(name, book.law)
    return place(book, file, path, book.thresholds[name].source)


def named(book: Rulebook, file: str, key: str, id: str, source: str = "") -> str:
    """Where the item ``id`` of the list ``key`` of a file is written."""
    ids = {
        "routes": [each.id for each in book.routes],
        "regimes": [each.id for each in book.law.regimes],
        "duties": [each.id for each in book.law.duties],
        "checks": [each.id for each in book.checks],
        "categories": list(book.categories),
    }
    return place(book, file, (key, ids[key].index(id)), source)


def step_place(book: Rulebook, question: str) -> str:
    """Where a step is written: its question's file, and its line in the workflow."""
    for number, stage in enumerate(book.workflow.stages):
        for position, step in enumerate(stage.steps):
            if step.ask == question:
                path = ("stages", number, "steps", position)
                return place(book, "workflow.yml", path, f"questions/{question}.yml")
    raise KeyError(question)
