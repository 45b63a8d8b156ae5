"""What is in a rulebook: its files, wherever they are kept, and the fingerprint they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from buying.rulebook.problems import Problem, RulebookError
from buying.rulebook.variation import FILE, MOST_IN_A_ROW, Variation, left_out, read_variation

SINGLE_FILES = (
    "organisation.yml", "categories.yml", "thresholds.yml", "law.yml", "routes.yml",
    "criteria.yml", "costs.yml", "checks.yml", "workflow.yml", "reminders.yml",
)  # fmt: skip
MAY_LACK = frozenset({"reminders.yml"})
"""Files without which a rulebook is whole: those that began before there was one go on."""
FOLDERS = {"questions": ".yml", "cases": ".yml", "help": ".md"}


@dataclass(frozen=True)
class Contents:
    """The files of a rulebook by path. Equal contents have equal fingerprints.

    ``folder`` is where it was read; None where it was not read from one. ``taken_from`` holds,
    by path, the folder of another rulebook that a file of a variation comes from, as
    ``variation.yml`` names it.
    """

    folder: Path | None
    fingerprint: str
    files: Mapping[str, bytes] = field(compare=False, repr=False)
    taken_from: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def placed(self, problem: Problem) -> Problem:
        """``problem``, saying so where its file is another rulebook's."""
        if problem.file not in self.taken_from:
            return problem
        where = self.taken_from[problem.file]
        return replace(problem, message=f"{problem.message} (This file is the one in {where}.)")


def contents_of(files: Mapping[str, bytes], folder: Path | None = None) -> Contents:
    """``files`` by path as the contents of a rulebook, in the order of their paths."""
    return _contents(files, folder, {})


def is_read(path: str) -> bool:
    """Whether a rulebook may hold a file ``path`` (relative, with ``/``)."""
    parts = PurePosixPath(path).parts
    if path in SINGLE_FILES:
        return True
    # A path that says the same in another way (a//b, a/./b) would be a second file.
    plain = "/".join(parts) == path and not any(part.startswith(".") for part in parts)
    return plain and len(parts) == 2 and FOLDERS.get(parts[0]) == PurePosixPath(path).suffix


def read_contents(folder: Path) -> Contents:
    """Every file of ``folder`` but hidden ones; of a variation, those of its base as well.

    Raises RulebookError where there is no such folder, and for a ``variation.yml`` that
    cannot be followed.
    """
    if not folder.is_dir():
        raise RulebookError([Problem(folder.name, None, "there is no such folder.")])
    files, taken_from = _merged(folder, ())
    return _contents(files, folder.resolve(), taken_from)


def _contents(
    files: Mapping[str, bytes], folder: Path | None, taken_from: Mapping[str, str]
) -> Contents:
    found = {path: files[path] for path in sorted(files, key=PurePosixPath)}
    digest = sha256()
    for path, content in found.items():
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return Contents(
        folder, digest.hexdigest(), MappingProxyType(found), MappingProxyType(dict(taken_from))
    )


def _merged(folder: Path, above: tuple[Path, ...]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of ``folder`` over those of its base, and which of them are the base's.

    ``above`` holds the folders that lead here, from the first one down.
    """
    files = _files(folder)
    if FILE not in files:
        return files, {}
    variation = read_variation(files.pop(FILE))
    base = _base(folder, variation, above)
    taken, taken_from = _merged(base, (*above, folder.resolve()))
    for path in left_out(variation, taken):
        del taken[path]
    origins = {path: taken_from.get(path, variation.of) for path in taken if path not in files}
    return {**taken, **files}, origins


def _base(folder: Path, variation: Variation, above: tuple[Path, ...]) -> Path:
    base = (folder / variation.of).resolve()
    if not base.is_dir():
        raise variation.error("of", f"there is no folder {variation.of} beside {folder.name}.")
    if base in (*above, folder.resolve()):
        raise variation.error("of", f"{variation.of} is itself made from this rulebook.")
    if len(above) + 1 > MOST_IN_A_ROW:
        raise variation.error(
            "of",
            f"this makes more than {MOST_IN_A_ROW} variations in a row. Make it a variation of "
            "a rulebook nearer to the whole one.",
        )
    return base


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not _hidden(path.relative_to(folder))
    }


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
