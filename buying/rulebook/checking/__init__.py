"""Checks that look at more than one key at a time, or at more than one file."""

from __future__ import annotations

from collections.abc import Iterator

from buying.rulebook.checking import (
    bands,
    cases,
    conditions,
    costs,
    dates,
    flow,
    law,
    policy,
    questions,
    rates,
    reminders,
    routes,
    scoring,
    thresholds,
)
from buying.rulebook.checking.coverage import warn
from buying.rulebook.draft import Draft
from buying.rulebook.problems import Problem

__all__ = ["check", "warn"]


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``draft``. Parts that could not be read are passed over."""
    for module in (
        policy,
        scoring,
        thresholds,
        law,
        routes,
        bands,
        dates,
        rates,
        costs,
        questions,
        flow,
        conditions,
        reminders,
        cases,
    ):
        yield from module.check(draft)
