"""One purchase, loaded with its rules and its place in the workflow, inside a transaction."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import day_of, now
from buying.domain.known import Known, World, derive
from buying.domain.workflow import Asked, Entry, Position, base_key, latest, replay
from buying.service import policies
from buying.service.guide import outside
from buying.service.spending import books
from buying.service.together import facts
from buying.store.tables import EntryRow, Person, Purchase
from buying.voice.asking import complete
from buying.voice.context import Context


class Scene:
    """A purchase as it stands now; :meth:`record` changes it and works it out again."""

    def __init__(self, session: Session, purchase: Purchase) -> None:
        self.session = session
        self.purchase = purchase
        self.rulebook = policies.kept(purchase.rulebook)
        self.began = day_of(purchase.created_at)
        self.policy = policies.policy(purchase.rulebook, self.began)
        self._world = self._look()
        query = select(EntryRow).where(EntryRow.purchase_id == purchase.id).order_by(EntryRow.id)
        self.rows = list(session.scalars(query))
        self.entries = [_entry(row) for row in self.rows]
        self._before = len(self.rows)
        self._spent = books.of(session, purchase.id)
        self.context = self._context()
        self._route_before = purchase.route or self.route

    @property
    def route(self) -> str | None:
        """The id of the way of buying; None while it is not known."""
        route = self.context.known.route
        return route.id if route else None

    @property
    def route_changed(self) -> bool:
        """Whether a way of buying that was agreed to has become another since it was last told."""
        agreed = self.context.known.answers.get("route") is not None
        return agreed and self.route != self._route_before

    def just_said(self, question: str) -> bool:
        """Whether anything was recorded about ``question`` in this turn."""
        return any(row.question == question for row in self.rows[self._before :])

    def route_told(self) -> None:
        """Note that the requester knows the way of buying as it is now."""
        self.purchase.route = self.route

    def refresh(self) -> None:
        """Look anew at what lies outside the purchase, where that has changed in this turn."""
        self._world = self._look()
        self.context = self._context()

    def count_spending(self) -> None:
        """Look anew at the costs that are recorded, where that has changed in this turn."""
        self._spent = books.of(self.session, self.purchase.id)
        self.context = self._context()

    def _look(self) -> World:
        return outside.look(self.session, self.purchase, self.policy, self.began)

    def _context(self) -> Context:
        current = {key: entry.value for key, entry in latest(self.entries).items()}
        known = derive(self.policy, self._world, current)
        draft = self._with(known, Position((), None))
        position = replay(
            self.policy.steps,
            self.entries,
            lambda _: known,
            lambda key, value: complete(draft, key, value),
        )
        return self._with(known, position)

    def _with(self, known: Known, position: Position) -> Context:
        return Context(
            rulebook=self.rulebook,
            policy=self.policy,
            known=known,
            position=position,
            reference=self.purchase.reference,
            requester=self.requester.name,
            today=self._world.today,
            entries=tuple(self.entries),
            spent=self._spent,
        )

    @cached_property
    def requester(self) -> Person:
        """Whose purchase it is."""
        return self.session.get_one(Person, self.purchase.requester_id)

    @property
    def open(self) -> Asked | None:
        """The step that waits for an answer; None when the workflow is done."""
        return self.context.position.open

    @property
    def waits_for(self) -> str | None:
        """The role of somebody else who must answer next; None if it is the requester's turn."""
        return self.open.step.asked_of if self.open and not self.mine else None

    @property
    def mine(self) -> bool:
        """Whether the open step is asked of the requester."""
        return self.open is not None and self.open.step.asked_of == "requester"

    def asked(self, key: str) -> Asked | None:
        """The step ``key`` if it is on the way so far (answered or open), else None."""
        return next((a for a in self.context.position.path if a.key == key), None)

    def record(
        self, kind: str, key: str, value: Any, by: str, channel: str, reason: str | None = None
    ) -> None:
        """Add one entry to the history and work out anew where the purchase stands."""
        replaced = latest(self.entries).get(key)
        moment = now()
        row = EntryRow(
            purchase_id=self.purchase.id,
            kind=kind,
            question=key,
            value=value,
            by_id=by,
            at=moment,
            channel=channel,
            replaces_id=replaced.seq if replaced else None,
            reason=reason,
        )
        self.session.add(row)
        self.session.flush()
        self.purchase.updated_at = moment
        self.rows.append(row)
        self.entries.append(_entry(row))
        self.context = self._context()
        facts.keep(self.purchase, self.context)

    def extend(self, step: str, by: str, channel: str) -> bool:
        """Ask for one more of a step that repeats; False when there are as many as may be."""
        rule = next(s for s in self.policy.steps if s.id == step)
        have = sum(base_key(key) == step and "#" in key for key in latest(self.entries))
        if have >= rule.repeat_most:
            return False
        self.record("answer", step, have + 1, by, channel)
        return True


def _entry(row: EntryRow) -> Entry:
    return Entry(row.id, row.kind, row.question, row.value, row.by_id)  # type: ignore[arg-type]
