"""The pages over HTTP: how long each takes and how large it is: python -m benchmarks.pages."""

from __future__ import annotations

import http.client
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from html import unescape
from http import HTTPStatus
from statistics import fmean, median
from typing import NamedTuple
from urllib.parse import quote, urlencode

import click
from sqlalchemy import text

from benchmarks import workload
from benchmarks.comparison import Database as Kind
from benchmarks.cpu import cpu_between
from benchmarks.databases import open_office
from benchmarks.filling import record_in_steps
from benchmarks.http_server import Server
from benchmarks.machine import describe
from casefile.auth import people, sessions
from casefile.auth.roles import Role
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.store.migrate import upgrade

KNOWN = 600  # the number of the log at which a page is asked what was known
AT_ONCE = 100  # matters that are filled in together
LONG = 10  # the number of the matter of so many events; it is a criminal one
MOST_MS, MOST_MOVED_MS = 300, 100  # what a page may take, and one whose day is moved
MOST_BYTES = 150_000
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
HEAD = (
    "| Page | median ms | longest | at most | CPU ms | kB | |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
)
_hidden = re.compile(r'name="(form_token)" value="([^"]+)"')


class Asked(NamedTuple):
    """What is asked of a page, again and again: its path, and what is sent; {day} differs."""

    path: str
    sent: Mapping[str, str] | None = None
    most_ms: int = MOST_MS


class Answered(NamedTuple):
    """How long a page took each time and what the server worked for it, and its sizes in bytes."""

    each_ms: list[float]
    worked_ms: list[float]
    sizes: list[int]

    def said(self, asked: Asked) -> str:
        """Return it as cells of a table."""
        took, size = median(self.each_ms), max(self.sizes)
        over = took > asked.most_ms or size > MOST_BYTES
        worked = f"{fmean(self.worked_ms):.0f}" if self.worked_ms else ""
        cells = (f"{took:.0f}", f"{max(self.each_ms):.0f}", asked.most_ms, worked, size // 1_000)
        return f"{' | '.join(map(str, cells))} | {'over' if over else ''}"


class Visitor:
    """Somebody signed in, with one connection that stays open."""

    def __init__(self, port: int, secret: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = {"Cookie": f"casefile={secret}"}
        self.token: dict[str, str] = {}

    def close(self) -> None:
        """Hang up."""
        self.line.close()

    def get(self, path: str) -> str:
        """Return a page; whoever is sent on goes there."""
        status, place, page = self._ask("GET", path)
        return self.get(place) if place else self._whole(status, page)

    def post(self, path: str, sent: Mapping[str, str]) -> str:
        """Return the page that a form is answered with."""
        if not self.token:
            self.token = {name: unescape(one) for name, one in _hidden.findall(self.get("/you"))}
        status, _, page = self._ask("POST", path, urlencode({**self.token, **sent}))
        return self._whole(status, page)

    def timed(self, asked: Asked, number: int) -> tuple[float, int]:
        """Ask once; return how many milliseconds it took, and how many bytes came."""
        path = asked.path.format(day=f"2023-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
        began = time.perf_counter()
        page = self.get(path) if asked.sent is None else self.post(path, asked.sent)
        return (time.perf_counter() - began) * 1_000, len(page.encode())

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        self.line.request(method, path, body or None, {**self.cookie, **(FORM if body else {})})
        answer = self.line.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    def _whole(self, status: int, page: str) -> str:
        if status != HTTPStatus.OK:
            raise RuntimeError(f"A page is answered with {status}: {page[:2_000]}")
        return page


def fill(url: str, matters: int, events: int) -> tuple[str, str]:
    """Fill an empty office; return the secret of a session, and an event of the long matter."""
    upgrade(url)
    with closing(Database(url)) as database:
        recorder = Recorder(database)
        long = list(workload.long_matter(LONG, events))
        for first in range(0, len(long), 1_000):
            record_in_steps(recorder, long[first : first + 1_000])
        others = [number for number in range(matters) if number != LONG]
        for first in range(0, len(others), AT_ONCE):
            some = others[first : first + AT_ONCE]
            record_in_steps(recorder, [one for number in some for one in workload.matter(number)])
        with database.write() as connection:
            connection.execute(text("ANALYZE"))
        person = people.add(database, "bench", Role.ADMIN)
        secret = sessions.begin(database, person.person_id, device="")
    return secret, str(long[-1].event_id)


def pages(event_id: str) -> dict[str, Asked]:
    """Return every page that somebody may open, and what is sent to those that take something."""
    party, matter = workload.party_id(LONG), workload.matter_id(LONG)
    item, key = "count-1", "00000000-0000-4000-8000-000000000000"
    forms = f"/post/{{}}?matter={matter}&key={key}"
    amended = {"effective": "2026-01-05", "data.item_id": item, "data.changes.count_no": "7"}
    return {
        "the office": Asked("/"),
        "every matter": Asked("/?status=every"),
        "the calendar of five weeks": Asked("/calendar?from=2022-05-02"),
        "parties": Asked("/parties"),
        "parties of a name": Asked("/parties?words=person"),
        "find a first name": Asked("/find?q=maria"),
        "find a whole name": Asked(f"/find?q={quote('Maria Dolores Person 77')}"),
        "find a number": Asked("/find?q=00077"),
        "find a charge": Asked("/find?q=larceny"),
        "the party": Asked(f"/parties/{party}"),
        "the party, its day moved": Asked(f"/parties/{party}?as_of={{day}}", None, MOST_MOVED_MS),
        "the party, as known before": Asked(f"/parties/{party}?known_at=@{KNOWN}&as_of={{day}}"),
        "why": Asked(f"/parties/{party}/why/{matter}/{item}"),
        "the matter": Asked(f"/matters/{matter}"),
        "the matter, its day moved": Asked(f"/matters/{matter}?as_of={{day}}"),
        "the matter, of one kind": Asked(f"/matters/{matter}?kind=hearing"),
        "another matter": Asked(f"/matters/{workload.matter_id(20)}"),
        "the log": Asked("/log"),
        "the log of the matter": Asked(f"/log?matter={matter}&kind=charge"),
        "an event": Asked(f"/events/{event_id}"),
        "what was recorded": Asked(f"/recorded/{event_id}"),
        "in which matter": Asked("/post"),
        "what happened": Asked(f"/post?matter={matter}"),
        "what can follow": Asked(f"/post?matter={matter}&item={item}"),
        "the form of a note": Asked(forms.format("note.recorded")),
        "the form of a dismissal": Asked(forms.format("charge.dismissed") + f"&item={item}"),
        "the form of a deadline": Asked(forms.format("deadline.set")),
        "the effect of an amendment": Asked(
            forms.format("charge.amended"), {**amended, "do": "preview"}
        ),
        "the form of a correction": Asked(f"/events/{event_id}/correct?key={key}"),
        "people": Asked("/people"),
        "one's own page": Asked("/you"),
    }


def measured(server: Server, secret: str, every: Mapping[str, Asked], rounds: int) -> Iterator[str]:
    """Ask for every page once in each round, and yield the rows of a table."""
    found = {name: Answered([], [], []) for name in every}
    with closing(Visitor(server.port, secret)) as visitor:
        for number in range(rounds + 1):
            for name, asked in every.items():
                before = server.cpu_seconds()
                took, size = visitor.timed(asked, number)
                worked = cpu_between(before, server.cpu_seconds())
                if number == 0:  # the first round warms up
                    continue
                found[name].each_ms.append(took)
                found[name].sizes.append(size)
                if worked is not None:
                    found[name].worked_ms.append(worked * 1_000)
    for name, asked in every.items():
        yield f"| {name} | {found[name].said(asked)} |"


@click.command()
@click.option("--matters", default=10_000, show_default=True)
@click.option("--events", default=5_000, show_default=True, help="Of the one long matter.")
@click.option("--rounds", default=15, show_default=True)
@click.option("--postgresql", is_flag=True)
def main(*, matters: int, events: int, rounds: int, postgresql: bool) -> None:
    """Serve an office, ask for every page in turn, and print what each takes as Markdown."""
    kind: Kind = "postgresql" if postgresql else "sqlite"
    with open_office(None) as office, office.empty(kind) as given:
        secret, event_id = fill(given["url"], matters, events)
        server = Server(given["url"], "manage.py", "serve")
        try:
            before = os.getloadavg()[0]
            rows = list(measured(server, secret, pages(event_id), rounds))
            after = os.getloadavg()[0]
        finally:
            server.stop()
        click.echo("\n".join(describe(office, {kind})))
        click.echo(
            f"\n{matters:,} matters, one of {events:,} events; {rounds} rounds; load of the "
            f"machine {before:.1f} before and {after:.1f} after.\n"
        )
        click.echo(HEAD)
        click.echo("\n".join(rows))


if __name__ == "__main__":
    main()
