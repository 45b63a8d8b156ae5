"""Cleaning what was typed before anybody tries to read it."""

from __future__ import annotations

import re
import unicodedata

_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_SUPERSCRIPTS = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"), "?")
_ALIKE = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "×": "x", "’": "'", "‘": "'", "`": "'"}
)
_LOOKS_EMPTY = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}
"""Letters and symbols that print as nothing (Hangul fillers, blank braille)."""
_SPACES = re.compile(r"[^\S\n]+")
_SKIP = re.compile(
    r"(?:skip(?: (?:it|this|that|this one))?|pass|n/?a|not applicable|leave (?:it|this) (?:out"
    r"|blank)"
    r"|nothing to add|-+)[.!]?"
)
_DONT_KNOW = re.compile(
    r"(?:(?:i |we )?(?:really )?(?:do ?n[o']?t|dont) (?:really )?know(?: yet)?|(?:i )?dunno|idk"
    r"|(?:i (?:have|'ve) )?(?:no|not an?) (?:idea|clue)"
    r"|(?:i'?m |i am |we'?re )?(?:not sure|unsure|not certain)(?: yet)?|haven'?t a clue|tbc|tbd"
    r"|to be (?:confirmed|decided)|unknown|who knows|you tell me|\?+)[.!?]*"
)


def clean(text: str) -> str:
    """``text`` without characters that nobody sees, in composed form (NFC).

    Control characters, zero-width and direction-changing ones and halves of
    broken pairs go; line ends become ``\\n``; spaces at the ends go.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not lines.isprintable():
        lines = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    lines = unicodedata.normalize("NFC", lines)
    lines = "\n".join(_SPACES.sub(" ", line).strip() for line in lines.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


_UNSEEN = {"Cc", "Cf", "Cs"}


def plain(text: str) -> str:
    """``text`` for the grammars: cleaned, one line, lower case, ASCII digits and dashes."""
    text = clean(text)
    if not text.isascii():
        text = re.sub("(\\d?)([½¼¾])", _fraction, text).translate(_SUPERSCRIPTS)
        text = unicodedata.normalize("NFKC", text).translate(_ALIKE)
        text = "".join(_digit(c) for c in text)
    return " ".join(text.lower().split())


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in ``text``."""
    return not text or all(c in _LOOKS_EMPTY or c.isspace() for c in clean(text))


def has_words(text: str) -> bool:
    """Whether ``text`` has a letter or a digit of any script."""
    return any(c.isalnum() and c not in _LOOKS_EMPTY for c in text)


def is_skip(text: str) -> bool:
    """Whether ``text`` leaves a question out: "skip", "n/a"."""
    return _SKIP.fullmatch(plain(text)) is not None


def is_dont_know(simple: str) -> bool:
    """Whether a :func:`plain` text says that the person does not know."""
    return _DONT_KNOW.fullmatch(simple) is not None


def _fraction(match: re.Match[str]) -> str:
    return f"{match[1] or '0'}{_FRACTIONS[match[2]]}"


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
