"""Took place: a hearing that is told as held on a day, with what was done at it."""

from __future__ import annotations

import re

from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.apart import LEGAL_ACT
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs, each_by_itself
from casefile.words.told.whose_hearing import whose_hearing
from casefile.words.typed.asides import NOTE
from casefile.words.what.done import KIND

# Of whom it was, where that is of everybody, which is in the note.
_OF_ALL = r" (?:of|for) (?:both|all(?: (?:two|three|four|five|six))?(?: of them)?)(?: defendants?)?"
_held = re.compile(
    rf"(?P<what>(?:(?:the|an?|his|her|their|our) |(?-i:[A-Z])[^;:,]*?'s? )?{KIND}"
    rf"(?P<on>(?: (?:on|for) (?!\d)(?:(?! (?:was|took) )[^;:,])+?)?))(?P<all>{_OF_ALL})? "
    rf"(?:(?:was held|took place|happened)(?: on (?P<day>{DAY_SAID}))?"
    rf"|was on (?P<was_on>{DAY_SAID}))(?:(?:[,;.] (?:and )?| and )(?P<rest>.+))?",
    re.IGNORECASE,
)


def took_place(telling: Telling) -> ToldActs | None:
    """Return a hearing that was held, with each act at it; None for any other sentence.

    What is told of it and is no act is kept in all words. Raises Misread where it may be one.
    """
    found = _held.fullmatch(telling.words)
    day = (found["day"] or found["was_on"] or "") if found else ""
    if found is None or bool(day) is bool(telling.given):
        return None
    held = f"{found['what']} held"
    hearing = whose_hearing(telling.asking, telling.matter_id, held) or ToldAct(held)
    rest = found["rest"] or ""
    acts = telling.apart(rest) if rest else []
    if acts and all(one.sure for one in acts):
        return ToldActs([hearing, *acts], day)
    if acts or LEGAL_ACT.search(rest):
        raise each_by_itself([hearing._replace(day=day), ToldAct(rest, day=day)])
    told = {NOTE: [as_note(telling.words)]} if rest or found["on"] or found["all"] else {}
    return ToldActs([hearing._replace(fields={**hearing.fields, **told})], day)
