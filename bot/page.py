"""The chat page: works as plain forms, and piece by piece for its script."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from bot import cards_html, forms, standings, thread_html
from bot.forms import NotRight
from bot.place import CHANNEL, Here, Place, Taker
from bot.requests import BadRequest, number_after
from bot.thread_html import Entered, Seen
from bot.turns import Turns
from buying.cards import Card
from buying.service import guide, messages, thread
from buying.service.said import Empty, EventReused, Given, Refused, Said
from buying.service.thread import Line
from web import pages

SHOWN = 60
"""Lines that the page shows at first."""

ALL = 2000
_FAR = 2**63
"""Beyond the number of any turn."""

LONGEST_EVENT = 100
SCRIPT_HEADER = "x-chat-script"

router = APIRouter()
Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class View:
    """A conversation as it stands: its newest lines, and what waits for this person."""

    lines: list[Line]
    tasks: frozenset[str]
    earlier: bool = False


@dataclass(frozen=True)
class Problem:
    """What was sent and cannot be taken: a sentence for each place on the page."""

    sentences: Sequence[tuple[str, str]]
    """The id of a control, and the sentence about it."""
    text: str = ""
    """What stands in the box for typing."""
    entered: Entered | None = None

    @property
    def of_box(self) -> str:
        """The sentence for the box for typing, if there is one."""
        return next((said for target, said in self.sentences if target == "say"), "")


@router.get("/chat")
def page(request: Request, here: Here, show: str = "") -> Response:
    """The chat; a first visit is greeted."""
    guide.open_conversation(here.conversation)
    return _page(request, _view(here, ALL if show == "all" else SHOWN))


@router.get("/chat/lines")
def lines_since(here: Here, turn: str = "", message: str = "") -> Response:
    """The lines that came after a turn's and a message's number, for the script."""
    try:
        since = Seen(number_after(turn), number_after(message))
    except BadRequest:
        since = Seen()
    return _fragment(_view(here), since)


@router.post("/chat/say")
async def say(request: Request, here: Here, turns: Taker) -> Response:
    """Take what was typed or pressed on the page, then show the page again."""
    form = await _form(request)
    problem = await _take(here, turns, form)
    scripted = SCRIPT_HEADER in request.headers
    if problem is None and not scripted:
        return RedirectResponse("/chat#latest", status_code=303)
    view = await asyncio.to_thread(_view, here)
    if scripted:
        since = Seen(_number(form, "seen_turn"), _number(form, "seen_message"))
        return await asyncio.to_thread(_fragment, view, since, problem)
    return await asyncio.to_thread(_page, request, view, problem)


async def with_problem(
    request: Request, here: Place, card: int, box: str, sentence: str, form: Form
) -> Response:
    """The page with ``sentence`` at a box of the card with that number; nothing was taken.

    ``form``: what was posted, which stands in its boxes again.
    """
    entered = Entered(card, form, {box: sentence})
    view = await asyncio.to_thread(_view, here)
    problem = Problem([(f"card-{card}-{box}" if card else "say", sentence)], entered=entered)
    return await asyncio.to_thread(_page, request, view, problem)


def _view(here: Place, limit: int = SHOWN) -> View:
    # One more than is shown tells whether there are earlier ones.
    found = thread.lines(here.conversation, limit + 1)
    # Whoever has read it here need not be told of it by e-mail, or in a chat.
    messages.mark_delivered([line.number for line in found[-limit:] if line.card is not None])
    return View(found[-limit:], thread.asked_of(here.who.id), earlier=len(found) > limit)


async def _form(request: Request) -> Form:
    found: dict[str, list[str]] = {}
    async with request.form(max_files=0) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                found.setdefault(name, []).append(value)
    return found


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _number(form: Form, name: str) -> int:
    return number_of(_one(form, name))


def number_of(text: str) -> int:
    """The number that a hidden part of a form holds; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


async def beside(here: Place, form: Form) -> Given | None:
    """What was typed in the form of a card from which something else is sent; None for nothing."""
    number = number_of(_one(form, "card"))
    card = await asyncio.to_thread(_card, here, number) if number else None
    question = card.question if card else None
    given = forms.begun(question, form) if question else {}
    return Given(question=question.id, value=given) if question and given else None


async def _take(here: Place, turns: Turns, form: Form) -> Problem | None:
    """Hand over what a form says; the problem with it, or None."""
    number = _number(form, "card")
    card = await asyncio.to_thread(_card, here, number) if number else None
    try:
        said = _said(form, card)
        await _hand_over(here, turns, form, said)
    except NotRight as error:
        entered = Entered(number, form, error.sentences)
        sentences = [(f"card-{number}-{box}", said) for box, said in error.sentences.items()]
        return Problem(sentences, entered=entered)
    except Refused as error:
        return Problem([("say", str(error))], text=_one(form, "text"))
    return None


def _card(here: Place, number: int) -> Card | None:
    found = messages.after(here.conversation, number - 1, limit=1)
    return found[0] if found and found[0].message == number else None


def _said(form: Form, card: Card | None) -> Said:
    action = _one(form, "action")
    if action:
        return Said(action=action)
    question = _one(form, "question")
    if not question:
        if not _one(form, "text"):
            raise Empty
        return Said(text=_one(form, "text"))
    if card is None or card.question is None or card.question.id != question:
        raise Refused("That question is not here any more. Please answer the newest one.")
    given = Given(question=question, value=forms.answer(card.question, form))
    return Said(answer=given).at(card.message)


async def _hand_over(here: Place, turns: Turns, form: Form, said: Said) -> None:
    """Give a turn to the engine; a second press of one button is one turn."""
    key = _one(form, "event")[:LONGEST_EVENT]
    event = here.event(f"{key}.{said.action or 'answer'}" if key else None)
    try:
        await turns.handle(event, here.conversation, here.who.id, CHANNEL, said)
    except EventReused:
        # The same form with something else in it: somebody went back and changed it.
        await turns.handle(here.event(), here.conversation, here.who.id, CHANNEL, said)


def _page(request: Request, view: View, problem: Problem | None = None) -> Response:
    return pages.render(
        request,
        "bot/chat.html",
        status=200 if problem is None else 422,
        lines=_lines(view, Seen(), problem),
        seen=thread_html.newest(view.lines),
        earlier=view.earlier,
        label=_label(view),
        event=uuid4().hex,
        problems=problem.sentences if problem else (),
        error=problem.of_box if problem else "",
        text=problem.text if problem else "",
    )


def _fragment(view: View, since: Seen, problem: Problem | None = None) -> Response:
    if problem is not None and problem.entered is not None:
        since = Seen(_FAR, problem.entered.card - 1)
    asking = standings.open_cards(view.lines, view.tasks)
    live = {card.message for card in (*asking, *standings.live(view.lines))}
    template = cards_html.environment().get_template("bot/lines.html")
    html = template.render(
        lines=_lines(view, since, problem),
        seen=thread_html.newest(view.lines),
        open=[card.message for card in asking],
        live=sorted(number for number in live if number is not None),
        label=_label(view),
        problem=problem.sentences[0][1] if problem else "",
        target=problem.sentences[0][0] if problem else "",
    )
    return HTMLResponse(html, status_code=200 if problem is None else 422)


def _lines(view: View, since: Seen, problem: Problem | None) -> Markup:
    entered = problem.entered if problem else None
    return thread_html.render(view.lines, view.tasks, since, entered)


def _label(view: View) -> str:
    asking = standings.open_cards(view.lines, view.tasks)
    question = asking[-1].question if asking else None
    if question is None:
        return "Your message"
    return "Your answer" if question.kind == "text" else "Or type your answer"
