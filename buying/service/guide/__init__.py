"""The guide: hears one turn of a conversation and says what comes next.

``hearing`` takes a turn in; ``steering`` and ``commands`` deal with typed text,
``structured`` with buttons and forms that answer, ``buttons`` with those that do
not. ``answering`` keeps an answer and does what it brings about. ``scene`` is a
purchase with its place in the workflow; ``tasks`` and ``task_answers`` are the
steps that wait for somebody else.
"""

from buying.service.guide.commands import Understanding
from buying.service.guide.hearing import Heard, hear, open_conversation
from buying.service.turns import UnknownTurn

__all__ = ["Heard", "Understanding", "UnknownTurn", "hear", "open_conversation"]
