"""Questions as the rulebook asks them: one file each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from buying.rulebook.conditions import Condition
from buying.rulebook.shapes import CriterionNames, Id, Model, Number, Text, Whole, Wording

FieldKind = Literal[
    "text", "choice", "choices", "yes_no", "money", "number", "date", "rating"
]  # fmt: skip
QuestionKind = Literal[
    "text", "choice", "choices", "yes_no", "money", "number", "date", "rating", "form"
]


class Limits(Model):
    """What an answer must keep to.

    ``least`` and ``most``: numbers, both allowed themselves (for money in pounds, as
    typed; for ``choices`` how many). ``longest``: characters. ``earliest``: a date before
    today is refused where it says ``today``. ``latest_years``: how many years from today a
    date may be at most; 0 allows no day after today. ``whole``: no fractions.
    """

    least: Number | None = None
    most: Number | None = None
    longest: Annotated[Whole, Field(ge=1)] | None = None
    earliest: Literal["today", "none"] | None = None
    latest_years: Annotated[Whole, Field(ge=0)] | None = None
    whole: bool = False


class Choice(Model):
    """One thing to pick. Picking it may reopen an earlier question or end the purchase."""

    value: Text
    label: Text
    hint: Wording | None = None
    reopens: Id | None = None
    ends: Literal["cancelled", "handed_over"] | None = None


class Asking(Model):
    """What a question and a box of a form have in common.

    ``estimate``, for money and numbers: "don't know" and "between 80 and 120" are answers too.
    """

    label: Text
    hint: Wording | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: Id | None = None
    optional: bool = False
    estimate: bool = False
    limits: Limits = Limits()


class FormField(Asking):
    """One box of a form, asked where ``when`` holds.

    ``group`` is the heading under which it stands with its neighbours of the same group.
    ``usual`` is the value of one of its choices, chosen beforehand where the form is shown;
    whoever types is asked all the same.
    """

    id: Id
    kind: FieldKind
    when: Condition | None = None
    group: Text | None = None
    usual: Text | None = None


class Question(Asking):
    """One question. ``id`` is the file's name; ``criterion`` is what it meets."""

    id: Id
    kind: QuestionKind
    asks: Wording
    why: Wording
    criterion: CriterionNames
    fields: tuple[FormField, ...] = ()
    fields_from: Id | None = None
    personal_data_warning: bool = False
    default_from: Id | None = None

    def field(self, field_id: str) -> FormField | None:
        """The form's box ``field_id``, where the file itself lists it."""
        return next((each for each in self.fields if each.id == field_id), None)

    @property
    def endings(self) -> tuple[str, ...]:
        """The labels of the answers, its own and those of its boxes, that end a purchase."""
        listed = [*self.choices, *(choice for box in self.fields for choice in box.choices)]
        return tuple(choice.label for choice in listed if choice.ends is not None)
