"""The caseload: the whole office's open matters by the states in which their items stand."""

from __future__ import annotations

from typing import Any

from casefile.answers.overview import caseload
from casefile.answers.overview.caseload import Caseload
from casefile.api.blueprint import Blueprint, needs
from casefile.api.schemas import AsOf
from casefile.auth.roles import Role
from casefile.door import office

routes = Blueprint("caseload", "The office's open matters, counted.")


@routes.get("/caseload")
@needs(Role.AUDITOR)
@routes.asks(AsOf)
@routes.gives(200, Caseload)
def show_caseload(**query: Any) -> Caseload:
    """Count the items of all open matters by the state in which they certainly stand.

    Items are counted as of any day and as known at any moment; matters are those that were open as
    known then.
    """
    return caseload.caseload(office(), **query)
