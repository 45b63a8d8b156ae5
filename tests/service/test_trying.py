"""Trying the rules: how a question is read, and what is said to follow from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from buying import rulebook
from buying.rulebook import Rulebook, RulebookError
from buying.service.trying import (
    LONGEST,
    Answer,
    Asked,
    CannotRead,
    compare,
    in_text,
    read_question,
    sections,
    try_out,
)

ON = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[2]
NURSING = "what would happen with £18,000 of agency nursing for six months?"
BOOKS = ("rulebook", "variations/nhs_trust", "variations/charity")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """The council's rulebook."""
    return rulebook.load(ROOT / "rulebook")


def ask(book: Rulebook, text: str, category: str | None = None) -> Asked:
    """A question as it is read."""
    return read_question(text, book, ON, category)


def tried(book: Rulebook, text: str, category: str | None = None) -> Answer:
    """What is said to follow from a question."""
    return try_out(book, ask(book, text, category), ON)


def says(answer: Answer, section: str, label: str) -> str:
    """What stands under a label in a section."""
    found = next(each for each in sections(answer) if each.title == section)
    return next(row.says for row in found.rows if row.label == label)


@pytest.mark.parametrize(
    ("text", "item", "category"),
    [
        (NURSING, "agency nursing", "services"),
        ("12 shower chairs by March for £900", "shower chairs", "equipment"),
        ("If we bought 3 laptops for £1,200?", "laptops", "it"),
        ("£1,500 a month of home care for two years, with a year's extension", "home care", "care"),
        ("Windows repair £240.50 before Christmas", "Windows repair", "building"),
        ("a hoist for £2,400", "hoist", "equipment"),
    ],
)
def test_what_is_bought_and_its_kind_are_read_from_the_words(
    book: Rulebook, text: str, item: str, category: str
) -> None:
    asked = ask(book, text)
    assert (asked.item, asked.category.id) == (item, category)
    assert asked.words


@pytest.mark.parametrize(
    ("text", "amount", "vat"),
    [
        ("£18,000 of chairs", "18000", "gross"),
        ("£18k plus VAT of chairs", "18000", "net"),
        ("chairs, £90 excluding VAT", "90", "net"),
        ("chairs for £90 including VAT", "90", "gross"),
        ("eighteen thousand pounds of chairs, no VAT", "18000", "exempt"),
        ("£1.2 million of chairs", "1200000", "gross"),
        ("12 chairs at £90 each", "1080", "gross"),
        ("£90 per chair, 12 chairs", "1080", "gross"),
        ("1,200 gloves at £2 each", "2400", "gross"),
        ("1000000 gloves at £2 each", "2000000", "gross"),
        ("£400 a session for 3 sessions of training", "1200", "gross"),
        ("£2,400 of chairs with £300 of optional extras", "2700", "gross"),
    ],
)
def test_the_amount_is_read_with_its_vat_basis(
    book: Rulebook, text: str, amount: str, vat: str
) -> None:
    paid = ask(book, text).paid
    assert (paid.amount, paid.vat) == (Decimal(amount), vat)


@pytest.mark.parametrize(
    ("text", "each", "length", "extension"),
    [
        ("£50 a week of taxis for six months", "week", "26", None),
        ("£1,500 a month of meals for two years, with a year's extension", "month", "24", "12"),
        ("£1,500 per month of meals for 18 months extendable by 6 months", "month", "18", "6"),
        ("meals, £20k a year for 3 years with the option of two more years", "year", "3", "2"),
        ("meals for £500 a quarter, 2+1 years", "year", "2", "1"),
        ("£60,000 of meals for 2 years with a 12 month extension", "year", "2", "1"),
        ("£5,000 of meals yearly on a 3-year contract", None, None, None),
        ("£200 monthly for meals", "month", "12", None),
        ("£60 monthly for phones, 24 months", "month", "24", None),
        ("£50 per resident per month of meals for 40 residents", "month", "12", None),
        ("a hoist for £2,400 with a 5 year warranty", None, None, None),
        ("£18,000 of meals for six months", None, None, None),
    ],
)
def test_how_often_and_how_long_are_read(
    book: Rulebook, text: str, each: str | None, length: str | None, extension: str | None
) -> None:
    asked = ask(book, text)
    if "yearly" in text:  # said of the meals, and not of the amount
        assert asked.over is not None
    assert asked.each == each
    assert asked.length == (Decimal(length) if length else None)
    assert asked.extension == (Decimal(extension) if extension else None)


@pytest.mark.parametrize(
    ("text", "preferred", "contract"),
    [
        ("£90 of chairs from a preferred supplier", True, False),
        ("£90 of chairs from our preferred supplier by March", True, False),
        ("£90 of chairs from a new supplier", False, False),
        ("£90 of chairs, not a preferred supplier", False, False),
        ("£90 of chairs, but not from a preferred supplier", False, False),
        ("£90 of chairs without a preferred supplier", False, False),
        ("£90 of chairs, not under a contract", False, False),
        ("£90 of chairs with no contract", False, False),
        ("£90 of chairs from a preferred supplier, not under our framework", True, False),
        ("£90 of chairs under our framework", False, True),
    ],
)
def test_from_whom_is_read(book: Rulebook, text: str, preferred: bool, contract: bool) -> None:
    asked = ask(book, text)
    assert (asked.preferred, asked.contract) == (preferred, contract)
    assert asked.item == "chairs"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("£90 of chairs by March", date(2027, 3, 31)),
        ("£90 of chairs by 5 January 2027", date(2027, 1, 5)),
        ("12 chairs needed by Christmas for £90", date(2026, 12, 25)),
        ("£90 of chairs made by hand", None),
    ],
)
def test_the_day_it_is_needed_by_is_read(book: Rulebook, text: str, day: date | None) -> None:
    assert ask(book, text).needed_by == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("chairs", "Say an amount"),
        ("£4 of soap and £6 of bread", "more than one amount: £4 and £6"),
        ("£0 of soap", "cannot be read as an amount"),
        ("€500 of soap", "cannot be read as an amount. .*pounds"),
        ("£350 a day for 20 days of a consultant", "not “a day”. Say what it comes to"),
        ("£25 per hour of agency nursing", "not “per hour”"),
        ("£200 every two weeks for cleaning", "not “every 2 weeks”"),
        ("£200 fortnightly for cleaning", "not “fortnightly”"),
        ("£9 " * LONGEST, f"{LONGEST} characters or fewer"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_write(
    book: Rulebook, text: str, sentence: str
) -> None:
    with pytest.raises(CannotRead, match=sentence):
        ask(book, text)


def test_a_category_that_is_not_there_is_answered_with_those_that_are(book: Rulebook) -> None:
    with pytest.raises(CannotRead, match=r"no category “cheese”. There are: equipment, "):
        ask(book, "£9 of cheese", "cheese")


def test_what_the_question_left_open_is_said(book: Rulebook) -> None:
    assumed = " ".join(tried(book, "900 of odd things").assumed)
    for sentence in ("no £, so I took it as pounds", "I took “Something else”", "from whom"):
        assert sentence in assumed
    assert "from whom" not in " ".join(tried(book, "£9 of soap from a preferred supplier").assumed)


def test_an_amount_for_several_things_is_said_to_be_for_all_of_them(book: Rulebook) -> None:
    together = "I counted £600 with VAT for all 3 together. Write “each” if it is the price of one."
    assert together in ask(book, "3 laptops at £600").assumed
    assert together not in ask(book, "1 laptop at £600").assumed
    assert not ask(book, "3 laptops at £600 each").assumed


@settings(deadline=None)
@given(st.text(max_size=120))
@example("£1 £")
@example("£١٢ of soap")
@example("£5 by the 31 of |")
@example("£999999999999999999999 of soap")
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    loaded = rulebook.load(ROOT / "rulebook")
    for said in (text, f"£90 of {text}", f"{text} for £5 a month for 2 years"):
        try:
            asked = ask(loaded, said)
        except CannotRead:
            continue
        assert asked.paid.amount > 0


def test_the_question_of_the_guide_is_answered_rule_by_rule(book: Rulebook) -> None:
    answer = tried(book, NURSING)
    assert (answer.route, answer.gross, answer.net) == ("three_quotes", 18000, 15000)
    before, decides = answer.lines[:-1], answer.lines[-1]
    assert decides.holds
    assert not any(line.holds for line in before)
    assert all(line.here for line in before)
    assert {line.title: line.here for line in before}["A risk to people"] == "The risk is medium"
    assert [band.way for band in decides.bands if band.decides] == ["Three written quotes"]
    lines = [line.id for line in book.table(ON).lines]
    assert len(answer.lines) == lines.index("usual") + 1


def test_payments_extension_and_vat_make_up_the_value(book: Rulebook) -> None:
    text = "£1,500 plus VAT a month of home care for two years, with a year's extension"
    answer = tried(book, text)
    assert (answer.net, answer.gross) == (54_000, 64_800)
    assert says(answer, "The value", "24 months") == "£43,200 with VAT, £36,000 without"
    assert says(answer, "The value", "Extension of 12 months") == (
        "£21,600 with VAT, £18,000 without"
    )


def test_payments_of_a_kind_that_is_not_asked_about_again_are_counted_as_one_amount(
    book: Rulebook,
) -> None:
    text = "£2,000 a month of shower chairs for 3 years, with a year's extension and £500 of extras"
    assert not ask(book, text).category.may_go_on
    answer = tried(book, text)
    assert (answer.gross, answer.route) == (96_500, "specialist_led")
    read = {told.label: told.says for told in answer.understood}
    assert read["Amount"] == "£96,500 with VAT"
    assert read["For how long"] == "48 months; the amount is for all of it"
    assert "so I counted all payments as one amount" in " ".join(answer.assumed)


def test_what_is_too_much_to_count_is_refused_in_a_sentence(book: Rulebook) -> None:
    with pytest.raises(CannotRead, match="too big"):
        tried(book, "999999 chairs at £9,999,999,999 each")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£10 for 0 years with a 1 year extension of care", 20),
        ("£10 a year of care, 0+1 years", 20),
        ("£10 a year of care for 0 years", 10),
        ("0 chairs at £5 each", 5),
    ],
)
def test_none_of_something_counts_as_not_said(book: Rulebook, text: str, value: int) -> None:
    assert tried(book, text).gross == value


def test_the_legal_threshold_is_named_and_whether_it_is_reached(book: Rulebook) -> None:
    kind = "What kind of purchase it is"
    below = tried(book, "£207,719.99 of chairs")
    reached = tried(book, "£207,720 of chairs")
    assert says(below, kind, "Legal threshold").endswith("The value is below it")
    assert says(reached, kind, "Legal threshold").endswith("The value is at it or over it")
    assert (below.route, reached.route) == ("specialist_led", "formal_tender")
    assert [line.title for line in reached.lines] == ["At the legal threshold or over it"]


def test_a_check_says_which_other_way_its_worry_brings(book: Rulebook) -> None:
    checks = {check.label: check for check in tried(book, NURSING).checks}
    alone = checks["Alone with people at risk"]
    assert (alone.worry, alone.then) == ("yes", "stop")
    assert alone.leads_to == book.route("quotes_with_specialist").title
    assert checks["No gifts"].leads_to == ""
    assert checks["Money is there"].worry == "no"


def test_the_steps_are_those_of_the_workflow_with_who_answers(book: Rulebook) -> None:
    answer = tried(book, NURSING)
    steps = {step.id: step for stage in answer.stages for step in stage.steps}
    assert steps["option"].times == 3
    assert steps["approval"].who == "budget_holder"
    assert steps["advice"].who == "specialist"
    assert "advice" not in str(tried(book, f"{NURSING[:-1]} from a preferred supplier").stages)
    asked = sum(step.times for step in steps.values())
    assert answer.replies + answer.others == asked


@pytest.mark.parametrize("folder", BOOKS)
def test_every_rule_that_fired_says_where_it_is_written(folder: str) -> None:
    loaded = rulebook.load(ROOT / folder)
    for text in ("£60 of soap", NURSING, "£900,000 of day care for two years"):
        answer = tried(loaded, text)
        rules = [*answer.kind, *answer.value, *answer.duties, *answer.checks, *answer.lines]
        steps = [step for stage in answer.stages for step in stage.steps]
        assert all(".yml" in rule.source or "Act" in rule.source for rule in rules)
        assert all(step.source.startswith(f"questions/{step.id}.yml") for step in steps)
        assert answer.way[0].source


def test_the_text_says_all_of_it_in_short_lines(book: Rulebook) -> None:
    answer = tried(book, NURSING)
    text = in_text(answer)
    flat = " ".join(text.split())
    for section in sections(answer):
        assert section.title.upper() in text
        for row in section.rows:
            assert " ".join(row.says.split()) in flat
    assert max(map(len, text.splitlines())) <= 92


def test_the_answer_survives_json(book: Rulebook) -> None:
    answer = tried(book, NURSING)
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_a_day_without_rules_is_refused(book: Rulebook) -> None:
    with pytest.raises(RulebookError, match="1999-01-01"):
        read_question("£9 of soap", book, date(1999, 1, 1))


def test_two_answers_side_by_side_say_what_differs_and_what_does_not(book: Rulebook) -> None:
    card, catalogue = tried(book, "£250 of soap"), tried(book, "£251 of soap")
    compared = {section.title: section for section in compare(card, catalogue)}
    states = {pair.label: pair.state for pair in compared["The way to buy"].pairs}
    assert states["Way to buy"] == "different"
    assert states["A specialist looks first"] == "same"
    bought = {pair.label: pair.state for pair in compared["Steps: Buy"].pairs}
    assert bought["Approval"] == "new"
    back = {pair.label: pair.state for pair in compare(catalogue, card)[-3].pairs}
    assert "new" not in back.values()
    assert not any(section.differences for section in compare(card, card))
