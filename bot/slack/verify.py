"""Whether a request comes from Slack: "Verifying requests from Slack" in Slack's documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from slack_sdk.signature import Clock, SignatureVerifier

TIMESTAMP = "x-slack-request-timestamp"
SIGNATURE = "x-slack-signature"
_SECONDS = re.compile(r"[0-9]{1,12}")


class Verifier:
    """Checks requests against any of several signing secrets, so that one can be replaced.

    A request is refused from five minutes after it was signed on. One that is sent again before
    is the same event as the first, and changes nothing.
    """

    def __init__(self, secrets: Sequence[str], clock: Clock | None = None) -> None:
        moment = clock or Clock()
        self._verifiers = [SignatureVerifier(secret, moment) for secret in secrets]

    def accepts(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether ``body`` was signed with one of the secrets, less than five minutes ago.

        The names of ``headers`` are in lower case, or looked up without regard to case.
        """
        stamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
        # The library raises on a time that is no number, and on what is not ASCII.
        if not _SECONDS.fullmatch(stamp) or not signature.isascii():
            return False
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return any(each.is_valid(text, stamp, signature) for each in self._verifiers)
