"""Whose an account of Slack or Teams is: ``accounts list``, ``link``, ``unlink``, ``strangers``."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from buying.cli.account_ids import Chat, checked, held, workspace_of
from buying.cli.errors import CommandError

app = typer.Typer(help="Whose account of Slack or Teams is whose.", no_args_is_help=True)

BY = "command"
"""Who ties accounts here, for the audit."""


ChatArgument = Annotated[Chat, typer.Argument(metavar="CHAT", help="slack or teams.")]
AccountArgument = Annotated[
    str,
    typer.Argument(
        metavar="ACCOUNT",
        help="Slack: the member ID, such as U0123ABCD. Teams: the object ID in Microsoft Entra.",
    ),
]
WorkspaceOption = Annotated[
    str,
    typer.Option(
        "--workspace",
        metavar="ID",
        help="The workspace of Slack (T0123ABCD) or the tenant of Teams. Needed where the "
        "settings do not say it and the account has not written yet.",
    ),
]


@app.command("list", epilog="Example: buywell accounts list priya")
def list_accounts(
    person: Annotated[
        str, typer.Argument(metavar="[PERSON]", help="Only theirs: an id, e-mail address or name.")
    ] = "",
) -> None:
    """List the accounts that are tied to people, the last used one first."""
    from buying.service import accounts, people

    whose = people.find(person).id if person else None
    found = accounts.listed(whose)
    for known, used in found:
        typer.echo(
            f"{known.platform:<6} {known.account:<37} {known.who.id:<16} {known.who.name:<24}"
            f" last used {_moment(used)}"
        )
    if not found:
        typer.echo("No account is tied to anybody here yet. It happens when somebody says hello.")


@app.command(epilog="Example: buywell accounts strangers")
def strangers() -> None:
    """List the accounts that were turned away because they are nobody's, the latest first."""
    from buying.service import strangers as service

    found = service.listed()
    for each in found:
        times = "once" if each.times == 1 else f"{each.times} times"
        typer.echo(f"{each.platform:<6} {each.account:<37} {times}, last {_moment(each.last)}")
    if not found:
        typer.echo("Nobody was turned away.")
        return
    typer.echo(
        "\nLook each id up in Slack or Microsoft Entra. If it is a colleague:"
        "\n  somebody new:           buywell people add NAME EMAIL --team TEAM --role staff"
        "\n  another e-mail address: buywell accounts link PERSON CHAT ACCOUNT"
        "\nThen ask them to write again: what they wrote was not kept."
    )


@app.command(epilog="Example: buywell accounts link priya slack U0123ABCD")
def link(
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="An id, an e-mail address or a name.")
    ],
    chat: ChatArgument,
    account: AccountArgument,
    workspace: WorkspaceOption = "",
) -> None:
    """Tie ACCOUNT to PERSON. Be sure whose it is: whoever holds it can answer for PERSON."""
    from buying.service import accounts, people

    who, account = people.find(person), checked(chat, account)
    workspace = workspace_of(chat, account, workspace)
    holder = next((known for known in held(chat, account) if known[0] == workspace), None)
    if holder is not None and holder[1] != who.id:
        raise CommandError(
            f"That account is tied to “{holder[1]}”. If that is wrong, first: "
            f"buywell accounts unlink {chat} {account} --workspace {workspace}"
        )
    accounts.link(chat, workspace, account, who.id, by=BY)
    typer.echo(f"{account} of {chat.title()} is now {who.name}’s. They can write to Buywell there.")


@app.command(epilog="Example: buywell accounts unlink slack U0123ABCD")
def unlink(chat: ChatArgument, account: AccountArgument, workspace: WorkspaceOption = "") -> None:
    """End what ties ACCOUNT to its person: nothing is sent there any more.

    Whoever writes from it again is looked up by e-mail address, as anybody new.
    """
    from buying.service import accounts

    account = checked(chat, account)
    tied = [each for each in held(chat, account) if workspace in ("", each[0])]
    if not tied:
        raise CommandError(
            f"The account {account} is tied to nobody. buywell accounts list shows who is."
        )
    if len(tied) > 1:
        places = " or ".join(f"--workspace {where}" for where, _ in tied)
        raise CommandError(f"That account is tied in more than one place. Add {places}.")
    accounts.unlink(chat, tied[0][0], account, by=BY)
    typer.echo(
        f"{account} of {chat.title()} is no longer tied to “{tied[0][1]}”. If they write from it "
        "again, they are known by its e-mail address, as before."
    )


def _moment(moment: datetime) -> str:
    from buying.settings import settings

    return f"{moment.astimezone(settings().zone):%d/%m/%Y %H:%M}"
