"""Reads ``help/<topic>.md``: a title, an answer, and where the answer is from."""

from __future__ import annotations

from pathlib import PurePosixPath

from pydantic import ValidationError

from buying.rulebook.draft import Draft
from buying.rulebook.models import Help
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Source, decode
from buying.rulebook.sentences import problems


def read_help(draft: Draft, file: str, content: bytes) -> None:
    """One help file, into ``draft.help`` by its topic (the file's name)."""
    source = Source(file, lines={(): 1})
    text = decode(source, content)
    if text is None:
        draft.problems.extend(source.problems)
        return
    lines = text.rstrip().splitlines() or [""]
    found = list(_mistakes(file, lines))
    draft.problems.extend(found)
    if not found:
        _keep(draft, source, lines)


def _mistakes(file: str, lines: list[str]) -> list[Problem]:
    found = []
    if not lines[0].startswith("# ") or not lines[0][2:].strip():
        found.append(Problem(file, 1, "the first line must be the title: '# What is ...?'."))
    if not lines[-1].startswith("Source: ") or not lines[-1][8:].strip():
        found.append(
            Problem(file, len(lines), "the last line must be 'Source: ' and where it is from.")
        )
    if not "".join(lines[1:-1]).strip():
        found.append(Problem(file, 1, "there is no text between the title and the source."))
    return found


def _keep(draft: Draft, source: Source, lines: list[str]) -> None:
    topic = PurePosixPath(source.file).stem
    try:
        draft.help[topic] = Help(
            topic=topic,
            title=lines[0][2:],
            text=_joined(lines[1:-1]),
            source=lines[-1][8:],
        )
    except ValidationError as error:
        draft.problems.extend(problems(source, error, Help))


def _joined(lines: list[str]) -> str:
    """Paragraphs, each on one line: where a file breaks its lines means nothing."""
    paragraphs = "\n".join(lines).strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
