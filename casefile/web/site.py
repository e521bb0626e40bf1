"""The site: every page, given to the application."""

from __future__ import annotations

from flask import Flask

from casefile.web import (
    amending,
    calendar,
    choosing,
    conflicts,
    deadlines,
    find,
    home,
    matter,
    parties,
    party,
    people,
    posting,
    recorded,
    sign_in,
    why,
    worklist,
)
from casefile.web.pages import routes
from casefile.web.words import FILTERS, GLOBALS

PAGES = (
    amending,
    calendar,
    choosing,
    conflicts,
    deadlines,
    find,
    home,
    matter,
    parties,
    party,
    people,
    posting,
    recorded,
    sign_in,
    why,
    worklist,
)  # whose routes are all of `routes`


def install(app: Flask) -> None:
    """Give an application every page."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= FILTERS
    app.jinja_env.globals |= GLOBALS
    app.register_blueprint(routes)
