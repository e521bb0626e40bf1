"""Every question as its user reads the answer: as the plain values that its JSON holds."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import update

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.due import calendar, deadlines
from casefile.answers.due.calendar import Window
from casefile.answers.facts import chronology
from casefile.answers.overview import caseload, conflicts, reports
from casefile.answers.people import matter_parties, parties
from casefile.answers.record import log
from casefile.answers.standing import history, status
from casefile.store.database import Database
from casefile.store.tables import office

PLACE = re.compile(rb"(?<!\\)\\u0002")  # how a placeholder begins, as JSON has it


def unnamed(said: Any) -> Any:
    """Return what the law says, as plain values, in which placeholders may stand."""
    return json.loads(msgspec.json.encode(said))


def plain(answer: Any) -> Any:
    """Return an answer, or several, as the values that their JSON holds, all with their names."""
    assert not PLACE.search(msgspec.json.encode(answer))
    return unnamed(answer)


def choose_zone(database: Database, zone: str) -> None:
    """Have a new office in another time zone."""
    with database.write() as connection:
        connection.execute(update(office).values(time_zone=zone, chosen=True))


class Answers(Asking):
    """Asks every question by one name, and reads the JSON of the answer."""

    def status(self, party_id: str, **asked: Any) -> Any:
        return plain(status.of_party(self, party_id, **asked))

    def history(self, party_id: str, **asked: Any) -> Any:
        return plain(history.of_party(self, party_id, **asked))

    def parties(self, q: str = "", **asked: Any) -> Any:
        return plain(parties.find(self, q, **asked))

    def matter(self, matter_id: str, **asked: Any) -> Any:
        return plain(matters.view(self, matter_id, **asked))

    def matters(self, **asked: Any) -> Any:
        return plain(matters.page(self, **asked))

    def matter_parties(self, matter_id: str, **asked: Any) -> Any:
        return plain(matter_parties.of_matter(self, matter_id, **asked))

    def chronology(self, matter_id: str, **asked: Any) -> Any:
        return plain(chronology.page(self, matter_id, **asked))

    def calendar(self, **asked: Any) -> Any:
        window = Window(**{name: asked.pop(name) for name in Window._fields if name in asked})
        return plain(calendar.page(self, window, **asked))

    def caseload(self, **asked: Any) -> Any:
        return plain(caseload.caseload(self, **asked))

    def status_report(self, **asked: Any) -> Any:
        return plain(reports.status_report(self, **asked))

    def parties_by_headline(self, track: str, headline: str, **asked: Any) -> Any:
        return plain(reports.parties_by_headline(self, track, headline, **asked))

    def unread(self, **asked: Any) -> Any:
        return plain(reports.unread_dispositions(self, **asked))

    def conflicts(self, asked: Sequence[str], **page: Any) -> Any:
        return plain(conflicts.check(self, asked, **page))

    def deadline_rules(self, **asked: Any) -> Any:
        return plain(deadlines.rules(**asked))

    def count_deadline(self, **asked: Any) -> Any:
        return plain(deadlines.count_from(self, **asked))

    def events(self, **asked: Any) -> Any:
        return plain(log.page(self, **asked))

    def newest(self, **asked: Any) -> Any:
        return plain(log.page(self, newest=True, **asked))

    def event(self, event_id: str) -> Any:
        return plain(log.in_full(self, event_id))

    def head(self) -> Any:
        return plain(log.head(self))
