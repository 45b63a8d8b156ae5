"""One figure out of a text: what numbers and amounts of money have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from buying.domain.reading import figures, words
from buying.domain.reading.results import Unreadable
from buying.domain.reading.tidy import is_dont_know
from buying.english import listed

LONGEST = 300
"""Characters; in a longer text a figure could belong to anything."""

_TELEPHONE = re.compile(r"(?<![\d.,])(?:\+\s?44|0)(?:[\s()-]{0,2}\d){9,10}(?!\d)")
_DATE = re.compile(
    r"\b\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|march\b|apr|june?\b|july?\b|aug|sept?\b"
    r"|septem|oct|nov|dec)[a-z]*"
)
_RANGE = re.compile(r"\b(?:between|from)\b.*#.*\b(?:and|to|or)\b.*#|#\s?(?:-|to|or|/)\s?[~]?\s?#")
_TIMES = re.compile(
    r"#\s?(?:x|\*|@|at|of|times|lots of|(?:[a-z]+ ){1,3}(?:of|at|x|@)|"
    r"(?:packs?|boxes|cases|bags|packets|rolls|pairs) of)\s?#(?:\s?(?:each|per \w+|a \w+|a go))?"
)
_PLUS = re.compile(r"#\s?(?:\+|plus|and)\s?#")
_NOTHING = re.compile(
    r"(?:nothing|none|nil|nought|naught|free|no cost|no charge|free of charge|no"
    r"|(?:none|not any) (?:of (?:them|these|it)|needed|required)|not needed)"
)
_VAGUE = re.compile(
    r"\b(?:a few|several|some|loads?|lots|many|plenty|hundreds|thousands|dozens|tens|enough"
    r"|not (?:much|many)|few|a number|cheap|a bit|a little|varies|it depends|depends)\b"
)
_FEW_HUNDRED = re.compile(r"\b(?:few|several|some|many|odd) #")
_ROUGHLY = re.compile(
    r"\b(?:or so|or thereabouts|about|around|roughly|approx(?:imately)?|circa"
    r"|nearly|almost"
    r"|just (?:over|under)"
    r"|maybe|perhaps|probably|possibly|i (?:think|guess|reckon|suppose)"
    r"|in the region"
    r"|give or take|ballpark"
    r"|under|less than|below|over|more than|above|at least|minimum|min"
    r"|from|starting"
    r"|or (?:less|more|under|over)|somewhere)\b|(?<=#)[\s-]{0,2}ish\b|~|\?"
    r"|#\s?\+|(?<=#)\s?-$|^\(#\)$"
    r"|\bca?\.?\s?#|(?<=#)s\b|#\s?(?:and|&)\s[a-z]"
)
_DOUBT = {
    "not", "dont", "don't", "no", "never", "less", "more", "fewer", "extra", "minus", "plus", "off",
    "discount", "per", "each", "every", "monthly", "weekly", "daily", "annually", "yearly", "pa",
    "pcm", "pm", "pw", "ph", "pair", "pairs", "pack", "packs", "last", "previous", "old", "if",
    "unless", "but", "instead", "except", "or", "deposit", "half", "double", "twice", "times",
    "tenners", "fivers", "st", "nd", "rd", "th", "was", "were", "used", "isn't", "wasn't", "can't",
    "cannot", "point", "apiece", "whatever",
}  # fmt: skip
_EVERY = re.compile(
    r"\ban? (?:day|week|month|quarter|year|hour|night|piece|head|person|unit|go|pop|time)\b|#\s?/"
)
_FILLERS = {
    "a", "all", "altogether", "an", "and", "are", "be", "being", "budget", "up", "max", "maximum",
    "at", "most", "tops", "by", "cost", "costs", "for", "get", "got", "have", "i", "i'd", "i'll",
    "i'm", "in", "is", "it", "it's", "its", "just", "like", "limit", "looking", "make", "my",
    "need", "needs", "number", "of", "only", "our", "pay", "please", "pls", "plz", "price", "qty",
    "quantity", "quote", "quoted", "say", "spend", "than", "thanks", "thank", "that", "that's",
    "the", "them", "there", "these", "they", "this", "to", "total", "want", "was", "we", "we'd",
    "we'll", "we're", "we've", "will", "with", "would", "x", "you", "yes", "ok", "okay", "exactly",
    "precisely", "amount", "value", "figure", "sum", "about", "charge", "charged",
}  # fmt: skip
_CEILING = re.compile(r"\b(?:no|not) more than\b|\bup to\b|\bat (?:the )?most\b")
_TOKEN = re.compile(r"[^\W\d_][\w']*")


@dataclass(frozen=True)
class Wanted:
    """What kind of figure is asked for, in the words of the sentences below."""

    what: str
    example: str
    show: Callable[[Decimal], str]

    def refuse(self, code: str, why: str) -> Unreadable:
        """``why`` in a sentence, then what to do, with an example."""
        return Unreadable(code, f"{why} Please give {self.what}, for example {self.example}.")


@dataclass(frozen=True)
class One:
    """The one figure. ``money``: it is marked as pounds. ``how``: the working, if any."""

    amount: Decimal
    sure: bool
    money: bool = False
    percent: bool = False
    how: str | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def one(text: str, wanted: Wanted) -> One | Unreadable:
    """The one figure that ``text`` (:func:`~.tidy.plain`) gives, or why there is none."""
    found = all_in(text, wanted)
    if isinstance(found, Unreadable):
        return found
    rest = found.rest
    if not found.figures:
        return _none(rest, wanted)
    if len({figure.amount for figure in found.figures}) > 1:
        return _several(found.figures, rest, wanted)
    return _only(found.figures[0], rest)


def all_in(text: str, wanted: Wanted) -> figures.Found | Unreadable:
    """Every figure in ``text``, perhaps none, or why they cannot be read.

    What stands around them has single spaces, and "max" for "up to" and the like.
    """
    problem = _other_thing(text, wanted)
    if problem:
        return problem
    try:
        found = figures.find(_CEILING.sub("max", text))
    except figures.TooManyDigits:
        return wanted.refuse("too_much", "That figure looks too long.")
    except figures.ManyFigures:
        return wanted.refuse("several", "I need one figure.")
    rest = " ".join(found.rest.split())
    if _FEW_HUNDRED.search(rest):
        return wanted.refuse("vague", "I need a figure, and a rough one will do.")
    if words.LEFT_OVER.search(rest):
        return wanted.refuse("words", "I could not work out that figure. Digits are best.")
    return figures.Found(found.figures, rest)


def unknown_words(part: str) -> tuple[str, ...]:
    """The words of ``part`` that nobody needs around a figure, and so may change what it is."""
    return tuple(word for word in _TOKEN.findall(part) if word not in _FILLERS)


def leaves_doubt(part: str) -> bool:
    """Whether a word of ``part`` can turn a figure into another: "deposit", "each", "not"."""
    return any(word in _DOUBT for word in _TOKEN.findall(part))


def _other_thing(text: str, wanted: Wanted) -> Unreadable | None:
    """The sentence for a text that is something else than a figure."""
    if not text:
        return wanted.refuse("empty", "I did not get an answer.")
    if is_dont_know(text):
        return wanted.refuse("dont_know", "That is fine. Your best guess will do for now.")
    if len(text) > LONGEST:
        return wanted.refuse("too_long", "That is more than I can find a figure in.")
    if _TELEPHONE.search(text):
        return wanted.refuse("telephone", "That looks like a telephone number.")
    if _DATE.search(text):
        return wanted.refuse("looks_like_date", "That looks like a date.")
    return None


def _none(rest: str, wanted: Wanted) -> One | Unreadable:
    """No figure at all: nothing ("free"), something vague, or something else."""
    word = rest.strip(" .!")
    if _NOTHING.fullmatch(word):
        return One(Decimal(0), sure=word != "no", money=True)
    if _VAGUE.search(rest):
        return wanted.refuse("vague", "I need a figure, and a rough one will do.")
    return wanted.refuse("no_figure", "I could not find a figure in that.")


def _several(found: tuple[figures.Figure, ...], rest: str, wanted: Wanted) -> One | Unreadable:
    """Two figures or more: a sum to confirm, a range, or too many."""
    amounts = [figure.amount for figure in found]
    shown = [wanted.show(amount) for amount in amounts[:4]]
    if len(amounts) == 2 and not any(figure.percent for figure in found):
        if _RANGE.search(rest):
            return Unreadable(
                "range",
                f"I need one figure, and you gave {listed(shown)}. Please give one of them,"
                f" for example the larger: {wanted.show(max(amounts))}.",
            )
        worked = _worked(amounts[0], amounts[1], rest)
        if worked:
            money = any(figure.money for figure in found)
            return One(worked[0], False, money, how=worked[1])
    return wanted.refuse("several", f"I need one figure, and found {listed(shown)}.")


def _worked(first: Decimal, second: Decimal, rest: str) -> tuple[Decimal, str] | None:
    """What "10 boxes of 25" and "500 plus 50" come to, and the working."""
    if _TIMES.search(rest):
        return first * second, f"{first.normalize():,f} times {second.normalize():,f}"
    if _PLUS.search(rest):
        return first + second, f"{first.normalize():,f} plus {second.normalize():,f}"
    return None


def _only(figure: figures.Figure, rest: str) -> One:
    """One figure, and whether the words around it leave a doubt."""
    rough = _ROUGHLY.search(rest) or _EVERY.search(rest)
    before, _, after = rest.partition("#")
    around = (unknown_words(before), unknown_words(after))
    doubt = rough or leaves_doubt(rest)
    return One(
        figure.amount, figure.sure and not doubt, figure.money, figure.percent, None, *around
    )  # fmt: skip
