"""Several acts: a sentence that tells of more than one, parted into each with its own words."""

from __future__ import annotations

from casefile.answers.asking import Asking
from casefile.law.entry import MOTION
from casefile.law.events.matter import MatterCategory
from casefile.words.forms.dated import dated, days_written_out
from casefile.words.forms.their_word import reported_beside
from casefile.words.items.claims_said import told_by_paper
from casefile.words.items.each_of_several import check_of_one
from casefile.words.items.pronouns import with_motion, with_name
from casefile.words.told.by_noun import by_noun
from casefile.words.told.by_stops import by_stops
from casefile.words.told.day_by_day import day_by_day
from casefile.words.told.linked import as_ruling
from casefile.words.told.parted import as_note, both_defendants
from casefile.words.told.readers import noted_as, read
from casefile.words.told.spoken import spoken
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs, each_by_itself, on_their_days
from casefile.words.told.two_acts import in_the_past
from casefile.words.told.with_reason import without_why
from casefile.words.typed.asides import NOTE
from casefile.words.what.full_stop import without_stop


def told_acts(asking: Asking, matter_id: str, typed: str, of: str, given: str = "") -> ToldActs:
    """Return the acts of a sentence that tells of several, or of one by its counts; raises Misread.

    `of` is as of which category the matter is told, and `given` the day that was typed beside. Of
    any other sentence nothing is returned.
    """
    told = both_defendants(without_stop(" ".join(typed.split())))
    if reported := reported_beside(told):
        days = [dated(one, NOTHING) or (one, "") for one in reported]
        raise each_by_itself([ToldAct(one, day=day) for one, day in days])
    if found := spoken(Telling(asking, matter_id, told, of, given)):
        return found
    plain = by_noun(asking, matter_id, in_the_past(told_by_paper(told)))
    whole, plain = plain, without_why(plain)
    said_why = {NOTE: [as_note(whole)]} if whole != plain else NOTHING
    plain = with_motion(asking, matter_id, plain)
    ruling = as_ruling(plain, MOTION) if of != MatterCategory.JUVENILE else ""
    plain = ruling or with_name(asking, matter_id, plain)
    telling = Telling(asking, matter_id, days_written_out(plain), of, given)
    found = _on_days(telling) or read(telling)
    if not found.acts and (clauses := by_stops(plain)) != plain:
        found = read(telling._replace(words=days_written_out(clauses)))
    for act in found.acts:
        check_of_one(asking, matter_id, act.fields)
    acts = [noted_as(told, plain, one) for one in found.acts]
    if not acts and plain != told:
        return ToldActs([ToldAct(plain, said_why)])
    if acts and said_why:
        acts[0] = acts[0]._replace(fields={**acts[0].fields, **said_why})
    return found._replace(acts=acts)


def _on_days(telling: Telling) -> ToldActs | None:
    """Return notes that are told each with its day; raises Misread where one is another act."""
    each = day_by_day(*telling)
    if not all(one.sure for one in each):
        raise each_by_itself(each)
    return on_their_days(each, telling.given) if each else None
