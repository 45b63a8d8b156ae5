"""Spoils the rulebook that ships at random: a mistake is always told, and never a crash."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buying.rulebook import RulebookError, known_names
from buying.rulebook.contents import MAY_LACK
from buying.rulebook.loading import Contents, _build, read_contents
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
FOLDER = ROOT / "rulebook"
CONTENTS = read_contents(FOLDER)
FILES = sorted(CONTENTS.files)
KEY = re.compile(r"^(?P<before>[ -]*)(?P<key>[a-z_]+)(?=:( |$))")
MODEST = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _problems(file: str, lines: list[str]) -> list[tuple[str, int | None, str]]:
    """What is wrong once ``file`` holds ``lines``; RulebookError is all that may be raised."""
    spoilt = dict(CONTENTS.files) | {file: "".join(lines).encode()}
    try:
        _build.__wrapped__(Contents(FOLDER, "", spoilt), known_names())
    except RulebookError as error:
        return [(problem.file, problem.line, problem.message) for problem in error.problems]
    return []


def _lines(file: str) -> list[str]:
    return CONTENTS.files[file].decode().splitlines(keepends=True)


def _keys() -> list[tuple[str, int]]:
    """Where each key of the rulebook's own vocabulary stands (not names made up in it)."""
    free = ("thresholds.yml", "cases/", "costs.yml")
    return [
        (file, number)
        for file in FILES
        if file.endswith(".yml") and not file.startswith(free)
        for number, line in enumerate(_lines(file))
        if (found := KEY.match(line)) and found["key"] not in _free_keys(file)
    ]


def _free_keys(file: str) -> set[str]:
    """Keys that the writer of ``file`` chooses."""
    if file not in ("organisation.yml", "criteria.yml", "law.yml"):
        return set()
    made_up = r"^(contacts|weights|reasons|thresholds):\n((?:  .*\n)+)"
    inside = re.findall(made_up, "".join(_lines(file)), re.M)
    return {key for _, part in inside for key in re.findall(r"^  ([a-z_]+):", part, re.M)}


@MODEST
@given(st.sampled_from(_keys()))
def test_any_misspelt_key_is_told_on_its_line(place):
    file, number = place
    lines = _lines(file)
    key = KEY.match(lines[number])["key"]
    lines[number] = lines[number].replace(f"{key}:", f"{key}x:", 1)

    told = _problems(file, lines)

    assert (file, number + 1) in {(where, line) for where, line, _ in told}
    assert any(f"Did you mean '{key}'?" in message for _, _, message in told)


@MODEST
@given(st.sampled_from(FILES), st.data())
def test_a_line_that_is_lost_is_told_or_harmless_and_never_a_crash(file, data):
    lines = _lines(file)
    del lines[data.draw(st.integers(0, len(lines) - 1))]

    _in_the_rulebook(_problems(file, lines), file, lines)


@MODEST
@given(st.sampled_from(FILES), st.text(string.printable + "£é\x00", max_size=6), st.data())
def test_whatever_is_typed_anywhere_is_told_or_harmless_and_never_a_crash(file, typed, data):
    text = "".join(_lines(file))
    at = data.draw(st.integers(0, len(text)))
    lines = (text[:at] + typed + text[at:]).splitlines(keepends=True)

    _in_the_rulebook(_problems(file, lines), file, lines)


@MODEST
@given(st.sampled_from(FILES), st.data())
def test_a_file_that_is_cut_off_is_told_or_harmless_and_never_a_crash(file, data):
    text = "".join(_lines(file))
    lines = text[: data.draw(st.integers(0, len(text)))].splitlines(keepends=True)

    _in_the_rulebook(_problems(file, lines), file, lines)


def _in_the_rulebook(told, spoilt, lines):
    """Every problem names a file of the rulebook and a line that is in it."""
    for file, line, message in told:
        there = lines if file == spoilt else _lines(file)
        assert line is None or 1 <= line <= len(there) + 1
        assert message.endswith((".", "?"))
        assert "\n" not in message


@pytest.mark.parametrize("file", [f for f in FILES if "/" not in f and f not in MAY_LACK])
def test_a_file_that_is_taken_away_is_told(file):
    kept = {name: content for name, content in CONTENTS.files.items() if name != file}

    with pytest.raises(RulebookError) as caught:
        _build.__wrapped__(Contents(FOLDER, "", kept), known_names())

    assert f"{file}: this file is missing." in str(caught.value).splitlines()
