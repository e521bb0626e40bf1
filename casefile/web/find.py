"""Finding: a party or counsel by a name, a matter by its docket number or title, a charge."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from casefile.answers.dockets import matters
from casefile.answers.people import acting, parties
from casefile.answers.record import logged
from casefile.answers.standing import charges
from casefile.auth.roles import Role
from casefile.door import office
from casefile.errors import Unknown
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes

MOST = 10  # of each kind


@routes.get("/find")
@needs(Role.AUDITOR)
def find() -> Any:
    """Show what has the words that are looked for; the number of an event leads to it."""
    words = request.args.get("q", "").strip()[:200]
    number = words.lstrip("\N{NUMERO SIGN}@ ").strip()
    if number != words and number.isdecimal() and len(number) < len("1000000000"):
        try:
            event_id = logged.event_at(office(), int(number))
        except Unknown:
            event_id = ""
        if event_id:
            return redirect(url_for("web.show_event", event_id=event_id), 303)
    if not words:
        return page("find.html", acting=(), parties=(), matters=(), charges=(), more=False)
    some = parties.find(office(), words, limit=MOST)
    courts = matters.page(office(), q=words, limit=MOST)
    items = charges.find(office(), words, limit=MOST)
    lawyers = acting.find(office(), words, limit=MOST).acting
    involved = [one.matter_id for party in some.parties for one in (party.matters or ())[:MOST]]
    involved += [one.matter_id for one in items] + [one.matter_id for one in lawyers]
    return page(
        "find.html",
        q=words,
        acting=lawyers,
        charges=items,
        matters=courts.matters,
        names=names_of(matters=involved),
        more=bool(some.next or courts.next),
        parties=some.parties,
    )
