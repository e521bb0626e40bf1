"""Parties: finding one, its status as of any day, and the spans of its items."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.office import office
from casefile.api.schemas import (
    AsOf,
    Basis,
    Coordinates,
    Page,
    flag,
    many,
    number,
    one,
    text,
    words,
)
from casefile.auth.roles import Role

Json = dict[str, Any]

routes = Blueprint("parties", "Persons, organizations and governments, across all matters.")


class PartyQuery(Page):
    """Which parties."""

    q = words("Words in a name, an alias, a former name or the id.")


class StatusQuery(AsOf, Basis):
    """As of which day, as known at which moment, on which basis."""


class Involvement(Schema):
    """A matter that a party is in, and as what."""

    matter_id = text()
    role = text()


class Party(Schema):
    """Who a party is; its bare id where it was not known then."""

    party_id = text()
    name = text(optional=True)
    kind = text(optional=True)
    aliases = many(fields.String(), optional=True)
    matters = many(Involvement, optional=True)
    merged = many(fields.String(), optional=True)


class Parties(Coordinates):
    """A page of parties, by id."""

    parties = many(Party)
    next = text("What to give as `after` for the next page.", null=True)


class Since(Schema):
    """From when a state holds: as its event says, and from which day that is certain."""

    effective = text()
    certain_from = text()


class Item(Schema):
    """A charge, claim or citation as it stands, with the events that this rests on."""

    item_id = text()
    matter_id = text()
    kind = text()
    state = text()
    prejudice = text(null=True)
    label = text()
    since = one(Since, null=True)
    evidence = many(fields.String())
    severity = text(null=True)
    side = text(null=True)
    attaches_to = text(null=True)
    marks = many(fields.String())
    detail = fields.Dict(required=True)


class Possible(Schema):
    """The states in which an item may be as well, for all that is known of its dates."""

    item_id = text()
    matter_id = text()
    states = many(fields.String())
    evidence = many(fields.String())


class Until(Schema):
    """A day, or the range in which it lies."""

    earliest = text(null=True)
    latest = text(null=True)


class Flag(Schema):
    """What must be known beside a status."""

    code = text()
    sentence = text()
    item_id = text()
    matter_id = text()
    events = many(fields.String())
    until = one(Until, optional=True)


class Reported(Schema):
    """The headline as sources report it, where that differs from the record."""

    status = text()
    label = text()
    prejudice = text(null=True)


class Track(Schema):
    """A party's status on one track: the headline, and all that stands behind it."""

    status = text()
    label = text()
    prejudice = text(null=True)
    certain = flag()
    items = many(Item)
    breakdown = fields.Dict(values=fields.Integer(), required=True)
    enhancements = many(Item)
    possible = many(Possible)
    flags = many(Flag)
    as_reported = one(Reported, null=True)


class Tracks(Schema):
    """The tracks on which the party has any item; they are never merged."""

    criminal = one(Track, optional=True)
    civil = one(Track, optional=True)
    regulatory = one(Track, optional=True)


class Conflict(Schema):
    """An item of which sources say what the record does not."""

    item_id = text()
    matter_id = text()
    events = many(fields.String())


class Status(Coordinates):
    """A party's status as of a day, as known at a moment, on a basis."""

    party = one(Party)
    as_of = text()
    basis = text()
    tracks = one(Tracks)
    conflicts = many(Conflict)


class Span(Schema):
    """How an item stood over a span of days, half-open, and since which position that is known."""

    matter_id = text()
    item_id = text()
    track = text()
    kind = text()
    certainty = text()
    state = text()
    prejudice = text(null=True)
    label = text()
    valid_from = text()
    valid_to = text()
    known_from = number()
    evidence = many(fields.String())


class History(Coordinates):
    """Every span of a party's items."""

    party = one(Party)
    basis = text()
    spans = many(Span)


@routes.get("/parties")
@needs(Role.AUDITOR)
@routes.asks(PartyQuery)
@routes.gives(200, Parties)
def find_parties(**query: Any) -> Json:
    """Find parties by name, alias, former name or id; without words, list them all."""
    return office().answers.parties(**query)


@routes.get("/parties/<id:party_id>/status")
@needs(Role.AUDITOR)
@routes.asks(StatusQuery)
@routes.gives(200, Status)
@refuses(404)
def show_status(party_id: str, **query: Any) -> Json:
    """Show a party's status on each track, as of any day, as known at any moment.

    A party that exists but was not known at that moment is answered with no tracks.
    """
    return office().answers.status(party_id, **query)


@routes.get("/parties/<id:party_id>/history")
@needs(Role.AUDITOR)
@routes.asks(Basis)
@routes.gives(200, History)
@refuses(404)
def show_history(party_id: str, **query: Any) -> Json:
    """Show every status that a party's items had or may have had, from which day to which."""
    return office().answers.history(party_id, **query)
