"""The icons of the app in Teams, drawn from the same mark as ``web/static/icon.svg``.

Sizes and colours as "Package your app" and the manifest's schema ask for them: one in colour of
192 pixels, one in white on nothing of 32.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

COLOR, OUTLINE = 192, 32
GROUND, LINE, WHEEL = (0x14, 0x44, 0x4F, 255), (255, 255, 255, 255), (0xFF, 0xD1, 0x66, 255)
NOTHING = (255, 255, 255, 0)
GRID = 32
"""The side of the mark's own square, in its own units."""

CART = ((7, 9), (10, 9), (13, 20), (22, 20), (25, 12), (12, 12))
WHEELS = ((14.5, 24.5), (21.0, 24.5))
WIDTH, RADIUS = 2.4, 1.9
FINER = 8
"""The mark is drawn so many times larger, so that its edges are smooth."""

Colour = tuple[int, int, int, int]


def color() -> bytes:
    """The icon in colour, as PNG. Its ground fills the square: Teams rounds the corners."""
    return _drawn(COLOR, GROUND, LINE, WHEEL)


def outline() -> bytes:
    """The icon as white lines on nothing, as PNG."""
    return _drawn(OUTLINE, NOTHING, LINE, LINE)


def _drawn(side: int, ground: Colour, line: Colour, wheel: Colour) -> bytes:
    large = side * FINER
    scale = large / GRID
    mask = Image.new("L", (large, large), 0)
    _cart(ImageDraw.Draw(mask), scale)
    wheels = Image.new("L", (large, large), 0)
    for x, y in WHEELS:
        _dot(ImageDraw.Draw(wheels), x * scale, y * scale, RADIUS * scale)
    made = Image.new("RGBA", (side, side), ground)
    for shape, colour in ((mask, line), (wheels, wheel)):
        small = shape.resize((side, side), Image.Resampling.LANCZOS)
        if ground == NOTHING:
            # White all over, seen only where it is drawn: no edge is grey.
            made.putalpha(_more(made.getchannel("A"), small))
        else:
            made.paste(colour, (0, 0), small)
    kept = BytesIO()
    made.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _cart(draw: ImageDraw.ImageDraw, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in CART]
    draw.line(points, fill=255, width=round(WIDTH * scale), joint="curve")
    for x, y in points:
        _dot(draw, x, y, WIDTH * scale / 2)


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _more(one: Image.Image, other: Image.Image) -> Image.Image:
    """At each dot the more solid of two."""
    return ImageChops.lighter(one, other)
