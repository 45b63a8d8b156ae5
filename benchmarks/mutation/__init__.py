"""Do a rulebook's worked examples notice a slip? ``python -m benchmarks.mutation [FOLDER]``.

One number, date, limit, condition or setting is changed at a time, as a slip of the hand would
change it. The checker must refuse the rulebook, or a worked example must come out otherwise;
where neither happens the slip would go unnoticed, and it is told with its file and line.
"""

from benchmarks.mutation.mutants import GROUPS, MUST_DIE, Mutant, harmless_mutants, mutants
from benchmarks.mutation.trial import Trial

__all__ = ["GROUPS", "MUST_DIE", "Mutant", "Trial", "harmless_mutants", "mutants"]
