"""Thirty written purchases, driven to their end through the real conversation.

A form counts as one reply, since the chats that people use show it as one.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest

from buying.service import people
from tests.conversations.buyer import Drive, Written, written
from tests.conversations.house import House, Talk, opened

MOST = {"petty": 8, "small": 20, "medium": 30}
TABLE = "docs/proportion.md"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, in which nobody else buys: a colleague's purchase is asked about."""
    with opened(tmp_path_factory.mktemp("quiet")) as house:
        yield house


@pytest.fixture(scope="module")
def others(house: House) -> Iterator[dict[str, Talk]]:
    with house.talking("alex") as alex, house.talking("morgan") as morgan:
        yield {"alex": alex, "morgan": morgan}


def drive(house: House, others: dict[str, Talk], purchase: Written) -> Drive:
    """By somebody new in a team of their own, so that no purchase looks like part of another."""
    name = f"b{uuid.uuid4().hex[:8]}"
    people.add(name, f"{name}@test.example", name, ["staff"], name)
    driven = Drive(house, purchase)
    with house.talking(name, people.issue(name, "api")) as buyer:
        driven.run(buyer, others)
    return driven


def test_thirty_purchases_take_no_more_replies_than_they_should(
    indoors: House, others: dict[str, Talk], root: Path
) -> None:
    driven = [drive(indoors, others, purchase) for purchase in written()]
    assert [d.purchase.title for d in driven if d.ended != "finished"] == []
    too_many = [
        f"{d.purchase.title}: {len(d.replied)} {d.replied}"
        for d in driven
        if len(d.replied) > MOST[d.purchase.size]
    ]
    assert too_many == []
    found = table(driven)
    assert found in (root / TABLE).read_text("utf-8"), f"put this into {TABLE}:\n{found}"


def table(driven: list[Drive]) -> str:
    """The rows of the table in the docs."""
    rows = []
    for size, most in MOST.items():
        counts = [len(d.replied) for d in driven if d.purchase.size == size]
        rows.append(
            f"| {size} | {len(counts)} | {most} | {min(counts)} | {mean(counts):.1f} | "
            f"{max(counts)} |"
        )
    rows.append("")
    rows += ["| Purchase | Size | Replies |", "|---|---|---|"]
    rows += [f"| {d.purchase.title} | {d.purchase.size} | {len(d.replied)} |" for d in driven]
    return "\n".join(rows)
