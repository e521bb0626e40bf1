"""status: where a party stands on any day, as known at any moment, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import click

from casefile.answers.asking import AnswerByAxis
from casefile.answers.coordinates import RECEIVED
from casefile.answers.glossary import glossary_for
from casefile.answers.people.parties import Party
from casefile.answers.people.renamed import on_other_days
from casefile.answers.people.stances import in_words
from casefile.answers.standing import evidence
from casefile.answers.standing.evidence import EventTold, amended_on
from casefile.answers.standing.status import PartyStatus, of_party
from casefile.cli.called import in_matter, party_called
from casefile.cli.days import coordinates
from casefile.cli.desk import asking
from casefile.cli.names import Shown, ids_option, shown_names
from casefile.cli.options import (
    as_of_option,
    json_option,
    known_at_option,
    known_by_option,
    matter_option,
)
from casefile.cli.screen import print_flags, print_json, print_table, say
from casefile.law import subjects
from casefile.law.edtf import parse
from casefile.law.flags import UNREAD
from casefile.law.headline_codes import state_label
from casefile.law.status import ItemStatus, TrackStatus
from casefile.office import Office

basis_option = click.option(
    "--basis",
    type=click.Choice(["record", "reported"]),
    default="record",
    show_default=True,
    help="What has legally occurred, or what a source says has.",
)


@click.command("status")
@click.argument("party", metavar="PARTY")
@as_of_option
@known_at_option
@known_by_option
@basis_option
@matter_option
@ids_option
@json_option
def command(party: str, as_json: bool, ids: bool, **asked: Any) -> None:
    """Show a party's status: the headline of each track, then everything that it rests on."""
    with asking() as office:
        asked["matter"] = in_matter(office, asked["matter"])
        party = party_called(office, party, asked["matter"])
        answer = of_party(office, party, **coordinates(office, asked, party))
        if as_json:
            print_json(answer)
        else:
            about = persons_ids(answer.party)
            print_status(
                office, answer, shown_names(office, answer, ids=ids, about=about, cite=True)
            )


def persons_ids(party: Party) -> Sequence[str]:
    """Return all the ids of a party that is one person under several."""
    return (party.party_id, *(party.merged or ()))


def print_status(office: Office, answer: PartyStatus, names: Shown) -> None:
    """Print a status answer: for each track the headline first."""
    print_party(office, answer.party, names)
    basis = "by the record" if answer.basis == "record" else "as sources report it"
    only = f", only {names.matter(answer.matter)}" if answer.matter else ""
    say(f"As of {answer.as_of}, as known at {known(answer, office.zone)}, {basis}{only}.")
    if stances := names.filled(in_words(answer.stances)):
        say(f"{stances[0].upper()}{stances[1:]}".removesuffix(".") + ".", style="bold")
    tracks = dict(answer.tracks.each())
    several = len({one.matter_id for track in tracks.values() for one in track.by_then}) > 1
    told = _of_sentences(office, answer)
    for code, track in tracks.items():
        say()
        _print_track(code, track, names, told, several=several)
    if not tracks:
        there = " there" if answer.matter else ""
        say(f"\nNo charge, claim or citation of this party{there} was known then.")
    print_lacking(answer)


def print_party(office: Office, party: Party, names: Shown) -> None:
    """Print who a party is; one that was not known then has the name by which it is known now."""
    if not party.known:
        now = glossary_for(office, [subjects.party(party.party_id)]).party(party.party_id)
        say(names.beside(now, party.party_id), style="bold")
        say("The office did not know of this party then: nothing of it had been recorded.")
        say(
            "How it stood in law on a day is asked by --as-of without --known-at; what had been "
            "received by then, and recorded later, with --known-by received."
        )
        return
    also = f", also {', '.join(party.also)}" if party.also else ""
    called = f"{party.name}{also}{on_other_days(party.renamed)}"
    say(names.beside(called, *persons_ids(party)), style="bold")


class Coordinated(Protocol):
    """An answer that says what it rests on."""

    @property
    def known_at(self) -> str: ...
    @property
    def position(self) -> int: ...
    @property
    def past_head(self) -> bool: ...


def known(answer: Coordinated, zone: ZoneInfo) -> str:
    """Return in words what the answer knew: the moment asked for, and the last event by then.

    The moment is told by the office's clocks, and taken again as it is told.
    """
    if isinstance(answer, AnswerByAxis) and answer.known_by == RECEIVED:
        return f"{answer.known_at} by what had been received, which may still turn out to be more"
    ahead = ", past the last event: this answer may still change" if answer.past_head else ""
    moment = answer.known_at
    if "T" in moment:
        told = datetime.fromisoformat(moment).astimezone(zone).isoformat()
        moment = told.replace("+00:00", "Z")
    return f"{moment} (position {answer.position}{ahead})"


def print_lacking(answer: AnswerByAxis) -> None:
    """Print what had been received before what it rests on."""
    for one in answer.lacking or ():
        say(f"! {one.sentence}", style="yellow")


def _counted(label: str) -> str:
    """Return a state as it is said of who is counted in it: two with a judgment."""
    return "with a judgment" if label == "judgment" else label


def _of_sentences(office: Office, answer: PartyStatus) -> Mapping[str, EventTold]:
    """Return what the sentences of a status rest on, in words."""
    items = (one for _, track in answer.tracks.each() for one in track.by_then)
    rests_on = [name for one in items if one.has_sentence for name in one.evidence]
    known_at = f"@{answer.position}"
    return evidence.told(office, rests_on, known_at=known_at).by_id if rests_on else {}


def _print_track(
    code: str, track: TrackStatus, names: Shown, told: Mapping[str, EventTold], *, several: bool
) -> None:
    say(f"{track.name.capitalize()}: {track.label}", style="bold green")
    if not track.certain:
        unread = any(flag.code == UNREAD for flag in track.flags)
        if track.possible or not unread:
            say("  This is not certain: more may have happened by then (see what is possible).")
        if unread:
            say("  This is not certain: something ended in words that nobody has read yet.")
    if track.as_reported:
        say(f"  As reported: {track.as_reported.label}.")
    heads = ("Item", "State", "Rests on")
    print_table(heads, list(_item_rows(track, names, told, several=several)), indent=2)
    if len(track.counts) > 1:
        counts = track.counts.items()
        counted = (
            f"{count} {_counted(state_label(code, state, track.name))}" for state, count in counts
        )
        say(f"  In all: {', '.join(counted)}.")
    for one in track.possible:
        named = item_named(one, names, several=several).replace("\n", " ")
        say(f"  Possible for {named}: {_states(one.states)}", style="cyan")
        say(f"    by what is not certain on this day: {names.events(one.evidence)}", style="dim")
    print_flags(track.flags, names.events)


def _item_rows(
    track: TrackStatus, names: Shown, told: Mapping[str, EventTold], *, several: bool
) -> Iterator[Sequence[str]]:
    for one in track.by_then:
        lines = [one.label, _since(one, amended_on(one, told))]
        yield (
            item_named(one, names, several=several),
            "\n".join(line for line in lines if line),
            names.rests_on(one.evidence),
        )


def _since(one: ItemStatus, amended: str) -> str:
    """Return since when the state of an item holds, where that is not told; nothing else."""
    if (since := one.untold_since) is None:
        return ""
    later = f", as amended {parse(amended).shown}" if amended else ""
    return f"{one.holds_since} since {parse(since.effective).shown}{later}".strip()


class OfMatter(Protocol):
    """What an answer says of an item of a matter."""

    @property
    def matter_id(self) -> str: ...
    @property
    def item_id(self) -> str: ...


def item_named(one: OfMatter, names: Shown, *, several: bool, called: str = "") -> str:
    """Return what an item is called, and in which matter it is, where there are several."""
    item = names.item(one.matter_id, one.item_id, called)
    return f"{item}\nin {names.matter(one.matter_id)}" if several else item


def _states(states: Sequence[str]) -> str:
    return ", ".join(states).replace("_", " ")
