"""Documents: a matter's or a party's chronology as a file to be filed or calculated with."""

from __future__ import annotations

from typing import Any

from flask import Response

from casefile.answers import chronicle
from casefile.api.blueprint import Blueprint, Decorator, needs, refuses
from casefile.api.schemas import AsOf, AsReceived, switch
from casefile.auth.roles import Role
from casefile.door import document, office
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


class DocumentQuery(AsOf, AsReceived):
    """As of which day, as known at which moment, and by what."""


WholeMatters = DocumentQuery.from_dict(
    {
        "whole_matters": switch(
            "Also what belongs to the party's matters as such: the incident, stays, hearings, "
            "docket entries."
        )
    },
    name="WholeMatters",
)


@routes.get("/matters/<id:matter_id>/chronology.<format:kind>")
@needs(Role.AUDITOR)
@routes.asks(DocumentQuery)
@gives_document
@refuses(404)
def show_matter_document(matter_id: str, kind: str, **query: Any) -> Response:
    """Show a matter's chronology as a document, as of a day, as known at a moment.

    It has every fact that can have taken effect by the day, in order, with its source and with what
    is irregular, disputed, possible or corrected about it. The coordinates stand on every page, or
    in every row of a CSV.
    """
    return document(chronicle.of_matter(office(), matter_id, **query), kind)


@routes.get("/parties/<id:party_id>/chronology.<format:kind>")
@needs(Role.AUDITOR)
@routes.asks(WholeMatters)
@gives_document
@refuses(404)
def show_party_document(party_id: str, kind: str, **query: Any) -> Response:
    """Show a party's chronology over all its matters as a document.

    It has the facts that name the party or one of its charges, claims and citations, under any id
    of the person. In all else it is like a matter's.
    """
    return document(chronicle.of_party(office(), party_id, **query), kind)
