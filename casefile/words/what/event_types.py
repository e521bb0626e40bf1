"""Types of events as people call them: "charge dismissed", "verdict", or as they are stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from casefile.law.catalogue import CATALOGUE, posted_types
from casefile.law.codes import Track
from casefile.law.entry import DEADLINE, HEARING, MOTION
from casefile.law.events.claim import ClaimAnswered, ClaimFiled
from casefile.law.events.matter import MatterCategory
from casefile.law.events.process import (
    DeadlineClosed,
    DeadlineSet,
    DocumentFiled,
    MotionDecided,
    MotionFiled,
)
from casefile.law.events.record import NoteRecorded
from casefile.law.nearest import did_you_mean, nearest
from casefile.words.misread import Misread
from casefile.words.what import not_told, sayings
from casefile.words.what.act_names import (
    ANSWERS,
    CLAIM_DROPPED,
    ENHANCEMENT,
    INFORMATION,
    NOLLE,
    PAY_OR_CONTEST,
    PLEADED,
    SET_ASIDE,
    TICKET,
    TICKET_CONTESTED,
    TICKET_DISMISSED,
    TICKET_PAID,
)
from casefile.words.what.agency_charges import CHARGES, COMPLAINT, COMPLAINTS, OF_CHARGES
from casefile.words.what.done import AGAIN, MOVES, Done, done_of, read_done
from casefile.words.what.event_words import DONE, as_key, done_word, forms, plain, tells_two
from casefile.words.what.near_types import near_types
from casefile.words.what.noted import NOTED, SENT
from casefile.words.what.paper_acts import check_paper
from casefile.words.what.papers import is_paper, note_of, offered
from casefile.words.what.unsure import is_unsure
from casefile.words.what.verdicts import check_verdict

NO_TYPE = "There is no type of event called"  # what is said of words that are read as nothing
NOTHING: Mapping[str, Any] = MappingProxyType({})

# What people call an event otherwise than it is stored, with the types that it can be.
_CALLED: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(TICKET, ("charge.filed", "citation.issued")),
    **dict.fromkeys(TICKET_CONTESTED, ("citation.contested",)),
    **dict.fromkeys(PAY_OR_CONTEST, ("deadline.set",)),
    **dict.fromkeys(TICKET_DISMISSED, ("charge.dismissed",)),
    **dict.fromkeys(TICKET_PAID, ("charge.ticket_paid", "citation.obligation_performed")),
    **dict.fromkeys((*ENHANCEMENT, *INFORMATION), ("charge.filed",)),
    **dict.fromkeys((*NOLLE, "charge dropped", "charges dropped"), ("charge.dismissed",)),
    **dict.fromkeys(CLAIM_DROPPED, ("claim.dismissed",)),
    **dict.fromkeys(PLEADED, ("charge.plea_entered",)),
    **dict.fromkeys(SET_ASIDE, ("charge.conviction_vacated",)),
    **dict.fromkeys(
        (
            *("open matter", "new matter", "open case", "new case", "open", "matter open"),
            *("case opened", "open a matter", "open new matter"),
        ),
        ("matter.opened",),
    ),
    **dict.fromkeys(ANSWERS, ("claim.answered",)),
    **dict.fromkeys(
        ("docket number", "case number", "new case number"), ("matter.docket_number_assigned",)
    ),
    **dict.fromkeys(("case transferred", "matter transferred"), ("claim.transferred",)),
    "summons served": ("claim.served",),
    "complaint served": ("claim.served",),
    "found guilty": ("charge.conviction_entered", "charge.verdict_returned"),
    **dict.fromkeys(
        (
            *("charged", "charge", "indicted", "indictment", "indictment filed"),
            *("criminal complaint", "criminal complaint filed"),
        ),
        ("charge.filed",),
    ),
    "name changed": ("party.changed",),
    "party renamed": ("party.changed",),
    "complaint filed": ("charge.filed", "claim.filed", "citation.complaint_filed"),
    "complaint": ("charge.filed", "claim.filed", "citation.complaint_filed"),
    "sued": ("claim.filed",),
    "counterclaim": ("claim.filed",),
    "counterclaim filed": ("claim.filed",),
    "crossclaim": ("claim.filed",),
    "crossclaim filed": ("claim.filed",),
    "add party": ("party.added",),
    "new party": ("party.added",),
    "change of plea": ("charge.plea_entered",),
    "arraigned": ("hearing.held",),
    "document served": ("document.filed",),
    "suit filed": ("claim.filed",),
    "lawsuit filed": ("claim.filed",),
    "plea": ("charge.plea_entered",),
    "pleaded": ("charge.plea_entered",),
    "pled": ("charge.plea_entered",),
    "trial": ("charge.trial_commenced", "claim.trial_commenced"),
    "trial begins": ("charge.trial_commenced", "claim.trial_commenced"),
    "trial began": ("charge.trial_commenced", "claim.trial_commenced"),
    "trial started": ("charge.trial_commenced", "claim.trial_commenced"),
    **dict.fromkeys(("verdict", "jury verdict", "verdict returned"), ("charge.verdict_returned",)),
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
    **dict.fromkeys(("appeal", "appealed", "notice of appeal"), ("appeal.filed",)),
    "hearing": ("hearing.scheduled", "hearing.held"),
    "hearing set": ("hearing.scheduled",),
    "deadline": ("deadline.set",),
    **dict.fromkeys(("evidence", "retention"), ("evidence.retained",)),
    **dict.fromkeys(("evidence destroyed", "release of evidence"), ("evidence.released",)),
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
    "paid": ("claim.satisfied", "citation.obligation_performed"),
}
CALLED = {plain(as_key(said)): some for said, some in (*sayings.types(), *_CALLED.items())}
# What moves a case to another court: of charges, the number that it has there says so.
TRANSFERRED = tuple(
    f"{what}{how}"
    for what in ("case ", "matter ", "")
    for how in ("transferred", "venue changed", "change of venue")
)
# What is done to a hearing, with the type that records it.
_DONE = {
    **dict.fromkeys(("set", "scheduled", "noticed", *AGAIN), "hearing.scheduled"),
    **dict.fromkeys(("held", "taken", "took place", "happened"), "hearing.held"),
    **dict.fromkeys(("cancelled", "canceled", "vacated"), "hearing.cancelled"),
}
_ANSWER = re.compile(
    r"(?:(?:filed|files) (?:an? |the |its |his |her |their )?)?(?:"
    r"answer(?: and (?:affirmative )?defenses?)? to (?:the )?(?:(?:first |second )?amended )?"
    r"(?:complaint|petition|lawsuit|suit|crossclaim|cross claim|counterclaim|claims?)(?: filed)?"
    r"|answer and (?:affirmative )?defenses?(?: filed)?)"
)
_behind_act = re.compile(r"[,:]| (?:with|on|under) ")
_AMENDED = re.compile(r"(?:(?:first|second|third) )?amended complaint(?: filed)?|complaint amended")
_COMPLAINT = re.compile(
    r"(?:(?:verified|original|initial|civil|eviction|unlawful detainer|small claims|wrongful death"
    r"|forcible entry and detainer|foreclosure) )+complaint(?: filed)?"
)
# Who did it, behind the words for what was done: by 10 days is none.
_BY = re.compile(
    r"(?P<head>.+?) by (?P<who>(?:(?! (?:against|for) )[^0-9])+?)"
    r"(?: filed)?(?: (?P<prejudice>with(?:out)? prejudice))?",
    re.IGNORECASE,
)
# Who ends a charge or a claim, in front of that.
_WHO_ENDS = re.compile(
    r"(?:the )?(?P<who>court|judge|clerk|state|prosecution|prosecutor|da|government|people) "
    r"(?P<head>(?:dismiss|drop|filed a nolle|nolle|enter|vacat|set aside).*)",
    re.IGNORECASE,
)
# What is recorded in a matter of a category where a word alone does not say it.
TRACKS: Mapping[str, str] = {
    MatterCategory.CRIMINAL: Track.CRIMINAL,
    MatterCategory.JUVENILE: Track.CRIMINAL,
    MatterCategory.TRAFFIC: Track.CRIMINAL,
    MatterCategory.CIVIL: Track.CIVIL,
    MatterCategory.DOMESTIC: Track.CIVIL,
    MatterCategory.REGULATORY: Track.REGULATORY,
    OF_CHARGES: Track.CIVIL,
}
_OF_CATEGORY = {**sayings.OF_CATEGORY, **CHARGES}
_WHOSE_MOTION = re.compile(
    r"\w s (?:(?:[a-z]+ )?motion (?:to|for|in)|answer to) |(?:\w s|s) answer (?:was )?filed"
)
_COMES = ("document received", "paper received", "document arrived", "paper arrived")
_WORDS = (NoteRecorded.tag, DocumentFiled.tag)  # what keeps words, whatever they say
_KEYS = {tag: as_key(tag) for tag, _ in posted_types()}
_BEHIND = {tag: as_key(tag.partition(".")[2]) for tag in _KEYS}
_WHOLE = frozenset(_KEYS.values())


def read_type(typed: str, category: str = "", fields: Mapping[str, Any] = NOTHING) -> str:
    """Return the stored name of the type that a text means; raises Misread.

    The words behind the family are enough where one family alone has them, or one alone that a
    matter of the category goes by. What is said to be typed instead has the fields that were.
    """
    if typed in _KEYS:
        return typed
    if TRACKS.get(category) == Track.CIVIL:
        check_verdict(typed, fields)
    for wanted in forms(typed):
        if found := _meant(typed, wanted, category, fields):
            if found not in _WORDS and _tells_of_none(typed, wanted):
                raise Misread(f"Has that happened?{offered(typed, fields)}", [found])
            return found
    if is_filed(typed) or is_paper(typed):
        civil = TRACKS.get(category) == Track.CIVIL
        check_paper(typed, fields, lambda words: _is_act(words, category), civil=civil)
        return DocumentFiled.tag
    if _is_sent(typed):
        return NoteRecorded.tag
    near = nearest(typed, _KEYS)
    kept = offered(typed, fields) if not near or typed.split()[1:] else ""
    likely = near or near_types(typed, TRACKS.get(category), _KEYS)
    other = f"{did_you_mean(likely)}{kept}"
    raise Misread(f"{NO_TYPE} {typed!r}.{other}", near)


def _tells_of_none(typed: str, wanted: str) -> bool:
    """Tell whether words for an act say that there was none, and are not all that it is called."""
    called = plain(wanted) in CALLED or wanted in _WHOLE
    return not called and (is_unsure(typed) or bool(re.match(r"(?:no|none of)\b", wanted)))


def _meant(typed: str, wanted: str, category: str, fields: Mapping[str, Any]) -> str | None:
    """Return the type that words mean, in one of their forms; None where there is none."""
    if of_category := _OF_CATEGORY.get(wanted, NOTHING).get(category):
        return str(of_category)
    if category == OF_CHARGES and COMPLAINTS.fullmatch(wanted):
        raise Misread(COMPLAINT, [DocumentFiled.tag, ClaimFiled.tag])
    if TRACKS.get(category) == Track.CRIMINAL:
        if wanted in TICKET_CONTESTED:
            return "charge.plea_entered"
        if wanted in ("fine paid", "fines paid"):
            some = ["sentence.completed", "charge.disposition_recorded"]
            raise Misread(f"{not_told.FINE_PAID} {note_of(typed, fields)}.", some)
        if plain(wanted) in not_told.JUDGMENT:
            raise not_told.of_judgment(typed, fields)
        if wanted in TRANSFERRED:
            return not_told.of_transfer(typed, fields)
    elif wanted in TICKET_DISMISSED:
        raise not_told.no_dismissal()
    if _ANSWER.fullmatch(wanted) or wanted in ANSWERS:
        regulatory = TRACKS.get(category) == Track.REGULATORY
        return DocumentFiled.tag if regulatory else ClaimAnswered.tag
    if _COMPLAINT.fullmatch(wanted):
        return _one_of(typed, CALLED["complaint"], category)
    if wanted in not_told.PLEA_ACCEPTED:
        raise not_told.plea_accepted(typed, fields, juvenile=category == MatterCategory.JUVENILE)
    if _AMENDED.fullmatch(wanted) and TRACKS.get(category) == Track.CIVIL:
        not_told.of_amendment(typed, fields)
    head = as_key(_behind_act.split(typed)[0])  # probation continued, ten days added
    if untold := not_told.NOT_TOLD.get(wanted) or not_told.NOT_TOLD.get(head):
        raise Misread(untold)
    if wanted in _COMES and "title" in fields:
        return DocumentFiled.tag
    if whole := [tag for tag, key in _KEYS.items() if key == wanted]:
        return _here(whole[0], CALLED.get(plain(wanted), ()), category)
    if found := [tag for tag, key in _BEHIND.items() if key == wanted]:
        if of_matter := [tag for tag in found if tag.startswith("matter.")]:
            return of_matter[0]  # what is done to a charge is called so
        found += [tag for tag in CALLED.get(plain(wanted), ()) if tag not in found]
        return _one_of(typed, found, category)
    if called := CALLED.get(plain(wanted)):
        return _one_of(typed, called, category)
    if (done := done_of(wanted)) and not tells_two(typed):
        return _of_done(typed, done)
    if longer := [tag for tag, key in _KEYS.items() if key.rpartition(" ")[0] == wanted]:
        return _one_of(typed, longer, category)
    return NoteRecorded.tag if NOTED.fullmatch(wanted) else None


def by_whom(typed: str, category: str = "") -> tuple[str, str]:
    """Return the words for an event without those behind by, and these: whose act it is.

    Words that mean a type as a whole, like judgment by default, stay as they are.
    """
    front = _WHO_ENDS.fullmatch(" ".join(typed.split()))
    with suppress(Misread):
        if front and read_type(front["head"], category) in sayings.DONE_BY:
            return front["head"], front["who"]
    found = _BY.fullmatch(" ".join(typed.split()))
    if not found or any(one in _WHOLE or plain(one) in CALLED for one in forms(typed, whole=True)):
        return typed, ""
    if any(done_word(one.casefold()) in DONE for one in found["who"].split()):
        return typed, ""  # what was done to it, and by nobody
    head = " ".join(filter(None, (found["head"], found["prejudice"])))
    with suppress(Misread):
        read_type(head, category)
        return head, found["who"]
    return typed, ""


# What is asked for is no paper, like filed for bankruptcy; what "it" is, is said before.
_NO_PAPER = frozenset(("for", "with", "at", "it", "them", "that", "this", "those", "own"))


def is_filed(typed: str) -> bool:
    """Tell whether the words for an event say that a paper is filed, and no type is called so."""
    wanted = as_key(typed)
    words = wanted.split()
    says_so = words[1:] and "filed" in (words[0], words[-1]) and not _WHOSE_MOTION.search(wanted)
    if words[:1] == ["filed"] and not _NO_PAPER.isdisjoint(words[1:2]):
        return False
    return bool(says_so) and plain(wanted) not in CALLED and wanted not in _WHOLE


def is_noted(typed: str) -> bool:
    """Tell whether the words for an event say what has no type of its own, like an arrest."""
    called = plain(as_key(typed)) in CALLED or read_done(typed)
    noted = any(NOTED.fullmatch(one) for one in forms(typed)) or _is_sent(typed)
    return noted and not called


def _is_sent(typed: str) -> bool:
    """Tell whether the words for an event say that something was sent that is no act by itself."""
    found = SENT.fullmatch(as_key(typed))
    return found is not None and not any(_is_act(found["what"], one) for one in ("", *TRACKS))


def _is_act(words: str, category: str) -> bool:
    """Tell whether words mean more than a paper or a note in a matter of a category."""
    try:
        return read_type(words, category) not in (DocumentFiled.tag, NoteRecorded.tag)
    except Misread as misread:
        return "can be" in misread.sentence


def _of_done(typed: str, done: Done) -> str:
    """Return the type that records what is done to a hearing or deadline; raises Misread."""
    if done.entry == DEADLINE:
        sets = done.done in ("", "set", "due", *AGAIN)
        return DeadlineSet.tag if sets else DeadlineClosed.tag
    if done.entry == HEARING and is_filed(typed):
        return DocumentFiled.tag
    if done.entry == MOTION:
        filed = done.done in ("", "filed")
        return MotionFiled.tag if filed else MotionDecided.tag
    if done.done:
        return _DONE[done.done]
    some = [_DONE["set"], _DONE["held"]]
    said = f'Write "{typed} set", with its day (at=...), or "{typed} held"'
    if MOVES.match(done.kind):
        some, said = [*some, MotionFiled.tag], f'{said}, or "{typed} filed"'
    raise Misread(f"{typed!r} can be {' or '.join(some)}; say which. {said}.", some)


def _here(tag: str, others: Sequence[str], category: str) -> str:
    """Return a type, or another one of its name that a matter of a category has in its place."""
    track = TRACKS.get(category)
    own = [one for one in (tag, *others) if track and CATALOGUE[one].track == track]
    return own[0] if own else tag


def _one_of(typed: str, found: Sequence[str], category: str) -> str:
    """Return the one type of several that a matter of the category has; raises Misread."""
    track = TRACKS.get(category)
    own = [tag for tag in found if track and CATALOGUE[tag].track == track]
    chosen = own or found
    if len(chosen) == 1:
        return chosen[0]
    raise Misread(f"{typed!r} can be {' or '.join(chosen)}; say which.", chosen)
