"""The page of the worklist: what there is to read, to settle and to do, by matter and by person."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import request

from casefile.answers.overview import worklist
from casefile.answers.overview.worklist import Work
from casefile.auth.roles import Role
from casefile.door import office
from casefile.web.filters import MATTER, PARTY, Filters
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes

MOST = 50  # on a page
ONLY, AS_OF = "only", "as_of"
KINDS = tuple((one.value, one.label.capitalize()) for one in Work)


@routes.get("/worklist")
@needs(Role.AUDITOR)
def show_worklist() -> Any:
    """Show what there is to do in all matters, in one, of one person, or of one kind."""
    filters = Filters.read(MATTER, PARTY, ONLY, AS_OF)
    matter_id, party_id = filters.matter(), filters.party()
    as_of, only = filters.day(AS_OF), filters.typed[ONLY]
    found = worklist.page(
        office(),
        matter_id=matter_id,
        party_id=party_id,
        work=only if only in dict(KINDS) else None,
        as_of=as_of,
        after=request.args.get("after") or None,
        limit=MOST,
    )
    return page(
        "worklist.html",
        422 if filters.errors else 200,
        answer=found,
        errors=filters.errors,
        filters=filters,
        kinds=KINDS,
        labels={one.value: one.label.capitalize() for one in Work},
        matters=[
            (matter, list(some)) for matter, some in groupby(found.entries, attrgetter("matter_id"))
        ],
        names=names_of(matters=(one.matter_id for one in found.entries)),
    )
