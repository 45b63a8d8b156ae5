"""What each key of the rulebook's files is called when its change is told."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from buying.rulebook import costs, models, reminders
from buying.rulebook.flow import Case, Stage, WorkflowStep
from buying.rulebook.questions import Choice, FormField, Limits, Question

SILENT = ""
"""For a key that is what a thing is known by, or that is compared in a way of its own."""

Model = type[BaseModel]

_ASKING = {
    "id": SILENT,
    "label": "the label",
    "hint": "the hint",
    "kind": "the kind of answer",
    "choices": "the choices",
    "choices_from": "where the choices come from",
    "optional": "whether it may be skipped",
    "estimate": "whether it may be between two figures, or not known",
    "limits": "the limits",
}
_RATES = {"source": "the source", "from_": "the first day", "steps": "the rate of a year"}
_REMINDER = {
    "id": SILENT,
    "remind": "the number of working days after which it is sent",
    "title": "the title",
    "says": "the words",
}
_SHARED_TEXT = {"id": SILENT, "label": "the name", "says": "the advice", "source": "the source"}

FIELDS: Mapping[Model, Mapping[str, str]] = {
    models.Vat: {
        "recoverable": "whether it gets VAT back",
        "standard_rate": "the standard rate of VAT",
        "prices_typed_as": "how an amount without a word on VAT is read",
    },
    models.Organisation: {
        "name": "the name",
        "kind": "the kind of organisation",
        "authority": "what it is under the Procurement Act",
        "country": "the country",
        "version": "the name of this version",
        "vat": "VAT",
        "contacts": "the contact",
    },
    models.Category: {
        "id": SILENT,
        "label": "the name",
        "words": "the words that suggest it",
        "cpv": "the procurement codes (CPV)",
        "regime": "the law that it falls under",
        "risk": "the risk",
        "may_go_on": "whether it is often paid for again and again",
        "individual": "whether each purchase is for another person",
    },
    models.Route: {
        "id": SILENT,
        "title": "the title",
        "quotes": "the number of prices needed",
        "form_of_quotes": "the form of the prices",
        "approver": "who approves",
        "specialist_first": "whether a specialist must look first",
        "system": "where it is bought",
        "says": "the advice",
        "next": "what happens next",
        "takes_days": "the days that it usually takes",
        "clause": "the rule behind it",
    },
    models.Line: {
        "id": SILENT,
        "title": "the title",
        "when": "when it applies",
        "bands": SILENT,
    },
    models.Regime: {**_SHARED_TEXT, "thresholds": "the limit for"},
    models.Duty: {
        **_SHARED_TEXT,
        "kind": "whether it must or may be done",
        "from_": "the first day",
        "when": "when it applies",
    },
    models.Law: {"thresholds": SILENT, "regimes": "the kinds of law", "duties": "the duties"},
    models.SelectionCriterion: {
        "id": SILENT,
        "label": "the name",
        "kind": "how it is judged",
        "why": "the reason given",
        "criterion": "the criterion of the standard",
        "words": "the words that mean it",
    },
    models.ProcessCriterion: {
        "id": SILENT,
        "label": "the name",
        "why": "the reason given",
        "asks": "the wording of the question",
    },
    models.Criteria: dict.fromkeys(
        ("selection", "weights", "reasons", "scoring", "process", "process_default"), SILENT
    ),
    models.Scoring: {
        "method": "the method",
        "why": "the reason given for the method",
        "least": "the least rating for",
        "least_quality": "the least points for quality",
        "low_share": "the share of the middle price under which a price is asked about",
        "low_quotes": "the number of prices from which low ones are asked about",
    },
    costs.Costs: {
        "discount_rates": "the discount rates",
        "default_rate": "the rates that are used",
        "vat_rates": "the rate of VAT for",
        "tariffs": "the tariff",
        "lines": "the kind of cost",
        "categories": "what is usual for",
    },
    costs.RateVersion: _RATES,
    costs.DiscountRates: {**_RATES, "later": "the later rates"},
    costs.VatRate: {"rate": "the rate", "source": "the source"},
    costs.CostKind: {
        "label": "the label",
        "hint": "the hint",
        "each": "how often it comes",
        "when": "when it comes",
    },
    costs.Tariff: {
        "label": "the name",
        "unit": "the unit",
        "vat": "how VAT is in it",
        "from_": "the first day",
        "low": "the lowest price",
        "likely": "the likely price",
        "high": "the highest price",
        "source": "the source",
    },
    costs.Life: {
        "low": "the fewest years that it lasts",
        "likely": "the years that it likely lasts",
        "high": "the most years that it lasts",
        "source": "the source of the years",
    },
    costs.Shares: {
        "low": "the lowest share of the price",
        "likely": "the likely share of the price",
        "high": "the highest share of the price",
    },
    costs.UsualLine: {
        "share_of_price": "the share of the price",
        "asked": "whether staff are asked",
        "source": "the source",
    },
    costs.CategoryCosts: {"life": "the years it lasts", "lines": "the cost"},
    models.Check: {
        "id": SILENT,
        "label": "the name",
        "when": "when it is asked",
        "asks": "the wording of the question",
        "bad_answer": "the answer that matters",
        "then": "what follows from that answer (stop, warn or note)",
        "says": "the advice",
        "clause": "the rule behind it",
        "who_can_lift": "who can lift it",
        "risk": "the risk that the answer brings",
    },
    models.Help: {
        "topic": SILENT,
        "title": "the title",
        "text": "the text",
        "source": "the source",
    },
    reminders.Reminders: {
        "days_off": "the days off",
        "waiting": "what waits for somebody else",
        "slow": "what takes longer than usual",
        "unanswered": "questions that wait",
        "dates": "days that were given",
    },
    reminders.Waiting: {
        "remind": "the number of working days after which those who were asked are reminded",
        "tell": "the number of working days after which the person who buys is told",
    },
    reminders.Slow: {"over": "the number of days over the usual ones after which it is told"},
    reminders.Unanswered: {
        **_REMINDER,
        "stages": "the stages",
        "questions": "the questions",
        "unless": "the answer that makes it needless",
    },
    reminders.OnDate: {
        **_REMINDER,
        "date": "the day that counts",
        "open": "the question that must be open",
    },
    Limits: {
        "least": "the least allowed",
        "most": "the most allowed",
        "longest": "the most characters",
        "earliest": "the earliest day",
        "latest_years": "how many years ahead a day may be",
        "whole": "whether only whole numbers are allowed",
    },
    Choice: {
        "value": SILENT,
        "label": "the label",
        "hint": "the hint",
        "reopens": "the question that it opens again",
        "ends": "how it ends the purchase",
    },
    FormField: {
        **_ASKING,
        "when": "when it is asked",
        "group": "the heading that it stands under",
        "usual": "the choice that is made beforehand",
    },
    Question: {
        **_ASKING,
        "asks": "the wording",
        "why": "the reason given",
        "criterion": "the criterion of the standard",
        "fields": "the boxes",
        "fields_from": "where the boxes come from",
        "personal_data_warning": "whether it warns of personal data",
        "default_from": "where the answer that is offered comes from",
    },
    Stage: {
        "id": SILENT,
        "title": "the title",
        "criterion": "the criterion of the standard",
        "steps": SILENT,
    },
    WorkflowStep: {
        "ask": SILENT,
        "when": "when it is asked",
        "of": "who answers",
        "stands_on": "the answers that it rests on",
        "optional": "whether it may be skipped",
        "repeat": "how often it is asked",
        "shows": "what it shows",
    },
}

KINDS: Mapping[Model, tuple[str, str, str]] = {
    models.Category: ("category", "id", "label"),
    models.Route: ("way of buying", "id", "title"),
    models.Line: ("line of the decision table", "id", "title"),
    models.Regime: ("kind of law", "id", "label"),
    models.Duty: ("legal duty", "id", "label"),
    models.SelectionCriterion: ("criterion", "id", "label"),
    models.ProcessCriterion: ("criterion for looking back", "id", "label"),
    models.Check: ("check", "id", "label"),
    costs.RateVersion: ("version", "from_", "from_"),
    models.Help: ("help text", "topic", "title"),
    Choice: ("choice", "value", "label"),
    FormField: ("box", "id", "label"),
    Question: ("question", "id", "label"),
    Stage: ("stage", "id", "title"),
    reminders.Unanswered: ("reminder of a question", "id", "title"),
    reminders.OnDate: ("reminder of a day", "id", "title"),
    Case: ("worked example", "title", "title"),
}
"""Things that come in collections: what one is called, what it is known by, and its name."""
