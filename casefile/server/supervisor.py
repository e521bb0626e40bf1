"""The supervisor: telling systemd how the server is, where it was started by it (sd_notify(3))."""

from __future__ import annotations

import socket
from contextlib import suppress

from casefile.config import Supervision, read_supervision

READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"
TELLINGS = 3  # times that it is told that the server lives before it loses its patience


class Supervisor:
    """Whoever started the server and wants to know how it is; there need be nobody."""

    def __init__(self, given: Supervision | None = None) -> None:
        self._given = given or read_supervision()
        self._told_at = 0.0

    def tell(self, state: str) -> None:
        """Tell a state; that it cannot be told stops nobody."""
        address = self._given.address
        if not address:
            return
        if address.startswith("@"):  # one that is in no folder
            address = f"\0{address[1:]}"
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(address)
            line.send(state.encode())

    def lives(self, now: float) -> None:
        """Tell, often enough, that the server lives; `now` are seconds of a steady clock."""
        if self._given.patience and now - self._told_at > self._given.patience / TELLINGS:
            self._told_at = now
            self.tell(ALIVE)
