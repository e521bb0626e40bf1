"""serve: the pages and the API, to whoever asks."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from threading import Event

import click

from casefile.app import create_app
from casefile.auth import links, people
from casefile.cli.desk import recording
from casefile.cli.options import rebuild_option
from casefile.cli.screen import say
from casefile.config import Config, collect_seldom
from casefile.errors import Busy
from casefile.office import Office
from casefile.proof.hourly import anchor_hourly
from casefile.server.running import run

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
        if not (office.database.read_only or people.has_anybody(office.database)):
            say(f"The first person comes in by this link, once, within a day: {link_to(office)}")
    told = stop_told()
    say(f"Serving on {address(config)}; Ctrl-C stops it.")
    serve(config, told)


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


def stop_told() -> Event:
    """Return what is set when the process is told to stop, while it starts.

    An exception in its place could be raised where Python ignores it, and nobody would stop.
    """
    told = Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: told.set())
    return told


def serve(config: Config, told: Event) -> None:
    """Serve until interrupted, or not at all where that was told already."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter(LOG_FORMAT))
    for name, level in (("casefile", logging.INFO), ("uvicorn", logging.ERROR)):
        log = logging.getLogger(name)
        log.addHandler(handler)
        log.setLevel(level)
    app = create_app(config)
    collect_seldom()
    stopping = app.extensions["casefile.waiting"].stopping
    anchor_hourly(app.extensions["casefile"].anchor, stopping)
    run(app, config, stopping, told)
    app.extensions["casefile"].database.close()
