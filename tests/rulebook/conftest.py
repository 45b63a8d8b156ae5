"""A small rulebook of a made-up parish, and a way to spoil a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from buying.rulebook import Names, Rulebook, RulebookError, load

SMALL = Path(__file__).parent / "small"
NAMES = Names(
    predicates=frozenset({"worried", "approval_needed"}),
    placeholders=frozenset({"item", "quantity"}),
    choice_sources=frozenset({"categories"}),
    field_sources=frozenset({"ratings", "checks"}),
    default_sources=frozenset({"likely_category"}),
    shows=frozenset({"route", "comparison"}),
    rest_on_route=frozenset({"approval_needed"}),
)


class Copy:
    """A rulebook that a test may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def replace(self, file: str, old: str | None, new: str) -> None:
        """Change the only place where ``old`` stands; None is the end of the file."""
        text = (self.folder / file).read_text("utf-8")
        if old is None:
            self.write(file, text + new)
            return
        assert text.count(old) == 1, f"{old!r} is in {file} {text.count(old)} times"
        self.write(file, text.replace(old, new))

    def write(self, file: str, text: str) -> None:
        """Write ``file`` anew."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def remove(self, file: str) -> None:
        """Take ``file`` away."""
        (self.folder / file).unlink()

    def load(self, names: Names = NAMES) -> Rulebook:
        """Load it as it now is."""
        return load(self.folder, names)

    def problems(self, names: Names = NAMES) -> list[str]:
        """What is said to be wrong with it, one sentence each."""
        try:
            self.load(names)
        except RulebookError as error:
            return str(error).splitlines()
        return []


@pytest.fixture
def small(tmp_path: Path) -> Copy:
    """A copy of the small rulebook, of this test's own."""
    return Copy(Path(shutil.copytree(SMALL, tmp_path / "rulebook")))
