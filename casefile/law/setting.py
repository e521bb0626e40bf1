"""The setting of an item: the incident, the jurisdiction and the stays of its matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.edtf import LAST_DAY
from casefile.law.events.matter import (
    MatterCategory,
    MatterDocketNumberAssigned,
    MatterIncidentOccurred,
    MatterOpened,
)
from casefile.law.fact import Fact, in_effect, of_class
from casefile.law.known import Known
from casefile.law.matter import Matter
from casefile.law.reach import same_incident
from casefile.law.stays import Act, Persons, Stay, stay_acts, stays_of


class Setting(NamedTuple):
    """What a timeline takes from around its item: the incident, the place, the stays."""

    incident: Fact | None = None
    jurisdiction: str = ""
    juvenile: bool = False
    stays: tuple[Stay, ...] = ()

    @property
    def incident_on(self) -> date | None:
        """Return the first day on which the incident can have been."""
        return self.incident.bounds(None)[0] if self.incident else None


def is_opened(matter_id: str, known: Known) -> bool:
    """Tell whether anything opens a matter; no such event can be taken back."""
    return any(
        one.envelope.type == MatterOpened.tag and one.envelope.matter_id == matter_id
        for one in known.recorded(subjects.matter(matter_id))
    )


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
    found = stays_of(acts, _persons(matter_id, acts, known))
    last = [one for one in found if one.ends == LAST_DAY and one.is_certain]
    whole = [one for one in last if not one.parties]
    return matter._replace(
        stayed=bool(whole),
        stayed_for=tuple(party_id for one in last for party_id in one.parties),
        not_stayed_for=tuple(party_id for one in whole for party_id, _ in one.but),
    )


def own_setting(matter_id: str, known: Known) -> Setting:
    """Return what the events of a matter itself say of its setting."""
    return known.following(_own_setting, subjects.matter(matter_id))


def setting_of(matter_id: str, known: Known, beside: Iterable[str] = ()) -> Setting:
    """Return the setting of a matter's items, as known now.

    A matter without an incident of its own has that of the matters about the same incident, or of
    those `beside` it.
    """
    own = own_setting(matter_id, known)
    if acts := known.following(stay_acts, subjects.matter(matter_id)):
        own = own._replace(stays=tuple(stays_of(acts, _persons(matter_id, acts, known))))
    if own.incident:
        return own
    around = [*same_incident(matter_id, known), *(one for one in beside if one != matter_id)]
    incidents = (own_setting(one, known).incident for one in around)
    return own._replace(incident=_first(one for one in incidents if one))


def _own_setting(subject: str, facts: Sequence[Fact]) -> Setting:
    matter_id = subjects.name_of(subject)
    own = [fact for fact in facts if fact.matter_id == matter_id]
    incidents = (one for one, _ in of_class(own, MatterIncidentOccurred) if one.occurred)
    opened = _opening(subject, facts)
    return Setting(
        _first(incidents),
        opened[1].jurisdiction if opened else "",
        bool(opened and opened[1].category == MatterCategory.JUVENILE),
    )


def _first(incidents: Iterable[Fact]) -> Fact | None:
    return min(incidents, key=lambda fact: (fact.bounds(None), fact.event_id), default=None)


def _persons(matter_id: str, acts: Iterable[Act], known: Known) -> Persons:
    """Return the function that gives whose stay is meant by an id that stays name.

    That is the first id that names the person, who may have several; then come those in whose place
    the person stands in the matter (Fed. R. Civ. P. 25).
    """
    told: dict[str, str] = {}
    before: dict[str, list[str]] = {}
    named = dict.fromkeys(one for _, change in acts for one in change.parties or ())
    for party_id in named:
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
