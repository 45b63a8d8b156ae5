"""Pictures of cards as Teams shows them.

The cards are drawn by the npm package ``adaptivecards``, which nobody here wrote, with the host
configuration of Teams, in Chromium: at the width of a phone and at that of a window. Buttons and
boxes get the lines and corners of Teams; action styles are left out, since Teams shows none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from web import teams_look
from web.picturing import CannotDraw as CannotDraw
from web.picturing import file_name, page_of

WIDTHS: Mapping[str, int] = {"phone": 360, "window": 600}
"""CSS pixels of each kind of picture."""


STYLE = """
body { margin: 0; padding: 12px; background: #f5f5f5; }
body.dark { background: #1f1f1f; color-scheme: dark; }
#place { border: 1px solid #e0e0e0; border-radius: 6px; overflow: hidden; background: #fff; }
body.dark #place { border-color: #111; background: #2d2c2c; }
.ac-pushButton, .ac-pushButton.style-positive { height: 32px; padding: 4px 12px; font-size: 14px;
  font-weight: 600; color: #252424; background: #fff; border: 1px solid #d1d1d1;
  border-radius: 4px; }
.dark .ac-pushButton, .dark .ac-pushButton.style-positive { color: #fff; background: #3b3a39;
  border-color: #605e5c; }
.ac-input { box-sizing: border-box; min-height: 32px; padding: 5px 10px; font: 14px sans-serif;
  color: inherit; background: #f3f2f1; border: 0; border-bottom: 1px solid #8a8886;
  border-radius: 4px; }
.dark .ac-input { background: #201f1f; color: #fff; }
.ac-input-container .ac-input-container, .ac-choiceSetInput-expanded { border: 0; }
.ac-input.ac-choiceSetInput-expanded, .ac-input.ac-choiceSetInput-multiSelect,
.ac-input.ac-toggleInput { background: none; border: 0; padding: 0; min-height: 0; }
p { margin: 0; }
"""


@dataclass(frozen=True)
class Shot:
    """One card to take a picture of. ``images``: the PNG of each address it shows."""

    name: str
    card: Mapping[str, Any]
    images: Mapping[str, bytes] = field(default_factory=dict)
    dark: bool = False


def take(shots: Iterable[Shot], folder: Path) -> list[Path]:
    """A PNG of each at each width, ``NAME-phone.png`` and ``NAME-window.png``.

    Raises CannotDraw where Chromium or the tools from npm are missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with drawing() as page:
        for shot in shots:
            for kind, width in WIDTHS.items():
                made.append(folder / f"{file_name(shot.name)}-{kind}.png")
                draw(page, shot, width)
                page.screenshot(path=made[-1], full_page=True)
    return made


def draw(page: Page, shot: Shot, width: int) -> None:
    """Show a card in a page of :func:`drawing`, ``width`` CSS pixels wide."""

    def answer(route: Route) -> None:
        png = shot.images.get(route.request.url)
        if png is None:
            route.abort()
        else:
            route.fulfill(body=png, content_type="image/png")

    look = teams_look.dark() if shot.dark else teams_look.light()
    page.unroute_all()
    page.route("**", answer)
    page.set_viewport_size({"width": width, "height": 300})
    page.evaluate(
        "([card, look]) => window.draw(card, look)",
        [dict(shot.card), look | {"isDark": shot.dark}],
    )


@contextmanager
def drawing() -> Iterator[Page]:
    """A page that can draw cards. Raises CannotDraw."""
    with page_of("teams", STYLE) as page:
        yield page
