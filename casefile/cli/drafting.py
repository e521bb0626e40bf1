"""Drafting: the options that the commands that record one event share, and their posting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

import click
import msgspec

from casefile.cli.called import event_called, say_read
from casefile.cli.coded import Coded
from casefile.cli.days import Unclear, in_draft
from casefile.cli.dialogue.asking import asks_if_meant, check_meant, end, is_so
from casefile.cli.dialogue.talk import current, note_recorded
from casefile.cli.following import say_following
from casefile.cli.names import ids_option
from casefile.cli.options import by_option, dry_run_option, json_option, rebuild_option
from casefile.cli.prompt import is_terminal, typed
from casefile.cli.receipt import print_receipt
from casefile.cli.screen import shown
from casefile.errors import Malformed, Refused
from casefile.event import Assertion, Confidence, Draft, Privilege, SourceKind
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.events.charge import ChargesSuperseded
from casefile.law.events.record import NoteRecorded
from casefile.law.fact import CORRECTABLE
from casefile.law.misfits import event_misfits, in_words
from casefile.office import Office
from casefile.recording.afterwards import duplicates, granted, left_standing
from casefile.recording.afterwards.duplicates import Duplicate
from casefile.recording.afterwards.lateness import with_lateness_once
from casefile.recording.afterwards.looking import with_findings
from casefile.recording.named import with_sentences
from casefile.recording.receipt import Proposed, Receipt
from casefile.recording.warned.took_place import TOOK_PLACE
from casefile.words.new_ids import each_its_own
from casefile.words.typed.fields import FieldReader
from casefile.words.typed.hearsay import as_reported
from casefile.words.what.field_names import said_as_typed
from casefile.words.when.kept import EFFECTIVE
from casefile.words.when.undated import undated
from casefile.words.which.said_events import AMENDMENTS

Command = TypeVar("Command", bound=Callable[..., Any])
_Read = tuple[Mapping[str, Any], FieldReader | None]  # an event, and what has read its fields


class AlsoTyped(NamedTuple):
    """An event that was typed with another one: its type, its data, and what has read that.

    Its matter and its day are those of the other one where none is said.
    """

    tag: str
    data: Mapping[str, Any]
    reader: FieldReader | None = None
    matter_id: str = ""
    effective: str = ""


# The warnings of which it is asked whether what they propose happened as well.
ASKED_TOO = (left_standing.CODE, left_standing.COUNTS_AGAIN, TOOK_PLACE, granted.CODE)
NOTES = "note"  # of what a warning is that a note is on record already


def _words(name: str, metavar: str, help_: str | None = None) -> Callable[[Command], Command]:
    """Return an option that takes words, which can be about a person."""
    return click.option(name, metavar=metavar, callback=typed, help=help_)


def source_options(command: Command) -> Command:
    """Add the options that say who says so, and where it was read."""
    for option in reversed(
        (
            click.option(
                "--assertion",
                type=Coded(Assertion),
                help="What kind of claim.",
            ),
            _words("--asserted-by", "NAME", "Who says so."),
            click.option("--confidence", type=Coded(Confidence)),
            click.option(
                "--as-written",
                callback=typed,
                metavar="WORDS",
                help="The source's words for the date.",
            ),
            _words("--resolution", "WORDS", "How they became a date."),
            click.option("--source-kind", type=Coded(SourceKind)),
            _words("--source-document", "TITLE"),
            _words("--source-locator", "PLACE", "Where in the document."),
            _words("--source-quote", "WORDS"),
            click.option("--source-date", metavar="DATE", help="The source's own date."),
            click.option(
                "--source-privilege",
                type=Coded(Privilege),
                help="What keeps it in the office.",
            ),
            click.option(
                "--after", metavar="EVENT", multiple=True, help="An event that this one follows."
            ),
            click.option(
                "--again",
                is_flag=True,
                help="It is meant, also where the matter has the same on record already.",
            ),
            click.option(
                "--duplicates", metavar="EVENT", help="An event that this one repeats on purpose."
            ),
            click.option(
                "--resolves",
                metavar="EVENT",
                multiple=True,
                help="An event that this one settles, like a disposition that it reads.",
            ),
        )
    ):
        command = option(command)
    return command


def amendment_options(command: Command) -> Command:
    """Add the options that every command has that records one event."""
    for option in reversed(
        (
            click.option(
                "--effective",
                metavar="DATE",
                help="When it is true in law, like 3/14/2023, yesterday or 'on or about March 14, "
                "2023' (default: today).",
            ),
            click.option(
                "--received",
                metavar="DAY",
                help="When the office had it, where that was before today, like 2023-04-12.",
            ),
            click.option(
                "--override-reason",
                callback=typed,
                metavar="WORDS",
                help="Why it is recorded even so.",
            ),
            _words("--override-authority", "WORDS", "On whose authority."),
            click.option("--event-id", metavar="ID", help="Its id, so that a retry adds nothing."),
            dry_run_option,
            rebuild_option,
            by_option,
            ids_option,
            json_option,
        )
    ):
        command = option(command)
    return command


def record(
    office: Office,
    draft: Mapping[str, Any],
    options: Mapping[str, Any],
    reader: FieldReader | None = None,
    unclear: Unclear | None = None,
    beside: Sequence[AlsoTyped] = (),
    other_days: Sequence[str] = (),
) -> None:
    """Record one event with the options given for it, and print what came of it.

    `reader` has read its fields, and says what they were read as and which of them it could not;
    `unclear` has what was wrong with days that were read before. What is `beside` it happened on
    the same day, and is recorded in the same post. Where no day is typed for it, `other_days` are
    those in its words.
    """
    plain = (*CORRECTABLE, "event_id")  # the parts among them are made of options of their own
    dry_run = options["dry_run"]
    given = {name: options.get(name) for name in plain} | _parts(office, options)
    without = not given["effective"] and draft["type"] not in AMENDMENTS
    given["effective"] = given["effective"] or undated(draft["type"], office.today())
    said = {name: value for name, value in given.items() if value}
    if "assertion" not in said and (report := as_reported({**said, **draft})):
        said["assertion"] = report.value
        say_read([f"assertion = {report.value} (a newspaper's word)"])
    unclear = Unclear() if unclear is None else unclear
    body = in_draft(office, {**said, **draft}, unclear, undated=without)
    others = _read_beside(office, {**said, **draft}, body, beside, unclear)
    bodies: list[_Read] = [(body, reader), *others]
    _check_read(bodies, unclear)
    first, *rest = _drafts(bodies)
    notes = [first.pop()] if reader and reader.note else []  # the last one, beside the others
    own = [*first, *(one for some in rest for one in some)]
    asks = is_terminal() and not dry_run and not options.get("again")
    asked = _not_superseding(own) if asks else []
    meant = options.get("again") or any(list(map(partial(_is_meant, office), asked)))
    receipt = _recorded(office, [*own, *notes], own, by=options["by"], dry_run=dry_run)
    left = [NOTES] if len(receipt.entries) > len(own) else []
    receipt = _with_warnings(office, receipt, ["", *left] if meant else left, dry_run=dry_run)
    receipt = with_sentences(office, receipt)
    if not dry_run:
        note_recorded(one.confirmation("Recorded") for one in receipt.entries)
    if without and not options["as_json"]:
        by = "by today" if str(given["effective"]).startswith("..") else "today"
        named = " or ".join(map(repr, other_days))
        why = f"as nothing says that it was {named}" if named else "as no day was typed"
        say_read([f"effective = {given['effective']} ({by}, {why})"])
    _print_and_ask(office, receipt, options)


def _read_beside(
    office: Office,
    draft: Mapping[str, Any],
    body: Mapping[str, Any],
    beside: Sequence[AlsoTyped],
    unclear: Unclear,
) -> Iterator[_Read]:
    """Yield each of several events that are typed with another one, which is told before them."""
    for place, one in enumerate(beside, start=2):
        of = {**draft, "effective": one.effective} if one.effective else body
        before = body[EFFECTIVE] if one.effective else ""
        theirs = in_draft(office, _beside(of, one, place), unclear, told_before=before)
        yield theirs, one.reader


def _print_and_ask(office: Office, receipt: Receipt, options: Mapping[str, Any]) -> None:
    """Print a receipt; ask at a terminal what it proposes, and record that for its day if so."""
    how = {name: options[name] for name in ("dry_run", "as_json", "ids")}
    print_receipt(office, receipt, **how)
    if not is_terminal() or options["dry_run"] or options["as_json"]:
        return
    due = [one for one in receipt.warnings if one.code in ASKED_TOO]
    for one in due:
        if not isinstance(one.proposes, Proposed):
            continue
        cls, known = CATALOGUE[one.proposes.type], one.proposes.data
        if any(field.required and field.encode_name not in known for field in fields_of(cls)):
            continue  # more is to be said of it than that it happened
        which = f"{one.sentence} " if due[1:] else ""
        if is_so(f"{which}Record that, too?"):
            if talk := current():
                talk.command = ""  # it was shown with the warning
            own = [each.recorded.envelope for each in receipt.entries]
            about = next((each for each in own if each.event_id == one.events[0]), own[0])
            draft = {"matter_id": one.proposes.matter_id, "type": cls.tag, "data": known}
            record(office, draft, {**options, "effective": about.effective, "event_id": None})


def _recorded(
    office: Office, drafts: Sequence[Draft], own: Sequence[Draft], *, by: str, dry_run: bool
) -> Receipt:
    """Return what came of recording events, which are shown first if they came about by questions.

    What a sentence says that is in none of its `own` ones can be kept as a note on them. Raises
    Refused with what can follow instead, and Exit where they are not meant.
    """
    try:
        if asks_if_meant() and not dry_run:
            note = check_meant(office.recorder.record(drafts, by=by, dry_run=True))
            drafts = [*drafts, _noted(own, note)] if note else drafts
        receipt = office.recorder.record(drafts, by=by, dry_run=dry_run)
    except Refused as refused:
        say_following(office, refused, drafts[refused.place or 0])
        raise
    return receipt


def _noted(own: Sequence[Draft], text: str) -> Draft:
    """Return a note on events, of their day and source."""
    items = {one.data.get("item_id") for one in own}
    item_id = items.pop() if len(items) == 1 else None
    data = {"text": text} | ({"item_id": item_id} if item_id else {})
    return msgspec.structs.replace(
        own[0],
        type=NoteRecorded.tag,
        data=data,
        assertion=None,
        override=None,
        links=None,
        event_id=None,
    )


def _with_warnings(
    office: Office, receipt: Receipt, left_out: Sequence[str], *, dry_run: bool
) -> Receipt:
    """Return a receipt with what is found after the post, without what is meant to be there twice.

    A note beside what is recorded is of that, whatever else says the same.
    """
    receipt = with_findings(office, receipt, dry_run=dry_run)
    for kind in left_out:
        receipt = duplicates.left_out(receipt, kind)
    return with_lateness_once(office, receipt)


def _of_each(body: Mapping[str, Any], reader: FieldReader | None) -> Iterator[Mapping[str, Any]]:
    """Yield an event, the same of each other item on which it happened, and the note on it."""
    data, event_id = body["data"], body.get("event_id")

    def own(last: str) -> dict[str, str]:
        return {"event_id": f"{event_id}-{last}"} if event_id else {}

    if not reader or not reader.also:
        yield body
    else:
        yield {**body, "data": {**data, **reader.of_item(data, data["item_id"])}}
        for number, item_id in enumerate(reader.also, start=2):
            yield {**body, **own(str(number)), "data": {**data, **reader.of_item(data, item_id)}}
    if reader and reader.note:
        item_id = None if reader.also else body["data"].get("item_id")
        note = {"text": reader.note} | ({"item_id": item_id} if item_id else {})
        own_parts = ("assertion", "override", "links")
        plain = {name: one for name, one in body.items() if name not in own_parts}
        yield {**plain, **own("note"), "type": NoteRecorded.tag, "data": note}


def _not_superseding(own: Sequence[Draft]) -> list[Draft]:
    """Return those of some events that charge nothing in place of what the others supersede."""
    superseding = [one.data.get("new", ()) for one in own if one.type == ChargesSuperseded.tag]
    taking = {item_id for some in superseding for item_id in some}
    return [one for one in own if one.data.get("item_id") not in taking]


def _is_meant(office: Office, draft: Draft) -> bool:
    """Ask whether an event is to be recorded that says what is on record; tell whether it is.

    Raises click.Abort where it is not. Nothing is asked where there is nothing of the kind.
    """
    every = duplicates.of_draft(office, draft)
    found = [one for one in every if not (isinstance(one, Duplicate) and one.supersedes)]
    for one in found:
        click.echo(shown(one.sentence), err=True)
    if found and not is_so("Record it all the same?"):
        end()
    return bool(found)


def _drafts(bodies: Sequence[_Read]) -> list[list[Draft]]:
    """Return each event with the same of other items and its note; raises Malformed."""
    try:
        found = [[msgspec.convert(one, Draft) for one in _of_each(*read)] for read in bodies]
    except msgspec.ValidationError as error:
        misfits = [misfit for one, _ in bodies for misfit in event_misfits(one)]
        sentence = in_words([said_as_typed(one) for one in misfits])
        raise Malformed(sentence, code="event.invalid", errors=misfits) from error
    own = each_its_own(chain.from_iterable(found))
    return [list(islice(own, len(some))) for some in found]


def _beside(body: Mapping[str, Any], one: AlsoTyped, place: int) -> dict[str, Any]:
    """Return an event that was typed with another one, of its day and source."""
    event_id = body.get("event_id")
    last = f"{place}" if one.tag == body["type"] else one.tag
    own = {"event_id": f"{event_id}-{last}"} if event_id else {}
    matter_id = one.matter_id or body["matter_id"]
    return {**body, **own, "matter_id": matter_id, "type": one.tag, "data": one.data}


def _check_read(bodies: Sequence[_Read], unclear: Unclear) -> None:
    """Say what the fields were read as; raises Malformed with all that is wrong of the events."""
    readers = [reader for _, reader in bodies if reader]
    say_read(one for reader in readers for one in reader.told)
    days = [one for error in unclear for one in error.errors]
    told = [*(one for reader in readers for one in reader.misfits), *days]
    if not told and not unclear:
        return
    wrong = tuple(
        field
        for one in told
        for field in (one.field, f"data.{one.field}", one.field.replace(" ", "."))
    )
    others = [
        one for body, _ in bodies for one in event_misfits(body) if not one.field.startswith(wrong)
    ]
    if len(unclear) == 1 and not others and len(told) == len(days):
        raise unclear[0]
    misfits = [*told, *others]
    told_as_typed = in_words([said_as_typed(one) for one in misfits])
    raise Malformed(told_as_typed, code="event.invalid", errors=misfits)


def _parts(office: Office, options: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the parts of an event that are made of several options."""
    parts: dict[str, dict[str, Any]] = {}
    for name, value in options.items():
        part, _, field = name.partition("_")
        if part in ("source", "override") and value:
            parts.setdefault(part, {})[field] = value
    links: dict[str, Any] = {
        name: [event_called(office, one) for one in options[name]]
        for name in ("after", "resolves")
        if options.get(name)
    }
    if options.get("duplicates"):
        links["duplicates"] = event_called(office, options["duplicates"])
    if links:
        parts["links"] = links
    source = parts.get("source")
    if source is not None:
        source.setdefault("kind", SourceKind.OTHER)
    return parts
