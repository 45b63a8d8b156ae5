"""Files of the draft on the desk: read, saved, added and taken out, without loss or escape."""

from __future__ import annotations

import html

import pytest

from buying.service import rulebooks
from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.rules import (
    DRAFT,
    draft_text,
    edit,
    errors,
    hidden,
    in_editor,
    said,
)


def test_a_file_is_read_and_saved_as_it_was_typed(robin: Browser, people: dict[str, Who]) -> None:
    typed = "\n# Quote\n\n<script>alert(1)</script> & “more”\n\nSource: us\n"
    page = robin.get(f"{DRAFT}/file?path=help/quote.md").text
    given = {"path": "help/quote.md", "seen": hidden(page, "seen"), "then": "save"}
    sent = typed.replace("\n", "\r\n")
    assert robin.post(f"{DRAFT}/file", {**given, "text": sent}).status_code == 303
    assert draft_text(people, "help/quote.md") == typed
    again = robin.get(f"{DRAFT}/file?path=help/quote.md").text
    assert in_editor(again) == typed
    assert "<script>alert" not in again


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd", "/etc/passwd", "..\\..\\x.yml", "questions/../thresholds.yml",
        "thresholds.yml\x00.md", "nothing.yml", "", "questions/", "x" * 5000, "<b>",
    ],
)  # fmt: skip
def test_only_files_of_the_draft_can_be_opened(robin: Browser, path: str) -> None:
    for page in ("file", "remove-file"):
        assert robin.get(f"{DRAFT}/{page}", params={"path": path}).status_code == 404
        sent = {"path": path, "text": "x: 1", "seen": ""}
        assert robin.post(f"{DRAFT}/{page}", sent).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../new.yml", "/tmp/new.yml", "questions/../../new.yml", "questions/a/b.yml", "new.yml",
        "questions/New File.yml", "help/new.yml", ".hidden.yml", "help/.new.md", "help\\new.md",
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_refused_and_the_text_is_kept(
    robin: Browser, path: str
) -> None:
    answer = robin.post(f"{DRAFT}/new-file", {"path": path, "text": "# New\n\nLong work."})
    assert answer.status_code == 422
    assert errors(answer.text)["path"]
    assert "Long work." in answer.text


def test_a_file_is_added_and_taken_out_again(robin: Browser, people: dict[str, Who]) -> None:
    new = {"path": "help/dynamic_market.md", "text": "# Dynamic market\n\nA list.\n\nSource: us\n"}
    assert robin.post(f"{DRAFT}/new-file", new).status_code == 303
    assert "help/dynamic_market.md New" in said(robin.get(DRAFT).text)
    again = robin.post(f"{DRAFT}/new-file", new)
    assert errors(again.text)["path"].startswith("There is such a file already.")

    page = robin.get(f"{DRAFT}/remove-file?path=help/vat.md").text
    given = {"path": "help/vat.md", "seen": hidden(page, "seen")}
    assert robin.post(f"{DRAFT}/remove-file", given).status_code == 303
    assert draft_text(people, "help/vat.md") is None
    assert "help/vat.md Taken out" in said(robin.get(DRAFT).text)
    assert "taken out of the draft" in robin.get(f"{DRAFT}/file?path=help/vat.md").text


def test_a_new_file_needs_a_name_and_a_text(robin: Browser) -> None:
    answer = robin.post(f"{DRAFT}/new-file", {"path": " ", "text": " "})
    assert set(errors(answer.text)) == {"path", "text"}


@pytest.mark.parametrize("text", ["x" * 100_001, "a\x00b", "\x1b[31m"])
def test_a_text_that_cannot_be_kept_is_refused_with_a_sentence(
    robin: Browser, people: dict[str, Who], text: str
) -> None:
    answer = edit(robin, "help/quote.md", "# Quote", text)
    assert answer.status_code == 422
    assert errors(answer.text)["text"]
    assert "# Quote" in (draft_text(people, "help/quote.md") or "")


def test_what_two_people_save_at_once_is_not_lost(robin: Browser, people: dict[str, Who]) -> None:
    page = robin.get(f"{DRAFT}/file?path=help/quote.md").text
    opened = in_editor(page)
    theirs, mine = opened.replace("# Quote", "# A quote"), opened.replace("# Quote", "# Price")
    rulebooks.save(people["robin"], "help/quote.md", theirs, hidden(page, "seen"))

    sent = {"path": "help/quote.md", "seen": hidden(page, "seen"), "text": mine}
    answer = robin.post(f"{DRAFT}/file", sent)
    assert answer.status_code == 409
    assert "Somebody else changed help/quote.md" in errors(answer.text)["text"]
    assert "-# A quote\n+# Price" in html.unescape(answer.text)
    assert in_editor(answer.text) == mine
    assert draft_text(people, "help/quote.md") == theirs

    read = {**sent, "seen": hidden(answer.text, "seen")}
    assert robin.post(f"{DRAFT}/file", read).status_code == 303
    assert draft_text(people, "help/quote.md") == mine


def test_a_file_that_changed_is_not_taken_out_unseen(
    robin: Browser, people: dict[str, Who]
) -> None:
    page = robin.get(f"{DRAFT}/remove-file?path=help/quote.md").text
    edit(robin, "help/quote.md", "# Quote", "# A quote")
    given = {"path": "help/quote.md", "seen": hidden(page, "seen")}
    answer = robin.post(f"{DRAFT}/remove-file", given)
    assert answer.status_code == 409
    assert errors(answer.text)["remove"]
    assert draft_text(people, "help/quote.md") is not None
