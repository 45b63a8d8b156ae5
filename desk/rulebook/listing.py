"""How the files of a draft are listed: by what they are, each of the first with what it says."""

from __future__ import annotations

from collections.abc import Iterable

from buying.service.rulebooks import DraftFile

GROUPS = {
    "": "The rules",
    "questions": "Questions, one file each",
    "help": "Answers to “what is …?”",
    "cases": "Worked examples, which the check plays through",
}
"""Folders of the rulebook in the order in which the draft lists them."""

SAYS = {
    "organisation.yml": "whose rules they are, VAT, who to ask",
    "categories.yml": "kinds of purchase, and words that suggest them",
    "thresholds.yml": "limits, with their dates and sources",
    "law.yml": "limits and duties of the law",
    "routes.yml": "ways to buy, and which purchase takes which",
    "criteria.yml": "what decides between suppliers, and how the buying is judged",
    "costs.yml": "how long things last, what they cost to keep, how later years count",
    "checks.yml": "policy checks, and what follows from each",
    "workflow.yml": "the order of the questions, and when each is asked",
    "reminders.yml": "who is reminded of what, and after how long",
}
"""What each file of the first group is about."""


def grouped(files: Iterable[DraftFile]) -> dict[str, list[DraftFile]]:
    """Files by folder, in the order of GROUPS; a folder that is not known comes last."""
    found: dict[str, list[DraftFile]] = {folder: [] for folder in GROUPS}
    for file in files:
        folder = file.path.rpartition("/")[0]
        found.setdefault(folder, []).append(file)
    return {folder: listed for folder, listed in found.items() if listed}
