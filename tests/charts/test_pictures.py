"""Pictures of costs, opened with other people's readers of SVG and PNG."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageColor

from buying.charts import CostChart, Shape, alt_text, png, size, svg
from buying.charts.look import FILLS
from tests.charts.charts import EXTREMES, HARBOUR, TWO, big, chart, option, part

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 300_000
every = pytest.mark.parametrize("drawn", EXTREMES.values(), ids=EXTREMES.keys())
shapes = pytest.mark.parametrize("shape", ["wide", "narrow"])


class Elsewhere(NamedTuple):
    """What a process printed, and the folders that it had."""

    home: Path
    data: Path
    printed: str


@pytest.fixture(autouse=True)
def folder(data_dir: Path) -> Path:
    """A data folder of the test's own."""
    return data_dir


def opened(drawn: CostChart, shape: Shape = "narrow") -> Image.Image:
    return Image.open(io.BytesIO(in_dots(drawn, shape))).convert("RGB")


def in_dots(drawn: CostChart, shape: Shape = "narrow") -> bytes:
    """A PNG, always asked for in the same way, so that it is drawn once for all tests."""
    return png(drawn, shape)


def tree(drawn: CostChart, shape: Shape = "wide") -> ElementTree.Element:
    return ElementTree.fromstring(svg(drawn, shape))


def share_of(picture: Image.Image, colour: str) -> float:
    """The share of dots that are nearly of ``colour``."""
    wanted = ImageColor.getrgb(colour)
    dots = picture.getcolors(1 << 24) or []
    near = sum(count for count, dot in dots if _near(dot, wanted))
    return near / (picture.width * picture.height)


@every
def test_a_png_is_sharp_small_and_has_something_on_it(drawn: CostChart) -> None:
    picture = opened(drawn)
    assert picture.width == 600
    assert picture.height >= 400
    assert len(in_dots(drawn)) <= MOST_BYTES
    assert share_of(picture, "#ffffff") > 0.3
    assert share_of(picture, "#0b0c0c") > 0.003


@every
@shapes
def test_the_size_that_is_told_is_that_of_the_drawing(drawn: CostChart, shape: Shape) -> None:
    made = [float(number) for number in tree(drawn, shape).get("viewBox", "").split()]
    in_pixels = [number * 96 / 72 for number in made[2:]]
    assert size(drawn, shape) == pytest.approx(in_pixels, abs=0.6)


@every
@shapes
def test_an_svg_is_well_made_and_named_for_screen_readers(drawn: CostChart, shape: Shape) -> None:
    root = tree(drawn, shape)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    ids = {each.get("id"): each for each in root if each.get("id")}
    named = [ids[name] for name in (root.get("aria-labelledby") or "").split()]
    assert [each.tag for each in named] == [f"{SVG}title", f"{SVG}desc"]
    assert named[0].text == drawn.title
    assert named[1].text


@every
def test_an_svg_holds_nothing_that_a_strict_content_policy_forbids(drawn: CostChart) -> None:
    allowed = {
        "svg", "title", "desc", "defs", "g", "path", "use", "pattern", "rect", "clipPath",
    }  # fmt: skip
    for each in tree(drawn).iter():
        assert each.tag.removeprefix(SVG) in allowed
        assert "style" not in each.attrib
        assert not any(name.startswith("on") for name in each.attrib)
        links = [value for name, value in each.attrib.items() if name.endswith("href")]
        assert all(link.startswith("#") for link in links)


def test_the_description_says_what_the_words_beside_the_picture_say() -> None:
    described = tree(TWO).find(f"{SVG}desc")
    assert described is not None
    assert described.text == alt_text(TWO)


@pytest.mark.parametrize(
    ("drawn", "shape"),
    [
        *((each, "narrow") for each in EXTREMES.values()),
        (EXTREMES["hostile names"], "wide"),
        (EXTREMES["a thousand million"], "wide"),
    ],
)
def test_nothing_stands_outside_the_sheet(drawn: CostChart, shape: Shape) -> None:
    """A wide white edge is left on all sides but where a bar ends at the margin."""
    picture = opened(drawn, shape)
    edge = [picture.getpixel((x, y)) for x in (4, picture.width - 5) for y in range(picture.height)]
    edge += [picture.getpixel((x, y)) for x in range(picture.width) for y in (4,)]
    assert set(edge) == {(255, 255, 255)}


def test_parts_keep_their_colours_and_their_dark_edges() -> None:
    picture = opened(TWO)
    for fill in FILLS[:2]:
        assert share_of(picture, fill.colour) > 0.01


def test_parts_can_be_told_apart_in_grey() -> None:
    parts = 8
    drawn = chart(option("A", *(part(f"Part {n}", 100) for n in range(parts))))
    grey = opened(drawn).convert("L")
    # The rows of dots where colours reach from margin to margin are the bar.
    full = [y for y in range(grey.height) if all(_grey(grey, x, y) < 250 for x in range(26, 575))]
    top, bottom = full[0] + 4, full[-1] - 4
    wide = (575 - 26) / parts
    tones = []
    for number in range(parts):
        left = round(26 + wide * number) + 4
        inside = grey.crop((left, top, left + round(wide) - 8, bottom)).getcolors() or []
        tones.append(max(inside)[1])
        assert number == 0 or len(inside) > 1, "a hatch is seen on its ground"
    assert min(after - before for before, after in pairwise(sorted(tones))) >= 10


def _grey(picture: Image.Image, across: int, down: int) -> int:
    tone = picture.getpixel((across, down))
    assert isinstance(tone, int)
    return tone


def test_the_cheaper_option_has_the_shorter_bar() -> None:
    drawn = chart(option("A", part("P", 100)), option("B", part("P", 50)))
    picture = opened(drawn)
    wanted = ImageColor.getrgb(FILLS[0].colour)
    rows = (picture.crop((0, y, picture.width, y + 1)) for y in range(picture.height))
    lengths = [
        sum(count for count, dot in row.getcolors() or [] if _near(dot, wanted)) for row in rows
    ]
    # Inside the two bars, above the amounts that stand on them.
    longest = max(lengths)
    bars = {length for length in lengths if length > longest * 0.4}
    assert longest > 540
    assert any(abs(length - longest / 2) < 6 for length in bars)


def _near(dot: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(dot, tuple)
    return max(abs(a - b) for a, b in zip(dot, wanted, strict=True)) < 12


def test_a_range_is_drawn_and_moves_with_its_ends() -> None:
    wider = HARBOUR.model_copy(update={"low": HARBOUR.low, "high": HARBOUR.total * 2})
    none = HARBOUR.model_copy(update={"low": None, "high": None})
    assert len({in_dots(chart(each)) for each in (HARBOUR, wider, none)}) == 3


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """A process of its own that drew a picture and may write nothing to its home."""
    home, data = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("data")
    home.chmod(0o500)
    code = (
        "import hashlib, sys, bot.pictures, buying.charts; assert 'matplotlib' not in sys.modules; "
        "from tests.charts.charts import TWO; "
        "drawn = buying.charts.svg(TWO, 'wide') + buying.charts.png(TWO, 'narrow'); "
        "assert 'matplotlib.pyplot' not in sys.modules; print(hashlib.sha256(drawn).hexdigest())"
    )
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(home))
    return Elsewhere(home, data, _run(code, **folders, BUYWELL_DATA_DIR=str(data)))


@pytest.mark.slow
def test_the_same_figures_give_the_same_bytes_in_another_process(elsewhere: Elsewhere) -> None:
    drawn = svg(TWO, "wide") + in_dots(TWO)
    assert hashlib.sha256(drawn).hexdigest() == elsewhere.printed


@pytest.mark.slow
def test_nothing_is_written_to_the_home_and_the_library_waits_for_the_first_picture(
    elsewhere: Elsewhere,
) -> None:
    assert elsewhere.printed
    assert list(elsewhere.home.iterdir()) == []
    assert (elsewhere.data / "matplotlib").is_dir()


def _run(code: str, **more: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, **more},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_more_options_than_a_purchase_may_have_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 8"):
        big(options=9)
