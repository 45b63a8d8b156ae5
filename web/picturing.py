"""What the pictures of Slack and of Teams have in common: a page in Chromium that can draw."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from web.build import BuildError
from web.chat_tools import prepare

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>
<style>{package}</style><style>{ours}</style><body><div id="place"></div>
<script>{script}</script></body></html>"""


class CannotDraw(Exception):
    """The pictures cannot be taken; the text says why."""


@contextmanager
def page_of(name: str, style: str) -> Iterator[Page]:
    """A page with the script and styles ``name`` of the tools from npm, and ``style`` of ours.

    Raises CannotDraw where Chromium or the tools are missing.
    """
    program = next((path for each in BROWSERS if (path := shutil.which(each))), None)
    if program is None:
        raise CannotDraw("Chromium was not found. Run make chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            page = browser.new_page(device_scale_factor=2, locale="en-GB")
            page.set_content(_html(name, style))
            yield page
        finally:
            browser.close()


def file_name(name: str) -> str:
    """``name`` as the beginning of a file's name."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def _html(name: str, style: str) -> str:
    try:
        built = prepare()
    except BuildError as error:
        raise CannotDraw(str(error)) from error
    script = (built / f"{name}.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    package = (built / f"{name}.css").read_text(encoding="utf-8")
    return PAGE.format(name=name, package=package, ours=style, script=script)
