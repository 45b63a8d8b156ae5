"""What the law asks, which of its columns holds here, and the regime of every category."""

from __future__ import annotations

from collections.abc import Iterator

from buying.rulebook.checking.common import twice, unknown
from buying.rulebook.draft import Draft
from buying.rulebook.models import Law
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

FILE = "law.yml"
AUTHORITIES = {"council": "sub_central", "nhs_trust": "central", "school": "school"}
"""What these kinds of organisation are: NHS trusts count as central government under the
Procurement Act 2023, Schedule 1, and schools are outside its Part 6."""


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``law.yml``, and in what points to it, that its shape does not show."""
    yield from _authority(draft)
    law = draft.law
    if law is None:
        return
    yield from twice(draft, FILE, ("regimes",), [regime.id for regime in law.regimes])
    yield from twice(draft, FILE, ("duties",), [duty.id for duty in law.duties])
    yield from _thresholds(draft, law)
    yield from _categories(draft, law)


def _authority(draft: Draft) -> Iterator[Problem]:
    buyer = draft.organisation
    right = AUTHORITIES.get(buyer.kind) if buyer else None
    if buyer is not None and right not in (None, buyer.authority):
        message = (
            f"the kind '{buyer.kind}' has the authority '{right}' under the Procurement Act 2023, "
            f"not '{buyer.authority}'."
        )
        yield draft.problem("organisation.yml", ("authority",), message)


def _thresholds(draft: Draft, law: Law) -> Iterator[Problem]:
    buyer = draft.organisation
    for position, regime in enumerate(law.regimes):
        path: Path = ("regimes", position, "thresholds")
        for kind, name in regime.thresholds.items():
            where = (*path, kind)
            yield from unknown(draft, FILE, where, "threshold", name, law.thresholds)
            yield from _in_pounds(draft, law, where, name)
        if buyer is None or buyer.authority == "none" or not regime.thresholds:
            continue
        if buyer.authority not in regime.thresholds:
            message = (
                f"'{regime.id}' has no threshold for the authority '{buyer.authority}', "
                "which this organisation is."
            )
            yield draft.problem(FILE, path, message)


def _in_pounds(draft: Draft, law: Law, path: Path, name: str) -> Iterator[Problem]:
    threshold = law.thresholds.get(name)
    if threshold is not None and threshold.unit != "GBP":
        message = f"a threshold of the law is in pounds, and '{name}' is in {threshold.unit}."
        yield draft.problem(FILE, path, message)


def _categories(draft: Draft, law: Law) -> Iterator[Problem]:
    regimes = [regime.id for regime in law.regimes]
    for position, category in enumerate(draft.categories or ()):
        path = ("categories", position, "regime")
        yield from unknown(draft, "categories.yml", path, "regime", category.regime, regimes)
