"""The turns API over HTTP: what programs send, what they hear, and what they are told."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from bot.requests import said
from buying.cards import Card
from buying.service import messages, people, turns
from buying.service.said import Given, Said
from buying.store.database import transaction
from buying.store.tables import Message
from tests.channels.conftest import Reach
from tests.channels.double import Double


def ids(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [card["id"] for card in answer.json()["cards"]]


def error(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    return answer.status_code, body["error"]["code"], body["error"]["message"]


def advice(person: str = "priya", text: str = "Go ahead.") -> Card:
    """A card that nobody asked for arrives in somebody's conversation."""
    with transaction() as session:
        where = people.conversation_in(session, person, "web")
        return messages.say(session, where, [Card(id="advice", text=text)])[0]


def test_a_purchase_begins_with_what_is_needed(priya: httpx.Client) -> None:
    answer = priya.post("/chat/turns", json={"text": "12 shower chairs"})
    assert ids(answer)[-1] == "ask.category"
    question = answer.json()["cards"][-1]["question"]
    assert question["kind"] == "choice"
    answer = priya.post(
        "/chat/turns", json={"answer": {"question": "category", "value": "equipment"}}
    )
    assert ids(answer)[-1] == "ask.budget"
    assert ids(priya.post("/chat/turns", json={"action": "back"}))[-1] == "ask.category"


def test_a_session_in_a_browser_is_as_good_as_a_token(reach: Reach) -> None:
    browser = reach("priya", browser=True)
    answer = browser.post(
        "/chat/turns", json={"text": "gloves"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert ids(answer)[-1] == "ask.need"


def test_the_browser_and_the_program_of_one_person_share_a_conversation(reach: Reach) -> None:
    reach("priya").post("/chat/turns", json={"text": "12 shower chairs"})
    assert "What kind of thing is that?" in reach("priya", browser=True).get("/chat").text


@pytest.mark.parametrize(
    ("body", "status", "code", "words"),
    [
        (b"", 400, "empty_body", "The request is empty"),
        (b"   ", 400, "empty_body", "The request is empty"),
        (b"text=hello", 400, "not_json", "not JSON"),
        (b'{"text": NaN}', 400, "not_json", "not JSON"),
        (b"\xff\xfe\xfd", 400, "not_json", "not JSON"),
        (b"[" * 100_000, 400, "not_json", "not JSON"),
        (b'["text"]', 422, "wrong_type", "JSON object"),
        (b"{}", 422, "nothing_given", "exactly one of text, answer, action and file"),
        (b'{"text": null}', 422, "nothing_given", "exactly one"),
        (b'{"text": "a", "action": "back"}', 422, "more_than_one", "You sent text and action"),
        (b'{"text": "a", "conversation": "x"}', 422, "unknown_field", "“conversation”"),
        (b'{"text": 12}', 422, "wrong_type", "“text” must be a string"),
        (b'{"text": ""}', 422, "empty", "The text is empty"),
        (b'{"text": " \\n "}', 422, "empty", "The text is empty"),
        (b'{"text": "\\u0000"}', 422, "empty", "nothing in your message"),
        (b'{"action": 3}', 422, "wrong_type", "“action” must be a string"),
        (b'{"action": " "}', 422, "wrong_type", "“action” must be a string"),
        (b'{"answer": "yes"}', 422, "wrong_type", "question (a string) and value"),
        (b'{"answer": {"question": "a"}}', 422, "wrong_type", "question (a string) and value"),
        (b'{"answer": {"question": 1, "value": 1}}', 422, "wrong_type", "question (a string)"),
        (b'{"answer": {"question": "", "value": 1}}', 422, "empty", "nothing in your message"),
        (
            b'{"answer": {"question": "a", "value": 1, "by": "sam"}}',
            422,
            "wrong_type",
            "question (a string) and value",
        ),
        (b'{"answer": {"question": "a", "value": 1e999}}', 422, "unfit", "too many parts"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_a_code_and_a_sentence(
    priya: httpx.Client, engine: Double, body: bytes, status: int, code: str, words: str
) -> None:
    answer = priya.post("/chat/turns", content=body, headers={"Content-Type": "application/json"})
    given = error(answer)
    assert given[:2] == (status, code)
    assert words in given[2]
    assert engine.heard == []


def test_a_text_of_10000_characters_is_taken_and_one_more_is_refused(priya: httpx.Client) -> None:
    assert ids(priya.post("/chat/turns", json={"text": "chairs " + "x" * 9_993}))
    status, code, words = error(priya.post("/chat/turns", json={"text": "x" * 10_001}))
    assert (status, code) == (422, "too_long")
    assert "10,001 characters" in words


def test_something_other_than_json_is_refused(priya: httpx.Client) -> None:
    status, code, _ = error(priya.post("/chat/turns", data={"text": "hello"}))
    assert (status, code) == (415, "not_json")


@pytest.mark.parametrize(
    "text", ["🎉🎉", "Ik heb twaalf stoelen nodig", "café – naïve “ok”", "\ud83d"]
)
def test_any_script_is_taken_and_answered(priya: httpx.Client, text: str) -> None:
    body = json.dumps({"text": text}).encode()
    answer = priya.post("/chat/turns", content=body, headers={"Content-Type": "application/json"})
    assert ids(answer)


def test_who_is_not_signed_in_is_told_so(address: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": "buywell=wrong"}):
        answer = httpx.post(f"{address}/chat/turns", json={"text": "hello"}, headers=headers)
        assert error(answer)[:2] == (401, "sign_in")
    assert httpx.get(f"{address}/chat/cards").status_code == 401


def test_a_role_that_only_reads_is_told_so(reach: Reach) -> None:
    people.add("Ash Auditor", "ash@demo.example", "Audit", ["auditor"], "ash")
    assert error(reach("ash").post("/chat/turns", json={"text": "hello"}))[0] == 403


def test_a_page_of_another_site_cannot_speak_for_somebody(reach: Reach, engine: Double) -> None:
    browser = reach("priya", browser=True)
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    assert browser.post("/chat/turns", json={"text": "x"}, headers=headers).status_code == 403
    assert engine.heard == []


def test_the_same_key_twice_is_one_turn_with_one_answer(
    priya: httpx.Client, engine: Double
) -> None:
    headers = {"Idempotency-Key": "press-1"}
    first = priya.post("/chat/turns", json={"text": "12 shower chairs"}, headers=headers)
    again = priya.post("/chat/turns", json={"text": "12 shower chairs"}, headers=headers)
    assert first.json() == again.json()
    assert len(engine.heard) == 1


def test_the_same_key_for_other_words_is_refused(priya: httpx.Client) -> None:
    headers = {"Idempotency-Key": "press-1"}
    priya.post("/chat/turns", json={"text": "12 shower chairs"}, headers=headers)
    answer = priya.post("/chat/turns", json={"text": "13 shower chairs"}, headers=headers)
    assert error(answer)[:2] == (409, "event_reused")


def test_two_people_may_use_the_same_key(reach: Reach) -> None:
    headers = {"Idempotency-Key": "1"}
    for person in ("priya", "sam"):
        answer = reach(person).post("/chat/turns", json={"text": "12 chairs"}, headers=headers)
        assert ids(answer)[-1] == "ask.category"


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_that_is_none_is_refused(priya: httpx.Client, key: str) -> None:
    answer = priya.post("/chat/turns", json={"text": "hi"}, headers={"Idempotency-Key": key})
    assert error(answer)[:2] == (400, "bad_key")


def test_two_tabs_at_once_are_both_answered_and_nothing_is_heard_twice(
    reach: Reach, engine: Double
) -> None:
    reach("priya").post("/chat/turns", json={"text": "12 shower chairs"})
    tabs = [reach("priya"), reach("priya")]
    body = {"answer": {"question": "category", "value": "equipment"}}
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda tab: tab.post("/chat/turns", json=body), tabs))
    last = sorted(ids(answer)[0] for answer in answers)
    assert last == ["already_answered", "ask.budget"] or last == ["ask.budget", "not_asked"]
    assert len(engine.heard) == len(set(engine.heard)) == 3


def test_a_button_of_a_question_long_answered_changes_nothing(priya: httpx.Client) -> None:
    priya.post("/chat/turns", json={"text": "12 shower chairs"})
    body: dict[str, Any] = {"answer": {"question": "category", "value": "equipment"}}
    priya.post("/chat/turns", json=body)
    body["answer"]["value"] = "furniture"
    answer = priya.post("/chat/turns", json=body)
    assert ids(answer) == ["already_answered", "ask.budget"]
    assert "Nothing has changed" in answer.json()["cards"][0]["text"]


def test_while_the_engine_is_away_words_are_kept_and_the_person_is_told_once(
    priya: httpx.Client, engine: Double
) -> None:
    engine.mood = "away"
    assert ids(priya.post("/chat/turns", json={"text": "12 shower chairs"})) == [turns.WAITING_CARD]
    assert ids(priya.post("/chat/turns", json={"text": "hello?"})) == []
    assert ids(priya.get("/chat/cards")) == [turns.WAITING_CARD]


@pytest.mark.parametrize("mood", ["failing", "deaf"])
def test_an_engine_that_goes_wrong_loses_nothing(
    priya: httpx.Client, engine: Double, mood: Any
) -> None:
    engine.mood = mood
    assert ids(priya.post("/chat/turns", json={"text": "12 shower chairs"})) == [turns.WAITING_CARD]


def test_an_answer_that_is_lost_on_the_way_back_reaches_the_person(
    priya: httpx.Client, engine: Double
) -> None:
    engine.mood = "forgetful"
    assert ids(priya.post("/chat/turns", json={"text": "12 shower chairs"}))[-1] == "ask.category"


def test_an_engine_that_answers_twice_is_heard_once(priya: httpx.Client, engine: Double) -> None:
    engine.mood = "twice"
    answer = ids(priya.post("/chat/turns", json={"text": "12 shower chairs"}))
    assert answer.count("ask.category") == 1


class TestPatience:
    """With little patience, so that no test has to wait."""

    @pytest.fixture
    def patience(self) -> float:
        return 0.1

    def test_a_slow_answer_is_announced_and_comes_later(
        self, priya: httpx.Client, engine: Double
    ) -> None:
        engine.may_answer.clear()
        answer = priya.post("/chat/turns", json={"text": "12 shower chairs"})
        assert ids(answer) == [turns.WAITING_CARD]
        told = answer.json()["cards"][0]["message"]
        with Listening(priya, told) as arrived:
            engine.may_answer.set()
            assert arrived.wait_for("ask.category")
        assert ids(priya.get(f"/chat/cards?after={told}"))[-1] == "ask.category"


class Listening:
    """Reads the stream of cards in a thread, and waits for one of them."""

    def __init__(self, client: httpx.Client, after: int | str = 0, **headers: str) -> None:
        self.headers = {"Accept": "text/event-stream", **headers}
        self.client, self.after = client, after
        self.ids: list[str] = []
        self.numbers: list[str] = []
        self.came = threading.Condition()

    def __enter__(self) -> Listening:
        address = f"/chat/cards?after={self.after}"
        self.stream = self.client.stream("GET", address, headers=self.headers, timeout=10)
        self.answer = self.stream.__enter__()
        assert self.answer.headers["content-type"].startswith("text/event-stream")
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()
        return self

    def _read(self) -> None:
        try:
            for row in self.answer.iter_lines():
                with self.came:
                    if row.startswith("data:"):
                        self.ids.append(json.loads(row[5:])["id"])
                    elif row.startswith("id:"):
                        self.numbers.append(row[3:].strip())
                    self.came.notify_all()
        except httpx.HTTPError:
            return

    def wait_for(self, card: str) -> bool:
        with self.came:
            return self.came.wait_for(lambda: card in self.ids, timeout=10)

    def __exit__(self, *_: object) -> None:
        self.answer.close()


def test_cards_that_came_since_are_given(priya: httpx.Client) -> None:
    first, second = advice(text="One"), advice(text="Two")
    assert ids(priya.get("/chat/cards")) == ["advice", "advice"]
    since = priya.get(f"/chat/cards?after={first.message}").json()["cards"]
    assert [card["text"] for card in since] == ["Two"]
    assert ids(priya.get(f"/chat/cards?after={second.message}")) == []


def test_nobody_sees_the_cards_of_somebody_else(reach: Reach) -> None:
    advice("sam")
    assert ids(reach("priya").get("/chat/cards")) == []


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "²", "9" * 20])
def test_a_number_that_is_none_is_refused(priya: httpx.Client, after: str) -> None:
    assert error(priya.get("/chat/cards", params={"after": after}))[:2] == (422, "bad_number")


def test_cards_stream_as_they_arrive(priya: httpx.Client) -> None:
    with Listening(priya) as arrived:
        card = advice()
        assert arrived.wait_for("advice")
    assert arrived.numbers == [str(card.message)]


def test_a_stream_goes_on_after_the_last_card_that_was_seen(priya: httpx.Client) -> None:
    first = advice(text="One")
    with Listening(priya, 0, **{"Last-Event-ID": str(first.message)}) as arrived:
        second = advice(text="Two")
        assert arrived.wait_for("advice")
    assert arrived.numbers == [str(second.message)]


def test_cards_that_were_given_are_marked_as_delivered(priya: httpx.Client) -> None:
    card = advice()
    with Listening(priya) as arrived:
        assert arrived.wait_for("advice")
        priya.get("/chat/cards")
    with transaction() as session:
        assert session.get_one(Message, card.message).delivered_at is not None


def test_a_body_says_one_thing() -> None:
    assert said(b'{"text": "a", "action": null}', "application/json; charset=utf-8") == Said(
        text="a"
    )
    assert said(b'{"answer": {"question": "q", "value": null}}', "application/json") == Said(
        answer=Given(question="q", value=None)
    )
