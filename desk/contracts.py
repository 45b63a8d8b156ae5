"""The page of the desk that lists contracts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from buying.domain.money import VAT_WORDS, Money, pounds
from buying.service import contracts_desk, desk_evaluations
from buying.service.people import Who
from web import auth, pages

Reader = Annotated[Who, Depends(auth.require(*auth.DESK_ROLES))]
TAGS = {"in force": "green", "not yet": "blue", "ended": "grey"}
"""The colour of the tag that says how a contract stands."""

router = APIRouter(prefix="/desk/contracts")


@router.get("")
def contracts(request: Request, who: Reader, ended: bool = False) -> Response:
    """The contracts that staff are shown, and how each is used; ``ended``: old ones as well."""
    return pages.render(
        request,
        "desk/contracts.html",
        who=who,
        found=contracts_desk.on_register(who, ended=ended),
        ended=ended,
        kinds=dict(desk_evaluations.categories()),
        tags=TAGS,
        limit=_limit,
        day=pages.day,
    )


def _limit(money: Money | None) -> str:
    """The most that one order may come to, in words."""
    if money is None:
        return "No limit"
    return f"{pounds(money.amount)} {VAT_WORDS[money.vat]}"
