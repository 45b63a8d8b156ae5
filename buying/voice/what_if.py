"""What would change a recommendation, in sentences (P9): for a decision that can be argued with."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from buying.cards import Fact
from buying.domain.choosing import Choosing
from buying.domain.money import pounds
from buying.domain.offer_costs import RUNNING_LABEL
from buying.domain.scoring import weight_flips
from buying.domain.sensitivity import Flip, flips, overtakes
from buying.english import inside, listed, sentence, years_words
from buying.voice.shown import money_words

WOULD_CHANGE = "What would change it"
UNSURE = "What it hangs on"
NOBODY = "no option passes"
MOST = 3
"""How many of each sort are told: the nearest of each kind. More would hide what matters."""


def facts(choosing: Choosing, basis: str) -> tuple[Fact, ...]:
    """Warnings of unknown figures that decide, then what would bring another to the front.

    Where several share first place, only the weights that would part them.
    ``basis``: "with VAT" or "without VAT", as costs are compared.
    """
    if len(choosing.passing) < 2:
        return ()
    change, warn = partial(_change, basis), partial(_unsure, basis)
    weights = [change(f.label, f.words) for f in weight_flips(choosing.result)[:MOST]]
    if choosing.result.recommended is None:
        return tuple(weights)
    found = flips(choosing)
    doubtful = [flip for flip in found if flip.doubtful]
    unsure = [warn(flip.label, unsure_words(flip, choosing)) for flip in doubtful[:MOST]]
    if not doubtful and (over := overtakes(choosing)):
        unsure.append(warn("All together", _together(choosing, over)))
    nearest = {f.label: f for f in reversed(found) if not f.doubtful}
    changes = [change(f.label, words(f, choosing)) for f in found if f is nearest.get(f.label)]
    changes = [*changes[:MOST], *weights]
    return (*unsure, *(changes or [change("Nothing", _nothing(choosing))]))


def words(flip: Flip, choosing: Choosing) -> str:
    """``B stays ahead unless it costs more than £310 a year for servicing (now £95).``"""
    now = f"(now {_now(flip, choosing)})"
    if flip.option == choosing.result.recommended:
        return f"{flip.option} stays ahead unless it {_clause(flip)} {now}."
    who = "it" if _others(flip, choosing) == (flip.option,) else flip.option
    comes = _comes(flip, choosing) if flip.then else sentence(NOBODY)
    return f"{comes} if {who} {_clause(flip)} {now}."


def unsure_words(flip: Flip, choosing: Choosing) -> str:
    """A warning that a figure nobody is sure of decides who comes first."""
    known = "Nobody knows" if flip.assumed else "It is not certain"
    took = f"I took {_amount(flip, flip.now)}{_year(flip)}" + (", as is usual" * flip.assumed)
    return (
        f"{known} {_matter(flip)}. {took}. If it {_clause(flip)}, {_comes(flip, choosing)}. "
        "Find out before you choose."
    )


def _nothing(choosing: Choosing) -> str:
    return (
        f"No single price, cost or weight that I know of brings another option before "
        f"{choosing.result.recommended}."
    )


def _clause(flip: Flip) -> str:
    """What would have to be so: ``costs more than £310 a year for servicing``."""
    amount = _amount(flip, flip.at)
    more = "more" if flip.rises else "less"
    if flip.kind == "life":
        return f"lasts {'longer' if flip.rises else 'less'} than {amount}"
    if flip.kind == "price":
        return f"is priced at {more} than {amount}"
    if flip.kind == "residual":
        return f"can be sold for {more} than {amount}"
    return f"costs {more} than {amount}{_year(flip)} {_for(flip)}"


def _matter(flip: Flip) -> str:
    """What is not known: ``what B costs for servicing``."""
    if flip.kind == "life":
        return f"how long {flip.option} lasts"
    if flip.kind == "residual":
        return f"what {flip.option} can be sold for"
    return f"what {flip.option} costs {_for(flip)}"


def _for(flip: Flip) -> str:
    if flip.label == RUNNING_LABEL:
        return "to keep"
    return f"for {inside(flip.label)}"


def _comes(flip: Flip, choosing: Choosing) -> str:
    """Who comes first then: ``A comes first``, ``A catches up with B``."""
    others = _others(flip, choosing)
    if not others:
        return NOBODY
    one = len(others) == 1
    # Level at the turning point, and perhaps ahead beyond it: so a word that is true of both.
    if len(others) < len(flip.then):
        catch = "catches" if one else "catch"
        return f"{listed(others)} {catch} up with {choosing.result.recommended}"
    return f"{listed(others)} {'comes' if one else 'come'} first"


def _others(flip: Flip, choosing: Choosing) -> tuple[str, ...]:
    return tuple(name for name in flip.then if name != choosing.result.recommended)


def _amount(flip: Flip, value: Decimal) -> str:
    return years_words(int(value)) if flip.kind == "life" else pounds(value)


def _now(flip: Flip, choosing: Choosing) -> str:
    """What it is now; of a price on the other side of VAT also what the quote says."""
    offer = next(one for one in choosing.offers if one.name == flip.option)
    now = _amount(flip, flip.now)
    if flip.kind != "price" or now == pounds(offer.price.amount):
        return now
    return f"{now}, quoted as {money_words(offer.price)}"


def _year(flip: Flip) -> str:
    return " a year" if flip.each_year else ""


def _together(choosing: Choosing, over: tuple[str, ...]) -> str:
    verb = "comes" if len(over) == 1 else "come"
    return (
        f"Some figures are not certain. If all went badly for {choosing.result.recommended} and "
        f"well for the others, {listed(over)} {verb} first."
    )


def _unsure(basis: str, label: str, value: str) -> Fact:
    return Fact(label=label, value=value, group=f"{UNSURE} (amounts {basis})")


def _change(basis: str, label: str, value: str) -> Fact:
    return Fact(label=label, value=value, group=f"{WOULD_CHANGE} (amounts {basis})")
