"""Who may read the rulebook's versions, and who may change them."""

from __future__ import annotations

from buying.service.desk import NotAllowed, NotThere, may_read
from buying.service.people import Who

__all__ = ["NotAllowed", "NotThere", "may_change", "may_read"]


def may_change(who: Who) -> None:
    """Raises NotAllowed for anybody but an administrator."""
    if "administrator" not in who.roles:
        raise NotAllowed("Only an administrator can change the rulebook.")
