"""Trying the rules out: "what would happen with £18,000 of agency nursing for six months?".

:func:`read_question` reads the question, :func:`try_out` says what would follow from it under a
rulebook, with every rule that fired and where it is written. What the desk needs besides, with
the versions in the database, is in :mod:`buying.service.trying.both`: a command does without.
"""

from buying.service.trying.amounts import CannotRead
from buying.service.trying.answer import try_out
from buying.service.trying.asked import Asked
from buying.service.trying.comparing import Compared, compare
from buying.service.trying.question import LONGEST, read_question
from buying.service.trying.sections import Section, sections
from buying.service.trying.text import in_text
from buying.service.trying.views import Answer

__all__ = [
    "LONGEST", "Answer", "Asked", "CannotRead", "Compared", "Section", "compare", "in_text",
    "read_question", "sections", "try_out",
]  # fmt: skip
