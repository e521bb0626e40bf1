"""Asking: one short question at a time, with numbered answers where these can be listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

import click

from casefile.cli.dialogue.talk import NotMeant, UnreadWords, current, nothing
from casefile.cli.dialogue.typed_command import in_quotes
from casefile.cli.screen import shown
from casefile.law.edtf import parse
from casefile.recording.receipt import Receipt
from casefile.words.told.parted import as_note
from casefile.words.values.by_kind import YES_OR_NO
from casefile.words.which.several import BOTH

_numbers = re.compile(r"(?:no\.? ?|#)?\d+(?:(?:,? (?:and|&) |, ?| )(?:no\.? ?|#)?\d+)*[.)]?")
_all = re.compile(r"(?P<both>both)(?: of them)?|(?:all|each|every one)(?: of them)?")
_sum = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d\d)?")
_none = re.compile(
    r"none(?: of (?:these|them))?|neither(?: of them)?|not (?:said|known|given|sure)|unknown"
    r"|(?:i )?don'?t know|\?"
)
OPEN_ENDED = ("unknown", "other")  # the codes of what is none of the others


class Offered(NamedTuple):
    """An answer that can be given by its number: what it says, and what is typed for it.

    `one_of_all` tells whether all, as an answer, means it as well.
    """

    said: str
    value: str
    one_of_all: bool = True


class _Chosen(NamedTuple):
    """What an answer comes to: the values that are chosen, or why there are none."""

    values: list[str]
    why_not: str = ""


def tell(sentence: str) -> None:
    """Say something, where there is anything to be said."""
    if sentence:
        click.echo(shown(sentence), err=True)


def end() -> NoReturn:
    """End with nothing recorded, and say so; raises Exit."""
    tell(nothing())
    raise click.exceptions.Exit(1)


def ask(question: str, otherwise: Offered | None = None) -> str:
    """Return what is typed, or the value of that there is none; no answer ends it. Raises Exit."""
    asked = f"{question} (or none, which leaves it out)" if otherwise else question
    typed = str(click.prompt(shown(asked), default="", show_default=False, err=True)).strip()
    if otherwise and _none.fullmatch(typed.casefold().strip(" .")):
        return otherwise.value
    return typed or end()


def choose(
    question: str,
    choices: Sequence[Offered],
    *,
    several: bool = False,
    otherwise: Offered | None = None,
) -> list[str]:
    """Return what is typed for the numbers that are chosen, or the words typed instead of one.

    `otherwise` is the answer that none of them is it. What cannot be taken is asked again; no
    answer ends it. Raises Exit.
    """
    every = [*choices, *([otherwise] if otherwise else [])]
    tell(question)
    many = Counter(one.said for one in every)
    for number, one in enumerate(every, start=1):
        tell(f"  {number:>2}  {one.said}{f' ({one.value})' if many[one.said] > 1 else ''}")
    more = ", or several like 1, 3" if several and choices[1:] else ""
    while True:
        typed = ask(f"A number{more}, or type it (Enter ends)")
        found = _chosen(typed, every, otherwise)
        values = found.values
        if found.why_not:
            tell(found.why_not)
        elif len(values) > 1 and not several:
            tell("Only one of them can be taken here: say which.")
        elif otherwise and otherwise.value in values[1:]:
            tell(f"{otherwise.said!r} stands alone: say which.")
        else:
            return values


def _chosen(typed: str, every: Sequence[Offered], otherwise: Offered | None) -> _Chosen:
    """Return what an answer means of some: numbers, all, none, or the words for one of them."""
    said = typed.casefold().strip(" .")
    if _numbers.fullmatch(said):
        numbers = list(dict.fromkeys(map(int, re.findall(r"\d+", said))))
        beyond = [one for one in numbers if not 1 <= one <= len(every)]
        if beyond:
            return _Chosen([], f"There is no number {beyond[0]} here.")
        return _Chosen([every[one - 1].value for one in numbers])
    for one in every:
        if one.value and said in (one.said.casefold(), one.value.casefold()):
            return _Chosen([one.value])
    if found := _all.fullmatch(said):
        some = [one.value for one in every if one.one_of_all and one is not otherwise]
        if len(some) < BOTH or (found["both"] and len(some) != BOTH):
            return _Chosen([], "Say which of them, by their numbers.")
        return _Chosen(some)
    if _none.fullmatch(said):
        open_ended = (one for code in OPEN_ENDED for one in every if one.value == code)
        last = otherwise or next(open_ended, None)
        why_not = "" if last else "It cannot be left out: say which, or press Enter to end."
        return _Chosen([last.value] if last else [], why_not)
    if said in YES_OR_NO:
        so = "yes" if YES_OR_NO[said] else "no"
        if any(one.value == so for one in every):
            return _Chosen([so])
        return _Chosen([], "It is not asked whether: say which, or press Enter to end.")
    return _Chosen([typed])


def is_so(question: str, *, default: bool = False) -> bool:
    """Return whether somebody says yes."""
    how = f"{shown(question)} [{'Y/n' if default else 'y/N'}]"
    while True:
        typed = str(click.prompt(how, default="", show_default=False, err=True)).strip().casefold()
        if not typed or typed in YES_OR_NO:
            return YES_OR_NO.get(typed, default)
        tell("Answer y or n.")


def asks_if_meant() -> bool:
    """Tell whether what is to be recorded came about by questions, or by what is likely."""
    talk = current()
    return bool(talk and (talk.command or talk.guessed))


def check_meant(proposed: Receipt) -> str:
    """Show what is to be recorded, and the command that says it at once; raises NotMeant if not.

    Returns the note that is wanted with it, of a sentence that says more; empty for none.
    """
    for one in proposed.entries:
        day = parse(one.recorded.envelope.effective).label
        which = f"a day {day}" if day.startswith("on or ") else day
        tell(one.confirmation(f"To be recorded for {which}"))
    talk = current()
    unread = talk.unread if talk else None
    note = _note(proposed)
    if talk and (part := talk.part) and part.depth == len(talk.begun):
        more = "; the rest is shown behind it" if part.place < part.many else ""
        tell(f"This is {part.place} of {part.many} that were chosen{more}.")
    if talk and talk.command:
        tell(f"In one line: {talk.command}")
    if not is_so("Record that?", default=True):
        if talk:
            talk.unread = unread  # it is asked about with what is put right
        raise NotMeant("It is not what was meant.")
    return note


def _untold(unread: UnreadWords, told: str) -> list[str]:
    """Return what of a sentence is not told by its events: words, and its sums and parties."""
    sums = [one for one in _sum.findall(unread.sentence) if one not in told]
    lacking = [*sums, *(one for one in unread.named if one not in told)]
    words = [one for one in unread.words if one not in unread.named or one not in told]
    return [*words, *(one for one in lacking if one not in " ".join(words))]


def _note(proposed: Receipt) -> str:
    """Return the note on what of a sentence is in no event, if there is any and it is wanted."""
    talk = current()
    unread = talk.unread if talk else None
    if not talk or not unread or proposed.entries[0].recorded.envelope.type != unread.tag:
        return ""
    talk.unread = None
    told = " ".join((*talk.recorded, *(one.confirmation("") for one in proposed.entries)))
    if not (words := _untold(unread, told)):
        return ""
    quoted = "; ".join(f'"{one}"' for one in words)
    tell(f"Not in it: {quoted}")
    if not is_so("Keep the whole sentence as a note beside it?", default=True):
        return ""
    note = as_note(unread.sentence)
    talk.command += f" note={in_quotes(note)}"
    return note
