"""Accounts of Slack and Teams that were turned away, so that an administrator can let them in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, select

from buying.cards import Model
from buying.store.database import reading
from buying.store.tables import Account, ArrivalRow


class TurnedAway(Model):
    """An account that is nobody's: how often it was turned away, and when for the last time.

    What was written is not kept, and neither is a name.
    """

    platform: str
    workspace: str
    account: str
    times: int
    last: datetime


def listed() -> list[TurnedAway]:
    """Accounts that were turned away and are tied to nobody now, the latest first."""
    its_own = and_(
        Account.platform == ArrivalRow.platform,
        Account.workspace == ArrivalRow.workspace,
        Account.account == ArrivalRow.account,
        Account.ended_at.is_(None),
    )
    whose = (ArrivalRow.platform, ArrivalRow.workspace, ArrivalRow.account)
    latest = func.max(ArrivalRow.received_at)
    query = (
        select(*whose, func.count(), latest)
        .where(ArrivalRow.state == "refused", ~select(Account.id).where(its_own).exists())
        .group_by(*whose)
        .order_by(latest.desc())
    )
    with reading() as session:
        return [
            TurnedAway(
                platform=platform, workspace=workspace, account=account, times=times, last=at
            )
            for platform, workspace, account, times, at in session.execute(query)
        ]
