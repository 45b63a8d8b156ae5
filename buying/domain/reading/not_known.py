"""Whether somebody says that they do not know, in the many ways that people say it."""

from __future__ import annotations

import re

from buying.domain.reading.tidy import is_dont_know

LONGEST = 120
"""Characters; a longer text says more than that."""

_OPENING = re.compile(
    r"(?:(?:sorry|honestly|well|h+m+|u+m+|e+r+m?|oh|ah|to be honest|afraid|i'm afraid|no)"
    r"[\s,.;:-]+)+"
)
_CLOSING = re.compile(
    r"[\s,.;:()!?-]*(?:\b(?:yet|sorry|really|exactly|precisely|for (?:now|sure|certain)"
    r"|at (?:the moment|this stage|this point|present|all)|right now|still|as yet|myself|tbh"
    r"|(?:about |on )?(?:that|this|it|these|them|that one|this one)|off ?hand"
    r"|(?:about |on )?(?:the|its|their) (?:costs?|price|figures?|numbers?|amounts?|answer|life|"
    r"running costs?)"
    r"|how (?:much|long|many)(?: [a-z']+){0,7}|what (?:it|that|they|this)(?: [a-z']+){0,5}"
    r"|but (?:i|we) (?:can|could|will) (?:ask|find out|check))[\s,.;:()!?-]*)+"
)
_SAID = re.compile(
    r"(?:i |we )?(?:really |just |still |also )?(?:do ?n[o']?t|dont|do not|did ?n[o']?t)"
    r" (?:really |actually |even )?(?:know|remember|have (?:a|an|any|the) (?:idea|clue|figures?"
    r"|numbers?|amounts?|information|info))"
    r"|(?:i |we )?(?:do not|don'?t) k|dun+o|dk|d/k|idk"
    r"|(?:i |we |you )?(?:(?:ca|could ?)n'?t|can ?not|could not|would ?n'?t) "
    r"(?:really |possibly )?(?:say|tell|know|find out|be sure|guess)"
    r"|(?:it'?s |it is |that'?s |that is |they are |still |is )*(?:not|un) ?known"
    r"|(?:there'?s |i'?ve |i have |we have |got |have )*(?:no|not an?|not the) "
    r"(?:idea|clue|figures?|information|info|data)(?: (?:for|on|of) (?:it|this|that))?"
    r"|not (?:sure|certain|clear)|unsure|unclear|uncertain"
    r"|(?:i'?m |i am |we'?re |we are |still )*(?:not (?:at all )?(?:sure|certain)|unsure|uncertain)"
    r"|(?:nobody|no one|no-one) (?:knows|can say|can tell)|(?:who|god|heaven|goodness) knows"
    r"|n/?k|t\.?b\.?[cda]|to be (?:confirmed|decided|agreed|advised)"
    r"|(?:(?:we|i|you)(?:'?ll| will| shall| have to| need to)|will|wait and|let'?s)"
    r"(?: have to| need to)?(?: wait and)? ?(?:see|find out)"
    r"|(?:it'?s |it is )?(?:hard|difficult|impossible|too (?:early|soon)) to (?:say|tell|know)"
    r"|(?:i'?m |we'?re |still )*waiting (?:to hear|for (?:a |the |their )?(?:figures?|quotes?|"
    r"prices?|answers?|suppliers?))"
    r"|(?:i |we |it )?(?:was|were|is|have|has|had|am|are)?(?:n'?t| not|not)(?: been)? "
    r"(?:given|told|quoted|stated|said|listed|shown)"
    r"|(?:they|the supplier|supplier) (?:did ?n'?t|did not|do ?n'?t|do not|won'?t|would ?n'?t) say"
)


def is_unknown(simple: str) -> bool:
    """Whether a :func:`~.tidy.plain` text says only that the person does not know.

    "Not sure, about 100" says more than that.
    """
    if len(simple) > LONGEST:
        return False
    opening = _OPENING.match(simple)
    return _says_so(simple) or (opening is not None and _says_so(simple[opening.end() :]))


def _says_so(said: str) -> bool:
    closing = next((found for found in _CLOSING.finditer(said) if found.end() == len(said)), None)
    core = said[: closing.start()] if closing else said
    ways = (said, *(way.strip(" ,.;:!?()-") for way in (said, core)))
    return any(is_dont_know(way) or _SAID.fullmatch(way) for way in ways)
