"""Fitting: which types of events can follow on an item as it stands, and why others cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from inspect import cleandoc
from typing import NoReturn, cast

from msgspec import Struct

from casefile.answers.asking import Asking, At, check_matter
from casefile.answers.question import Question
from casefile.answers.standing.status import IN_MATTER, as_seen
from casefile.errors import Refused, Unknown
from casefile.event import Code
from casefile.law.catalogue import CATALOGUE, Event, naming_fields, posted_types
from casefile.law.civil import TRANSFERRED
from casefile.law.criminal import MOVED, SUPERSEDED
from casefile.law.events.appeal import AppealDecided
from casefile.law.item import ALONE, LIFECYCLES, NONE, Item, Move
from casefile.law.wording import of_type

_ITEMS = Question(IN_MATTER)
GONE = (SUPERSEDED, MOVED, TRANSFERRED)  # states of what goes on elsewhere
MOST_NAMED = 4  # states that are named as needed
OTHERWISE = "What this event says of it cannot follow on that."
NOT_SO = "What is on record of it does not allow this."


class Way(Code):
    """Where an event takes an item; in this order they are listed."""

    ON = "on", "what moves it on"
    ENDS = "ends", "what decides or ends it"
    BESIDE = "beside", "what leaves it as it stands"
    ELSEWHERE = "elsewhere", "what takes it elsewhere"
    BACK = "back", "what takes something back"


class Fitting(Struct, frozen=True, kw_only=True):
    """A type of event, and whether it can follow; `why` says what stands against it.

    What cannot follow now can still have come before. `way` is where it takes its item, and null
    where it moves none, or cannot follow.
    """

    type: str
    name: str
    description: str
    fits: bool
    why: str = ""
    way: Way | None = None


class ItemFitting(Struct, frozen=True, kw_only=True):
    """What can follow on an item, or on one part of it, as it stands on a day."""

    matter_id: str
    item_id: str
    name: str
    label: str
    since: str | None
    types: Sequence[Fitting]


class MatterFitting(Struct, frozen=True, kw_only=True):
    """What can follow on each item of a matter, or on each part of one."""

    items: Sequence[ItemFitting]


def in_matter(asking: Asking, matter_id: str, *, as_of: str | None = None) -> MatterFitting:
    """Return what can follow on each item of a matter; raises Unknown where there is no matter."""
    with asking.gate(as_of=as_of) as at:
        return at.named(MatterFitting(items=_each(at, matter_id, at_item=None)))


def items_for(
    asking: Asking, matter_id: str, cls: type[Event], *, as_of: str, said: Event | None = None
) -> set[str]:
    """Return the ids of a matter's items on which such an event can be legal, as they stand.

    What goes on elsewhere, or in another item, is among them only where nothing else is, and for
    what takes an act back; so is one of which it is said where there is no other. `said` is the
    event, where all that it says is known already.
    """
    with asking.gate(as_of=as_of) as at:
        (rows,) = at.ask(_ITEMS, matter=matter_id, day=at.on.isoformat())
        found = [
            one
            for one in as_seen(rows)
            if cls.track in (None, one.track) and _can_follow(cls, one.item, said)
        ]
        live = [one for one in found if one.item.state not in GONE] if not cls.undoes else found
        ordinary = [one for one in live or found if _is_ordinary(cls, one.item, said)]
        return {one.item_id for one in ordinary or live or found}


def on_item(asking: Asking, matter_id: str, item_id: str) -> list[ItemFitting]:
    """Return what can follow on the parts of one item; raises Unknown where there is none."""
    with asking.gate() as at:
        found = at.named(MatterFitting(items=_each(at, matter_id, at_item=item_id))).items
    if not found:
        raise Unknown(f"There is no item {item_id} in {matter_id}.", code="item.unknown")
    return list(found)


def _each(at: At, matter_id: str, at_item: str | None) -> list[ItemFitting]:
    """Return what can follow on each part of an item, or of every one of a matter."""
    (rows,) = at.ask(_ITEMS, matter=matter_id, day=at.on.isoformat())
    if not rows:
        check_matter(at.connection, matter_id)
    return [
        ItemFitting(
            matter_id=one.matter_id,
            item_id=one.item_id,
            name=_name(one.item, one.item_id),
            label=LIFECYCLES[one.track].label(one.item, at.on) if one.item.state != NONE else NONE,
            since=one.item.since[0] if one.item.since else None,
            types=_in_order(
                _fitting(tag, cls, one.item)
                for tag, cls in of_items(one.track)
                if not cls.files_item or one.item.state == NONE
            ),
        )
        for one in as_seen(rows)
        if at_item in (None, one.item_id)
    ]


def why_not(parts: Iterable[ItemFitting], item_id: str, tag: str) -> str:
    """Return why a type of event cannot follow on an item, or that it is what the event says."""
    types = [one for part in parts if part.item_id == item_id for one in part.types]
    return next((one.why for one in types if one.type == tag and not one.fits), OTHERWISE)


def of_items(track: str) -> list[tuple[str, type[Event]]]:
    """Return the types that move an item of a track, by name."""
    return [
        (tag, cls)
        for tag, cls in posted_types()
        if _names_items(cls) and cls.moves and cls.track in (None, track)
    ]


def of_matters() -> list[Fitting]:
    """Return the types that move no item: those of a matter, its people, its calendar, its record.

    What amends an event is chosen from that event, and a matter is opened before it has any.
    """
    return _in_order(
        Fitting(type=tag, name=of_type(tag), description=_description(cls), fits=True)
        for tag, cls in posted_types()
        if (cls.files_item or not (_names_items(cls) and cls.moves))
        and not tag.startswith("event.")
    )


def _in_order(types: Iterable[Fitting]) -> list[Fitting]:
    """Return types as they usually follow: by where they lead, then as the law ranks them.

    Those of one rank stand as in the catalogue, where each family is told from its beginning on.
    """
    ways, tags = list(Way), list(CATALOGUE)

    def place(one: Fitting) -> tuple[int, int, int]:
        way = ways.index(one.way) if one.way else len(ways)
        return way, CATALOGUE[one.type].rank, tags.index(one.type)

    return sorted(types, key=place)


def _names_items(cls: type[Event]) -> bool:
    return any(kind == "item" for _, kind in naming_fields(cls))


def _fitting(tag: str, cls: type[Event], item: Item) -> Fitting:
    fits = _can_follow(cls, item)
    return Fitting(
        type=tag,
        name=of_type(tag),
        description=_description(cls),
        fits=fits,
        why="" if fits else _why(cls, item),
        way=_way(cls, item) if fits else None,
    )


def _way(cls: type[Event], item: Item) -> Way:
    """Return where such an event takes an item, as far as that does not hang on its words."""
    open_ = _open_states(item)
    to = {
        item.goes_to(move)
        for move in cls.moves
        if item.state in move.sources and _may_move(move, item, None)
    } - {item.state}
    ends = bool(to) and to.isdisjoint(open_)
    if cls.undoes and not (ends and item.state in open_):  # an acquittal ends a trial, too
        return Way.BACK
    if not to:
        return Way.BESIDE
    if to <= {*GONE}:
        return Way.ELSEWHERE
    return Way.ENDS if ends else Way.ON


def _can_follow(cls: type[Event], item: Item, said: Event | None = None) -> bool:
    """Tell whether such an event can be legal on an item as it stands, whatever it says.

    Where all that it says is known, that counts.
    """
    if cls is AppealDecided and not item.appeals:
        return False
    return any(item.state in move.sources and _may_move(move, item, said) for move in cls.moves)


def _is_ordinary(cls: type[Event], item: Item, said: Event | None) -> bool:
    """Tell whether such an event may be said of an item where there are others, too."""
    return any(
        item.state in move.sources and move.named < ALONE and _may_move(move, item, said)
        for move in cls.moves
    )


def _may_move(move: Move, item: Item, said: Event | None) -> bool:
    """Tell whether a row of a lifecycle holds of an item; what nobody said may be anything."""
    try:
        return move.when(_NOTHING_SAID if said is None else said, item)
    except _NotSaidYet:
        return True


class _NotSaidYet(Exception):
    """That a row of a lifecycle asks what the event says."""


class _NothingSaid:
    """An event of which nobody has said anything yet."""

    def __getattr__(self, name: str) -> NoReturn:
        raise _NotSaidYet(name)


_NOTHING_SAID = _NothingSaid()


def _why(cls: type[Event], item: Item) -> str:
    """Return why a type cannot follow: what stands in its way, or what it needs."""
    lifecycle = LIFECYCLES.get(item.track)
    refusal = _refusal(cls, item)
    if refusal is not Event.refusal:
        return _description(refusal)
    if lifecycle and item.state in lifecycle.barred:
        return _description(lifecycle.barred[item.state])
    every = {state for move in cls.moves for state in move.sources} - {item.state}
    needed = _needed(cls, item)
    if not needed:
        return NOT_SO
    words = [
        f"\N{LEFT DOUBLE QUOTATION MARK}{state.replace('_', ' ')}\N{RIGHT DOUBLE QUOTATION MARK}"
        for state in needed
    ]
    named = words[:MOST_NAMED] if len(words) > MOST_NAMED + 1 else words
    others = ", among others" if len(named) < len(every) else ""
    return (
        f"This follows on {', '.join(named[:-1])}{' or ' if named[1:] else ''}{named[-1]}{others}."
    )


def _needed(cls: type[Event], item: Item) -> list[str]:
    """Return the other states from which a type goes on, those of an open item first.

    What asks more of an open item than its state takes back what is not there.
    """
    open_ = _open_states(item)
    found = dict.fromkeys(
        state
        for move in cls.moves
        for state in move.sources
        if state not in open_ or _may_move(move, Item(state, item.track), None)
    )
    return sorted((one for one in found if one != item.state), key=lambda one: one not in open_)


def _open_states(item: Item) -> Collection[str]:
    """Return in which states an item is open: none where nobody has said what it is."""
    return LIFECYCLES[item.track].open if item.track in LIFECYCLES else ()


def _refusal(cls: type[Event], item: Item) -> type[Refused]:
    """Return why such an event is refused on an item, as far as that does not hang on its words."""
    try:
        return cls.refusal_on(cast("Event", _NOTHING_SAID), item)
    except _NotSaidYet:
        return cls.refusal


def _name(item: Item, item_id: str) -> str:
    return item.about[0] if item.about else item_id


def _description(cls: type) -> str:
    return cleandoc(cls.__doc__ or "").partition("\n\n")[0].replace("\n", " ").replace("`", "")
