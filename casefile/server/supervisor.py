"""The supervisor: telling systemd how the server is, where it was started by it (sd_notify(3))."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"


def tell(state: str) -> None:
    """Tell the supervisor a state, where there is one; that it cannot be told stops nobody."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):  # one that is in no folder
        address = f"\0{address[1:]}"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(address)
        line.send(state.encode())


def patience() -> float | None:
    """Return after how many seconds of silence the server is ended, or None where it never is."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    process = os.environ.get("WATCHDOG_PID") or str(os.getpid())
    if not microseconds.isdecimal() or process != str(os.getpid()):
        return None
    return int(microseconds) / 1_000_000
