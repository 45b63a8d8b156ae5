"""The copies of rulebooks that running purchases follow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from buying.rulebook import RulebookError
from buying.service import policies, shelf


@pytest.fixture
def copy(data_dir: Path) -> Path:
    """The folder in which the rulebook at hand is kept, not read since."""
    kept = data_dir / "rulebooks" / policies.files().fingerprint
    shelf.forget()
    return kept


def test_a_kept_copy_is_read_again_as_it_was(copy: Path) -> None:
    assert shelf.book(copy.name).fingerprint == copy.name


def test_a_kept_copy_that_somebody_changed_is_not_followed(copy: Path) -> None:
    limits = copy / "thresholds.yml"
    limits.write_text(limits.read_text(encoding="utf-8").replace("250", "250000"))
    with pytest.raises(RulebookError, match="was changed by hand"):
        shelf.book(copy.name)


def test_a_kept_copy_that_has_gone_is_missed(copy: Path) -> None:
    shutil.rmtree(copy)
    with pytest.raises(RulebookError, match="has gone"):
        shelf.book(copy.name)
