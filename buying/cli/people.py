"""People and their secrets: ``token``, ``link`` and the family ``people``."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer()
family = typer.Typer(help="Who uses Buywell.", no_args_is_help=True)
app.add_typer(family, name="people")

WhoArgument = Annotated[
    str, typer.Argument(metavar="PERSON", help="An id, an e-mail address or a name.")
]


@app.command(epilog="Example: buywell token priya")
def token(person: WhoArgument) -> None:
    """Print a bearer token for PERSON on the last line. It is shown once."""
    from buying.service import people

    who = people.find(person)
    secret = people.issue(who.id, "api")
    days = people.API_LIFETIME.days
    typer.echo(f"A token for {who.name}, good for {days} days. Keep it as you would a password.")
    typer.echo(secret)


@app.command(epilog="Example: buywell link morgan@demo.example")
def link(person: WhoArgument) -> None:
    """Print a sign-in link for PERSON on the last line. It works once."""
    from buying.service import people
    from buying.settings import settings

    who = people.find(person)
    typer.echo(f"A link for {who.name}. It works once, within {settings().link_hours} hours.")
    typer.echo(sign_in_link(who.id))


def sign_in_link(person_id: str) -> str:
    """The address at which a person signs in, once. Raises UnknownPerson."""
    from buying.service import people
    from buying.settings import settings

    return f"{settings().base_url}/sign-in?token={people.issue(person_id, 'link')}"


@family.command("list", epilog="Example: buywell people list")
def list_people() -> None:
    """List everybody: id, name, team and roles."""
    from buying.service import people

    for who in people.everybody():
        typer.echo(f"{who.id:<16} {who.name:<24} {who.team:<24} {', '.join(who.roles)}")


@family.command(
    "add",
    epilog="Example: buywell people add 'Jo Bloggs' jo@council.example"
    " --team 'Day services' --role staff",
)
def add_person(
    name: Annotated[str, typer.Argument(help="The name as colleagues know it.")],
    email: Annotated[str, typer.Argument(help="The e-mail address at work.")],
    team: Annotated[str, typer.Option(help="The team that buys.")],
    role: Annotated[
        list[str],
        typer.Option(help="staff, budget_holder, specialist, administrator or auditor."),
    ],
) -> None:
    """Add a person. Give --role once for each role."""
    from buying.service import people

    who = people.add(name, email, team, role)
    typer.echo(f"{who.name} is now here as “{who.id}”. Next: buywell link {who.id}")


@family.command("close", epilog="Example: buywell people close priya")
def close_person(person: WhoArgument) -> None:
    """Let PERSON in no more: not on the pages, not with a token, not in a chat."""
    from buying.service import people

    who = people.find(person)
    people.close(who.id)
    typer.echo(
        f"{who.name} cannot use Buywell any more. What they did stays on record. "
        f"To take that back: buywell people reopen {who.id}"
    )


@family.command("reopen", epilog="Example: buywell people reopen priya")
def reopen_person(
    person: Annotated[str, typer.Argument(metavar="ID", help="The person's id.")],
) -> None:
    """Let somebody in again who was closed."""
    from buying.service import people

    who = people.reopen(person)
    typer.echo(f"{who.name} can use Buywell again. Next: buywell link {who.id}")
