"""Weights in one reply: whatever is said, they make 100 or a sentence says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.reading.results import Unreadable
from buying.domain.reading.weights import Weighed, read
from buying.domain.weights import NotAHundred, fill, shares


@dataclass(frozen=True)
class Thing:
    id: str
    label: str
    words: tuple[str, ...] = ()


CRITERIA = (
    Thing("whole_life_cost", "Whole-life cost", ("price", "cost", "running costs")),
    Thing("quality", "Quality", ("well made",)),
    Thing("outcomes", "Outcomes for people", ("results", "people")),
    Thing("sustainability", "Sustainability and social value", ("green", "local")),
    Thing("value_for_money", "Value for money", ("value", "worth")),
)
IDS = [thing.id for thing in CRITERIA]
NOW = dict(zip(IDS, (30, 30, 30, 10, 0), strict=True))


def weights(text: str, now: Mapping[str, int] = NOW) -> list[int]:
    """The weights in the order of the criteria."""
    found = read(text, CRITERIA, now)
    assert isinstance(found, Weighed), found
    assert found.ask is None
    return [found.weights[id] for id in IDS]


def sentence(text: str) -> str:
    found = read(text, CRITERIA, NOW)
    assert isinstance(found, Unreadable), found
    return found.sentence


class TestNamed:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("quality 50, price 30, rest equal", [30, 50, 10, 10, 0]),
            ("50% quality 30 cost rest the same", [30, 50, 10, 10, 0]),
            ("I want 50 for quality and 30 for price please", [30, 50, 15, 5, 0]),
            ("quality fifty, price thirty, the others as before", [30, 50, 15, 5, 0]),
            ("Quality: 50; Whole-life cost: 30; rest equal.", [30, 50, 10, 10, 0]),
            ("quality-50, price-30", [30, 50, 15, 5, 0]),
            ("quality 60 per cent and cost 40 points", [40, 60, 0, 0, 0]),
            ("quality 70, rest on price", [30, 70, 0, 0, 0]),
            ("quality 40 price 40 rest 10 each", [40, 40, 10, 10, 0]),
            ("quality and price 50 each", [50, 50, 0, 0, 0]),
            ("50 each for quality and price", [50, 50, 0, 0, 0]),
            ("sustainability and social value 40, quality 60", [0, 60, 0, 40, 0]),
            ("quality 100", [0, 100, 0, 0, 0]),
            ("price 0", [0, 43, 43, 14, 0]),
            ("value 20", [24, 24, 24, 8, 20]),
            ("quality 50, quality 50", [22, 50, 21, 7, 0]),
            ("sustain 30", [24, 23, 23, 30, 0]),
            ("40 30 20 10", [40, 30, 20, 10, 0]),
            ("40, 30, 10, 10, 10", [40, 30, 10, 10, 10]),
        ],
    )
    def test_a_line_gives_all_the_weights(self, text: str, expected: list[int]) -> None:
        assert weights(text) == expected

    def test_what_is_shown_ends_in_100_and_leaves_out_what_counts_nothing(self) -> None:
        found = read("quality 70, rest on price", CRITERIA, NOW)
        assert isinstance(found, Weighed)
        assert found.shown == "Whole-life cost 30, Quality 70 = 100"

    @pytest.mark.parametrize(
        ("text", "how"),
        [
            ("quality 50", "The others keep their shares of the 50 that are left."),
            ("quality 50, rest equal", "The others share the 50 that are left."),
            ("quality 70, rest on price", ""),
            ("all equal", ""),
        ],
    )
    def test_it_says_how_the_others_were_filled_up(self, text: str, how: str) -> None:
        found = read(text, CRITERIA, NOW)
        assert isinstance(found, Weighed)
        assert found.how == how

    def test_the_rest_goes_to_those_at_0_where_no_others_are_left(self) -> None:
        now = {**dict.fromkeys(IDS, 0), "quality": 100}
        assert weights("quality 40, rest equal", now) == [15, 40, 15, 15, 15]

    def test_a_name_that_is_nearly_right_is_asked_about(self) -> None:
        found = read("kwality 50, price 50", CRITERIA, NOW)
        assert isinstance(found, Weighed)
        assert found.ask == "I read that as Whole-life cost 50, Quality 50 = 100. Is that right?"


class TestChanged:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("all equal", [25, 25, 25, 25, 0]),
            ("everything the same", [25, 25, 25, 25, 0]),
            ("rest equal", [25, 25, 25, 25, 0]),
            ("more quality", [26, 40, 26, 8, 0]),
            ("a bit more quality", [26, 40, 26, 8, 0]),
            ("we should weigh quality more", [26, 40, 26, 8, 0]),
            ("less price, more quality", [20, 40, 30, 10, 0]),
            ("double quality", [17, 60, 17, 6, 0]),
            ("half the price", [15, 37, 36, 12, 0]),
            ("no outcomes", [43, 43, 0, 14, 0]),
            ("only quality", [0, 100, 0, 0, 0]),
        ],
    )
    def test_words_without_figures_change_them(self, text: str, expected: list[int]) -> None:
        assert weights(text) == expected

    def test_more_never_goes_over_100_and_less_never_below_0(self) -> None:
        now = {**dict.fromkeys(IDS, 0), "quality": 96, "outcomes": 4}
        assert weights("more quality", now) == [0, 100, 0, 0, 0]
        assert weights("less outcomes", now) == [0, 100, 0, 0, 0]


class TestNotReadable:
    @pytest.mark.parametrize(
        ("text", "says"),
        [
            (
                "quality 50 price 60",
                "Quality 50 and Whole-life cost 60 come to 110, and all together must make 100. "
                "Take off 10.",
            ),
            ("quality 110", "Quality 110 is more than 100. Give it 100 or less."),
            ("price 1,000", "Whole-life cost 1000 is more than 100. Give it 100 or less."),
            ("quality 110, rest price", "Quality 110 is more than 100. Give it 100 or less."),
            (
                "quality 60 and price 60, rest 20",
                "Quality 60 and Whole-life cost 60 come to 120, and all together must make 100. "
                "Take off 20.",
            ),
            (
                "25 each",
                "Please give a name with each number, for example "
                "“Quality 50, Whole-life cost 30, rest equal”.",
            ),
            (
                "quality 50, rest nothing",
                "Quality 50 comes to 50, and all together must make 100. Add 50.",
            ),
            (
                "quality 50, quality 30",
                "Quality is there twice, with 50 and 30. Please say which it is.",
            ),
            ("quality 50 price", "I did not get a number for “price”."),
            (
                "carrots 50",
                "I do not know “carrots”. You can weigh Whole-life cost, Quality, Outcomes for "
                "people, Sustainability and social value and Value for money.",
            ),
            (
                "quality 33.3",
                "Please use whole numbers, not 33.3: for example “Quality 50, Whole-life cost 30, "
                "rest equal”.",
            ),
            (
                "10 20",
                "I cannot tell which number is for what. Please name them, for example "
                "“Quality 50, Whole-life cost 30, rest equal”.",
            ),
            (
                "quality and price 50",
                "I cannot tell how 50 is shared out. Give each its own number, for example "
                "“Quality 50, Whole-life cost 30, rest equal”.",
            ),
            (
                "quality 40, price 40, rest 5",
                "The rest comes to 20, not 5. Please say it again, for example "
                "“Quality 50, Whole-life cost 30, rest equal”.",
            ),
        ],
    )
    def test_it_says_what_is_wrong_and_what_to_do(self, text: str, says: str) -> None:
        assert sentence(text) == says

    @pytest.mark.parametrize("text", ["50", "", "ok", "go back", "dunno", "what is quality?", "😀",
                                      "more", "no", "only"])  # fmt: skip
    def test_what_is_not_about_weights_is_left_to_others(self, text: str) -> None:
        assert read(text, CRITERIA, NOW) is None


shares_of_100 = st.lists(st.integers(0, 100), min_size=5, max_size=5).filter(any)


@given(st.integers(0, 1000), shares_of_100)
def test_shares_always_come_to_the_total_and_are_fair(total: int, parts: list[int]) -> None:
    given_parts = dict(zip(IDS, parts, strict=True))
    found = shares(total, given_parts)
    assert sum(found.values()) == total
    for name, part in given_parts.items():
        assert abs(found[name] - total * part / sum(parts)) < 1


@given(shares_of_100, st.dictionaries(st.sampled_from(IDS), st.integers(0, 120)),
       st.sampled_from(["keep", "equal", "nothing"]))  # fmt: skip
def test_filled_weights_always_make_100_and_are_never_negative(
    parts: list[int], named: dict[str, int], rest: str
) -> None:
    now = shares(100, dict(zip(IDS, parts, strict=True)))
    try:
        found = fill(now, named, rest)  # type: ignore[arg-type]
    except NotAHundred:
        assert sum(named.values()) != 100
    else:
        assert sum(found.values()) == 100
        assert min(found.values()) >= 0
        assert found.items() >= named.items()


words = st.sampled_from(
    ["quality", "price", "cost", "green", "people", "value", "rest", "equal", "the same", "each",
     "and", ",", ";", "50", "30%", "20", "0", "120", "more", "less", "double", "no", "-",
     "as before", "kwality", "carrots", "please", "3.5", "all", "nothing"]
)  # fmt: skip


@given(st.one_of(st.lists(words, max_size=12).map(" ".join), st.text(max_size=40)), shares_of_100)
def test_any_text_gives_100_or_a_sentence_or_nothing(text: str, parts: list[int]) -> None:
    now = shares(100, dict(zip(IDS, parts, strict=True)))
    found = read(text, CRITERIA, now)
    if isinstance(found, Weighed):
        assert sum(found.weights.values()) == 100
        assert min(found.weights.values()) >= 0
        assert list(found.weights) == IDS
        assert found.shown.endswith("= 100")
    elif found is not None:
        assert found.sentence.endswith((".", "”."))
