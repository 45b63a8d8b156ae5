"""Buying with colleagues (P2): what others buy, and purchases that are made together.

``facts`` keeps what others may see of a purchase, ``others`` lists it, and ``joins`` holds
who asked whom to buy together.
"""

from buying.service.together.joins import joined
from buying.service.together.others import colleagues, earlier

__all__ = ["colleagues", "earlier", "joined"]
