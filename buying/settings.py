"""Settings, read once from the environment (``BUYWELL_...``). None is needed to start."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from buying import smtp
from buying.hours import Hours, hours

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class SettingsError(Exception):
    """A setting is wrong; the text names it and says what is expected."""


class Settings(BaseSettings):
    """Every setting, with the default that ``make run`` uses.

    All ports derive from ``port`` (web), +1 engine, +2 actions; all written
    files live under ``data_dir``.
    """

    model_config = SettingsConfigDict(env_prefix="BUYWELL_", frozen=True, hide_input_in_errors=True)

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
    join_domains: str = ""
    """Domains of e-mail addresses whose owners may join from a chat, separated by commas."""
    join_team: str = "Not known yet"
    """The team of those who join so."""
    quiet_hours: str = "20:00-07:30"
    """When nobody is told what they did not ask for, by each person's own clock; or ``off``."""
    mail_from: str = ""
    """Whom letters come from; needed where there is an ``smtp_url``."""
    smtp_url: SecretStr = SecretStr("")
    """The mail server that letters go through; none are sent without one."""

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as error:
            raise ValueError("expected a time zone such as Europe/London") from error
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, value: str) -> str:
        hours(value)
        return value

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, value: str) -> str:
        if value:
            smtp.sender(value)
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if value.get_secret_value():
            smtp.server(value.get_secret_value())
            if info.data.get("mail_from") == "":
                raise ValueError("expected BUYWELL_MAIL_FROM beside it, whom letters come from")
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
    def join_domains_listed(self) -> frozenset[str]:
        """The domains of ``join_domains``, in lower case."""
        parts = (part.strip().lower().lstrip("@") for part in self.join_domains.split(","))
        return frozenset(part for part in parts if part)

    @property
    def quiet(self) -> Hours | None:
        """The hours of ``quiet_hours``; None where there are none."""
        return hours(self.quiet_hours)

    @property
    def mail_server(self) -> smtp.Server | None:
        """The server of ``smtp_url``; None where no letters are sent."""
        url = self.smtp_url.get_secret_value()
        return smtp.server(url) if url else None

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
    return load(Settings, otherwise="PUBLIC_URL")


Group = TypeVar("Group", bound=BaseSettings)


def load(group: type[Group], otherwise: str = "") -> Group:
    """A group of settings out of the environment. Raises SettingsError in one clear sentence.

    ``otherwise`` names the setting, without its prefix, that is meant where several do not fit
    together. What a secret holds is never told.
    """
    prefix = str(group.model_config.get("env_prefix", ""))
    try:
        return group()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        what = first["msg"].removeprefix("Value error, ")
        if first["type"].startswith("int_"):
            what = "expected a whole number"
        raise SettingsError(f"{prefix}{name or otherwise} is wrong: {what}.") from error
