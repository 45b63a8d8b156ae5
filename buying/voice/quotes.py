"""What was read in a file, as it fills in the form of an option until the person has sent it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from buying.cards import Fact, Question, Upload
from buying.domain import reading
from buying.domain.offers import Offer
from buying.domain.quotes import Found, QuoteRead, lasting, points
from buying.domain.suppliers import match_name
from buying.domain.workflow import Asked, base_key, latest
from buying.english import day_in_words
from buying.voice.asking import Part, Resolved
from buying.voice.context import Context

OPTION = "option"
"""The question whose form a file may fill in."""

READ = "quote_read"
"""The entry that keeps what a file gave for ``option#n`` is ``quote_read#n``."""

FILE = "file"
"""What an option keeps beside its boxes: the id of the file that it was read from."""

UPLOAD = Upload(
    label="Send the quote as a file",
    hint="PDF, Excel or CSV, up to 5 MB. I read it and fill in the form. You check it.",
)
TROUBLES = {
    "empty": "That file is empty.",
    "nothing_in_it": "I found nothing written in that file.",
    "locked": "That file has a password, so I cannot open it.",
    "no_text": "That PDF is a scan: a picture of a page, with no text that I can read.",
    "image": "That is a picture, and I cannot read pictures.",
    "html": "That is a web page, and not a quote that I can read.",
    "word": "That is a text document. I can read PDF, Excel and CSV.",
    "other": "That is no kind of file that I can read. I can read PDF, Excel and CSV.",
    "damaged": "I could not read that file. It may be damaged.",
    "too_much": "There is more in that file than I can safely open.",
    "too_slow": "That file takes too long to read.",
    "too_wide": "That file has more columns than a quote has.",
    "too_long": "That file has more lines than a quote has.",
    "too_many_quotes": "That list has more quotes than I can compare. "
    "Send a list with only the ones that you want.",
    "no_figures": "I could read that file, and found nothing in it for this form.",
}
"""A sentence for each trouble that reading a file can end in."""

NOTES = {
    "formulas": "Some sums in it were never worked out, so I left the price empty. Open it in "
    "your spreadsheet program, save it, and send it again.",
    "formats": "Some amounts in it are shown in other money or in thousands, so I left the price "
    "empty.",
    "hidden_rows": "There are hidden rows or columns in it, and I read them too. Check that what I "
    "found is in the quote that you see.",
    "macros": "There is a program in the file (macros). I did not run it.",
    "hidden": "There are hidden sheets in it. I did not read them.",
    "first_pages": "It is long. I read the first 20 pages.",
}
BY_HAND = "I have kept it with the purchase. Please fill in the form yourself."
CHECK = (
    "I read this in **{}**. Look at each box before you send it. If all of it is right, say **ok**."
)
FACTS = {"number": "Quote number", "dated": "Date of the quote", "valid_until": "Valid until"}


@dataclass(frozen=True)
class Pending:
    """What a file gave for the open option and the person has not confirmed yet.

    ``values``: box to its answer, only where the form has the box and would take it.
    ``typed``: boxes that the person had filled in when the file was sent; they come before what
    was read. ``newest``: no half-filled form was sent since.
    """

    name: str
    trouble: str
    notes: tuple[str, ...]
    quote: QuoteRead
    parts: tuple[Part, ...]
    today: date
    needed: Decimal | None
    typed: Mapping[str, Any]
    newest: bool
    ours: str
    """The name of the organisation that buys, which no quote to it is from."""

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The answers for the boxes that the form has."""
        unfit = {"price"} if self.hired else set()
        unfit |= {"supplier"} if self.from_us else set()
        boxes = {name: found for name, found in self.quote.boxes.items() if name not in unfit}
        found = {part.id: self._fit(part, boxes.get(part.id)) for part in self.parts}
        asked = {part.id for part in self.parts}
        return {
            **{id: value for id, value in found.items() if value is not None},
            **{id: value for id, value in self.typed.items() if id in asked},
        }

    def over(self, half: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows: what was typed last, then what was read."""
        return {**self.values, **half, **(self.typed if self.newest else {})}

    def _fit(self, part: Part, found: Found | None) -> Any:
        if found is None:
            return None
        outcome = reading.check(
            part.kind, found.value, today=self.today, choices=part.choices,
            limits=part.limits, optional=part.optional, estimate=part.estimate,
        )  # fmt: skip
        return outcome.value if isinstance(outcome, reading.Read) and outcome.sure else None

    @property
    def hired(self) -> str:
        """Week, month or year, where the price is for one and the form does not ask about it."""
        pays = self.quote.boxes.get("pays")
        asked = any(part.id == "pays" for part in self.parts)
        return "" if pays is None or pays.value == "once" or asked else str(pays.value)

    @property
    def from_us(self) -> bool:
        """Whether the only firm that the quote names is the one that buys."""
        found = self.quote.boxes.get("supplier")
        return found is not None and match_name(found.value) == match_name(self.ours)

    @property
    def missing(self) -> list[Part]:
        """The boxes that must be filled in and are not, but for what only a person can say."""
        return [
            part
            for part in self.parts
            if not part.optional and part.id not in self.values and part.kind not in JUDGED
        ]

    def text(self) -> str:
        """What stands above the form: where it is from, what to look at, what is missing."""
        if self.trouble:
            return f"**{self.name}**: {TROUBLES[self.trouble]} {BY_HAND}"
        told = [*points(self.quote, needed=self.needed, today=self.today)]
        if self.hired:
            told.append(f"The price is for each {self.hired}. Fill in what you pay in all.")
        if self.from_us:
            told.append(f"It names only {self.ours}, and not who it is from.")
        told += [NOTES[note] for note in self.notes]
        if self.missing:
            names = "; ".join(part.label.rstrip("?:. ") for part in self.missing)
            told.append(f"I did not find: {names}.")
        lines = "\n".join(f"- {sentence}" for sentence in told)
        return "\n\n".join(part for part in (CHECK.format(self.name), lines) if part)

    def facts(self) -> tuple[Fact, ...]:
        """What the quote says of itself, with where it stands."""
        return tuple(
            Fact(label=label, value=f"{_fact(name, self.quote.facts[name])}")
            for name, label in FACTS.items()
            if name in self.quote.facts
        )


JUDGED = ("rating", "yes_no")
"""Kinds of boxes that ask for the person's own judgement, which no quote holds."""


def upload(asked: Asked) -> Upload | None:
    """Where a file may be sent with the question; None where it takes none."""
    return UPLOAD if base_key(asked.key) == OPTION else None


def read_key(key: str) -> str:
    """The entry that holds what was read for an option: ``quote_read#2`` for ``option#2``."""
    return f"{READ}#{key.partition('#')[2]}"


def is_reading(question: str) -> bool:
    """Whether an entry holds what was read in a file, which nobody has answered."""
    return base_key(question) == READ


def pending(context: Context, resolved: Resolved) -> Pending | None:
    """What was read for the form and waits to be confirmed; None for any other question."""
    if base_key(resolved.key) != OPTION:
        return None
    entry = latest(context.entries).get(read_key(resolved.key))
    half = latest(context.entries).get(resolved.key)
    if entry is None or _answered_since(context, resolved, entry.seq):
        return None
    said = entry.value
    quote = QuoteRead.of(said["quote"]) if said["quote"] else QuoteRead()
    number = context.known.answer("need.quantity")
    return Pending(
        said["name"], said["trouble"], tuple(said["notes"]), quote, resolved.parts,
        context.today, Decimal(number) if number else None, said.get("typed", {}),
        half is None or half.seq < entry.seq, context.rulebook.organisation.name,
    )  # fmt: skip


def _answered_since(context: Context, resolved: Resolved, seq: int) -> bool:
    return any(
        entry.question == resolved.key
        and entry.seq > seq
        and entry.kind in ("answer", "skip")
        and (entry.value is None or resolved.next_part(entry.value) is None)
        for entry in context.entries
    )


def file_of(context: Context, key: str) -> str | None:
    """The id of the file that was last read for an option; None where there is none."""
    entry = latest(context.entries).get(read_key(key)) if base_key(key) == OPTION else None
    return str(entry.value[FILE]) if entry else None


def with_file(context: Context, key: str, value: Any) -> Any:
    """The answer to an option with the id of the file behind it, where there is one."""
    file = file_of(context, key)
    return {**value, FILE: file} if file and isinstance(value, Mapping) else value


def raised(context: Context, offer: Offer) -> tuple[str, ...]:
    """What the file behind an option leaves open, to be said again before options are compared.

    Nothing for an option that was not sent with the file that was read last.
    """
    entry = latest(context.entries).get(read_key(offer.key))
    if entry is None or not entry.value["quote"] or entry.value[FILE] != offer.file:
        return ()
    return lasting(QuoteRead.of(entry.value["quote"]), today=context.today)


def filled_in(question: Question, read: Pending) -> Question:
    """The form with where each box was found, marked as still to be checked."""
    fields = []
    for box in question.fields:
        found = read.quote.boxes.get(box.id)
        if found is not None and box.value == read.values.get(box.id, found):
            where = f"From the file: {found.place}."
            box = box.model_copy(update={"hint": f"{box.hint} {where}" if box.hint else where})
        fields.append(box)
    return question.model_copy(update={"fields": tuple(fields), "to_check": bool(read.values)})


def _fact(name: str, found: Found) -> str:
    days = ("dated", "valid_until")
    words = day_in_words(date.fromisoformat(found.value)) if name in days else found.value
    return f"{words} ({found.place})"
