"""A purchase played from its first question to its last, with answers that nobody gave.

:func:`walk` is how a rulebook is tried, drawn and measured: what a case says is kept, and what
it does not say is made up by :mod:`buying.service.walking.plausible`, always in the same way.
"""

from buying.service.walking.outside import Outside
from buying.service.walking.plausible import plausible
from buying.service.walking.walk import NeverEnds, Walk, walk

__all__ = ["NeverEnds", "Outside", "Walk", "plausible", "walk"]
