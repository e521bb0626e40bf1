"""Running: one process that serves an application until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import sys
import time
from importlib.util import find_spec
from threading import Event
from types import FrameType

from flask import Flask
from uvicorn import Config as Settings
from uvicorn import Server

from casefile.config import Config
from casefile.server.connection import KEPT_FOR, Connection
from casefile.server.gate import Gate
from casefile.server.supervisor import READY, STOPPING, Supervisor

STOP_WITHIN = 10  # seconds for the requests under way; what they have not committed is not there
# Seconds for which a thread that calculates keeps the others waiting. Python's own are five times
# as long, and an answer needs several turns.
TURN = 0.001
# Objects made before Python looks for circles among them: every answer leaves some, and to look
# among ten times as many, as a load does, holds up one answer in sixty for a tenth of a second.
YOUNG = 10_000
OPEN_FILES = 65_536  # more than that are not asked of the system


def run(app: Flask, config: Config, stopping: Event, told: Event) -> None:
    """Serve an application; `stopping` is set as soon as the process is told to stop.

    Where it was `told` while it started, it does not serve at all.
    There is no process beside this one: whoever ends it ends the server.
    """
    gate = Gate(app)
    server = Stoppable(settings_of(gate, config), stopping)
    sys.setswitchinterval(TURN)
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    _allow_open_files()
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn does so from its start to its end, and then raises again what it was told.
        signal.signal(number, server.handle_exit)
    if not told.is_set():
        asyncio.run(server.serve())
    stopping.set()
    if not gate.close():
        os._exit(0)  # a thread is at work for a request that has had its time


def settings_of(gate: Gate, config: Config) -> Settings:
    """Return with what uvicorn serves a gate."""
    return Settings(
        gate,
        host=config.host,
        port=config.port,
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEPT_FOR,
        timeout_graceful_shutdown=STOP_WITHIN,
    )


class Stoppable(Server):
    """A server that says when it is told to stop, so that whoever waits for the log is answered.

    Its supervisor is told when it answers, and again and again as long as its loop goes round.
    """

    def __init__(self, settings: Settings, stopping: Event) -> None:
        super().__init__(settings)
        self._stopping = stopping
        self._supervisor = Supervisor()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._stopping.set()
        self._supervisor.tell(STOPPING)
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._supervisor.tell(READY)

    async def on_tick(self, counter: int) -> bool:
        """Do what is done ten times a second, and tell whether the server is to stop."""
        self._supervisor.lives(time.monotonic())
        return await super().on_tick(counter)


def _allow_open_files() -> None:
    """Ask the system for as many open files, and so connections, as it gives."""
    if find_spec("resource"):
        import resource  # noqa: PLC0415 - only some systems have it

        given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = OPEN_FILES if most == resource.RLIM_INFINITY else min(most, OPEN_FILES)
        if resource.RLIM_INFINITY != given < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
