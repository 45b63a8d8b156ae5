"""Trying costs side by side on the desk, as a specialist does."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from buying.domain.money import to_penny
from buying.domain.offer_costs import forecast
from buying.service import costing
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.store.database import reading
from buying.store.tables import Purchase
from desk.costs import link
from desk.costs.sheet import Sheet, box_of
from tests.desk.browser import Browser
from tests.desk.buyer import Buyer
from tests.desk.conftest import SignIn
from tests.desk.page import Page

COSTS = "/desk/costs"
HOISTS: dict[str, str] = {
    "years": "",
    "recoverable": "yes",
    "rate": "green_book",
    "own_rate": "",
    "options.0.name": "Sturdy",
    "options.0.life_years": "10",
    "options.0.lines.0.kind": "price",
    "options.0.lines.0.amount": "£1,200",
    "options.0.lines.0.vat": "net",
    "options.0.lines.0.when": "day",
    "options.0.lines.1.kind": "servicing",
    "options.0.lines.1.amount": "60 to 300, likely 90",
    "options.0.lines.1.when": "each",
    "options.1.name": "Cheap",
    "options.1.life_years": "10",
    "options.1.lines.0.kind": "price",
    "options.1.lines.0.amount": "900",
    "options.1.lines.0.vat": "gross",
    "options.1.lines.0.when": "day",
    "options.1.lines.1.kind": "servicing",
    "options.1.lines.1.amount": "150",
    "options.1.lines.1.when": "each",
    "options.1.lines.1.year": "2",
}


@pytest.fixture
def alex(signed_in: SignIn) -> Browser:
    """A specialist's browser."""
    return signed_in("alex")


def worked(browser: Browser, boxes: dict[str, str]) -> tuple[str, str]:
    """The page that comes of pressing “Work it out”, and the sheet in its address."""
    sent = browser.post(COSTS, {**boxes, "do": "work"})
    assert sent.status_code == 303, errors(sent)
    place = urlsplit(sent.headers["location"])
    shown = browser.get(f"{place.path}?{place.query}")
    assert shown.status_code == 200
    return shown.text, parse_qs(place.query)["sheet"][0]


def errors(answer: httpx.Response) -> dict[str, str]:
    """Box to sentence, as the page says them beside its boxes."""
    found = re.findall(r'id="([\w-]+)-error"><span[^>]*>Error:</span> (.*?)</p>', answer.text)
    return {box: html.unescape(said) for box, said in found}


def values(text: str) -> dict[str, str]:
    """What stands in the text boxes of the sheet."""
    return {box["name"]: box["value"] for box in Page(text).all("input", type="text")}


def cells(text: str) -> list[str]:
    """The text of every cell of the tables."""
    return [*Page(text).words("td"), *Page(text).words("th")]


def test_the_sheet_comes_empty_with_two_options(alex: Browser) -> None:
    page = Page(alex.get(COSTS).text)
    assert not page.unbalanced
    assert len(page.ids) == len(set(page.ids))
    assert "Compare costs" in page.words("h1")
    assert values(page.text)["options.0.name"] == "A"
    assert values(page.text)["options.1.name"] == "B"


def test_figures_are_worked_out_and_the_address_brings_them_back(alex: Browser) -> None:
    text, sheet = worked(alex, HOISTS)
    assert {"Sturdy", "Cheap", "£1,200"} <= set(cells(text))
    back = values(alex.get(COSTS, params={"sheet": sheet}).text)
    assert back["options.0.lines.0.amount"] == "1200"
    assert back["options.0.lines.1.amount"] == "60 to 300, likely 90"
    assert back["options.1.lines.1.year"] == "2"


def test_the_page_the_file_and_the_api_say_the_same(alex: Browser) -> None:
    text, sheet = worked(alex, HOISTS)
    file = alex.get(f"{COSTS}/options.json", params={"sheet": sheet})
    assert "attachment" in file.headers["content-disposition"]
    answer = costing.answer(file.content, costing.rules_in_force())
    sent = alex.post(
        "/api/cost", content=file.content, headers={"Content-Type": "application/json"}
    )
    assert sent.text == answer.as_json()
    for option in answer.options:
        assert any(f"£{float(option.whole_life_cost):,.2f}" in cell for cell in cells(text))


def test_a_downloaded_file_can_be_opened_again(alex: Browser) -> None:
    _, sheet = worked(alex, HOISTS)
    file = alex.get(f"{COSTS}/options.json", params={"sheet": sheet}).content
    opened = alex.post(f"{COSTS}/open", files={"file": ("options.json", file)})
    assert opened.status_code == 303
    assert f"sheet={sheet}" in opened.headers["location"]


def test_a_file_that_is_wrong_says_where(alex: Browser) -> None:
    wrong = b'{"options": [{"name": "A", "life_years": 0.5, "lines": [{"kind": "price"}]}]}'
    answer = alex.post(f"{COSTS}/open", files={"file": ("a.json", wrong)})
    assert answer.status_code == 422
    assert "options[0].life_years: Give whole years, from 1 to 125." in html.unescape(answer.text)


@pytest.mark.parametrize(
    ("box", "text", "said"),
    [
        ("options.0.lines.0.amount", "-5", "below £0"),
        ("options.0.lines.0.amount", "five", "Write a plain number such as 1200.00."),
        ("options.0.lines.1.amount", "300 to 60", "lowest"),
        ("options.0.life_years", "0", "Give whole years, from 1 to 125."),
        ("options.0.life_years", "200", "Give whole years, from 1 to 125."),
        ("options.0.life_years", "", "Say how many whole years it lasts."),
        ("options.1.name", "Sturdy", "Two options are called Sturdy."),
        ("options.1.lines.1.year", "30", "falls in year"),
        ("years", "lots", "Write a plain number such as 10."),
        ("own_rate", "-1", "A discount rate must be"),
        ("own_rate", "sometimes", "There are no discount rates called “sometimes”."),
    ],
)
def test_a_mistake_is_told_at_its_box_and_nothing_is_lost(
    alex: Browser, box: str, text: str, said: str
) -> None:
    answer = alex.post(COSTS, {**HOISTS, box: text, "do": "work"})
    assert answer.status_code == 422
    page = Page(answer.text)
    assert any(said in told for told in errors(answer).values()), errors(answer)
    assert values(answer.text)[box] == text
    links = [link["href"][1:] for link in page.all("a") if link.get("href", "").startswith("#o")]
    assert set(links) <= set(page.ids)
    assert page.words("title")[0].startswith("Error: ")


def test_a_price_without_a_vat_basis_is_refused(alex: Browser) -> None:
    answer = alex.post(COSTS, {**HOISTS, "options.0.lines.0.vat": "", "do": "work"})
    assert errors(answer) == {
        "options-0-lines-0-vat": "Choose whether VAT comes on top, is in it, or there is none."
    }


def test_a_cost_of_a_later_year_needs_its_year(alex: Browser) -> None:
    later = {"options.0.lines.1.when": "year", "options.0.lines.1.year": ""}
    answer = alex.post(COSTS, {**HOISTS, **later, "do": "work"})
    assert answer.status_code == 422
    assert list(errors(answer)) == ["options-0-lines-1-year"]


def test_what_is_filled_in_under_more_about_a_cost_is_in_sight(alex: Browser) -> None:
    energy = {"options.1.lines.1.kind": "energy", "options.1.lines.1.amount": ""}
    used = {"options.1.lines.1.kwh": "400", "options.1.lines.1.tariff": "0.27"}
    text, _ = worked(alex, {**HOISTS, **energy, **used})
    more = [each for each in Page(text).all("details") if "costs-more" in each["class"]]
    assert ["open" in each for each in more] == [False, False, False, True]


def test_the_list_of_mistakes_names_the_option_and_the_cost(alex: Browser) -> None:
    wrong = {"options.0.lines.1.amount": "some", "options.1.life_years": "0"}
    page = Page(alex.post(COSTS, {**HOISTS, **wrong, "do": "work"}).text)
    links = page.words("a")
    assert any(said.startswith("Sturdy, cost 2: Write a plain number") for said in links)
    assert any(said.startswith("Cheap: Give whole years") for said in links)


def test_buttons_add_copy_and_remove_without_losing_what_was_typed(alex: Browser) -> None:
    typed = {**HOISTS, "options.0.lines.1.amount": "not yet"}
    added = values(alex.post(COSTS, {**typed, "do": "add-line-0"}).text)
    assert "options.0.lines.2.amount" in added and added["options.0.lines.1.amount"] == "not yet"
    copied = values(alex.post(COSTS, {**typed, "do": "copy-option-0"}).text)
    assert copied["options.2.name"] == "Sturdy (variation)"
    twice = {**HOISTS, "options.1.name": "Sturdy (variation)", "do": "copy-option-0"}
    assert values(alex.post(COSTS, twice).text)["options.2.name"] == "Sturdy (variation 2)"
    assert copied["options.2.lines.1.amount"] == "not yet"
    fewer = values(alex.post(COSTS, {**typed, "do": "remove-option-0"}).text)
    assert fewer["options.0.name"] == "Cheap" and "options.1.name" not in fewer
    shorter = values(alex.post(COSTS, {**typed, "do": "remove-line-1-0"}).text)
    assert shorter["options.1.lines.0.amount"] == "150"


@pytest.mark.parametrize(
    "do", ["", "add", "remove-line-9-0", "remove-line-0-99", "copy-option-8", "<script>", "work "]
)
def test_a_button_that_is_not_there_does_nothing(alex: Browser, do: str) -> None:
    answer = alex.post(COSTS, {**HOISTS, "do": do})
    assert answer.status_code == 200
    assert values(answer.text)["options.0.name"] == "Sturdy"


def test_more_than_the_page_can_show_is_for_the_command(alex: Browser) -> None:
    one = {"life_years": 5, "lines": [{"kind": "price", "amount": "10", "vat": "net"}]}
    many = json.dumps({"options": [{"name": f"Option {n}", **one} for n in range(9)]}).encode()
    answer = alex.post(f"{COSTS}/open", files={"file": ("many.json", many)})
    assert answer.status_code == 422
    assert "use the command buywell cost" in answer.text


def test_a_link_to_more_than_the_page_can_show_is_too(alex: Browser) -> None:
    one = {"life_years": 5, "lines": [{"kind": "price", "amount": "10", "vat": "net"}]}
    packed = link.pack({"options": [{"name": f"Option {n}", **one} for n in range(9)]})
    answer = alex.get(COSTS, params={"sheet": packed})
    assert answer.status_code == 422
    assert "use the command buywell cost" in answer.text


def test_a_link_with_a_mistake_in_it_leads_to_the_sheet(alex: Browser) -> None:
    answer = alex.get(COSTS, params={"sheet": link.pack({"options": [{"name": "A"}]})})
    assert answer.status_code == 422
    assert "options[0].life_years: Say how many" in answer.text
    assert all(each["href"] != "#options-0-life_years" for each in Page(answer.text).all("a"))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [*HOISTS, "options.7.name", "options.0.lines.24.kind", "options.0.x", "do"]
        ),
        st.one_of(
            st.text(max_size=12), st.sampled_from(["", "price", "1", "1 to 2", "each", "yes"])
        ),
    )
)
def test_whatever_stands_in_the_boxes_can_be_shown_and_read(typed: dict[str, str]) -> None:
    sheet = Sheet.posted({name: [text] for name, text in {**HOISTS, **typed}.items()}).tidied()
    assert sheet.options
    boxes = {box_of(mistake) for mistake in mistakes_in(sheet)}
    assert all(box == "" or box in sheet.top or box.startswith("options.") for box in boxes)


def mistakes_in(sheet: Sheet) -> tuple[costing.Mistake, ...]:
    """What is wrong with the request that a sheet makes."""
    try:
        costing.read_request(sheet.data())
    except costing.Refused as error:
        return error.mistakes
    return ()


def test_it_begins_from_the_prices_of_a_purchase(alex: Browser, people: dict[str, Who]) -> None:
    Buyer("priya").start().go_on(until="choose")
    page = alex.get(COSTS)
    assert "BW-0001: " in page.text
    begun = alex.get(COSTS, params={"purchase": "BW-0001"})
    assert begun.status_code == 303
    place = urlsplit(begun.headers["location"])
    text = alex.get(f"{place.path}?{place.query}").text
    boxes = values(text)
    assert boxes["options.0.name"] == "Fernhill Benches Ltd"
    assert boxes["options.0.lines.0.amount"] == "780.00"
    file = alex.get(f"{COSTS}/options.json?{place.query}").content
    answer = costing.answer(file, costing.rules_in_force())
    assert [o.whole_life_cost for o in answer.options] == forecasts("BW-0001")


def forecasts(reference: str) -> list[str]:
    """The whole-life cost of each price as the purchase itself has it."""
    with reading() as session:
        row = session.scalars(select(Purchase).where(Purchase.reference == reference)).one()
        scene = Scene(session, row)
        found = [forecast(scene.policy, offer) for offer in scene.context.known.offers]
    return [str(to_penny(each)) for each in found]


def test_a_purchase_without_prices_or_that_is_not_there_is_told(
    alex: Browser, people: dict[str, Who]
) -> None:
    Buyer("priya").start()
    assert "has no prices yet" in alex.get(COSTS, params={"purchase": "BW-0001"}).text
    assert "There is no purchase BW-9999" in alex.get(COSTS, params={"purchase": "BW-9999"}).text


def test_the_picture_and_its_words_are_there(alex: Browser) -> None:
    text, sheet = worked(alex, HOISTS)
    image = next(each for each in Page(text).all("img") if "picture" in each["src"])
    assert "Sturdy" in image["alt"]
    for more in ({}, {"narrow": "1"}):
        drawn = alex.get(f"{COSTS}/picture.svg", params={"sheet": sheet, **more})
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert b"<svg" in drawn.content


@pytest.mark.parametrize("packed", ["x", "eJw", "A" * 8000, "%00", "eJxLTEoGAAJNASc", "é"])
@pytest.mark.parametrize("place", ["", "/options.json", "/picture.svg"])
def test_an_address_that_was_cut_off_is_refused_kindly(
    alex: Browser, place: str, packed: str
) -> None:
    answer = alex.get(COSTS + place, params={"sheet": packed})
    assert answer.status_code == 422
    assert "Something went wrong" not in answer.text


def test_names_are_text_and_nothing_more(alex: Browser) -> None:
    hostile = "<script>alert(1)</script>"
    text, _ = worked(alex, {**HOISTS, "options.0.name": hostile})
    assert hostile not in text
    assert html.escape(hostile) in text


@pytest.mark.parametrize("person", ["priya", "morgan"])
def test_the_sheet_is_for_the_desk(signed_in: SignIn, person: str) -> None:
    browser = signed_in(person)
    for path in (COSTS, f"{COSTS}/options.json?sheet=x", f"{COSTS}/picture.svg?sheet=x"):
        assert browser.get(path).status_code == 403
    assert browser.post(COSTS, HOISTS).status_code == 403
    assert browser.post(f"{COSTS}/open").status_code == 403


def test_an_auditor_may_try_since_nothing_is_kept(signed_in: SignIn, auditor: Who) -> None:
    text, _ = worked(signed_in("ash"), HOISTS)
    assert "What comes out" in text


def test_all_that_a_file_says_of_a_cost_comes_through_the_boxes(alex: Browser) -> None:
    line: dict[str, Any] = {
        "kind": "energy", "label": "Motor", "kwh": "400", "tariff": "0.27", "vat": "net",
        "vat_rate": "0.05", "each": "year", "from": 2, "to": 6, "assumed": True,
    }  # fmt: skip
    price = {"kind": "price", "amount": "10.00", "vat": "exempt"}
    later = {"kind": "repairs", "amount": {"low": "1", "likely": "2", "high": "9"}, "year": 3}
    life = {"low": 7, "likely": 8, "high": 9}
    option = {"name": "A", "life_years": life, "lines": [price, line, later]}
    given = {"currency": "GBP", "rate": "0.015", "years": 8, "options": [option]}
    opened = alex.post(f"{COSTS}/open", files={"file": ("a.json", json.dumps(given).encode())})
    place = urlsplit(opened.headers["location"])
    page = Page(alex.get(f"{place.path}?{place.query}").text)
    boxes = {**values(page.text), **{tick["name"]: "yes" for tick in page.all("input", checked="")}}
    sheet = {**boxes, **selected(page.text), "do": "work"}
    again = alex.post(COSTS, {name: text for name, text in sheet.items() if name != "file"})
    packed = parse_qs(urlsplit(again.headers["location"]).query)["sheet"][0]
    file = alex.get(f"{COSTS}/options.json", params={"sheet": packed}).content
    assert json.loads(file)["options"] == [{**option, "lines": [price, line, later]}]
    assert json.loads(file)["rate"] == "0.015" and json.loads(file)["years"] == 8


def selected(text: str) -> dict[str, str]:
    """What is chosen in each list of the sheet."""
    lists = re.findall(r'<select[^>]* name="([\w.]+)"[^>]*>(.*?)</select>', text, re.DOTALL)
    found = {}
    for name, inside in lists:
        chosen = re.search(r'<option value="([^"]*)" selected>', inside)
        found[name] = chosen.group(1) if chosen else ""
    return found
