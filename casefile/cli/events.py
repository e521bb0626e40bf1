"""events: the log itself, of the office or of one matter, and one event with its corrections."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click
import msgspec

from casefile.answers.meaning import meant
from casefile.answers.record import log
from casefile.answers.record.log import EventInFull, EventPage, StoredEvent
from casefile.answers.record.sought import Sought
from casefile.cli import days
from casefile.cli.called import event_called, in_matter, item_called, party_called, say_read
from casefile.cli.desk import asking
from casefile.cli.names import ids_option, shown_names
from casefile.cli.options import json_option, known_at_option, limit_option
from casefile.cli.screen import print_json, print_table, say
from casefile.errors import Several, Unknown
from casefile.event import OFFICE
from casefile.law.edtf import parse
from casefile.office import Office

Command = TypeVar("Command", bound=Callable[..., Any])
INSTANTS = frozenset(("recorded_at", "loaded_at"))
_number = re.compile(r"(?P<sign>@|#|№|no\.?)?\s*(?P<digits>\d+)", re.IGNORECASE)


def _day(name: str, own: str, help_: str) -> Callable[[Command], Command]:
    """Return an option that takes a day, with its name among what is sought."""
    return click.option(name, own, metavar="DAY", help=help_)


@click.command("events")
@click.argument("matter", required=False, metavar="[MATTER|NUMBER]")
@click.option("--matter", "named", metavar="MATTER", help="The same as MATTER, as elsewhere.")
@click.option("--event", metavar="EVENT", help="Show one event with all that corrects it.")
@click.option(
    "--party", "party_id", metavar="PARTY", help="Only what names a party or one of its items."
)
@click.option(
    "--item", "items", metavar="ITEM", help="With MATTER: only what is about one of its items."
)
@click.option("--type", metavar="TYPE", help="Only events of a type, or of a family like charge.")
@click.option("--recorded-by", metavar="NAME", help="Only what somebody has recorded.")
@click.option("--words", metavar="WORDS", help="Only what says all of these words.")
@_day("--from", "first", "Only facts that can have taken effect on this day or later.")
@_day("--to", "last", "Only facts that can have taken effect on this day or earlier.")
@_day("--recorded-from", "recorded_first", "Only what was recorded on this day or later.")
@_day("--recorded-to", "recorded_last", "Only what was recorded on this day or earlier.")
@known_at_option
@click.option("--after", type=click.IntRange(0), help="Only what follows a position.")
@click.option("--newest", is_flag=True, help="The last event first; --after then goes back.")
@limit_option
@ids_option
@json_option
def command(
    matter: str | None,
    named: str | None,
    event: str | None,
    ids: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """List the log in the order in which it was recorded, or the last event first.

    What is sought in it is judged as known at the end of the log, or at --known-at. The number of
    an event, like 30 or @30, shows that event as --event does.
    """
    asked_item = asked["items"]
    sought = Sought(**{name: asked.pop(name) for name in Sought._fields})
    with asking() as office:
        asked["known_at"] = days.known_at(office, asked["known_at"])
        if matter and not event:
            matter, event = _matter_or_event(office, matter)
        matter = in_matter(office, matter or named)
        sought = sought._replace(
            items=_items(office, matter, asked_item),
            party_id=sought.party_id and party_called(office, sought.party_id, matter),
            first=days.first_day(office, sought.first),
            last=days.last_day(office, sought.last),
            recorded_first=days.first_day(office, sought.recorded_first, past=True),
            recorded_last=days.last_day(office, sought.recorded_last, past=True),
        )
        if event:
            if asked["newest"] or asked["after"] is not None or any(sought):
                message = "--newest, --after and what is sought list the log; leave out --event."
                raise click.UsageError(message)
            found = log.in_full(office, event_called(office, event), known_at=asked["known_at"])
            print_json(found) if as_json else _print_event(office, found, asked["known_at"])
            return
        page = log.page(office, matter_id=matter, sought=sought, **asked)
        if as_json:
            print_json(page)
            return
        _print_log(office, page, asked["known_at"], ids=ids)
        if not page.events:
            say("No event.")
        elif len(page.events) == asked["limit"] and _goes_on(page, newest=asked["newest"]):
            pinned = f"--known-at @{page.head} " if any(sought) or asked["known_at"] else ""
            say(f"There are more: {pinned}--after {page.next}")


def _items(office: Office, matter: str | None, typed: str | None) -> tuple[str, ...] | None:
    """Return the keys of all items of a matter that a text means; raises UsageError and Unknown."""
    if typed is None:
        return None
    if matter is None:
        message = "--item needs a MATTER."
        raise click.UsageError(message)
    try:
        found = [item_called(office, matter, typed)]
    except Several as several:
        say_read(f"{typed!r} = {one.id} ({one.said})" for one in several.candidates)
        found = [one.id for one in several.candidates]
    return tuple(f"{matter}/{one}" for one in found)


def _matter_or_event(office: Office, typed: str) -> tuple[str | None, str | None]:
    """Return the matter that a text means, or the event of which it is the number in the log."""
    number = _number.fullmatch(typed)
    if number and not number["sign"]:
        try:
            return meant.matter(office, typed).id, None
        except (Several, Unknown):
            pass
    return (None, number["digits"]) if number else (typed, None)


def _goes_on(page: EventPage, *, newest: bool) -> bool:
    return page.next > 1 if newest else page.next < page.head


def _print_log(office: Office, answer: EventPage, known_at: str | None, *, ids: bool) -> None:
    names = shown_names(office, answer, ids=ids)
    rows = [
        (
            names.beside(f"@{one.position}", one.event_id),
            days.by_our_clocks(office, one.recorded_at),
            one.recorded_by,
            parse(one.effective).shown,
            said,
            "the office" if one.matter_id == OFFICE else names.matter(one.matter_id),
        )
        for one, said in zip(answer.events, _said(office, answer.events, known_at), strict=True)
    ]
    recorded = f"Recorded ({office.zone.key})"
    print_table(("No.", recorded, "By", "Effective", "What", "Matter"), rows)


def _said(office: Office, some: Sequence[StoredEvent], known_at: str | None) -> list[str]:
    """Return what events say, as known at a moment, with what no reader must overlook.

    That is what an event was recorded as where that is no fact, and what has amended it since.
    """
    told = zip(some, log.sentences(office, some, known_at=known_at), strict=True)
    return [
        "\n".join(
            (
                said if one.assertion == "occurred" else f"{said} [{one.assertion}]",
                *(f"[{other.said}]" for other in getattr(one, "amended", ())),
            )
        )
        for one, said in told
    ]


def _print_event(office: Office, answer: EventInFull, known_at: str | None) -> None:
    stands = "" if answer.stands else " (taken back)"
    say(f"{answer.sentence}{stands}", style="bold")
    shown = json.loads(msgspec.json.encode(answer.as_corrected or answer))
    own = {name: value for name, value in shown.items() if name in StoredEvent.__struct_fields__}
    for name in INSTANTS & own.keys():
        own[name] = f"{days.by_our_clocks(office, own[name])} ({office.zone.key})"
    data = own.pop("data")
    rows = [(name, _text(value)) for name, value in own.items()]
    rows += [(f"data.{name}", _text(value)) for name, value in data.items()]
    print_table(("Field", "Value"), rows)
    if answer.corrections:
        say("Corrected or taken back by:")
        sentences = _said(office, answer.corrections, known_at)
        amended = [
            (
                f"@{one.position}",
                days.by_our_clocks(office, one.recorded_at),
                one.recorded_by,
                said,
            )
            for one, said in zip(answer.corrections, sentences, strict=True)
        ]
        print_table(("No.", f"Recorded ({office.zone.key})", "By", "What"), amended)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
