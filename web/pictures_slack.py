"""Pictures of messages, modals and the Home tab as Slack shows them.

The blocks are drawn by the npm package ``slack-blocks-to-jsx``, which nobody here wrote, in
Chromium: at the width of a phone and at that of a window.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from web.picturing import CannotDraw as CannotDraw
from web.picturing import file_name, page_of

WIDTHS: Mapping[str, int] = {"phone": 400, "window": 700}
"""CSS pixels of each kind of picture."""

NAME = "Buywell"

STYLE = """
body { margin: 0; padding: 16px; background: #fff; font-family: Lato, "Liberation Sans", Arial,
  sans-serif; box-sizing: border-box; }
* { overflow-wrap: anywhere; }
.view { border: 1px solid #ddd; border-radius: 8px; overflow: hidden; }
.view > .bar { display: flex; justify-content: space-between; align-items: center;
  padding: 14px 16px; font-size: 18px; font-weight: 900; border-bottom: 1px solid #ddd; }
.view > .foot { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px;
  border-top: 1px solid #ddd; }
.view > .foot span { border: 1px solid #bbb; border-radius: 4px; padding: 7px 12px;
  font-size: 15px; font-weight: 700; }
.view > .foot .submit { background: #007a5a; border-color: #007a5a; color: #fff; }
.view > .body { padding: 8px 16px; }
"""


@dataclass(frozen=True)
class Shot:
    """One thing to take a picture of: the blocks of a message, or a view, by name.

    ``images``: the PNG of each file of Slack that they show, by its id.
    """

    name: str
    blocks: Sequence[Mapping[str, Any]] = ()
    view: Mapping[str, Any] | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)

    def drawn(self) -> dict[str, Any]:
        """What the script of the page draws."""
        given = self.view["blocks"] if self.view else self.blocks
        blocks = [self._with_image(block) for block in given]
        texts = {key: self.view[key]["text"] for key in ("title", "submit", "close")
                 if key in self.view} if self.view else None  # fmt: skip
        return {"blocks": blocks, "view": texts, "name": NAME}

    def _with_image(self, block: Mapping[str, Any]) -> dict[str, Any]:
        png = self.images.get(block.get("slack_file", {}).get("id", ""))
        if png is None:
            return dict(block)
        address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
        return {"type": "image", "image_url": address, "alt_text": block["alt_text"]}


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
    """Show one thing in a page of :func:`drawing`, ``width`` CSS pixels wide."""
    page.set_viewport_size({"width": width, "height": 1})
    page.evaluate("shot => window.draw(shot)", json.loads(json.dumps(shot.drawn())))


@contextmanager
def drawing() -> Iterator[Page]:
    """A page that can draw blocks. Raises CannotDraw."""
    with page_of("slack", STYLE) as page:
        yield page
