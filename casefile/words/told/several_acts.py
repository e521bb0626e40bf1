"""Several acts: a sentence that tells of more than one, parted into each with its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from casefile.answers.asking import Asking
from casefile.law.entry import MOTION
from casefile.law.events.matter import MatterCategory
from casefile.words.forms.clauses import STATE
from casefile.words.forms.dated import dated, days_written_out, lately
from casefile.words.forms.their_word import reported_beside
from casefile.words.items.claims_said import told_by_paper
from casefile.words.items.each_of_several import check_of_one
from casefile.words.items.pronouns import with_motion, with_name
from casefile.words.items.responses_said import responses_answered
from casefile.words.told.by_noun import by_noun
from casefile.words.told.by_stops import by_stops
from casefile.words.told.custody_said import custody_said
from casefile.words.told.day_by_day import day_by_day
from casefile.words.told.heard_and_ruled import heard_and_ruled
from casefile.words.told.letter_said import letter_said
from casefile.words.told.license_said import license_said
from casefile.words.told.linked import as_ruling
from casefile.words.told.not_found import not_found
from casefile.words.told.parted import as_note, both_defendants, noted_as
from casefile.words.told.planned import planned
from casefile.words.told.readers import Reader, read
from casefile.words.told.reviewed import reviewed
from casefile.words.told.set_on_day import set_on_day
from casefile.words.told.spoken import spoken
from casefile.words.told.telling import Telling
from casefile.words.told.to_come import acted_on
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs, each_by_itself, on_their_days
from casefile.words.told.two_acts import in_the_past
from casefile.words.told.with_reason import without_why
from casefile.words.typed.asides import NOTE
from casefile.words.what.full_stop import without_stop
from casefile.words.what.intended import is_to_come

_clauses = re.compile(r"; |, (?:and|but) ")
_speaks = re.compile(
    rf"\b(?:says?|said|announce[sd]|told|confirm(?:s|ed))\b|^{STATE}\b", re.IGNORECASE
)
_to_it = re.compile(
    r"\b(?P<does>re-?try|dismiss|drop|appeal) (?:it|that|(?:that|the) (?:same )?(?:count|charge))"
    r"(?= again| at| after| in|$)",
    re.IGNORECASE,
)


def told_acts(asking: Asking, matter_id: str, typed: str, of: str, given: str = "") -> ToldActs:
    """Return the acts of a sentence that tells of several, or of one by its counts; raises Misread.

    `of` is as of which category the matter is told, and `given` the day that was typed beside. Of
    any other sentence nothing is returned.
    """
    told = both_defendants(without_stop(" ".join(typed.split())))
    if reported := reported_beside(told):
        days = [dated(one, NOTHING) or (one, "") for one in reported]
        raise each_by_itself([ToldAct(one, day=day) for one, day in days])
    as_typed = Telling(asking, matter_id, told, of, given)
    for reader, words in AS_TYPED:
        if first := reader(as_typed._replace(words=words(told))):
            return first
    whole = by_noun(asking, matter_id, in_the_past(told_by_paper(told)))
    said_why = {NOTE: [as_note(whole)]} if without_why(whole) != whole else NOTHING
    plain = _plain(asking, matter_id, told, of)
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


def _plain(asking: Asking, matter_id: str, told: str, of: str) -> str:
    """Return a sentence in the words in which its forms are."""
    plain = without_why(by_noun(asking, matter_id, in_the_past(told_by_paper(told))))
    plain = responses_answered(asking, matter_id, with_motion(asking, matter_id, plain))
    ruling = as_ruling(plain, MOTION) if of != MatterCategory.JUVENILE else ""
    return ruling or with_name(asking, matter_id, plain)


def _spoken_beside(telling: Telling) -> ToldActs | None:
    """Return acts with what somebody says beside them that is to come; None for all else.

    What is to be done to "it" is done to the charge on which the act before it was.
    """
    asking, matter_id, typed, of, given = telling
    first, *more = _clauses.split(typed)
    coming = [one for one in more if is_to_come(one) and _speaks.search(one)]
    if len(coming) != 1:
        return None
    words, day = dated(first, NOTHING) or lately(first, NOTHING) or (first, "")
    plain = _plain(asking, matter_id, words, of)
    on = acted_on(asking, matter_id, plain, of)
    it = str(on[0].detail.get("offense", "")) if len(on) == 1 else ""
    said = _to_it.sub(rf"\g<does> {it}", coming[0]) if it else coming[0]
    found = spoken(telling._replace(words=said, given="")) or ToldActs()
    beside = found.acts or (planned(asking, matter_id, said) if said != coming[0] else [])
    if not beside or any("actor" not in one.fields for one in beside):
        return None
    others = "; ".join([words, *(one for one in more if one is not coming[0])])
    told = told_acts(asking, matter_id, others, of, given or day)
    if others != words and not told.acts:
        return None
    announced = [_by_its_actor(one._replace(day=found.day), coming[0]) for one in beside]
    return ToldActs([*(told.acts or [ToldAct(plain)]), *announced], told.day or day)


def _with_not_found(telling: Telling) -> ToldActs | None:
    """Return that somebody was not found, behind the acts that are told before it, if there are."""
    found = not_found(telling)
    if found is None or not found.rest:
        return ToldActs([found.note]) if found else None
    told = told_acts(telling.asking, telling.matter_id, found.rest, telling.of, telling.given)
    words, day = dated(found.rest, NOTHING) or (found.rest, "")
    return ToldActs([*(told.acts or [ToldAct(words)]), found.note], told.day or day)


def _by_its_actor(announced: ToldAct, typed: str) -> ToldAct:
    """Return an announcement of which its actor alone says by whom it is, with its own words."""
    said = {name: one for name, one in announced.fields.items() if name != "told_by"}
    return announced._replace(fields={**said, NOTE: [as_note(typed)]})


def _on_days(telling: Telling) -> ToldActs | None:
    """Return notes that are told each with its day; raises Misread where one is another act."""
    each = day_by_day(*telling)
    if not all(one.sure for one in each):
        if of_license := license_said(telling):
            return of_license  # what an agency does to one is a note as well
        raise each_by_itself(each)
    return on_their_days(each, telling.given) if each else None


# The forms that are read before any word of them is put otherwise, with how their days are read.
AS_TYPED: Sequence[tuple[Reader, Callable[[str], str]]] = (
    (spoken, str),
    (_spoken_beside, str),
    (_with_not_found, str),
    (custody_said, days_written_out),
    (reviewed, days_written_out),
    (heard_and_ruled, days_written_out),
    (letter_said, days_written_out),
    (set_on_day, days_written_out),
)
