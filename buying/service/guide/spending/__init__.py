"""Costs in the chat: recorded in one reply or box by box, listed, taken back and explained.

``hearing`` takes what a turn says about them; ``recording`` takes a cost in, ``reasons`` takes one
back or keeps an explanation, and ``counting`` says what follows. ``finding`` knows whose costs one
may see to, ``pending`` what is left for the next turn.
"""

from buying.service.guide.spending.hearing import confirmed, hear, hint, show, take_form
from buying.service.guide.spending.pending import COMMANDS, waiting
from buying.service.guide.spending.reasons import ask_explanation, ask_why_back
from buying.service.guide.spending.recording import record

__all__ = [
    "COMMANDS", "ask_explanation", "ask_why_back", "confirmed", "hear", "hint", "record", "show",
    "take_form", "waiting",
]  # fmt: skip
