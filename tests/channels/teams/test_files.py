"""Files that people send in Teams, and the file of a purchase that they are handed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.chats.platform import Gone, Later
from bot.chats.standing import NEW
from bot.teams import offers
from bot.teams.cards import adaptive
from bot.teams.files import Files
from bot.teams.settings import teams
from buying.cards import Card, Link
from buying.service.quotes.files import TooLarge
from tests.channels.teams.chat import CHANNEL, Chat, mention
from tests.channels.teams.proof import buttons, faults
from tests.channels.teams.stub import Microsoft, Reply

INFO = "application/vnd.microsoft.teams.file.download.info"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
PDF = "https://buywell.example/purchases/BW-0001.pdf"


def fetch(address: str, most: int = 1000) -> bytes:
    """What is fetched from an address."""

    async def whole() -> bytes:
        files = Files(teams())
        try:
            return await files.fetch(address, most)
        finally:
            await files.close()

    return asyncio.run(whole())


def sent(microsoft: Microsoft, name: str) -> list[dict[str, Any]]:
    """A file as it is attached to a message in one's own chat."""
    content = {"downloadUrl": f"{microsoft.url}/onedrive/{name}", "fileType": name[-3:]}
    return [
        {"contentType": "text/html", "content": "<p></p>"},
        {"contentType": INFO, "name": name, "contentUrl": f"{microsoft.url}/x", "content": content},
    ]


def test_a_file_is_fetched_without_our_token(microsoft: Microsoft) -> None:
    microsoft.files["quote.pdf"] = b"%PDF-1.7 a quote"
    assert fetch(f"{microsoft.url}/onedrive/quote.pdf") == b"%PDF-1.7 a quote"
    assert [call.token for call in microsoft.made("^GET /onedrive")] == [""]


def test_a_file_that_is_too_large_is_not_read_to_its_end(microsoft: Microsoft) -> None:
    microsoft.files["large.pdf"] = b"x" * 1001
    with pytest.raises(TooLarge):
        fetch(f"{microsoft.url}/onedrive/large.pdf")


def test_a_file_that_is_sent_on_within_microsoft_is_fetched(microsoft: Microsoft) -> None:
    microsoft.files["quote.pdf"] = b"a quote"
    microsoft.answers("/onedrive/old.pdf", Reply(302, {"Location": "/onedrive/quote.pdf"}))
    assert fetch(f"{microsoft.url}/onedrive/old.pdf") == b"a quote"


def test_a_file_that_is_sent_on_to_somebody_else_is_not_fetched(microsoft: Microsoft) -> None:
    other = Microsoft()
    there = Reply(302, {"Location": f"{other.url}/onedrive/quote.pdf"})
    microsoft.answers("/onedrive/quote.pdf", there)
    with pytest.raises(Gone):
        fetch(f"{microsoft.url}/onedrive/quote.pdf")
    assert other.calls == []
    other.close()


def test_a_file_that_is_sent_round_and_round_is_given_up(microsoft: Microsoft) -> None:
    round_and_round = Reply(302, {"Location": "/onedrive/quote.pdf"})
    microsoft.answers("/onedrive/quote.pdf", *[round_and_round] * 5)
    with pytest.raises(Gone):
        fetch(f"{microsoft.url}/onedrive/quote.pdf")
    assert len(microsoft.made("/onedrive")) == 3


@pytest.mark.parametrize(
    "address",
    [
        "https://attacker.example/quote.pdf",
        "https://sharepoint.com.attacker.example/quote.pdf",
        "http://contoso.sharepoint.com/quote.pdf",
        "https://sharepoint.com@attacker.example/quote.pdf",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "",
    ],
)
def test_a_file_elsewhere_is_not_fetched(microsoft: Microsoft, address: str) -> None:
    with pytest.raises(Gone):
        fetch(address)


@pytest.mark.parametrize(
    ("bad", "error"),
    [(Reply(404), Gone), (Reply(401), Gone), (Reply(503), Later), (Reply(500), Later)],
)
def test_a_file_that_is_not_there_is_asked_for_again_where_that_helps(
    microsoft: Microsoft, bad: Reply, error: type[Exception]
) -> None:
    microsoft.answers("/onedrive", bad)
    with pytest.raises(error):
        fetch(f"{microsoft.url}/onedrive/quote.pdf")


def test_a_file_that_somebody_sends_is_fetched_and_kept_or_refused_in_words(
    chat: Chat, microsoft: Microsoft
) -> None:
    microsoft.files["quote.pdf"] = b"%PDF-1.7 a quote"
    chat.says("priya", "I need 12 shower chairs")
    chat.reads("priya", "What kind of thing")
    message = chat.activity("priya", text="") | {"attachments": sent(microsoft, "quote.pdf")}
    assert chat.sends(message).status_code == 202
    # No price is asked for yet, so the file is fetched, and refused in words.
    assert "quote.pdf" in chat.reads("priya", "quote.pdf:").words
    assert microsoft.made("^GET /onedrive/quote.pdf")


def test_a_file_in_a_channel_is_asked_for_in_private(chat: Chat, microsoft: Microsoft) -> None:
    message = chat.activity(
        "priya", where=CHANNEL, scope="channel", text="<at>Buywell</at> here", entities=[mention()]
    )
    chat.sends(message | {"attachments": sent(microsoft, "quote.pdf")})
    assert chat.reads_in(CHANNEL, "in our own chat")
    assert not microsoft.made("/onedrive")


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    """A card that links to the file of a purchase."""
    monkeypatch.setattr("bot.words.settings", lambda: type("S", (), {"base_url": PDF[:23]})())
    links = (
        Link(label="File BW-0001", href="/purchases/BW-0001"),
        Link(label="File BW-0001 (PDF)", href="/purchases/BW-0001.pdf"),
    )
    return Card(id="purchase.file", text="Here it is.", links=links)


def test_beside_the_link_to_a_pdf_is_a_button_that_brings_it(card: Card) -> None:
    made = offers.beside(card, adaptive.message(card, NEW)).card
    button = buttons(made)[offers.LABEL]
    assert offers.asked(button["data"]) == "BW-0001"
    assert faults(made) == []


@pytest.mark.parametrize(
    "value",
    [None, {}, {"buywell": 1}, {"buywell": {"send_file": 7}}, {"buywell": {"send_file": "../x"}}],
)
def test_another_button_brings_no_file(value: Any) -> None:
    assert offers.asked(value) is None


@pytest.fixture
def reference(chat: Chat) -> str:
    """A purchase of Priya's, which she began in Teams."""
    chat.says("priya", "I need 12 shower chairs")
    chat.reads("priya", "What kind of thing")
    return "BW-0001"


def presses(chat: Chat, person: str, reference: str) -> None:
    """Somebody presses the button that brings a file."""
    chat.sends(chat.activity(person, value=offers.context(reference), replyToId="1:1"))


def consents(chat: Chat, person: str, asked: Any, name: str, action: str = "accept") -> int:
    """Somebody says whether the file may come; the status of the answer."""
    content = asked.activity["attachments"][0]["content"]
    upload = {
        "uploadUrl": f"{chat.microsoft.url}/onedrive/{name}", "uniqueId": "u-1", "name": name,
        "contentUrl": f"{chat.microsoft.url}/onedrive/{name}", "fileType": "pdf",
    }  # fmt: skip
    value = {"type": "fileUpload", "action": action, "context": content["acceptContext"]}
    value |= {"uploadInfo": upload} if action == "accept" else {}
    answer = chat.invokes(person, "fileConsent/invoke", value, replyToId=asked.id)
    return answer.status_code


def test_the_file_of_a_purchase_comes_when_its_owner_says_so(chat: Chat, reference: str) -> None:
    presses(chat, "priya", reference)
    asked = chat.reads("priya", CONSENT)
    assert asked.activity["attachments"][0]["content"]["sizeInBytes"] > 1000
    assert consents(chat, "priya", asked, "kept.pdf") == 200
    chat.reads("priya", "teams.card.file.info")
    assert chat.microsoft.files["kept.pdf"].startswith(b"%PDF")
    upload = chat.microsoft.made("^PUT /onedrive")[0]
    size = len(chat.microsoft.files["kept.pdf"])
    assert upload.headers["Content-Range"] == f"bytes 0-{size - 1}/{size}"
    assert upload.token == ""
    chat.microsoft.wait(lambda: asked not in chat.microsoft.messages)


def test_a_file_that_is_declined_goes_away(chat: Chat, reference: str) -> None:
    presses(chat, "priya", reference)
    asked = chat.reads("priya", CONSENT)
    assert consents(chat, "priya", asked, "kept.pdf", "decline") == 200
    chat.microsoft.wait(lambda: asked not in chat.microsoft.messages)
    assert chat.microsoft.files == {}


def test_nobody_gets_the_file_of_somebody_elses_purchase(chat: Chat, reference: str) -> None:
    chat.says("sam", "hello")
    chat.answer("sam")
    presses(chat, "sam", reference)
    assert "/purchases/BW-0001" in chat.reads("sam", "could not bring you that file").words
    assert CONSENT not in json.dumps([each.activity for each in chat.microsoft.messages])


def test_what_was_allowed_by_one_person_brings_nothing_to_another(
    chat: Chat, reference: str
) -> None:
    chat.says("sam", "hello")
    chat.answer("sam")
    presses(chat, "priya", reference)
    asked = chat.reads("priya", CONSENT)
    assert consents(chat, "sam", asked, "kept.pdf") == 200
    chat.reads("sam", "could not bring you that file")
    assert chat.microsoft.files == {}


def test_a_file_is_brought_to_no_other_host(chat: Chat, reference: str) -> None:
    presses(chat, "priya", reference)
    asked = chat.reads("priya", CONSENT)
    content = asked.activity["attachments"][0]["content"]
    upload = {"uploadUrl": "https://attacker.example/put", "contentUrl": "", "uniqueId": ""}
    value = {"action": "accept", "context": content["acceptContext"], "uploadInfo": upload}
    chat.invokes("priya", "fileConsent/invoke", value, replyToId=asked.id)
    assert chat.reads("priya", "could not bring you that file")
