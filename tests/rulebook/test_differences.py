"""The difference between two rulebooks, in words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from buying.rulebook import Rulebook, RulebookError, known_names
from buying.rulebook.contents import Contents, contents_of, read_contents
from buying.rulebook.differences import TOLD, UNTOLD, differences
from buying.rulebook.differences.labels import FIELDS
from buying.rulebook.differences.texts import reworded
from buying.rulebook.loading import build
from tests.conftest import ROOT
from tests.rulebook.conftest import NAMES, SMALL, Copy

Place = tuple[str, int, int, str]


@pytest.fixture
def other(tmp_path: Path) -> Copy:
    """A second copy of the small rulebook, which a test changes."""
    return Copy(Path(shutil.copytree(SMALL, tmp_path / "other")))


def told(small: Copy, other: Copy) -> tuple[str, ...]:
    return differences(small.load(), other.load())


def test_the_same_rules_have_no_difference_whatever_the_comments(small, other):
    for file in ("thresholds.yml", "questions/need.yml", "cases/small.yml"):
        other.write(file, "# A remark.\n\n" + (other.folder / file).read_text("utf-8"))

    assert small.load().fingerprint != other.load().fingerprint
    assert told(small, other) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "sentences"),
    [
        pytest.param(
            "thresholds.yml", "value: 300}", "value: 350}",
            ["The small limit (up to it “Buy it on the card”) is £350 with VAT from 1 July 2026; "
             "it was £300 with VAT."],
            id="a threshold is raised",
        ),
        pytest.param(
            "thresholds.yml", "value: 300}", "value: 300}\n    - {from: 2027-04-01, value: 400.50}",
            ["The small limit (up to it “Buy it on the card”) is £400.50 with VAT from "
             "1 April 2027; until then £300 with VAT."],
            id="a threshold gets a later value",
        ),
        pytest.param(
            "thresholds.yml", "    - {from: 2026-07-01, value: 300}\n", "",
            ["The small limit (up to it “Buy it on the card”) is no longer £300 with VAT from "
             "1 July 2026 on."],
            id="a later value is taken out",
        ),
        pytest.param(
            "thresholds.yml", "gross\n  source: Littlewick rules, 2",
            "net\n  source: Littlewick rules, 2b",
            ["The large limit (below it “Two prices”) is now without VAT; it was with VAT.",
             "The large limit (below it “Two prices”): the source is now “Littlewick rules, 2b”; "
             "it was “Littlewick rules, 2”."],
            id="a threshold's basis and source",
        ),
        pytest.param(
            "law.yml", "value: 207720}", "value: 214904}",
            ["The line is £214,904 with VAT from 1 January 2026; it was £207,720 with VAT."],
            id="a threshold of the law",
        ),
        pytest.param(
            "law.yml", "must", "may",
            ["The law, the legal duty “A notice”: whether it must or may be done is now “may”; "
             "it was “must”."],
            id="a duty",
        ),
        pytest.param(
            "routes.yml", "{below: large_limit, route: prices}",
            "{up_to: large_limit, route: prices}",
            ["The decision table, for “The usual way”: up to the small limit (£250 with VAT from "
             "1 January 2026, £300 with VAT from 1 July 2026) “Buy it on the card”, up to "
             "£4,999.99 with VAT “Two prices”, above that “A specialist leads”. It was: up to the "
             "small limit (£250 with VAT from 1 January 2026, £300 with VAT from 1 July 2026) "
             "“Buy it on the card”, below £4,999.99 with VAT “Two prices”, above that "
             "“A specialist leads”."],
            id="a band's edge",
        ),
        pytest.param(
            "routes.yml", "when: {category: care}", "when: {risk: [medium, high]}",
            ["The decision table, the line of the decision table “Care for people”: when it "
             "applies: the risk is medium or high; until now: the category is “Care”."],
            id="when a line applies",
        ),
        pytest.param(
            "routes.yml", "quotes: 2", "quotes: 1",
            ["The way of buying “Two prices”: the number of prices needed is now 1; it was 2."],
            id="a way of buying",
        ),
        pytest.param(
            "checks.yml", "then: warn", "then: stop",
            ["The check “No private gain”: what follows from that answer (stop, warn or note) is "
             "now “stop”; it was “warn”."],
            id="a check stops instead of warns",
        ),
        pytest.param(
            "checks.yml", "    when: {category: care}\n", "",
            ["The check “No private gain”: when it is asked: always; until now: the category is "
             "“Care”."],
            id="a check is always asked",
        ),
        pytest.param(
            "checks.yml", "asks: Do you have a link with a supplier?",
            "asks: Are you linked to a supplier?",
            ["The check “No private gain”: the wording of the question is now “Are you linked to a "
             "supplier?”; it was “Do you have a link with a supplier?”."],
            id="a check's wording",
        ),
        pytest.param(
            "questions/need.yml", "most: 100", "most: 50",
            ["The question “What you need”, the box “How many?”: the most allowed is now 50; "
             "it was 100."],
            id="a limit of a box",
        ),
        pytest.param(
            "workflow.yml", "        when: {is: worried}\n", "        optional: true\n",
            ["The step “Conflict”: when it is asked: always; until now: worried.",
             "The step “Conflict”: whether it may be skipped is now yes; it was no."],
            id="a step's condition",
        ),
        pytest.param(
            "workflow.yml", "      - category\n      - budget\n",
            "      - budget\n      - category\n",
            ["The step “Budget” is now asked after “What you need”."],
            id="a step moves",
        ),
        pytest.param(
            "criteria.yml", "care: {cost: 30, quality: 70}", "care: {cost: 40, quality: 60}",
            ["For “Care” whole-life cost counts 40 instead of 30 and quality counts 60 instead "
             "of 70."],
            id="weights",
        ),
        pytest.param(
            "criteria.yml", "  care: {cost: 30, quality: 70}\n", "",
            ["For “Care” the usual weights count from now on."],
            id="weights of a category are taken out",
        ),
        pytest.param(
            "categories.yml", "words: [chair, hoist]", "words: [chair, bed, hoist]",
            ["The category “Equipment”: added to the words that suggest it: “bed”."],
            id="a category's words",
        ),
        pytest.param(
            "organisation.yml", "specialists: the clerk", "specialists: the parish clerk",
            ["The organisation: the contact specialists is now “the parish clerk”; it was "
             "“the clerk”."],
            id="a contact",
        ),
        pytest.param(
            "costs.yml", 'through_year: 75, rate: "0.03"', 'through_year: 75, rate: "0.031"',
            ["Costs, the discount rates green book: the rate of a year is now 3.5 % up to year "
             "30, 3.1 % up to year 75 and 2.5 % after that; it was 3.5 % up to year 30, 3 % up to "
             "year 75 and 2.5 % after that."],
            id="a discount rate",
        ),
        pytest.param(
            "cases/small.yml", "route: card", "route: prices",
            ["One worked example is changed: “A chair on the card”."],
            id="a worked example",
        ),
    ],
)  # fmt: skip
def test_a_change_is_told(small, other, file, old, new, sentences):
    other.replace(file, old, new)

    assert list(told(small, other)) == sentences


def test_a_check_that_is_new_or_gone_is_told_both_ways(small, other):
    text = (SMALL / "checks.yml").read_text("utf-8")
    second = (
        text.replace("checks:\n", "").replace("conflict", "gifts").replace("private gain", "gifts")
    )
    other.write("checks.yml", text + second)

    assert told(small, other) == ("The check “No gifts” (gifts) is new.",)
    assert told(other, small) == ("The check “No gifts” (gifts) is taken out.",)


def test_a_long_text_is_told_around_what_is_other(small, other):
    long = "It counts what a thing costs to own and not only what it costs to buy. " * 6
    for copy, word in ((small, "seven"), (other, "nine")):
        copy.write(
            "help/life.md",
            f"# What is a life?\n\n{long}It lasts {word} years. {long}\n\nSource: us\n",
        )

    (sentence,) = told(small, other)

    assert sentence == (
        "The help text “What is a life?”: the text now says “… to buy. It lasts nine years. It "
        "counts what …”; it said “… to buy. It lasts seven years. It counts what …”."
    )


def test_limits_come_first_and_worked_examples_last(small, other):
    other.replace("cases/small.yml", "route: card", "route: prices")
    other.replace("questions/need.yml", "most: 100", "most: 50")
    other.replace("thresholds.yml", "value: 300}", "value: 350}")

    first, second, third = told(small, other)

    assert first.startswith("The small limit")
    assert second.startswith("The question")
    assert third.startswith("One worked example")


def test_every_part_of_a_rulebook_is_told_of():
    assert set(TOLD) | UNTOLD == {field.name for field in fields(Rulebook)}


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_every_key_of_the_rulebook_has_words(model: type[BaseModel]):
    assert set(FIELDS[model]) == set(model.model_fields)


def leaves(contents: Contents) -> Iterator[Place]:
    """Each value in the files: the file, from and to where it stands, and its text."""
    for file, content in contents.files.items():
        if file.endswith(".yml"):
            for node in scalars(yaml.compose(content.decode(), Loader=yaml.SafeLoader)):
                start, end = node.start_mark.index, node.end_mark.index
                yield file, start, end, content.decode()[start:end]


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        yield from scalars(part[1] if isinstance(part, tuple) else part)


def others(text: str) -> Iterator[str]:
    """What might stand in the place of a value and still make a rulebook."""
    swaps = {"true": "false", "false": "true", "warn": "stop", "must": "may", "rating": "text"}
    if text in swaps:
        yield swaps[text]
    elif text.isdigit():
        yield str(int(text) + 1)
    elif text[:2] == "20" and text.count("-") == 2:
        yield (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    elif text.startswith((">", "|")):
        yield f"{text.rstrip()} more\n"
    elif text.startswith('"'):
        yield f'{text[:-1]}1"'
    else:
        yield f"{text}x"


def mutants(contents: Contents, place: Place) -> Iterator[Contents]:
    file, start, end, text = place
    whole = contents.files[file].decode()
    for other in others(text):
        changed = (whole[:start] + other + whole[end:]).encode()
        yield contents_of({**contents.files, file: changed})


def said_of(before: Rulebook, contents: Contents, names: object) -> tuple[str, ...] | None:
    """The differences of a mutant; None where it is no rulebook."""
    try:
        after = build(contents, names)  # type: ignore[arg-type]
    except RulebookError:
        return None
    return differences(before, after)


@pytest.mark.slow
def test_no_value_of_the_small_rulebook_can_change_unsaid():
    contents = read_contents(SMALL)
    before = build(contents, NAMES)
    outcomes = {
        (file, start, text): said_of(before, mutant, NAMES)
        for file, start, end, text in leaves(contents)
        for mutant in mutants(contents, (file, start, end, text))
    }

    assert [place for place, said in outcomes.items() if said == ()] == []
    assert sum(said is not None for said in outcomes.values()) > 100


SHIPPED = read_contents(ROOT / "rulebook")


@cache
def shipped_places() -> list[Place]:
    return list(leaves(SHIPPED))


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_value_of_the_rulebook_that_ships_can_change_unsaid(data):
    before = build(SHIPPED)
    place = data.draw(st.sampled_from(shipped_places()))
    for mutant in mutants(SHIPPED, place):
        said = said_of(before, mutant, known_names())
        assert said is None or said, place
        assert all(sentence.endswith(".") for sentence in said or ())


def test_both_books_are_told_with_their_own_names(small, other):
    other.replace("categories.yml", "label: Care", "label: Help at home")
    other.replace("checks.yml", "when: {category: care}", "when: {category: [care, equipment]}")

    assert (
        "The check “No private gain”: when it is asked: the category is “Help at home” or "
        "“Equipment”; until now: the category is “Care”."
    ) in told(small, other)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("It lasts.", "It breaks.", "is now “It breaks.”; it was “It lasts.”"),
        ("It  lasts.", "It\nlasts.", "has the same words, set out in another way"),
        ("a " * 90, "a " * 91, "now says “… a a a a a”; it said “… a a a a”"),
        ("a " * 90 + "b", "c " + "a " * 90 + "b", "now says “c a a a a …”; it said “a a a a …”"),
    ],
)
def test_a_text_is_told_by_what_is_other(before: str, after: str, said: str):
    assert reworded(before, after) == said
