"""What every test may ask for: a database, people in it, files that may be absent."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from bot.slack.settings import slack
from bot.teams.settings import teams
from buying.service import people as people_service
from buying.service import policies
from buying.service.people import Who
from buying.settings import settings
from buying.store import database as store

# For `make test-fast`: a few examples of each property, while one types.
hypothesis_settings.register_profile("fast", max_examples=15, deadline=None)

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference files that lie beside the project on some machines, never in it."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("needs the reference files in ../shared, which are not here")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium for Playwright's ``executable_path``."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("needs Chromium: install the package chromium, or run make chromium")
    return found


def forget() -> None:
    """Make this process read its settings anew and open its database again."""
    if settings.cache_info().currsize and store.engine.cache_info().currsize:
        store.engine().dispose()
    store.engine.cache_clear()
    settings.cache_clear()
    slack.cache_clear()
    teams.cache_clear()
    policies.forget()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the migrations made once; each test gets a copy of its own."""
    folder = tmp_path_factory.mktemp("migrated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUYWELL_DATA_DIR", str(folder))
        patch.delenv("BUYWELL_DATABASE_URL", raising=False)
        forget()
        store.migrate()
        forget()
    copy = folder / "template.sqlite"
    with sqlite3.connect(folder / "buywell.sqlite") as made, sqlite3.connect(copy) as whole:
        made.backup(whole)
    return copy


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of this test's own, which the settings point at."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("BUYWELL_DATA_DIR", str(folder))
    monkeypatch.delenv("BUYWELL_DATABASE_URL", raising=False)
    forget()
    yield folder
    forget()


@pytest.fixture
def database(data_dir: Path, empty_database: Path) -> Path:
    """A fresh, migrated SQLite database in ``data_dir``: the path of its file."""
    return Path(shutil.copyfile(empty_database, data_dir / "buywell.sqlite"))


@pytest.fixture
def people(database: Path) -> dict[str, Who]:
    """The people of the demonstration, by id: priya, sam, morgan, alex, robin."""
    from buying.cli.demo import add_people

    add_people()
    return {person.id: person for person in people_service.everybody()}
