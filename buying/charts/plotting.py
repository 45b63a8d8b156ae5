"""The library that draws, loaded when the first picture is asked for.

Its settings are fixed here, whatever a machine's own say, so that a chart always gives the
same picture. It keeps a list of fonts, which it may write only to the data folder.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from buying.settings import settings

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

FOLDER = "MPLCONFIGDIR"
PER_INCH = 96
"""CSS pixels in an inch; all measures here are CSS pixels."""
POINTS = 72

DRAWING = Lock()
"""Held while a picture is drawn: the library does not promise to draw two at a time."""


@lru_cache(1)
def load() -> None:
    """Import the library and set it up, once."""
    os.environ.setdefault(FOLDER, str(settings().data_dir / "matplotlib"))
    import matplotlib

    matplotlib.rcdefaults()
    matplotlib.rcParams.update(
        {"svg.hashsalt": "buywell", "svg.fonttype": "path", "hatch.linewidth": 0.6}
    )


def font_file(bold: bool) -> Path:
    """The font that comes with the library, so that every machine sets text alike."""
    import matplotlib

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(matplotlib.get_data_path(), "fonts", "ttf", name)


@lru_cache(2)
def _font(bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    return FT2Font(str(font_file(bold)))


def width_of(text: str, size: float, bold: bool) -> float:
    """How wide ``text`` is when set in ``size`` CSS pixels, in CSS pixels."""
    from matplotlib.ft2font import LoadFlags

    font = _font(bold)
    font.set_size(size, POINTS)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width, _ = font.get_width_height()
    return float(width) / 64


def shown(sign: str, bold: bool) -> bool:
    """Whether the font has ``sign``."""
    return _font(bold).get_char_index(ord(sign)) != 0
