"""Servers under strain: how long health and a status take meanwhile.

python -m benchmarks.strained [--postgresql] [--only WORD] [-- ARGUMENTS OF PYTHON THAT SERVE]
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks import workload
from benchmarks.databases import open_office
from benchmarks.filling import record_in_steps
from benchmarks.http_client import HttpClient
from benchmarks.http_server import Server
from benchmarks.strains import STRAINS, Strain, Target
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.store.migrate import upgrade

MATTERS = 100
LONG_MATTER, ENTRIES = 10, 3_000  # its chronology makes a PDF of hundreds of pages
TOO_LONG = 2.0  # seconds; who waits longer is not waited for
GIVEN_UP = 4  # answers that did not come, after which no more are asked for
SETTLE = 1.5  # seconds from the beginning of a strain until it is looked at
CLIENTS, SECONDS = 8, 3  # that ask as fast as answers come
HEAD = (
    "| Strain | health p50 ms | p99 | longest | status p50 ms | p99 | longest |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


class Latencies(NamedTuple):
    """How long answers took, in seconds; one that did not come counts as infinite."""

    each: list[float]

    @property
    def median(self) -> float:
        """Return what half of them took at most."""
        return sorted(self.each)[len(self.each) // 2]

    @property
    def ninety_ninth(self) -> float:
        """Return what 99 of 100 took at most."""
        return sorted(self.each)[-1 - len(self.each) // 100]

    @property
    def said(self) -> str:
        """Return them as cells of a table, in milliseconds."""
        found = (self.median, self.ninety_ninth, max(self.each))
        return " | ".join(f"{one * 1_000:.1f}" if one < TOO_LONG else "none" for one in found)


def watch(at: Target, times: int = 100, seconds: float = 12) -> tuple[Latencies, Latencies]:
    """Ask for health and for a status in turn, each on a connection of its own, as monitors do."""
    health: list[float] = []
    status: list[float] = []
    ends = time.monotonic() + seconds
    while len(health) < times and time.monotonic() < ends:
        health.append(_time(at, "/api/health"))
        status.append(_time(at, f"/api/parties/{at.party_id}/status"))
        if [*health, *status].count(float("inf")) >= GIVEN_UP:
            break
        time.sleep(0.02)  # so that those who measure take next to nothing of the processor
    return Latencies(health), Latencies(status)


def _time(at: Target, path: str) -> float:
    began = time.perf_counter()
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", at.port, timeout=TOO_LONG)) as line:
            line.request("GET", path, headers={"Authorization": f"Bearer {at.token}"})
            answer = line.getresponse()
            answer.read()
    except (OSError, http.client.HTTPException):
        return float("inf")
    return time.perf_counter() - began if answer.status == HTTPStatus.OK else float("inf")


def fill(url: str, entries: int = ENTRIES, matters: int = MATTERS) -> tuple[str, str, str]:
    """Fill an empty database; return an admin's token, the long matter, and a party of another."""
    upgrade(url)
    with closing(Database(url)) as database:
        recorder = Recorder(database)
        for number in range(matters):
            if number != LONG_MATTER:
                record_in_steps(recorder, workload.matter(number))
        drafts = list(workload.docket(LONG_MATTER, entries))
        for first in range(0, len(drafts), 500):
            record_in_steps(recorder, drafts[first : first + 500])
        token = tokens.issue(database, "bench", Role.ADMIN, days=1)
    return token, workload.matter_id(LONG_MATTER), workload.party_id(0)


@contextmanager
def strained(strain: Strain, at: Target) -> Iterator[None]:
    """Put a server under a strain, and wait until it feels it."""
    with strain(at):
        time.sleep(SETTLE)  # until the server feels it
        yield


def at_rest(at: Target, server: Server) -> Iterator[str]:
    """Yield how many statuses and posts there are in a second, with eight clients."""
    driver = HttpClient(at.database_url)
    driver.token, driver.matters, driver.server, driver.position = at.token, 10, server, 100
    for name, work in (("statuses", driver.get), ("posts", driver.post)):
        work(1, CLIENTS)
        done = work(SECONDS, CLIENTS)
        cut = quantiles(done["latencies_us"], n=100)
        rate, half, most = done["events"] / done["seconds"], cut[49] / 1e3, cut[98] / 1e3
        yield f"{name}: {rate:,.0f} a second, p50 {half:.1f} ms, p99 {most:.1f} ms"


@click.command()
@click.option("--postgresql", is_flag=True)
@click.option("--only", default="")
@click.argument("arguments", nargs=-1)
def main(*, postgresql: bool, only: str, arguments: tuple[str, ...]) -> None:
    """Put a server under each strain in turn, and print what came of it as Markdown."""
    with (
        open_office(None) as office,
        office.empty("postgresql" if postgresql else "sqlite") as settings,
        TemporaryDirectory() as place,
    ):
        url = settings["url"]
        token, matter_id, party_id = fill(url)
        click.echo(HEAD)
        rates: list[str] = []
        for name, strain in STRAINS.items():
            if only not in name:
                continue
            server = Server(url, *(arguments or ("manage.py", "serve")))  # each is for itself
            try:
                at = Target(server.port, url, token, matter_id, party_id, Path(place))
                watch(at, 20)
                if name == "nothing":
                    rates += at_rest(at, server)
                with strained(strain, at):
                    health, status = watch(at)
                click.echo(f"| {name} | {health.said} | {status.said} |")
            finally:
                server.stop()
        click.echo("\n" + "\n".join(rates))


if __name__ == "__main__":
    main()
