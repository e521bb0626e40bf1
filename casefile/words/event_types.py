"""Types of events as people call them: "charge dismissed", "verdict", or as they are stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from casefile.law.catalogue import CATALOGUE, posted_types
from casefile.law.codes import Track
from casefile.law.events.matter import MatterCategory
from casefile.law.events.process import DocumentFiled
from casefile.law.events.record import NoteRecorded
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
    "indictment": ("charge.filed",),
    "criminal complaint": ("charge.filed",),
    "criminal complaint filed": ("charge.filed",),
    "sued": ("claim.filed",),
    "counterclaim": ("claim.filed",),
    "counterclaim filed": ("claim.filed",),
    "crossclaim": ("claim.filed",),
    "crossclaim filed": ("claim.filed",),
    "add party": ("party.added",),
    "new party": ("party.added",),
    "change of plea": ("charge.plea_entered",),
    "deadline missed": ("deadline.closed",),
    "arraigned": ("hearing.held",),
    "document served": ("document.filed",),
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
    "summary judgment": ("claim.judgment_entered",),
    "default judgment": ("claim.judgment_entered",),
    "consent judgment": ("claim.judgment_entered",),
    "counsel withdrew": ("counsel.withdrawn",),
    "withdrawal of counsel": ("counsel.withdrawn",),
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
    "deadline missed": {"how": "missed"},
    "summary judgment": {"kind": "summary"},
    "default judgment": {"kind": "default"},
    "consent judgment": {"kind": "consent"},
    "arraigned": {"kind": "arraignment"},
    "indictment": {"instrument": "indictment"},
    "indicted": {"instrument": "indictment"},
    "indictment filed": {"instrument": "indictment"},
    "information filed": {"instrument": "information"},
    "criminal complaint": {"instrument": "complaint"},
    "criminal complaint filed": {"instrument": "complaint"},
    "counterclaim": {"kind": "counterclaim"},
    "counterclaim filed": {"kind": "counterclaim"},
    "crossclaim": {"kind": "crossclaim"},
    "crossclaim filed": {"kind": "crossclaim"},
    "penalty paid": {"what": "penalty", "complied": "yes"},
    "abated": {"what": "abatement", "complied": "yes"},
    "judge assigned": {"office": "judge"},
    "prosecutor assigned": {"office": "prosecutor"},
}
# How people call a hearing by what it is: sentencing set, status conference held, mediation.
_HEARING = re.compile(
    r"(?P<kind>(?:.+ )?(?:hearing|conference|arraignment|sentencing|appearance|argument|trial|"
    r"mediation|inspection))(?: (?P<done>set|scheduled|held|cancelled|canceled|vacated))?"
)
_DONE = {
    **dict.fromkeys(("set", "scheduled"), "hearing.scheduled"),
    "held": "hearing.held",
    **dict.fromkeys(("cancelled", "canceled", "vacated"), "hearing.cancelled"),
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
    if hearing := _HEARING.fullmatch(wanted):
        done = hearing["done"]
        some = [_DONE[done]] if done else ["hearing.scheduled", "hearing.held"]
        return _one_of(typed, some, category)
    near = nearest(typed, every)
    other = did_you_mean(near) or (
        f" A paper is {DocumentFiled.tag}, and what has no type of its own {NoteRecorded.tag}."
    )
    raise Misread(f"There is no type of event called {typed!r}.{other}", near)


def said_with(typed: str) -> Mapping[str, list[str]]:
    """Return the fields that the words for a type of event say as well, as somebody types them."""
    key = _key(typed)
    said = dict(SAID_WITH.get(key, {}))
    hearing = _HEARING.fullmatch(key)
    if hearing and hearing["done"] and hearing["kind"] != "hearing" and not said:
        cancelled = _DONE[hearing["done"]] == "hearing.cancelled"
        said["hearing_id" if cancelled else "kind"] = hearing["kind"]
    return {name: [value] for name, value in said.items()}


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
