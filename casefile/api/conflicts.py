"""Conflicts: whether the office knows anybody who may be the one that is asked about."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from casefile.answers.conflicts import MAX_NAME, MAX_NAMES
from casefile.answers.likeness import THRESHOLD, Match
from casefile.api.blueprint import Blueprint, needs
from casefile.api.office import office
from casefile.api.schemas import Coordinates, Page, many, number, text
from casefile.auth.roles import Role

Json = dict[str, Any]

routes = Blueprint("conflicts", "Whom the office knows, before it takes a matter.")
WAYS = ", ".join(one.word for one in Match)


class Names(Schema):
    """Whom to look for."""

    names = fields.List(
        fields.String(required=True, validate=validate.Length(1, MAX_NAME)),
        required=True,
        validate=validate.Length(1, MAX_NAMES),
        metadata={"description": "Names as they are written, in any order of their words."},
    )


class Hit(Schema):
    """A name that is like the one asked about, and where it stands."""

    name = text("The name that matched, as recorded.")
    kind = text("party, alias, former_name, counsel, firm or official.")
    role = text("The role in the matter; of counsel the capacity, of an official the office.")
    party_id = text("The party; of counsel and firms the one that they act for.", null=True)
    matter_id = text()
    title = text(null=True)
    docket_no = text(null=True)
    access = text("public, confidential, sealed or expunged.", null=True)
    match = text(f"In what way it is alike, the strongest first: {WAYS}.")
    score = number(f"Of 100. Of `similar` names how similar, from {THRESHOLD}; of others 100.")
    why = text("The same in words.")


class Person(Schema):
    """Somebody who may be the one asked about: a party under all ids, or one without any id."""

    name = text()
    party_ids = many(fields.String())
    hits = many(Hit)


class Asked(Schema):
    """A name asked about, and its hits on this page."""

    name = text()
    hits = number("How many there are on all pages.")
    persons = many(Person)


class Conflicts(Coordinates):
    """The hits for each name: by person, the strongest likeness first."""

    asked = many(Asked)
    next = text("What to give as `after` for the next page.", null=True)


@routes.post("/conflicts")
@needs(Role.AUDITOR)
@routes.takes(Names)
@routes.asks(Page)
@routes.gives(200, Conflicts)
def check_conflicts(body: Json, **query: Any) -> Json:
    """List every party, alias, former name, counsel, firm and official that may be meant by a name.

    The names come in the body, because addresses are kept in the logs of servers and proxies and
    names are personal data. Nothing is written. Names are compared as they are; without case,
    accents, punctuation and the order of words; without forms of companies, titles and suffixes;
    by initials; and by letters. Matters of every access are searched, as in all other answers.
    """
    return office().answers.conflicts(body["names"], **query)
