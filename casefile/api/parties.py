"""Parties: finding one, its status as of any day, and the spans of its items."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

from casefile.answers.people import parties
from casefile.answers.people.parties import PartyPage
from casefile.answers.standing import history, status
from casefile.answers.standing.history import PartyHistory
from casefile.answers.standing.status import PartyStatus
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.schemas import AsOf, AsReceived, Basis, PageQuery, known_id, words
from casefile.auth.roles import Role
from casefile.door import office

Json = dict[str, Any]

routes = Blueprint("parties", "Persons, organizations and governments, across all matters.")


SOUGHT = "The beginnings of words in a name, an alias, a former name or the id."


class PartyQuery(PageQuery):
    """Which parties."""

    q = words(SOUGHT)


class PartyWords(Schema):
    """Whom to look for."""

    q = words(SOUGHT, required=True)


class HistoryQuery(Basis, AsReceived):
    """As known at which moment, on which basis, and of which matter."""

    matter = known_id("Only the items of this matter. What goes on elsewhere says so.")


class StatusQuery(AsOf, HistoryQuery):
    """As of which day, as known at which moment, on which basis, and of which matter."""


@routes.get("/parties")
@needs(Role.AUDITOR)
@routes.asks(PartyQuery)
@routes.gives(200, PartyPage)
def find_parties(**query: Any) -> PartyPage:
    """Find parties by name, alias, former name or id; without words, list them all.

    Addresses are kept in the logs of servers and proxies: names are better sent to
    `POST /parties/search`, in the body.
    """
    return parties.find(office(), **query)


@routes.post("/parties/search")
@needs(Role.AUDITOR)
@routes.takes(PartyWords)
@routes.asks(PageQuery)
@routes.gives(200, PartyPage)
def find_parties_by_name(body: Json, **query: Any) -> PartyPage:
    """Find parties as `GET /parties` does, with the words in the body; nothing is written."""
    return parties.find(office(), body["q"], **query)


@routes.get("/parties/<id:party_id>/status")
@needs(Role.AUDITOR)
@routes.asks(StatusQuery)
@routes.gives(200, PartyStatus)
@refuses(404)
def show_status(party_id: str, **query: Any) -> PartyStatus:
    """Show a party's status on each track, as of any day, as known at any moment.

    A party that exists but was not known at that moment is answered with no tracks.
    """
    return status.of_party(office(), party_id, **query)


@routes.get("/parties/<id:party_id>/history")
@needs(Role.AUDITOR)
@routes.asks(HistoryQuery)
@routes.gives(200, PartyHistory)
@refuses(404)
def show_history(party_id: str, **query: Any) -> PartyHistory:
    """Show every status that a party's items had or may have had, from which day to which."""
    return history.of_party(office(), party_id, **query)
