"""Turns what pydantic finds into sentences that a policy officer can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import isclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from buying.rulebook.problems import Problem, did_you_mean
from buying.rulebook.reading import Path, Source

INJECTED = {"file", "line"}
"""Fields that the loader fills in; nobody writes them."""


def problems(source: Source, error: ValidationError, shape: Any) -> Iterator[Problem]:
    """Each of pydantic's findings on ``source``, which should have been a ``shape``.

    What stands on a line that could not even be read is not judged a second time.
    """
    unreadable = {problem.line for problem in source.problems}
    for details in error.errors(include_url=False):
        path = _in_file(source.data, details["loc"])
        if source.line(path) not in unreadable:
            yield source.problem(path, _sentence(details, path, shape))


def _in_file(data: Any, loc: Path) -> Path:
    """``loc`` without what pydantic put in, such as the name of a union's member."""
    path: list[str | int] = []
    for item in loc:
        inside = isinstance(data, dict) and item in data
        if inside or (isinstance(data, list) and isinstance(item, int) and item < len(data)):
            path.append(item)
            data = data[item]
    return tuple(path)


def _sentence(details: ErrorDetails, path: Path, shape: Any) -> str:
    kind = details["type"]
    name = "this key" if details["loc"][-1:] == ("[key]",) else _name(path)
    if kind == "missing":
        return f"'{details['loc'][-1]}' is missing{_inside(path)}."
    if kind == "extra_forbidden":
        word = str(details["loc"][-1])
        return f"'{word}' is not a known key here.{did_you_mean(word, _keys(shape, path))}"
    if kind == "value_error":
        where = "the file's name" if details["loc"] in (("id",), ("topic",)) else name
        return f"{where}: {details['ctx']['error']}"
    if details["input"] is None:
        return f"{name} has nothing after it."
    return f"{name} {_expected(details)}"


def _expected(details: ErrorDetails) -> str:
    """What should have stood there, to follow the key's name."""
    kind, given, ctx = details["type"], details["input"], details.get("ctx", {})
    if kind == "literal_error":
        word = f"'{given}'" if isinstance(given, str) else str(given)
        options = ctx["expected"].replace("'", "")
        return f"cannot be {word}. Use {options}.{did_you_mean(str(given), _words(options))}"
    if kind in _SAYS:
        return _SAYS[kind](given, ctx)
    return f"is not right: {details['msg']}."


def _text(given: Any, _ctx: dict[str, Any]) -> str:
    if isinstance(given, dict | list):
        return "must be text."
    return f'must be text. Put it in quotes: "{given}".'


_Says = Callable[[Any, dict[str, Any]], str]


def _says(text: str) -> _Says:
    return lambda given, ctx: text.format(given=given, **ctx)


_number = _says("must be a number, such as 250 or 0.5, without a sign for pounds or a comma.")
_list = _says("must be a list: one line with '- ' for each.")
_keys_and_values = _says("must hold lines of 'key: value'.")
_whole = _says("must be a whole number.")
_truth = _says("must be true or false.")
_SAYS: dict[str, _Says] = {
    "string_type": _text,
    "int_type": _whole,
    "int_from_float": _whole,
    "decimal_type": _number,
    "decimal_parsing": _number,
    "finite_number": _number,
    "bool_type": _truth,
    "bool_parsing": _truth,
    "tuple_type": _list,
    "list_type": _list,
    "dict_type": _keys_and_values,
    "mapping_type": _keys_and_values,
    "model_type": _keys_and_values,
    "model_attributes_type": _keys_and_values,
    "too_short": _says("must not be empty."),
    "greater_than_equal": _says("must be {ge} or more."),
    "greater_than": _says("must be more than {gt}."),
    "less_than_equal": _says("must be {le} or less."),
    "less_than": _says("must be less than {lt}."),
}


def _words(options: str) -> list[str]:
    return options.replace(" or ", ", ").split(", ")


def _name(path: Path) -> str:
    words = [item for item in path if isinstance(item, str)]
    if not words:
        return "this file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of '{words[-1]}'"
    return f"'{words[-1]}'"


def _inside(path: Path) -> str:
    return f" in {_name(path)}" if path else ""


def _keys(shape: Any, path: Path) -> set[str]:
    """The keys that the part of ``shape`` around ``path`` knows."""
    models = set(_models(shape))
    for item in path[:-1]:
        inside = {m for model in models for m in _models(_annotation(model, item))}
        models = inside or models
    return {
        field.alias or name
        for model in models
        for name, field in model.model_fields.items()
        if name not in INJECTED
    }


def _annotation(model: type[BaseModel], key: str | int) -> Any:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return field.annotation
    return None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isclass(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
