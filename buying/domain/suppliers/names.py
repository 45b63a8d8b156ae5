"""Names of suppliers as they are compared.

``WSP UK Limited``, ``WSP UK Ltd`` and ``wsp u.k.`` are one name. Companies House
compares names in much the same way ("same as" names: SI 2015/17, schedule 3);
unlike it we keep words such as "UK" and "Services", which tell firms of one
group apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_PHRASES = (
    ("public limited company", "plc"),
    ("limited liability partnership", "llp"),
    ("community interest company", "cic"),
    ("charitable incorporated organisation", "cio"),
    ("trading as", "ta"),
)
_SAME = {"limited": "ltd", "cyfyngedig": "ltd", "cyf": "ltd", "incorporated": "inc"}
_FORMS = frozenset({"ltd", "plc", "llp", "lp", "cic", "cio", "inc", "llc"})
_TRADING_AS = re.compile(r"(?<![^\W_])t\s*/\s*as?(?![^\W_])")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_NOT_A_WORD = re.compile(r"[\W_]+")


def match_name(name: str) -> str:
    """``name`` as it is compared: lower case, plain letters, no legal form.

    Empty where ``name`` has neither a letter nor a digit. The same again when
    it is put in again.
    """
    return " ".join(word for part in _parts(name) for word in ("ta", *_core(part)))[3:]


def also_known_as(name: str) -> tuple[str, ...]:
    """The compared names on both sides of a "T/A"; none where there is no such sign."""
    parts = [" ".join(_core(part)) for part in _parts(name)]
    return tuple(part for part in parts if part) if len(parts) > 1 and all(parts) else ()


def legal_form(name: str) -> str | None:
    """``ltd``, ``plc``, ``llp``, ``cic`` ... of the firm itself; None when not said.

    "Grant Thornton UK LLP" and "Grant Thornton UK Ltd" compare the same but are
    two firms.
    """
    words = _parts(name)[0]
    return words[-1] if len(words) > 1 and words[-1] in _FORMS else None


@lru_cache(maxsize=50_000)
def _parts(name: str) -> tuple[tuple[str, ...], ...]:
    parts: list[list[str]] = [[]]
    for word in _words(name):
        if word == "ta" and parts[-1]:
            parts.append([])
        else:
            parts[-1].append(word)
    if len(parts) > 1 and not parts[-1]:
        parts[-2].append("ta")
        parts.pop()
    return tuple(map(tuple, parts))


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    end = len(words)
    while end > 1 and words[end - 1] in _FORMS:
        end -= 1
    start = 0
    while start < end - 1 and words[start] == "the":
        start += 1
    return words[start:end]


def _words(name: str) -> list[str]:
    text = _TRADING_AS.sub(" ta ", _plain(name))
    text = re.sub("[&+]", " and ", _APOSTROPHES.sub("", text))
    text = " ".join(_initials_joined(_NOT_A_WORD.sub(" ", text).split()))
    for phrase, short in _PHRASES:
        if phrase in text:
            text = re.sub(rf"\b{phrase}\b", short, text)
    return [_SAME.get(word, word) for word in text.split()]


def _plain(name: str) -> str:
    if name.isascii():
        return name.casefold()
    # Folding case can bring marks to light and the other way round: twice settles both.
    for _ in range(2):
        parts = unicodedata.normalize("NFKD", name).casefold()
        name = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return name


def _initials_joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    for single, run in groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
        together = list(run)
        joined += ["".join(together)] if single else together
    return joined
