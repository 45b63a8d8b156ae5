"""What a purchase had before an import, so that nothing of it is counted again."""

from __future__ import annotations

from decimal import Decimal

from buying.domain.spending import Spent, by_day, by_number, same
from buying.service.spending import books
from buying.store.tables import SpendingRow


class Before:
    """What a purchase had before the import. ``gone``: rows that were taken back."""

    def __init__(self, kept: list[SpendingRow], rate: Decimal) -> None:
        self.gone = {row.takes_back_id for row in kept if row.takes_back_id is not None}
        self._rate = rate
        self._by_key: dict[tuple[object, ...], dict[int, SpendingRow]] = {}
        for row in kept:
            if row.takes_back_id is None:
                cost = books.as_spent(row)
                for key in by_number(cost, rate) | by_day(cost, rate):
                    self._by_key.setdefault(key, {})[row.id] = row

    def find(self, cost: Spent) -> SpendingRow | None:
        """The row that is the same as ``cost``, if there is one.

        Without a number two rows that are alike may be two costs, so each row on record
        answers for one row of the file only.
        """
        for key in (*by_number(cost, self._rate), *by_day(cost, self._rate)):
            for row in self._by_key.get(key, {}).values():
                if same(cost, books.as_spent(row), self._rate):
                    if not (cost.invoice and row.invoice):
                        self._use_up(row)
                    return row
        return None

    def _use_up(self, row: SpendingRow) -> None:
        for key in by_day(books.as_spent(row), self._rate):
            self._by_key[key].pop(row.id, None)
