"""Settings, read once from the environment (``BUYWELL_...``). None is needed to start."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class SettingsError(Exception):
    """A setting is wrong; the text names it and says what is expected."""


class Settings(BaseSettings):
    """Every setting, with the default that ``make run`` uses.

    All ports derive from ``port`` (web), +1 engine, +2 actions; all written
    files live under ``data_dir``.
    """

    model_config = SettingsConfigDict(env_prefix="BUYWELL_", frozen=True)

    port: int = Field(default=8000, ge=1024, le=65533)
    host: str = "127.0.0.1"
    data_dir: Path = ROOT / ".data"
    database_url: str = ""
    public_url: str = ""
    rulebook_dir: Path = ROOT / "rulebook"
    organisation: str = "Meadowshire Council (a demonstration)"
    time_zone: str = "Europe/London"
    link_hours: int = Field(default=72, ge=1, le=720)
    session_hours: int = Field(default=12, ge=1, le=168)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as error:
            raise ValueError("expected a time zone such as Europe/London") from error
        return value

    @model_validator(mode="after")
    def _public_url_is_safe(self) -> Settings:
        parts = urlsplit(self.base_url)
        if parts.scheme == "https" and parts.hostname:
            return self
        if parts.scheme == "http" and parts.hostname in LOOPBACK:
            return self
        raise ValueError("expected https://..., or http:// on this machine only")

    @property
    def base_url(self) -> str:
        """Where people reach the service, without a slash at the end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'buywell.sqlite'}"

    @property
    def engine_url(self) -> str:
        """Where Rasa listens; loopback only."""
        return f"http://127.0.0.1:{self.port + 1}"

    @property
    def actions_url(self) -> str:
        """Where the action server listens; loopback only."""
        return f"http://127.0.0.1:{self.port + 2}"

    @property
    def zone(self) -> ZoneInfo:
        """The organisation's time zone."""
        return ZoneInfo(self.time_zone)


@lru_cache
def settings() -> Settings:
    """The settings of this process. Raises SettingsError in one clear sentence."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        what = first["msg"].removeprefix("Value error, ")
        if first["type"].startswith("int_"):
            what = "expected a whole number"
        where = f"BUYWELL_{name}" if name else "BUYWELL_PUBLIC_URL"
        raise SettingsError(f"{where} is wrong: {what}.") from error
