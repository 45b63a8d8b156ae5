"""What a text says about VAT, in the words people use for it."""

from __future__ import annotations

import re

from buying.domain.money import VatBasis

_VAT = r"v\.?a\.?t\b\.?"
_RATE = r"(?:the\s+)?(?:\(?\d{1,2}(?:\.\d+)?\s?(?:%|per\s?cent)\)?\s*)?(?:of\s+)?"
_AFTER = r"(?:\s*(?:at|@|of|\()?\s*\(?\d{1,2}(?:\.\d+)?\s?(?:%|per\s?cent)\)?)?"
_OUT = (
    r"(?:\+|(?<![a-z])(?:excl?(?:uding|uded|usive(?:\s+of)?)?|ex|without|before|plus|net\s+of|"
    r"not\s+inc(?:l|luding|lude|ludes|luded)?|does\s?n[o']?t\s+include|less|minus))"
)
_IN = r"(?<![a-z])(?:incl?(?:uding|udes?|uded|usive(?:\s+of)?)?|with|after|gross\s+of|w/)"
_PATTERNS: tuple[tuple[VatBasis, bool, re.Pattern[str]], ...] = (
    ("exempt", True, re.compile(rf"\b{_VAT}[\s-]*(?:is\s+)?(?:exempt|free|zero[- ]rated)\b")),
    ("exempt", True, re.compile(rf"\b(?:exempt\s+from|zero[- ]rated\s+for|free\s+of)\s+{_VAT}")),
    ("exempt", False, re.compile(rf"(?<!\w)(?:no|zero|0\s?%)\s+{_VAT}")),
    ("exempt", True, re.compile(r"\bzero[- ]rated\b")),
    ("gross", True, re.compile(rf"(?<![a-z])incl?[a-z]*\.?\s[a-z ,]{{1,40}}(?:,|and|&)\s?{_VAT}")),
    ("net", True, re.compile(
        rf"\b{_VAT}\s*(?:is\s+)?(?:on\s+top|extra|excluded|exclusive|exc?l?\b|not\s+included?"
        rf"|(?:to\s+be\s+)?add(?:ed)?)\b"
    )),
    ("net", True, re.compile(rf"{_OUT}\.?[\s-]*{_RATE}{_VAT}{_AFTER}")),
    ("gross", True, re.compile(rf"{_IN}\.?[\s-]*{_RATE}{_VAT}{_AFTER}")),
    ("gross", True, re.compile(rf"\b{_VAT}\s*(?:is\s+)?(?:included|inclusive|inc?l?\b)")),
    ("net", False, re.compile(rf"(?:\band\b|&)\s*{_RATE}{_VAT}{_AFTER}")),
    ("net", True, re.compile(r"(?<![a-z])(?:ex|excl?|exclusive)\.?\)?$")),
    ("gross", True, re.compile(r"(?<![a-z])(?:incl?|inclusive)\.?\)?$")),
    ("net", True, re.compile(r"\bnet\b")),
    ("gross", True, re.compile(r"\bgross\b")),
)  # fmt: skip
_WORTH = re.compile(r"vat|v\.a\.t|net|gross|zero|inc|ex")
_MENTION = re.compile(rf"\b{_VAT}")
_UNSURE_WORDS = re.compile(r"(?:less|minus|without)\b")


def split(text: str) -> tuple[VatBasis | None, bool, str]:
    """The basis that ``text`` names (None: none), whether surely, and the text without it.

    Two different bases in one text, or VAT named without saying in or out, is
    not sure.
    """
    if not _WORTH.search(text):
        return None, True, text
    basis: VatBasis | None = None
    sure = True
    for meaning, plainly, pattern in _PATTERNS:
        for match in list(pattern.finditer(text)):
            sure = sure and plainly and not _UNSURE_WORDS.match(match[0])
            sure = sure and basis in (None, meaning)
            basis = basis or meaning
        text = pattern.sub(" ", text)
    if _MENTION.search(text):
        sure, text = False, _MENTION.sub(" ", text)
    return basis, sure, text.strip(" ,;:")
