"""Documents: a matter's or a party's chronology as a file to be filed or calculated with."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Audience, Selection
from casefile.api.blueprint import Blueprint, Decorator, needs, refuses
from casefile.api.schemas import AsOf, AsReceived, day, known_id, switch, words
from casefile.auth.roles import Role
from casefile.door import Room, belongs_in, document, office
from casefile.exports.formats import FORMATS

DISPOSITION = {
    "Content-Disposition": {
        "description": "A name for the file, from the id and the coordinates.",
        "schema": {"type": "string"},
    }
}
MEDIA_TYPES = [one.media_type.partition(";")[0] for one in FORMATS.values()]

routes = Blueprint("documents", "Chronologies as documents: Excel, Word, PDF and CSV.")
gives_document: Decorator = routes.gives_file("The document.", *MEDIA_TYPES, headers=DISPOSITION)

_READER = {
    "audience": fields.String(
        data_key="for",
        load_default=Audience.COURT.value,
        validate=validate.OneOf([one.value for one in Audience], error="either court or office."),
        metadata={
            "description": "For whom it is. Without it, it is for a court: it has no notes and "
            "nothing else of the office's own file, nothing that the client or counsel told or "
            "that is privileged, no statement of the client and no confidential amount, and says "
            "how much that is. `office` has everything."
        },
    )
}
_SELECTED = {
    "item_id": words("Only what names this charge, claim or citation."),
    "type": words("Only this type of event, or the family before its dot."),
    "from": day("Only what can have taken effect on this day or later."),
    "to": day("Only what can have taken effect on this day or earlier."),
}


class DocumentQuery(AsOf, AsReceived):
    """As of which day, as known at which moment, and by what."""


OfMatter = DocumentQuery.from_dict(
    {**_READER, **_SELECTED, "party_id": known_id("Only what names this party or its items.")},
    name="OfMatter",
)
OfParty = DocumentQuery.from_dict(
    {
        **_READER,
        **_SELECTED,
        "whole_matters": switch(
            "Also what belongs to the party's matters as such: the incident, stays, hearings, "
            "docket entries."
        ),
    },
    name="OfParty",
)


@routes.get("/matters/<id:matter_id>/chronology.<format:kind>")
@belongs_in(Room.DOCUMENTS)
@needs(Role.AUDITOR)
@routes.asks(OfMatter)
@gives_document
@refuses(404, 409)
def show_matter_document(matter_id: str, kind: str, **query: Any) -> Response:
    """Show a matter's chronology as a document, as of a day, as known at a moment.

    It has every fact that can have taken effect by the day, in order, with its source and with what
    is disputed, possible or only said about it; for the office also with what is irregular or
    corrected. What it was made for stands on every page, or in every row of a CSV. Nothing of a
    matter that is not public is written for a court.
    """
    return document(chronicle.of_matter(office(), matter_id, **_asked(query)), kind)


@routes.get("/parties/<id:party_id>/chronology.<format:kind>")
@belongs_in(Room.DOCUMENTS)
@needs(Role.AUDITOR)
@routes.asks(OfParty)
@gives_document
@refuses(404, 409)
def show_party_document(party_id: str, kind: str, **query: Any) -> Response:
    """Show a party's chronology over all its matters as a document.

    It has the facts that name the party or one of its charges, claims and citations, under any id
    of the person. In all else it is like a matter's.
    """
    return document(chronicle.of_party(office(), party_id, **_asked(query)), kind)


def _asked(query: dict[str, Any]) -> dict[str, Any]:
    """Return a query as a chronology is asked for."""
    names = {"item_id": "item_id", "party_id": "party_id", "type": "kind"}
    names |= {"from": "first", "to": "last"}
    chosen = {name: query.pop(given, None) for given, name in names.items()}
    audience = Audience(query.pop("audience"))
    return {**query, "audience": audience, "selection": Selection(**chosen)}
