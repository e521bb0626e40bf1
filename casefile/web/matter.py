"""The page of a matter: who is in it, how its items stand, and all that happened."""

from __future__ import annotations

from typing import Any

from casefile.answers import matters
from casefile.auth.roles import Role
from casefile.door import office
from casefile.web.moment import read_moment
from casefile.web.pages import needs, page, routes


@routes.get("/matters/<id:matter_id>")
@needs(Role.AUDITOR)
def show_matter(matter_id: str) -> Any:
    """Show a matter."""
    moment = read_moment()
    asked = {} if moment.errors else moment.asked
    answer = matters.view(office(), matter_id, **asked)
    return page(
        "matter.html",
        422 if moment.errors else 200,
        answer=answer,
        errors=moment.errors,
        moment=moment,
    )
