"""A sheet of paper measured in CSS pixels from its top left corner, and what is put on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from buying.charts import plotting
from buying.charts.look import INK, PAPER, Fill

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.path import Path

Side = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Box:
    """A rectangle: its left and top edge and its size, in CSS pixels."""

    left: float
    top: float
    width: float
    height: float


class Sheet:
    """Collects what is drawn; its height is known only when all has been placed."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._artists: list[Artist] = []

    def areas(self, boxes: Sequence[Box], fill: Fill, edge: float = 0.8) -> None:
        """Boxes of one fill, drawn as one shape. ``edge`` is the width of their outline."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        whole = Path.make_compound_path(*(_path(box) for box in boxes))
        self._artists.append(
            PathPatch(
                whole,
                facecolor=fill.colour,
                edgecolor=INK,
                linewidth=_points(edge),
                hatch=fill.hatch or None,
                hatchcolor=fill.lines,
                joinstyle="miter",
            )
        )

    def label(self, box: Box) -> None:
        """White paper behind a text, so that no hatch runs through it."""
        from matplotlib.patches import PathPatch

        self._artists.append(PathPatch(_path(box), facecolor=PAPER, linewidth=0))

    def line(
        self, points: Sequence[tuple[float, float]], colour: str = INK, width: float = 1
    ) -> None:
        """A line through ``points``."""
        from matplotlib.lines import Line2D

        across, down = zip(*points, strict=True)
        self._artists.append(Line2D(across, down, color=colour, linewidth=_points(width)))

    def dot(self, across: float, down: float, size: float = 8) -> None:
        """A diamond with its middle at a point."""
        half = size / 2
        corners = [(0, -half), (half, 0), (0, half), (-half, 0), (0, -half)]
        from matplotlib.patches import Polygon

        shape = [(across + x, down + y) for x, y in corners]
        self._artists.append(Polygon(shape, facecolor=INK, edgecolor=PAPER, linewidth=0.6))

    def text(
        self,
        across: float,
        down: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        side: Side = "left",
    ) -> None:
        """One line of words, its baseline at ``down``; never read as mathematics or markup."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.text import Text

        font = FontProperties(fname=str(plotting.font_file(bold)), size=_points(size))
        self._artists.append(
            Text(
                across,
                down,
                words,
                color=colour,
                fontproperties=font,
                horizontalalignment=side,
                verticalalignment="baseline",
                parse_math=False,
            )
        )

    def finished(self, height: float) -> Figure:
        """Everything on white paper of ``height`` CSS pixels."""
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        inch = plotting.PER_INCH
        figure = Figure(figsize=(self.width / inch, height / inch), dpi=inch, facecolor=PAPER)
        place = Affine2D().scale(1 / self.width, -1 / height).translate(0, 1) + figure.transFigure
        for order, artist in enumerate(self._artists):
            artist.set_transform(place)
            artist.set_zorder(order)
            figure.add_artist(artist)
        return figure


def _path(box: Box) -> Path:
    from matplotlib.path import Path

    right, bottom = box.left + box.width, box.top + box.height
    corners = [
        (box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom),
        (box.left, box.top),
    ]  # fmt: skip
    return Path(corners, closed=True)


def _points(pixels: float) -> float:
    return pixels * plotting.POINTS / plotting.PER_INCH
