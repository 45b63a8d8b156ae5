"""Prepares what tests and pictures of the chats need from npm: ``python -m web.chat_tools``.

Installs the packages of ``web/frontend/chats``, makes a JSON Schema out of Slack's own types and
bundles each script there that draws messages. All of it goes into ``web/frontend/chats/build``,
and nothing of it is served. What went in is remembered there as one hash, so that a second call
with nothing changed does nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from web.build import FRONTEND, BuildError, find_node, run

CHATS = FRONTEND / "chats"
MODULES = CHATS / "node_modules"
BUILT = CHATS / "build"
STAMP = BUILT / "stamp"
SLACK_SCHEMA = BUILT / "slack.schema.json"
"""The schema of every block and view that ``@slack/types`` knows, by name in ``definitions``."""


def main() -> int:
    """Prepare if anything changed. Exit code 0, or 2 with a sentence on standard error."""
    try:
        prepare()
    except BuildError as error:
        print(f"The tools for the chats could not be prepared. {error}", file=sys.stderr)
        return 2
    return 0


def prepare() -> Path:
    """The folder with what was built, up to date. Raises BuildError."""
    BUILT.mkdir(exist_ok=True)
    with (BUILT / "lock").open("w") as lock:
        # Tests run side by side, and the first of them prepares for all.
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = fingerprint()
        if not STAMP.is_file() or STAMP.read_text() != mark:
            print("Preparing the tools for the chats (10 to 30 seconds) ...", flush=True)
            build(mark)
    return BUILT


def fingerprint() -> str:
    """One hash of everything that goes into the build."""
    inputs = [Path(__file__), CHATS / "package.json", CHATS / "package-lock.json", *scripts()]
    digest = hashlib.sha256()
    for file in inputs:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def scripts() -> list[Path]:
    """The scripts that draw messages in a page, one for each platform."""
    return sorted(CHATS.glob("*.js"))


def build(mark: str) -> None:
    """Install the packages, make the schema, bundle the scripts. Raises BuildError."""
    node, npm = find_node()
    path = os.pathsep.join((str(node.parent), os.environ.get("PATH", "")))
    STAMP.unlink(missing_ok=True)
    # Scripts of packages need not run: esbuild comes as a whole program for each machine.
    install = [*npm, "ci", f"--prefix={CHATS}", "--ignore-scripts", "--loglevel=error"]
    run(install, path, "Fetching the tools for the chats")
    run([str(node), *_schema()], path, "Making the schema of Slack's blocks")
    for script in scripts():
        run([str(node), *_bundle(script)], path, f"Bundling {script.name}")
    STAMP.write_text(mark)


def _schema() -> Sequence[str]:
    program = MODULES / "ts-json-schema-generator" / "bin" / "ts-json-schema-generator.js"
    types = MODULES / "@slack" / "types" / "dist" / "index.d.ts"
    return [str(program), "--path", str(types), "--type", "*", "--no-type-check",
            "--out", str(SLACK_SCHEMA)]  # fmt: skip


def _bundle(script: Path) -> Sequence[str]:
    return [str(MODULES / "esbuild" / "bin" / "esbuild"), str(script), "--bundle", "--minify",
            "--format=iife", "--log-level=error", f"--outfile={BUILT / script.name}",
            "--define:process.env.NODE_ENV=\"production\""]  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
