"""Whether the ports that the processes need are free."""

from __future__ import annotations

import socket

from buying.cli.errors import CommandError
from buying.settings import Settings


def require_free(settings: Settings) -> None:
    """Raise CommandError where one of the three ports is already in use."""
    doors = {
        settings.port: settings.host,
        settings.port + 1: "127.0.0.1",
        settings.port + 2: "127.0.0.1",
    }
    for port, host in doors.items():
        if not _free(host, port):
            raise CommandError(
                f"Port {port} is in use: Buywell may be running already. Stop it, or choose "
                f"other ports with PORT={settings.port + 100} make run."
            )


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        # As servers do: a port whose last connections are still closing is free.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError:
            return False
    return True
