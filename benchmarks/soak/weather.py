"""Bad weather: what Slack and Teams answer when they are busy, broken, or cut off."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.channels.slack import faults
from tests.channels.slack.faults import Fault
from tests.channels.slack.stub import Stub
from tests.channels.teams.stub import Call, Microsoft

HEARS_WITHIN = 10.0
"""Seconds in which a process has noted what it was answered, however busy the machine is: after
that it would have taken the answer for lost."""

Answer = tuple[int, Mapping[str, str], bytes]

CHANCES: Mapping[str, float] = {
    "busy": 0.02,
    "error before": 0.006,
    "error after": 0.006,
    "hung up before": 0.004,
    "hung up after": 0.004,
    "silent before": 0.002,
    "silent after": 0.002,
}
"""How likely each is for one request. "After": it was carried out all the same."""

RESTS = (1, 2, 3)
"""Seconds that a busy platform asks us to wait."""

SILENCE = 12.0
"""Seconds without an answer: longer than we wait for one."""


class Weather:
    """Draws what happens to each request. ``met`` counts it; ``fair`` ends it all."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._lock = threading.Lock()
        self.fair = False
        self.met: Counter[str] = Counter()

    def draw(self, platform: str) -> str:
        """What happens to a request; empty where all is well."""
        with self._lock:
            lot = self._dice.random()
            for name, chance in CHANCES.items():
                lot -= chance
                if lot < 0 and not self.fair:
                    self.met[f"{platform}: {name}"] += 1
                    return name
        return ""

    def rest(self) -> int:
        """The seconds of one Retry-After."""
        with self._lock:
            return self._dice.choice(RESTS)


def in_slack(weather: Weather, slack: Stub) -> None:
    """Let the weather loose on a workspace of Slack."""
    slack.faults = lambda _method: _fault(weather)


def _fault(weather: Weather) -> Fault | None:
    what, _, when = weather.draw("slack").rpartition(" ")
    done = when == "after"
    if when == "busy":
        return faults.busy(weather.rest())
    made = {"error": faults.status(done=done), "hung up": faults.hang_up(done=done)}
    return made.get(what, faults.nothing(done=done)) if what else None


class StormyMicrosoft(Microsoft):
    """The Bot Connector in bad weather. ``unheard`` are the messages that stand there though
    whoever sent them was never told: the answer was lost on the way, or they were killed."""

    def __init__(self, weather: Weather) -> None:
        self._weather = weather
        self._answered: dict[str, float] = {}
        self._kills: list[float] = []
        self.unheard: set[str] = set()
        super().__init__()

    def killed(self, moment: float) -> None:
        """A process was killed: what was answered just before may not have been heard."""
        self._kills.append(moment)
        late = (sent for sent, at in self._answered.items() if at > moment - HEARS_WITHIN)
        self.unheard.update(late)

    def story(self, sent: str) -> str:
        """What is known of a message that stands there twice, for whoever looks into it."""
        at = self._answered.get(sent, 0.0)
        after = [f"{moment - at:.1f}" for moment in self._kills if moment > at][:1]
        return f"message {sent}: seconds until the next kill: {after or 'none'}"

    def take(self, call: Call) -> Answer:
        """Answer a request, or do something else."""
        what = self._weather.draw("teams") if "/conversations" in call.path else ""
        what, _, when = what.rpartition(" ")
        if not when:
            return self._heard(call)
        if when == "busy":
            return 429, {"Retry-After": str(self._weather.rest())}, b"{}"
        if when == "after" and (sent := _posted(call, super().take(call))):
            self.unheard.add(sent)
        if what == "silent":
            time.sleep(SILENCE)
        return (500 if what == "error" else 0), {}, b"{}"

    def _heard(self, call: Call) -> Answer:
        """Answer as Microsoft would; on a machine that is too busy that may come too late."""
        began = time.monotonic()
        answer = super().take(call)
        moment = time.monotonic()
        if sent := _posted(call, answer):
            self._answered[sent] = moment
            if moment - began > HEARS_WITHIN - 1:
                self.unheard.add(sent)
        return answer

    def _check(self, activity: dict[str, Any]) -> None:
        # The tests of each card hold it to the rules of Teams; here that would take long.
        return


def _posted(call: Call, answer: Answer) -> str | None:
    """The id of the message that a request posted; None for another request."""
    if call.method != "POST" or not call.path.endswith("/activities"):
        return None
    made: Any = json.loads(answer[2] or b"{}")
    return str(made["id"]) if "id" in made else None
