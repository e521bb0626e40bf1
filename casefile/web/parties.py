"""The page of the parties: everybody in the office's matters, and in what role."""

from __future__ import annotations

from typing import Any

from flask import request

from casefile.answers.people import parties
from casefile.auth.roles import Role
from casefile.door import office
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes

MOST = 50  # on a page
MOST_MATTERS = 3  # that are named of one of them


@routes.get("/parties")
@needs(Role.AUDITOR)
def list_parties() -> Any:
    """List the parties of all matters, or those with some words in a name."""
    words = request.args.get("words", "").strip()[:200]
    after = request.args.get("after") or None
    found = parties.find(office(), words, after=after, limit=MOST)
    involved = (one for party in found.parties for one in (party.matters or ())[:MOST_MATTERS])
    return page(
        "parties.html",
        found=found,
        most=MOST_MATTERS,
        names=names_of(matters=(one.matter_id for one in involved)),
        words=words,
    )
