"""What is asked: options with their costs, line by line. The shape of the JSON that doors take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictStr,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.config import JsonDict

from buying.domain.costs import KINDS
from buying.domain.costs.comparison import MOST_OPTIONS
from buying.domain.costs.usual import Spread
from buying.domain.money import VatBasis
from buying.service.costing.figures import (
    Figure,
    Period,
    RateAsked,
    Share,
    TariffAsked,
    Whole,
    Years,
)
from buying.service.costing.mistakes import Refused, quoted, told, wrong

MOST_LINES = 200
LONGEST_NAME = 200
MISSING_BASIS = (
    "The VAT basis is missing. Say vat: net if VAT comes on top, gross if it is in the figure, "
    "exempt if there is none."
)

PRICES_SAY_VAT: JsonDict = {
    "if": {"properties": {"kind": {"const": "price"}}},
    "then": {"properties": {"vat": {"type": "string"}}, "required": ["vat"]},
}


def _name(text: str) -> str:
    text = text.strip()
    if not text:
        raise wrong("Write a name here. It is empty.")
    if len(text) > LONGEST_NAME:
        raise wrong(f"Make this {LONGEST_NAME} characters or fewer.")
    if not text.isprintable():
        raise wrong("This holds a character that cannot be seen. Type it again.")
    return text


def _kind(text: str) -> str:
    if text not in KINDS:
        raise wrong(f"I do not know a cost called {quoted(text)}. Use one of {', '.join(KINDS)}.")
    return text


def _currency(value: Any) -> Any:
    if value != "GBP":
        raise wrong("I can only compare pounds. Change all amounts to pounds and say GBP.")
    return value


def _count(what: str, most: int) -> Any:
    """A list of 1 to ``most``. pydantic's own limits also complain where only an item is wrong."""

    def counted(value: Any) -> Any:
        if isinstance(value, list | tuple) and not 1 <= len(value) <= most:
            raise wrong(f"Give between 1 and {most} {what}. I got {len(value)}.")
        return value

    return Field(json_schema_extra={"minItems": 1, "maxItems": most}), BeforeValidator(counted)


Name = Annotated[
    StrictStr,
    AfterValidator(_name),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}),
]
Kind = Annotated[
    StrictStr, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(KINDS)})
]


class Part(BaseModel):
    """A part of the request: frozen, no name but its own, each name once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _each_name_once(cls, given: Any) -> Any:
        twice = getattr(given, "twice", ())
        if twice:
            raise wrong(f"{quoted(twice[0])} is given twice here. Keep one.")
        return given


class VatAsked(Part):
    """``recoverable``: the buyer gets VAT back, so its own cost is without VAT."""

    recoverable: StrictBool


class LineAsked(Part):
    """One cost: an ``amount``, or ``kwh`` x ``tariff``. It falls once in ``year`` (0 is the day of
    buying), or, with ``each: year``, every year ``from`` (1) ``to`` (the end of the life).

    Without ``vat`` the amount is what the buyer itself bears; a price must say. ``assumed``:
    nobody knew it, and a usual figure stands in.
    """

    model_config = ConfigDict(json_schema_extra=PRICES_SAY_VAT)

    kind: Kind
    label: Name | None = None
    amount: Figure | None = None
    kwh: Figure | None = None
    tariff: TariffAsked | None = None
    vat: VatBasis | None = None
    vat_rate: Share | None = None
    year: Whole | None = None
    each: Literal["year"] | None = None
    from_: Whole | None = Field(default=None, alias="from")
    to: Whole | None = None
    assumed: StrictBool = False

    @model_validator(mode="after")
    def _one_amount(self) -> LineAsked:
        used = self.kwh is not None or self.tariff is not None
        if used and self.amount is not None:
            raise wrong("Give an amount, or kwh and tariff. Both cannot be.")
        if not used and self.amount is None:
            also = ", or kwh and tariff" if self.kind == "energy" else ""
            raise wrong(f"Give an amount{also}.")
        if used and (self.kwh is None or self.tariff is None):
            raise wrong("Give both kwh and tariff: how much is used, and what one kWh costs.")
        if used and self.kind != "energy":
            raise wrong("Only energy can be given by kwh and tariff. Give an amount.")
        if any(isinstance(each, Spread) and each.low < 0 for each in (self.kwh, self.tariff)):
            raise wrong("Neither kwh nor tariff can be below 0. Leave out the minus sign.")
        return self

    @model_validator(mode="after")
    def _vat_is_clear(self) -> LineAsked:
        if isinstance(self.tariff, str) and self.vat is not None:
            raise wrong("Leave out vat: a tariff of the rulebook has its own VAT basis.")
        if self.vat is None and self.kind == "price":
            raise wrong(MISSING_BASIS)
        if self.vat is None and self.vat_rate is not None and not isinstance(self.tariff, str):
            raise wrong(MISSING_BASIS)
        return self

    @model_validator(mode="after")
    def _time_is_clear(self) -> LineAsked:
        if self.each and self.year is not None:
            raise wrong("Say one year, or each: year. Both cannot be.")
        if not self.each and (self.from_ is not None or self.to is not None):
            raise wrong("Say each: year as well, since from and to are for a cost of every year.")
        return self


class OptionAsked(Part):
    """One thing that could be bought, and how long it lasts."""

    name: Name
    life_years: Years
    lines: Annotated[tuple[LineAsked, ...], *_count("costs for an option", MOST_LINES)]


class Request(Part):
    """Options to compare over ``years`` (left out: their life).

    ``rate`` is the discount rate: a name from the rulebook's costs, or a real rate a year such
    as 0.035. ``rate`` and ``vat`` left out are the organisation's own.
    """

    currency: Annotated[Literal["GBP"], BeforeValidator(_currency)] = "GBP"
    vat: VatAsked | None = None
    rate: RateAsked | None = None
    years: Period | None = None
    options: Annotated[tuple[OptionAsked, ...], *_count("options", MOST_OPTIONS)]


def read_request(given: Any) -> Request:
    """``given``, as JSON or a form says it, checked by itself. Raises Refused with each mistake."""
    try:
        return Request.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise Refused(told(each, _names(each["loc"][:-1])) for each in found) from error


def _names(where: tuple[str | int, ...]) -> list[str]:
    places: Mapping[str, type[Part]] = {"vat": VatAsked, "options": OptionAsked, "lines": LineAsked}
    named = [part for part in where if isinstance(part, str)]
    fields = places.get(named[-1], Request).model_fields if named else Request.model_fields
    return [field.alias or name for name, field in fields.items()]
