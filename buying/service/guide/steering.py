"""Typed text: an answer to the open question, or a wish to steer the conversation."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process
from sqlalchemy import select

from buying.cards import Card
from buying.domain.workflow import Asked
from buying.service import policies, record
from buying.service.guide import (
    answering,
    commands,
    join_answers,
    mine,
    one_reply,
    quote_files,
    spending,
    task_answers,
    waiting,
)
from buying.service.guide.asking_specialist import ask_specialist
from buying.service.guide.commands import Command, Understanding
from buying.service.guide.scene import Scene
from buying.service.guide.talk import Talk
from buying.store.tables import Purchase, Task
from buying.voice import home, phrases
from buying.voice.asking import resolve, short_answer, so_far

CLOSE = 70
"""How alike (of 100) the words for a thing to change must be to one of its names."""


def hear_text(talk: Talk, text: str, understanding: Understanding) -> list[Card]:
    """Decide what a text is, do it, and say what comes next."""
    scene = talk.scene
    task = None if scene is not None and scene.mine else talk.task_at_hand()
    free = _takes_free_text(scene, task)
    to_colleague = join_answers.hear(talk, text, free=free)
    if to_colleague is not None:
        return to_colleague
    asked = task is not None or (scene is not None and scene.mine)
    of_a_cost = spending.hear(talk, text, understanding, free=free, asked=asked)
    if of_a_cost is not None:
        return of_a_cost
    command = commands.of(text, understanding, free_text=free)
    if command and (_is_answer(talk, command) or one_reply.fills(scene, text)):
        command = None
    if command:
        cards = _obey(talk, command, text, free)
        if cards is not None:
            return cards
    return spending.hint(text, _answer(talk, task, text))


def _answer(talk: Talk, task: tuple[Task, Scene] | None, text: str) -> list[Card]:
    scene = talk.scene
    if scene is not None and scene.mine and scene.open is not None:
        read = quote_files.agreed(talk, text)
        if read is not None:
            return read
        return talk.after(answering.take_text(scene, scene.open, text, talk.by))
    if task is not None:
        return task_answers.hear_task_text(talk, task[0], text)
    if scene is not None:
        return [talk.ask_again(scene)]
    return _begin_with(talk, text)


def _begin_with(talk: Talk, text: str) -> list[Card]:
    """Somebody who says what they need has begun: the text answers the first question."""
    scene = talk.start()
    assert scene.open is not None
    return talk.after(answering.take_text(scene, scene.open, text, talk.by))


def _takes_free_text(scene: Scene | None, task: tuple[Task, Scene] | None) -> bool:
    """Whether any words may answer what is asked: of their own purchase, or as a task."""
    asking = task[1] if task else scene
    if asking is None or asking.open is None or not (task or asking.mine):
        return False
    resolved = resolve(asking.context, asking.open.key)
    if resolved.whole.kind != "form":
        return resolved.whole.kind == "text"
    part = resolved.next_part(so_far(resolved, asking.open))
    return part is None or part.kind == "text"


def _is_answer(talk: Talk, command: Command) -> bool:
    """Words such as "yes" and "no" steer only where something waits to be confirmed."""
    if command.name in ("yes", "no"):
        return talk.confirming is None
    if command.name == "skip":
        # With no question of their own open, "skip" is about a task that waits for them.
        return talk.scene is None or not talk.scene.mine
    return command.name == "need" and talk.scene is not None


def _obey(talk: Talk, command: Command, text: str, free: bool) -> list[Card] | None:
    if command.name == "change":
        return _change_to(talk, command.what, command.value, free)
    if command.name == "topic":
        return _topic(talk, command.what)
    if command.name == "file" and command.what:
        return file_of(talk, command.what)
    if command.name == "need":
        return _begin_with(talk, text)
    return _COMMANDS[command.name](talk)


def start(talk: Talk) -> list[Card]:
    """Begin a new purchase; one that is open stays open and can be taken up again."""
    talk.start()
    return talk.go_on()


def back(talk: Talk) -> list[Card]:
    """Ask the previous question again. What was answered is kept in the history."""
    scene = talk.scene
    if scene is None:
        return [phrases.nothing_open()]
    before = [a for a in scene.context.position.path if a.entry and a != scene.open]
    last = before[-1] if before else None
    half = scene.open if scene.mine and scene.open and scene.open.entry else None
    if half is not None:
        return _ask_again(talk, scene, half)
    if last is None:
        return [phrases.fixed("This is the first question."), *talk.go_on()]
    if last.step.asked_of != "requester":
        return [phrases.fixed(_OTHERS), *talk.go_on()]
    return _ask_again(talk, scene, last)


_OTHERS = (
    "That was answered by somebody else, so I cannot open it again. "
    "You can change one of your own answers: say “summary” to see them."
)


def _ask_again(talk: Talk, scene: Scene, asked: Asked) -> list[Card]:
    scene.record("reopen", asked.key, None, talk.person.id, talk.channel)
    return talk.go_on()


def skip(talk: Talk) -> list[Card]:
    """Leave the open question out, where that is possible."""
    scene = talk.scene
    if scene is None or scene.open is None or not scene.mine:
        return talk.go_on()
    resolved = resolve(scene.context, scene.open.key)
    given = so_far(resolved, scene.open)
    part = resolved.next_part(given)
    if part is not None and part.optional:
        value = {**given, part.id: None}
        return talk.after(answering.keep(scene, scene.open, value, talk.by, back=True))
    if not scene.open.needed:
        return talk.after(answering.keep(scene, scene.open, None, talk.by, back=False))
    sentence = f"I need an answer here before we can go on. {resolved.rule.why}"
    return [phrases.fixed(sentence), *talk.go_on()]


def why(talk: Talk) -> list[Card]:
    """Why the open question is asked."""
    scene = talk.scene
    if scene is None or scene.open is None or not scene.mine:
        return talk.go_on()
    return [phrases.why(scene.context, scene.open), *talk.go_on()]


def repeat(talk: Talk) -> list[Card]:
    """The open question again."""
    return talk.go_on()


def summary(talk: Talk) -> list[Card]:
    """All that was said so far."""
    scene = talk.scene
    if scene is None:
        return [phrases.nothing_open()]
    return [phrases.summary(scene.context), *talk.go_on()]


def help_menu(talk: Talk) -> list[Card]:
    """What one can say, and the open question again."""
    topics = [topic.title for topic in policies.current().help.values()]
    return [phrases.help_menu(topics), *talk.go_on()]


def cancel(talk: Talk) -> list[Card]:
    """Ask whether the purchase is to be cancelled."""
    scene = talk.scene
    if scene is None:
        return [phrases.nothing_open()]
    talk.conversation.pending = {"command": "cancel"}
    return [phrases.cancel_sure(scene.context)]


def yes(talk: Talk) -> list[Card]:
    """Confirm what was asked last."""
    if spending.waiting(talk):
        return spending.confirmed(talk, True)
    pending, scene = talk.confirming, talk.scene
    if pending is None or scene is None:
        return [phrases.not_asked(), *talk.go_on()]
    if pending.get("command") == "cancel":
        answering.end(scene, "cancelled", talk.by)
        return talk.go_on()
    asked = scene.asked(str(pending.get("question")))
    seen = asked.entry.seq if asked is not None and asked.entry is not None else None
    if asked is None or seen != pending.get("replaces"):
        return [phrases.not_asked(), *talk.go_on()]
    return talk.after(answering.confirmed(scene, asked, pending, talk.by))


def no(talk: Talk) -> list[Card]:
    """Take back what was to be confirmed, and ask again."""
    if spending.waiting(talk):
        return spending.confirmed(talk, False)
    return talk.go_on()


def change(talk: Talk, key: str) -> list[Card]:
    """Open one of the person's own answers again."""
    scene = talk.scene
    asked = scene.asked(key) if scene else None
    if scene is None or asked is None:
        return [phrases.not_asked(), *talk.go_on()]
    if asked.step.asked_of != "requester":
        return [phrases.fixed(_OTHERS), *talk.go_on()]
    return _ask_again(talk, scene, asked)


def short(talk: Talk, key: str) -> list[Card]:
    """Answer the long form ``key`` by a button, as one typed line would, if it is open now."""
    scene = talk.scene
    if scene is None or scene.open is None or not scene.mine or scene.open.key != key:
        return [phrases.not_asked(), *talk.go_on()]
    said = short_answer(resolve(scene.context, key))
    if said is None:
        return [phrases.not_asked(), *talk.go_on()]
    return talk.after(answering.take_text(scene, scene.open, said[0], talk.by))


def _change_to(talk: Talk, what: str, value: str, free: bool) -> list[Card] | None:
    """ "change the budget to £1,200"; None where nothing is called like that.

    ``free``: the open question takes any words, so that a name must be near to whole.
    """
    scene = talk.scene
    if scene is None:
        return None
    names = _names(scene)
    alike = fuzz.ratio if free else fuzz.WRatio
    found = process.extractOne(what.lower(), list(names), scorer=alike, score_cutoff=CLOSE)
    if found is None:
        # "change table" may be what somebody needs; only with "to ..." is it surely a wish.
        return [phrases.which_change(_changeable(scene))] if value and not free else None
    asked = names[found[0]]
    if not value or resolve(scene.context, asked.key).parts:
        # Which box of a form one sentence means is not for us to guess.
        return _ask_again(talk, scene, asked)
    taken = answering.take_text(scene, asked, value, talk.by)
    return talk.after(taken)


def _changeable(scene: Scene) -> list[tuple[str, str]]:
    return [(asked.key, name.capitalize()) for name, asked in _names(scene).items()]


def _names(scene: Scene) -> dict[str, Asked]:
    names = {}
    for asked in scene.context.position.path:
        if asked.entry is None or asked.step.asked_of != "requester":
            continue
        label = resolve(scene.context, asked.key).rule.label.lower()
        names[f"{label} {asked.number}" if asked.number else label] = asked
    return names


def _topic(talk: Talk, what: str) -> list[Card] | None:
    topics = policies.current().help
    names = {topic.title.lower(): topic for topic in topics.values()}
    found = process.extractOne(what.lower(), list(names), scorer=fuzz.ratio, score_cutoff=80)
    if found is None:
        return None
    topic = names[found[0]]
    card = phrases.help_topic(topic.title, topic.text, topic.source)
    return [card, *([talk.ask_again(talk.scene)] if talk.scene else [])]


def list_mine(talk: Talk) -> list[Card]:
    """The person's own purchases, and what waits for them in those of others."""
    waits, left = waiting.found(talk.session, talk.person, joining=False)
    asked = [home.waits(waits, left)] if waits else []
    return [mine.card_of_mine(talk.session, talk.person), *asked, *join_answers.requests(talk)]


def file(talk: Talk) -> list[Card]:
    """Where the file of the purchase at hand is; of all of one's own where none is at hand."""
    scene = talk.scene
    if scene is None:
        return list_mine(talk)
    return [phrases.file(scene.purchase.reference, scene.context.item), *talk.go_on()]


def file_of(talk: Talk, reference: str) -> list[Card]:
    """Where the file of the purchase ``reference`` is, for those who may read it."""
    query = select(Purchase).where(Purchase.reference == reference)
    purchase = talk.session.scalar(query)
    if purchase is None or not record.may_read(talk.session, talk.person, purchase):
        return [phrases.fixed(f"There is no file {reference} that you may read.")]
    card = phrases.file(reference, Scene(talk.session, purchase).context.item)
    return [card, *([talk.ask_again(talk.scene)] if talk.scene else [])]


def _greet(talk: Talk) -> list[Card]:
    hello, *open_ones = talk.greeting()
    return [hello, *join_answers.requests(talk), *open_ones]


def _thanks(talk: Talk) -> list[Card]:
    return [phrases.thanks(), *([talk.ask_again(talk.scene)] if talk.scene else [])]


def more(talk: Talk, step: str = "option") -> list[Card]:
    """Ask for one more of a step that repeats, once it has been reached."""
    scene = talk.scene
    if scene is None or not any(
        a.number and a.step.id == step for a in scene.context.position.path
    ):
        return [phrases.not_asked(), *talk.go_on()]
    if not scene.extend(step, talk.person.id, talk.channel):
        return [phrases.fixed("That is as many as I can compare at once."), *talk.go_on()]
    return talk.go_on()


_COMMANDS: dict[str, Callable[[Talk], list[Card]]] = {
    "back": back,
    "skip": skip,
    "why": why,
    "repeat": repeat,
    "help": help_menu,
    "list": list_mine,
    "summary": summary,
    "new": start,
    "cancel": cancel,
    "yes": yes,
    "no": no,
    "greet": _greet,
    "thanks": _thanks,
    "more": more,
    "file": file,
    "specialist": ask_specialist,
}
