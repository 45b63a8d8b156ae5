"""What kind of thing a question is about, and the words that say so."""

from __future__ import annotations

from dataclasses import replace

from buying.domain.known import likely_category
from buying.domain.policy import Category, Policy
from buying.service.trying.amounts import CannotRead


def category_of(
    policy: Policy, item: str, text: str, id: str | None
) -> tuple[Category, tuple[str, ...], list[str]]:
    """The category, the words that led to it, and what had to be assumed."""
    if id is not None:
        named = policy.category(id)
        if named is None:
            known = ", ".join(each.id for each in policy.categories)
            raise CannotRead(f"There is no category “{id}”. There are: {known}.")
        return named, (), []
    for said in (item, text):
        found = policy.category(likely_category(policy, said) or "")
        if found is not None:
            return found, _hits(policy, found, said), []
    usual = next((each for each in policy.categories if not each.words), policy.categories[-1])
    sentence = (
        f"I could not tell what kind of thing that is, so I took “{usual.label}”. "
        "Name another category to be sure."
    )
    return usual, (), [sentence]


def _hits(policy: Policy, category: Category, said: str) -> tuple[str, ...]:
    def alone(word: str) -> Policy:
        return replace(policy, categories=(replace(category, words=(word,)),))

    return tuple(word for word in category.words if likely_category(alone(word), said))
