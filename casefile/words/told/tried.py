"""Tried: a trial that is told with its verdicts, as its beginning and each of them."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.words.forms.clauses import DEFENSE, actor
from casefile.words.items.counts_said import Said
from casefile.words.items.verdicts_said import counts_of, trial_said, verdicts_said
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.event_types import TRACKS
from casefile.words.which.several import is_all
from casefile.words.which.whom import (
    charges_of,
    in_trial,
    names_said,
    parties_named,
    parties_said,
)


def tried(asking: Asking, matter_id: str, typed: str, given: str) -> ToldActs | None:
    """Return the verdicts that are told with their trial, behind its beginning on its first day."""
    told = trial_said(typed, given)
    criminal = TRACKS.get(category(asking, matter_id) or "") == Track.CRIMINAL
    if not told or not criminal:
        return None
    ways = (told.rest, f"the jury {told.rest}")
    whom = told.whom or actor(asking, matter_id, DEFENSE)
    verdicts = next(filter(None, (verdicts_said(one, whom, alone=True) for one in ways)), [])
    if not verdicts:
        return None
    end = told.end or told.begin  # a trial of one day
    acts = [ToldAct(*one)._replace(day=end) for one in verdicts]
    begun = told.begin or given
    who = names_said(asking, matter_id, whom)
    who = who or parties_named(asking, matter_id, "; ".join(words for words, _ in verdicts))
    if end and begun and len(who) == 1 and not in_trial(asking, matter_id, who[0]):
        acts = [*_begun(asking, matter_id, who[0], verdicts, told.begin), *acts]
    return ToldActs(acts, acts[0].day)


def _begun(
    asking: Asking, matter_id: str, who: str, verdicts: Sequence[tuple[str, Said]], day: str
) -> list[ToldAct]:
    """Return that somebody's trial began, on what the verdicts are; nothing where one is unsure."""
    each = [words.rpartition(" on ")[2] for words, _ in verdicts]
    if all(map(is_all, each)):
        return [ToldAct(f"trial began against {who} on all counts", day=day)]
    if numbers := counts_of(verdicts):
        on = f"counts {' and '.join(numbers)}" if numbers[1:] else f"count {''.join(numbers)}"
        return [ToldAct(f"trial began against {who} on {on}", day=day)]
    ids = parties_said(asking, matter_id, who)
    own = [charges_of(asking, matter_id, one, ids) for one in each]
    items = [one for some in own for one in some] if all(own) else []
    return [ToldAct("trial began", {"item": [one]}, day=day) for one in items]
