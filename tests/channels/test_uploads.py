"""Quotes sent as files over HTTP: by a program, on the page without a script, in the terminal."""

from __future__ import annotations

import http.client
import io
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from bot import terminal
from buying.service import people as people_service
from buying.service.quotes.files import LARGEST
from buying.store.database import transaction
from buying.store.tables import File
from tests.channels.conftest import Reach
from tests.channels.double import Double
from tests.service import purchase
from tests.service.conftest import Talk
from tests.service.quotes_made import page as pdf
from web.security import UPLOAD_LIMIT

QUOTE = pdf("Ridgeway Mobility Ltd\nTotal (ex VAT) | £975.00\nVAT 20% | £195.00\nTotal | £1,170.00")
CSV = b"Supplier,Price (inc VAT)\nHarbour Care,820\n"


def quote(data: bytes = QUOTE, name: str = "quote.pdf") -> dict[str, Any]:
    """A file as a form sends it."""
    return {"file": (name, data, "text/html")}


def kept() -> list[File]:
    with transaction() as session:
        query = select(File).options(undefer(File.data)).order_by(File.number)
        return list(session.scalars(query))


def error(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def priced(cards: list[dict[str, Any]]) -> dict[str, Any]:
    """The boxes of the last card that are filled in."""
    fields = cards[-1]["question"]["fields"]
    return {field["id"]: field["value"] for field in fields if field["value"] is not None}


@pytest.fixture
def asked(talk: Talk) -> None:
    """Priya is asked for a price."""
    purchase.plan(talk)


@pytest.fixture
def program(asked: None, priya: httpx.Client) -> httpx.Client:
    """Priya's program, at the question for a price."""
    return priya


@pytest.fixture
def browser(asked: None, reach: Reach) -> httpx.Client:
    """Priya's browser without scripts, at the question for a price."""
    client = reach("priya", browser=True)
    client.headers["Sec-Fetch-Site"] = "same-origin"
    return client


def test_a_program_sends_a_file_and_then_says_it(program: httpx.Client) -> None:
    answer = program.post("/chat/files", files=quote())
    assert set(answer.json()) == {"file"}
    cards = program.post("/chat/turns", json=answer.json()).json()["cards"]
    assert priced(cards)["price"] == {"amount": "975.00", "vat": "net", "currency": "GBP"}


def test_it_may_do_both_in_one_go(program: httpx.Client) -> None:
    answer = program.post("/chat/files?turn=true", files=quote(CSV, "quote.csv")).json()
    assert priced(answer["cards"])["supplier"] == "Harbour Care"
    assert answer["file"] == kept()[0].id


def test_a_repeat_with_the_same_key_is_the_same_file_said_once(
    program: httpx.Client, engine: Double
) -> None:
    key = {"Idempotency-Key": "one"}
    first, again = (
        program.post("/chat/files?turn=true", files=quote(), headers=key).json() for _ in range(2)
    )
    assert first == again
    assert (len(kept()), len(engine.heard)) == (1, 1)
    other = program.post("/chat/files?turn=true", files=quote(CSV), headers=key)
    assert error(other) == (409, "event_reused")


def test_what_it_is_goes_by_its_content_and_not_by_its_name(program: httpx.Client) -> None:
    program.post("/chat/files", files=quote(QUOTE, "../picture.html"))
    assert [(row.name, row.kind) for row in kept()] == [("picture.html", "pdf")]


@pytest.mark.parametrize("size", [LARGEST + 1, 10 * 1024 * 1024])
def test_more_than_5_mb_is_refused_in_a_sentence_and_not_kept(
    program: httpx.Client, size: int
) -> None:
    answer = program.post("/chat/files", files=quote(b"%PDF-1.7" + b"x" * (size - 8)))
    assert error(answer) == (413, "file_too_large")
    assert "larger than 5 MB" in answer.json()["error"]["message"]
    assert kept() == []


def test_far_more_than_that_is_cut_off_at_the_door(address: str, program: httpx.Client) -> None:
    line = http.client.HTTPConnection(address.removeprefix("http://"))
    line.putrequest("POST", "/chat/files")
    line.putheader("Authorization", program.headers["Authorization"])
    line.putheader("Content-Length", str(UPLOAD_LIMIT + 1))
    line.endheaders()
    assert line.getresponse().status == 413
    line.close()


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"json": {"file": "x"}}, 415, "not_multipart"),
        ({"files": {"another": ("a.pdf", QUOTE)}}, 422, "no_file"),
        ({"data": {"file": "words"}, "files": {"x": ("x", b"")}}, 422, "no_file"),
        (
            {"content": b"rubbish", "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
            400,
            "not_multipart",
        ),
        ({"content": b"x"}, 415, "not_multipart"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_refused_with_a_code(
    program: httpx.Client, sent: dict[str, Any], status: int, code: str
) -> None:
    assert error(program.post("/chat/files", **sent)) == (status, code)


def test_a_file_at_another_question_is_told_when_to_come(priya: httpx.Client) -> None:
    priya.post("/chat/turns", json={"text": "12 shower chairs"})
    answer = priya.post("/chat/files", files=quote())
    assert error(answer) == (409, "not_now")
    assert "when I ask you about a price" in answer.json()["error"]["message"]


def test_an_unknown_file_and_one_that_is_no_id_are_told_so(program: httpx.Client) -> None:
    cards = program.post("/chat/turns", json={"file": "unknown"}).json()["cards"]
    assert "I do not have that file" in cards[0]["text"]
    assert error(program.post("/chat/turns", json={"file": 3})) == (422, "wrong_type")


def test_nobody_sends_a_file_without_signing_in(address: str) -> None:
    assert httpx.post(f"{address}/chat/files", files=quote()).status_code == 401
    assert httpx.post(f"{address}/chat/send-file", files=quote()).status_code == 401


def fields(client: httpx.Client) -> dict[str, str]:
    """The hidden fields of the form from which a file is sent, as it stands on the page."""
    page = client.get("/chat").text
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = [each for each in forms if 'formaction="/chat/send-file"' in each]
    assert len(form) == 1
    assert 'formenctype="multipart/form-data"' in form[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def test_on_the_page_a_file_fills_in_the_form_without_a_script(browser: httpx.Client) -> None:
    answer = browser.post("/chat/send-file", data=fields(browser), files=quote())
    assert (answer.status_code, answer.headers["location"]) == (303, "/chat#latest")
    page = browser.get("/chat").text
    assert "I read this in <strong>quote.pdf</strong>" in page
    assert 'value="975.00"' in page
    assert "From the file: page 1, line 2." in page
    assert '<span class="chat-sent__label">File' in page


def test_what_was_typed_in_the_other_boxes_is_not_lost(browser: httpx.Client) -> None:
    typed = {"value.supplier": "Ridgeway of Leeds", "value.quality": "4", "value.life": ""}
    browser.post("/chat/send-file", data={**fields(browser), **typed}, files=quote())
    page = browser.get("/chat").text
    assert "Ridgeway of Leeds</textarea>" in page
    assert re.search(r'name="value.quality"[^>]*value="4" checked', page)
    assert 'value="975.00"' in page


def test_nor_where_the_file_cannot_be_taken(browser: httpx.Client) -> None:
    form = {**fields(browser), "value.supplier": "Ridgeway of Leeds"}
    answer = browser.post("/chat/send-file", data=form, files={"file": ("", b"")})
    assert "Choose a file first" in answer.text
    assert "Ridgeway of Leeds</textarea>" in answer.text


def test_what_the_first_file_filled_in_does_not_stand_against_the_second(
    browser: httpx.Client,
) -> None:
    browser.post("/chat/send-file", data=fields(browser), files=quote())
    shown = {"value.supplier": "Ridgeway Mobility Ltd", "value.price-amount": "975.00",
             "value.price-vat": "net"}  # fmt: skip
    browser.post("/chat/send-file", data={**fields(browser), **shown}, files=quote(CSV, "b.csv"))
    page = browser.get("/chat").text
    assert "Harbour Care</textarea>" in page
    assert 'value="820.00"' in page


def test_the_same_file_with_more_typed_beside_it_keeps_that_too(browser: httpx.Client) -> None:
    form = fields(browser)
    for name in ("Ridgeway of Leeds", "Ridgeway of York"):
        data = {**form, "value.supplier": name}
        assert browser.post("/chat/send-file", data=data, files=quote()).status_code == 303
    assert "Ridgeway of York</textarea>" in browser.get("/chat").text
    assert len(kept()) == 1


def test_sending_the_same_form_twice_is_one_file_and_one_turn(
    browser: httpx.Client, engine: Double
) -> None:
    form = fields(browser)
    for _ in range(2):
        assert browser.post("/chat/send-file", data=form, files=quote()).status_code == 303
    assert (len(kept()), len(engine.heard)) == (1, 1)


def test_another_file_from_the_same_page_is_another_file(browser: httpx.Client) -> None:
    form = fields(browser)
    for data in (QUOTE, CSV):
        assert browser.post("/chat/send-file", data=form, files=quote(data)).status_code == 303
    assert len(kept()) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "Choose a file first"), (b"x" * (LARGEST + 1), "larger than 5 MB")],
)
def test_what_cannot_be_taken_is_told_at_the_place_for_the_file(
    browser: httpx.Client, data: bytes, words: str
) -> None:
    form = fields(browser)
    answer = browser.post(
        "/chat/send-file", data=form, files={"file": ("" if not data else "a.pdf", data)}
    )
    assert answer.status_code == 422
    assert f'href="#card-{form["card"]}-file"' in answer.text
    assert f'id="card-{form["card"]}-file-error"' in answer.text
    assert words in answer.text
    assert kept() == []


@pytest.fixture
def sent(program: httpx.Client) -> str:
    """The address of a file that priya sent, which calls itself a web page."""
    data = b"<html><script>alert(1)</script></html>"
    name = 'Ridgeway "best" quote.html'
    id = program.post("/chat/files?turn=true", files=quote(data, name)).json()["file"]
    return f"/purchases/BW-0001/files/{id}"


def test_a_file_is_handed_back_to_be_saved_and_never_shown(
    program: httpx.Client, sent: str
) -> None:
    answer = program.get(sent)
    assert answer.content.startswith(b"<html>")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Ridgeway")
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("person", "status"), [("priya", 200), ("alex", 200), ("sam", 404), ("morgan", 404)]
)
def test_a_file_is_there_for_those_who_may_read_the_purchase(
    reach: Reach, sent: str, person: str, status: int
) -> None:
    assert reach(person).get(sent).status_code == status


def test_the_purchase_file_lists_it_with_who_and_when(reach: Reach, sent: str) -> None:
    page = reach("alex", browser=True).get("/purchases/BW-0001").text
    assert f'href="{sent}"' in page
    for words in ("Files that were sent", "Priya", "Option 1", "web page", "Sent file 1"):
        assert words in page
    assert "quote_read" not in page
    assert reach("alex").get("/purchases/BW-0001.pdf").status_code == 200


def test_in_the_terminal_a_path_sends_the_file(asked: None, address: str, tmp_path: Path) -> None:
    path = tmp_path / "my quote.pdf"
    path.write_bytes(QUOTE)
    said = typed(address, f"/file {path}", "ok")
    assert "I read this in my quote.pdf" in said
    assert "type /file and its path" in said
    assert kept()[0].data == QUOTE


def test_in_the_terminal_a_wrong_path_is_told_and_the_chat_goes_on(
    asked: None, address: str, tmp_path: Path
) -> None:
    said = typed(address, f"/file {tmp_path / 'nothing.pdf'}", "why")
    assert "Check the path and type it again." in said
    assert "Why I ask" in said


def typed(address: str, *lines: str) -> str:
    out = io.StringIO()
    token = people_service.issue("priya", "api")
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    assert terminal.talk(address, token, source, out, out) == 0
    return " ".join(out.getvalue().split())
