"""Tokens as the Bot Connector signs them, and as others might try to forge them."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP = "11111111-1111-4111-8111-111111111111"
TENANT = "22222222-2222-4222-8222-222222222222"
ISSUER = "https://api.botframework.com"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """A private key of that name, the same one each time: making one takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(name: str, endorsements: tuple[str, ...] = ("msteams",)) -> dict[str, Any]:
    """The public half of a key, as the list of keys has it."""
    made: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(key(name).public_key()))
    return {**made, "kid": name, "use": "sig", "endorsements": list(endorsements)}


def claims(service_url: str, **other: Any) -> dict[str, Any]:
    """What a token of the Bot Connector says; None leaves a claim out."""
    moment = int(time.time())
    made = {
        "serviceurl": service_url,
        "nbf": moment - 10,
        "exp": moment + 3600,
        "iss": ISSUER,
        "aud": APP,
        **other,
    }
    return {name: value for name, value in made.items() if value is not None}


def token(
    says: dict[str, Any], *, signer: str = "connector", name: str | None = None, how: str = "RS256"
) -> str:
    """A signed token. ``name``: the id of the key that it claims to be signed with."""
    secret: Any = {"RS256": key(signer), "HS256": "x" * 32, "none": None}[how]
    return jwt.encode(says, secret, algorithm=how, headers={"kid": name or signer})


def bearer(says: dict[str, Any], **how: Any) -> dict[str, str]:
    """The header of a request that carries such a token."""
    return {"Authorization": f"Bearer {token(says, **how)}"}
