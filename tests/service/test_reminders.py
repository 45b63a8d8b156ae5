"""Reminders: of what, to whom, when, and never twice."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from buying.cards import Card
from buying.service import reminders
from buying.service.people import Who
from buying.service.reminders import standing
from buying.store.database import transaction
from buying.store.tables import Person
from tests.conftest import ROOT, forget
from tests.service.buying import buy, go_on
from tests.service.conftest import Talk, money
from tests.service.reaching import MONDAY, Clock, account, chat, ids, inbox, unasked

CARRY_ON = {"decision": "carry_on", "reply": "that is fine"}
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3, 4))
SATURDAY, NEXT_MONDAY, NEXT_TUESDAY = (MONDAY + timedelta(days=n) for n in (5, 7, 8))


@pytest.fixture
def asked(clock: Clock, talk: Talk) -> None:
    """On Monday morning Priya has asked a specialist to look first, at BW-0001."""
    buy(talk, "priya", "waiting", budget=money("1200"), route="ask")


@pytest.fixture
def left(clock: Clock, talk: Talk) -> None:
    """On Monday morning Priya has begun to plan BW-0001, and stopped at the budget."""
    buy(talk, "priya", "budget", need={"item": "shower chairs", "quantity": "12"})


@pytest.fixture
def ordered(clock: Clock, talk: Talk, ridgeway: str) -> Callable[[str], None]:
    """``ordered("2027-03-03")``: priya has ordered BW-0001, which she needs by that day."""

    def order(needed_by: str) -> None:
        waiting = buy(
            talk, "priya", "waiting",
            need={"item": "shower chairs", "quantity": "12"}, category="equipment",
            budget=money("400"), needed_by=needed_by,
            option_1=offer(ridgeway), option_2=offer(ridgeway),
        )  # fmt: skip
        assert waiting[-1].id == "waiting"
        talk("morgan", approval_at_1={"decision": "approve"})
        cards = talk("priya", order={"reference": "R-1", "ordered_on": MONDAY.isoformat()})
        assert cards[-1].id == "ask.delivery"

    return order


def offer(supplier: str) -> dict[str, Any]:
    """A price in which nothing is a worry."""
    return {
        "supplier": supplier, "price": money("380"), "running": money("0"), "life": "8",
        "must_haves": True, "quality": 4, "outcomes": 4, "sustainability": 4,
    }  # fmt: skip


def at(clock: Clock, day: date, hour: str = "10:00") -> int:
    """The worker looks at that time; how many people heard a reminder."""
    clock.at(day, hour)
    return reminders.due()


def reminded(person: str) -> list[tuple[str, str]]:
    """Where somebody was reminded, and with which card."""
    return [(where, card) for where, card in unasked(person) if card.startswith("remind")]


def buttons(card: Card) -> list[str]:
    return [action.id for action in card.actions]


class TestWhatWaitsForSomebodyElse:
    def test_who_was_asked_is_reminded_after_two_working_days(
        self, asked: None, clock: Clock
    ) -> None:
        assert at(clock, TUESDAY) == 0
        assert at(clock, WEDNESDAY) == 1
        card = inbox("alex")[-1]
        assert card.title == "BW-0001: Priya Sample waits for your answer"
        assert card.text.endswith(
            "asked on 1 March 2027. The purchase cannot go on until you answer."
        )
        assert buttons(card) == ["see:handover@BW-0001", "hush:BW-0001"]

    def test_the_button_puts_the_question_in_the_chat(
        self, asked: None, talk: Talk, clock: Clock
    ) -> None:
        at(clock, WEDNESDAY)
        (card,) = talk("alex", do="see:handover@BW-0001")
        assert card.question
        assert card.question.id == "handover@BW-0001"
        assert ids(talk("alex", handover_at_1=CARRY_ON)) == ["passed_on"]
        (gone,) = talk("alex", do="see:handover@BW-0001")
        assert gone.text.startswith("That needs no answer any more.")

    def test_each_time_is_said_once(self, asked: None, clock: Clock) -> None:
        assert [at(clock, WEDNESDAY), at(clock, WEDNESDAY, "10:01"), at(clock, THURSDAY)] == [
            1, 0, 0,
        ]  # fmt: skip
        assert at(clock, FRIDAY) == 1
        assert at(clock, NEXT_MONDAY) == 0
        assert reminded("alex") == [("web", "remind")] * 2

    def test_then_the_requester_hears_whom_it_waits_for(self, asked: None, clock: Clock) -> None:
        for day in (WEDNESDAY, FRIDAY, NEXT_TUESDAY):
            at(clock, day)
        card = inbox("priya")[-1]
        assert card.title == "BW-0001: Still no answer from a commissioning specialist"
        assert card.text.startswith(
            "Alex Sample was asked on 1 March 2027. I have reminded them. You can ask them"
        )
        clock.on(days=3)
        assert reminders.due() == 0
        assert reminded("priya") == [("web", "remind")]

    def test_the_requester_does_not_hear_of_reminders_that_were_not_wanted(
        self, asked: None, talk: Talk, clock: Clock
    ) -> None:
        clock.at(TUESDAY, "10:00")
        talk("alex", do="hush:BW-0001")
        at(clock, NEXT_TUESDAY)
        assert inbox("priya")[-1].text.startswith(
            "Alex Sample was asked on 1 March 2027. You can ask them"
        )

    def test_nobody_is_reminded_of_what_is_done(
        self, asked: None, talk: Talk, clock: Clock
    ) -> None:
        talk("alex", handover_at_1=CARRY_ON)
        assert at(clock, WEDNESDAY) == 0

    def test_nobody_is_reminded_of_a_purchase_that_was_cancelled(
        self, asked: None, talk: Talk, clock: Clock
    ) -> None:
        talk("priya", "cancel")
        talk("priya", do="yes")
        assert at(clock, WEDNESDAY) == 0

    def test_what_is_asked_anew_is_counted_anew(
        self, asked: None, talk: Talk, clock: Clock
    ) -> None:
        at(clock, WEDNESDAY)
        talk("priya", do="take_back")
        talk("priya", route="ask")
        assert at(clock, THURSDAY) == 0
        assert at(clock, FRIDAY) == 1
        assert len(reminded("alex")) == 2

    def test_who_has_left_is_not_reminded(self, asked: None, clock: Clock) -> None:
        with transaction() as session:
            session.get_one(Person, "alex").active = False
        assert at(clock, WEDNESDAY) == 0
        assert at(clock, NEXT_TUESDAY) == 1
        assert "nobody can answer it now" in inbox("priya")[-1].text

    def test_after_a_rest_of_the_worker_only_the_last_is_said(
        self, asked: None, clock: Clock
    ) -> None:
        assert at(clock, FRIDAY) == 1
        assert at(clock, NEXT_MONDAY) == 0
        assert len(reminded("alex")) == 1


class TestWhen:
    def test_never_on_a_weekend(self, left: None, clock: Clock) -> None:
        assert at(clock, SATURDAY) == 0
        assert at(clock, NEXT_MONDAY) == 1

    def test_a_bank_holiday_is_no_working_day(self, talk: Talk, clock: Clock) -> None:
        clock.at(date(2027, 3, 25), "10:00")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        # Good Friday to Easter Monday, and the first working day after it.
        assert [at(clock, date(2027, 3, day)) for day in (26, 29, 30)] == [0, 0, 0]
        assert at(clock, date(2027, 3, 31)) == 1

    def test_not_in_the_quiet_hours_of_the_person(self, asked: None, clock: Clock) -> None:
        account("alex", zone="America/New_York")
        assert at(clock, WEDNESDAY, "10:00") == 0
        assert at(clock, WEDNESDAY, "12:30") == 1

    def test_not_at_night(self, asked: None, clock: Clock) -> None:
        assert at(clock, WEDNESDAY, "07:29") == 0
        assert at(clock, WEDNESDAY, "07:30") == 1

    def test_in_the_chat_that_somebody_uses(self, asked: None, clock: Clock) -> None:
        account("alex", "teams")
        at(clock, WEDNESDAY)
        assert reminded("alex") == [("teams", "remind")]


class TestWhatSomebodyLeftOpen:
    def test_a_purchase_left_in_the_middle_is_brought_up_once(
        self, left: None, clock: Clock
    ) -> None:
        assert at(clock, FRIDAY) == 0
        assert at(clock, NEXT_MONDAY) == 1
        card = inbox("priya")[-1]
        assert card.title == "BW-0001: Shall we go on?"
        assert card.text.startswith("You began to buy 12 × shower chairs and left off")
        assert buttons(card) == ["open:BW-0001", "hush:BW-0001"]
        clock.on(days=30)
        assert reminders.due() == 0

    def test_whoever_goes_on_is_not_reminded(self, left: None, talk: Talk, clock: Clock) -> None:
        clock.at(FRIDAY, "10:00")
        talk("priya", budget=money("900"))
        assert at(clock, NEXT_MONDAY) == 0

    def test_a_delivery_that_should_have_come_is_asked_about(
        self, ordered: Callable[[str], None], clock: Clock
    ) -> None:
        ordered(WEDNESDAY.isoformat())
        assert at(clock, WEDNESDAY) == 0
        assert at(clock, THURSDAY) == 1
        card = inbox("priya")[-1]
        assert card.title == "BW-0001: Has it come?"
        assert "by 3 March 2027." in card.text
        assert ids(chat("priya", on="web", do="open:BW-0001"))[-1] == "ask.delivery"

    def test_what_has_come_is_not_asked_about(
        self, ordered: Callable[[str], None], talk: Talk, clock: Clock
    ) -> None:
        ordered(WEDNESDAY.isoformat())
        came = {"arrived_on": MONDAY.isoformat(), "paid": money("380"), "as_agreed": True}
        talk("priya", delivery=came)
        assert at(clock, THURSDAY) == 0

    def test_a_small_one_without_a_day_is_asked_about_after_a_while(
        self, talk: Talk, clock: Clock
    ) -> None:
        small = {"supplier": "A shop", "price": money("54")}
        buy(talk, "priya", "delivery", category="equipment", budget=money("60"), option_1=small)
        assert at(clock, MONDAY + timedelta(days=11)) == 0
        assert at(clock, MONDAY + timedelta(days=14)) == 1
        assert inbox("priya")[-1].title == "BW-0001: Has it come?"

    def test_a_look_back_is_brought_up_twice(
        self, ordered: Callable[[str], None], talk: Talk, clock: Clock
    ) -> None:
        ordered(WEDNESDAY.isoformat())
        came = {"arrived_on": MONDAY.isoformat(), "paid": money("380"), "as_agreed": True}
        talk("priya", delivery=came)
        said = [at(clock, MONDAY + timedelta(days=days)) for days in range(1, 60)]
        assert sum(said) == 2
        assert [card.title for card in inbox("priya") if card.id == "remind"] == [
            "BW-0001: How was it?"
        ] * 2

    def test_people_are_to_be_told_on_the_day_that_was_said(self, talk: Talk, clock: Clock) -> None:
        involve = {"who": ["people"], "said": "arms matter", "way": "one to one",
                   "told_by": THURSDAY.isoformat()}  # fmt: skip
        buy(talk, "priya", "waiting", budget=money("20000"), route="ask", involve=involve)
        talk("alex", handover_at_1=CARRY_ON)
        assert at(clock, WEDNESDAY) == 0
        assert at(clock, THURSDAY) == 1
        card = inbox("priya")[-1]
        assert card.title == "BW-0001: It is time to tell people"
        assert "by 4 March 2027 you would tell" in card.text

    def test_what_takes_longer_than_its_way_does_is_told_once(
        self, talk: Talk, clock: Clock
    ) -> None:
        buy(talk, "priya", "option#1", budget=money("900"))
        # Two prices take about 10 days; the nudge of the fifth working day has come before.
        said = [at(clock, MONDAY + timedelta(days=days)) for days in range(1, 40)]
        titles = [card.title for card in inbox("priya") if card.id == "remind"]
        assert titles == ["BW-0001: Shall we go on?", "BW-0001: This takes longer than usual"]
        assert sum(said) == 2
        assert inbox("priya")[-1].text.endswith(
            "about 10 days until the order. 14 days have passed. It is your turn now. "
            "If you do not know how to go on, ask a specialist."
        )

    @pytest.mark.parametrize("days", [60, 200])
    def test_what_was_left_long_ago_is_left_in_peace(
        self, left: None, clock: Clock, days: int
    ) -> None:
        assert at(clock, MONDAY + timedelta(days=days - days % 7)) == 0
        assert reminded("priya") == []

    def test_what_takes_longer_is_not_told_long_after_nobody_went_on(
        self, talk: Talk, clock: Clock
    ) -> None:
        buy(talk, "priya", "option#1", budget=money("900"))
        assert at(clock, MONDAY + timedelta(days=196)) == 0


class TestSeveralAtOnce:
    @pytest.fixture
    def three(self, talk: Talk, clock: Clock) -> None:
        """Priya has left three purchases in the middle."""
        for item in ("shower chairs", "gloves", "tablets"):
            buy(talk, "priya", "budget", need={"item": item, "quantity": "2"})

    def test_they_come_in_one_card(self, three: None, clock: Clock) -> None:
        assert at(clock, NEXT_MONDAY) == 1
        card = inbox("priya")[-1]
        assert card.id == "remind.several"
        assert [fact.label for fact in card.facts] == [
            "BW-0001: 2 × shower chairs", "BW-0002: 2 × gloves", "BW-0003: 2 × tablets",
        ]  # fmt: skip
        assert [fact.action and fact.action.id for fact in card.facts] == [
            "open:BW-0001", "open:BW-0002", "open:BW-0003",
        ]  # fmt: skip

    def test_and_no_other_on_that_day(self, asked: None, talk: Talk, clock: Clock) -> None:
        at(clock, WEDNESDAY)
        clock.at(WEDNESDAY, "11:00")
        with transaction() as session:
            session.get_one(Person, "alex").roles = ["specialist", "staff"]
        assert at(clock, WEDNESDAY, "15:00") == 0

    def test_of_one_purchase_there_is_one_line(self, talk: Talk, clock: Clock) -> None:
        buy(talk, "priya", "option#1", budget=money("900"))
        assert at(clock, MONDAY + timedelta(days=16)) == 1
        assert inbox("priya")[-1].title == "BW-0001: This takes longer than usual"
        assert at(clock, MONDAY + timedelta(days=17)) == 0


class TestLess:
    def test_a_day_that_stands_by_itself_is_not_lost_beside_what_waits(
        self, talk: Talk, clock: Clock
    ) -> None:
        involve = {"who": ["people"], "said": "arms matter", "way": "one to one",
                   "told_by": NEXT_TUESDAY.isoformat()}  # fmt: skip
        buy(talk, "priya", "waiting", budget=money("20000"), route="ask", involve=involve)
        days = (NEXT_TUESDAY + timedelta(days=number) for number in range(3))
        assert [at(clock, day) for day in days] == [2, 1, 0]
        assert [card.title for card in inbox("priya") if card.id == "remind"] == [
            "BW-0001: It is time to tell people",
            "BW-0001: Still no answer from a commissioning specialist",
        ]

    def test_a_button_stops_the_reminders_of_a_purchase(
        self, asked: None, talk: Talk, clock: Clock
    ) -> None:
        at(clock, WEDNESDAY)
        (stopped,) = talk("alex", do="hush:BW-0001")
        assert stopped.id == "remind.stopped"
        assert at(clock, FRIDAY) == 0
        assert at(clock, NEXT_TUESDAY) == 1
        assert len(reminded("alex")) == 1

    def test_the_reminders_of_others_go_on(self, asked: None, talk: Talk, clock: Clock) -> None:
        with transaction() as session:
            session.get_one(Person, "robin").roles = ["specialist"]
        talk("alex", do="hush:BW-0001")
        assert at(clock, WEDNESDAY) == 1
        assert reminded("robin") == [("web", "remind")]

    def test_they_can_be_had_again(self, asked: None, talk: Talk, clock: Clock) -> None:
        talk("alex", do="hush:BW-0001")
        assert at(clock, WEDNESDAY) == 0
        assert ids(talk("alex", do="unhush:BW-0001")) == ["remind.again"]
        assert at(clock, WEDNESDAY, "11:00") == 1

    def test_a_button_made_up_does_nothing(self, left: None, talk: Talk) -> None:
        assert ids(talk("priya", do="hush:BW-9999,x"))[0] == "not_asked"
        assert ids(talk("priya", do="unhush:BW-0001"))[0] == "not_possible"

    def test_stopping_twice_is_as_good_as_once(self, left: None, talk: Talk) -> None:
        talk("priya", do="hush:BW-0001")
        assert ids(talk("priya", do="hush:BW-0001"))[0] == "remind.stopped"


class TestSafely:
    def test_two_workers_at_once_say_it_once(self, asked: None, clock: Clock) -> None:
        clock.at(WEDNESDAY, "10:00")
        said: list[int] = []
        workers = [threading.Thread(target=lambda: said.append(reminders.due())) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert sorted(said) == [0, 0, 0, 1]
        assert reminded("alex") == [("web", "remind")]

    def test_a_purchase_that_did_not_change_is_not_worked_out_again(
        self, left: None, talk: Talk, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        worked_out: list[int] = []
        whole = standing.standing

        def counted(scene: Any, rules: Any) -> Any:
            worked_out.append(scene.purchase.id)
            return whole(scene, rules)

        monkeypatch.setattr(standing, "standing", counted)
        for hour in ("10:00", "10:01", "10:02"):
            at(clock, WEDNESDAY, hour)
        assert worked_out == [1]
        talk("priya", budget=money("900"))
        at(clock, THURSDAY, "10:00")
        assert worked_out == [1, 1]

    def test_a_rulebook_without_reminders_reminds_nobody(
        self, asked: None, clock: Clock, rules: Path
    ) -> None:
        (rules / "reminders.yml").unlink()
        forget()
        assert at(clock, NEXT_TUESDAY) == 0

    def test_other_days_in_the_rulebook_hold_for_purchases_that_run(
        self, asked: None, clock: Clock, rules: Path
    ) -> None:
        file = rules / "reminders.yml"
        text = file.read_text("utf-8")
        assert text.count("remind: [2, 4] ") == 1
        file.write_text(text.replace("remind: [2, 4] ", "remind: [1] "), "utf-8")
        forget()
        assert at(clock, TUESDAY) == 1


@pytest.fixture
def rules(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the rulebook that a test may change. The old one is kept for what has begun."""
    folder = Path(shutil.copytree(ROOT / "rulebook", tmp_path / "rulebook"))
    monkeypatch.setenv("BUYWELL_RULEBOOK_DIR", str(folder))
    forget()
    yield folder
    forget()


def test_a_reminder_does_not_disturb_what_is_at_hand(
    left: None, talk: Talk, clock: Clock, people: dict[str, Who]
) -> None:
    talk("priya", "new purchase")
    at(clock, NEXT_MONDAY)
    assert inbox("priya")[-1].id.startswith("remind")
    asked = talk("priya", "4 shower stools")
    assert ids(go_on(talk, "priya", "budget", asked))[-1] == "ask.budget"
