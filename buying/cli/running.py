"""Starting things: ``up``, ``web``, ``worker`` and ``talk``."""

from __future__ import annotations

import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from buying.cli.errors import CommandError

app = typer.Typer()

LINKS = (
    ("a member of staff", "priya"),
    ("a budget holder", "morgan"),
    ("a commissioning specialist", "alex"),
    ("an administrator", "robin"),
)
GRACE_SECONDS = 3


@app.command(epilog="Example: BUYWELL_PORT=9000 buywell up")
def up() -> None:
    """Make everything ready, print sign-in links, and run all four processes.

    Ctrl-C ends them all.
    """
    from buying.cli import ports
    from buying.cli.processes import Keeper, commands
    from buying.settings import ROOT, settings

    _check_settings()
    ports.require_free(settings())
    signal.signal(signal.SIGTERM, _stop)
    with step("Preparing the database"):
        _prepare_database()
    with step("Training the engine, if anything changed (about 10 seconds)"):
        _train()
    _print_links()
    raise SystemExit(Keeper(commands(ROOT / "Procfile")).run())


@app.command(epilog="Example: buywell web")
def web() -> None:
    """Run the web process alone: the chat, the desk and the turns API."""
    import uvicorn

    from buying.service import rulebooks
    from buying.settings import settings

    _check_settings()
    rulebooks.must_be_readable()
    rulebooks.take_in()
    # An open line to a chat page never ends by itself, so the wait for it must.
    uvicorn.run(
        "web.app:app",
        host=settings().host,
        port=settings().port,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


@app.command(epilog="Example: buywell worker")
def worker() -> None:
    """Run the worker alone: it does what had to wait, and reaches out in chats and by e-mail."""
    from buying.service import rulebooks

    _check_settings()
    rulebooks.must_be_readable()
    rulebooks.take_in()
    runpy.run_module("bot.worker", run_name="__main__")


@app.command(epilog="Example: buywell talk --person priya")
def talk(
    person: Annotated[str, typer.Option(help="Who is talking.")] = "priya",
) -> None:
    """Chat in this terminal, while `buywell up` runs in another."""
    from bot.terminal import main
    from buying.service import people

    main(people.find(person))


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took or that it could not be done."""
    print(f"{what} ... ", end="", flush=True)
    began = time.monotonic()
    outcome = "not done"
    try:
        yield
        outcome = f"done ({time.monotonic() - began:.1f} s)"
    finally:
        print(outcome, flush=True)


def _check_settings() -> None:
    """Read every setting now, so that a wrong one stops the start. Raises SettingsError."""
    from bot.slack.settings import slack
    from bot.teams.settings import teams
    from buying.settings import settings

    settings()
    slack()
    teams()


def _prepare_database() -> None:
    from buying.cli.demo import add_contracts, add_people, add_suppliers
    from buying.service import people, rulebooks
    from buying.store.database import migrate

    rulebooks.must_be_readable()
    migrate()
    rulebooks.take_in()
    if not people.everybody():
        add_people()
        add_suppliers()
        add_contracts()


def _train() -> None:
    from buying.cli.processes import environment
    from buying.settings import ROOT

    command = [str(engine_python(ROOT)), "-m", "engine.train"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise CommandError(f"The engine could not be trained. It said:\n{done.stdout}")


def engine_python(root: Path) -> Path:
    """The engine's own interpreter. Raises CommandError where it is not installed."""
    python = root / ".venv-engine" / "bin" / "python"
    if not python.exists():
        raise CommandError("The engine is not installed. Run make setup, then try again.")
    return python


def _print_links() -> None:
    from buying.cli.people import sign_in_link
    from buying.service import people

    here = {who.id: who for who in people.everybody()}
    found = [(role, here[person]) for role, person in LINKS if person in here]
    if not found:
        print("To sign in, make a link for somebody: buywell link PERSON")
        return
    print("\nSign in as (each link works once; buywell link PERSON makes another):")
    for role, who in found:
        print(f"  {role + ',':<27} {who.name}:\n    {sign_in_link(who.id)}")
    print(flush=True)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signal.SIGTERM)
