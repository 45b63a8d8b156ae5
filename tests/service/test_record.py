"""The purchase file: everything is in it, and only those who may read it do."""

from __future__ import annotations

from datetime import datetime

import pytest

from buying.cards import Card
from buying.service import people as people_service
from buying.service import record
from buying.service.people import Who
from buying.service.record import NotThere, Part, Record, Table
from tests.service.buying import buy, go_on, usual
from tests.service.conftest import Talk, money

NEED = {"item": "shower chairs", "quantity": "12"}
FILE = "BW-0001"


@pytest.fixture
def auditor(people: dict[str, Who]) -> Who:
    return people_service.add("Ash Auditor", "ash@demo.example", "Audit", ["auditor"], "ash")


def waits_for_approval(talk: Talk, supplier: str) -> list[Card]:
    """A purchase of £900 from a supplier of the list, which waits for morgan."""
    cards = buy(talk, "priya", "option#1", need=NEED, category="equipment", budget=money("900"))
    one = {**usual(asked(cards)), "supplier": supplier}
    return go_on(talk, "priya", "waiting", cards, option_1=one)


def asked(cards: list[Card]):  # type: ignore[no-untyped-def]
    question = cards[-1].question
    assert question is not None
    return question


def read(who: Who, reference: str = FILE) -> Record:
    return record.read(who, reference)


def part(found: Record, id: str) -> Part:
    return next(part for part in found.parts if part.id == id)


def rows(found: Record, id: str) -> list[dict[str, object]]:
    """The rows of all tables of a part, each by its headings."""
    return [
        dict(zip(table.columns, row, strict=True))
        for table in part(found, id).tables
        for row in table.rows
    ]


def facts(found: Record, id: str) -> dict[str, object]:
    return {row.label: row.value for row in part(found, id).rows}


def answer(found: Record, question: str) -> dict[str, object]:
    return next(row for row in rows(found, "answers") if row["Question"] == question)


def story(found: Record) -> list[str]:
    return [f"{row['Who']}: {row['What']}" for row in rows(found, "events")]


class TestWhoMayReadIt:
    def test_the_requester_and_those_whose_work_is_to_look(
        self, talk: Talk, people: dict[str, Who], auditor: Who
    ) -> None:
        talk("priya", "12 shower chairs")
        for reader in (people["priya"], people["alex"], people["robin"], auditor):
            assert read(reader).reference == FILE

    def test_nobody_else(self, talk: Talk, people: dict[str, Who]) -> None:
        talk("priya", "12 shower chairs")
        for reader in (people["sam"], people["morgan"]):
            with pytest.raises(NotThere):
                read(reader)

    def test_a_budget_holder_from_the_moment_they_are_asked(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        assert read(people["morgan"]).reference == FILE
        talk("morgan", approval_at_1={"decision": "approve", "reason": None})
        assert read(people["morgan"]).reference == FILE
        with pytest.raises(NotThere):
            read(people["sam"])

    def test_a_budget_holder_who_approved_it_also_once_others_are_asked_instead(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        talk("morgan", approval_at_1={"decision": "approve", "reason": None})
        people_service.add("Lee Own", "lee@demo.example", "Willow House", ["budget_holder"], "lee")
        assert read(people["morgan"]).reference == FILE

    def test_a_purchase_that_does_not_exist_is_not_there_for_anybody(
        self, people: dict[str, Who]
    ) -> None:
        with pytest.raises(NotThere):
            read(people["robin"], "BW-9999")


class TestAnswers:
    def test_each_says_who_gave_it_when_where_and_what_it_is_evidence_for(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        talk("priya", "12 shower chairs")
        need = answer(read(people["priya"]), "What you need")
        assert "shower chairs" in str(need["Answer"])
        assert need["Given by"] == "Priya Sample (web chat)"
        assert isinstance(need["When"], datetime)
        assert need["Standard"] == "P1"

    def test_one_that_was_changed_is_kept_with_what_replaced_it(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "weights", need=NEED, category="equipment", budget=money("900"))
        talk("priya", "change the budget to £950 with VAT")
        found = read(people["priya"])
        assert answer(found, "Budget")["Answer"] == "£950 with VAT"
        change = next(row for row in rows(found, "changes") if row["Question"] == "Budget")
        assert (change["It was"], change["It became"]) == ("£900 with VAT", "£950 with VAT")
        assert change["Changed by"] == "Priya Sample (web chat)"

    def test_one_that_is_opened_again_takes_no_later_answer_away(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "weights", need=NEED, category="equipment", budget=money("900"))
        before = {str(row["Question"]) for row in rows(read(people["priya"]), "answers")}
        talk("priya", do="change:budget")
        found = read(people["priya"])
        assert before - {str(row["Question"]) for row in rows(found, "answers")} == {"Budget"}
        assert [row["It became"] for row in rows(found, "changes")] == [
            "Opened again, and not answered since"
        ]

    def test_a_form_that_is_typed_box_by_box_is_no_change(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        talk("priya", "new purchase")
        talk("priya", "shower chairs")
        talk("priya", "12")
        found = read(people["priya"])
        assert rows(found, "changes") == []
        assert "12" in str(answer(found, "What you need")["Answer"])
        assert [words for words in story(found) if "How many" in words and "chairs" in words] == []

    def test_an_answer_that_a_smaller_purchase_does_not_need_is_still_on_record(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "weights", need=NEED, category="equipment", budget=money("900"))
        talk("priya", "change the budget to £60 with VAT")
        gone = [
            row for row in rows(read(people["priya"]), "changes") if row["Question"] != "Budget"
        ]
        assert {row["It became"] for row in gone} == {"Not needed any more"}
        assert "Needed by" in {row["Question"] for row in gone}


class TestRules:
    def test_the_way_of_buying_is_there_with_its_rule_and_the_value_on_both_bases(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "weights", need=NEED, category="equipment", budget=money("900"))
        found = read(people["priya"])
        way = facts(found, "way-of-buying")
        assert "Contract procedure rules" in str(way["The rule"])
        assert "£900" in str(way["Why"])
        value = facts(found, "glance")["Value that the rules go by"]
        assert value == "£750 without VAT, £900 with VAT"

    def test_before_there_is_a_value_it_says_that_the_way_is_not_known(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        talk("priya", "12 shower chairs")
        assert "not known yet" in part(read(people["priya"]), "way-of-buying").text

    def test_a_check_that_found_something_names_its_rule_and_who_can_lift_it(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        cards = buy(talk, "priya", "checks", need=NEED, category="equipment", budget=money("900"))
        talk("priya", checks={**usual(asked(cards)), "personal_data": True})
        found = next(
            row for row in rows(read(people["priya"]), "checks") if row["Check"] == "Personal data"
        )
        assert str(found["Question and answer"]).endswith("Yes")
        assert "UK GDPR" in str(found["Rule"])
        assert "data protection officer" in str(found["Who can lift it"])


class TestDecisions:
    def test_an_approval_is_there_with_its_reason_and_stands(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        talk("morgan", approval_at_1={"decision": "approve", "reason": "Within plan"})
        approval = rows(read(people["priya"]), "decisions")[-1]
        assert approval["Who"] == "Morgan Sample (web chat), budget holder"
        assert "Within plan" in str(approval["Their answer"])
        assert approval["Does it stand?"] == "Stands"

    def test_it_stands_no_more_once_what_it_rests_on_has_changed(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        talk("morgan", approval_at_1={"decision": "approve", "reason": None})
        cards = talk("priya", do="change:option#1")
        talk("priya", option_1={**usual(asked(cards)), "price": money("890")})
        approval = rows(read(people["priya"]), "decisions")[-1]
        assert approval["Does it stand?"] == "Something that it rests on has changed since"
        talk("morgan", approval_at_1={"decision": "approve", "reason": None})
        stands = [row["Does it stand?"] for row in rows(read(people["priya"]), "decisions")]
        assert stands[-2:] == ["Replaced by a later one", "Stands"]


class TestPrices:
    def test_each_price_is_there_line_by_line_and_then_the_sum(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        cards = buy(talk, "priya", "option#1", need=NEED, category="equipment",
                    budget=money("2000"))  # fmt: skip
        usual_one = usual(asked(cards))
        one = {**usual_one, "supplier": "Bathwell", "price": money("1900"), "spoken": None}
        two = {**usual_one, "supplier": "Dalton", "price": money("1500")}
        go_on(talk, "priya", "choose", cards, option_1=one, option_2=two)
        found = part(read(people["priya"]), "prices")
        given, sums = found.tables
        assert [row[:3] for row in given.rows] == [
            ("Option 1", "Bathwell", "£1,900 with VAT"),
            ("Option 2", "Dalton", "£1,500 with VAT. Not in writing: so agreed"),
        ]
        assert set(sums.columns[1:]) == {"Bathwell", "Dalton"}
        assert all(str(row[5]).endswith("without VAT") for row in given.rows)
        assert any(
            row.label.startswith("What would change it (amounts without VAT): ")
            for row in found.rows
        )
        assert all("**" not in str(cell) for row in sums.rows for cell in row)


class TestStory:
    def test_it_tells_in_order_what_was_typed_and_kept_and_who_was_told(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        talk("morgan", approval_at_1={"decision": "approve", "reason": "Within plan"})
        told = story(read(people["priya"]))
        steps = [
            "Priya Sample (web chat): Typed “new purchase”",
            "Priya Sample: Began a purchase",
            "Priya Sample (web chat): Answered: What you need",
            "Buywell, to Morgan Sample: Do you approve",
            "Morgan Sample (web chat): Answered: Approval",
            f"Buywell, to Priya Sample: {FILE}: Morgan Sample has answered",
        ]
        places = [next(n for n, line in enumerate(told) if line.startswith(s)) for s in steps]
        assert places == sorted(places)
        moments = [row["When"] for row in rows(read(people["priya"]), "events")]
        assert moments == sorted(moments, key=str)

    def test_questions_asked_of_the_buyer_and_small_talk_are_left_out(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        talk("priya", "12 shower chairs")
        talk("priya", "summary")
        talk("priya", "help")
        assert not [line for line in story(read(people["priya"])) if "Buywell, to" in line]

    def test_what_is_said_about_another_purchase_is_not_in_it(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        mine = buy(talk, "morgan", "category", need={"item": "a kettle", "quantity": "1"})
        assert asked(mine).id == "category"
        talk("morgan", approval_at_1={"decision": "decline", "reason": "Ask Elm House first"})
        own = story(read(people["morgan"], "BW-0002"))
        assert not [line for line in own if "Elm House" in line or FILE in line]

    def test_a_button_is_called_by_its_words(self, talk: Talk, people: dict[str, Who]) -> None:
        buy(talk, "priya", "category", need=NEED)
        talk("priya", do="back")
        assert any("Pressed “Back”" in line for line in story(read(people["priya"])))


class TestLookBack:
    def shared(self, talk: Talk, supplier: str, *, share: bool) -> None:
        waits_for_approval(talk, supplier)
        talk("morgan", approval_at_1={"decision": "approve", "reason": None})
        cards = go_on(talk, "priya", "value", talk("priya", "repeat"))
        value = {**usual(asked(cards)), "because": "they wobble a little"}
        cards = go_on(talk, "priya", "share", cards, value=value)
        told = {**usual(asked(cards)), "share": share, "proposal": None}
        go_on(talk, "priya", "ended.finished", cards, share=told)

    def test_it_is_the_buyers_own_until_they_share_it(
        self, talk: Talk, people: dict[str, Who], auditor: Who, ridgeway: str
    ) -> None:
        self.shared(talk, ridgeway, share=False)
        for reader in (people["alex"], people["morgan"], people["robin"]):
            copy = read(reader)
            assert "they wobble" not in copy.model_dump_json()
            assert "The look back has not been shared" in part(copy, "answers").text
        for reader in (people["priya"], auditor):
            assert "they wobble" in read(reader).model_dump_json()

    def test_once_shared_all_who_read_the_file_read_it(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        self.shared(talk, ridgeway, share=True)
        assert "they wobble" in read(people["alex"]).model_dump_json()

    def test_what_was_typed_in_it_stays_out_too(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        talk("morgan", approval_at_1={"decision": "approve", "reason": None})
        go_on(talk, "priya", "value", talk("priya", "repeat"))
        talk("priya", "5")
        talk("priya", "they wobble a little")
        assert "they wobble" in read(people["priya"]).model_dump_json()
        assert "they wobble" not in read(people["alex"]).model_dump_json()


class TestInTheChat:
    def test_the_file_can_be_asked_for_at_any_moment(self, talk: Talk) -> None:
        talk("priya", "12 shower chairs")
        for words in ("purchase file", "file", "record", "show the file", "Show me the record."):
            cards = talk("priya", words)
            assert [card.id for card in cards] == ["file", "ask.category"]
            assert [link.href for link in cards[0].links] == [
                "/purchases/BW-0001", "/purchases/BW-0001.pdf",
            ]  # fmt: skip

    def test_with_no_purchase_at_hand_ones_own_are_listed_with_their_files(
        self, talk: Talk
    ) -> None:
        talk("priya", "12 shower chairs")
        talk("priya", "cancel")
        ended = talk("priya", do="yes")[-1]
        assert [link.label for link in ended.links] == ["File BW-0001"]
        listed = talk("priya", "file")[0]
        assert listed.id == "my_purchases"
        assert [link.href for link in listed.links] == ["/purchases/BW-0001"]

    def test_a_file_can_be_asked_for_by_its_number_by_those_who_may_read_it(
        self, talk: Talk
    ) -> None:
        talk("priya", "12 shower chairs")
        assert talk("alex", "file bw-0001")[0].links
        assert talk("sam", "file BW-0001")[0].id == "not_possible"
        assert talk("sam", "file BW-9999")[0].id == "not_possible"
        assert talk("sam", do="file:BW-0001")[0].id == "not_possible"

    @pytest.mark.parametrize("how", ["cancelled", "handed_over"])
    def test_a_purchase_that_is_over_keeps_its_file(
        self, talk: Talk, people: dict[str, Who], how: str
    ) -> None:
        if how == "cancelled":
            talk("priya", "12 shower chairs")
            talk("priya", "cancel")
            talk("priya", do="yes")
        else:
            buy(talk, "priya", "waiting", need=NEED, category="equipment", budget=money("80000"))
            talk("alex", handover_at_1={"decision": "take_over", "reply": "I take it from here"})
        found = facts(read(people["priya"]), "glance")
        assert found["Where it stands"] == f"Ended: {how.replace('_', ' ')}"
        assert isinstance(found["Ended"], datetime)


class TestSummary:
    def test_it_goes_stage_by_stage_and_each_own_answer_can_be_changed(
        self, talk: Talk, ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        talk("morgan", approval_at_1={"decision": "approve", "reason": None})
        card = talk("priya", "summary")[0]
        assert list(dict.fromkeys(fact.group for fact in card.facts)) == ["Plan", "Choose", "Buy"]
        by_label = {fact.label: fact for fact in card.facts}
        assert by_label["Budget"].action is not None
        assert by_label["Budget"].action.id == "change:budget"
        assert by_label["Approval"].action is None
        assert "\n" in by_label["Option 1"].value

    def test_change_opens_that_answer_again(self, talk: Talk) -> None:
        buy(talk, "priya", "weights", need=NEED, category="equipment", budget=money("900"))
        for fact in talk("priya", "summary")[0].facts:
            assert fact.action is not None
            again = talk("priya", do=fact.action.id)[-1]
            assert asked([again]).id == fact.action.id.removeprefix("change:")
            go_on(talk, "priya", "weights", [again], budget=money("900"))


def test_every_table_is_as_wide_as_its_headings(
    talk: Talk, people: dict[str, Who], ridgeway: str
) -> None:
    waits_for_approval(talk, ridgeway)
    tables: list[Table] = [t for p in read(people["priya"]).parts for t in p.tables]
    assert tables
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}


class TestHalfAnswered:
    def test_checks_that_are_not_all_answered_are_not_said_to_be(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "checks", need=NEED, category="equipment", budget=money("900"))
        talk("priya", "no")
        said = part(read(people["priya"]), "checks").text
        assert said == "Not every check is answered yet. None so far found a worry."

    def test_an_approval_that_is_only_begun_is_said_to_be(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        waits_for_approval(talk, ridgeway)
        talk("morgan", "decline")
        approval = rows(read(people["priya"]), "decisions")[-1]
        assert approval["Does it stand?"] == "Not finished yet"
