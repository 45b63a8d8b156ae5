"""Reminders, as ``reminders.yml`` of the rulebook in force asks for them.

``waiting`` finds the steps that wait for somebody else, ``own`` what a requester has left open;
``standing`` is what is known of a purchase for that, kept as long as the purchase does not change.
``saying`` joins what is due for one person and says it, once.
"""

from buying.service.reminders.saying import due

__all__ = ["due"]
