"""Posting: the bodies of requests that post events, and the headers that come with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from marshmallow import INCLUDE, Schema, fields, pre_load

from casefile.api.schemas import Matching
from casefile.errors import Malformed, Misfit, TooLarge
from casefile.law.misfits import event_misfits
from casefile.submission import telling_all

MAX_EVENTS = 1_000  # what one transaction can judge while other posts wait for it
POSTED = {"$ref": "#/components/schemas/PostedEvent"}


class Batch(Schema):
    """Events that are recorded all or none."""

    takes_one: ClassVar = False

    events = fields.List(
        fields.Raw(metadata={"allOf": [POSTED]}),
        required=True,
        metadata={"minItems": 1, "maxItems": MAX_EVENTS},
    )

    @pre_load
    def check_number(self, body: Any, **_context: Any) -> Any:
        """Check how many events there are; raises Malformed or TooLarge."""
        if self.takes_one and isinstance(body, dict) and "events" not in body:
            return {"events": [body]}
        events = body.get("events") if isinstance(body, dict) else None
        if isinstance(events, list) and not events:
            raise Malformed("A post has one event at least.", code="batch.empty")
        if isinstance(events, list) and len(events) > MAX_EVENTS:
            sentence = f"A post has {MAX_EVENTS:,} events at most; this one has {len(events):,}."
            raise TooLarge(sentence, code="batch.too_large")
        return body


class OneOrBatch(Batch):
    """One event, or a batch of events."""

    takes_one: ClassVar = True


class Anything(Schema):
    """An object whose fields are read later, by the class of event that it is."""

    class Meta:
        unknown = INCLUDE


class Retry(Schema):
    """What makes posting again safe."""

    key = fields.String(
        data_key="Idempotency-Key",
        validate=Matching("^[!-~]([ -~]{0,253}[!-~])?$", error="1 to 255 printable characters."),
        metadata={
            "description": "Makes a retry safe: the events of a post that have no event_id get one "
            "from this key, so that posting the same again is answered with the first result, and "
            "posting something else with it is refused."
        },
    )


class Conditions(Retry):
    """What makes posting again safe, and posting to what has changed meanwhile impossible."""

    if_match = fields.String(
        data_key="If-Match",
        metadata={
            "pattern": r'^(\*|[0-9]{1,15}|(W/)?"[!#-~]*")$',
            "description": 'The version that was read: its number, like "7", or the ETag as it '
            "came. A matter that has moved on is not touched (412). Events of several matters have "
            "no one version, and are refused with it.",
        },
    )


def matters_of(bodies: Sequence[Any]) -> list[str]:
    """Return the matters that posted events name, where they name any."""
    named = (body.get("matter_id") for body in bodies if isinstance(body, dict))
    return [one for one in named if isinstance(one, str)]


def in_matter(bodies: Sequence[Any], matter_id: str) -> list[Any]:
    """Give posted events the matter of their address; raises Malformed if one names another."""
    for place, body in enumerate(bodies):
        if isinstance(body, dict) and body.get("matter_id", matter_id) != matter_id:
            sentence = f"The event is for another matter than {matter_id}, to which it was posted."
            errors = [Misfit("matter_id", sentence), *event_misfits(body)]
            with telling_all(bodies):
                raise Malformed(sentence, code="matter.disagrees", place=place, errors=errors)
    return [{**body, "matter_id": matter_id} if isinstance(body, dict) else body for body in bodies]
