"""Admission: whether a draft makes sense, names what exists, and is legal where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from casefile.canonical import encode
from casefile.errors import Malformed, Refused, Stale, TooLarge
from casefile.event import (
    ID_PATTERN,
    ID_WORDS,
    Assertion,
    Confidence,
    Draft,
    Envelope,
    Recorded,
)
from casefile.law.catalogue import CATALOGUE, Event, Named, store, upcast
from casefile.law.counting import as_posted
from casefile.law.edtf import parse
from casefile.law.fact import CORRECTED, RETRACTED, Fact, standing
from casefile.law.item import LIFECYCLES
from casefile.law.known import Known
from casefile.law.refusals import Foreign, NotFiled
from casefile.law.timeline import Problem, future_problem

MAX_ON_ITEM = 100  # events of one batch on one item; real ones have a dozen


class Prepared(NamedTuple):
    """A draft that makes sense by itself: its envelope, still without a place, and its data.

    With them stand the ids that the data names, and the subjects that the event is about.
    """

    place: int
    envelope: Envelope
    data: Event
    named: tuple[Named, ...]
    subjects: tuple[str, ...]


def prepare(draft: Draft, place: int, event_id: str) -> Prepared:
    """Read a draft as an event of its type; raises Malformed with what does not fit."""
    cls = CATALOGUE.get(draft.type)
    if cls is None:
        sentence = f"There is no type of event called {draft.type!r}."
        raise Malformed(sentence, code="event.type_unknown")
    version = cls.schema_version if draft.schema_version is None else draft.schema_version
    if not 0 < version <= cls.schema_version:
        sentence = f"{draft.type} is posted in version {cls.schema_version}."
        raise Malformed(sentence, code="event.version_unknown")
    try:
        data = msgspec.convert(upcast(cls, version, draft.data), cls)
    except msgspec.ValidationError as error:
        sentence = str(error).replace(f"matching regex '{ID_PATTERN}'", f"of {ID_WORDS}")
        raise Malformed(f"{draft.type}: {sentence.rstrip('.')}.", code="event.invalid") from error
    try:
        when = parse(draft.effective)
        if draft.source and draft.source.date:
            parse(draft.source.date)
    except ValueError as error:
        raise Malformed(str(error), code="date.invalid") from error
    envelope = Envelope(
        event_id=event_id,
        matter_id=draft.matter_id,
        version=0,
        type=draft.type,
        schema_version=cls.schema_version,
        effective=when.text,
        data=msgspec.Raw(encode(store(data))),
        assertion=draft.assertion or Assertion(cls.assertion),
        confidence=draft.confidence or Confidence.STATED,
        recorded_at="",
        recorded_on="",
        recorded_by="",
        asserted_by=draft.asserted_by,
        as_written=draft.as_written,
        resolution=draft.resolution,
        source=draft.source,
        links=draft.links,
        override=draft.override,
    )
    named = tuple(data.named())
    return Prepared(place, envelope, data, named, tuple(data.subjects(draft.matter_id, named)))


def overrides(draft: Draft) -> bool:
    """Tell whether a draft has something recorded all the same, by itself or by a correction."""
    changes = draft.data.get("changes") if draft.type == CORRECTED else None
    return draft.override is not None or (isinstance(changes, dict) and "override" in changes)


def admit(prepared: Prepared, recorded: Recorded, known: Known) -> None:
    """Refuse an event that names what does not exist; all its batch is in place. Raises Refused."""
    envelope = recorded.envelope
    if not _opened(envelope.matter_id, known):
        sentence = f"There is no matter {envelope.matter_id}."
        raise Refused(sentence, code="matter.unknown")
    if envelope.type == "matter.opened":
        if envelope.assertion is not Assertion.OCCURRED:
            sentence = "The office opens a matter, or does not: its assertion is occurred."
            raise Refused(sentence, code="matter.assertion")
        first = known.recorded(f"matter/{envelope.matter_id}")
        opened = next(one for one in first if one.envelope.type == "matter.opened")
        if opened.envelope.event_id != envelope.event_id:
            sentence = f"Matter {envelope.matter_id} has been opened already."
            raise Refused(sentence, code="matter.exists", conflicts=(opened.envelope.event_id,))
    for named in prepared.named:
        _check_named(named, recorded, known)
    for earlier in envelope.links.after if envelope.links else ():
        if known.event(earlier) is None:
            sentence = f"Its link says that it comes after {earlier}, which is no event."
            raise Refused(sentence, code="link.unknown")
    if not envelope.override and (problem := future_problem(known.plain(recorded))):
        raise problem.refusal(problem.sentence)


def _opened(matter_id: str, known: Known) -> bool:
    return any(
        one.envelope.type == "matter.opened" and one.envelope.matter_id == matter_id
        for one in known.recorded(f"matter/{matter_id}")
    )


# What sets each thing that has an id of its own in a matter, so that later events can name it.
SET_BY = {"motion": "motion.filed", "hearing": "hearing.scheduled", "deadline": "deadline.set"}


def _check_named(named: Named, recorded: Recorded, known: Known) -> None:
    field, kind, name = named
    matter_id = recorded.envelope.matter_id
    if kind == "party" and not _party_exists(name, recorded, known):
        sentence = f"There is no party {name}; add it with party.added first."
        raise Refused(sentence, code="party.unknown")
    if kind == "matter" and not _opened(name, known):
        raise Refused(f"There is no matter {name}.", code="matter.unknown")
    amends = recorded.envelope.type in (CORRECTED, RETRACTED)  # its target has been looked for
    if kind == "event" and not amends:
        hit = known.event(name)
        if hit is None or hit.position >= recorded.position:
            raise Refused(f"There is no event {name} before it.", code="event.unknown")
    if kind in SET_BY and field == f"{kind}_id":
        subject = f"{kind}/{matter_id}/{name}"
        if not any(one.envelope.type == SET_BY[kind] for one in known.recorded(subject)):
            raise Refused(f"There is no {kind} {name} in this matter.", code="process.unknown")
    if kind == "item":
        _check_item(field, name, recorded, known)


def _party_exists(name: str, recorded: Recorded, known: Known) -> bool:
    subject = f"added/{name}"
    if recorded.envelope.type == "party.added" or standing(known.sample(subject)):
        return True
    return bool(known.facts(subject))


def _check_item(field: str, name: str, recorded: Recorded, known: Known) -> None:
    """Refuse an item of another matter, and one that nothing has filed."""
    envelope = recorded.envelope
    key = name if "/" in name else f"{envelope.matter_id}/{name}"
    matter_id, _, item_id = key.partition("/")
    if matter_id != envelope.matter_id and field != "refiles":
        sentence = f"Item {name} stands in matter {matter_id}; post the event there."
        raise Foreign(sentence)
    there = [known.plain(one) for one in known.recorded(f"item/{key}")]
    _check_track(name, known.plain(recorded).data, there)
    if any(fact.data.files_item for fact in there):
        return
    elsewhere = [one.envelope for one in known.sample(f"filed-as/{item_id}")]
    if elsewhere and not envelope.override:
        sentence = (
            f"There is no item {item_id} in matter {matter_id}; there is one in "
            f"{elsewhere[0].matter_id}. Post the event there."
        )
        raise Foreign(sentence, conflicts=tuple(one.event_id for one in elsewhere))
    if not envelope.override:
        track = CATALOGUE[envelope.type].track
        refusal = LIFECYCLES[track].unfiled if track else NotFiled
        raise refusal(f"{item_id} has not been filed in matter {matter_id}.")


def _check_track(name: str, data: Event, there: Sequence[Fact]) -> None:
    """Refuse what would leave open whether an item is a charge, a claim or a citation.

    On an item that is filed on the record, the lifecycle itself refuses an event of another track.
    """
    filed = any(fact.data.files_item and fact.occurred for fact in there)
    tracks = {str(fact.data.track) for fact in there if fact.data.track and fact.data.acts}
    if (data.files_item or not filed) and data.track and data.acts and tracks - {data.track}:
        sentence = f"{data.tag} is an event of the {data.track} track, and {name} is not."
        raise Refused(sentence, code="item.wrong_state")


def judge(
    problems: Sequence[Problem],
    new: Mapping[str, Prepared],
    place: int,
) -> None:
    """Refuse a batch for what is illegal on one of its items and nobody has overridden.

    `new` are the batch's events by id, and `place` is its first one that touched the item. Raises
    the Refused that the law names.
    """
    for problem in problems:
        event_id = problem.fact.event_id
        posted = new.get(event_id)
        if posted is None:
            sentence = f"It would make a later event illegal: {problem.sentence}"
            raise problem.refusal(sentence, conflicts=(event_id, *problem.conflicts), place=place)
        raise problem.refusal(problem.sentence, conflicts=problem.conflicts, place=posted.place)


def same_content(one: Envelope, other: Envelope) -> bool:
    """Tell whether a posted envelope says the same as one of the log, whatever casefile gave it."""

    def said(envelope: Envelope) -> bytes:
        plain = replace(
            envelope, version=0, recorded_at="", recorded_on="", recorded_by="", loaded_at=None
        )
        return encode(plain)

    return said(one) == said(as_posted(one, other))


def without_repeats(batch: Sequence[Prepared]) -> list[Prepared]:
    """Return the batch with each event once; a repeat that says something else is refused."""
    seen: dict[str, Prepared] = {}
    for one in batch:
        first = seen.setdefault(one.envelope.event_id, one)
        if first is not one:
            check_repeat(one, Recorded(0, first.envelope))
    return list(seen.values())


def check_repeat(one: Prepared, standing: Recorded) -> None:
    """Refuse an event whose id stands on the log with other content; raises Refused."""
    if not same_content(one.envelope, standing.envelope):
        event_id = one.envelope.event_id
        sentence = f"Event {event_id} is on the log already, with other content."
        raise Refused(sentence, code="event.id_reused", conflicts=(event_id,), place=one.place)


def check_versions(expected: Mapping[str, int], versions: Mapping[str, int]) -> None:
    """Refuse where a matter has moved on since the version that the poster read; raises Stale."""
    for matter_id, version in expected.items():
        if versions.get(matter_id, 0) != version:
            sentence = (
                f"Matter {matter_id} is at version {versions.get(matter_id, 0)}, not {version}: "
                "somebody has added to it since you read it."
            )
            raise Stale(sentence)


def check_crowd(new: Sequence[Prepared]) -> None:
    """Refuse a batch with very many events on one item, which would hold everybody up.

    Every event of a batch is a position that can be asked about, so the item is folded at each.
    """
    if len(new) <= MAX_ON_ITEM:
        return
    crowd = Counter(
        subject
        for one in new
        if one.data.acts
        for subject in one.subjects
        if subject.startswith("item/")
    )
    for subject, count in crowd.most_common(1):
        if count > MAX_ON_ITEM:
            item = subject.removeprefix("item/")
            sentence = f"There are {count} events on {item}; post {MAX_ON_ITEM} at most at once."
            raise TooLarge(sentence, code="batch.crowded")
