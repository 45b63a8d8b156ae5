"""``variation.yml``: a rulebook that is another one, apart from the files of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from pydantic import Field, PrivateAttr, ValidationError

from buying.rulebook.problems import RulebookError, did_you_mean
from buying.rulebook.reading import Source, read
from buying.rulebook.sentences import problems
from buying.rulebook.shapes import Model, Text

FILE = "variation.yml"
MOST_IN_A_ROW = 3
"""How many variations of one another are followed before it becomes hard to see what holds."""


class Variation(Model):
    """The file ``variation.yml``.

    ``of`` is the folder of the other rulebook, seen from this one. ``without`` names files of
    it that are left out; ``*`` in them stands for any letters.
    """

    of: Text
    without: tuple[Text, ...] = Field(default=())
    _source: Source = PrivateAttr(default_factory=lambda: Source(FILE))

    def error(self, *path_and_message: str | int) -> RulebookError:
        """An error at a place in the file: keys and positions, and then what is wrong."""
        *path, message = path_and_message
        return RulebookError([self._source.problem(tuple(path), str(message))])


def read_variation(content: bytes) -> Variation:
    """What ``variation.yml`` says. Raises RulebookError with every problem of it."""
    source = read(FILE, content)
    if source.problems:
        raise RulebookError(source.problems)
    try:
        variation = Variation.model_validate(source.data)
    except ValidationError as error:
        raise RulebookError(problems(source, error, Variation)) from error
    variation._source = source
    if PurePosixPath(variation.of).is_absolute() or ":" in variation.of or "\\" in variation.of:
        raise variation.error("of", "the folder is named from here, such as ../../rulebook.")
    return variation


def left_out(variation: Variation, paths: Iterable[str]) -> Iterator[str]:
    """Those of ``paths`` that the variation leaves out.

    Raises RulebookError for a pattern that fits none of them: it would be a slip.
    """
    there = sorted(paths)
    found: set[str] = set()
    for position, pattern in enumerate(variation.without):
        fitting = {path for path in there if fnmatchcase(path, pattern)}
        if not fitting:
            hint = did_you_mean(pattern, there)
            message = f"{variation.of} has no file '{pattern}' to leave out.{hint}"
            raise variation.error("without", position, message)
        found |= fitting
    return iter(sorted(found))
