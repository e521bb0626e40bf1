"""Submission: the bodies of posted events, from whoever asks to the recorder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any
from uuid import UUID, uuid5

import msgspec
import uuid_utils

from casefile.answers.record import log
from casefile.answers.record.log import EventInFull
from casefile.auth.roles import Role
from casefile.door import office, user
from casefile.errors import Forbidden, Malformed, Misfit, Refused, Unknown, at_place
from casefile.event import GIVEN_BY_CASEFILE, Draft
from casefile.law.catalogue import decode
from casefile.law.events.matter import MatterOpened
from casefile.law.events.record import Amending, EventRetracted
from casefile.law.fact import AMENDING
from casefile.law.misfits import event_misfits, sentence_of, tell
from casefile.recording.afterwards.looking import with_findings
from casefile.recording.afterwards.resting import taken_back_together
from casefile.recording.draft import REUSED, overrides
from casefile.recording.named import with_sentences
from casefile.recording.receipt import ReceiptAnswer
from casefile.words.values.amounts import OF_THOUSANDTHS, amounts_in, in_doubt

Json = dict[str, Any]
# The name space of the event ids that are made from an Idempotency-Key: fixed for ever.
KEYED = UUID("6f0f6b1c-4a58-5d0e-9a53-1f4f0b6f6a10")


def post(
    bodies: Sequence[Any],
    *,
    key: str | None = None,
    dry_run: bool = False,
    if_version: Mapping[str, int] | None = None,
) -> tuple[ReceiptAnswer, int]:
    """Record a batch for whoever asks; return the answer and its status.

    `key` is the request's Idempotency-Key, from which events without an id of their own get one.
    """
    drafts: list[Draft] = []
    with telling_all(bodies), _telling_of_key(bodies, key), _telling_of_resting(drafts):
        for place, body in enumerate(bodies):
            with at_place(place):
                drafts.append(_draft(body, place, key))
        receipt = office().recorder.record(
            drafts,
            by=user().name,
            dry_run=dry_run,
            if_version=if_version,
            next_id=keyed(key, str(len(drafts))) if key else None,
        )
    receipt = with_sentences(office(), with_findings(office(), receipt, dry_run=dry_run))
    fresh = not dry_run and any(not entry.already for entry in receipt.entries)
    return receipt.answer(dry_run=dry_run), 201 if fresh else 200


@contextmanager
def telling_all(bodies: Sequence[Any]) -> Iterator[None]:
    """Name in an error about a posted event every field that is wrong, of all events of the post.

    What is wrong with the event that the error is about comes first.
    """
    try:
        yield
    except Malformed as error:
        own = error.place
        if own is None:
            raise
        if not error.errors:
            tell(error, event_misfits(bodies[own]))
        others = [place for place in range(len(bodies)) if place != own]
        if others:
            told = [one._replace(place=own) for one in error.errors]
            more = (
                one._replace(place=place)
                for place in others
                for one in event_misfits(bodies[place])
                if one.field != "matter_id"  # what is posted to a matter need not say so
            )
            error.tell(chain(told, more))
        raise


@contextmanager
def _telling_of_key(bodies: Sequence[Any], key: str | None) -> Iterator[None]:
    """Say of an event whose id was made of a key used before that it is the key; raises Refused."""
    try:
        yield
    except Refused as error:
        body = bodies[error.place or 0]
        if key and error.code == REUSED and body.get("event_id") is None:
            error.reword(
                "This Idempotency-Key came with other events before: post those again to have "
                "their first answer, or take another key for what is new."
            )
            error.errors = (Misfit("Idempotency-Key", "It came with another post before."),)
        raise


@contextmanager
def _telling_of_resting(drafts: Sequence[Draft]) -> Iterator[None]:
    """Name all events that rest on those that a post would take back; raises Refused."""
    try:
        yield
    except Refused as error:
        if error.of_another and all(one.type == EventRetracted.tag for one in drafts):
            gone = [str(one.data.get("target")) for one in drafts]
            code, record = str(drafts[0].data["reason"]), office().recorder.record
            every = taken_back_together(office(), record, error, gone, code, user().name)
            error.conflicts = tuple(one for one in every if one not in gone) or error.conflicts
        raise


def opening(body: Json, key: str | None) -> Json:
    """Return a posted matter.opened with what its poster left out: type, matter and day.

    What is posted again under its id or key is given what it was given at first.
    """
    whole = {"type": MatterOpened.tag, **body}
    if whole["type"] != MatterOpened.tag:
        sentence = f"A matter is opened with an event of type {MatterOpened.tag}."
        errors = [Misfit("type", sentence, ("matter.opened",))]
        raise Malformed(sentence, code="matter.not_opened", errors=errors)
    first = _first(whole.get("event_id") or (key and keyed(key, "0")))
    if whole.get("matter_id") is None:
        new = keyed(key, "matter") if key else str(uuid_utils.uuid7())
        whole["matter_id"] = first.matter_id if first else new
    if whole.get("effective") is None:
        whole["effective"] = first.effective if first else office().today().isoformat()
    return whole


def _draft(body: Any, place: int, key: str | None) -> Draft:
    if not isinstance(body, dict):
        raise Malformed("An event is a JSON object.", code="event.invalid")
    for name in (*GIVEN_BY_CASEFILE, "position"):
        if name in body:
            sentence = f"{name} is given by casefile; leave it out."
            raise Malformed(sentence, code="event.field_given")
    if key and body.get("event_id") is None:
        body = {**body, "event_id": keyed(key, str(place))}
    try:
        draft = msgspec.convert(body, Draft)
    except msgspec.ValidationError as error:
        sentence = f"The event cannot be read: {sentence_of(error)}."
        raise Malformed(sentence, code="event.invalid") from error
    _check_amounts(draft)
    needs_attorney = overrides(draft) or _amends_override(draft)
    if needs_attorney and user().role < Role.ATTORNEY:
        sentence = f"An override needs the role attorney; you have {user().role.word}."
        raise Forbidden(sentence)
    return draft


def _check_amounts(draft: Draft) -> None:
    """Refuse amounts like 85.000, which elsewhere is a thousand times as much; raises Malformed."""
    asked = [
        Misfit(f"data.{field}", question, (amount.replace(".", ""), amount[:-1]))
        for field, amount, currency in amounts_in(draft.data)
        if currency not in OF_THOUSANDTHS and (question := in_doubt(amount))
    ]
    if asked:
        errors = [*asked, *event_misfits(draft)]
        raise Malformed(asked[0].said, code="amount.in_doubt", errors=errors)


def _amends_override(draft: Draft) -> bool:
    """Tell whether a draft changes or takes back what an attorney had recorded all the same."""
    target = draft.data.get("target") if draft.type in AMENDING else None
    while isinstance(target, str):
        try:
            event = log.in_full(office(), target)
        except Unknown:  # it will be refused, or is one of this very post
            return False
        if event.override or (event.as_corrected and event.as_corrected.override):
            return True
        match decode(event.type, event.schema_version, event.data):
            case Amending(target=earlier):
                target = earlier
            case _:
                target = None
    return False


def keyed(key: str, part: str) -> str:
    """Return the id that a key of whoever asks stands for, the same at every try."""
    return str(uuid5(KEYED, f"{user().name}\n{key}\n{part}"))


def _first(event_id: Any) -> EventInFull | None:
    """Return the event of an id as it was posted first, where it is on the log already."""
    try:
        return log.in_full(office(), str(event_id)) if event_id else None
    except Unknown:
        return None
