"""Standing stays: which stay is lifted where nobody says it: the only one that stands.

What lifts a stay and names nobody is of the matter as a whole, and leaves those of its parties (see
`law.stays`). So that of one party is named, and of several it is asked.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.installation import called
from casefile.law.setting import stays_in
from casefile.law.stays import Stay
from casefile.projections.subjects import known_in
from casefile.words.misread import Misread
from casefile.words.steps import BLANK

PARTIES, STAY_ID = "parties", "stay_id"
ALONE = "the only stay that stands"


def lifted(
    asking: Asking, matter_id: str, data: Mapping[str, Any], before: Mapping[str, Any]
) -> Iterator[tuple[str, Any, str]]:
    """Yield what names the stay that an event lifts, with whose it is; raises Misread of several.

    One that was recorded `before` names the same one again.
    """
    if data.get("on") is not False:
        return
    for name in (PARTIES, STAY_ID):
        if name not in data and before.get(name):
            yield name, before[name], "as it was recorded before"
    if before:
        return
    with asking.gate() as at:
        known = known_in(at.connection)
        there = [one for one in stays_in(matter_id, known) if one.stands_in_the_end]
        groups = [known.party_group(one) for one in _texts(data.get(PARTIES))]
    ids = {one for group in groups for one in group}
    of_id = [one for one in there if data.get(STAY_ID, one.stay_id) == one.stay_id]
    of_all = [one for one in of_id if not one.parties]
    found = of_id
    if PARTIES in data:
        own = [one for one in of_id if not ids.isdisjoint(one.parties)]
        found = own or of_all if ids else of_all
    if not found:
        return
    names = {one.party_id: one.name for one in matters.view(asking, matter_id).parties}
    if len(found) > 1:
        each = " or ".join(_command(matter_id, one, data, names) for one in found)
        raise Misread(f"Several stays stand. Say which one is lifted: {each}.")
    (stay,) = found
    if PARTIES not in data and stay.parties:
        whose = " and ".join(names.get(one, one) for one in stay.parties)
        yield PARTIES, list(stay.parties), f"{whose}, {ALONE}"
    if STAY_ID not in data and stay.stay_id:
        yield STAY_ID, stay.stay_id, ALONE


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _command(matter_id: str, stay: Stay, data: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the command that lifts one of several stays."""
    whose = [names.get(one, one) for one in stay.parties]
    words = [f"parties={shlex.quote(one)}" for one in whose] or [f"{PARTIES}:=null"]
    words += [f"stay_id={shlex.quote(stay.stay_id)}"] if stay.stay_id else []
    reason = data.get("reason")
    because = shlex.quote(reason) if isinstance(reason, str) else BLANK
    post = f"{called()} post {shlex.quote(matter_id)} 'stay lifted'"
    return (
        f"{post} {' '.join(words)} reason={because} ({' and '.join(whose) or 'the whole matter'})"
    )
