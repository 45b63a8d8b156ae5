"""What the engine needs to know, from the environment, before Rasa is imported."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Settings:
    """Where the engine listens and writes. The web port gives the two others.

    ``models`` may lie outside ``data``, to be shared by several (BUYWELL_MODEL_CACHE).
    """

    web_port: int
    data: Path
    models: Path

    @property
    def port(self) -> int:
        """The engine's own port."""
        return self.web_port + 1

    @property
    def actions_url(self) -> str:
        """Where Rasa calls its actions."""
        return f"http://{LOOPBACK}:{self.web_port + 2}/webhook"

    @property
    def tracker_database(self) -> Path:
        """The SQLite file in which Rasa keeps its place in each conversation."""
        return self.data / "engine.sqlite"

    @property
    def temporary(self) -> Path:
        """Where files that nobody misses may lie for a while."""
        return self.data / "tmp"


def read() -> Settings:
    """The settings of this process. Ends it with code 2 and a sentence if one is wrong."""
    port = os.environ.get("BUYWELL_PORT", "8000")
    if not port.isdecimal() or not 1024 <= int(port) <= 65533:
        print("BUYWELL_PORT is wrong: expected a number from 1024 to 65533.", file=sys.stderr)
        sys.exit(2)
    data = Path(os.environ.get("BUYWELL_DATA_DIR") or ROOT / ".data").resolve()
    models = Path(os.environ.get("BUYWELL_MODEL_CACHE") or data / "models").resolve()
    return Settings(int(port), data, models)
