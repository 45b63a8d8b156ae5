"""``buywell suppliers``, as somebody types it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from buying.cli import bars
from buying.cli.app import main

pytestmark = pytest.mark.usefixtures("database")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["buywell", "suppliers", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "preferred.csv"
    path.write_text(
        "name,postcode,category,until\n"
        "Sample Mobility Ltd,M33 4RT,equipment,31/03/2097\n"
        ",M41 5BU,it,\n"
        "Demo [red]Laptops[/red],M41 5BU,it,1/2/2020\n"
        "SAMPLE MOBILITY LIMITED,M33 4RT,furniture,\n"
    )
    return path


def test_an_import_says_what_it_took_joined_and_left_out(run: Run, file: Path) -> None:
    code, said, complaint = run("import", file, "--preferred")
    assert (code, complaint) == (0, "")
    assert said == (
        "preferred.csv: CSV; UTF-8 text; commas between columns.\n"
        "Suppliers in the file: 4; added: 2; joined with one already known: 1; left out: 1.\n"
        "\n"
        "Left out:\n"
        "  row 3: It has no supplier name.\n"
        "\n"
        "Joined:\n"
        "  row 5 “SAMPLE MOBILITY LIMITED”: the same name and postcode as in row 2.\n"
        "\n"
        "To look at:\n"
        "  row 4 “Demo [red]Laptops[/red]”: It was preferred until 1 February 2020, and that day"
        " has passed.\n"
        "This is import 1: buywell suppliers history 1\n"
    )


@pytest.mark.parametrize(
    ("names", "said_of_them"),
    [
        ("One Ltd", "1 of those added has no category, so nobody will be shown it."),
        ("One Ltd\nTwo Ltd", "2 of those added have no category, so nobody will be shown them."),
    ],
)
def test_those_that_nobody_will_be_shown_are_counted(
    run: Run, tmp_path: Path, names: str, said_of_them: str
) -> None:
    file = tmp_path / "plain.csv"
    file.write_text(f"name\n{names}\n")
    assert said_of_them in run("import", file)[1]


def test_a_trial_says_that_it_was_one(run: Run, file: Path) -> None:
    _, said, _ = run("import", file, "--dry-run", "--category", "office")
    assert "would be added" in said
    assert "This was a trial: nothing was stored." in said
    assert run("list")[1] == "There is no such supplier on the list.\n"


def test_the_same_file_again_says_so(run: Run, file: Path) -> None:
    run("import", file)
    code, said, _ = run("import", file)
    assert (code, "Nothing was changed." in said) == (0, True)


def test_the_list_shows_who_is_preferred_until_when(run: Run, file: Path) -> None:
    run("import", file, "--preferred")
    _, said, _ = run("list", "--preferred")
    assert [" ".join(line.split()) for line in said.splitlines()] == [
        "Demo [red]Laptops[/red] it M41 5BU preferred until 01/02/2020 (ended)",
        "Sample Mobility Ltd equipment, furniture M33 4RT preferred until 31/03/2097",
    ]
    assert "Demo" not in run("list", "--name", "sample mobilty")[1]
    assert "Sample" not in run("list", "--category", "it")[1]


def test_the_history_lists_imports_and_shows_one_whole(run: Run, file: Path) -> None:
    assert "Nothing has been imported yet" in run("history")[1]
    run("import", file)
    assert "preferred.csv" in run("history")[1]
    assert "2 added, 1 joined, 1 left out" in run("history")[1]
    assert "row 2 “Sample Mobility Ltd”" in run("history", 1)[1]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("import", "none.csv"), "There is no file “none.csv”"),
        (("import", "."), "is a folder"),
        (("history", "9"), "There is no import 9"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(
    run: Run, words: tuple[str, ...], complaint: str
) -> None:
    code, said, error = run(*words)
    assert (code, said) == (2, "")
    assert complaint in error
    assert len(error.splitlines()) == 1


def test_work_that_takes_long_shows_how_far_it_has_come(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bars, "PATIENCE", 0.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "Taking suppliers in" in run("import", file)[2]
