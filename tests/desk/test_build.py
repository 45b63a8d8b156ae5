"""Building the styles: what is needed, and what is said when it is not there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from web import build


@pytest.fixture
def frontend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sources, so that a test can change them."""
    copy = tmp_path / "frontend"
    shutil.copytree(build.FRONTEND, copy, ignore=shutil.ignore_patterns("node_modules"))
    monkeypatch.setattr(build, "FRONTEND", copy)
    monkeypatch.setattr(build, "DIST", tmp_path / "dist")
    monkeypatch.setattr(build, "STAMP", tmp_path / "dist" / "stamp")
    return copy


def test_with_nothing_changed_nothing_is_done(root: Path) -> None:
    assert build.STAMP.read_text() == build.fingerprint()
    done = subprocess.run(
        [sys.executable, "-m", "web.build"], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""


@pytest.mark.parametrize("file", ["buywell.scss", "package-lock.json"])
def test_any_change_is_noticed(frontend: Path, file: str) -> None:
    before = build.fingerprint()
    (frontend / file).write_text((frontend / file).read_text() + "\n")
    assert build.fingerprint() != before


def test_the_lock_names_no_registry(root: Path) -> None:
    text = (root / "web" / "frontend" / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert len(packages) > 3
    assert "resolved" not in text
    assert all("integrity" in found for name, found in packages.items() if name)


def test_node_is_found_where_the_machine_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    node, npm = build.find_node()
    assert build.version(str(node)) >= build.OLDEST_NODE
    assert npm[0] == str(node)


def test_without_any_node_the_sentence_says_what_to_do(
    frontend: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    assert build.main() == 2
    assert "Run “make setup”, which installs it." in capsys.readouterr().err


def test_a_step_that_fails_tells_the_end_of_its_report() -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such package')"]
    with pytest.raises(build.BuildError, match=r"Fetching failed.*\s.*no such package"):
        build.run(command, "", "Fetching")
