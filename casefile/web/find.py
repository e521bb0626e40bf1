"""Finding: a party or counsel by a name, a matter by its docket number or title, a charge."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import redirect, request, url_for

from casefile.answers.dockets import matters
from casefile.answers.meaning.meant_items import counted
from casefile.answers.people import acting, parties
from casefile.answers.record import logged
from casefile.answers.standing import charges, evidence
from casefile.answers.standing.charges import ItemFound
from casefile.auth.roles import Role
from casefile.door import office
from casefile.errors import Unknown
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes

MOST = 10  # of each kind
MOST_DIGITS = 9  # of the number of an event


@routes.get("/find")
@needs(Role.AUDITOR)
def find() -> Any:
    """Show what has the words that are looked for; the number of an event leads to it."""
    words = request.args.get("q", "").strip()[:200]
    number = words.lstrip("\N{NUMERO SIGN}@# ").strip()
    event_id = _numbered(number)
    if event_id and number != words:
        return redirect(url_for("web.show_event", event_id=event_id), 303)
    if not words:
        nothing: dict[str, Any] = dict.fromkeys(("acting", "parties", "matters", "charges"), ())
        return page("find.html", event=None, more=False, **nothing)
    some = parties.find(office(), words, limit=MOST)
    courts = matters.page(office(), q=words, limit=MOST)
    sought = words if number.isdecimal() else counted(words)
    items = charges.find(office(), sought, limit=MOST + 1)
    lawyers = acting.find(office(), words, limit=MOST).acting
    if event_id and not (some.parties or courts.matters or items or lawyers):
        return redirect(url_for("web.show_event", event_id=event_id), 303)
    told = evidence.told(office(), [event_id] if event_id else ()).events
    involved = [one.matter_id for party in some.parties for one in (party.matters or ())[:MOST]]
    involved += [one.matter_id for one in items] + [one.matter_id for one in lawyers]
    involved += [one.matter_id for one in told]
    alike = Counter(map(_reads, items))
    apart = [one for one in items if alike[_reads(one)] > 1]
    return page(
        "find.html",
        q=words,
        acting=lawyers,
        apart=names_of(
            items=[(one.matter_id, one.item_id) for one in apart],
            about=[one.party_id for one in apart],
        ),
        alike={(one.matter_id, one.item_id) for one in apart},
        charges=items[:MOST],
        event=told[0] if told else None,
        matters=courts.matters,
        names=names_of(matters=involved),
        more=bool(some.next or courts.next or items[MOST:]),
        parties=some.parties,
    )


def _reads(one: ItemFound) -> tuple[str, str, str]:
    """Return what is listed of an item, by which several may not be told apart."""
    return one.matter_id, one.party_id, one.what


def _numbered(number: str) -> str:
    """Return the id of the event with a number, or nothing where there is none."""
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        return ""
    try:
        return logged.event_at(office(), int(number))
    except Unknown:
        return ""
