"""A person at the chat page, in a real Chromium, who uses what is on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

UNKNOWN = "I don’t know"


class Chatter:
    """Finds things as people do: by the words on the newest open card."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def card(self) -> Locator:
        """The card whose question is open."""
        return self.page.locator(".chat-card--open").last

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Wait until the newest open card asks ``words``."""
        expect(self.card.get_by_role("heading", name=words)).to_be_visible()

    def told(self, words: str) -> None:
        """Wait until the conversation says ``words``."""
        expect(self.page.get_by_role("log")).to_contain_text(words)

    def newest(self, words: str) -> None:
        """Wait until the newest card of all says ``words``."""
        expect(self.page.locator(".chat-card").last).to_contain_text(words)

    def types(self, text: str) -> None:
        """Type into the box at the foot and send it."""
        self.page.locator("#say").fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def presses(self, name: str) -> None:
        """Press a button in the conversation, the newest of that name."""
        self.page.get_by_role("log").get_by_role("button", name=name).last.click()

    def fills(self, boxes: Mapping[str, str | bool | int | list[str]]) -> None:
        """Fill in the open form, box by box, and continue.

        A string is typed or picked by its label; a number is a rating, a truth value
        a yes or no, a list several ticks. An amount is written as ``"£820"``, and
        :data:`UNKNOWN` ticks the box that says so.
        """
        for label, value in boxes.items():
            self._fill(label, value)
        self.card.get_by_role("button", name="Continue").click()

    def _fill(self, label: str, value: str | bool | int | list[str]) -> None:
        if isinstance(value, list):
            for each in value:
                self.card.get_by_label(each).check()
        elif isinstance(value, bool):
            self._pick(label, "Yes" if value else "No")
        elif isinstance(value, int):
            self._group(label).get_by_role("radio").nth(value - 1).check()
        elif value == UNKNOWN:
            name = re.compile(f"{UNKNOWN}.*{re.escape(label)}")
            self.card.get_by_role("checkbox", name=name).check()
        elif value.startswith("£"):
            group = self._group(label)
            group.get_by_label("Amount in pounds").fill(value.removeprefix("£"))
        elif re.fullmatch(r"\d\d? \d\d? \d{4}", value):
            group = self._group(label)
            for name, part in zip(("Day", "Month", "Year"), value.split(), strict=True):
                group.get_by_label(name).fill(part)
        elif value.startswith("pick "):
            self._pick(label, value.removeprefix("pick "))
        else:
            self.card.get_by_role("textbox", name=label).fill(value)

    def _pick(self, label: str, choice: str) -> None:
        self._group(label).get_by_label(choice, exact=True).check()

    def _group(self, label: str) -> Locator:
        return self.card.get_by_role("group", name=label)
