"""Amending: correct an event that is on record, in the form of its own type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import msgspec
from flask import request

from casefile.answers.record import log
from casefile.answers.standing import evidence
from casefile.auth.roles import Role
from casefile.door import office
from casefile.errors import Malformed, Misfit, Unknown
from casefile.event import TYPED
from casefile.law.catalogue import CATALOGUE, store
from casefile.law.fact import AMENDING, CORRECTABLE, CORRECTED
from casefile.law.misfits import event_misfits
from casefile.web.filling import REASON, Filling
from casefile.web.forms import form_of
from casefile.web.offered import offered
from casefile.web.pages import needs, routes
from casefile.web.posted import body_of
from casefile.web.posting import recorded_before, show, take, typed, with_key
from casefile.web.saying import turned
from casefile.web.suspended import take_apart
from casefile.words.when.kept import EFFECTIVE, kept

AS_WRITTEN, HOW_READ = "as_written", "resolution"
NOTHING = "Nothing is changed yet: what stands here is what is on record."


@routes.get("/events/<id:event_id>/correct")
@needs(Role.PARALEGAL)
def correct(event_id: str) -> Any:
    """Show an event as it stands, to be corrected."""
    if not request.args.get("key"):
        return with_key()
    filling, standing = _filling(event_id)
    filling.given.texts.update(filling.form.write(standing))
    return recorded_before(filling) or show(filling)


@routes.post("/events/<id:event_id>/correct")
@needs(Role.PARALEGAL, keeps_typed=True)
def take_correction(event_id: str) -> Any:
    """Say what a correction changes, or record it."""
    if not request.args.get("key"):
        return with_key()
    filling, standing = _filling(event_id)
    return take(filling, lambda: _body(filling, standing, event_id))


def _filling(event_id: str) -> tuple[Filling, dict[str, Any]]:
    """Return the form of an event's type, and the event as it stands."""
    event = log.in_full(office(), event_id)
    if event.type in AMENDING or CATALOGUE[event.type].of_office:
        raise Unknown("This event is not corrected: it is taken back.", code="event.unknown")
    form, told = form_of(event.type), evidence.told(office(), [event_id]).by_id
    standing = body_of(event.as_corrected or event)
    filling = Filling(
        form=form,
        matter_id=event.matter_id,
        key=request.args.get("key", ""),
        given=typed(event.matter_id, event.type),
        heading=f"Correct № {event.position}",
        original=told[event_id],
        offers=cache(partial(offered, event.matter_id, form, standing["data"].get("item_id"))),
        corrects=True,
    )
    return filling, standing


def _body(filling: Filling, standing: Mapping[str, Any], event_id: str) -> dict[str, Any]:
    """Return the correction that makes of an event what was typed; raises Malformed."""
    take_apart(filling.given)
    said = filling.form.read(filling.given)
    whole = {**said, "type": filling.form.type, "matter_id": filling.matter_id}
    if wrong := [*filling.given.wrong, *event_misfits(whole)]:
        raise Malformed("It cannot be read.", code="event.invalid", errors=wrong)
    changes = {name: said.get(name) for name in CORRECTABLE if said.get(name) != standing.get(name)}
    for name in ("assertion", "confidence"):
        if changes.get(name, "") is None:
            del changes[name]  # an empty menu says nothing of what cannot be taken away
    cls = CATALOGUE[filling.form.type]
    before, after = (store(msgspec.convert(data, cls)) for data in (standing["data"], said["data"]))
    own = {
        name: after.get(name) for name in {**before, **after} if before.get(name) != after.get(name)
    }
    days = {name: one for name, one in filling.days.items() if name in {**changes, **own}}
    words: dict[str, Any] = kept(filling.given.here, days, told="as_written" in changes)
    if EFFECTIVE in changes and str(standing.get(HOW_READ)).startswith(TYPED):
        words = {AS_WRITTEN: None, HOW_READ: None, **words}  # what was typed for another day
    changes = {**words, **changes}
    if not changes and not own:
        raise Malformed(NOTHING, code="event.invalid", errors=[Misfit("", NOTHING)])
    filling.changes = turned(filling.form, filling.matter_id or "", standing, said)
    clash = {name: own.pop(name) for name in list(own) if name in (*CORRECTABLE, "data")}
    given = {**changes, **own, **({"data": clash} if clash else {})}
    reason = filling.given.one(REASON)
    return {
        "type": CORRECTED,
        "matter_id": filling.matter_id,
        "effective": office().today().isoformat(),
        "data": {"target": event_id, "changes": given, **({"reason": reason} if reason else {})},
    }
