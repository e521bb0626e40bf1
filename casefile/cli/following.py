"""Following: what can follow on an item where what was posted cannot, with the command."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator

from casefile.answers.record import log
from casefile.answers.standing import evidence, fitting
from casefile.errors import Refused
from casefile.event import Draft
from casefile.installation import called
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.deadlines.count import NotCountable
from casefile.law.edtf import parse
from casefile.law.events.claim import ClaimAnswered
from casefile.law.events.judgment import ClaimDefaultEntered, ClaimDefaultSetAside
from casefile.law.events.record import EventCorrected
from casefile.law.fact import corrected
from casefile.law.refusals import WrongState
from casefile.law.subjects import ITEM
from casefile.office import Office
from casefile.words import retyped
from casefile.words.kinds import names

FIXED = "correction.field_fixed"  # what no correction changes
MOST = 8  # types that are named; all others are counted


def say_following(office: Office, refused: Refused, draft: Draft) -> None:
    """Put into a refusal why the event cannot follow on its item by that day, and what can.

    What is named in its commands is what can be typed for it.
    """
    if missing := refused.missing:
        data = retyped.typeable(office, missing.type, missing.matter_id, missing.data)
        refused.missing = missing._replace(data=data)
    if isinstance(refused, NotCountable):
        refused.following = _by_the_calendar(office, draft)
        return
    if refused.code == FIXED:
        refused.following = _anew(office, draft)
        return
    already = [*_already(office, refused, draft), *_set_aside_between(office, refused, draft)]
    refused.following = "\n".join(already)
    items = _items(draft)
    if refused.of_another or refused.code != WrongState.code or len(items) != 1:
        return
    when = parse(draft.effective)
    day = when.exact.isoformat() if when.exact else None
    parts = fitting.in_matter(office, draft.matter_id, as_of=day).items
    types = [one for part in parts if part.item_id == items[0] for one in part.types]
    why = fitting.why_not(parts, items[0], draft.type)
    refused.reword(refused.sentence.replace((WrongState.__doc__ or "").strip(), why))
    can = dict.fromkeys(one.type for one in types if one.fits and one.type != draft.type)
    if can:
        some = list(can)[:MOST]
        more = f" and {len(can) - MOST} more" if len(can) > MOST else ""
        item = retyped.naming(office, draft.matter_id)(ITEM, items[0])
        command = f"{called()} post {shlex.quote(draft.matter_id)} TYPE item={item} ..."
        following = f"What can follow there: {', '.join(some)}{more}: {command}"
        refused.following = "\n".join([*already, following])


def _anew(office: Office, draft: Draft) -> str:
    """Return the commands that take an event back and record it anew, as it was to be corrected."""
    match draft.data:
        case {"target": str(target), "changes": dict() as changes}:
            found = log.in_full(office, target)
            stands = corrected(log.envelope(found.as_corrected or found), changes)
            anew = retyped.again(stands, office, called())
            return f"  {called()} retract {found.position} --reason error\n  {anew}"
    return ""


def _already(office: Office, refused: Refused, draft: Draft) -> Iterator[str]:
    """Yield how that is corrected which is on record already, and stands in the way."""
    for one in evidence.told(office, refused.conflicts[:1]).by_id:  # none of the same post
        found = log.in_full(office, one)
        if found.type == EventCorrected.tag:
            found = log.in_full(office, str(json.loads(bytes(found.data))["target"]))
        if found.type == draft.type:
            yield (
                f"If that is this one, and it is wrong, correct it: {called()} correct "
                f"{found.position} NAME=VALUE"
            )


def _set_aside_between(office: Office, refused: Refused, draft: Draft) -> Iterator[str]:
    """Yield how a default is recorded that was set aside before the answer that is on record."""
    for one in refused.conflicts[:1] if draft.type == ClaimDefaultEntered.tag else ():
        found = log.in_full(office, one)
        if not refused.of_another or found.type != ClaimAnswered.tag:
            continue
        stands = found.as_corrected or found
        yield (
            f"@{found.position} is the answer of {stands.effective}. If the default was set aside "
            "before that, take the answer back, record the default, that it was set aside "
            "(or the judgment on it), and the answer again:"
        )
        yield f"  {called()} retract {found.position} --reason error"
        yield f"  {_on_claim(ClaimDefaultEntered.tag, draft, draft.effective)}"
        yield f"  {_on_claim(ClaimDefaultSetAside.tag, draft, 'DAY')}"
        yield f"  {retyped.again(log.envelope(stands), office, called())}"


def _on_claim(tag: str, draft: Draft, day: str) -> str:
    """Return the command for an act of a day on the claim, and as to the parties, of a draft."""
    parties = "".join(f" parties={one}" for one in draft.data.get("parties", ()))
    post = f"{called()} post {shlex.quote(draft.matter_id)} {tag} item={draft.data['item_id']}"
    return f"{post}{parties} --effective {day}"


def _by_the_calendar(office: Office, draft: Draft) -> str:
    """Return how a deadline is counted by the calendar, which no court's rules count here."""
    match draft.data:
        case {"period": {"number": number, "unit": unit, "direction": turn} as period} if (
            "counting" not in period
        ):
            trigger = log.in_full(office, draft.data["trigger"]).position
            post = f"{called()} deadline set {shlex.quote(draft.matter_id)}"
            words = shlex.quote(str(draft.data["kind"]))
            how = f'--trigger {trigger} --period "{number} {unit} {turn}" --counting calendar'
            return (
                "With --counting calendar it is counted by the calendar, as no court does: "
                f"{post} {words} {how}"
            )
    return ""


def _items(draft: Draft) -> list[str]:
    """Return the items of its matter that a posted event names."""
    found: list[str] = []
    cls = CATALOGUE.get(draft.type)
    for field in fields_of(cls) if cls else ():
        value = draft.data.get(field.encode_name)
        if names(field.type) == ITEM and value:
            found += [value] if isinstance(value, str) else list(value)
    return found
