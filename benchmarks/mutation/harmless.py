"""Slips that change nothing for any purchase, and why. No worked example could notice them.

A test tries each, and says so if one is noticed after all.
"""

from __future__ import annotations

HARMLESS = {
    "lines 'over_the_line' and 'health_care' change places": (
        "health care has no legal threshold, so no purchase is for both lines"
    ),
    "lines 'health_care' and 'over_the_line' change places": (
        "health care has no legal threshold, so no purchase is for both lines"
    ),
    "lines 'high_risk' and 'everyday' change places": (
        "no check that makes a purchase a high risk is asked about everyday supplies"
    ),
    "'health': individual is False, not True": (
        "health care goes the same way whatever its value, so its parts are no matter"
    ),
    "'lift' does not stand on 'checks'": (
        "new checks ask what to do about the stop again, and the lift stands on that"
    ),
    "'advice' does not stand on 'option'": (
        "a new price asks what to put to the specialist again, and advice stands on that"
    ),
    "'advice' does not stand on 'choose'": (
        "a new choice asks what to put to the specialist again, and advice stands on that"
    ),
    "'option': optional is True, not False": (
        "a question that is asked several times is needed as often as its route says"
    ),
    "'advice_ask': optional is False, not True": (
        "the question's own file says as well that it may be passed over"
    ),
    "'answered: proposal_reply' left out": (
        "the step before waits for that very answer, which cannot be passed over"
    ),
}
"""By what was done."""
CENTRAL_HARMLESS = {
    "part 2 of 'any_of': 'authority: sub_central' left out": (
        "central government publishes from £12,000, so also from £30,000"
    ),
}
"""Those that change nothing where the organisation counts as central government."""


def harmless(what: str, authority: str) -> bool:
    """Whether the slip that ``what`` names can make no difference to such an organisation."""
    return what in HARMLESS or (authority == "central" and what in CENTRAL_HARMLESS)
