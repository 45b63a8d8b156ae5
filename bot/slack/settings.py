"""Settings of the front door in Slack, read once from ``BUYWELL_SLACK_...``.

None is needed where Slack is not used. Requests arrive by HTTP where a signing secret is set, and
through a connection that we open ourselves (socket mode) where an app token is set.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from buying.settings import LOOPBACK, load

SHORTEST_SECRET = 16
"""Characters. Slack's own signing secrets have 32."""


class SlackSettings(BaseSettings):
    """What Slack's own pages give to an administrator, and where its Web API is.

    ``signing_secret`` may hold several, separated by commas, the newest first: so a new one is
    taken in before Slack begins to use it, and no request is turned away. ``team``: the id of the
    only workspace that is served; empty for the one in which the app is installed.
    """

    model_config = SettingsConfigDict(env_prefix="BUYWELL_SLACK_", frozen=True)

    signing_secret: SecretStr = SecretStr("")
    bot_token: SecretStr = SecretStr("")
    app_token: SecretStr = SecretStr("")
    api_url: str = "https://slack.com/api/"
    team: str = ""

    @field_validator("signing_secret")
    @classmethod
    def _secrets(cls, value: SecretStr) -> SecretStr:
        wrong = [each for each in _parts(value) if len(each) < SHORTEST_SECRET or " " in each]
        if wrong:
            raise ValueError(
                "expected the Signing Secret of the page Basic Information, "
                "or several of them with commas between"
            )
        return value

    @field_validator("bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr) -> SecretStr:
        return _beginning(value, "xoxb-", "the Bot User OAuth Token of the page Install App")

    @field_validator("app_token")
    @classmethod
    def _app_token(cls, value: SecretStr) -> SecretStr:
        return _beginning(value, "xapp-", "an App-Level Token of the page Basic Information")

    @field_validator("team")
    @classmethod
    def _team(cls, value: str) -> str:
        if value and not re.fullmatch(r"T[A-Z0-9]{2,20}", value):
            raise ValueError("expected the id of a workspace, such as T0123ABCD")
        return value

    @field_validator("api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        parts = urlsplit(value)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if not safe or not parts.hostname:
            raise ValueError("expected https://..., or http:// on this machine only")
        return value if value.endswith("/") else f"{value}/"

    @property
    def signing_secrets(self) -> tuple[str, ...]:
        """Every signing secret that is accepted, the newest first."""
        return _parts(self.signing_secret)

    @property
    def http_mode(self) -> bool:
        """Whether requests from Slack are taken by HTTP."""
        return bool(self.signing_secrets)

    @property
    def socket_mode(self) -> bool:
        """Whether requests from Slack are taken through a connection that we open."""
        return bool(self.app_token.get_secret_value()) and self._may_write

    @property
    def configured(self) -> bool:
        """Whether people in Slack can be served: something is heard, and can be answered."""
        return self._may_write and (self.http_mode or self.socket_mode)

    @property
    def _may_write(self) -> bool:
        return bool(self.bot_token.get_secret_value())


@lru_cache
def slack() -> SlackSettings:
    """The settings of this process. Raises SettingsError in one clear sentence."""
    return load(SlackSettings)


def _parts(value: SecretStr) -> tuple[str, ...]:
    parts = (part.strip() for part in value.get_secret_value().split(","))
    return tuple(part for part in parts if part)


def _beginning(value: SecretStr, start: str, what: str) -> SecretStr:
    secret = value.get_secret_value().strip()
    if secret and not re.fullmatch(rf"{start}\S+", secret):
        raise ValueError(f"expected {what}, which begins with {start}")
    return SecretStr(secret)
