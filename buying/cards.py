"""What the product says, in a form that knows no channel.

A service answers with :class:`Card` objects. Each front door (the web chat, the
terminal, Slack, Teams) renders the same card in its own way, and raises on a
kind that it does not know rather than leave something out.

Text is plain text with two marks only: ``**bold**`` and lines that begin with
``- ``. Renderers escape everything else.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Kind = Literal[
    "text", "choice", "choices", "yes_no", "money", "number", "date", "rating", "file", "form"
]
KINDS: tuple[Kind, ...] = (
    "text", "choice", "choices", "yes_no", "money", "number", "date", "rating", "file", "form",
)  # fmt: skip

BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
"""What stands between two pairs of stars, without the stars."""


class Model(BaseModel):
    """Frozen, and strict about names: a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Model):
    """One thing that a person may pick. ``value`` is stored, ``label`` is read."""

    value: str
    label: str
    hint: str | None = None


class Action(Model):
    """A button that is not an answer: ``{"action": id}`` in the turns API."""

    id: str
    label: str
    style: Literal["primary", "secondary", "warning"] = "secondary"


class Link(Model):
    """A page of this service to open: ``href`` is its path, from the first ``/`` on."""

    label: str
    href: Annotated[str, StringConstraints(pattern=r"^/[A-Za-z0-9][A-Za-z0-9._~/-]*$")]


class Fact(Model):
    """A line of a summary: what it is, and what it says. A value may have several lines.

    ``action`` is what can be done about this line; its label goes on with the fact's own
    ("Change" becomes "Change budget" where it stands alone). ``group`` is the heading under
    which the line stands; lines of one group follow one another.
    """

    label: str
    value: str
    action: Action | None = None
    group: str | None = None


class Table(Model):
    """Rows of text under headings; ``numeric`` names the columns to align right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


class Image(Model):
    """A picture and, always, the words that say the same.

    ``narrow`` is the address of the same picture drawn for a narrow screen; ``tables`` hold
    its figures. Widths and heights are in CSS pixels, so that a page keeps the room free.
    """

    url: str
    alt: str
    width: int | None = None
    height: int | None = None
    narrow: str | None = None
    narrow_width: int | None = None
    narrow_height: int | None = None
    tables: tuple[Table, ...] = ()


class Upload(Model):
    """A place to send a file with the card's question: ``{"file": id}`` in the turns API."""

    label: str
    hint: str


class Field(Model):
    """One box of a form. ``kind`` is any question kind but ``form``.

    ``value`` is what was already given, in the shape that a structured answer
    has (see :class:`Question`), as is what ``estimate`` allows. ``usual`` is the answer to show
    in its control where there is no value; it counts once it is sent. ``group`` is the heading
    under which the box stands; boxes of one group follow one another.
    """

    id: str
    label: str
    kind: Kind
    group: str | None = None
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    estimate: bool = False
    value: Any = None
    usual: Any = None


class Question(Model):
    """What a card asks.

    The structured answer to each kind, as JSON:

    - ``text``: a string; ``choice``: a choice's value; ``choices``: a list of values;
    - ``yes_no``: true or false; ``number``: a string or number; ``rating``: 1 to 5;
    - ``money``: ``{"amount": "900.00", "vat": "net" | "gross" | "exempt"}`` (pounds);
    - ``date``: ``"2027-03-31"``;
    - ``form``: an object of field id to the field's answer.

    Where ``estimate`` is true (``money`` and ``number`` only), these are answers too:

    - ``{"unknown": true}``, for "don't know";
    - ``{"low": "80.00", "likely": "95.00", "high": "120.00"}``, for a figure between two;
      for money with ``vat`` beside them, once for all. ``likely`` may be left out: it is
      then the middle.

    A typed answer (text) is accepted wherever a structured one is.
    """

    id: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    fields: tuple[Field, ...] = ()
    optional: bool = False
    estimate: bool = False
    value: Any = None
    next_field: str | None = None
    """In a form answered by typing: the field that the next text will fill."""
    to_check: bool = False
    """Whether its boxes hold what was read in a file, so that all of them must be seen."""


class Progress(Model):
    """How far along: the stage's name and how many of its steps are done."""

    stage: str
    done: int
    total: int


class Card(Model):
    """One thing said. ``id`` is stable: ``ask.budget``, ``route.decided``."""

    id: str
    title: str | None = None
    text: str = ""
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    image: Image | None = None
    question: Question | None = None
    upload: Upload | None = None
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    progress: Progress | None = None
    why: str | None = None
    message: int | None = None
    """The number of the message that carried this card, given when it is stored."""


def plain(text: str) -> str:
    """``text`` without the marks of bold; bullets stay."""
    return BOLD.sub(r"\1", text)
