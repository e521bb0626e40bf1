"""Left standing: warnings of what stays as it was where what it rests on did not.

An enhancement stays where the charge that it enhances has ended, a superseded charge counts again
where the one in its place has, what rests on an event as it was before it was corrected stays so,
and a stay of one party where that of the matter is lifted, or the other way round, or another one
of the same. A decision stays where what is vacated on appeal was filed before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace
from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.errors import Busy
from casefile.law import placeholders, subjects
from casefile.law.catalogue import Event
from casefile.law.civil import JUDGMENT
from casefile.law.codes import Prejudice, Track
from casefile.law.events.appeal import AppealDecided, AppealOutcome
from casefile.law.events.charge import ChargeKind, ChargeRejected, ChargesSuperseded
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.dismissal import ChargeDismissed, DismissedBy
from casefile.law.events.ending import ClaimDismissed
from casefile.law.events.judgment import ClaimJudgmentVacated
from casefile.law.events.matter import MatterStayChanged
from casefile.law.events.process import MotionDecided
from casefile.law.events.record import EventCorrected
from casefile.law.fact import Fact, of_class
from casefile.law.folded import FoldedItem
from casefile.law.folding import fold_item, steps_of
from casefile.law.item import LIFECYCLES, is_undecided, offenses_of
from casefile.law.known import Known
from casefile.law.own_successors import of_offense
from casefile.law.setting import stays_in
from casefile.law.stays import Stay
from casefile.projections.subjects import known_in
from casefile.recording.afterwards.corrected_beside import as_before
from casefile.recording.afterwards.granted import what_was_asked
from casefile.recording.receipt import Proposed, Receipt, Warned

CODE = "enhancement.left_standing"
COUNTS_AGAIN, NOT_LIVE = "charge.counts_again", "charge.superseded_before"
OF_EARLIER = "appeal.of_earlier"
STILL_STAYED, TAKEN_FOR_ONE = "stay.left_standing", "stay.taken_for_one"
# What ends a charge, with the field in which it is named, and what is then said of it.
ENDS: Mapping[type[Event], tuple[str, str]] = {
    ChargesSuperseded: ("old", "is superseded"),
    ChargeDismissed: ("item_id", "is dismissed"),
    ChargeRejected: ("item_id", "is turned down"),
}
# What leaves no judgment that a stay could be of.
_LEAVES_NO_JUDGMENT = (ClaimDismissed, ClaimJudgmentVacated, ClaimSettled)
# What says nothing of how a charge was dismissed.
_UNSAID = (DismissedBy.UNKNOWN, Prejudice.UNKNOWN)


def with_left_standing(asking: Asking, receipt: Receipt, *, dry_run: bool) -> Receipt:
    """Return the receipt of a post with a warning of whatever it leaves standing.

    It is asked when nobody waits for the post any more; where the database is lost by then nothing
    is said, and all is recorded the same.
    """
    new = [Fact(one.recorded) for one in receipt.entries if not one.already]
    ending = [fact for fact in new if type(fact.data) in ENDS and fact.occurred]
    corrected = [(fact, data.target) for fact, data in of_class(new, EventCorrected)]
    staying = of_class(new, MatterStayChanged)
    vacated = of_class(new, AppealDecided)
    ruled = of_class(new, MotionDecided)
    undone = [fact for fact in new if isinstance(fact.data, _LEAVES_NO_JUDGMENT) and fact.occurred]
    if not (ending or corrected or staying or vacated or ruled or undone):
        return receipt
    ended = {(fact.matter_id, item_id) for fact in ending for item_id in _items(fact)}
    asking = asking.remembering()  # a matter is looked at for each thing that can be left standing
    try:
        found = [one for fact in ending for one in _left(asking, fact, ended)]
        found += [one for fact in ending for one in _superseded(asking, fact, ended)]
        found += [one for fact, target in corrected for one in as_before(asking, fact, target)]
        found += [one for fact, change in staying for one in _stayed(asking, fact, change, dry_run)]
        found += [one for fact in undone for one in _stay_of_nothing(asking, fact)]
        found += [one for fact, data in vacated for one in _of_earlier(asking, fact, data)]
        found += [one for fact, data in ruled for one in what_was_asked(asking, fact, data)]
        with asking.gate() as at:
            put = at.naming([one.sentence for one in found])
    except (Busy, DBAPIError):
        return receipt
    told = [
        replace(
            one,
            sentence=put(one.sentence),
            proposes=UNSET if dry_run else one.proposes,
        )
        for one in found
    ]
    return receipt._replace(warnings=[*receipt.warnings, *told])


def _items(fact: Fact) -> tuple[str, ...]:
    match fact.data:
        case ChargesSuperseded(old=old):
            return old
        case ChargeDismissed(item_id=item_id) | ChargeRejected(item_id=item_id):
            return (item_id,)
    return ()


def _left(asking: Asking, fact: Fact, ended: set[tuple[str, str]]) -> Iterator[Warned]:
    """Yield a warning of each enhancement of what an event ends that nothing in the post does."""
    field, said = ENDS[type(fact.data)]
    items = matters.view(asking, fact.matter_id).items
    for one in items:
        enhances = one.kind == ChargeKind.ENHANCEMENT and one.attaches_to in _items(fact)
        still = one.state in LIFECYCLES[Track.CRIMINAL].open
        if enhances and still and (fact.matter_id, one.item_id) not in ended:
            name = placeholders.item(f"{fact.matter_id}/{one.item_id}")
            data: dict[str, Any] = {field: one.item_id, **_by_the_same(fact.data)}
            if isinstance(fact.data, ChargesSuperseded):
                newer = _in_place_of(one, fact.data, items)
                data = {field: [one.item_id]} | ({"new": newer} if newer else {})
            yield Warned(
                code=CODE,
                sentence=f"The {name} stands as before, and the charge that it enhances {said}.",
                events=(fact.event_id, *one.evidence[:1]),
                matter_id=fact.matter_id,
                item_id=one.item_id,
                proposes=Proposed(type=fact.type, matter_id=fact.matter_id, data=data),
            )


def _in_place_of(
    one: MatterItem, taken: ChargesSuperseded, items: Sequence[MatterItem]
) -> list[str]:
    """Return what takes the place of an enhancement: the one of its offense, of what is newer."""
    still = LIFECYCLES[Track.CRIMINAL].open
    same = [
        other
        for other in items
        if other.item_id not in (one.item_id, *taken.old)
        and other.kind == one.kind
        and other.state in still
        and other.detail.get("offense") == one.detail.get("offense")
    ]
    of_newer = [other.item_id for other in same if other.attaches_to in taken.new]
    return of_newer or [other.item_id for other in same]


def _superseded(asking: Asking, fact: Fact, ended: set[tuple[str, str]]) -> Iterator[Warned]:
    """Yield a warning of each charge that what an event ends had superseded, or was superseded by.

    The older one counts again where the newer is dismissed; a newer one stands where only the older
    is. Which takes the place of which is told by what they are for, where several were superseded.
    """
    if isinstance(fact.data, ChargesSuperseded):
        return
    stands = {one.item_id: one for one in matters.view(asking, fact.matter_id).items}
    with asking.gate() as at:
        known = known_in(at.connection)
        pairs = [
            (old, new, item_id)
            for item_id in _items(fact)
            for old in _superseded_with(item_id, fact.matter_id, known)
            for new in _goes_on_in(old, fact.matter_id, known, stands)
            if item_id in (old, new)
        ]
    for old, new, item_id in dict.fromkeys(pairs):
        code, other = (COUNTS_AGAIN, old) if item_id == new else (NOT_LIVE, new)
        one = stands.get(other)
        still = one and one.state in LIFECYCLES[Track.CRIMINAL].open
        if one is None or not still or (fact.matter_id, other) in ended:
            continue
        older, newer = (placeholders.item(f"{fact.matter_id}/{key}") for key in (old, new))
        sentence = f"The {older} counts again, because the {newer} took its place and has ended; "
        sentence += "only if the order or notice is of both, record that, too."
        if code == NOT_LIVE:
            sentence = f"The {newer} took the place of the {older}, and stands as before: if that "
            sentence += "is the one that has ended, take this back and record it there."
        yield Warned(
            code=code,
            sentence=sentence,
            events=(fact.event_id, *one.evidence[:1]),
            matter_id=fact.matter_id,
            item_id=other,
            proposes=Proposed(
                type=fact.type,
                matter_id=fact.matter_id,
                data={"item_id": other, **_by_the_same(fact.data)},
            ),
        )


def _by_the_same(data: Event) -> dict[str, str]:
    """Return how a charge was dismissed, and by whom, for another that the same act dismisses."""
    if not isinstance(data, ChargeDismissed):
        return {}
    said = {"by": data.by, "prejudice": data.prejudice}
    return {name: str(one) for name, one in said.items() if one not in _UNSAID}


def _superseded_by(item_id: str, matter_id: str, known: Known) -> Iterator[ChargesSuperseded]:
    for _, data in of_class(
        known.facts(subjects.item(f"{matter_id}/{item_id}")), ChargesSuperseded
    ):
        yield data


def _superseded_with(item_id: str, matter_id: str, known: Known) -> dict[str, None]:
    """Return what was superseded by the events that name a charge, on either side."""
    events = _superseded_by(item_id, matter_id, known)
    return dict.fromkeys(old for data in events for old in data.old)


def _goes_on_in(
    old: str, matter_id: str, known: Known, stands: Mapping[str, MatterItem]
) -> tuple[str, ...]:
    """Return what took the place of a charge: of several the one of its own offense."""
    events = _superseded_by(old, matter_id, known)
    newer = tuple(dict.fromkeys(new for data in events if old in data.old for new in data.new))
    offenses = {item_id: offenses_of(one.detail) for item_id, one in stands.items()}
    return of_offense(offenses.get(old, ()), newer, offenses)


def _stayed(
    asking: Asking, fact: Fact, change: MatterStayChanged, dry_run: bool
) -> Iterator[Warned]:
    """Yield a warning of the stays that still stand behind a lift, or for which this is taken.

    In a dry run the stay that would be lifted still stands, and is none of these.
    What is stayed twice under one id is one stay, which the next lift ends.
    """
    if not fact.occurred:
        return
    with asking.gate() as at:
        known = known_in(at.connection)
        stays = [one for one in stays_in(fact.matter_id, known) if one.stands_in_the_end]
        groups = {one: known.party_group(one) for one in change.parties or ()}
    ids = set(chain(*groups.values()))
    for stay in stays:
        if change.on:
            reason = _reason(stay.said[0])
            mine = stay.stay_id == (change.stay_id or "") and fact not in stay.said
            same = not ids.isdisjoint(stay.parties) if ids else not stay.parties
            if mine and same and reason.casefold() != change.reason.casefold():
                yield _stay_warned(fact, stay, TAKEN_FOR_ONE, _as_one(stay, reason), on=True)
            continue
        if dry_run and stay.stay_id == (change.stay_id or "") and _lifts(ids, stay):
            continue
        named = [one for one in stay.parties if one in ids or not ids]
        if not stay.parties:
            out = dict(stay.but)
            named = [one for one, group in groups.items() if out.keys().isdisjoint(group)]
        if named or not (change.parties or stay.parties):
            yield _stay_warned(fact, stay, STILL_STAYED, _still(stay, named), on=False)


def _stay_of_nothing(asking: Asking, fact: Fact) -> Iterator[Warned]:
    """Yield a warning of each stay of a judgment where no judgment stands any more."""
    items = matters.view(asking, fact.matter_id).items
    if any(one.state == JUDGMENT for one in items):
        return
    with asking.gate() as at:
        stays = stays_in(fact.matter_id, known_in(at.connection))
    for stay in stays:
        if stay.stands_in_the_end and stay.of_judgment:
            said = (
                "A stay of the judgment stands on record, and no judgment does any more: say that "
                "it is lifted, if it is."
            )
            yield _stay_warned(fact, stay, STILL_STAYED, said, on=False)


def _lifts(ids: Collection[str], stay: Stay) -> bool:
    """Tell whether a stay is of those as to whom one is lifted, of the matter where of nobody."""
    return set(stay.parties) <= set(ids) if stay.parties else not ids


def _reason(fact: Fact) -> str:
    return fact.data.reason if isinstance(fact.data, MatterStayChanged) else ""


def _as_one(stay: Stay, reason: str) -> str:
    return (
        f"The {stay.words('is', f' since {stay.said[0].when.shown}')} already ({reason}), and this "
        "is taken for the same stay: if it is another one, which ends by itself, take this back "
        "and record it with an id of its own (stay_id)."
    )


def _still(stay: Stay, named: Sequence[str]) -> str:
    """Return in words that a stay still stands as to some, and what lifts it."""
    matter_id = stay.said[0].matter_id
    whom = " and ".join(placeholders.party_in(matter_id, one) for one in named)
    which = f" ({stay.stay_id})" if stay.stay_id else ""
    under = f", with stay_id={stay.stay_id}," if stay.stay_id else ""
    begins = f"As to {whom} the matter" if whom else "The matter"
    if stay.parties:
        return (
            f"{begins} is still stayed by itself{which}: say for whom it is lifted (parties)"
            f"{under} if it is."
        )
    return (
        f"{begins} is still stayed as a whole{which}: say so without parties{under} if that is "
        "lifted, too."
    )


def _stay_warned(fact: Fact, stay: Stay, code: str, sentence: str, *, on: bool) -> Warned:
    parties = {"parties": list(stay.parties)} if stay.parties else {}
    which = {"stay_id": stay.stay_id} if stay.stay_id else {}
    proposed = Proposed(
        type=MatterStayChanged.tag,
        matter_id=fact.matter_id,
        data={"on": False, **parties, **which},
    )
    return Warned(
        code=code,
        sentence=sentence,
        events=(fact.event_id, stay.said[0].event_id),
        matter_id=fact.matter_id,
        proposes=UNSET if on else proposed,
    )


def _of_earlier(asking: Asking, fact: Fact, decided: AppealDecided) -> Iterator[Warned]:
    """Yield a warning of each item whose decision stays though something on appeal was vacated."""
    vacated = [one for one, said in decided.outcomes.items() if said == AppealOutcome.VACATED]
    with asking.gate() as at:
        known = known_in(at.connection)
        keys = {fact.item_key(one): one for one in vacated}
        stands = [key for key in keys if _is_of_earlier(fact, fold_item(key, known))]
    for key in stands:
        yield Warned(
            code=OF_EARLIER,
            sentence=(
                "What is vacated is taken to be an order before the decision on "
                f"{placeholders.item(key)}, which stands: the notice of appeal is older than that. "
                "If it is from the decision (Fed. R. App. P. 4(a)(2)), correct the notice: its "
                "from_event is what it is from."
            ),
            events=(fact.event_id,),
            matter_id=fact.matter_id,
            item_id=keys[key],
        )


def _is_of_earlier(fact: Fact, folded: FoldedItem) -> bool:
    """Tell whether a decision on appeal leaves an item decided, being on notices before that."""
    return any(
        one.fact.event_id == fact.event_id
        and before.item.interlocutory > 0
        and not is_undecided(before.item)
        and after.item.state == before.item.state
        for part in folded.each
        for one, before, after in steps_of(part.record.fold)
    )
