"""Takes the pictures of the README and the guides: ``python -m web.screenshots``.

``make screenshots`` runs it. Buys something in the chat page of a running service, as a member
of staff would, up to the request for advice; draws what was said as Slack and Teams show it
(``web.pictures_chats``); then opens that request on the desk. Without
``--url`` it starts a service of its own, with demonstration data in a folder that
goes away afterwards.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from buying.cards import Card
from buying.settings import ROOT
from web import pictures_chats

IMAGES = ROOT / "docs" / "images"
LARGEST = 300_000
"""Bytes of one picture, so that the README stays quick to load."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MOST_TURNS = 60
START_SECONDS = 180
COLOURS = 64
TALL = 4000
"""Pixels: more than the longest card has."""

ANSWERS = {
    "need": "12 shower chairs",
    "category": "ok",
    "purpose.for_whom": "people who live at Willow House",
    "purpose.reason": "The old chairs wobble. New ones let people wash safely and in private.",
    "budget": "£3,000",
    "needed_by": "31 March",
    "purpose.if_nothing": "People go on washing in their rooms",
    "purpose.budget_code": "not known",
    "involve.who": "People we support",
    "involve.said": "Residents tried two kinds at their meeting",
    "checks": "no to all",
    "checks.budget_code": "yes",
    "checks.declaration": "yes",
    "route": "yes, go on",
    "weights": "ok",
    "choose": "Riverbank Bathing",
    "choose_reason": "Residents tried this chair and liked it best",
    "advice_ask": "They came up in a search. Has anybody here bought from them?",
}
SUITS = {"must_haves": "yes", "spoken": "skip"}
OPTIONS = (
    {"supplier": "Sample Care Equipment Ltd", "price": "£2,760 with VAT", "running": "£60 to £120",
     "life": "6", "quality": "4", "outcomes": "4", "sustainability": "4", **SUITS},
    {"supplier": "Riverbank Bathing", "price": "£2,580 with VAT", "running": "don't know",
     "life": "8", "quality": "4", "outcomes": "5", "sustainability": "3", **SUITS},
)  # fmt: skip
USUAL = {"yes_no": "no", "rating": "3", "number": "3", "text": "Nothing to add"}


class CannotTake(Exception):
    """The pictures cannot be taken; the text says why."""


@dataclass(frozen=True)
class Service:
    """Where a service runs, and a fresh sign-in link each for two people."""

    url: str
    staff: str
    specialist: str


def main() -> int:
    """Take the pictures. Exit code 0, or 2 with a sentence on standard error."""
    asked = _arguments()
    try:
        if asked.url:
            take(Service(asked.url.rstrip("/"), asked.staff_link, asked.specialist_link))
        else:
            print("Starting a service of its own (usually half a minute) ...", flush=True)
            with own_service() as service:
                take(service)
    except CannotTake as error:
        print(f"No pictures were taken. {error}", file=sys.stderr)
        return 2
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m web.screenshots", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--url", help="a running service, such as http://127.0.0.1:8000")
    parser.add_argument("--staff-link", help="a sign-in link of a member of staff")
    parser.add_argument("--specialist-link", help="a sign-in link of a specialist")
    asked = parser.parse_args()
    if asked.url and not (asked.staff_link and asked.specialist_link):
        parser.error("with --url, give --staff-link and --specialist-link too")
    return asked


@contextmanager
def own_service() -> Iterator[Service]:
    """A service on a free port with demonstration data; it ends with the block."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = environ | {"BUYWELL_PORT": str(port), "BUYWELL_DATA_DIR": folder}
        for name in ("BUYWELL_DATABASE_URL", "BUYWELL_PUBLIC_URL"):
            environment.pop(name, None)
        command = [str(Path(sys.executable).with_name("buywell")), "up"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert process.stdout is not None
        watch = signal.signal(signal.SIGALRM, _too_slow)
        signal.alarm(START_SECONDS)
        try:
            links = _links(process)
            signal.alarm(0)
            # What it goes on to say is read and dropped, so that it never waits for a reader.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield Service(f"http://127.0.0.1:{port}", links[0], links[2])
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, watch)
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _links(process: subprocess.Popen[str]) -> list[str]:
    """The sign-in links that the service prints, once it says that it is ready."""
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if "ready after" in line:
            return re.findall(r"https?://\S+/sign-in\?token=\S+", "".join(said))
    raise CannotTake("The service did not start. It said:\n" + "".join(said[-20:]))


def _too_slow(_signal: int, _frame: Any) -> None:
    raise CannotTake(f"The service was not ready within {START_SECONDS} seconds.")


def _free_port() -> int:
    """A port that is free, with the two after it."""
    for port in range(8200, 8900, 3):
        if all(_is_free(each) for each in (port, port + 1, port + 2)):
            return port
    raise CannotTake("There are no three free ports from 8200 on.")


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0


def take(service: Service) -> None:
    """Buy in the chat, take its picture, then that of the request on the desk."""
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        raise CannotTake("Chromium was not found. Run make chromium.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            for name, height, link, steps in (
                ("chat.png", 1240, service.staff, _chat),
                ("desk.png", 1440, service.specialist, _desk),
            ):
                page = browser.new_context(
                    base_url=service.url, viewport={"width": 1100, "height": height}
                ).new_page()
                page.set_default_timeout(30_000)
                _sign_in(page, link)
                steps(page, IMAGES / name)
        finally:
            browser.close()


def _sign_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("/(chat|desk)$"))


def _chat(page: Page, image: Path) -> None:
    """Answer by typing until the purchase waits.

    ``image`` is of the way to buy; ``comparison.png`` beside it of the prices compared.
    """
    page.goto("/chat")
    _say(page, "I need to buy something")
    chart = b""
    for _ in range(MOST_TURNS):
        question = _open_question(page)
        if question is None:
            _in_chats(page, chart)
            return
        if question["id"] == "route":
            page.mouse.move(0, 0)
            _keep(page, image)
        if question["id"] == "choose":
            _keep_card(page, image.with_name("comparison.png"))
            chart = _chart(page)
        _say(page, _answer(question))
    raise CannotTake("The purchase goes round in circles.")


def _open_question(page: Page) -> dict[str, Any] | None:
    """What the newest card asks; None once it asks nothing (the purchase waits)."""
    question: dict[str, Any] | None = _cards(page)[-1]["question"]
    return question


def _cards(page: Page) -> list[dict[str, Any]]:
    """All that was said, oldest first."""
    found: list[dict[str, Any]] = page.request.get("/chat/cards?after=0").json()["cards"]
    while len(found) % 50 == 0 and found:
        more = page.request.get(f"/chat/cards?after={found[-1]['message']}").json()["cards"]
        if not more:
            break
        found += more
    return found


def _chart(page: Page) -> bytes:
    """The picture of the costs as chats show it: PNG."""
    image = next(card["image"] for card in reversed(_cards(page)) if card["image"])
    return page.request.get(image["url"].replace(".svg", ".png")).body()


def _in_chats(page: Page, chart: bytes) -> None:
    """What was said, as Slack and Teams show it."""
    said = [Card.model_validate(card) for card in _cards(page)]
    with ThreadPoolExecutor(1) as apart:  # Playwright allows one browser loop a thread
        for kept in apart.submit(pictures_chats.take, said, chart, IMAGES).result():
            _check_size(kept)


def _answer(question: dict[str, Any]) -> str:
    base, _, number = question["id"].partition("#")
    part = question["next_field"]
    if base == "option":
        return OPTIONS[int(number) - 1][part]
    known = ANSWERS.get(f"{base}.{part}" if part else base) or ANSWERS.get(base)
    if known is not None:
        return known
    kinds = {field["id"]: field["kind"] for field in question["fields"]}
    kind = kinds.get(part, question["kind"])
    if kind not in USUAL:
        raise CannotTake(f"The guide asks “{question['id']}”, which has no answer in ANSWERS.")
    return USUAL[kind]


def _say(page: Page, text: str) -> None:
    page.locator("#say").fill(text)
    with page.expect_response("**/chat/say"):
        page.locator("#compose").get_by_role("button", name="Send").click()
    page.wait_for_function("!document.querySelector('.chat-line--pending')")


def _desk(page: Page, image: Path) -> None:
    page.goto("/desk/advice")
    page.locator("main table a").first.click()
    page.wait_for_url("**/desk/advice/*")
    _keep(page, image)


def _keep(page: Page, image: Path) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=image, animations="disabled")
    _check_size(image)


def _keep_card(page: Page, image: Path) -> None:
    """The newest card whole, on a page so tall that nothing lies over it."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({**before, "height": TALL})
    page.wait_for_load_state("networkidle")
    card = page.locator(".chat-card").last
    card.locator(".chat-card__image").evaluate("image => image.decode()")
    card.screenshot(path=image, animations="disabled")
    page.set_viewport_size(before)
    # Text on white needs few colours, and a long card would else be too large.
    Image.open(image).convert("RGB").quantize(COLOURS).save(image, optimize=True)
    _check_size(image)


def _check_size(image: Path) -> None:
    size = image.stat().st_size
    if size > LARGEST:
        raise CannotTake(f"{image.name} has {size:,} bytes; {LARGEST:,} are the most.")
    print(f"docs/images/{image.name}: {size // 1000} kB")


if __name__ == "__main__":
    raise SystemExit(main())
