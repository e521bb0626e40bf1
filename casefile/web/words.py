"""Words: what the templates say of codes, days, sources and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from casefile.answers.names.courts import court_name
from casefile.answers.names.jurisdictions import place_name
from casefile.answers.people.matter_parties import MatterParty
from casefile.answers.standing.evidence import EventTold, amended_on
from casefile.door import office
from casefile.errors import Missing
from casefile.event import Privilege, Source
from casefile.law.events.party import PartyAdded
from casefile.law.events.record import NoteRecorded
from casefile.law.status import Since
from casefile.law.wording import of_type
from casefile.recording.receipt import OtherDays, Proposed
from casefile.web.days import (
    as_typed,
    capital,
    choice_words,
    day_words,
    instant_words,
    order,
    weekday_words,
    when_words,
)
from casefile.web.forms import form_of
from casefile.web.labels import BESIDE
from casefile.web.moment import known_words, number_words
from casefile.web.prose import prose
from casefile.web.typed import hint_in
from casefile.words.steps import first
from casefile.words.when.dates import MONTH_FIRST


def plain(code: str) -> str:
    """Return a code as words."""
    return code.replace("_", " ").replace(".", ": ")


def label(text: str) -> str:
    """Return the label of a state: that of no state says that there is nothing."""
    return "Nothing on record" if text == "none" else capital(prose(text))


def at_instant(text: str) -> str:
    """Return an instant in the office's own time."""
    return instant_words(text, office().zone)


def source_words(source: Source) -> str:
    """Return where a fact was read, in one line."""
    said = (source.document or plain(source.kind), source.locator)
    dated = f"of {when_words(source.date)}" if source.date else ""
    kept = "" if source.privilege == Privilege.NONE else f"privileged ({source.privilege.label})"
    return ", ".join(one for one in (*said, dated, kept) if one)


def here(**changes: Any) -> str:
    """Return the address of this page with some of what it asks for changed, or taken away."""
    asked = {**request.args.to_dict(), **changes}
    kept = {name: value for name, value in asked.items() if value not in (None, "")}
    # What an address asks for is never taken for how an address is made.
    path = url_for(request.endpoint or "web.home", **(request.view_args or {}))
    return f"{path}?{urlencode(kept, safe=QUIET)}" if kept else path


def since_words(since: Since, holds: str = "", amended: str = "") -> str:
    """Return since when a state holds: where that is no single day, from when it is certain.

    Which state that is, `holds` says where it is not all that is told, and `amended` is the day on
    which it was given what stands of it.
    """
    later = f", as amended {when_words(amended)}" if amended else ""
    if since.effective[:10] == since.certain_from:
        return capital(f"{holds} since {when_words(since.effective)}{later}.".strip())
    certain = f"Certain from {day_words(since.certain_from)}"
    return f"{certain}; dated {when_words(since.effective)}{later}."


def happened_words(event: EventTold) -> str:
    """Return when an event took effect; who was added, and nobody said since when, was there."""
    undated = f"../{event.recorded_on}"
    if event.type == PartyAdded.tag and event.effective == undated and not event.as_written:
        return "from the beginning"
    return when_words(event.effective)


def hint_words(hint: str) -> str:
    """Return a hint as the office would write what it shows."""
    return hint_in(hint, order())


def told_words(sentence: str, tag: str) -> str:
    """Return what happened in words, its days as the office has them; a note's words stay so."""
    return sentence if tag == NoteRecorded.tag else prose(sentence)


def days_words(days: OtherDays) -> str:
    """Return the days on which something reads otherwise: one, or from which to which."""
    if days.first == days.last:
        return f"on {day_words(days.first)}"
    first = date.fromisoformat(days.first)
    last = date.fromisoformat(days.last)
    same = (first.year, first.month) == (last.year, last.month)
    begins = str(first.day) if same and order() != MONTH_FIRST else day_words(days.first)
    if (last - first).days == 1:
        return f"on {begins} and {day_words(days.last)}"
    return f"from {begins} to {day_words(days.last)}"


def court_words(court_id: str) -> str:
    """Return what a court is called, or its id."""
    return court_name(court_id) or court_id


def place_words(code: str) -> str:
    """Return what a jurisdiction is called, or its code."""
    return place_name(code) or code


def pair(code: str) -> tuple[str, str]:
    """Return a code with its words, as a menu has it."""
    return code, capital(plain(code))


def party_name(party: MatterParty) -> tuple[str, str]:
    """Return the id of a party with its name."""
    return party.party_id, party.name


def readable(name: str) -> str:
    """Return an id that somebody has chosen, and nothing for one that was made of digits."""
    return "" if MADE.fullmatch(name) else name


def form_address(due: Proposed | Missing, back: Mapping[str, str] | None = None) -> str:
    """Return the address of the form of an event that is to be recorded, with what is known of it.

    Of several things that it names in one field, the last one stands there. `back` is the form that
    is gone on with then.
    """
    fields: dict[str, Any] = dict(form_of(due.type).data.write("data", due.data))
    fields |= back or {}
    return url_for("web.show_form", tag=due.type, matter=due.matter_id, **fields)


QUIET = "@/:"  # what stands in an address as it is
MADE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # a UUID

# The formats of documents, by what people call them.
FORMATS = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"), ("csv", "CSV"))
NOT_SENT = (
    "The server does not answer, so nothing was sent. What you typed is still here: "
    "try again in a moment."
)
GLOBALS: Mapping[str, Any] = {
    "here": here,
    "order": order,
    "formats": FORMATS,
    "not_sent": NOT_SENT,
}
FILTERS: Mapping[str, Callable[..., Any]] = {
    "amended_on": amended_on,
    "as_typed": as_typed,
    "beside": lambda tag: BESIDE.get(tag, ""),
    "capital": capital,
    "court": court_words,
    "choice": choice_words,
    "day": day_words,
    "days_of": days_words,
    "first_step": first,
    "form_address": form_address,
    "happened": happened_words,
    "in_hint": hint_words,
    "instant": at_instant,
    "known": known_words,
    "label": label,
    "number": number_words,
    "of_type": of_type,
    "pair": pair,
    "party_name": party_name,
    "plain": plain,
    "place": place_words,
    "prose": prose,
    "readable": readable,
    "since": since_words,
    "source": source_words,
    "told": told_words,
    "weekday": weekday_words,
    "when": when_words,
}
