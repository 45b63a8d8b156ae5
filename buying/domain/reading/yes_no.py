"""Yes and no, in the many ways of saying them."""

from __future__ import annotations

import re
from typing import Any

from buying.domain.reading.results import Asking, Outcome, Unreadable, answer, wrong_shape
from buying.domain.reading.tidy import is_blank, is_dont_know, plain

_YES = frozenset((
    "y", "ye", "yes", "yess", "yeah", "yea", "yeh", "yep", "yup", "yh", "ya", "yah", "aye",
    "oui", "sure", "sure thing", "ok", "okay", "k", "oki", "okey dokey", "of course",
    "definitely", "absolutely", "correct", "right", "that's right", "thats right", "true",
    "affirmative", "indeed", "please", "please do", "go on", "go on then", "go ahead", "do it",
    "i do", "i did", "i have", "i am", "it is", "it does", "it did", "it has", "it was",
    "they do", "they did", "they are", "they have", "we do", "we did", "we have", "we are",
    "he does", "she does", "certainly", "by all means", "exactly", "all good", "fine",
    "fine by me", "sounds good", "looks good", "good", "great", "perfect", "alright",
    "all right", "agreed", "i agree", "approved", "approve", "spot on", "course", "ofc", "defo",
    "deffo", "totally", "obviously", "naturally", "too right", "on", "checked",
))  # fmt: skip
_NO = frozenset((
    "n", "no", "noo", "nope", "nop", "nah", "naw", "na", "nay", "not really", "not yet",
    "not at all", "not this time", "never", "negative", "false", "incorrect", "wrong",
    "it isn't", "it is not", "it's not", "it doesn't", "it didn't", "it wasn't", "it has not",
    "it hasn't", "i don't", "i dont", "i do not", "i didn't", "i haven't", "i have not",
    "we don't", "we dont", "we do not", "we didn't", "we haven't", "we have not", "they don't",
    "they dont", "they didn't", "they haven't", "they aren't", "he doesn't", "she doesn't",
    "don't", "dont", "do not", "no way", "no chance", "no need", "not needed", "not necessary",
    "certainly not", "absolutely not", "definitely not", "of course not", "afraid not",
    "i'm afraid not", "not now", "not for me", "none", "nothing", "nowt", "decline", "declined",
    "disagree", "i disagree", "off", "not quite", "hardly", "not that i know of", "nae",
    "never mind",
))  # fmt: skip
_YES_SIGNS = set("👍✅✔☑👌🆗✓")
_NO_SIGNS = set("👎❌✖🚫✗✘⛔🙅")
_SIGNS = _YES_SIGNS | _NO_SIGNS
_LEAN_YES = re.compile(
    r"(?:probably|i (?:think|believe|guess|suppose|reckon|hope|would think)(?: so)?|should do"
    r"|kind of"
    r"|sort of|kinda|sorta|more or less|mostly|partly|in part|i'd say so|as far as i know|afaik"
    r"|likely"
    r"|most likely|very likely|no problem|no worries|no bother|why not|i would|think so"
    r"|hopefully|yes but.*"
    r"|yeah but.*|not bad|if possible|ideally|1)"
)
_LEAN_NO = re.compile(
    r"(?:probably not|i (?:do ?n[o']?t|dont) (?:think|believe) (?:so|we do|it is|it does|they do)"
    r"|i doubt it|doubtful|unlikely|not likely|possibly not|maybe not|perhaps not|i think not"
    r"|i hope not|rather not"
    r"|i'd rather not|not entirely|not exactly|no but.*|nah but.*|don't think so|dont think so|0)"
)
_TORN = re.compile(
    r"(?:maybe|perhaps|possibly|yes and no|yes or no|it depends.*|depends.*|sometimes|both"
    r"|either|50/50|neither|hmm+|um+|er+|erm+)"
)
_FIRST_YES = re.compile(r"(?:yes|yess|yeah|yep|yup|yea|aye|definitely|absolutely|certainly)\b(?!-)")
_FIRST_NO = re.compile(
    r"(?:no|nope|nah)\b(?! (?:idea|clue|problem|doubt|worries|bother|more|less|longer)\b)(?!-)"
)
_WE = r"(?:i|we|you|they|he|she|it|there|that)"
_BE = r"(?:is|are|was|were|do|does|did|have|has|will|can|would|could)"
_DOES = re.compile(rf"{_WE}(?:'s|'re|'ve| {_BE})\b(?!n't)")
_DOES_NOT = re.compile(
    rf"{_WE}(?:'s|'re|'ve)? ?(?:{_BE}? ?(?:not|never)\b|\w+n't\b|dont\b|can't\b)"
)
_NOT = re.compile(r"\b(?:no|nope|nah|not|never|\w+n't)\b")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")
_EXTRA = re.compile(
    r"(?:[,.!?;:)(\"\s]|\b(?:thanks|thank you|cheers|ta|please|pls|mate|love|i think so too)\b)+$"
)
LONGEST = 300


def read(text: str, asking: Asking) -> Outcome:
    """True or False. Half-hearted answers are asked about."""
    if is_blank(text):
        return Unreadable("empty", "I did not get an answer. Please say yes or no.")
    simple = _SKIN.sub("", plain(text)).strip(" .,!?;:\"'()")
    if set(simple) - _SIGNS:
        simple = "".join(c for c in simple if c not in _SIGNS).strip()
    said = _said(simple) or _said(_EXTRA.sub("", simple).strip(" ,"))
    if said is not None:
        value, sure = said
        return answer(value, show(value), sure=sure)
    if is_dont_know(simple) or is_dont_know(plain(text)):
        return Unreadable("dont_know", "That is fine. Please say what is most likely: yes or no.")
    if _TORN.fullmatch(simple):
        return Unreadable("unclear", "Please pick the one that is nearer: yes or no.")
    return Unreadable(
        "not_yes_no", "I could not tell if that is a yes or a no. Please say yes or no."
    )


def check(value: Any, asking: Asking) -> Outcome:
    """True, false, or the words for them."""
    if isinstance(value, bool):
        return answer(value, show(value))
    return read(value, asking) if isinstance(value, str) else wrong_shape()


def show(value: Any) -> str:
    """``Yes`` or ``No``."""
    return "Yes" if value else "No"


def _said(simple: str) -> tuple[bool, bool] | None:
    """The answer and whether it is sure; None where there is none."""
    if simple in _YES or (simple and set(simple) <= _YES_SIGNS):
        return True, True
    if simple in _NO or (simple and set(simple) <= _NO_SIGNS):
        return False, True
    if _LEAN_YES.fullmatch(simple):
        return True, False
    if _LEAN_NO.fullmatch(simple):
        return False, False
    return _beginning(simple)


def _beginning(simple: str) -> tuple[bool, bool] | None:
    """A sentence that begins with a yes or a no."""
    if _TORN.fullmatch(simple) or is_dont_know(simple):
        return None
    for pattern, value, words in ((_FIRST_YES, True, _YES), (_FIRST_NO, False, _NO)):
        first = pattern.match(simple)
        if first:
            rest = simple[first.end() :].strip(" .,!;:-")
            agrees = rest in words or rest == ""
            turns = (
                bool(_NOT.search(rest)) if value else bool(re.search(r"\b(?:yes|yeah|yep)\b", rest))
            )
            return value, agrees or not (turns or " but " in simple or len(simple) > LONGEST)
    for pattern, value in ((_DOES_NOT, False), (_DOES, True)):
        if pattern.match(simple):
            return value, False
    return None
