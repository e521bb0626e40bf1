"""serve: the pages and the API behind a production-grade WSGI server."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces

from casefile.app import THREADS, create_app
from casefile.auth import links, people
from casefile.cli.desk import recording
from casefile.cli.options import rebuild_option
from casefile.cli.screen import say
from casefile.config import Config, collect_seldom
from casefile.errors import Busy
from casefile.office import Office
from casefile.proof.hourly import anchor_hourly

STOPPING = (signal.SIGINT, signal.SIGTERM)
STOP_WITHIN = 10  # seconds for the requests under way; what they have not committed is not there
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


@click.command("serve")
@rebuild_option
def command(rebuild: bool) -> None:
    """Serve the pages and the API on CASEFILE_HOST and CASEFILE_PORT, until it is interrupted.

    Where nobody can sign in yet, the link is printed by which the first person comes in. The log of
    requests goes to the standard output: ids, times and results, and no names. It does not start on
    a log that is not the one of its newest checkpoint.
    """
    with recording(rebuild=rebuild) as office:
        office.anchor.check()
        config = office.config
        check_port(config)
        if not people.has_anybody(office.database):
            say(f"The first person comes in by this link, once, within a day: {link_to(office)}")
    say(f"Serving on {address(config)}; Ctrl-C stops it.")
    serve(config)


def address(config: Config) -> str:
    """Return where the API is found."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    return f"http://{host}:{config.port}"


def link_to(office: Office, person_id: int | None = None) -> str:
    """Return a new link by which somebody, or the first person, comes in."""
    return f"{address(office.config)}{links.PATH}{links.make(office.database, person_id)}"


def check_port(config: Config) -> None:
    """Refuse to start where another program has the port; raises Busy."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((config.host, config.port))
    except OSError as error:
        sentence = f"Cannot serve on {address(config)}: {(error.strerror or str(error)).lower()}."
        raise Busy(sentence, code="server.port") from error


def serve(config: Config) -> None:
    """Serve until interrupted."""
    server = Granian(
        "casefile",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        blocking_threads=threads(),
        websockets=False,
        workers_kill_timeout=STOP_WITHIN,
    )
    if os.name == "posix":
        # A signal while the server starts would be lost in the process that it makes, and could
        # make its own handler wait for ever. So both are held back, and a thread waits for them.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        Thread(target=_stop_when_told, args=(server.signal_handler_interrupt,), daemon=True).start()
    server.serve(target_loader=partial(load_application, config), wrap_loader=False)


def _stop_when_told(stop: Callable[[], None]) -> None:
    signal.sigwait(STOPPING)
    stop()


def load_application(config: Config) -> Callable[..., Any]:
    """Return the application, made in the process that serves it, with its log."""
    # Until the server sets its own handlers here, those of the process that started this one are
    # in place, and would lose the signal of somebody who stops it at once.
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    if os.name == "posix":
        # A terminal interrupts this process too, and a second signal amid the first would leave it
        # waiting for itself. The process that started this one tells it to stop, by SIGTERM.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    log = logging.getLogger("casefile")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    app = create_app(config, threads=threads())
    collect_seldom()
    stopping = app.extensions["casefile.waiting"].stopping
    _stop_with_signals(stopping)
    anchor_hourly(app.extensions["casefile"].anchor, stopping)
    return app


def _stop_with_signals(stopping: Event) -> None:
    """Set `stopping` when this process is told to stop.

    The server has handlers of its own; that a signal came is learned beside them.
    """
    told, tells = socket.socketpair()
    tells.setblocking(False)
    signal.set_wakeup_fd(tells.detach())

    def wait() -> None:
        while told.recv(1):
            stopping.set()

    Thread(target=wait, daemon=True).start()


def threads() -> int:
    """Return how many requests are answered at once; more than this the server warns of."""
    return min(THREADS, 2 * (os.cpu_count() or 1) + 1)
