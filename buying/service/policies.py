"""The rulebook that a purchase follows, and the policy it makes on the day it began."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path

from buying import rulebook as rules
from buying.domain.policy import Policy
from buying.rulebook import Rulebook
from buying.service.building import build
from buying.settings import settings


@lru_cache
def current() -> Rulebook:
    """The rulebook that new purchases follow, and a copy kept for as long as they run.

    Raises RulebookError where a file of it is wrong.
    """
    found = rules.load(settings().rulebook_dir)
    _keep(found.fingerprint, settings().rulebook_dir)
    return found


@lru_cache
def kept(fingerprint: str) -> Rulebook:
    """The rulebook that an earlier purchase began with. Raises RulebookError if it is gone."""
    if fingerprint == current().fingerprint:
        return current()
    # Names that code no longer offers matter only where a step still uses them.
    return rules.load(_shelf() / fingerprint, rules.Names())


def _shelf() -> Path:
    return settings().data_dir / "rulebooks"


def _keep(fingerprint: str, folder: Path) -> None:
    target = _shelf() / fingerprint
    if target.exists():
        return
    _shelf().mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=_shelf()))
    shutil.copytree(folder, made / "rulebook")
    try:
        # One process wins; the others find the very same copy there.
        os.rename(made / "rulebook", target)
    except OSError:
        if not target.exists():
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


@lru_cache(maxsize=256)
def policy(fingerprint: str, on: date) -> Policy:
    """The policy for a purchase that began ``on`` under the rulebook ``fingerprint``.

    Raises RulebookError where a threshold has no value for that day.
    """
    return build(kept(fingerprint), on)
