"""The office's page: its matters, what is due, and what was recorded last."""

from __future__ import annotations

from typing import Any

from casefile.answers import matters
from casefile.auth.roles import Role
from casefile.door import office
from casefile.web.pages import needs, page, routes


@routes.get("/")
@needs(Role.AUDITOR)
def home() -> Any:
    """Show the office."""
    return page("home.html", matters=matters.page(office()).matters)
