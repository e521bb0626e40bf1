"""The setting of an item: the incident, the jurisdiction and the stays of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.entry import stay_entry
from casefile.law.events.matter import (
    MatterCategory,
    MatterDocketNumberAssigned,
    MatterIncidentOccurred,
    MatterOpened,
    MatterStayChanged,
)
from casefile.law.events.party import PartyMerged, PartyParted
from casefile.law.events.standing import PartySubstituted
from casefile.law.fact import Fact, in_effect, of_class
from casefile.law.known import Known
from casefile.law.matter import Matter
from casefile.law.reach import same_incident
from casefile.law.stays import Act, Persons, Stay, entries_of, stay_acts, stays_of


class Setting(NamedTuple):
    """What a timeline takes from around its item: the incident, the place, the stays."""

    incident: Fact | None = None
    jurisdiction: str = ""
    category: str = ""
    stays: tuple[Stay, ...] = ()

    @property
    def juvenile(self) -> bool:
        """Tell whether the matter is one of delinquency."""
        return self.category == MatterCategory.JUVENILE

    @property
    def incident_on(self) -> date | None:
        """Return the first day on which the incident can have been."""
        return self.incident.bounds(None)[0] if self.incident else None


def is_opened(matter_id: str, known: Known) -> bool:
    """Tell whether anything opens a matter; no such event can be taken back."""
    for one in known.recorded(subjects.matter(matter_id)):
        if one.envelope.type == MatterOpened.tag and one.envelope.matter_id == matter_id:
            return True
    return False


def opening(matter_id: str, known: Known) -> tuple[Fact, MatterOpened] | None:
    """Return the event that opens a matter, as it stands; None where there is none."""
    return known.following(_opening, subjects.matter(matter_id))


def _opening(subject: str, facts: Sequence[Fact]) -> tuple[Fact, MatterOpened] | None:
    matter_id = subjects.name_of(subject)
    found = of_class([fact for fact in facts if fact.matter_id == matter_id], MatterOpened)
    return found[0] if found else None


def matter_of(matter_id: str, known: Known) -> Matter | None:
    """Return a matter as it stands; None where it was never opened."""
    return known.following(_matter, subjects.matter(matter_id))


def _matter(subject: str, facts: Sequence[Fact]) -> Matter | None:
    return fold_matter(subjects.name_of(subject), facts)


def fold_matter(matter_id: str, facts: Iterable[Fact]) -> Matter | None:
    """Fold the facts about one matter; None where it was never opened."""
    own = in_effect(fact for fact in facts if fact.matter_id == matter_id)
    opened = of_class(own, MatterOpened)
    if not opened:
        return None
    first, data = opened[0]
    matter = data.change_matter(Matter(opened=first.when.text))
    since = first.bounds(None)[1]
    for fact in own:
        # A number from before the one that it is opened with is not the number that it has now.
        numbers = isinstance(fact.data, MatterDocketNumberAssigned) and data.docket_no
        earlier = numbers and fact.bounds(None)[1] < since
        if not earlier and not isinstance(fact.data, MatterOpened):
            matter = fact.data.change_matter(matter)
    return matter


def standing_still(matter: Matter, matter_id: str, facts: Sequence[Fact], known: Known) -> Matter:
    """Return a matter as these facts about it let it stand still, or some of its parties."""
    acts = stay_acts(subjects.matter(matter_id), facts)
    found = stays_of(acts, persons_in(matter_id, acts, known))
    last = [one for one in found if one.stands_in_the_end]
    whole = [one for one in last if not one.parties]
    out = [dict(one.but).keys() for one in whole]
    return matter._replace(
        stayed=bool(whole),
        stayed_for=tuple(dict.fromkeys(party_id for one in last for party_id in one.parties)),
        not_stayed_for=tuple(one for one in chain(*out[:1]) if all(one in each for each in out)),
    )


def own_setting(matter_id: str, known: Known) -> Setting:
    """Return what the events of a matter itself say of its setting."""
    return known.following(_own_setting, subjects.matter(matter_id))


def setting_of(matter_id: str, known: Known, beside: Iterable[str] = ()) -> Setting:
    """Return the setting of a matter's items, as known now.

    A matter without an incident of its own has that of the matters about the same incident, or of
    those `beside` it.
    """
    own, stays = own_setting(matter_id, known), stays_in(matter_id, known)
    if stays:
        own = own._replace(stays=stays)
    if own.incident:
        return own
    around = [*same_incident(matter_id, known), *(one for one in beside if one != matter_id)]
    incidents = (own_setting(one, known).incident for one in around)
    return own._replace(incident=_first(one for one in incidents if one))


def stays_in(matter_id: str, known: Known) -> tuple[Stay, ...]:
    """Return the stays of a matter and of its parties, in the order in which they begin."""
    acts = stay_acts_in(matter_id, known)
    return tuple(stays_of(acts, persons_in(matter_id, acts, known))) if acts else ()


def stay_facts(matter_id: str, entry_id: str, known: Known) -> list[Fact]:
    """Return what sets and lifts a stay that is an entry of the calendar, under whichever id.

    A party is told there by the id of the entry.
    """
    acts = stay_acts_in(matter_id, known)
    persons = persons_in(matter_id, acts, known)
    found = []
    for fact, change in acts:
        told = [
            (said, whose) for one, said, whose in entries_of(change, persons) if one == entry_id
        ]
        if told:
            found.append(fact.meaning({said: whose for said, whose in told if said != whose}))
    return found


def stay_entries(matter_id: str, known: Known) -> set[str]:
    """Return the entries of the calendar that the stays of a matter are, or ever were."""
    acts = stay_acts_in(matter_id, known)
    persons = persons_in(matter_id, acts, known)
    now = {one for _, change in acts for one, _, _ in entries_of(change, persons)}
    recorded = list(map(known.plain, known.recorded(subjects.matter(matter_id))))
    said = [change for _, change in of_class(recorded, MatterStayChanged)]
    as_said = {one for change in said for one, _, _ in entries_of(change, lambda one: (one,))}
    ever_meant = {parted.into for _, parted in of_class(recorded, PartyParted)}
    of_others = {stay_entry(one, each.stay_id or "") for one in ever_meant for each in said}
    return now | as_said | of_others


def stays_told_by(origin: Fact, about: Mapping[str, Sequence[str]], known: Known) -> set[str]:
    """Return the matters in which an event says what is stayed, or of whom that is said.

    It is given as it was recorded, and by all that it is about, by its kind: what corrects it
    counts for it.
    """
    said = {subjects.name_of(one) for one in about.get(subjects.STAYS, ())}
    match origin.data:
        case PartySubstituted():
            said.add(origin.matter_id)
        case PartyMerged(from_=one, into=other):
            ids = {*known.party_group(one), *known.party_group(other)}
            added = (added for each in ids for added in known.recorded(subjects.added(each)))
            said |= {one.envelope.matter_id for one in added}
        case PartyParted():
            said |= {subjects.ids_of(one)[0] for one in about.get(subjects.PARTY_IN, ())}
    return said


def _own_setting(subject: str, facts: Sequence[Fact]) -> Setting:
    matter_id = subjects.name_of(subject)
    own = [fact for fact in facts if fact.matter_id == matter_id]
    incidents = (one for one, _ in of_class(own, MatterIncidentOccurred) if one.occurred)
    opened = _opening(subject, facts)
    return Setting(
        _first(incidents),
        opened[1].jurisdiction if opened else "",
        str(opened[1].category) if opened else "",
    )


def _first(incidents: Iterable[Fact]) -> Fact | None:
    return min(incidents, key=lambda fact: (fact.bounds(None), fact.event_id), default=None)


def stay_acts_in(matter_id: str, known: Known) -> list[Act]:
    """Return what stays a matter or its parties, and what lets them go on, as they take effect."""
    return known.following(stay_acts, subjects.matter(matter_id))


def persons_in(
    matter_id: str, acts: Iterable[Act], known: Known, beside: Iterable[str] = ()
) -> Persons:
    """Return the function that gives whose stay is meant by an id that stays name, or `beside`.

    That is the first id that names the person, who may have several; then come those in whose place
    the person stands in the matter (Fed. R. Civ. P. 25).
    """
    told: dict[str, str] = {}
    before: dict[str, list[str]] = {}
    named = dict.fromkeys(one for _, change in acts for one in change.parties or ())
    for party_id in (*named, *(one for one in beside if one not in named)):
        for one in known.party_group(party_id):
            told.setdefault(one, told.get(party_id, party_id))
            for fact in known.facts(subjects.party_in(matter_id, one)):
                was, by = fact.data.substitution() or ("", "")
                if by == one and fact.occurred:
                    before.setdefault(party_id, []).append(was)

    def persons(party_id: str) -> tuple[str, ...]:
        found = [party_id]
        for one in found:
            found += [was for was in before.get(one, ()) if was not in found]
        return tuple(dict.fromkeys(told.get(one, one) for one in found))

    return persons
