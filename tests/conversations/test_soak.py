"""A short run of what ``make soak`` does: bad weather, killed processes, and everything counted."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks.soak.__main__ import prepared
from benchmarks.soak.running import Plan, Result
from tests.conversations.conftest import as_in

PLAN = Plan(turns=60, people=16, kill_every=20, seed=3)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What came of the run."""
    with prepared(tmp_path_factory.mktemp("soak"), PLAN) as soak, as_in(soak.house):
        soak.house.furnish()
        soak.house.start()
        return asyncio.run(soak.run())


@pytest.mark.engine
@pytest.mark.timeout(400)
def test_nothing_is_lost_and_nothing_comes_twice(result: Result) -> None:
    """Of a second message in Teams, `make soak` tells whether it could have been known: that
    hangs on moments around a kill, which a machine that is busy with other tests blurs."""
    assert _apart_from_teams(result) == []
    assert result.count.teams.lost == 0 and result.count.slack.doubled == 0
    assert result.unfinished == 0


def _apart_from_teams(result: Result) -> list[str]:
    """What else should not be."""
    unclear = ("Teams doubled", "message ")
    return [fault for fault in result.count.faults if not fault.startswith(unclear)]


@pytest.mark.engine
@pytest.mark.timeout(400)
def test_the_run_was_as_bad_as_it_should_be(result: Result) -> None:
    assert sum(result.kills.values()) == 2
    assert sum(result.weather.met.values()) > 0
    assert result.count.turns.heard > PLAN.turns // 2
    assert result.count.slack.said > 0 and result.count.teams.said > 0
