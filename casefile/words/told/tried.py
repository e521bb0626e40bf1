"""Tried: a trial that is told with its verdicts, as its beginning and each of them."""

from __future__ import annotations

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.words.forms.clauses import DEFENSE, actor
from casefile.words.items.verdicts_said import counts_of, trial_said, verdicts_said
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.event_types import TRACKS
from casefile.words.which.several import is_all
from casefile.words.which.whom import in_trial, names_said


def tried(asking: Asking, matter_id: str, typed: str, given: str) -> ToldActs | None:
    """Return the verdicts that are told with their trial, behind its beginning on its first day."""
    told = trial_said(typed)
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
    numbers, who = counts_of(verdicts), names_said(asking, matter_id, whom)
    of_all = all(is_all(words.rpartition(" on ")[2]) for words, _ in verdicts)
    tells = numbers or of_all
    if end and begun and tells and who and not in_trial(asking, matter_id, who[0]):
        on = f"counts {' and '.join(numbers)}" if numbers[1:] else f"count {''.join(numbers)}"
        on = "all counts" if of_all else on
        acts = [ToldAct(f"trial began against {who[0]} on {on}", day=told.begin), *acts]
    return ToldActs(acts, "" if given else acts[0].day)
