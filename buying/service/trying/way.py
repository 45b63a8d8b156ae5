"""The way to buy that a tried purchase takes, and the limit that decides."""

from __future__ import annotations

from collections.abc import Iterator

from buying.domain.known import Known
from buying.domain.money import pounds
from buying.domain.policy import Decision, Route
from buying.domain.value import Limit, Value
from buying.rulebook import Rulebook
from buying.rulebook.wording import APPROVERS
from buying.service.trying import places
from buying.service.trying.views import Told
from buying.voice.shown import limit_words


def way(book: Rulebook, known: Known) -> Iterator[Told]:
    """The way to buy with all that goes with it; nothing while there is no value."""
    decision, value = known.decision, known.value
    if decision is None or value is None:
        return
    route = decision.route
    clause = places.named(book, "routes.yml", "routes", route.id, route.clause)
    yield Told(label="Way to buy", says=route.title, source=clause)
    limit = _limit(decision)
    if limit is not None:
        where = places.threshold(book, limit.name)
        yield Told(label="Limit that decides", says=_decides(decision, value, limit), source=where)
    yield from (Told(label=label, says=says) for label, says in _asks(route))


def _asks(route: Route) -> tuple[tuple[str, str], ...]:
    many = {0: "None", 1: "One"}.get(route.quotes, f"At least {route.quotes}")
    days = f"About {route.takes_days} days until the order" if route.takes_days else "No time"
    return (
        ("Prices", f"{many}: {route.form_of_quotes}"),
        ("Who must say yes", APPROVERS[route.approver]),
        ("A specialist looks first", "Yes" if route.specialist_first else "No"),
        ("Where it is bought", route.system),
        ("What staff are told", route.says),
        ("What happens next", route.next),
        ("How long it takes", days),
    )


def _limit(decision: Decision) -> Limit | None:
    """The limit at the end of the deciding band, else the one at its beginning."""
    bands = decision.line.bands[: decision.line.bands.index(decision.band) + 1]
    limits = [band.limit for band in bands if band.limit is not None]
    return limits[-1] if limits else None


def _decides(decision: Decision, value: Value, limit: Limit) -> str:
    vat = "without VAT" if limit.vat == "net" else "with VAT"
    said = f"{pounds(limit.measure(value))} {vat}"
    if decision.band.limit is None:
        return f"{said} is over the limit of {limit_words(limit)}"
    inside = "within" if decision.band.inclusive else "under"
    return f"{said} is {inside} the limit of {limit_words(limit)}"
