"""By paper: what a paper charges, claims or cites, each count of it by itself."""

from __future__ import annotations

import re

from casefile.law.codes import Track
from casefile.words.items.absent_client import with_client
from casefile.words.items.claims_said import amended_claims, claims_said
from casefile.words.items.counts_said import causes_said, citations_said, sentences_said
from casefile.words.items.instruments import charges_said
from casefile.words.items.superseded import papers_superseded
from casefile.words.items.tickets import ticket_said
from casefile.words.items.verdicts_said import verdicts_said
from casefile.words.told.agency_charge import agency_charge
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs, on_their_days, some_acts
from casefile.words.typed.asides import NOTE

_parts = re.compile(r"[;,:] | and | with (?=.*\benhancement)", re.IGNORECASE)
_same = re.compile(r"\b(?:indict\w*|information|complaint)\b.*\bcounts\b", re.IGNORECASE)


def before_agency_and_more(telling: Telling) -> ToldActs | None:
    """Read a charge before an agency with what was done on it, behind a semicolon."""
    clause, apart, rest = telling.words.partition("; ")
    charged = agency_charge(telling._replace(words=clause)) if apart else None
    others = telling.apart(rest) if charged else []
    if not charged or not others or not all(one.sure for one in others):
        return None
    own = [one._replace(day=charged.day) for one in charged.acts]
    return on_their_days([*own, *others], telling.given)


def superseded(telling: Telling) -> ToldActs | None:
    """Read which charges of an earlier paper a later one takes the place of."""
    places = papers_superseded(telling.asking, telling.matter_id, telling.words)
    return some_acts(ToldAct("charges superseded", one) for one in places)


def amended(telling: Telling) -> ToldActs | None:
    """Read the claims of an amended complaint."""
    if telling.track != Track.CIVIL:
        return None
    amended = amended_claims(telling.asking, telling.matter_id, telling.words)
    return some_acts(ToldAct(*one) for one in amended)


def ticket_of_officer(telling: Telling) -> ToldActs | None:
    """Read a ticket that is told with who wrote it, which stands in its note."""
    words, day = telling.with_its_day  # the day of all is no part of the last one
    ticket = _ticket(telling, words)
    if not ticket or NOTE not in ticket[0].fields:
        return None
    several = _of_counts(telling, words)
    return ToldActs(several if several[1:] else ticket, day)


def by_counts(telling: Telling) -> ToldActs | None:
    """Read each count of a paper, and leave one clause that has none as it is."""
    for words, day in (telling.with_its_day, (telling.words, "")):
        if acts := _of_counts(telling, words) or _ticket(telling, words):
            return ToldActs(acts, day)
    return ToldActs() if is_one_clause(telling) else None


def is_one_clause(telling: Telling) -> bool:
    """Tell whether a sentence has one clause alone."""
    return not _parts.search(telling.words) and not _same.search(telling.words)


def _ticket(telling: Telling, words: str) -> list[ToldAct]:
    """Return the ticket that words tell of, and by when it is to be answered."""
    found = ticket_said(telling.asking, telling.matter_id, words)
    if found is None:
        return []
    due = [ToldAct(f"pay or contest by {found.due}")] if found.due else []
    return [ToldAct("ticket issued", found.fields), *due]


def _of_counts(telling: Telling, words: str) -> list[ToldAct]:
    """Return the charges or the claims that a paper brings; raises Misread for those of several."""
    asking, matter_id = telling.asking, telling.matter_id
    match telling.track:
        case Track.CIVIL:
            claims = with_client(asking, matter_id, claims_said(asking, matter_id, words))
            return [ToldAct(*one) for one in claims]
        case Track.REGULATORY:
            head, items = citations_said(words)
            cited = [ToldAct(head, one) for one in items]
            return cited or [ToldAct(one) for one in causes_said(words)]
        case Track.CRIMINAL:
            if imposed := sentences_said(words):
                return [ToldAct(one) for one in imposed]
            if verdicts := verdicts_said(words):
                return [ToldAct(*one) for one in verdicts]
            charged = with_client(asking, matter_id, charges_said(asking, matter_id, words))
            return [ToldAct(*one) for one in charged]
    return []
