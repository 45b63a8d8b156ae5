"""The exact renderings of every example card, kept as files to be read by people.

``python -m tests.channels.golden`` writes them anew; read the difference before you keep it.
"""

from __future__ import annotations

from pathlib import Path

from bot import cards_html, cards_text
from bot.cards_html import Standing
from bot.examples import EXAMPLES
from tests.channels.slack import golden_cards as slack
from tests.channels.teams import kept as teams

FOLDER = Path(__file__).parent / "golden"


def file_of(name: str, form: str) -> Path:
    """Where the rendering of an example is kept; ``form`` is ``txt`` or ``html``."""
    return FOLDER / f"{name.replace(' ', '_')}.{form}"


def rendered(name: str, form: str) -> str:
    """The rendering of an example as it is now."""
    if form == "txt":
        return cards_text.render(EXAMPLES[name]) + "\n"
    card = EXAMPLES[name].model_copy(update={"message": 7})
    return (
        str(cards_html.render(card, Standing(open=True, pressable=True, event="card-7.0"))) + "\n"
    )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in EXAMPLES:
        for form in ("txt", "html"):
            file_of(name, form).write_text(rendered(name, form), encoding="utf-8")
    slack.write()
    teams.write()
