"""Settings of Teams (``BUYWELL_TEAMS_...``). Without them there is no door to Teams."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from buying.settings import LOOPBACK, load

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


class TeamsSettings(BaseSettings):
    """What Teams needs. ``app_id``, ``app_secret`` and ``tenant`` together switch it on.

    ``app_secret``: one or more, separated by commas, the newest first, so that one can be
    replaced without a gap. ``tenant``: the directory id of the organisation; nobody else is
    served. ``service_hosts`` and ``file_hosts``: hosts beyond Microsoft's own to which messages
    are sent, and from which files are fetched. ``.example.org`` stands for all hosts below it,
    and ``http://`` may be written for this machine only.
    """

    model_config = SettingsConfigDict(env_prefix="BUYWELL_TEAMS_", frozen=True)

    app_id: str = ""
    app_secret: SecretStr = SecretStr("")
    tenant: str = ""
    service_hosts: str = ""
    file_hosts: str = ""
    login_url: str = "https://login.microsoftonline.com"
    login_tenant: str = ""
    """The directory that gives tokens: ``tenant``, or botframework.com for an app of many."""
    keys_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    """The OpenID document that says which keys sign what Teams sends."""
    service_url: str = "https://smba.trafficmanager.net/teams/"
    """Where a conversation is opened with somebody who has not written yet."""
    privacy_url: str = ""
    terms_url: str = ""
    """The organisation's own pages on data and on use, which the package of the app names."""

    @field_validator("app_id", "tenant")
    @classmethod
    def _is_id(cls, value: str) -> str:
        value = value.strip().lower()
        if value and not ID.fullmatch(value):
            raise ValueError("expected an id such as 11111111-2222-3333-4444-555555555555")
        return value

    @field_validator("login_url", "keys_url", "service_url")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        if not _safe(value):
            raise ValueError("expected https://..., or http:// on this machine only")
        return value

    @field_validator("privacy_url", "terms_url")
    @classmethod
    def _is_page(cls, value: str) -> str:
        if value and urlsplit(value).scheme != "https":
            raise ValueError("expected https://...")
        return value

    @field_validator("service_hosts", "file_hosts")
    @classmethod
    def _are_hosts(cls, value: str) -> str:
        for each in _listed(value):
            if not (_safe(each) if "://" in each else HOST.fullmatch(each)):
                raise ValueError("expected names of hosts such as smba.example.org")
        return value

    @model_validator(mode="after")
    def _all_or_none(self) -> TeamsSettings:
        given = {
            "APP_ID": self.app_id,
            "APP_SECRET": self.app_secret.get_secret_value().strip(),
            "TENANT": self.tenant,
        }
        missing = [name for name, value in given.items() if not value]
        if missing and len(missing) < len(given):
            names = " and ".join(f"BUYWELL_TEAMS_{name}" for name in missing)
            raise ValueError(f"Teams needs {names} too")
        return self

    @property
    def configured(self) -> bool:
        """Whether there is a door to Teams."""
        return bool(self.app_id)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secrets of the app, newest first."""
        parts = self.app_secret.get_secret_value().split(",")
        return tuple(part.strip() for part in parts if part.strip())

    @property
    def services(self) -> tuple[str, ...]:
        """The hosts of ``service_hosts``, in lower case."""
        return _listed(self.service_hosts)

    @property
    def files(self) -> tuple[str, ...]:
        """The hosts of ``file_hosts``, in lower case."""
        return _listed(self.file_hosts)


@lru_cache
def teams() -> TeamsSettings:
    """The settings of this process. Raises SettingsError in one clear sentence."""
    return load(TeamsSettings, otherwise="APP_ID")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in text.split(",") if part.strip())


def _safe(address: str) -> bool:
    parts = urlsplit(address)
    if parts.username is not None or parts.password is not None or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
