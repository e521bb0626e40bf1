"""status: where a party stands on any day, as known at any moment, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import click

from casefile.answers.parties import Party
from casefile.answers.stances import in_words
from casefile.answers.status import PartyStatus, of_party
from casefile.cli.called import in_matter, party_called
from casefile.cli.desk import asking
from casefile.cli.options import as_of_option, json_option, known_at_option, matter_option
from casefile.cli.screen import print_flags, print_json, print_table, say
from casefile.law.flags import UNREAD
from casefile.law.status import ItemStatus, PossibleStates, TrackStatus

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
@basis_option
@matter_option
@json_option
def command(party: str, as_json: bool, **asked: Any) -> None:
    """Show a party's status: the headline of each track, then everything that it rests on."""
    with asking() as office:
        asked["matter"] = in_matter(office, asked["matter"])
        answer = of_party(office, party_called(office, party), **asked)
    if as_json:
        print_json(answer)
    else:
        print_status(answer)


def print_status(answer: PartyStatus) -> None:
    """Print a status answer: for each track the headline first."""
    print_party(answer.party)
    basis = "by the record" if answer.basis == "record" else "as sources report it"
    only = f", only matter {answer.matter}" if answer.matter else ""
    say(f"As of {answer.as_of}, as known at {known(answer)}, {basis}{only}.")
    if stances := in_words(answer.stances):
        say(f"{stances[0].upper()}{stances[1:]}.", style="bold")
    tracks = list(answer.tracks.each())
    for name, track in tracks:
        say()
        _print_track(name, track)
    if not tracks:
        there = " there" if answer.matter else ""
        say(f"\nNo charge, claim or citation of this party{there} was known then.")


def print_party(party: Party) -> None:
    """Print who a party is."""
    if not party.known:
        say(party.party_id, style="bold")
        return
    also = f", also {', '.join(party.other_names)}" if party.other_names else ""
    say(f"{party.name} ({party.party_id}{also})", style="bold")


class Coordinated(Protocol):
    """An answer that says what it rests on."""

    @property
    def known_at(self) -> str: ...
    @property
    def position(self) -> int: ...
    @property
    def past_head(self) -> bool: ...


def known(answer: Coordinated) -> str:
    """Return in words what the answer knew: the moment asked for, and the last event by then."""
    ahead = ", past the last event: this answer may still change" if answer.past_head else ""
    moment = answer.known_at.replace(".000000Z", "Z")
    return f"{moment} (position {answer.position}{ahead})"


def _print_track(name: str, track: TrackStatus) -> None:
    say(f"{name.capitalize()}: {track.label}", style="bold green")
    if not track.certain:
        unread = any(flag.code == UNREAD for flag in track.flags)
        if track.possible or not unread:
            say("  This is not certain: more may have happened by then (see what is possible).")
        if unread:
            say("  This is not certain: something ended in words that nobody has read yet.")
    if track.as_reported:
        say(f"  As reported: {track.as_reported.label}.")
    heads = ("Item", "State", "Rests on")
    print_table(heads, list(_item_rows(track)), indent=2)
    if len(track.breakdown) > 1:
        counted = (f"{count} {state}" for state, count in track.breakdown.items())
        say(f"  In all: {', '.join(counted).replace('_', ' ')}.")
    for one in track.possible:
        say(f"  Possible for {_name(one)}: {_states(one.states)}", style="cyan")
        say(f"    if it was by then: {', '.join(one.evidence)}", style="dim")
    print_flags(track.flags)


def _item_rows(track: TrackStatus) -> Iterator[Sequence[str]]:
    for one in track.every:
        lines = [
            one.label,
            f"since {one.since.effective}" if one.since else "",
            one.detail.get("offense") or one.detail.get("cause") or "",
            f"enhances {one.attaches_to}" if one.attaches_to else "",
        ]
        yield (_name(one), "\n".join(line for line in lines if line), ", ".join(one.evidence))


def _name(item: ItemStatus | PossibleStates) -> str:
    return f"{item.matter_id}/{item.item_id}"


def _states(states: Sequence[str]) -> str:
    return ", ".join(states).replace("_", " ")
