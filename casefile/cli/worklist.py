"""worklist: what somebody has to read, to settle or to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import click

from casefile.answers.due import calendar
from casefile.answers.due.calendar import Window
from casefile.answers.overview import worklist
from casefile.answers.overview.worklist import Work, WorkEntry, Worklist
from casefile.cli import days
from casefile.cli.calendar import print_entries
from casefile.cli.called import in_matter, party_called
from casefile.cli.desk import asking
from casefile.cli.matters import say_more
from casefile.cli.names import Shown, ids_option, shown_names
from casefile.cli.options import as_of_option, json_option, known_at_option, limit_option
from casefile.cli.screen import print_json, print_table, say
from casefile.cli.status import known
from casefile.installation import called
from casefile.office import Office

# What is read beside its events; all else says in its own sentence what they say.
WEEK = 7
TOLD_IN_FULL = (Work.IRREGULAR, Work.CONFLICT, Work.OVERDUE, Work.NO_OUTCOME)


@click.command("worklist")
@as_of_option
@known_at_option
@click.option("--matter", metavar="MATTER", help="Only what is in this matter.")
@click.option("--party", metavar="PARTY", help="Only what is about this person.")
@click.option("--only", type=click.Choice([one.value for one in Work]), help="Only this kind.")
@click.option("--after", metavar="KEY", help="Go on after a page.")
@limit_option
@ids_option
@json_option
def command(
    as_of: str | None,
    known_at: str | None,
    matter: str | None,
    party: str | None,
    only: str | None,
    after: str | None,
    limit: int,
    ids: bool,
    as_json: bool,
) -> None:
    """List what there is to do, by matter.

    That is what was not read or only in part, what is irregular, where sources differ, acts that
    name nobody where that is in doubt, what was announced and not filed, settlements that are not
    on record as paid, what is overdue or has no outcome on record, and matters that could not be
    read into the lists.
    """
    with asking() as office:
        matter = in_matter(office, matter)
        as_of, known_at = days.as_of(office, as_of, matter), days.known_at(office, known_at)
        answer = worklist.page(
            office,
            as_of=as_of,
            known_at=known_at,
            matter_id=matter,
            party_id=party_called(office, party) if party else None,
            work=only,
            after=after,
            limit=limit,
        )
        if as_json:
            print_json(answer)
            return
        _print(answer, shown_names(office, answer, ids=ids), office.zone)
        if not only and not answer.next:
            _print_due(office, answer, ids=ids)


def _print(answer: Worklist, names: Shown, zone: ZoneInfo) -> None:
    say(f"To do as of {answer.as_of}, as known at {known(answer, zone)}.", style="bold")
    before = ""
    rows = []
    for one in answer.entries:
        matter = names.beside(one.matter, one.matter_id) if one.matter_id != before else ""
        before = one.matter_id
        rows.append((matter, Work(one.work).label, "\n".join(_lines(one, names))))
    if rows:
        print_table(("Matter", "What", "About whom, and why"), rows)
    else:
        say("There is nothing.")
    say_more(answer.next)


def _print_due(office: Office, answer: Worklist, *, ids: bool) -> None:
    """Print what is due in the week from the day on, which nobody has to look up elsewhere."""
    last = (date.fromisoformat(answer.as_of) + timedelta(days=WEEK)).isoformat()
    window = Window(answer.as_of, last, answer.matter_id, answer.known_at, answer.party_id)
    due = calendar.page(office, window, as_of=answer.as_of)
    say(f"\nDue from then on until {last}:", style="bold")
    print_entries(office, due.entries, shown_names(office, due, ids=ids))
    if due.next:
        say(f"There is more: {called()} calendar --from {answer.as_of} --to {last}")


def _lines(one: WorkEntry, names: Shown) -> Iterator[str]:
    """Yield whom an entry is about and since when, what it says, and where that is from."""
    people = ", ".join(names.beside(party.name, party.party_id) for party in one.parties)
    yield f"{people + ', ' if people else ''}since {one.since}"
    yield one.sentence
    for event in one.events:
        source = event.source
        said = ", ".join(filter(None, (source.document, source.locator))) if source else ""
        told = [event.sentence] if one.work in TOLD_IN_FULL else []
        what = ", ".join(filter(None, (*told, event.effective, said)))
        yield f"{names.events([event.event_id])}: {what}"
