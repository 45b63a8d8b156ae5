"""Reading a policy officer's question: "£18,000 of agency nursing for six months"."""

from __future__ import annotations

from datetime import date

from buying.domain.reading.tidy import clean, plain
from buying.domain.reading.words import to_digits
from buying.rulebook import Rulebook
from buying.service import building
from buying.service.trying.amounts import CannotRead, amount
from buying.service.trying.asked import Asked
from buying.service.trying.kinds import category_of
from buying.service.trying.parts import from_whom, needed_by, thing
from buying.service.trying.terms import terms
from buying.service.trying.timing import counted, timed

LONGEST = 500


def read_question(text: str, book: Rulebook, on: date, category: str | None = None) -> Asked:
    """What ``text`` asks, for a purchase that begins ``on`` a day.

    ``category``: its id, where it is not left to the words. Raises CannotRead with a sentence
    for people, and RulebookError where ``book`` has no rules for that day.
    """
    if len(text) > LONGEST:
        raise CannotRead(f"That is too long. Ask in {LONGEST} characters or fewer.")
    policy = building.build(book, on)
    time = terms(to_digits(plain(clean(text))))
    day, left = needed_by(time.left, on)
    paid = amount(left, book.organisation.vat.prices_typed_as, on)
    preferred, contract, left = from_whom(paid.left)
    quantity, item = thing(left, clean(text))
    found, words, guess = category_of(policy, item, text, category)
    if not item:
        item, guess = "something", ["You did not say what it is.", *guess]
    asked = Asked(
        text=clean(text),
        item=item,
        quantity=quantity,
        category=found,
        words=words,
        paid=paid.money,
        each=None,
        length=None,
        extension=None,
        over=None,
        extras=paid.extras,
        preferred=preferred,
        contract=contract,
        needed_by=day,
        assumed=tuple(guess),
    )
    return timed(counted(asked, paid), paid, time)
