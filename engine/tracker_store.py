"""Rasa's place in each conversation, and nothing else.

What was said and answered is in Buywell's own database, where it can be redacted and
kept for as long as the organisation says. Rasa only has to know that the guide is open
and waits. Keeping just that makes a turn cost the same whether it is the tenth or the
three hundredth (Rasa replays every stored event at every turn), keeps people's words out
of a second place, and makes losing the file harmless.
"""

from __future__ import annotations

import json
from itertools import islice

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, SESSION_START_METADATA_SLOT
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker


class PlaceStore(SQLTrackerStore):
    """A SQLTrackerStore that keeps a handful of events for each conversation."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store where the conversation stands, in place of where it stood."""
        place = _place(tracker)
        # A tracker begins with the events it was read with; most turns change nothing.
        if list(islice(tracker.events, len(place))) == place:
            return
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=tracker.sender_id).delete()
            session.add_all(self._row(tracker.sender_id, event) for event in place)
            session.commit()

    def _row(self, sender_id: str, event: Event) -> SQLTrackerStore.SQLEvent:
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event.type_name,
            timestamp=event.timestamp,
            data=json.dumps(event.as_dict()),
        )


def _place(tracker: DialogueStateTracker) -> list[Event]:
    """A new session that stands where ``tracker`` does, waiting for the next message."""
    # First, since each event takes its time as it is made, and a session is read
    # back by the time of its start.
    place: list[Event] = [SessionStarted()]
    place += [
        SlotSet(slot.name, slot.value)
        for slot in tracker.slots.values()
        if slot.value is not None and slot.name != SESSION_START_METADATA_SLOT
    ]
    if tracker.active_loop_name:
        place.append(ActiveLoop(tracker.active_loop_name))
    place.append(ActionExecuted(ACTION_LISTEN_NAME))
    return place
