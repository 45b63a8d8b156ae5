"""How Teams makes Adaptive Cards look, for pictures: its host configuration, light and dark.

The values are those of ``microsoft-teams-light.json`` and ``microsoft-teams-dark.json`` among the
host configurations of Microsoft's Adaptive Cards project (``samples/HostConfig``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FONT = "'Segoe UI', 'Selawik', 'Open Sans', 'Liberation Sans', Tahoma, Verdana, sans-serif"
SIZES = {"small": 12, "default": 14, "medium": 14, "large": 18, "extraLarge": 24}
WEIGHTS = {"lighter": 200, "default": 400, "bolder": 600}
COLOURS = {"good": "92c353", "warning": "f8d22a"}
GROUNDS = {
    "accent": "#C7DEF9", "good": "#CCFFCC", "attention": "#FFC5B2", "warning": "#FFE2B2",
}  # fmt: skip


def light() -> dict[str, Any]:
    """The look of Teams by day."""
    text = _colours("ff252424", "bf252424", "ff6264a7", "ff8b8cc7", "c4314b")
    return _look(text, text, default="#ffffff", emphasis="#fff9f8f7")


def dark() -> dict[str, Any]:
    """The look of Teams by night."""
    text = _colours("ffffffff", "bfffffff", "ffa6a7dc", "ff8b8cc7", "d74654")
    on_colour = text | {"default": {"default": "#ff201f1f", "subtle": "#ff2d2c2c"}}
    return _look(text, on_colour, default="#ff2d2c2c", emphasis="#ff292828")


def _colours(text: str, quiet: str, accent: str, faint: str, alarm: str) -> dict[str, Any]:
    shades = {name: {"default": f"#ff{c}", "subtle": f"#e5{c}"} for name, c in COLOURS.items()}
    return {
        "default": {"default": f"#{text}", "subtle": f"#{quiet}"},
        "accent": {"default": f"#{accent}", "subtle": f"#{faint}"},
        "attention": {"default": f"#ff{alarm}", "subtle": f"#e5{alarm}"},
        **shades,
    }


def _look(
    text: Mapping[str, Any], on_colour: Mapping[str, Any], *, default: str, emphasis: str
) -> dict[str, Any]:
    fact = {"size": "Default", "color": "Default", "isSubtle": False, "wrap": True}
    return {
        "choiceSetInputValueSeparator": ",",
        "supportsInteractivity": True,
        "spacing": {
            "small": 8, "default": 12, "medium": 16, "large": 20, "extraLarge": 24, "padding": 16,
        },
        "separator": {"lineThickness": 1, "lineColor": "#EEEEEE"},
        "fontTypes": {
            "default": {"fontFamily": FONT, "fontSizes": SIZES, "fontWeights": WEIGHTS},
            "monospace": {
                "fontFamily": "'Courier New', Courier, monospace",
                "fontSizes": SIZES,
                "fontWeights": WEIGHTS,
            },
        },
        "imageSizes": {"small": 32, "medium": 52, "large": 100},
        "containerStyles": {
            "default": {"foregroundColors": text, "backgroundColor": default},
            "emphasis": {"foregroundColors": text, "backgroundColor": emphasis},
            **{
                name: {"foregroundColors": on_colour, "backgroundColor": ground}
                for name, ground in GROUNDS.items()
            },
        },
        "actions": {
            "maxActions": 6, "spacing": "Default", "buttonSpacing": 8,
            "showCard": {"actionMode": "Inline", "inlineTopMargin": 16, "style": "emphasis"},
            "preExpandSingleShowCardAction": False,
            "actionsOrientation": "Horizontal", "actionAlignment": "Left",
        },
        "adaptiveCard": {"allowCustomStyle": False},
        "imageSet": {"imageSize": "Medium", "maxImageHeight": 100},
        "factSet": {
            "title": fact | {"weight": "Bolder"}, "value": fact | {"weight": "Default"},
            "spacing": 16,
        },
    }  # fmt: skip
