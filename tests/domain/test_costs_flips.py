"""What would change the order of cost, and whether it hangs on what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buying.domain.costs import (
    GREEN_BOOK,
    KINDS,
    CostError,
    CostFlip,
    CostLine,
    Option,
    Schedule,
    compare,
    depends_on_unknown,
    flips,
    leads_for_certain,
    paybacks,
    why_no_flips,
)
from buying.domain.costs.phrases import SUBJECTS
from buying.domain.money import PENNY
from tests.domain.costing import FREE, LEVEL, hoists, option, rates, uncertain_options, with_line


def said(found: Sequence[CostFlip]) -> list[str]:
    return [flip.sentence for flip in found]


# What is said


def test_how_far_each_figure_may_move_is_said_nearest_first() -> None:
    found = flips([option("A", 3, "100", "5"), option("B", 3, "90", "10")], FREE)

    assert said(found) == [
        "A stays cheapest unless its price is more than £104.99.",
        "B becomes cheapest if its price is less than £85.01.",
        "B becomes cheapest if its servicing costs less than £8.34 a year.",
        "A stays cheapest unless it lasts less than 3 years.",
        "B becomes cheapest if it lasts more than 3 years.",
        "A stays cheapest unless its servicing costs more than £6.66 a year.",
    ]
    assert [flip.then for flip in found] == [("B",)] * 6


def test_a_flip_keeps_its_figures() -> None:
    first = flips([option("A", 3, "100", "5"), option("B", 3, "90", "10")], FREE)[0]

    assert (first.option, first.kind, first.label, first.each_year) == (
        "A",
        "price",
        "Price",
        False,
    )
    assert (first.now, first.at) == (100, Decimal("104.99"))
    assert first.distance == Decimal("0.05")


def test_lives_are_tried_year_by_year() -> None:
    lives = [flip for flip in flips(hoists(), LEVEL) if flip.kind == "life"]

    assert said(lives) == [
        "Sturdy stays cheapest unless it lasts less than 8 years.",
        "Cheap becomes cheapest if it lasts more than 6 years.",
    ]
    assert [(flip.now, flip.at) for flip in lives] == [(10, 8), (5, 6)]


def test_a_resale_counts_the_other_way_round() -> None:
    def sold(name: str, price: str, back: str) -> Option:
        resale = CostLine("residual", Decimal(back), year=2)
        return Option(name, 2, (CostLine("price", Decimal(price)), resale))

    found = flips([sold("A", "100", "50"), sold("B", "120", "60")], FREE)

    assert "A stays cheapest unless it can be sold for less than £40.01." in said(found)
    assert "B becomes cheapest if it can be sold for more than £69.99." in said(found)


def test_when_a_cost_falls_is_said_unless_it_is_at_either_end() -> None:
    lines = (
        CostLine("price", Decimal(50)),
        CostLine("repairs", Decimal(20), year=2),
        CostLine("disposal", Decimal(5), year=4),
        CostLine.yearly("energy", Decimal(1), 2, 3),
        CostLine.yearly("other", Decimal(1), label="LOLER checks"),
        CostLine.yearly("other", Decimal(1), label="Running costs"),
    )
    found = said(flips([Option("A", 4, lines), option("B", 4, "100")], FREE))

    assert "A stays cheapest unless its repairs cost more than £34.99 in year 2." in found
    assert "A stays cheapest unless its disposal costs more than £19.99." in found
    assert (
        "A stays cheapest unless its energy costs more than £8.49 a year in years 2 to 3." in found
    )
    assert "A stays cheapest unless you pay more than £4.74 a year for its LOLER checks." in found
    assert "A stays cheapest unless you pay more than £4.74 a year for its running costs." in found


def test_every_kind_of_line_can_be_said() -> None:
    assert SUBJECTS.keys() == KINDS.keys()


# Where there is nothing to say


def test_a_shared_lead_has_no_flips_and_says_why() -> None:
    pair = [option("A", 3, "100"), option("B", 3, "100"), option("C", 3, "120")]

    assert flips(pair, FREE) == ()
    assert why_no_flips(compare(pair, FREE)) == (
        "A and B cost the same to the penny, so any change would put one of them first."
    )


def test_one_option_alone_has_no_flips_and_says_why() -> None:
    alone = [option("A", 3, "100")]

    assert flips(alone, FREE) == ()
    assert "only one option" in why_no_flips(compare(alone, FREE))
    assert leads_for_certain(compare(alone, FREE))


def test_what_could_not_change_the_order_is_left_out() -> None:
    found = flips([option("A", 3, "100", "1"), option("B", 3, "300", "2")], FREE)

    # Free servicing would not make B cheapest, and its life cannot pass 125 years.
    assert {(f.option, f.kind) for f in found} >= {("A", "price"), ("A", "servicing")}
    assert ("B", "servicing") not in {(flip.option, flip.kind) for flip in found}


def test_no_resale_above_what_is_paid_is_suggested() -> None:
    resale = CostLine("residual", Decimal(10), year=2)
    dear = Option(
        "Dear", 2, (CostLine("price", Decimal(100)), resale, CostLine.yearly("energy", Decimal(80)))
    )
    found = flips([option("Cheap", 2, "20"), dear], FREE)

    assert {flip.kind for flip in found if flip.option == "Dear"} <= {"life"}


def test_a_year_of_nothing_is_refused() -> None:
    with pytest.raises(CostError, match="the time to look at in whole years"):
        flips(hoists(), LEVEL, 0)
    with pytest.raises(CostError, match="the time to look at in whole years"):
        depends_on_unknown(hoists(), LEVEL, 0)


# What always holds


@st.composite
def purchases(draw: st.DrawFn) -> tuple[list[Option], Schedule, int | None]:
    names = "ABC"[: draw(st.integers(2, 3))]
    years = draw(st.sampled_from([None, 6, 12, 60]))
    schedule = draw(st.one_of(st.just(GREEN_BOOK), rates.map(Schedule.level)))
    options = [draw(uncertain_options(name)) for name in names]
    life = draw(st.sampled_from([None, 2, 3, 6]))
    if life is not None and all(one.may_last(life) for one in options):
        # All for as long, so that they are compared by their whole-life cost.
        options = [one.lasting(life) for one in options]
    return options, schedule, years


def changed(options: list[Option], name: str, kind: str, to: Decimal) -> list[Option]:
    def change(one: Option) -> Option:
        return one.lasting(int(to)) if kind == "life" else with_line(one, kind, to)

    return [change(one) if one.name == name else one for one in options]


def beyond(flip: CostFlip) -> Decimal:
    step = Decimal(1) if flip.kind == "life" else PENNY
    return flip.at + (step if "more than" in flip.sentence else -step)


@given(purchases())
def test_every_flip_flips_and_just_short_of_it_does_not(
    purchase: tuple[list[Option], Schedule, int | None],
) -> None:
    options, schedule, years = purchase
    leaders = compare(options, schedule, years).cheapest
    for flip in flips(options, schedule, years):
        short = changed(options, flip.option, flip.kind, flip.at)
        assert compare(short, schedule, years).cheapest == leaders, flip
        past = changed(options, flip.option, flip.kind, beyond(flip))
        after = compare(past, schedule, years).cheapest
        assert after != leaders, flip
        assert flip.then == tuple(name for name in after if name not in leaders), flip


@given(purchases())
def test_a_figure_without_a_flip_cannot_change_the_order(
    purchase: tuple[list[Option], Schedule, int | None],
) -> None:
    options, schedule, years = purchase
    both = compare(options, schedule, years)
    if why_no_flips(both):
        return
    found = {(flip.option, flip.kind) for flip in flips(options, schedule, years)}
    for name, kind, furthest in extremes(options, leader=both.cheapest[0]):
        if (name, kind) not in found:
            far = changed(options, name, kind, furthest)
            assert compare(far, schedule, years).cheapest == both.cheapest, (name, kind)


def extremes(options: list[Option], leader: str) -> Iterator[tuple[str, str, Decimal]]:
    """How far each figure may go in the direction that could change the order."""
    for one in options:
        paid = next(line.amount for line in one.lines if line.kind == "price")
        back = next(line.amount for line in one.lines if line.kind == "residual")
        leads = one.name == leader
        yield one.name, "servicing", Decimal(10**9) if leads else Decimal(0)
        yield one.name, "price", Decimal(10**9) if leads else back
        yield one.name, "residual", Decimal(0) if leads else paid
        for life in range(1, one.life_years) if leads else (one.life_years + 1, 40, 125):
            if one.may_last(life):
                yield one.name, "life", Decimal(life)


@given(purchases(), st.randoms())
def test_the_order_of_options_does_not_matter(
    purchase: tuple[list[Option], Schedule, int | None], random: object
) -> None:
    options, schedule, years = purchase
    turned = list(reversed(options))

    assert flips(turned, schedule, years) == flips(options, schedule, years)
    assert depends_on_unknown(turned, schedule, years) == depends_on_unknown(
        options, schedule, years
    )


@st.composite
def monsters(draw: st.DrawFn, name: str) -> Option:
    life = draw(st.integers(1, 125))
    amounts = st.decimals(0, 10**15 - 1, places=draw(st.integers(0, 12)))
    price, each, once = draw(amounts), draw(amounts), draw(amounts)
    lines = (
        CostLine("price", price),
        CostLine.yearly("energy", each, high=10**15 - Decimal(1)),
        CostLine("disposal", once, year=life, low=Decimal(0)),
        CostLine("residual", price, year=draw(st.integers(0, life))),
    )
    return Option(name, life, lines, draw(st.integers(1, life)), 125)


@pytest.mark.slow
@settings(deadline=None)
@given(monsters("A"), monsters("B"), st.decimals("-0.1", "0.999", places=3))
def test_any_figures_that_are_let_in_get_an_answer(a: Option, b: Option, rate: Decimal) -> None:
    schedule = Schedule.level(rate)
    both = compare([a, b], schedule)
    assert all(flip.sentence for flip in flips([a, b], schedule))
    assert all(doubt.sentence for doubt in depends_on_unknown([a, b], schedule))
    assert all(one.extra > 0 for one in paybacks([a, b], schedule))
    assert leads_for_certain(both) in (True, False)


# What nobody knows for certain


def guessed(one: Option, low: str, high: str, *, assumed: bool = False) -> Option:
    price, each = one.lines
    span = replace(each, low=Decimal(low), high=Decimal(high), assumed=assumed)
    return replace(one, lines=(price, span))


def test_a_range_that_could_change_the_winner_is_said() -> None:
    a, b = option("A", 3, "100", "5"), option("B", 3, "90", "10")

    (found,) = depends_on_unknown([guessed(a, "2", "8"), b], FREE)

    assert found.sentence == (
        "A may need from £2 to £8 a year for servicing. At £8 a year, B is cheapest."
    )
    assert (found.option, found.kind, found.low, found.high) == ("A", "servicing", 2, 8)
    assert (found.then, found.assumed) == (("B",), False)


def test_a_usual_figure_says_that_nobody_knew_the_real_one() -> None:
    a, b = option("A", 3, "100", "5"), option("B", 3, "90", "10")

    (found,) = depends_on_unknown([a, guessed(b, "0", "20", assumed=True)], FREE)

    assert found.sentence == (
        "B may need from £0 to £20 a year for servicing. That is a usual figure, because nobody "
        "knew the real one. At £0 a year, B is cheapest."
    )


def test_a_range_that_cannot_change_the_winner_is_not_said() -> None:
    a, b = option("A", 3, "100", "5"), option("B", 3, "90", "10")
    near = [guessed(a, "4", "6"), guessed(b, "9", "12")]

    assert depends_on_unknown(near, FREE) == ()
    assert leads_for_certain(compare([guessed(a, "4", "5"), b], FREE))


def test_small_doubts_may_add_up_to_another_winner() -> None:
    a, b = option("A", 3, "100", "5"), option("B", 3, "90", "10")
    both = [guessed(a, "4", "6"), guessed(b, "8.5", "12")]

    # 100 + 3 x 6 = 118 against 90 + 3 x 8.50 = 115.50; one of the two alone would not do.
    assert depends_on_unknown(both, FREE) == ()
    assert not leads_for_certain(compare(both, FREE))


def test_a_life_that_is_not_certain_may_decide() -> None:
    cheap, sturdy = hoists()
    doubtful = replace(sturdy, life_low=5, life_high=12)

    (found,) = depends_on_unknown([cheap, doubtful], LEVEL)

    assert found.sentence == (
        "Sturdy may last from 5 to 12 years. If it lasts 7 years, Cheap is cheapest."
    )
    assert (found.kind, found.low, found.high) == ("life", 5, 12)


def test_a_shared_lead_is_never_certain() -> None:
    assert not leads_for_certain(compare([option("A", 1, "5"), option("B", 1, "5")], FREE))


@given(purchases())
def test_who_leads_for_certain_leads_whatever_one_figure_is(
    purchase: tuple[list[Option], Schedule, int | None],
) -> None:
    options, schedule, years = purchase
    both = compare(options, schedule, years)
    if leads_for_certain(both):
        assert [d for d in depends_on_unknown(options, schedule, years) if d.kind != "life"] == []
