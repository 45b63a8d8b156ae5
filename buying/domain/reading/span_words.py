"""The words and signs by which people say two figures; ``#`` stands for a figure."""

from __future__ import annotations

import re
from decimal import Decimal

GIVE_OR_TAKE = re.compile(
    r"\+\s?/?\s?-|±|\bplus(?:\s?(?:or|/)\s?|\s)minus\b|\b(?:more|plus) or less(?= \d)"
    r"|\bwithin(?= \d)"
)
NOTHING = re.compile(r"\b(?:nothing|nil|nought|free)(?=\s?(?:-|\bto\b|\band\b|\bup to\b))")
DOTS = re.compile(r"(?<=\d)\s?(?:\.{2,}|-+>|→|-{2,})\s?(?=£?\d)")
LEAD = re.compile(
    r"^(?:(?:i |i'm |we )?(?:do ?n[o']?t|dont|do not) know|(?:i'?m )?(?:not|un)\s?sure|dunno"
    r"|no idea)(?: exactly| really)?[\s,;:.-]+(?:but\b|,)?\s?"
)
_SOFT = (
    r"(?:(?:about|around|roughly|approx(?:imately)?\.?|maybe|perhaps|possibly|say|even|nearly|"
    r"almost|as (?:much|high|many|long) as|circa|at|of|is|it's|be|~)\s?)*"
)
_UNIT = r"(?:\s?(?:ish\b|-ish\b|years?\b|yrs?\b|or so\b|each\b))?"
BETWEEN = re.compile(
    rf"#{_UNIT}\s?(?P<to>-|,? ?(?:and |up )?\bto\b|,? ?\b(?:up to|and )?max|\bor\b|/|"
    rf"\b(?:un)?till?\b|\bthrough\b)\s?{_SOFT}#"
)
_LEAST_WORD = r"(?:min(?:imum)?|at least|low(?:est|er)?(?: end)?|least|more than|over|from|best)"
_MOST_WORD = (
    r"(?:max(?:imum)?|at most|high(?:est|er)?(?: end)?|most|less than|under|not over|to|worst)"
)
ENDS = re.compile(
    rf"(?:the )?{_LEAST_WORD}\b:? ?{_SOFT}#{_UNIT}[ ,;:/-]*(?:(?:and|but|to|the)\b ?)*"
    rf"{_MOST_WORD}\b:? ?{_SOFT}#|#{_UNIT} {_LEAST_WORD}\b[ ,;:/-]*(?:(?:and|but|to)\b ?)?"
    rf"#{_UNIT} {_MOST_WORD}\b"
)
AROUND = re.compile(rf"#{_UNIT},? ?(?:but )?give or take {_SOFT}#|#{_UNIT} give or take (?:a )?#")
_NEARLY = r"(?<!just )(?<!a bit )(?<!a little )(?<!slightly )(?<!well )"
AT_MOST = re.compile(
    rf"{_NEARLY}\b(?:max(?:imum|\.)?|under|less than|fewer than|below|at most|not over"
    rf"|never (?:over|more than)|not above)(?: of)? {_SOFT}#"
    rf"|#{_UNIT} (?:max(?:imum)?|tops|at most|or (?:less|under|below|fewer))\b"
)
AT_LEAST = re.compile(
    rf"{_NEARLY}\b(?:at least|min(?:imum)?|more than|over|above|upwards of|from"
    rf"|starting(?: at| from)?|(?:not|no) less than)(?: of)? {_SOFT}#|#\s?\+|#{_UNIT} (?:plus|"
    r"min(?:imum)?|or (?:more|over|above)|upwards?|and (?:up|upwards|over|above|more))\b"
)
LIKELY = re.compile(
    r"(?:\b(?:(?:most |more |very )?likely|probably|prob|expect(?:ed|ing)?|typically|usually|"
    r"normally|on average|average|best guess|nearer|closer to|more like|call it|middle|around|"
    r"about|say|roughly|maybe|i (?:think|guess|reckon)(?: it'?s)?)|~)[\s:,-]*"
    r"(?:(?:is|it's|it is|be|to be|at|to|nearer|about|around|of|will be|~)\s?)*#"
)
ROUGH = re.compile(
    r"\b(?:or so|or thereabouts|around|roughly|approx(?:imately)?|circa|maybe|perhaps|probably"
    r"|possibly|i (?:think|guess|reckon|suppose|would say|expect)|somewhere|anything|anywhere"
    r"|in the region|ish|between|from|about|range|ranges|likely|most|usually|either"
    r"|thing|would be|could be|might be|can be|should be|years?|yrs?)\b|~"
)
SCALE_AFTER = re.compile(
    r"\b(?:to|and|or)\s+(?:[a-z]+[\s-]+){1,4}?(?P<scale>hundred|thousand|million)\b"
)
AND = re.compile(r"\s+and\s+")
SCALES = {"hundred": Decimal(100), "thousand": Decimal(1000), "million": Decimal(1_000_000)}
