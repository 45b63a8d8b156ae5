"""What a person says to a colleague's request to buy together: accept, decline, or stop."""

from __future__ import annotations

import re

from buying.cards import Card
from buying.domain.others import OtherPurchase
from buying.domain.privacy import signs
from buying.service.guide import joining, tasks
from buying.service.guide.scene import Scene
from buying.service.guide.talk import Talk
from buying.service.together import joins, others
from buying.service.together.joins import NotOpen
from buying.store.tables import Join, Purchase
from buying.voice import phrases
from buying.voice import together as voice

ACCEPT = re.compile(r"(?:yes[, ]+)?(?:i )?accept(?: (?:it|that|this|the request))?[.!]*", re.I)
_DECLINE = (
    r"(?:no[, ]+)?(?:i )?decline(?: (?:it|that|this|the request))?"
    r"(?:(?:%s)(?P<why>[^\s.!].*?))?[.!]*"
)
DECLINE = re.compile(_DECLINE % r"[\s,.:;–-]+(?:because\s+)?", re.I | re.S)
DECLINE_PLAINLY = re.compile(
    _DECLINE % r"\s*[,.:;–-]+\s*(?:because\s+)?|\s+because\s+", re.I | re.S
)
"""The same where any words may answer the question at hand: not "decline in mobility"."""
BECAUSE = re.compile(r"because\s+(?P<why>\S.*)", re.I | re.S)
LONGEST_REASON = 500
TOO_LATE = "That purchase has gone on in the meantime, so you cannot buy together any more."


def hear(talk: Talk, text: str, *, free: bool) -> list[Card] | None:
    """The answer to a request in a typed text; None where the text is about something else.

    ``free``: the question at hand takes any words, so that only what cannot be meant for it
    counts here. What somebody needs a thing for must not go to a colleague.
    """
    said = text.strip()
    if not free and (because := BECAUSE.fullmatch(said)):
        return _say_why(talk, because["why"])
    declines = (DECLINE_PLAINLY if free else DECLINE).fullmatch(said)
    if declines and declines["why"] and (told := _say_why(talk, declines["why"])):
        return told
    if declines is None and ACCEPT.fullmatch(said) is None:
        return None
    number = _at_hand(talk)
    if number is None:
        return None
    return no(talk, number, declines["why"]) if declines else yes(talk, number)


def yes(talk: Talk, number: str) -> list[Card]:
    """Accept a request; only the one who was asked can, and once."""
    try:
        join = joins.to_answer(talk.session, talk.person, _whole(number))
    except NotOpen as refusal:
        return _refused(talk, str(refusal))
    scene = _scene(talk, join.to_id)
    if not _possible(talk, join):
        joining.part(scene, [join])
        return _refused(talk, TOO_LATE)
    joins.answer(talk.session, join, talk.person, True, None)
    return _go_on(talk, scene, joining.agree(scene, join))


def no(talk: Talk, number: str, why: str | None = None) -> list[Card]:
    """Decline a request, if one likes with a reason, which the other person is told."""
    try:
        join = joins.to_answer(talk.session, talk.person, _whole(number))
    except NotOpen as refusal:
        return _refused(talk, str(refusal))
    talk.about = join.to_id
    withheld = _withheld(why or "")
    reason = why[:LONGEST_REASON] if why and not withheld else None
    joins.answer(talk.session, join, talk.person, False, reason)
    asker = _tell_asker(talk, join)
    card = voice.why_passed_on(asker) if reason else voice.said_no(join.id, asker)
    return [card, *withheld, *_again(talk)]


def leave(talk: Talk, number: str) -> list[Card]:
    """Stop buying together; either side can."""
    join = talk.session.get(Join, _whole(number), with_for_update=True)
    if join is None or join.state != "accepted":
        return _refused(talk, joins.ANSWERED)
    ends = [talk.session.get_one(Purchase, end) for end in (join.from_id, join.to_id)]
    mine = next((end for end in ends if end.requester_id == talk.person.id), None)
    if mine is None or mine.ended_at is not None:
        return _refused(talk, "Only those who buy together can stop it, while they still buy.")
    scene = _scene(talk, mine.id)
    pair = {join.from_id, join.to_id}
    standing = joins.standing(talk.session, mine)
    joining.part(scene, [each for each in standing if {each.from_id, each.to_id} == pair])
    other = others.of_ids(talk.session, pair - {mine.id})[0]
    return _go_on(talk, scene, voice.left(scene.context, other))


def requests(talk: Talk) -> list[Card]:
    """The requests that wait for this person, as they were put to them."""
    return [
        voice.request(
            Scene(talk.session, talk.session.get_one(Purchase, join.to_id)).context,
            join.id,
            others.of_ids(talk.session, [join.from_id])[0],
        )
        for join in joins.waiting_for(talk.session, talk.person)
    ]


def _at_hand(talk: Talk) -> str | None:
    """The request that a typed answer is about: what was put last, or all there is to answer."""
    last = next(iter(joins.said_last(talk.session, talk.conversation)), "")
    if last.startswith(voice.REQUEST):
        return last.removeprefix(voice.REQUEST)
    if (talk.scene is not None and talk.scene.mine) or talk.task_at_hand() is not None:
        return None
    waiting = joins.waiting_for(talk.session, talk.person)
    return str(waiting[-1].id) if waiting else None


def _say_why(talk: Talk, why: str) -> list[Card] | None:
    """Pass on the reason of somebody who has just declined; None where nobody has."""
    newest = joins.said_last(talk.session, talk.conversation)[:2]
    if newest and newest[0].startswith(voice.REQUEST):
        return None
    number = next((id.removeprefix(voice.SAID_NO) for id in newest if voice.SAID_NO in id), None)
    join = talk.session.get(Join, _whole(number)) if number else None
    if join is None or join.note is not None or join.state != "declined":
        return None
    talk.about = join.to_id
    if withheld := _withheld(why):
        return [voice.said_no(join.id, _asker(talk, join)), *withheld, *_again(talk)]
    join.note = why[:LONGEST_REASON]
    return [voice.why_passed_on(_tell_asker(talk, join)), *_again(talk)]


def _tell_asker(talk: Talk, join: Join) -> OtherPurchase:
    """Tell the one who asked what was said; returns their purchase."""
    scene = Scene(talk.session, talk.session.get_one(Purchase, join.from_id))
    answered = others.of_ids(talk.session, [join.to_id])[0]
    tasks.tell_requester(scene, [voice.declined(scene.context, answered, join.note)])
    return joining.as_seen(scene)


def _asker(talk: Talk, join: Join) -> OtherPurchase:
    return others.of_ids(talk.session, [join.from_id])[0]


def _possible(talk: Talk, join: Join) -> bool:
    ends = [talk.session.get_one(Purchase, end) for end in (join.from_id, join.to_id)]
    under_way = all(end.ended_at is None and end.stage != "done" for end in ends)
    return under_way and joining.same_kind(*ends)


def _scene(talk: Talk, number: int) -> Scene:
    """The person's own purchase: the one that is being talked about, or another."""
    talk.about = number
    if talk.scene is not None and talk.scene.purchase.id == number:
        return talk.scene
    return Scene(talk.session, talk.session.get_one(Purchase, number, with_for_update=True))


def _go_on(talk: Talk, scene: Scene, card: Card) -> list[Card]:
    if scene is talk.scene:
        return [card, *talk.go_on()]
    return [*joining.news(scene, card), *_again(talk)]


def _again(talk: Talk) -> list[Card]:
    """The question at hand once more, if there is one."""
    return talk.go_on() if talk.scene is not None else []


def _refused(talk: Talk, sentence: str) -> list[Card]:
    return [phrases.fixed(sentence), *_again(talk)]


def _withheld(why: str) -> list[Card]:
    """That a reason is not passed on, where it looks as if it told about somebody."""
    found = signs(why)
    if not found:
        return []
    sentence = (
        f"I have not passed on your reason, since it looks as if it holds {', '.join(found)}."
        " Type because and say it another way, or leave it."
    )
    return [phrases.fixed(sentence)]


def _whole(number: str | None) -> int:
    """The number of a row from a button's text, which anybody may have made up; 0 for none."""
    digits = number is not None and number.isascii() and number.isdigit() and len(number) < 18
    return int(number) if number and digits else 0
