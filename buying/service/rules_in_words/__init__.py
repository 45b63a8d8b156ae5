"""The rules of one version as people read them: limits, ways to buy, checks, criteria, steps."""

from __future__ import annotations

from datetime import date

from buying.clock import today
from buying.rulebook import Rulebook, RulebookError
from buying.service import policies, rulebooks
from buying.service.desk import may_read
from buying.service.people import Who
from buying.service.rulebooks import Version
from buying.service.rules_in_words.limits import limits
from buying.service.rules_in_words.parts import checks, kinds, stages, weighing
from buying.service.rules_in_words.scoring import scoring
from buying.service.rules_in_words.views import (
    CheckView,
    Dated,
    Kind,
    Limit,
    LineView,
    Rules,
    StageView,
    StepView,
    TableView,
    Way,
)
from buying.service.rules_in_words.ways import duties, tables, ways

__all__ = [
    "CheckView", "CopyGone", "Dated", "Kind", "Limit", "LineView", "Rules", "StageView", "StepView",
    "TableView", "Way", "differences", "limits_to_change", "read", "written",
]  # fmt: skip


class CopyGone(Exception):
    """The copy that is kept of a version cannot be read; the text says what to do."""


def read(who: Who, version: Version) -> Rules:
    """The rules of ``version``, as they stand on its first day or, once it has come, today.

    Raises NotAllowed for somebody without a role on the desk, and CopyGone.
    """
    may_read(who)
    try:
        book = policies.kept(version.fingerprint)
    except RulebookError as error:
        raise CopyGone(str(error)) from error
    return written(book, max(version.effective_from, today()))


def differences(who: Who, before: Version, after: Version) -> tuple[str, ...]:
    """What changes from one version to another, a sentence each. Raises NotAllowed, CopyGone."""
    try:
        return rulebooks.compare(who, before.id, after.id)
    except RulebookError as error:
        raise CopyGone(str(error)) from error


def limits_to_change(who: Who) -> tuple[Limit, ...]:
    """The thresholds as the draft has them, the organisation's own first, then the law's.

    While the draft has mistakes they are those of the rules in force. Raises NotAllowed, NoDraft.
    """
    try:
        book = rulebooks.book_of(who)
    except RulebookError:
        book = rulebooks.book_of(who, draft=False)
    return limits(book, today())


def written(book: Rulebook, on: date) -> Rules:
    """``book`` in words, as it stands ``on`` a day."""
    return Rules(
        organisation=book.organisation.name,
        limits=limits(book, on),
        ways=ways(book),
        tables=tables(book, on),
        duties=duties(book, on),
        checks=checks(book),
        weighing=weighing(book),
        scoring=scoring(book),
        process=tuple((each.label, each.why) for each in book.criteria.process),
        stages=stages(book),
        kinds=kinds(book),
        contacts=tuple((name.replace("_", " "), said) for name, said in
                       book.organisation.contacts.items()),
        help=tuple((each.title, each.text, each.source) for each in book.help.values()),
    )  # fmt: skip
