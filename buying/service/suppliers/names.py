"""The names on the supplier list, kept at hand so that a typed one is found at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from buying.domain.suppliers import also_known_as, match_name
from buying.store.tables import Supplier

NEAR = 80
"""Below this likeness (0 to 100) two names are not worth mentioning together."""

_LIKELY = 200
_MOST_COUNTED = 5_000


@dataclass
class Names:
    """Compared names and who bears them. A name's place in ``all`` is its number."""

    stamp: tuple[object, ...] | None = None
    all: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    exactly: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_piece: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, supplier: int, name: str) -> None:
        """Note that ``supplier`` goes by the compared ``name``."""
        number = len(self.all)
        self.all.append(name)
        self.owners.append(supplier)
        self.exactly[name].append(supplier)
        for piece in _pieces(name):
            self.by_piece[piece].append(number)

    def like(self, asked: str, limit: int) -> list[tuple[int, float]]:
        """Suppliers whose names are like the compared ``asked``, with their likeness."""
        shared: Counter[int] = Counter()
        for bearers in self._rarest(asked):
            shared.update(bearers)
        likely = {number: self.all[number] for number, _ in shared.most_common(_LIKELY)}
        found = process.extract(
            asked, likely, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=limit * 2
        )
        best: dict[int, float] = {}
        for _, score, number in found:
            owner = self.owners[number]
            best[owner] = max(best.get(owner, 0.0), score)
        return list(best.items())[:limit]

    def _rarest(self, asked: str) -> Iterator[list[int]]:
        # "care" is in so many names that it tells nothing, and to count them takes long.
        bearers = (self.by_piece[piece] for piece in _pieces(asked) if piece in self.by_piece)
        counted = 0
        for names_with_piece in sorted(bearers, key=len):
            if counted and counted + len(names_with_piece) > _MOST_COUNTED:
                return
            counted += len(names_with_piece)
            yield names_with_piece


_KEPT: WeakKeyDictionary[Engine, Names] = WeakKeyDictionary()


def names(session: Session) -> Names:
    """The names on the list as they are now; read again only when one was added."""
    engine = session.get_bind().engine
    stamp = _stamp(session)
    kept = _KEPT.get(engine)
    if kept is None or kept.stamp != stamp:
        kept = _read(session, stamp)
        _KEPT[engine] = kept
    return kept


def _stamp(session: Session) -> tuple[object, ...]:
    # Names are only ever added, so the last one tells whether anything is new.
    query = select(Supplier.id, Supplier.match_name).order_by(Supplier.id.desc()).limit(1)
    return tuple(session.execute(query).one_or_none() or ())


def _read(session: Session, stamp: tuple[object, ...]) -> Names:
    found = Names(stamp)
    for supplier, name in session.execute(select(Supplier.id, Supplier.name)):
        for known_as in {match_name(name), *also_known_as(name)}:
            found.add(supplier, known_as)
    return found


def _pieces(name: str) -> Iterator[str]:
    for word in set(name.split()):
        padded = f" {word} "
        yield from (padded[at : at + 3] for at in range(len(padded) - 2))
