"""Linked: acts of one sentence on what another one of its acts makes, and which has no id yet.

A ruling is on the motion that is told before it, and a hearing that is moved takes the place of the
one that is told as set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.law.catalogue import CATALOGUE
from casefile.law.entry import HEARING, MOTION
from casefile.law.events.claim import ClaimFiled
from casefile.law.events.process import HearingScheduled, MotionDecided, MotionFiled
from casefile.projections.names import name_key
from casefile.words.forms.dated import DAY_SAID
from casefile.words.misread import Misread
from casefile.words.new_ids import GivenId, of_data
from casefile.words.told.parted import parted
from casefile.words.told.told_act import ToldAct
from casefile.words.typed.type_words import with_words
from casefile.words.what.courts import COURT
from casefile.words.what.event_types import by_whom, read_type
from casefile.words.which.claims_of import OF_DEFENDANTS

_MAKES = {MotionFiled.tag: MOTION, HearingScheduled.tag: HEARING}
_OF = {**_MAKES, MotionDecided.tag: MOTION}
_MET = frozenset(one.tag for one in OF_DEFENDANTS)
_KEPT = ("place", "time_zone")  # of a hearing, where it is moved
# What is a ruling by itself, on the motion that is told before it.
ruled = re.compile(
    r"(?:(?:(?:it|that|this|which|(?:the|its|his|her|their|our) motion) )?"
    r"(?:(?:is|was|were|has been) )?"
    r"(?P<how>granted|denied|overruled|sustained|withdrawn)"
    rf"|{COURT} (?:has )?(?P<done>granted|denied|overruled|sustained) (?:it|that|this|the motion))"
    rf"(?P<part> in part| as moot)?(?:,? (?:on )?(?P<before>{DAY_SAID}))?"
    rf"(?:,? (?P<prejudice>with(?:out)? prejudice))?(?:,? (?:on )?(?P<behind>{DAY_SAID}))?",
    re.IGNORECASE,
)
# The same as the court did it, to the motion that is told before it.
_by_court = re.compile(
    rf"{COURT} (?:has )?(?P<how>granted|denied|overruled|sustained) "
    r"(?:it|that|the (?P<named>motion))(?=$|[ ,])",
    re.IGNORECASE,
)


def fields_told(asking: Asking, matter_id: str, act: ToldAct, of: str) -> Mapping[str, list[str]]:
    """Return what the words of an act say of the fields of its type, as they are typed."""
    with suppress(Misread):
        parts = parted(asking, matter_id, act.words, of) if not _is_type(act, of) else None
        words, _ = by_whom(parts.rest if parts else act.words, of)
        return with_words(words, act.tag, {**(parts.fields if parts else {}), **act.fields})
    return {}


def motion_told(asking: Asking, matter_id: str, act: ToldAct, of: str) -> str:
    """Return what a motion is called that an act tells as filed; nothing for all other acts."""
    if act.tag != MotionFiled.tag:
        return ""
    kind = "".join(fields_told(asking, matter_id, act, of).get("kind", [])[:1])
    return kind if not kind or MOTION in kind.split() else f"{MOTION} {kind}"


def as_ruling(words: str, motion: str) -> str:
    """Return a ruling that is told alone as one on a motion; nothing for all other words."""
    by = _by_court.match(words)
    if by and (motion != MOTION or not by["named"]):
        words = f"{by['how']}{words[by.end() :]}"
    found = ruled.fullmatch(words) if motion else None
    if found is None:
        return ""
    day = found["before"] or found["behind"]
    how = f"{(found['how'] or found['done']).casefold()}{found['part'] or ''}"
    prejudice = f" {found['prejudice']}" if found["prejudice"] else ""
    return f"{motion} {how}{prejudice}" + (f" on {day}" if day else "")


def linked(asking: Asking, matter_id: str, acts: Sequence[ToldAct], of: str) -> list[ToldAct]:
    """Return acts with the ids by which the later ones name what the earlier ones make."""
    made: list[_MadeByAct] = []
    found: list[ToldAct] = []
    later = {one.tag for one in acts[1:]} & {MotionDecided.tag, HearingScheduled.tag}
    for act in acts:
        kind = _OF.get(act.tag, "") if later else ""
        if not kind or act.fields.keys() & {kind, "replaces"}:
            found.append(act)
            continue
        told = fields_told(asking, matter_id, act, of)
        named = told.get("motion_id" if kind == MOTION else "replaces", ())
        wanted = set(name_key(" ".join(named)).split()) - {kind, "to", "the"}
        own = [one for one in made if one.kind == kind and wanted <= one.words]
        own = own if (named or kind == MOTION) and act.tag != MotionFiled.tag else []
        if own:  # what it is of has its id from here on
            its = own[-1]
            fields = {**found[its.place].fields, kind: [its.given]}
            found[its.place] = found[its.place]._replace(fields=fields)
        found.append(_on(own[-1], act, told) if own else act)
        if act.tag in _MAKES and (called := told.get("kind") or found[-1].fields.get("kind")):
            taken = [one.given for one in made if one.kind == kind]
            cls, data = CATALOGUE[act.tag], {"kind": called[0]}
            new = of_data(asking, cls, matter_id, kind, data, "", besides=taken)
            if own:
                found[-1] = found[-1]._replace(fields={**found[-1].fields, kind: [new]})
            made.append(_MadeByAct(kind, new, len(found) - 1, {**told, "kind": called}))
    return found


def met_at_once(acts: Sequence[ToldAct]) -> bool:
    """Tell whether a claim is told as filed, and as met behind that: it has no id yet.

    Without one it would be an earlier claim that is served or answered.
    """
    tags = [one.tag for one in acts]
    filed = tags.index(ClaimFiled.tag) if ClaimFiled.tag in tags else len(tags)
    return not _MET.isdisjoint(tags[filed:])


class _MadeByAct(NamedTuple):
    """What an act makes: of what kind it is, its id, the place of the act, and what that says."""

    kind: str
    given: str
    place: int
    said: Mapping[str, list[str]]

    @property
    def words(self) -> set[str]:
        """Return the words of what it is called."""
        return set(name_key(self.said["kind"][0]).split())


def _on(its: _MadeByAct, act: ToldAct, told: Mapping[str, list[str]]) -> ToldAct:
    """Return an act on what was made before it in the sentence."""
    if its.kind != HEARING:
        return act._replace(fields={**act.fields, MOTION: [GivenId(its.given)]})
    place = {name: its.said[name] for name in _KEPT if name in its.said and name not in told}
    own: dict[str, list[str]] = {"replaces": [GivenId(its.given)], "kind": its.said["kind"]}
    return act._replace(fields={**act.fields, **own, **place})


def _is_type(act: ToldAct, of: str) -> bool:
    with suppress(Misread):
        return read_type(act.words, of) == act.tag
    return False
