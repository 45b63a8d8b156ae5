"""A quote sent as a file: it fills in the form, and counts only once the person says so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from buying.cards import Card, Field
from buying.service import guide, people, turns
from buying.service.guide.commands import Understanding
from buying.service.people import Who
from buying.service.quotes import files
from buying.service.said import EventReused, Given, Said
from buying.store.database import transaction
from buying.store.tables import Audit, EntryRow, File
from tests.service import purchase
from tests.service.conftest import Talk, money
from tests.service.quotes_made import workbook

Send = Callable[..., list[Card]]
ONE = b"""Supplier,Ridgeway Mobility Ltd
Quote number,RM-7
Date,3 March 2025
Valid until,2 April 2025
Item,Qty,Unit price,Total (ex VAT)
Shower chair,10,95.00,950.00
Delivery,1,25.00,25.00
Total ex VAT,,,975.00
VAT,,,195.00
Total inc VAT,,,1170.00
"""
THREE = b"""Supplier,Price (inc VAT),Running costs a year (inc VAT),Life (years)
Ridgeway Ltd,1100,10,8
Harbour Care,820,60,4
Meadow Aids,990,20,6
"""
RATED: dict[str, Any] = {"quality": 4, "outcomes": 4, "sustainability": 4}


@pytest.fixture
def send(people: dict[str, Who], talk: Talk) -> Send:
    """``send(data, "quote.csv")``: Priya sends a file, and what is said to it comes back."""

    def one(data: bytes, name: str = "quote.csv", event: str = "", by: str = "priya") -> list[Card]:
        where = conversation(by)
        kept = files.keep(by, where, event or f"{where}:{name}{len(data)}", name, data)
        return say_file(kept, by)

    return one


def conversation(person: str = "priya") -> str:
    return people.conversation(person, "web")


def say_file(kept: str, by: str = "priya", beside: Given | None = None) -> list[Card]:
    turn = f"turn-{kept}-{by}"
    turns.receive(turn, conversation(by), by, "web", Said(file=kept, beside=beside))
    heard = guide.hear(turn, Understanding())
    turns.finish(turn)
    return list(heard.cards)


def at_the_first_option(talk: Talk) -> Card:
    return purchase.plan(talk)[-1]


def boxes(card: Card) -> dict[str, Field]:
    assert card.question is not None
    return {field.id: field for field in card.question.fields}


def values(card: Card) -> dict[str, Any]:
    return {id: field.value for id, field in boxes(card).items() if field.value is not None}


def options() -> dict[str, Any]:
    """The newest answer to each option, as it is kept."""
    with transaction() as session:
        query = select(EntryRow).where(EntryRow.question.like("option#%")).order_by(EntryRow.id)
        return {row.question: row.value for row in session.scalars(query) if row.kind == "answer"}


def test_a_price_may_be_sent_as_a_file_and_other_questions_take_none(talk: Talk) -> None:
    assert talk("priya", "12 shower chairs")[-1].upload is None
    talk("priya", do="cancel"), talk("priya", do="yes")
    assert at_the_first_option(talk).upload is not None


def test_a_file_fills_in_the_form_and_says_where_each_thing_stands(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    card = send(ONE)[-1]
    assert "I read this in **quote.csv**" in card.text
    assert values(card)["supplier"] == "Ridgeway Mobility Ltd"
    assert values(card)["price"] == money("975.00", "net") | {"currency": "GBP"}
    assert "line 8, column 4" in (boxes(card)["price"].hint or "")
    assert {fact.label: fact.value for fact in card.facts}["Quote number"].startswith(
        "RM-7 (line 2"
    )
    assert card.question and card.question.to_check


def test_what_must_be_looked_at_is_said_above_the_form(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    text = send(ONE)[-1].text
    assert "The quote is for 10, and you need 12." in text
    assert "The quote was valid until 2 April 2025. Ask the supplier" in text
    assert "I did not find:" in text


def test_nothing_counts_until_the_person_sends_the_form(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    send(ONE)
    assert options() == {}
    assert "option" not in " ".join(
        fact.label.lower() for fact in talk("priya", "summary")[0].facts
    )


def test_the_sent_form_keeps_the_file_behind_it(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    card = send(ONE)[-1]
    form = filled(card, price=money("1170"))
    assert talk("priya", option_1=form)[-1].id == "ask.option"
    kept = options()["option#1"]
    assert kept["price"]["amount"] == "1170.00"
    with transaction() as session:
        assert kept["file"] == session.scalar(select(File.id))


def filled(card: Card, **more: Any) -> dict[str, Any]:
    """The form as it stands, with the boxes that no file fills in."""
    given: dict[str, Any] = {}
    for id, field in boxes(card).items():
        if field.value is not None:
            given[id] = field.value
        elif field.kind == "rating":
            given[id] = 4
        elif field.kind == "yes_no":
            given[id] = True
        elif not field.optional:
            given[id] = {"money": money("10"), "number": "8"}.get(field.kind, "Ridgeway")
    return given | more


def test_ok_keeps_what_was_read_and_the_rest_is_asked_for(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    send(ONE)
    card = talk("priya", "ok")[-1]
    assert card.id == "ask.option" and card.question
    assert options()["option#1"]["supplier"] == "Ridgeway Mobility Ltd"
    assert card.question.next_field not in ("supplier", "price")


def test_the_filled_form_is_there_after_leaving_and_coming_back(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    before = values(send(ONE)[-1])
    talk("priya", do="start")
    card = talk("priya", do="open:BW-0001")[-1]
    assert values(card) == before
    assert "quote.csv" in card.text


def test_going_back_and_on_again_keeps_it_too(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    before = values(send(ONE)[-1])
    talk("priya", do="back")
    assert values(talk("priya", "ok")[-1]) == before


def test_typing_over_what_was_read_is_possible(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    send(ONE)
    card = talk("priya", "Ridgeway of Leeds")[-1]
    assert values(card)["supplier"] == "Ridgeway of Leeds"
    assert values(card)["price"]["amount"] == "975.00"


def with_typed(data: bytes, question: str = "option#1", **boxes: Any) -> Card:
    """The card after a file was sent from a form in which something was typed."""
    kept = files.keep("priya", conversation(), f"event-{len(data)}", "quote.csv", data)
    return say_file(kept, beside=Given(question=question, value=boxes))[-1]


def test_what_was_typed_beside_a_file_stays_and_comes_before_what_was_read(talk: Talk) -> None:
    at_the_first_option(talk)
    card = with_typed(ONE, supplier="Ridgeway of Leeds", quality=4, price="rubbish", nothing=1)
    assert values(card)["supplier"] == "Ridgeway of Leeds"
    assert values(card)["quality"] == 4
    assert values(card)["price"]["amount"] == "975.00"
    assert options() == {}


def test_a_second_file_leaves_what_was_typed_beside_the_first(talk: Talk) -> None:
    at_the_first_option(talk)
    with_typed(ONE, supplier="Ridgeway of Leeds")
    card = with_typed(ONE.replace(b"975", b"1975"), quality=4)
    assert values(card)["supplier"] == "Ridgeway of Leeds"
    assert values(card)["quality"] == 4


def test_a_file_that_cannot_be_read_leaves_what_was_typed_too(talk: Talk) -> None:
    at_the_first_option(talk)
    assert values(with_typed(b"", supplier="Ridgeway of Leeds")) == {
        "supplier": "Ridgeway of Leeds"
    }


def test_all_boxes_typed_beside_a_file_are_no_answer_yet(talk: Talk, send: Send) -> None:
    form = filled(at_the_first_option(talk))
    card = with_typed(ONE, **form)
    assert card.question and card.question.id == "option#1"
    assert options() == {}
    assert talk("priya", "ok")[-1].question.id == "option#2"  # type: ignore[union-attr]
    assert options()["option#1"]["supplier"] == "Ridgeway"


def test_what_is_typed_after_the_file_comes_before_what_was_typed_beside_it(talk: Talk) -> None:
    at_the_first_option(talk)
    with_typed(ONE, supplier="Ridgeway of Leeds", quality=4)
    card = talk("priya", "Ridgeway of York")[-1]
    assert values(card)["supplier"] == "Ridgeway of York"
    assert values(card)["quality"] == 4


def test_what_was_typed_for_another_option_is_not_mixed_in(talk: Talk) -> None:
    at_the_first_option(talk)
    card = with_typed(ONE, "option#2", supplier="Ridgeway of Leeds")
    assert values(card)["supplier"] == "Ridgeway Mobility Ltd"


def test_a_quote_that_names_only_the_buyer_names_no_supplier(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    card = send(b"Supplier,Meadowshire Council\nTotal inc VAT,880.00\n")[-1]
    assert "supplier" not in values(card)
    assert "names only Meadowshire Council, and not who it is from" in card.text


def test_several_quotes_in_one_list_fill_the_next_forms_in_turn(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    card = send(THREE)[-1]
    for number, name in ((1, "Ridgeway Ltd"), (2, "Harbour Care"), (3, "Meadow Aids")):
        assert card.question and card.question.id == f"option#{number}"
        assert values(card)["supplier"] == name
        card = talk("priya", **{f"option_{number}": filled(card)})[-1]
    assert card.id == "ask.choose"
    assert len({kept["file"] for kept in options().values()}) == 1


def test_what_a_file_leaves_open_is_said_again_before_the_comparison(
    talk: Talk, send: Send
) -> None:
    at_the_first_option(talk)
    told = b"Total,975.00\nValid until,2 April 2025\nDelivery is not included.\n"
    card = send(b"Supplier,Ridgeway Ltd\n" + told)[-1]
    card = talk("priya", option_1=filled(card, price=money("975.00", "net")))[-1]
    for number, name in ((2, "Harbour Care"), (3, "Meadow Aids")):
        card = talk("priya", **{f"option_{number}": filled(card, supplier=name)})[-1]
    assert card.id == "ask.choose"
    again = [fact.value for fact in card.facts if fact.label == "From its file"]
    assert again == [
        "Ridgeway Ltd: The quote says £975, but not whether VAT is in it. Ask the supplier.",
        "Ridgeway Ltd: The price does not include delivery.",
        "Ridgeway Ltd: The quote was valid until 2 April 2025. "
        "Ask the supplier if the price still holds.",
    ]
    assert {fact.group for fact in card.facts if fact.label == "From its file"} == {
        "Before you compare"
    }


def test_what_a_file_left_open_is_not_said_of_an_option_that_came_from_another(
    talk: Talk, send: Send
) -> None:
    at_the_first_option(talk)
    send(ONE)
    card = send(THREE, "three.csv")[-1]
    for number in (1, 2, 3):
        card = talk("priya", **{f"option_{number}": filled(card)})[-1]
    assert [fact for fact in card.facts if fact.label == "From its file"] == []


def test_a_list_of_more_quotes_than_can_be_compared_fills_in_nothing(
    talk: Talk, send: Send
) -> None:
    at_the_first_option(talk)
    rows = b"".join(b"Supplier %d,%d\n" % (n, 100 + n) for n in range(51))
    card = send(b"Supplier,Price (inc VAT)\n" + rows)[-1]
    assert "That list has more quotes than I can compare." in card.text
    assert "I have kept it with the purchase." in card.text
    assert values(card) == {}


def test_a_price_for_each_week_is_not_taken_for_the_whole(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    card = send(b"Supplier,Castle Hire Ltd\nWeekly hire charge (ex VAT),45.00\n")[-1]
    assert "The price is for each week. Fill in what you pay in all." in card.text
    assert values(card) == {"supplier": "Castle Hire Ltd"}


def test_ok_with_nothing_missing_is_a_whole_answer(talk: Talk, send: Send) -> None:
    purchase.plan_one_price(talk)
    cards = send(b"Supplier,Glove Store Ltd\nTotal inc VAT,880.00\n")
    assert set(values(cards[-1])) == {"supplier", "price"}
    assert talk("priya", "ok")[-1].id != "ask.option"
    assert options()["option#1"]["supplier"] == "Glove Store Ltd"


def test_a_form_sent_with_a_box_missing_keeps_the_rest_and_what_was_read(
    talk: Talk, send: Send
) -> None:
    at_the_first_option(talk)
    form = filled(send(ONE)[-1]) | {"price": None, "supplier": "Ridgeway of Leeds"}
    card = talk("priya", option_1=form)[-1]
    assert card.id == "ask.option"
    assert values(card)["supplier"] == "Ridgeway of Leeds"


def test_a_second_file_takes_the_place_of_the_first(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    send(ONE)
    card = send(ONE.replace(b"Ridgeway Mobility", b"Harbour Care"), "better.csv")[-1]
    assert values(card)["supplier"] == "Harbour Care Ltd"
    assert "better.csv" in card.text


def test_changing_a_sent_option_shows_what_was_sent_and_not_the_file(
    talk: Talk, send: Send
) -> None:
    at_the_first_option(talk)
    card = send(ONE)[-1]
    talk("priya", option_1=filled(card, supplier="Ridgeway of Leeds"))
    card = talk("priya", do="change:option#1")[-1]
    assert values(card)["supplier"] == "Ridgeway of Leeds"
    assert "I read this in" not in card.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "That file is empty."),
        (b"<html><script>alert(1)</script>", "That is a web page"),
        (b"\x89PNG\r\n\x1a\n and the rest", "That is a picture"),
        (b"%PDF-1.7 and then nothing of use", "I could not read that file."),
        (b"just some words about nothing", "found nothing in it for this form"),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_and_the_form_stays(
    talk: Talk, send: Send, data: bytes, words: str
) -> None:
    at_the_first_option(talk)
    card = send(data)[-1]
    assert words in card.text
    assert "Please fill in the form yourself." in card.text
    assert card.id == "ask.option" and values(card) == {}
    with transaction() as session:
        assert session.scalars(select(File)).one().data == data


def test_a_workbook_with_macros_is_read_and_they_are_not_run(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    card = send(workbook([["Supplier", "Ridgeway Ltd"]], macros=True), "quote.xlsm")[-1]
    assert "There is a program in the file (macros). I did not run it." in card.text
    assert values(card)["supplier"] == "Ridgeway Ltd"


def test_sums_that_were_never_worked_out_leave_the_price_empty(talk: Talk, send: Send) -> None:
    at_the_first_option(talk)
    rows: list[list[Any]] = [
        ["Supplier", "Ridgeway Ltd"],
        ["Sub-total", 100],
        ["Total ex VAT", "=B2*2"],
    ]
    card = send(workbook(rows), "quote.xlsx")[-1]
    assert "Some sums in it were never worked out" in card.text
    assert "price" not in values(card)


def test_the_same_event_brings_the_same_file_once(talk: Talk) -> None:
    at_the_first_option(talk)
    first = files.keep("priya", conversation(), "event-1", "quote.csv", ONE)
    assert files.keep("priya", conversation(), "event-1", "quote.csv", ONE) == first
    with pytest.raises(EventReused):
        files.keep("priya", conversation(), "event-1", "quote.csv", THREE)
    with transaction() as session:
        assert len(session.scalars(select(File)).all()) == 1


def test_a_file_at_another_question_is_not_kept(talk: Talk) -> None:
    talk("priya", "12 shower chairs")
    with pytest.raises(files.NotNow, match="Send a quote when I ask you about a price"):
        files.keep("priya", conversation(), "event-1", "quote.csv", ONE)
    with transaction() as session:
        assert session.scalars(select(File)).all() == []


def test_a_file_that_came_too_late_for_its_question_is_told_so(talk: Talk) -> None:
    at_the_first_option(talk)
    kept = files.keep("priya", conversation(), "event-1", "quote.csv", ONE)
    talk("priya", do="back")
    assert "Send a quote when I ask you" in say_file(kept)[0].text


def test_nobody_can_use_the_file_of_somebody_else(talk: Talk) -> None:
    at_the_first_option(talk)
    kept = files.keep("priya", conversation(), "event-1", "quote.csv", ONE)
    assert "I do not have that file." in say_file(kept, "sam")[0].text


def test_there_may_be_20_files_and_not_one_more(talk: Talk) -> None:
    at_the_first_option(talk)
    for number in range(files.MOST):
        files.keep("priya", conversation(), f"event-{number}", "quote.txt", b"")
    with pytest.raises(files.TooMany, match="20 files already"):
        files.keep("priya", conversation(), "one more", "quote.txt", b"")


def test_purchase_after_purchase_brings_no_more_than_60_files_a_day(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_A_DAY", 2)
    at_the_first_option(talk)
    for number in range(2):
        files.keep("priya", conversation(), f"event-{number}", "quote.txt", b"")
    talk("priya", do="cancel"), talk("priya", do="yes")
    at_the_first_option(talk)
    with pytest.raises(files.TooManyToday, match="cannot take more today"):
        files.keep("priya", conversation(), "one more", "quote.txt", b"")
    with transaction() as session:
        for row in session.scalars(select(File)):
            row.at -= timedelta(days=1)
    assert files.keep("priya", conversation(), "one more", "quote.txt", b"")


def test_one_file_that_comes_twice_at_once_is_kept_once(talk: Talk) -> None:
    at_the_first_option(talk)
    where = conversation()
    with ThreadPoolExecutor(4) as at_once:
        done = [
            at_once.submit(files.keep, "priya", where, "event-1", "quote.csv", ONE)
            for _ in range(4)
        ]
    assert len({each.result() for each in done}) == 1


def test_files_that_come_at_once_each_have_their_number(talk: Talk) -> None:
    at_the_first_option(talk)
    where = conversation()
    with ThreadPoolExecutor(4) as at_once:
        for n in range(4):
            at_once.submit(files.keep, "priya", where, f"event-{n}", "quote.csv", ONE)
    with transaction() as session:
        assert sorted(row.number for row in session.scalars(select(File))) == [1, 2, 3, 4]


def test_a_file_above_5_mb_is_refused(talk: Talk) -> None:
    at_the_first_option(talk)
    with pytest.raises(files.TooLarge, match="larger than 5 MB"):
        files.keep("priya", conversation(), "event-1", "quote.pdf", b"x" * (files.LARGEST + 1))


def test_only_those_who_may_read_the_purchase_get_its_files(
    talk: Talk, send: Send, people: dict[str, Who]
) -> None:
    at_the_first_option(talk)
    send(ONE)
    with transaction() as session:
        id = session.scalars(select(File.id)).one()
    assert files.give(people["priya"], "BW-0001", id).data == ONE
    assert files.give(people["alex"], "BW-0001", id).name == "quote.csv"
    for person, reference, wanted in (
        ("sam", "BW-0001", id), ("priya", "BW-0002", id), ("priya", "BW-0001", "another"),
    ):  # fmt: skip
        with pytest.raises(files.NotThere):
            files.give(people[person], reference, wanted)


def test_it_is_on_record_who_sent_a_file_and_who_else_fetched_it(
    talk: Talk, send: Send, people: dict[str, Who]
) -> None:
    at_the_first_option(talk)
    send(ONE)
    with transaction() as session:
        id = session.scalars(select(File.id)).one()
    files.give(people["priya"], "BW-0001", id)
    files.give(people["alex"], "BW-0001", id)
    with transaction() as session:
        rows = session.scalars(select(Audit).where(Audit.action.contains("file")))
        assert [(row.actor, row.action, row.subject) for row in rows] == [
            ("priya", "sent file 1", "BW-0001"),
            ("alex", "downloaded file 1", "BW-0001"),
        ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("quote.pdf", "quote.pdf"),
        ("C:\\Users\\me\\quote.pdf", "quote.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202efdp.exe\n", "abfdp.exe"),
        ('"><script>.csv', "___script_.csv"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
    ],
)
def test_the_name_of_a_file_is_not_trusted(given: str, kept: str) -> None:
    assert files.safe_name(given) == kept
