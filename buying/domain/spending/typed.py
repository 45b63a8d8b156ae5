"""A cost that somebody typed in one line: "invoice £450 plus VAT for BW-0003 on 3 March"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from buying.domain import reading
from buying.domain.reading import Limits, Read
from buying.domain.spending.spent import INVOICE, kind_in
from buying.domain.spending.typed_amount import BACK, FIGURE, amount

LONGEST = 200
"""Characters. Whatever is longer tells a story, and is no line to put into the books."""

REFERENCE = re.compile(r"\bBW-?0*([0-9]{1,9})\b", re.IGNORECASE)
"""A purchase, however many noughts somebody types."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_DAY = re.compile(
    rf"(?:\b(?:on|dated|of|from|paid on)\s+)?(?:the\s+)?"
    rf"(?:\b\d{{4}}-\d\d-\d\d\b|(?<![\d./£])\d{{1,2}}/\d{{1,2}}(?:/(?:\d{{4}}|\d\d))?(?![\d./])"
    rf"|(?<![\d.,£])\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)(?!\d)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:\s+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*\d)(?:,?\s+\d{{4}})?"
    rf"|\b(?:yesterday|today|this morning|the day before yesterday)\b"
    rf"|\b(?:last|on|this)\s+{_WEEKDAY}\b|\blast week\b|\b\w+ (?:days?|weeks?) ago\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}|[/.]\d{1,2}[/.]\d\d")
LONG_AGO = timedelta(days=183)
"""A day that was said without its year is asked about where it lies further back."""
_NUMBER = re.compile(
    r"\b(?:invoice|inv|bill|receipt)\s*(?:(?:number|num|no|nr|ref(?:erence)?)\b\.?|#)\s*:?\s*"
    r"(?P<told>[A-Z0-9][\w/-]*)"
    r"|\b(?:invoice|inv|bill|receipt)\s+#?(?P<plain>[A-Z]{1,8}[-/]?[0-9][\w/-]*)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\b(?:invoice|inv|bill|receipt)\s+(?P<bare>\d{3,})\b(?![/.,-]\d)", re.I)
"""A number without a word for it: an invoice's own where pounds are marked as such elsewhere."""
_NOT_YET = re.compile(
    r"\b(?:do not|don['’]t|never|would|will|should|might|expect\w*|estimated?|"
    r"quot(?:e|es|ed|ation)|(?:need|want)s?(?! to\b))\b",
    re.IGNORECASE,
)
"""Words that speak of a cost which nobody has paid, or that is not to be recorded."""
_WISH = re.compile(
    r"(?:please\s+)?(?:(?:can|could)\s+(?:you|i|we)\s+)?(?:i(?:'d| would) like to\s+|"
    r"i (?:want|need) to\s+)?(?:add|record|note(?: down)?|log|enter|put (?:in|down)|register)\s+"
    r"(?:a|an|the|this|my|another|some)?\s*(?:new\s+)?(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_COST = re.compile(
    r"(?:costs?|expenses?|spending|payments?|charges?|credit(?: note)?|refund)\b", re.IGNORECASE
)
_PAID = re.compile(r"(?:i|we)(?:'ve| have)?\s+(?:just\s+)?(?:paid|had|got)\b|paid\b", re.IGNORECASE)
_ALONE = re.compile(r"(?:(?:a|an|the)\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What a line says. None: it does not say, or names several.

    ``amount`` and ``day`` may be readings that are not sure, with a question to put.
    ``kinds``: every kind of cost that it names.
    """

    reference: str | None = None
    kinds: tuple[str, ...] = ()
    amount: Read | None = None
    day: Read | None = None
    invoice: str = ""

    @property
    def kind(self) -> str | None:
        """The one kind that it names."""
        return self.kinds[0] if len(self.kinds) == 1 else None


def said(text: str, today: date, *, free: bool, sure: bool = False) -> Said | None:
    """The cost in ``text``; None where it does not ask for one to be recorded.

    ``free``: the open question takes any words, so that only what cannot be meant for it counts.
    ``sure``: nothing is asked, and whoever understands language says that it is about a cost.
    """
    line = " ".join(text.split()).rstrip(".!")
    if not line or len(line) > LONGEST:
        return None
    found = read(line, today)
    return found if _wished(line, found, free=free, sure=sure) else None


def likely(text: str, today: date) -> bool:
    """Whether ``text`` is about a cost for all one can tell, though nothing asks to record it."""
    line = " ".join(text.split()).rstrip(".!")
    if not line or len(line) > LONGEST or line.endswith("?") or _NOT_YET.search(line):
        return False
    found = read(line, today)
    return bool(found.kinds) and found.amount is not None


def read(line: str, today: date) -> Said:
    """All that ``line`` says about a cost, whatever it is meant for."""
    references = {f"BW-{int(number):04d}" for number in REFERENCE.findall(line)}
    invoice, line = _numbered(line)
    line = REFERENCE.sub(" ", line)
    days = list(_DAY.finditer(line))
    rest = _DAY.sub(" ", line)
    return Said(
        reference=references.pop() if len(references) == 1 else None,
        kinds=_kinds(rest, invoice),
        amount=amount(rest, today),
        day=_day(days[0][0], today) if len(days) == 1 else None,
        invoice=invoice,
    )


def _numbered(line: str) -> tuple[str, str]:
    """The invoice number in ``line``, empty for none, and the line without it."""
    found = [*_NUMBER.finditer(line), *(_BARE.finditer(line) if "£" in line else ())]
    for match in found:
        number = next(group for group in match.groups() if group)
        if not REFERENCE.fullmatch(number):
            return number, f"{line[: match.start()]} invoice {line[match.end() :]}"
    return "", line


def _kinds(rest: str, invoice: str) -> tuple[str, ...]:
    """The kinds of cost that ``rest`` names; of several amounts an invoice may be one."""
    kinds = kind_in(rest) or ((INVOICE,) if invoice or BACK.search(rest) else ())
    billed = any(kind_in(word) == (INVOICE,) for word in rest.split())
    several = len(FIGURE.findall(rest)) > 1 and billed and INVOICE not in kinds
    return (*kinds, INVOICE) if several else kinds


def _wished(line: str, found: Said, *, free: bool, sure: bool) -> bool:
    wish = _WISH.fullmatch(line)
    if _NOT_YET.search(wish["what"] if wish else line) or (line.endswith("?") and not wish):
        return False
    first = _ALONE.sub("", wish["what"] if wish else line, count=1)
    if wish and _asks_for_cost(first, found):
        return True
    cost = _COST.match(first) is not None or _begins_with_kind(first)
    whole = found.reference is not None and found.amount is not None
    if whole and (cost or _PAID.match(line)):
        return bool(found.kinds) or not free
    return sure or (not free and whole and bool(found.kinds))


def _asks_for_cost(first: str, found: Said) -> bool:
    """Whether what is to be recorded is a cost: by that word or "invoice", or by a purchase.

    "Add delivery for £20" may be an answer.
    """
    plain = _COST.match(first) is not None
    if plain and not REFERENCE.sub("", _COST.sub("", first)).replace("for", "").strip(" :,?"):
        return True
    billed = kind_in(first.partition(" ")[0]) == (INVOICE,)
    whole = found.reference is not None and _begins_with_kind(first)
    return found.amount is not None and (plain or billed or whole)


def _begins_with_kind(text: str) -> bool:
    words = " ".join(text.split()[:2])
    return bool(kind_in(text.split()[0]) if text.split() else ()) or bool(kind_in(words))


def _day(text: str, today: date) -> Read | None:
    words = re.sub(r"^(?:dated|of|from|paid on)\s+", "", text.strip(), flags=re.IGNORECASE)
    found = reading.read("date", words, today=today, limits=Limits(latest=today))
    if not isinstance(found, Read):
        return None
    if _YEAR.search(words) or today - date.fromisoformat(found.value) <= LONG_AGO:
        return found
    return replace(found, sure=False, ask=f"I read that as {found.shown}. Is that right?")
