"""Types of events as people call them: "charge dismissed", "verdict", or as they are stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from casefile.law.catalogue import CATALOGUE, posted_types
from casefile.law.codes import Track
from casefile.law.events.matter import MatterCategory
from casefile.law.nearest import did_you_mean, nearest
from casefile.words.misread import Misread

# What people call an event otherwise than it is stored, with the types that it can be.
CALLED: Mapping[str, Sequence[str]] = {
    "charged": ("charge.filed",),
    "charge": ("charge.filed",),
    "indicted": ("charge.filed",),
    "indictment filed": ("charge.filed",),
    "information filed": ("charge.filed",),
    "complaint filed": ("charge.filed", "claim.filed", "citation.complaint_filed"),
    "complaint": ("charge.filed", "claim.filed", "citation.complaint_filed"),
    "sued": ("claim.filed",),
    "suit filed": ("claim.filed",),
    "lawsuit filed": ("claim.filed",),
    "cited": ("citation.issued",),
    "plea": ("charge.plea_entered",),
    "pleaded": ("charge.plea_entered",),
    "pled": ("charge.plea_entered",),
    "trial": ("charge.trial_commenced", "claim.trial_commenced"),
    "trial begins": ("charge.trial_commenced", "claim.trial_commenced"),
    "trial began": ("charge.trial_commenced", "claim.trial_commenced"),
    "trial started": ("charge.trial_commenced", "claim.trial_commenced"),
    "verdict": ("charge.verdict_returned", "claim.judgment_entered"),
    "jury verdict": ("charge.verdict_returned", "claim.judgment_entered"),
    "verdict returned": ("charge.verdict_returned", "claim.judgment_entered"),
    "convicted": ("charge.conviction_entered",),
    "conviction": ("charge.conviction_entered",),
    "sentenced": ("sentence.imposed",),
    "sentence": ("sentence.imposed",),
    "disposition": ("sentence.imposed", "charge.disposition_recorded", "claim.judgment_entered"),
    "deferral completed": ("charge.deferral_ended",),
    "deferral revoked": ("charge.deferral_ended",),
    "dismissal": ("charge.dismissed", "claim.dismissed"),
    "service": ("claim.served",),
    "answer": ("claim.answered",),
    "default": ("claim.default_entered",),
    "judgment": ("claim.judgment_entered",),
    "settlement": ("claim.settled", "citation.settled"),
    "appeal": ("appeal.filed",),
    "appealed": ("appeal.filed",),
    "notice of appeal": ("appeal.filed",),
    "hearing": ("hearing.scheduled",),
    "hearing set": ("hearing.scheduled",),
    "deadline": ("deadline.set",),
    "incident": ("matter.incident_occurred",),
    "death": ("party.died",),
    "died": ("party.died",),
    "note": ("note.recorded",),
    "statement": ("statement.recorded",),
    "judge assigned": ("official.assigned",),
    "prosecutor assigned": ("official.assigned",),
    "penalty paid": ("citation.obligation_performed",),
    "abated": ("citation.obligation_performed",),
    "abatement": ("citation.obligation_performed",),
    "contest": ("citation.contested",),
    "notice of contest": ("citation.contested",),
    "stay": ("matter.stay_changed",),
    "stayed": ("matter.stay_changed",),
    "sealed": ("matter.access_changed",),
    "matter status": ("matter.status_changed",),
    "matter closed": ("matter.status_changed",),
    "case closed": ("matter.status_changed",),
    "motion": ("motion.filed",),
    "motion granted": ("motion.decided",),
    "motion denied": ("motion.decided",),
    "document": ("document.filed",),
    "filed": ("document.filed",),
    "appearance": ("counsel.appeared",),
    "notice of appearance": ("counsel.appeared",),
    "deadline met": ("deadline.closed",),
    "paid": ("claim.satisfied", "citation.obligation_performed"),
}
# What of an event is said by what people call it.
SAID_WITH: Mapping[str, Mapping[str, str]] = {
    "matter closed": {"status": "closed"},
    "case closed": {"status": "closed"},
    "motion granted": {"outcome": "granted"},
    "motion denied": {"outcome": "denied"},
    "sealed": {"to": "sealed"},
    "stayed": {"on": "yes"},
    "deadline met": {"how": "met"},
    "penalty paid": {"what": "penalty", "complied": "yes"},
    "abated": {"what": "abatement", "complied": "yes"},
    "judge assigned": {"office": "judge"},
    "prosecutor assigned": {"office": "prosecutor"},
}
# What is recorded in a matter of a category where a word alone does not say it.
_TRACKS: Mapping[str, str] = {
    MatterCategory.CRIMINAL: Track.CRIMINAL,
    MatterCategory.JUVENILE: Track.CRIMINAL,
    MatterCategory.TRAFFIC: Track.CRIMINAL,
    MatterCategory.CIVIL: Track.CIVIL,
    MatterCategory.DOMESTIC: Track.CIVIL,
    MatterCategory.REGULATORY: Track.REGULATORY,
}


def read_type(typed: str, category: str = "") -> str:
    """Return the stored name of the type that a text means; raises Misread.

    The words behind the family are enough where one family alone has them, or one alone that a
    matter of the category goes by.
    """
    every = [tag for tag, _ in posted_types()]
    wanted = _key(typed)
    for called in ({tag: _key(tag) for tag in every}, {tag: _key(_behind(tag)) for tag in every}):
        if found := [tag for tag in every if called[tag] == wanted]:
            found += [tag for tag in CALLED.get(wanted, ()) if tag not in found]
            return _one_of(typed, found, category)
    if wanted in CALLED:
        return _one_of(typed, CALLED[wanted], category)
    if longer := [tag for tag in every if re.fullmatch(rf"{re.escape(wanted)} \w+", _key(tag))]:
        return _one_of(typed, longer, category)
    near = nearest(typed, every)
    raise Misread(f"There is no type of event called {typed!r}.{did_you_mean(near)}", near)


def said_with(typed: str) -> Mapping[str, list[str]]:
    """Return the fields that the words for a type of event say as well, as somebody types them."""
    return {name: [value] for name, value in SAID_WITH.get(_key(typed), {}).items()}


def _one_of(typed: str, found: Sequence[str], category: str) -> str:
    """Return the one type of several that a matter of the category has; raises Misread."""
    track = _TRACKS.get(category)
    own = [tag for tag in found if track and CATALOGUE[tag].track == track]
    chosen = own or found
    if len(chosen) == 1:
        return chosen[0]
    raise Misread(f"{typed!r} can be {' or '.join(chosen)}; say which.", chosen)


def _behind(tag: str) -> str:
    return tag.partition(".")[2]


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
