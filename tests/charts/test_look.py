"""Colours and hatches, measured: in grey, on white, and as colour-blind people see them."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from PIL import ImageColor

from buying.charts.look import FILLS, INK, PAPER, SOFT, fills

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
SIGHTS = {
    "full colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
Light = tuple[float, float, float]
COLOURS = [fill.colour for fill in FILLS]


def light(colour: str) -> Light:
    """Linear RGB of a colour (sRGB, IEC 61966-2-1)."""
    shares = (channel / 255 for channel in ImageColor.getrgb(colour)[:3])
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return red, green, blue


def luminance(of: Light) -> float:
    return 0.2126 * of[0] + 0.7152 * of[1] + 0.0722 * of[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((luminance(light(one)), luminance(light(other))))
    return (lighter + 0.05) / (darker + 0.05)


def lab(of: Light) -> Light:
    """CIE L*a*b* of linear RGB, with the white point D65."""
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in of)
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    y = luminance((red, green, blue))
    fx, fy, fz = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x / 0.9505, y, z / 1.089)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, sight: str) -> Light:
    red, green, blue = light(colour)
    first, second, third = (a * red + b * green + c * blue for a, b, c in SIGHTS[sight])
    return lab((first, second, third))


def test_grey_alone_tells_all_parts_apart() -> None:
    greys = [lab(light(colour))[0] for colour in COLOURS]
    assert min(abs(a - b) for a, b in combinations(greys, 2)) >= 7
    assert min(abs(a - b) for a, b in pairwise(greys)) >= 17


@pytest.mark.parametrize("sight", SIGHTS)
def test_parts_stay_apart_for_colour_blind_people(sight: str) -> None:
    found = [seen(colour, sight) for colour in COLOURS]
    for one, other in combinations(found, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 11


def test_every_part_has_a_hatch_of_its_own_which_can_be_seen() -> None:
    assert len({fill.hatch for fill in FILLS}) == len(FILLS)
    for fill in FILLS:
        assert contrast(fill.colour, fill.lines) >= 3


def test_edges_and_words_stand_out_from_the_paper() -> None:
    assert contrast(INK, PAPER) >= 4.5
    assert contrast(SOFT, PAPER) >= 4.5


def test_more_parts_than_fills_are_refused() -> None:
    with pytest.raises(ValueError, match="8 fills, not 9"):
        fills([str(n) for n in range(9)])
