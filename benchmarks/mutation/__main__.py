"""``python -m benchmarks.mutation [FOLDER]``: every slip, and the ones that nobody notices."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from rich.progress import track

from benchmarks.mutation import GROUPS, Mutant, Trial, mutants
from buying.rulebook.contents import read_contents
from tests.conftest import ROOT


def main(folder: Path) -> int:
    """Try every slip on the rulebook in ``folder``; the number that nothing noticed."""
    began = time.perf_counter()
    trial = Trial(read_contents(folder))
    found = []
    for mutant in track(list(mutants(trial.contents, trial.book)), "Trying every slip"):
        found.append((mutant, trial.noticed(mutant)))
        if found[-1][1] is None:
            print(f"not noticed: {mutant}", flush=True)
    _table(found)
    print(f"{len(trial.book.cases)} worked examples, {time.perf_counter() - began:.0f} s")
    return sum(by is None for _, by in found)


def _table(found: list[tuple[Mutant, str | None]]) -> None:
    tried = Counter(mutant.group for mutant, _ in found)
    refused = Counter(mutant.group for mutant, by in found if by == "refused")
    missed = Counter(mutant.group for mutant, by in found if by is None)
    print(f"\n{'what':<12}{'slips':>8}{'refused':>10}{'by a case':>12}{'unnoticed':>12}")
    for group in [each for each in GROUPS if tried[each]]:
        by_case = tried[group] - refused[group] - missed[group]
        print(f"{group:<12}{tried[group]:>8}{refused[group]:>10}{by_case:>12}{missed[group]:>12}")


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "rulebook") else 0)
