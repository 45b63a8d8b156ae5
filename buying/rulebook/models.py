"""The parts of the policy that are one file each, from the organisation to its checks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from buying.domain.scoring.rules import USUAL, Method
from buying.rulebook.conditions import Condition
from buying.rulebook.shapes import (
    READ_ONLY,
    CriterionNames,
    Day,
    Id,
    Model,
    Number,
    Text,
    Whole,
    Wording,
)

Approver = Literal["none", "budget_holder", "specialist"]
Authority = Literal["central", "sub_central", "school", "none"]
Country = Literal["England", "Wales", "Scotland", "Northern Ireland"]
Risk = Literal["low", "medium", "high"]
Share = Annotated[Number, Field(ge=0, lt=1)]
"""A rate as a fraction: 0.20 for 20 %."""


class Vat(Model):
    """How the organisation deals with VAT.

    ``recoverable``: it gets VAT back, so whole-life costs are net. ``standard_rate``
    is a fraction. ``prices_typed_as`` is the basis of an amount typed without a word on VAT.
    """

    recoverable: bool
    standard_rate: Share
    prices_typed_as: Literal["net", "gross"]


class Organisation(Model):
    """Whose rules these are. ``version`` is the rulebook's own.

    ``authority``: what the organisation is under the Procurement Act 2023.
    """

    name: Text
    kind: Id
    authority: Authority
    country: Country
    version: Text
    vat: Vat
    contacts: Annotated[Mapping[Id, Text], *READ_ONLY]


class Category(Model):
    """A kind of thing that is bought. ``cpv`` holds first digits of CPV codes.

    ``regime``: one of ``law.yml``. ``may_go_on``: it is often paid for again and again.
    ``individual``: each purchase of it is for another person.
    """

    id: Id
    label: Text
    words: tuple[Text, ...] = ()
    cpv: tuple[Text, ...] = ()
    regime: Id = "goods"
    risk: Risk = "low"
    may_go_on: bool = False
    individual: bool = False


class Categories(Model):
    """The file ``categories.yml``."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]


class DatedValue(Model):
    """A value, and the first day on which it holds."""

    from_: Day = Field(alias="from")
    value: Annotated[Number, Field(ge=0)]


class Threshold(Model):
    """A number of the policy with its unit, VAT basis, source and dates."""

    unit: Literal["GBP", "percent", "days", "count"]
    vat: Literal["net", "gross", "exempt", "none"] | None = None
    source: Text
    values: Annotated[tuple[DatedValue, ...], Field(min_length=1)]

    def on(self, day: date) -> Decimal | None:
        """The value that holds on ``day``; None before the first."""
        held = [dated.value for dated in self.values if dated.from_ <= day]
        return held[-1] if held else None


class Route(Model):
    """A way to buy. ``quotes`` is how many prices are needed.

    ``system``: where it is bought. ``next``: what happens then. ``takes_days``: how long it
    usually takes until the order, in calendar days.
    """

    id: Id
    title: Text
    quotes: Annotated[Whole, Field(ge=0)]
    form_of_quotes: Text
    approver: Approver
    specialist_first: bool = False
    system: Text
    says: Wording
    next: Wording
    takes_days: Annotated[Whole, Field(ge=0)]
    clause: Text


class Band(Model):
    """Values up to and including ``up_to``, or ``below`` it (a threshold's name), and their route.

    The last band of a line has neither.
    """

    up_to: Id | None = None
    below: Id | None = None
    route: Id

    @property
    def limit(self) -> str | None:
        """The threshold at which the band ends, on whichever side of it."""
        return self.up_to or self.below


class Line(Model):
    """One line of the decision table: for which purchases, and their bands from the lowest up."""

    id: Id
    title: Text
    when: Condition | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]


class Table(Model):
    """The decision table as it holds from a day on. The first line that applies decides."""

    from_: Day = Field(alias="from")
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]


class Routes(Model):
    """The file ``routes.yml``: the ways to buy, and which of them a purchase takes."""

    routes: Annotated[tuple[Route, ...], Field(min_length=1)]
    tables: Annotated[tuple[Table, ...], Field(min_length=1)]


class Regime(Model):
    """A body of law. ``thresholds``: by kind of authority, the value from which all of it holds."""

    id: Id
    label: Text
    thresholds: Annotated[Mapping[Authority, Id], *READ_ONLY] = Field(default_factory=dict)
    says: Wording
    source: Text


class Duty(Model):
    """What the law asks (``must``) or allows (``may``) from a day on, where ``when`` holds."""

    id: Id
    label: Text
    kind: Literal["must", "may"]
    from_: Day = Field(alias="from")
    when: Condition | None = None
    says: Wording
    source: Text


class Law(Model):
    """The file ``law.yml``: what holds for every organisation in the country."""

    thresholds: Annotated[Mapping[Id, Threshold], *READ_ONLY]
    regimes: Annotated[tuple[Regime, ...], Field(min_length=1)]
    duties: tuple[Duty, ...] = ()


class SelectionCriterion(Model):
    """What suppliers are compared on (P7). ``words``: other names that people type for it."""

    id: Id
    label: Text
    words: tuple[Text, ...] = ()
    kind: Literal["whole_life_cost", "rating"]
    why: Wording
    criterion: CriterionNames


class ProcessCriterion(Model):
    """What the way of buying is judged by afterwards (P8)."""

    id: Id
    label: Text
    why: Wording
    asks: Wording


class Scoring(Model):
    """How options are scored; what is left out is as ``buying.domain.scoring`` has it.

    ``method``: how cost counts (``docs/scoring.md``), and ``why`` in a sentence; ``least``: by
    criterion, the rating of 1 to 5 that an option needs to be ranked; ``least_quality``: for
    methods that divide cost and quality, the points of 100 that it needs; a price below
    ``low_share`` of the middle one is asked about, from ``low_quotes`` prices on.
    """

    method: Method = USUAL.method
    why: Wording | None = None
    least: Annotated[Mapping[Id, Annotated[Number, Field(ge=1, le=5)]], *READ_ONLY] = Field(
        default_factory=dict
    )
    least_quality: Annotated[Number, Field(ge=0, le=100)] | None = None
    low_share: Annotated[Number, Field(gt=0, lt=1)] = USUAL.low_share
    low_quotes: Annotated[Whole, Field(ge=2)] = USUAL.low_quotes


Weights = Mapping[str, int]
"""Selection criterion to its share of 100."""


class Criteria(Model):
    """The file ``criteria.yml``. ``weights`` has ``default`` and, by category, others.

    A selection criterion that a line of ``weights`` leaves out counts 0. ``reasons`` says in a
    sentence why each line is as it is. ``scoring`` says by which method options are compared.
    """

    selection: Annotated[tuple[SelectionCriterion, ...], Field(min_length=1)]
    weights: Annotated[
        Mapping[Id, Annotated[Mapping[Id, Annotated[Whole, Field(ge=0, le=100)]], *READ_ONLY]],
        *READ_ONLY,
    ]
    reasons: Annotated[Mapping[Id, Wording], *READ_ONLY] = Field(default_factory=dict)
    scoring: Scoring = Scoring()
    process: Annotated[tuple[ProcessCriterion, ...], Field(min_length=1)]
    process_default: Annotated[tuple[Id, ...], Field(min_length=1)]


class Check(Model):
    """A policy check (P4): a plain yes or no, asked where ``when`` holds.

    ``bad_answer`` is the answer that triggers ``then``, and makes the purchase at least as
    risky as ``risk``.
    """

    id: Id
    label: Text
    when: Condition | None = None
    asks: Wording
    bad_answer: bool
    then: Literal["stop", "warn", "note"]
    says: Wording
    clause: Text
    who_can_lift: Text
    risk: Risk = "low"


class Checks(Model):
    """The file ``checks.yml``."""

    checks: tuple[Check, ...]


class Help(Model):
    """A short answer to "what is ...?", with its source."""

    topic: Id
    title: Text
    text: Text
    source: Text
