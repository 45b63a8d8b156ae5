"""Row by row into the supplier list: new, the same as one that is known, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import today
from buying.domain.suppliers import Identity, Index, Match, categories_after, expiry, match_name
from buying.english import day_in_words, sentence
from buying.service.suppliers.cells import NOTE_LIMIT
from buying.service.suppliers.days import as_day, as_moment
from buying.service.suppliers.files import Contents, Progress, RawFile, Row, Unread
from buying.service.suppliers.reports import MOST_LINES, Change, ImportReport, Line
from buying.store.tables import Supplier

SCHEMES = {
    "GB-COH": "company number",
    "CQC-LOCATION": "CQC location id",
    "CQC-PROVIDER": "CQC provider id",
    "GB-CFS": "Contracts Finder id",
}

UNCLEAR = (
    "More than one supplier on the list has this name and postcode, and we cannot tell which is"
    " meant. Give its CQC id or company number."
)


def quietly(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass
class Taking:
    """One run through the rows of a file, within one transaction."""

    session: Session
    preferred: bool = False
    categories: tuple[str, ...] = ()
    today: date = field(default_factory=today)
    index: Index = field(default_factory=Index)
    suppliers: list[Supplier] = field(default_factory=list)
    first_seen: dict[int, str] = field(default_factory=dict)
    added: dict[int, Supplier] = field(default_factory=dict)
    taken: list[Line] = field(default_factory=list)
    merged: list[Line] = field(default_factory=list)
    skipped: list[Line] = field(default_factory=list)
    remarks: list[Line] = field(default_factory=list)
    changes: list[tuple[Supplier, str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for supplier in self.session.scalars(select(Supplier).order_by(Supplier.id)):
            self._put(supplier)

    def take(self, rows: Sequence[Row | Unread], progress: Progress = quietly) -> None:
        """Add or merge every row; skipped ones are only noted."""
        for done, row in enumerate(rows, start=1):
            if isinstance(row, Unread):
                self.skipped.append(Line(where=row.where, name=row.name, said=_sentence(row.why)))
            else:
                self.take_one(row)
            progress("Taking suppliers in", done, len(rows))

    def take_one(self, row: Row) -> Supplier | None:
        """The supplier that ``row`` became or was joined with; None where that is unclear."""
        match = self.index.look_up(Identity.of(row.name, row.postcode, row.identifiers))
        for remark in row.remarks:
            self._remark(row, remark)
        if match.unclear:
            self.skipped.append(_line(row, UNCLEAR))
            return None
        supplier = self._add(row, match) if match.key is None else self._merge(row, match)
        until = as_day(supplier.preferred_until)
        if supplier.preferred and until and expiry(until, self.today) == "expired":
            last = day_in_words(until)
            self._remark(row, f"it was preferred until {last}, and that day has passed")
        return supplier

    def _add(self, row: Row, match: Match) -> Supplier:
        if len(match.namesakes) == 1:
            self._remark(row, self._apart(match))
        supplier = Supplier(
            name=row.name,
            match_name=match_name(row.name),
            preferred=bool(self._says_preferred(row)),
            categories=list(dict.fromkeys(row.categories + self.categories)),
            identifiers=dict(row.identifiers),
            area=row.area,
            postcode=row.postcode,
            size=row.size,
            vcse=row.vcse,
            preferred_until=as_moment(row.preferred_until),
            note=row.note,
            import_id=None,
            retired_at=None,
        )
        self.first_seen[self._put(supplier)] = row.where
        self.added[id(supplier)] = supplier
        self.session.add(supplier)
        self.taken.append(_line(row, ""))
        return supplier

    def _merge(self, row: Row, match: Match) -> Supplier:
        assert match.key is not None
        supplier = self.suppliers[match.key]
        self.merged.append(_line(row, self._same_as(row, match, supplier)))
        if supplier.retired_at is not None:
            self._bring_back(supplier, row)
        for name, value in self._facts(supplier, row).items():
            self._set(supplier, name, value)
        self.index.put(match.key, Identity.of(row.name, row.postcode, row.identifiers))
        return supplier

    def _same_as(self, row: Row, match: Match, supplier: Supplier) -> str:
        what = SCHEMES.get(match.by, match.by)
        if match.by == "name":
            what = "name and postcode" if row.postcode else "name, and no postcode,"
        earlier = self.first_seen.get(match.key) if match.key is not None else None
        place = f"as in {earlier}" if earlier else "as one on the list"
        called = "" if match_name(row.name) == supplier.match_name else f", “{supplier.name}”"
        return f"the same {what} {place}{called}."

    def _facts(self, supplier: Supplier, row: Row) -> dict[str, Any]:
        """What ``row`` makes of ``supplier``; a fact that the row lacks stays."""
        says = self._says_preferred(row)
        given = {"area": row.area, "postcode": row.postcode, "size": row.size, "vcse": row.vcse}
        facts = {name: value for name, value in given.items() if value is not None}
        named = tuple(dict.fromkeys(row.categories + self.categories))
        return facts | {
            "identifiers": {**supplier.identifiers, **row.identifiers},
            "categories": list(
                categories_after(supplier.preferred, says, supplier.categories, named)
            ),
            "preferred": supplier.preferred if says is None else says,
            "preferred_until": as_moment(row.preferred_until) or supplier.preferred_until,
            "note": _joined(supplier.note, row.note),
        }

    def _bring_back(self, supplier: Supplier, row: Row) -> None:
        assert supplier.retired_at is not None
        last = day_in_words(supplier.retired_at)
        self._remark(row, f"it was taken off the list on {last} and is back")
        # What it was preferred for then does not come back by itself.
        fresh: dict[str, Any] = {
            "retired_at": None,
            "preferred": False,
            "preferred_until": None,
            "categories": [],
        }
        for name, value in fresh.items():
            self._set(supplier, name, value)

    def _says_preferred(self, row: Row) -> bool | None:
        if row.preferred is not None:
            return row.preferred
        return True if self.preferred else None

    def _set(self, supplier: Supplier, name: str, value: Any) -> None:
        before = getattr(supplier, name)
        if before != value:
            self.changes.append((supplier, name, before))
            setattr(supplier, name, value)

    def _put(self, supplier: Supplier) -> int:
        key = len(self.suppliers)
        self.suppliers.append(supplier)
        self.index.put(key, Identity.of(supplier.name, supplier.postcode, supplier.identifiers))
        return key

    def _remark(self, row: Row, said: str) -> None:
        self.remarks.append(_line(row, _sentence(said)))

    def _apart(self, match: Match) -> str:
        where = self.first_seen.get(match.namesakes[0])
        place = f"in {where}" if where else "on the list"
        return (
            f"another supplier {place} has this name; number, postcode or legal form differ, so"
            " they are kept apart"
        )

    def report(self, raw: RawFile, contents: Contents, dry_run: bool) -> ImportReport:
        """The report so far."""
        return ImportReport(
            file_name=raw.name,
            sha256=raw.sha256,
            kind=contents.kind,
            facts=contents.facts,
            preferred=self.preferred,
            categories=self.categories,
            dry_run=dry_run,
            read=len(contents.rows),
            taken=len(self.taken),
            merged=len(self.merged),
            skipped=len(self.skipped),
            without_category=sum(not supplier.categories for supplier in self.added.values()),
            taken_lines=tuple(self.taken[:MOST_LINES]),
            merged_lines=tuple(self.merged[:MOST_LINES]),
            skipped_lines=tuple(self.skipped[:MOST_LINES]),
            remarks=tuple(self.remarks[:MOST_LINES]),
        )

    def changed(self) -> tuple[Change, ...]:
        """What was changed on suppliers that were on the list before; flush first."""
        return tuple(
            Change(
                supplier=supplier.id,
                field=name,
                before=_stored(before),
                after=_stored(getattr(supplier, name)),
            )
            for supplier, name, before in self.changes
            if id(supplier) not in self.added
        )


def _line(row: Row, said: str) -> Line:
    return Line(where=row.where, name=row.name, said=said)


def _sentence(said: str) -> str:
    said = sentence(said)
    return said if said.endswith(".") else f"{said}."


def _joined(old: str | None, new: str | None) -> str | None:
    if not old or not new or new in old:
        return old or new
    return f"{old} {new}" if len(old) + len(new) < NOTE_LIMIT else old


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
