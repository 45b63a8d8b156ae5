"""Which names of suppliers are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.suppliers import also_known_as, legal_form, match_name

names = st.text(max_size=60)
words = st.lists(st.from_regex(r"[b-z]{2,8}", fullmatch=True), min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WSP UK Limited", "WSP UK Ltd"),
        ("WSP UK Limited", "wsp u.k."),
        ("Sample & Sons Ltd.", "Sample and Sons Limited"),
        ("The Sample Trust", "SAMPLE TRUST"),
        ("J.E.M. Sample Care Limited", "JEM Sample Care Ltd"),
        ("Sample's Taxis", "Sample’s Taxis"),
        ("Sample Care C.I.C.", "Sample Care Community Interest Company"),
        ("Sample Housing LLP", "Sample Housing Limited Liability Partnership"),
        ("Sample Holdings plc", "Sample Holdings Public Limited Company"),
        ("Sample Ltd T/A Demo Lifts", "Sample Limited trading as Demo Lifts"),
        ("Sample Ltd T/A Demo Lifts", "SAMPLE t/a DEMO LIFTS LTD"),
        ("Café Sample", "Cafe Sample"),
        ("Sample Care (Anytown) Ltd", "Sample Care - Anytown"),
    ],
)
def test_two_ways_to_write_one_name_agree(one: str, other: str) -> None:
    assert match_name(one) == match_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sample Care", "Sample Caring"),
        ("Sample UK Ltd", "Sample Ltd"),
        ("Sample 16 Limited", "Sample 17 Limited"),
        ("Care Sample", "Sample Care"),
    ],
)
def test_two_names_that_differ_in_a_word_do_not_agree(one: str, other: str) -> None:
    assert match_name(one) != match_name(other)


@given(names)
def test_a_compared_name_compares_as_itself(name: str) -> None:
    assert match_name(match_name(name)) == match_name(name)


@given(names)
def test_capitals_and_spaces_around_do_not_matter(name: str) -> None:
    assert match_name(f"  {name.casefold()}\t") == match_name(name)


@given(names)
def test_a_name_with_a_letter_or_a_digit_never_compares_as_nothing(name: str) -> None:
    assert bool(match_name(f"{name} Sample")) and bool(match_name("7" + name))


@given(words, st.sampled_from(["Ltd", "LIMITED", "plc", "L.L.P.", "C.I.C.", "Ltd.", "Cyf"]))
def test_the_legal_form_at_the_end_does_not_matter(name: str, form: str) -> None:
    assert match_name(f"{name} {form}") == match_name(f"{name}, {form}")
    assert match_name(f"x{name} {form}") == match_name(f"x{name}")


def test_a_name_of_signs_alone_compares_as_nothing() -> None:
    assert match_name("🙂 !!") == ""


def test_a_name_that_is_only_a_legal_form_is_kept() -> None:
    assert match_name("Limited") == match_name("Ltd") == "ltd"


def test_both_sides_of_trading_as_are_names_too() -> None:
    assert also_known_as("Sample Ltd T/A The Demo Lifts") == ("sample", "demo lifts")
    assert also_known_as("Ta Ta Nursery") == ("ta", "nursery")
    assert also_known_as("Sample Ltd") == ()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Sample UK LLP", "llp"),
        ("Sample UK Limited", "ltd"),
        ("Sample Ltd T/A Demo Lifts", "ltd"),
        ("Sample Taxis", None),
        ("Limited", None),
    ],
)
def test_the_legal_form_is_that_of_the_firm_itself(name: str, form: str | None) -> None:
    assert legal_form(name) == form
