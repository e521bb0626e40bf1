"""Days as they are typed in a command: understood, said at once, and asked about where unsure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final, TypeVar

import click

from casefile.answers.meaning import meant
from casefile.cli.dialogue.talk import current, say_once, show_first
from casefile.cli.prompt import is_terminal
from casefile.cli.screen import shown
from casefile.errors import Malformed, Misfit, Missing
from casefile.event import A_DAY, Assertion, instant_microseconds, instant_text
from casefile.installation import called
from casefile.law.catalogue import CATALOGUE, Event, declared
from casefile.law.edtf import parse
from casefile.law.events.process import DeadlineSet, HearingScheduled
from casefile.law.fields import OFFSET
from casefile.office import Office
from casefile.words import steps
from casefile.words.when.behind import behind
from casefile.words.when.days import TypedDay, read_day
from casefile.words.when.fields import TO_COME, here_of_day, here_of_field
from casefile.words.when.here import Here, here_among, here_in
from casefile.words.when.kept import EFFECTIVE, kept
from casefile.words.when.relative import EXACT

Read = TypeVar("Read")

OCCURRED: Final = Assertion.OCCURRED.value
DUE: Final = ("due", "contest_by")  # the fields for which "by a day" says no more than the day
SETTING: Final = (HearingScheduled, DeadlineSet)  # what is set before it comes
_year = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_night = re.compile(r" +(?:night|evening)\s*$", re.IGNORECASE)  # by which the day is over
_by = re.compile(r"^\s*by\s+", re.IGNORECASE)
# A position, or an instant with its zone, which are no days.
_exact = re.compile(r"@.*|[0-9]{4}-[0-9]{2}-[0-9]{2}T.*(Z|[+-][0-9:]+)")
# The number of an event, which is no year, as that has four digits.
_number = re.compile(
    r"([0-9]{1,3})|(?:(?:the )?event |no\.? ?|number |# ?)([0-9]{1,9})"
    r"|(?:the )?([0-9]{1,9})(?:st|nd|rd|th) event",
    re.IGNORECASE,
)


def understood(here: Here, name: str, typed: str) -> TypedDay:
    """Return a typed date as it is understood, and say so where it is not typed in EDTF.

    What is unsure is asked at a terminal; elsewhere EDTF is taken at its word, and the rest refused
    with what it can mean. Raises Malformed.
    """
    found = read_day(typed, here)
    talk = current()
    if found.likely and talk and is_terminal():
        show_first()
        found = found.chosen(found.choices[0])
    if found.question:
        found = _asked(found, name)
    if found.meant and not found.as_edtf:
        by = f", {found.by}" if found.by else ""
        said = f"Read as {found.text!r} = {found.meant.words} ({found.edtf}{by})"
        say_once(shown(said))
    return found


def _asked(found: TypedDay, name: str) -> TypedDay:
    if not found.choices:
        sentence = found.question or ""
        raise Malformed(sentence, code="date.invalid", errors=[Misfit(name, sentence)])
    if is_terminal() and current() is None:
        return found.chosen(found.choices[_choose(found, name)])
    if found.as_edtf and len(found.choices) == 1:
        return found.chosen(found.choices[0])
    each = " or ".join(f"{one.edtf} ({one.words})" for one in found.choices)
    sentence = f"{found.text!r}: {found.question} Write {each}."
    misfit = Misfit(name, sentence, tuple(one.edtf for one in found.choices))
    unclear = Malformed(f"{name}, {sentence}", code="date.unclear", errors=[misfit])
    unclear.typed = found.text
    raise unclear


def _choose(found: TypedDay, name: str) -> int:
    """Ask which of the choices is meant, and return its place."""
    click.echo(shown(f"{name}, {found.text!r}: {found.question}"), err=True)
    for number, one in enumerate(found.choices, start=1):
        click.echo(f"  {number}  {one.words} ({one.edtf})", err=True)
    numbers = click.IntRange(1, len(found.choices))
    return int(click.prompt("Which one (Ctrl-C ends)", type=numbers, err=True)) - 1


def as_of(
    office: Office, typed: str | None, matter_id: str | None = None, party_id: str | None = None
) -> str | None:
    """Return the one day of a typed date; raises Malformed where it is several.

    One without a year that is asked about in a matter, or of a party, may be of these.
    """
    if not typed:
        return typed
    among = [matter_id] if matter_id else []
    if party_id and not among and not _year.search(typed):
        among = meant.matters_of(office, party_id)
    return _single(understood(here_among(office, among), "as of", typed), "as of")


def known_at(office: Office, typed: str | None) -> str | None:
    """Return a day, an instant or a position as of which something was known."""
    if not typed or _exact.fullmatch(typed):
        return typed
    if number := _number.fullmatch(typed.strip()):
        position = "".join(filter(None, number.groups()))
        say_once(f"Read as {typed!r} = @{position} (the event of that number)")
        return f"@{position}"
    here = here_in(office)._replace(past=True)
    found = understood(here, "known at", _night.sub("", typed))
    when = parse(found.edtf)
    return _instant(office, found.edtf) if when.clock else _single(found, "known at")


def last_meant(office: Office, matter_id: str, tag: str, typed: str | None) -> date | None:
    """Return the last day that the date of an event means; None where that is to be asked."""
    acts_on = behind(office, matter_id, tag, {})
    here = here_of_day(here_in(office, matter_id)._replace(past=True, behind=acts_on), tag)
    found = read_day(typed, here) if typed else None
    return found.meant.latest if found and found.meant else None


def first_day(
    office: Office, typed: str | None, *, past: bool = False, as_of: str | None = None
) -> str | None:
    """Return the day with which a typed date begins, which is none to come where it is `past`.

    "Next month" is that after the day asked about, where that is not today.
    """
    return typed and _end(_day_or_so(office, "from", typed, past=past, as_of=as_of), 0)


def last_day(
    office: Office, typed: str | None, *, past: bool = False, as_of: str | None = None
) -> str | None:
    """Return the day with which a typed date ends, as `first_day` does."""
    return typed and _end(_day_or_so(office, "to", typed, past=past, as_of=as_of), 1)


def stretch(office: Office, typed: str, *, as_of: str | None = None) -> tuple[str, str]:
    """Return the first and the last day of a typed date, as `first_day` does."""
    found = _day_or_so(office, "between", typed, past=False, as_of=as_of)
    return _end(found, 0), _end(found, 1)


def _day_or_so(office: Office, name: str, typed: str, *, past: bool, as_of: str | None) -> TypedDay:
    """Return a typed date at an end of what is asked for, where a day more or less is the same."""
    today = parse(as_of).exact if as_of else None
    here = here_in(office, today=today)._replace(past=past)
    found = read_day(typed, here)
    exact = found.choices[:1] if found.question == EXACT else ()
    return understood(here, name, exact[0].edtf if exact else typed)


def coordinates(
    office: Office, asked: Mapping[str, Any], party_id: str | None = None
) -> dict[str, Any]:
    """Return the options of a question, of a party if of one, with the typed days in EDTF."""
    read = dict(asked)
    if "as_of" in asked:
        read["as_of"] = as_of(office, asked["as_of"], asked.get("matter"), party_id)
    if "known_at" in asked:
        read["known_at"] = known_at(office, asked["known_at"])
    return read


def _single(found: TypedDay, name: str) -> str:
    when = parse(found.edtf)
    if when.precision == "day" or found.as_edtf:
        return found.edtf
    sentence = f"{found.text!r} is {when.label}; a single day is asked for, like 2023-04-20."
    raise Malformed(sentence, code="date.invalid", errors=[Misfit(name, sentence)])


def _end(found: TypedDay, side: int) -> str:
    when = parse(found.edtf)
    day = (when.earliest, when.latest)[side]
    if day is None or when.clock:
        sentence = f"{found.text!r} is {when.label}; a day is asked for, like 2023-04-20."
        raise Malformed(sentence, code="date.invalid")
    return day.isoformat()


def _instant(office: Office, edtf: str) -> str:
    """Return a time of day by the office's clocks as an instant; raises Malformed."""
    at = datetime.fromisoformat(edtf).replace(tzinfo=office.zone)
    if at.utcoffset() != at.replace(fold=1).utcoffset():
        sentence = f"The office's clocks were changed then; give the instant, like {edtf}Z."
        raise Malformed(sentence, code="known_at.invalid")
    instant = instant_text(instant_microseconds(at.isoformat()))
    click.echo(f"By the office's clocks that is {instant}.", err=True)
    return instant


def by_our_clocks(office: Office, instant: str) -> str:
    """Return an instant by the office's clocks, to the second, without saying whose they are."""
    return f"{datetime.fromisoformat(instant).astimezone(office.zone):%Y-%m-%d %H:%M:%S}"


class Unclear(list[Malformed]):
    """What was wrong with the typed days of one event, each as it would have been raised alone.

    Of several events that happened on one day it is said once.
    """

    def read(self, reading: Callable[[], Read], otherwise: Read) -> Read:
        """Return a reading; where there is none, keep why and return what was typed."""
        try:
            return reading()
        except Malformed as error:
            if error.sentence not in (one.sentence for one in self):
                self.append(error)
            return otherwise


def in_draft(
    office: Office,
    draft: Mapping[str, Any],
    unclear: Unclear,
    *,
    undated: bool = False,
    told_before: str = "",
) -> dict[str, Any]:
    """Return an event with its typed days in EDTF, and with what was typed.

    A day that cannot be read stays as it was typed, and `unclear` says why. Where it is `undated`,
    nobody has typed on which day it took effect. `told_before` is the day of what a sentence tells
    before it.
    """
    source, matter_id = draft.get("source"), draft["matter_id"]
    said_on = None
    if source and source.get("date"):
        typed_on = source["date"]
        as_typed = TypedDay(text=typed_on, today=office.today())
        dated = unclear.read(
            lambda: understood(here_in(office, matter_id), "source date", typed_on), as_typed
        )
        source = {**source, "date": dated.edtf or typed_on}
        said_on = parse(dated.edtf).exact if dated.edtf else None
    here = here_in(office, matter_id, said_on=said_on)
    as_typed = TypedDay(text=draft[EFFECTIVE], today=here.today)
    happened = here_of_day(here, draft["type"])._replace(
        past=draft.get("assertion", OCCURRED) == OCCURRED,
        until=_set_for(here, draft),
        behind=behind(office, matter_id, draft["type"], draft.get("data", {}), told_before),
    )
    effective = unclear.read(lambda: understood(happened, EFFECTIVE, draft[EFFECTIVE]), as_typed)
    on = parse(effective.edtf).exact if effective.edtf else None
    then = here._replace(since=on) if on and on <= here.today else here
    data, typed = in_fields(here, draft["type"], draft.get("data", {}), unclear, to_come=then)
    read = {EFFECTIVE: effective.edtf or draft[EFFECTIVE], "data": data}
    read |= {"source": source} if source else {}
    if received := draft.get("received"):
        before = here._replace(past=True)
        read["received"] = unclear.read(lambda: single_day(before, "received", received), received)
    if undated:
        unclear.read(partial(_check_to_come, {**draft, **read}, here.today), None)
    told = draft.get("as_written") is not None
    return {**kept(here, {EFFECTIVE: effective, **typed}, told=told), **draft, **read}


def _set_for(here: Here, draft: Mapping[str, Any]) -> date | None:
    """Return the last day that something is set for, where its year is typed."""
    cls = CATALOGUE.get(draft["type"])
    for name in (one for one, _ in declared(cls, "edtf")) if cls else ():
        text = draft.get("data", {}).get(name)
        if name in TO_COME and isinstance(text, str) and _year.search(text):
            meant = read_day(_by.sub("", text), here).meant
            return meant.latest if meant else None
    return None


def _check_to_come(draft: Mapping[str, Any], today: date) -> None:
    """Ask when something was set for a day that is past, as nobody sets it then; raises Malformed.

    It is asked of what is recorded as of today because nobody has typed its day.
    """
    cls, data = CATALOGUE.get(draft["type"]), draft["data"]
    for name in (one for one, _ in declared(cls, "edtf")) if cls in SETTING else ():
        text = data.get(name)
        try:
            when = parse(text, offset=True) if name in TO_COME and text else None
        except ValueError:
            continue
        if when and when.latest and when.latest < today:
            known = {one: value for one, value in data.items() if value is not None}
            typed = Missing(draft["type"], draft["matter_id"], known)
            sentence = (
                f"It is for {when.label}, which is past, and nobody sets that today. When was it "
                f"set? Write the day of that: {steps.command(typed, called())}"
            )
            misfit = Misfit(EFFECTIVE, sentence)
            raise Malformed(sentence, code="date.unclear", errors=[misfit])


def in_changes(
    office: Office,
    matter_id: str,
    tag: str,
    changes: Mapping[str, Any],
    unclear: Unclear,
    stands: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the changes that a correction makes with their typed days in EDTF.

    A day without a year is one near to what it corrects, as that `stands`. The words typed for the
    day on which the event took effect become those of the event.
    """
    here = here_in(office, matter_id)
    read, typed = in_fields(here, tag, changes, unclear, stands=stands)
    if "received" in read:
        received, before = read["received"], here._replace(past=True)
        read["received"] = unclear.read(lambda: single_day(before, "received", received), received)
    if isinstance(text := read.get(EFFECTIVE), str):
        as_typed = TypedDay(text=text, today=here.today)
        beside = here_of_day(_beside(here, stands.get(EFFECTIVE)), tag)
        effective = unclear.read(lambda: understood(beside, EFFECTIVE, text), as_typed)
        read[EFFECTIVE], typed = effective.edtf or text, {EFFECTIVE: effective, **typed}
    return {**kept(here, typed, told="as_written" in changes), **read}


def _beside(here: Here, stands: Any) -> Here:
    """Return against what a day is read that corrects another one, as that stands."""
    try:
        day = parse(stands, offset=True).earliest if isinstance(stands, str) else None
    except ValueError:
        return here
    return here._replace(stands=day)


def in_fields(
    here: Here,
    tag: str,
    data: Mapping[str, Any],
    unclear: Unclear,
    *,
    to_come: Here | None = None,
    stands: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], dict[str, TypedDay]]:
    """Return the fields of an event with their typed days in EDTF, and how these were read.

    What is `to_come` after the event is read against the day of it, and what is corrected against
    how it `stands`.
    """
    cls, read, typed = CATALOGUE.get(tag), dict(data), {}
    for name, _ in declared(cls, "edtf") if cls else ():
        if isinstance(data.get(name), str) and not _has_offset(cls, name, data[name]):
            text = _by.sub("", data[name]) if name in DUE else data[name]
            as_typed = TypedDay(text=text, today=here.today)
            own = _beside(here, stands.get(name)) if stands else here
            own = to_come if to_come and name in TO_COME else own
            own = here_of_field(own, tag, name)
            typed[name] = unclear.read(partial(understood, own, name, text), as_typed)
            read[name] = typed[name].edtf or data[name]
    for name, what in declared(cls, "plain") if cls else ():
        if what == A_DAY and isinstance(data.get(name), list):
            read[name] = [
                unclear.read(partial(single_day, here, name, one), one) for one in data[name]
            ]
    return read, typed


def _has_offset(cls: type[Event] | None, name: str, text: str) -> bool:
    """Tell whether a text is a time with its offset from UTC, in a field that takes one."""
    if cls is None or (name, True) not in declared(cls, OFFSET):
        return False
    try:
        return bool(parse(text, offset=True).offset)
    except ValueError:
        return False


def single_day(here: Here, name: str, typed: Any) -> Any:
    """Return a typed day in EDTF; what is no text is handed on as it is."""
    return _single(understood(here, name, typed), name) if isinstance(typed, str) else typed
