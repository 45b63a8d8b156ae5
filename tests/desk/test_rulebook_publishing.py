"""Publishing rules on the desk, taking them back, and comparing versions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from buying.service import policies, rulebooks, shelf
from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.conftest import SignIn
from tests.desk.page import Page
from tests.desk.rules import (
    DRAFT,
    HOME,
    RAISED,
    TODAY,
    TOMORROW,
    edit,
    errors,
    published,
    said,
)


def test_a_version_is_published_and_new_purchases_follow_it(
    robin: Browser, people: dict[str, Who]
) -> None:
    before = policies.current().fingerprint
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    assert "£300 with VAT" in said(robin.get(f"{DRAFT}/publish").text)
    answer = robin.post(f"{DRAFT}/publish", published())
    page = said(robin.get(answer.headers["location"]).text)
    assert "“2026-12” is published." in page
    assert "In force: 2026-12" in page
    assert "The cabinet raised the limit." in page
    assert "Robin Sample, on the desk" in page
    assert rulebooks.draft(people["robin"]) is None
    assert policies.current().fingerprint != before
    assert policies.current().threshold("petty_limit", TODAY) == 300
    assert policies.kept(before).threshold("petty_limit", TODAY) == 250


def test_a_version_for_later_is_shown_as_coming_and_can_be_withdrawn(
    robin: Browser, people: dict[str, Who]
) -> None:
    before = policies.current().fingerprint
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    robin.post(f"{DRAFT}/publish", published(TOMORROW))
    assert policies.current().fingerprint == before
    coming = next(each for each in rulebooks.versions(people["robin"]) if each.state == "coming")
    assert f"Withdraw {coming.label}" in robin.get(HOME).text

    address = f"{HOME}/versions/{coming.id}/withdraw"
    assert errors(robin.post(address, {"reason": " "}).text) == {
        "reason": "Say why it is withdrawn."
    }
    done = robin.post(address, {"reason": "It was a mistake."}).headers["location"]
    page = said(robin.get(done).text)
    assert "“2026-12” is withdrawn." in page
    assert "Withdrawn" in page
    again = robin.post(address, {"reason": "Again."})
    assert again.status_code == 409
    assert "Only a version that is still to come" in again.text


def test_whoever_publishes_is_told_of_a_version_that_is_to_come(robin: Browser) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    robin.post(f"{DRAFT}/publish", published(TOMORROW))
    robin.post(DRAFT, {})
    told = "The version “2026-12” takes effect later and will take the place of this one."
    assert told in said(robin.get(f"{DRAFT}/check").text)
    assert told in said(robin.get(f"{DRAFT}/publish").text)


def test_a_reason_with_a_line_break_from_a_word_processor_is_taken(
    robin: Browser, people: dict[str, Who]
) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED | {"source": "Cabinet,\v4 November 2026"})
    answer = robin.post(f"{DRAFT}/publish", published(TOMORROW, reason="Agreed.\vCabinet, item 3"))
    assert answer.status_code == 303, errors(answer.text)
    coming = rulebooks.versions(people["robin"])[0]
    assert coming.reason == "Agreed.\nCabinet, item 3"
    answer = robin.post(f"{HOME}/versions/{coming.id}/withdraw", {"reason": "A\vmistake"})
    assert answer.status_code == 303


def test_a_reason_that_cannot_be_kept_is_told_at_its_box(
    robin: Browser, people: dict[str, Who]
) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    robin.post(f"{DRAFT}/publish", published(TOMORROW))
    coming = rulebooks.versions(people["robin"])[0]
    answer = robin.post(f"{HOME}/versions/{coming.id}/withdraw", {"reason": "A\x01mistake"})
    assert answer.status_code == 422
    assert "cannot be seen" in errors(answer.text)["reason"]


def test_rules_in_force_cannot_be_withdrawn(robin: Browser, people: dict[str, Who]) -> None:
    address = f"{HOME}/versions/1/withdraw"
    assert "Only a version that is still to come" in robin.get(address).text
    answer = robin.post(address, {"reason": "I do not like them."})
    assert answer.status_code == 409
    assert rulebooks.version(people["robin"], 1).state == "current"


@pytest.mark.parametrize(
    ("changes", "box", "sentence"),
    [
        ({"label": ""}, "label", "Give this version a name"),
        ({"label": "x" * 61}, "label", "This has 61 characters."),
        ({"reason": "\r\n"}, "reason", "Say why the rules change."),
        ({"from-day": "0"}, "from-day", "There is no such date."),
        ({"from-year": str(TODAY.year - 1)}, "from-day", "The day must be today or later."),
    ],
)
def test_what_is_missing_to_publish_is_said_and_nothing_typed_is_lost(
    robin: Browser, people: dict[str, Who], changes: dict[str, str], box: str, sentence: str
) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    given = published(**changes)
    answer = robin.post(f"{DRAFT}/publish", given)
    assert answer.status_code == 422
    assert sentence in errors(answer.text)[box]
    boxes = {found["name"]: found.get("value", "") for found in Page(answer.text).all("input")}
    assert all(boxes[name] == typed for name, typed in given.items() if name != "reason")
    assert given["reason"].strip() in answer.text
    assert rulebooks.draft(people["robin"]) is not None


def test_a_draft_with_mistakes_is_refused_with_all_of_them(
    robin: Browser, people: dict[str, Who]
) -> None:
    edit(robin, "thresholds.yml", "vat: gross", "vat: grass")
    edit(robin, "checks.yml", "bad_answer: true", "bad_answer: maybe")
    answer = robin.post(f"{DRAFT}/publish", published())
    assert answer.status_code == 422
    assert "things to mend first" in errors(answer.text)["found"]
    assert "thresholds.yml, line" in answer.text and "checks.yml, line" in answer.text
    assert "The cabinet raised the limit." in answer.text
    assert len(rulebooks.versions(people["robin"])) == 1


def test_a_draft_whose_examples_fail_is_refused_too(robin: Browser, people: dict[str, Who]) -> None:
    edit(robin, "thresholds.yml", "value: 250}", "value: 249}")
    answer = robin.post(f"{DRAFT}/publish", published())
    assert answer.status_code == 422
    assert "Worked examples that come out differently" in answer.text
    assert len(rulebooks.versions(people["robin"])) == 1


def test_two_versions_cannot_have_the_same_name(robin: Browser) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    robin.post(f"{DRAFT}/publish", published())
    robin.post(DRAFT)
    robin.post(f"{DRAFT}/limits/petty_limit", {**RAISED, "value": "310", "from-year": "2031"})
    answer = robin.post(f"{DRAFT}/publish", published())
    assert answer.status_code == 422
    assert errors(answer.text)["label"]


def test_two_versions_are_compared_in_words(robin: Browser, people: dict[str, Who]) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    robin.post(f"{DRAFT}/publish", published())
    newest, first = (each.id for each in rulebooks.versions(people["robin"]))
    page = said(robin.get(f"{HOME}/difference?before={first}&after={newest}").text)
    assert "£300 with VAT" in page
    back = said(robin.get(f"{HOME}/difference?before={newest}&after={first}").text)
    assert back != page


def test_a_version_whose_copy_has_gone_says_what_to_do(
    robin: Browser, people: dict[str, Who], data_dir: Path
) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    robin.post(f"{DRAFT}/publish", published())
    raised, first = rulebooks.versions(people["robin"])
    shutil.rmtree(data_dir / "rulebooks" / raised.fingerprint)
    shelf.forget()
    for path in (f"versions/{raised.id}", f"difference?before={first.id}&after={raised.id}"):
        page = robin.get(f"{HOME}/{path}")
        assert page.status_code == 500
        assert "back from a backup" in page.text


@pytest.mark.parametrize("done", ["published", "withdrawn", "<b>", "discarded"])
def test_a_made_up_address_announces_nothing_that_did_not_happen(
    signed_in: SignIn, done: str
) -> None:
    page = signed_in("robin").get(f"{HOME}?done={done}&version=77")
    assert page.status_code == 200
    assert "77" not in said(page.text)
    assert "<b>" not in page.text


def test_every_page_is_well_formed(robin: Browser) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    for path in (
        HOME, f"{HOME}/versions/1", f"{HOME}/difference?before=1&after=1", DRAFT,
        f"{DRAFT}/limits", f"{DRAFT}/limits/petty_limit", f"{DRAFT}/check", f"{DRAFT}/publish",
        f"{DRAFT}/discard", f"{DRAFT}/new-file", f"{DRAFT}/file?path=thresholds.yml&line=3",
        f"{DRAFT}/remove-file?path=help/vat.md", f"{HOME}/versions/1/withdraw",
    ):  # fmt: skip
        page = Page(robin.get(path).text)
        assert not page.unbalanced, path
        assert len(page.words("h1")) == 1, path
        assert len(set(page.ids)) == len(page.ids), path
