"""``buywell accounts``: whose account is whose, who was turned away, and letting them in."""

from __future__ import annotations

import pytest

from bot.slack.settings import slack
from bot.teams.settings import teams
from buying.service import accounts, arrivals, strangers
from buying.service.accounts import Identity
from buying.service.arrivals import Arrival, Place
from buying.service.people import Who
from buying.store.database import reading
from buying.store.tables import Audit
from tests.cli.test_commands import Command
from tests.cli.test_commands import buywell as buywell

TENANT = "22222222-2222-4222-8222-222222222222"
OBJECT = "aaaaaaaa-1111-4222-8333-444444444444"


@pytest.fixture(autouse=True)
def read_anew(people: dict[str, Who], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of Slack and Teams is set."""
    for name in ("SLACK_TEAM", "TEAMS_TENANT", "TEAMS_APP_ID", "TEAMS_APP_SECRET"):
        monkeypatch.delenv(f"BUYWELL_{name}", raising=False)
    slack.cache_clear()
    teams.cache_clear()


def turned_away(event: str, account: str, platform: str = "slack", workspace: str = "T01") -> None:
    """Somebody wrote and was turned away."""
    place = Place(channel="D1", private=True)
    arrivals.keep(
        Arrival.model_validate({
            "event": event, "platform": platform, "workspace": workspace, "account": account,
            "place": place,
        })
    )  # fmt: skip
    arrivals.refuse(event)


def by_email(account: str = "U0PRIYA") -> None:
    identity = Identity(email="priya@demo.example", verified=True, name="Priya")
    accounts.recognise("slack", "T01", account, identity)


def whose(platform: str, workspace: str, account: str) -> str | None:
    found = accounts.find(platform, workspace, account)
    return found.who.id if found else None


def test_nobody_is_tied_to_begin_with(buywell: Command) -> None:
    assert "No account is tied to anybody here yet" in buywell("accounts", "list").stdout
    assert buywell("accounts", "strangers").stdout == "Nobody was turned away.\n"


def test_accounts_are_listed_with_their_people(buywell: Command) -> None:
    by_email()
    accounts.link("teams", TENANT, OBJECT, "sam", by="test")
    lines = buywell("accounts", "list").stdout.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["teams", OBJECT, "sam"],
        ["slack", "U0PRIYA", "priya"],
    ]
    assert buywell("accounts", "list", "priya@demo.example").stdout.splitlines() == lines[1:]


def test_somebody_turned_away_is_listed_until_they_are_let_in(buywell: Command) -> None:
    for number in range(3):
        turned_away(f"slack:{number}", "U0NEW")
    told = buywell("accounts", "strangers").stdout
    assert "slack  U0NEW" in told and "3 times" in told
    assert "buywell accounts link PERSON CHAT ACCOUNT" in told
    done = buywell("accounts", "link", "sam", "slack", "U0NEW")
    assert done.stdout == "U0NEW of Slack is now Sam Sample’s. They can write to Buywell there.\n"
    assert whose("slack", "T01", "U0NEW") == "sam"
    assert strangers.listed() == []


def test_an_account_that_was_unlinked_and_turned_away_again_is_a_stranger() -> None:
    by_email("U0NEW")
    accounts.unlink("slack", "T01", "U0NEW", by="test")
    turned_away("slack:1", "U0NEW")
    assert [each.account for each in strangers.listed()] == ["U0NEW"]


def test_linking_is_on_the_record(buywell: Command) -> None:
    assert buywell("accounts", "link", "sam", "slack", "u0new", "--workspace", "T09").code == 0
    assert buywell("accounts", "unlink", "slack", "U0NEW").code == 0
    with reading() as session:
        found = session.query(Audit).filter(Audit.subject == "sam", Audit.actor == "command")
        assert {"linked slack", "unlinked slack"} <= {each.action for each in found}


def test_the_tenant_of_the_settings_is_meant(buywell: Command) -> None:
    done = buywell(
        "accounts", "link", "sam", "teams", OBJECT.upper(),
        BUYWELL_TEAMS_TENANT=TENANT, BUYWELL_TEAMS_APP_ID=OBJECT, BUYWELL_TEAMS_APP_SECRET="s",
    )  # fmt: skip
    assert done.code == 0, done.stderr
    assert whose("teams", TENANT, OBJECT) == "sam"


def test_the_workspace_of_the_settings_is_meant(buywell: Command) -> None:
    done = buywell("accounts", "link", "sam", "slack", "U0NEW", BUYWELL_SLACK_TEAM="T0MEADOW")
    assert done.code == 0, done.stderr
    assert whose("slack", "T0MEADOW", "U0NEW") == "sam"


@pytest.mark.parametrize(
    ("chat", "account", "example"), [("slack", "U0NEW", "T0123ABCD"), ("teams", OBJECT, "tenant")]
)
def test_without_any_of_that_the_workspace_is_asked_for(
    chat: str, account: str, example: str, buywell: Command
) -> None:
    refusal = buywell("accounts", "link", "sam", chat, account).refusal()
    assert "Add --workspace" in refusal and example in refusal


def test_an_account_of_two_workspaces_needs_one_named(buywell: Command) -> None:
    turned_away("slack:1", "U0NEW", workspace="T01")
    turned_away("slack:2", "U0NEW", workspace="T02")
    assert "Add --workspace" in buywell("accounts", "link", "sam", "slack", "U0NEW").refusal()


def test_an_account_is_not_taken_from_somebody_by_mistake(buywell: Command) -> None:
    by_email()
    refusal = buywell("accounts", "link", "sam", "slack", "U0PRIYA").refusal()
    assert "tied to “priya”" in refusal
    assert "buywell accounts unlink slack U0PRIYA --workspace T01" in refusal
    assert whose("slack", "T01", "U0PRIYA") == "priya"


def test_linking_again_changes_nothing(buywell: Command) -> None:
    by_email()
    assert buywell("accounts", "link", "priya", "slack", "U0PRIYA").code == 0
    assert len(accounts.listed("priya")) == 1


def test_unlinking_says_what_happens_next(buywell: Command) -> None:
    by_email()
    done = buywell("accounts", "unlink", "slack", "U0PRIYA")
    assert "they are known by its e-mail address, as before" in done.stdout
    assert whose("slack", "T01", "U0PRIYA") is None


def test_what_is_tied_to_nobody_cannot_be_unlinked(buywell: Command) -> None:
    assert "tied to nobody" in buywell("accounts", "unlink", "slack", "U0NEW").refusal()


def test_an_account_tied_in_two_workspaces_is_unlinked_in_the_one_that_is_named(
    buywell: Command,
) -> None:
    for workspace in ("T01", "T02"):
        accounts.link("slack", workspace, "U0NEW", "sam", by="test")
    refusal = buywell("accounts", "unlink", "slack", "U0NEW").refusal()
    assert "--workspace T01" in refusal and "--workspace T02" in refusal
    assert buywell("accounts", "unlink", "slack", "U0NEW", "--workspace", "T02").code == 0
    assert whose("slack", "T01", "U0NEW") == "sam"
    assert whose("slack", "T02", "U0NEW") is None


@pytest.mark.parametrize(
    ("chat", "account", "example"),
    [("slack", "priya", "U0123ABCD"), ("teams", "priya@demo.example", "object ID")],
)
def test_what_is_no_id_of_an_account_is_refused_with_an_example(
    chat: str, account: str, example: str, buywell: Command
) -> None:
    refusal = buywell("accounts", "link", "sam", chat, account).refusal()
    assert account in refusal and example in refusal
    assert f"docs/guides/{chat}.md" in refusal


@pytest.mark.parametrize(
    ("chat", "account", "place"),
    [("slack", "U0NEW", "meadow"), ("teams", OBJECT, "meadow.onmicrosoft.com")],
)
def test_what_is_no_id_of_a_workspace_is_refused(
    chat: str, account: str, place: str, buywell: Command
) -> None:
    given = ("accounts", "link", "sam", chat, account, "--workspace", place)
    assert f"“{place}” is not the id of" in buywell(*given).refusal()
    assert accounts.listed() == []


def test_an_unknown_person_or_chat_is_refused(buywell: Command) -> None:
    assert "nobody called" in buywell("accounts", "link", "nobody", "slack", "U0NEW").refusal()
    assert buywell("accounts", "link", "sam", "irc", "U0NEW").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("accounts", "list"), ("accounts", "strangers"), ("accounts", "link"),
        ("accounts", "unlink"), ("check", "slack"), ("check", "teams"),
        ("slack", "manifest"), ("teams", "package"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_each_command_explains_itself_with_an_example(
    command: tuple[str, ...], buywell: Command
) -> None:
    done = buywell(*command, "--help")
    assert done.code == 0
    assert f"buywell {' '.join(command)}" in done.stdout.split("Example:")[1]
