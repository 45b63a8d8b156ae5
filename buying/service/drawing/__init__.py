"""The flow of a rulebook, drawn: which steps are asked for which values, and of whom.

:func:`flow` works it out; :func:`in_text`, :func:`in_svg` and :func:`in_mermaid` show it. What
the desk needs besides is in :mod:`buying.service.drawing.reading`: a command does without.
"""

from buying.service.drawing.flow import UnknownCategory, flow
from buying.service.drawing.mermaid import in_mermaid
from buying.service.drawing.svg import in_svg
from buying.service.drawing.text import change_words, in_text, words
from buying.service.drawing.views import Flow

__all__ = [
    "Flow", "UnknownCategory", "change_words", "flow", "in_mermaid", "in_svg", "in_text", "words",
]  # fmt: skip
