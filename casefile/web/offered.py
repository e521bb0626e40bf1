"""Offered: what the menus of a form offer by name, of what is possible in its matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterView
from casefile.answers.meaning import meant_entries
from casefile.answers.meaning.meant_entries import EntrySet
from casefile.answers.paging import LIMIT
from casefile.answers.record import log
from casefile.answers.standing import evidence, fitting
from casefile.door import office
from casefile.errors import Unknown
from casefile.law.catalogue import CATALOGUE, OWN_SUBJECTS, Event, posted_types
from casefile.law.civil import CLAIMANT
from casefile.law.codes import Track
from casefile.law.entry import MOTION
from casefile.law.events.claim import ClaimAnswered, ClaimServed
from casefile.law.events.matter import MatterOpened
from casefile.law.wording import of_type
from casefile.web import rules
from casefile.web.days import capital, when_words
from casefile.web.forms import PARTIES, TYPE, EventForm
from casefile.web.names import names_of

# An id, and how it reads.
Choice = tuple[str, str]
# What is done to the record, which nobody announces.
OF_THE_RECORD = ("event.", "intent.", "note.", "party.", "source.")
NEWEST = LIMIT  # of the events of a matter, and of the office's matters
OF_WHOM_IT_IS_AGAINST = (ClaimAnswered, ClaimServed)
TRACKS = {
    "criminal": Track.CRIMINAL,
    "juvenile": Track.CRIMINAL,
    "civil": Track.CIVIL,
    "regulatory": Track.REGULATORY,
}  # of what is filed in matters of these categories


class Offer(NamedTuple):
    """What a menu offers: what is possible as things stand, and apart what was so before."""

    fits: Sequence[Choice] = ()
    others: Sequence[Choice] = ()

    @property
    def every(self) -> list[Choice]:
        """Return all of it."""
        return [*self.fits, *self.others]


def offered(matter_id: str | None, form: EventForm, item_id: str | None) -> dict[str, Offer]:
    """Return what there is to choose in a form, by kind; of a matter not there yet, nothing.

    What is done to one item is about its own parties.
    """
    kinds, found = form.kinds(), dict[str, Offer]()
    if "matter" in kinds:
        page = matters.page(office(), limit=NEWEST).matters
        every = [(one.matter_id, one.title) for one in page if one.matter_id != matter_id]
        found["matter"] = Offer(every)
    if matter_id is None:
        return found
    try:
        view = matters.view(office(), matter_id)
    except Unknown:
        return found
    cls = CATALOGUE[form.type]
    found["item"] = _items(view, cls)
    found["party"] = Offer(_parties(view, cls, item_id))
    if TYPE in kinds:
        found[TYPE] = Offer(_types(view))
    if rules.KIND in kinds:
        place = view.matter.jurisdiction if view.matter else ""
        found[rules.KIND] = Offer(rules.offered_rules(place))
    if "event" in kinds:
        found["event"] = Offer(_events(matter_id))
    for kind in kinds.intersection(OWN_SUBJECTS):
        found[kind] = _entries(meant_entries.entries(office(), matter_id, kind))
    return found


def items_of(view: MatterView, *, about: Collection[str] = ()) -> dict[str, str]:
    """Return what the items of a matter are called, by their ids.

    Where all charges are one person's, it is not said whose, nor of those whom all is `about`.
    """
    names = names_of(
        items=[(view.matter_id, one.item_id) for one in view.items],
        as_of=view.as_of,
        known_at=f"@{view.position}",
        about=about or sole_accused(view),
    )
    return {one.item_id: capital(names.item(view.matter_id, one.item_id)) for one in view.items}


def sole_accused(view: MatterView) -> Collection[str]:
    """Return who alone is charged or cited in a matter, of whom it goes without saying."""
    accused = {
        party.party_id for one in view.items if one.track != Track.CIVIL for party in one.parties
    }
    return accused if len(accused) == 1 else ()


def party_names(view: MatterView) -> dict[str, str]:
    """Return what everybody in a matter is called, and whoever else has an item there."""
    named = {one.party_id: one.name for one in view.parties}
    beside = {party.party_id for one in view.items for party in one.parties} - named.keys()
    names = names_of(parties=beside) if beside else None
    return named | {one: names.party(one) for one in beside if names}


def track_of(view: MatterView) -> Track | None:
    """Return the track of what is filed in a matter, where that is one."""
    return TRACKS.get(view.matter.category) if view.matter else None


def _items(view: MatterView, cls: type[Event]) -> Offer:
    """Return the items that such an event may be about, those apart that do not stand so now."""
    ids = {one.item_id for one in view.items if cls.track in (None, one.track)}
    every = [(one, reads) for one, reads in items_of(view).items() if one in ids]
    if not cls.moves or cls.files_item:
        return Offer(every)
    fits = fitting.items_for(office(), view.matter_id, cls, as_of=view.as_of)
    return Offer(
        [one for one in every if one[0] in fits], [one for one in every if one[0] not in fits]
    )


def _parties(view: MatterView, cls: type[Event], item_id: str | None) -> list[Choice]:
    """Return the parties of a matter by name and role, or those alone whom an act can concern.

    Whose claim it is, is not served with it, and does not answer it.
    """
    every = [(one.party_id, f"{one.name}, {one.role.replace('_', ' ')}") for one in view.parties]
    if cls.track is None or PARTIES not in cls.__struct_fields__:
        return every
    concerned = {
        party.party_id
        for one in view.items
        if one.track == cls.track and item_id in (None, one.item_id)
        for party in one.parties
        if cls not in OF_WHOM_IT_IS_AGAINST or party.side != CLAIMANT
    }
    return [one for one in every if one[0] in concerned] or every


def _types(view: MatterView) -> list[Choice]:
    """Return the types of events of a matter that somebody can intend, and not record alone."""
    track = track_of(view)
    return [
        (tag, of_type(tag))
        for tag, cls in posted_types()
        if (None in (track, cls.track) or cls.track == track)
        and not tag.startswith(OF_THE_RECORD)
        and cls is not MatterOpened
    ]


def _events(matter_id: str) -> list[Choice]:
    """Return the newest events of a matter."""
    newest = log.page(office(), matter_id=matter_id, newest=True, limit=NEWEST).events
    return [
        (one.event_id, f"№ {one.position} {one.sentence}, {when_words(one.effective)}")
        for one in evidence.told(office(), [one.event_id for one in newest]).events
    ]


def _entries(every: Sequence[EntrySet]) -> Offer:
    """Return hearings, deadlines or motions: those of which something is to come, and the rest."""
    in_order = sorted(every, key=lambda one: (one.at, one.entry_id))
    still = [(one.entry_id, _said(one)) for one in in_order if one.open]
    over = [(one.entry_id, f"{_said(one)} ({one.status})") for one in in_order if not one.open]
    return Offer(still[:NEWEST], over[-NEWEST:])


def _said(one: EntrySet) -> str:
    by = f"by {one.by}" if one.by else ""
    at = when_words(one.at) if one.at and one.entry != MOTION else ""
    return ", ".join(filter(None, (one.kind, by, at)))
