"""Conflicts: whether the office knows anybody who may be the one that is asked about."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from casefile.answers.overview import conflicts
from casefile.answers.overview.conflicts import MAX_NAME, MAX_NAMES, ConflictCheck
from casefile.api.blueprint import Blueprint, needs
from casefile.api.schemas import PageQuery
from casefile.auth.roles import Role
from casefile.door import office

Json = dict[str, Any]

routes = Blueprint("conflicts", "Whom the office knows, before it takes a matter.")


class Names(Schema):
    """Whom to look for."""

    names = fields.List(
        fields.String(required=True, validate=validate.Length(1, MAX_NAME)),
        required=True,
        validate=validate.Length(1, MAX_NAMES),
        metadata={"description": "Names as they are written, in any order of their words."},
    )


@routes.post("/conflicts")
@needs(Role.AUDITOR)
@routes.takes(Names)
@routes.asks(PageQuery)
@routes.gives(200, ConflictCheck)
def check_conflicts(body: Json, **query: Any) -> ConflictCheck:
    """List every party, alias, former name, counsel, firm and official that may be meant by a name.

    The names come in the body, because addresses are kept in the logs of servers and proxies and
    names are personal data. Nothing is written. Names are compared as they are; without case,
    accents, punctuation and the order of words; without forms of companies, titles and suffixes; as
    letters of other scripts are read in Latin ones; in short and in full, by nicknames and by
    initials; and by letters. Each hit says whether the person is our client in that matter, adverse
    to them or neutral. Matters of every access are searched, as in all other answers.
    """
    return conflicts.check(office(), body["names"], **query)
