"""The page of the conflict check: whom the office knows who may be somebody it is asked about."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import request

from casefile.answers.overview import conflicts
from casefile.answers.people.matching import NOT_ADDED
from casefile.auth.roles import Role
from casefile.door import office
from casefile.errors import Malformed, Misfit
from casefile.exports.conflict_report import EXPLAINED, counted, where
from casefile.web.pages import needs, page, routes

MOST = 100  # hits on a page
NAMES, AFTER = "names", "after"
NONE = "Type a name to look for."


@routes.get("/conflicts")
@needs(Role.AUDITOR)
def show_conflicts() -> Any:
    """Ask for the names that are looked for."""
    return _page("")


@routes.post("/conflicts")
@needs(Role.AUDITOR)
def check_conflicts() -> Any:
    """Show whom a conflict check finds; what is asked is sent so that no address has a name."""
    typed = request.form.get(NAMES, "")
    names = [one.strip() for one in typed.splitlines() if one.strip()]
    if not names:
        return _page(typed, [Misfit(NAMES, NONE)])
    try:
        answer = conflicts.check(
            office(),
            names,
            after=request.form.get(AFTER) or None,
            limit=MOST,
        )
    except Malformed as error:
        return _page(typed, [Misfit(NAMES, error.sentence)])
    return _page(typed, answer=answer)


def _page(typed: str, errors: list[Misfit] | None = None, **shown: Any) -> Any:
    return page(
        "conflicts.html",
        422 if errors else 200,
        by_name=lambda hits: [
            (name, why, list(some))
            for (name, why), some in groupby(hits, attrgetter("name", "why"))
        ],
        counted=counted,
        errors=errors or [],
        explained=EXPLAINED,
        not_added=NOT_ADDED,
        typed=typed,
        where=where,
        **shown,
    )
