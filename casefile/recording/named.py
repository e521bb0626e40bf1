"""Named: what came of a post, with names where the law left a place for them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking
from casefile.answers.names.naming import AT_LAST, named, named_texts
from casefile.answers.people.days_of_names import renames
from casefile.answers.question import Ask, ask_on
from casefile.errors import Busy
from casefile.law.amending import targets, told
from casefile.law.events.record import EventRetracted
from casefile.law.fact import Fact, of_class
from casefile.projections.subjects import known_in
from casefile.recording.receipt import Receipt

TOLD = 1_000  # events whose sentences a dry run tells with the names that it would record


def named_on(line: Connection, receipt: Receipt, position: int, *, dry_run: bool) -> Receipt:
    """Return what came of a post with names as they are at a position, on the line of the post.

    Of a dry run nobody could read them afterwards, so that its sentences get theirs here as well.
    """
    ask = ask_on(line, position)
    if receipt.warnings or receipt.effects or receipt.added or receipt.calendar:
        answer = named(ask, receipt._replace(entries=()).answer(dry_run=dry_run), AT_LAST)
        receipt = receipt._replace(
            warnings=answer.warnings,
            effects=answer.effects,
            added=answer.added,
            calendar=answer.calendar,
        )
    few = dry_run and len(receipt.entries) <= TOLD
    return _with_sentences(ask, line, receipt) if few else receipt


def with_sentences(asking: Asking, receipt: Receipt) -> Receipt:
    """Return the receipt of a post with the sentence of each event, when nobody waits for it.

    Where the database is lost by then the sentences have ids: all is recorded all the same.
    """
    if all(entry.named for entry in receipt.entries):
        return receipt
    try:
        with asking.gate() as at:
            return _with_sentences(at.ask, at.connection, receipt)
    except (Busy, DBAPIError):
        return receipt


def _with_sentences(ask: Ask, line: Connection, receipt: Receipt) -> Receipt:
    """Return a receipt with its sentences; who is taken back or renamed is called as before."""
    facts, known = [Fact(entry.recorded) for entry in receipt.entries], known_in(line)
    known.fetch(targets(facts))
    said = [told(fact, known) for fact in facts]
    put = named_texts(ask, said)
    back = {fact.event_id for fact, _ in of_class(facts, EventRetracted)}
    gone = {text for fact, text in zip(facts, said, strict=True) if fact.event_id in back}
    before = min((fact.position for fact in facts), default=1) - 1
    put_before = named_texts(ask_on(line, before), gone)

    def filled(fact: Fact, text: str) -> str:
        if renames(fact):
            eve = fact.bounds(None)[1] - timedelta(days=1)
            return named_texts(ask, [text], named_on=eve)(text)
        return (put_before if text in gone else put)(text)

    entries = [
        entry._replace(named=filled(fact, text))
        for entry, fact, text in zip(receipt.entries, facts, said, strict=True)
    ]
    return receipt._replace(entries=entries)
