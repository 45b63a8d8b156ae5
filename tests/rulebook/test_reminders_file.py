"""What ``reminders.yml`` may say, and each mistake in it with its file and line."""

from __future__ import annotations

from datetime import date

import pytest

from buying.rulebook import load
from buying.rulebook.differences import differences
from buying.rulebook.reminders import Reminders
from tests.conftest import ROOT
from tests.rulebook.conftest import Copy

UNANSWERED = """unanswered:
  - id: left
    stages: [plan]
    remind: [5]
    title: Shall we go on?
    says: "{item} ({reference}) waits."
"""
DATES = """dates:
  - id: due
    date: needed_by
    remind: [1]
    title: Has it come?
    says: "{item} by {date}"
"""
MISTAKES = {
    "a misspelt key": (
        "wating:\n  remind: [2]\n",
        ["reminders.yml:1: 'wating' is not a known key here. Did you mean 'waiting'?"],
    ),
    "days that are no list": (
        "waiting:\n  remind: 2\n",
        ["reminders.yml:2: 'remind' must be a list: one line with '- ' for each."],
    ),
    "no days at all": (
        "waiting:\n  remind: []\n",
        [
            "reminders.yml:2: 'remind': there is no number here. Leave the whole out, or write "
            "[2, 4]."
        ],
    ),
    "half a day": (
        "waiting:\n  remind: [1.5]\n",
        ["reminders.yml:2: item 1 of 'remind' must be a whole number."],
    ),
    "a reminder before the question": (
        "waiting:\n  remind: [-1]\n",
        ["reminders.yml:2: item 1 of 'remind' must be 0 or more."],
    ),
    "a reminder on the same day": (
        "waiting:\n  remind: [0, 2]\n",
        ["reminders.yml:2: on the day itself they are asked. Begin with 1 or more."],
    ),
    "days out of order": (
        "waiting:\n  remind: [4, 2]\n",
        ["reminders.yml:2: each number here must be more than the one before it."],
    ),
    "the buyer told before those who were asked": (
        "waiting:\n  remind: [2, 4]\n  tell: 4\n",
        ["reminders.yml:3: 'tell' comes after the last of 'remind', which is 4."],
    ),
    "a day off that no calendar has": (
        "days_off: [2027-02-30]\n",
        ["reminders.yml:1: 2027-02-30 is not a day in the calendar."],
    ),
    "a stage that there is not": (
        UNANSWERED.replace("[plan]", "[plann]"),
        ["reminders.yml:3: there is no stage 'plann'. Did you mean 'plan'?"],
    ),
    "neither stages nor questions": (
        UNANSWERED.replace("    stages: [plan]\n", ""),
        ["reminders.yml:2: give 'left' either 'stages' or 'questions'."],
    ),
    "a question that there is not": (
        UNANSWERED.replace("stages: [plan]", "questions: [bugdet]"),
        ["reminders.yml:3: there is no step 'bugdet'. Did you mean 'budget'?"],
    ),
    "a question of somebody else": (
        UNANSWERED.replace("stages: [plan]", "questions: [approval]"),
        ["reminders.yml:3: 'approval' is asked of somebody else, who is reminded by 'waiting'."],
    ),
    "words that nothing fills in": (
        UNANSWERED.replace("{item}", "{itme}"),
        ["reminders.yml:6: '{itme}' cannot stand here. Use 'item' and 'reference'."],
    ),
    "a date where there is none": (
        UNANSWERED.replace("{item}", "{date}"),
        ["reminders.yml:6: '{date}' cannot stand here. Use 'item' and 'reference'."],
    ),
    "two of one name": (
        UNANSWERED + UNANSWERED.partition("\n")[2],
        ["reminders.yml:7: 'left' is here twice. Keep one."],
    ),
    "a day of a question that there is not": (
        DATES,
        ["reminders.yml:3: there is no question 'needed_by'. Did you mean 'need'?"],
    ),
    "a day that is none": (
        DATES.replace("needed_by", "budget"),
        ["reminders.yml:3: 'budget' is no day: its kind is money."],
    ),
    "a box that there is not": (
        DATES.replace("needed_by", "need.day"),
        ["reminders.yml:3: there is no box of 'need' 'day'."],
    ),
    "a box that is no day": (
        DATES.replace("needed_by", "need.quantity"),
        ["reminders.yml:3: 'need.quantity' is no day: its kind is number."],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line(small: Copy, mistake: str) -> None:
    text, told = MISTAKES[mistake]
    small.write("reminders.yml", text)

    assert small.problems() == told


def test_a_rulebook_without_the_file_reminds_of_nothing(small: Copy) -> None:
    assert small.load().reminders == Reminders()


def test_what_it_says_is_read(small: Copy) -> None:
    small.write("reminders.yml", f"days_off: [2027-12-29]\nslow: {{over: 0}}\n{UNANSWERED}")
    found = small.load().reminders

    assert found.off == {date(2027, 12, 29)}
    assert found.slow.over == 0
    assert found.unanswered[0].remind == (5,)
    assert found.waiting.remind is None


def test_the_rulebook_of_the_council_and_its_variations_have_reminders() -> None:
    for folder in ("rulebook", "variations/charity", "variations/nhs_trust"):
        found = load(ROOT / folder).reminders
        assert found.waiting.remind == (2, 4)
        assert {rule.id for rule in found.dates} == {"delivery", "told_by"}


def test_a_change_is_told_in_words(small: Copy) -> None:
    small.write("reminders.yml", f"waiting:\n  remind: [2]\n{UNANSWERED}")
    before = small.load()
    changed = UNANSWERED.replace("[5]", "[7, 9]")
    small.write(
        "reminders.yml", f"waiting:\n  remind: [3]\n  tell: 6\nslow: {{over: 2}}\n{changed}"
    )

    assert differences(before, small.load()) == (
        "Reminders: the number of working days after which those who were asked are reminded is "
        "now 3; it was 2.",
        "Reminders: the number of working days after which the person who buys is told is now 6; "
        "it was not set.",
        "Reminders: the number of days over the usual ones after which it is told is now 2; it was "
        "not set.",
        "Reminders, the reminder of a question “Shall we go on?”: the number of working days after "
        "which it is sent is now 7 and 9; it was 5.",
    )
