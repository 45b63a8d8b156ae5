"""The figures in docs/splitting.md are those that the measurement gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import splitting

pytestmark = pytest.mark.slow
FILE = "lambeth_2012-06_adult_services_over_500.csv"


def test_the_figures_in_the_documentation_are_those_measured(
    root: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    splitting.main([str(shared / "data" / FILE)])
    told = (root / "docs" / "splitting.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out in told


def test_care_for_one_person_is_most_of_the_false_alarms(shared: Path) -> None:
    invoices = splitting.read(shared / "data" / FILE)
    care = frozenset({"care"})
    alone = splitting.replay(invoices, by_limits, frozenset())
    with_rule = splitting.replay(invoices, by_limits, care)
    assert sum(each.invoice.false_alarm for each in alone) > 0.75 * len(alone)
    assert len(with_rule) < 0.05 * len(alone)
    assert with_rule


def by_limits(_: str, value: splitting.Value) -> str:
    return str(sum(value.net > limit for limit in splitting.LIMITS))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "The file has no column 'Supplier Name'. Give a file of invoices."),
        (
            "Supplier Name,Invoice Creation Date,Invoice Nett Amount,Subj Description\n"
            "A,2012-06-01,5,X\n",
            "This file cannot be read as invoices: ",
        ),
    ],
)
def test_a_file_of_something_else_is_told_in_a_sentence(
    text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        splitting.main([str(file)])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(says)
