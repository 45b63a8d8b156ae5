"""Train the model, unless there is one of exactly what is here now.

Run as ``.venv-engine/bin/python -m engine.train``; prints the model's path last.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
from pathlib import Path

from engine import settings as configuration
from engine.boot import boot
from engine.settings import ROOT, Settings

SOURCES = ("config.yml", "domain.yml", "data/**/*.yml", "engine/*.py", "engine/requirements.lock")


def fingerprint() -> str:
    """A name for all that decides what a model is like: data, configuration, code, versions."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model(settings: Settings) -> Path:
    """Where the model of what is here now belongs, trained or not."""
    return settings.models / f"{fingerprint()}.tar.gz"


def train(settings: Settings) -> Path:
    """The path of the model, after training it if it is not there. ``boot`` comes first.

    Ends the process with code 1 if what is here cannot be trained.
    """
    wanted = model(settings)
    if wanted.exists():
        return wanted
    print("Training the model, since something changed: about 5 seconds.", flush=True)
    made = _train(settings.models, f"{fingerprint()}-{os.getpid()}")
    # In one step: a training that is stopped half-way leaves no model behind.
    made.rename(wanted)
    return wanted


def _train(folder: Path, name: str) -> Path:
    from rasa.model_training import train as train_with_rasa

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        result = train_with_rasa(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(ROOT / "data")],
            output=str(folder),
            force_training=True,
            fixed_model_name=name,
        )
    if result.model is None:
        sys.exit(f"{said.getvalue()}\nThe model could not be trained.")
    return Path(result.model)


def main() -> None:
    """Print the path of the model, trained now or before."""
    settings = configuration.read()
    if not model(settings).exists():
        boot(settings)
    print(train(settings))


if __name__ == "__main__":
    main()
