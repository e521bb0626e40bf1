"""post: recording one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, takewhile
from typing import Any

import click

from casefile.answers.remembered import of_one_moment
from casefile.cli.assignments import HELP, check_dollars, is_word, read_typed
from casefile.cli.called import (
    TypedBeside,
    apart_if_not_meant,
    matter_to_record_in,
    of_no_type,
    opened_alone,
    opens_matter,
    say_read,
    type_called,
)
from casefile.cli.days import last_meant
from casefile.cli.desk import recording
from casefile.cli.dialogue.talk import show_first
from casefile.cli.drafting import AlsoTyped, amendment_options, record, source_options
from casefile.cli.lacking import with_what_lacks
from casefile.cli.said_before import without_day_of_act, without_said_before
from casefile.cli.typed_day import day_in_words
from casefile.cli.typed_options import kept_in_words, put_options, typed_beside, without_options
from casefile.cli.types import beginning
from casefile.errors import Malformed, Refused, TypedEvent, trying
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.events.matter import MatterCategory
from casefile.law.events.party import PartyAdded
from casefile.law.events.people import OfficialWithdrawn
from casefile.law.events.record import NoteRecorded
from casefile.law.events.trial import ChargePleaEntered
from casefile.office import Office
from casefile.words.forms.dated import dated
from casefile.words.items.each_of_several import check_of_one
from casefile.words.new_ids import NEW, of_matter
from casefile.words.told.at_hearing import with_plea
from casefile.words.told.in_place import with_former, with_words_here
from casefile.words.told.names_read import check_name
from casefile.words.told.opening import opening
from casefile.words.told.parted import as_note, parted
from casefile.words.told.plain_facts import KEPT
from casefile.words.told.set_for import check_past
from casefile.words.told.several_acts import told_acts
from casefile.words.told.told_act import ToldAct, each_by_itself, each_with
from casefile.words.told.two_acts import KEEP_WORDS, with_more
from casefile.words.typed.fields import FieldReader
from casefile.words.typed.payments import as_payment
from casefile.words.typed.receipts import time_to_contest
from casefile.words.typed.type_words import as_entry, as_set, day_typed, of_fields, with_whom
from casefile.words.typed.unlikely import any_unlikely
from casefile.words.what.agency_charges import told_as
from casefile.words.what.bankruptcies import of_whom
from casefile.words.what.event_types import by_whom
from casefile.words.what.field_names import as_field
from casefile.words.what.findings import as_finding
from casefile.words.what.full_stop import without_stop
from casefile.words.what.juvenile_pleas import as_plea
from casefile.words.what.persons import ROLES

PLEADED = ChargePleaEntered.tag
OF_ITEM = ("item", "claim", "charge", "count")  # what is typed for the item of an act
TITLES = ("title", "name", "caption", "case_name")


@click.command("post", epilog=f"Fields:\n\n{HELP}")
@click.argument("matter", metavar="MATTER")
@click.argument("type_", metavar="TYPE", required=False, shell_complete=beginning)
@click.argument("fields", nargs=-1, metavar="NAME=VALUE...")
@source_options
@amendment_options
def command(matter: str, type_: str | None, fields: tuple[str, ...], **options: Any) -> None:
    """Record one event of a matter: its type, like charge.dismissed, and its fields.

    A matter, a party and an item can be called by name, where one is meant; values are typed as
    people say them. An id that is not typed is made for what is new, and taken for what alone can
    be meant. `types TYPE` shows the fields of a type. With --dry-run you see what would
    become of every status. A value given as -, of a field or of an option that takes words, is
    asked for, or read from standard input, a line each, options first: no shell has it in history.
    """
    check_dollars((type_ or matter, *fields))
    matter, type_, fields = _what_is_what(matter, type_, fields)
    typed = read_typed(fields)
    given = dict(typed)
    type_ = without_said_before(type_, typed, options)
    with recording(rebuild=options["rebuild"]) as office:
        whole = type_ = as_set(type_, typed)
        opens = opens_matter(type_)
        matter_id = _new_matter(matter, typed) if opens else matter_to_record_in(office, matter)
        type_, acts = _first_act(office, matter_id, type_, typed, options, opens=opens)
        said, type_, tag = _dated(office, matter_id, type_, typed, options, opens=opens)
        if not options["effective"] and (day := day_typed(tag, typed)):
            name, options["effective"] = day
            typed.pop(name)
        undated = dict(typed)
        if tag == NoteRecorded.tag:
            say_read(time_to_contest(matter_id, said, options["effective"]))
        put_options(options, typed, tag)
        aside = {name: one for name, one in undated.items() if name not in typed}
        typed = with_words_here(office, matter_id, type_, tag, typed)
        tried = TypedEvent(tag, matter_id, {**typed, **aside}, options["effective"])
        others = _other_days(office, tried, type_, [typed, *(one.fields for one in acts)], options)
        day = options["effective"]
        # Of several acts none is asked about alone: what was typed is tried again as a whole.
        apart = apart_if_not_meant(each_by_itself(acts), matter_id, typed_beside(options, {}))
        on = last_meant(office, matter_id, tag, day)
        read = {name: typed[name] for name in typed.keys() - given.keys()}
        _check_read(office, matter_id, tag, read, whole, options)
        show_first(any_unlikely(read))
        typed, plea = with_plea(tag, typed)
        with apart if acts[1:] else trying(tried):
            reader = FieldReader(tag, office, matter_id, options["event_id"], on, day=day)
            data = reader.data(typed)
            draft = {"matter_id": matter_id, "type": tag, "data": data}
            former = with_former(office, matter_id, type_, tag, data, reader.told)
            with_it = (("withdrawn", OfficialWithdrawn.tag, former), ("plea", PLEADED, plea))
            beside = list(_beside_it(office, matter_id, with_it, on))
            if acts[1:]:
                own = AlsoTyped(tag, data, reader)
                beside += _read_whole(office, matter_id, acts, own, options, on)
            record(office, draft, options, reader, beside=beside, other_days=others)


def _what_is_what(
    matter: str, type_: str | None, fields: tuple[str, ...]
) -> tuple[str, str, tuple[str, ...]]:
    """Return what is typed of the matter, the type and the fields; raises UsageError."""
    if not type_:
        matter, type_ = NEW, opened_alone(matter)
    elif matter.casefold() == NEW and not opens_matter(type_) and opening(f"{NEW} {type_}"):
        type_ = type_ if opening(type_) else f"{NEW} {type_}"
    # The words for a type go on in these, and the name of one does not.
    words = [] if type_ in CATALOGUE else list(takewhile(is_word, fields))
    type_, fields = without_stop(" ".join((type_, *words))), fields[len(words) :]
    if "=" in type_ and (opens_matter(matter) or opening(matter) is not None):
        matter, type_, fields = NEW, matter, (type_, *fields)
    elif "=" in type_ and type_.partition("=")[0].casefold() in ROLES:
        type_, fields = "party added", (type_, *fields)
    elif "=" in type_ and (said := as_entry(read_typed((type_, *fields)))):
        type_, fields = said, (type_, *fields)
    elif "=" in type_:
        message = f"Say first what happened, and then {type_!r}: post {matter} TYPE {type_!r}."
        raise click.UsageError(message)
    return matter, type_, fields


@of_one_moment
def _first_act(
    office: Office,
    matter_id: str,
    said: str,
    typed: dict[str, Any],
    options: dict[str, Any],
    *,
    opens: bool,
) -> tuple[str, Sequence[ToldAct]]:
    """Return the words for the first act that a sentence tells of, and all of them if several.

    What else is said of that one goes to its fields, and the day to that of all. Raises Malformed.
    """
    if opens or said in CATALOGUE:
        return said, ()
    said = without_day_of_act(office, matter_id, said, options)
    beside = typed_beside(options, typed)
    with with_what_lacks(office, matter_id, said, beside), of_no_type(matter_id, beside):
        own = day_typed(NoteRecorded.tag, typed)
        given = options["effective"] or (own[1] if own else "")
        if not given:
            check_past(office, matter_id, said)
        acts, day = told_acts(office, matter_id, said, told_as(office, matter_id), given)
        named = {name for name in without_options(typed) if not own or name != own[0]}
        typed_too = {OF_ITEM[0] if as_field(one) in OF_ITEM else as_field(one) for one in named}
        own_too = acts and not typed_too.isdisjoint(acts[0].fields)
        if not acts or (not acts[1:] and (own_too or (given and acts[0].day))):
            return said, ()
        acts = each_with(acts, {name: typed[name] for name in named})
    if day:
        options["effective"] = day
    say_read(f"{name} = {', '.join(value)}" for name, value in acts[0].fields.items())
    typed.update(acts[0].fields)
    return acts[0].words, acts


def _other_days(
    office: Office,
    tried: TypedEvent,
    said: str,
    fields: Sequence[Mapping[str, Any]],
    options: dict[str, Any],
) -> Sequence[str]:
    """Put the day in words where none is typed, and return the others in them; raises Malformed."""
    if options["effective"]:
        return ()
    options["effective"], others = day_in_words(office, tried, said, fields)
    return others


def _acts_too(
    office: Office,
    matter_id: str,
    acts: Sequence[ToldAct],
    options: Mapping[str, Any],
    on: date | None,
) -> Iterator[AlsoTyped]:
    """Yield each of some acts as it is read by itself; raises Malformed."""
    for act in acts:
        fields, day = dict(act.fields), act.day or options["effective"]
        on = last_meant(office, matter_id, act.tag, act.day) if act.day else on
        say_read(f"{name} = {', '.join(value)}" for name, value in fields.items())
        said, tag = _type(office, matter_id, act.words, fields, options, opens=False)
        reader = FieldReader(tag, office, matter_id, None, on, day=day)
        fields = with_words_here(office, matter_id, said, tag, fields)
        _check_read(office, matter_id, tag, fields, act.words, options)
        data = reader.data(fields)
        yield AlsoTyped(tag, data, reader, effective=act.day)


def _check_read(
    office: Office,
    matter_id: str,
    tag: str,
    read: Mapping[str, Any],
    told: str,
    options: Mapping[str, Any],
) -> None:
    """Ask of what a sentence was read to charge or claim whose it is; raises Malformed.

    What was read as a name, and tells what was done, is asked about as well.
    """
    with of_no_type(matter_id, typed_beside(options, {})):
        check_of_one(office, matter_id, read)
        check_name(tag, read, told)


def _read_whole(
    office: Office,
    matter_id: str,
    acts: Sequence[ToldAct],
    first: AlsoTyped,
    options: Mapping[str, Any],
    on: date | None,
) -> list[AlsoTyped]:
    """Return the other acts of a sentence, if nothing is to be asked of any; raises Malformed.

    What would be asked of one of them is asked of it alone.
    """
    with suppress(Malformed):
        found = list(_acts_too(office, matter_id, acts[1:], options, on))
        if not any(_is_amiss(one) for one in (first, *found)):
            return found
        _check_anybody_is_there([first, *found])
    beside, whole = typed_beside(options, {}), "; ".join(one.words for one in acts)
    with with_what_lacks(office, matter_id, whole, beside), of_no_type(matter_id, beside):
        raise each_by_itself(acts)


def _check_anybody_is_there(acts: Iterable[AlsoTyped]) -> None:
    """Refuse acts of parties where the matter has none; raises Refused."""
    for misfit in chain.from_iterable(one.reader.misfits for one in acts if one.reader):
        if misfit.missing and misfit.missing.type == PartyAdded.tag and not misfit.missing.data:
            raise Refused("Nobody is in the matter yet.", missing=misfit.missing)


def _is_amiss(one: AlsoTyped) -> bool:
    """Tell whether something is to be asked of an event."""
    fields = fields_of(CATALOGUE[one.tag])
    lacks = any(field.required and field.encode_name not in one.data for field in fields)
    return lacks or bool(one.reader and one.reader.misfits)


def _beside_it(
    office: Office, matter_id: str, also: Iterable[tuple[str, str, dict[str, Any]]], on: date | None
) -> Iterator[AlsoTyped]:
    """Yield each event that is recorded with another one, where something was typed for it."""
    for name, tag, typed in also:
        if typed:
            say_read([f"{name} = {tag}, recorded with it"])
            its = FieldReader(tag, office, matter_id, None, on)
            yield AlsoTyped(tag, its.data(typed), its)


def _new_matter(typed: str, fields: dict[str, Any]) -> str:
    """Return the id of a matter that is opened; a title that was typed for it becomes one.

    One that is called new is called by its title.
    """
    titles = [name for name in fields if as_field(name) in TITLES]
    title = next((one for name in titles for one in fields[name] if isinstance(one, str)), "")
    own = title if typed.casefold() == NEW and title else typed
    found = of_matter(own)
    if found != typed:
        say_read([f"matter = {found} (its id from here on)"])
        if not titles:
            fields["title"] = [typed]
    return found


def _dated(
    office: Office,
    matter_id: str,
    typed: str,
    fields: dict[str, Any],
    options: Mapping[str, Any],
    *,
    opens: bool,
) -> tuple[str, str, str]:
    """Return the words for an event, and of these what `_type` does; their day goes to a field.

    With it they are kept only where they are nothing else without. Raises Malformed.
    """
    asked, before = None, dict(fields)
    found = None if opens or options["effective"] else dated(typed, before)
    if found:  # the day is no part of a name
        fields["on"] = [found[1]]
        try:
            return found[0], *_type(office, matter_id, found[0], fields, options, opens=opens)
        except Malformed as malformed:
            asked = malformed
            fields.clear()
            fields.update(before)
    try:
        said, tag = _type(office, matter_id, typed, fields, options, opens=opens)
    except Malformed as malformed:
        raise asked or malformed from malformed
    if asked and tag in KEEP_WORDS:
        raise asked
    return typed, said, tag


@of_one_moment
def _type(
    office: Office,
    matter_id: str,
    typed: str,
    fields: dict[str, Any],
    options: Mapping[str, Any],
    *,
    opens: bool,
) -> tuple[str, str]:
    """Return the words for a type of event and the type; a party's name in front goes to a field.

    Raises Malformed.
    """
    if opens:
        return typed, type_called(typed)
    beside = typed_beside(options, fields)
    of = told_as(office, matter_id)
    with of_no_type(matter_id, beside):
        typed = of_whom(typed, fields)
        typed = as_plea(typed, fields) if of == MatterCategory.JUVENILE else typed
        said, (typed, who) = typed, by_whom(typed, of)
        typed = as_payment(office, matter_id, typed, fields)
        typed = as_finding(office, matter_id, typed, without_options(fields))
    typed, tag = _of_words(office, matter_id, typed, fields, of, beside)
    if who:
        fields.update(with_whom(tag, fields, who, said))
    return typed, tag


def _of_words(
    office: Office,
    matter_id: str,
    typed: str,
    fields: dict[str, Any],
    of: str,
    beside: TypedBeside,
) -> tuple[str, str]:
    """Return the words for a type in a matter of a category and the type, as `_type` does."""
    try:
        return typed, type_called(typed, of, matter_id, without_options(fields), beside)
    except Malformed as error:
        if tag := of_fields([tag for one in error.errors for tag in one.choices], fields):
            say_read([f"type = {tag} (which has these fields)"])
            return typed, tag
        with of_no_type(matter_id, beside):
            found = parted(office, matter_id, typed, of) or with_more(office, matter_id, typed, of)
        if found is None:
            if kept := kept_in_words(office, matter_id, typed, fields, beside):
                fields[KEPT] = [as_note(typed)]
                return typed, kept
            with with_what_lacks(office, matter_id, typed, beside):
                raise
        for field, said in found.fields.items():
            say_read([f"{field} = {', '.join(said)} (as {found.rest!r} is said of it)"])
            fields[field] = [*said, *fields.get(field, ())]
        rest, who = by_whom(found.rest, of)
        tag = type_called(rest, of, matter_id)
        fields.update(with_whom(tag, fields, who, typed) if who else {})
        return rest, tag
