"""Not told: what people call an event that no event tells, with the commands that tell it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from casefile.law.events.matter import MatterDocketNumberAssigned
from casefile.law.events.record import NoteRecorded
from casefile.words.misread import Misread
from casefile.words.what.event_words import plain
from casefile.words.what.field_names import NUMBERS, as_field
from casefile.words.what.papers import ASIDE, OF_ITS_DAY, as_typed, note_of, titled

PLEA_ACCEPTED = ("plea accepted", "guilty plea accepted", "plea of guilty accepted")
ITEMS = ("item", "items", "charge", "charges", "count", "counts")  # what names the charge of a plea
# What a court signs at the end of a case of charges.
_JUDGMENT = (
    *("judgment", "judgment entered", "final judgment", "final judgment entered"),
    *("criminal judgment", "criminal judgment entered", "judgment in criminal case"),
    *("judgment in a criminal case", "judgment in a criminal case entered"),
    *("judgment and commitment", "judgment and sentence", "judgment and sentence entered"),
    *("judgment of conviction", "judgment of conviction entered"),
    *("judgment on verdict", "judgment entered on verdict", "judgment on jury verdict"),
    *("judgment on jury s verdict", "judgment entered on jury verdict"),
)
JUDGMENT = frozenset(map(plain, _JUDGMENT))
# What no event tells, with how it is told.
NOT_TOLD: dict[str, str] = {}
# A fine on a charge is part of a sentence, or ends a ticket.
FINE_PAID = (
    'What was paid? If the whole sentence is served or paid: casefile post MATTER "sentence '
    f'completed" how="fine paid"{OF_ITS_DAY}. If a ticket ended by it: casefile post MATTER '
    f'"ticket paid"{OF_ITS_DAY}. If more of the sentence is left:'
)
NOT_TOLD |= dict.fromkeys(
    ("answer and counterclaim", "answer and counterclaims", "answer with counterclaim"),
    "Two things are said: casefile post MATTER answer; casefile post MATTER counterclaim by=... "
    "against=... cause=...",
)
NOT_TOLD |= dict.fromkeys(
    ("probation ends", "supervised release ends", "deferral ends"),
    "The day on which that ends is counted from the order and stands in the calendar: casefile "
    'calendar. That of a deferral has to be said: casefile correct "deferral ordered" '
    'ends=DAY. When it has ended: casefile post MATTER "probation completed", or casefile post '
    'MATTER "deferral completed".',
)
NOT_TOLD |= dict.fromkeys(
    (
        *("newspaper corrected itself", "the newspaper corrected itself", "paper corrected itself"),
        *("the paper corrected itself", "newspaper correction", "newspaper retraction"),
    ),
    "What was recorded from that source is taken back, with the correction as the reason: casefile "
    'retract EVENT --reason error --why "the newspaper corrected itself on DAY". Which events rest '
    "on it: casefile events MATTER.",
)
NOT_TOLD |= dict.fromkeys(
    ("alias", "alias added", "add alias", "also known as", "aka", "other name"),
    "Another name of a party stands in the event that added it; that is corrected: casefile "
    'correct "party added NAME" aliases="OTHER NAME".',
)
NOT_TOLD |= dict.fromkeys(
    ("name corrected", "name misspelled", "name misspelt", "name correction", "correct name"),
    "A name that was wrong from the first day is corrected where it was recorded: casefile correct "
    '"party added OLD NAME" name="NEW NAME". One that has changed since: casefile post MATTER '
    '"name changed" party="OLD NAME" name="NEW NAME" reason=...',
)
NOT_TOLD |= dict.fromkeys(
    ("offense date", "date of offense", "date offense"),
    "The day of an offense is that on which it happened: casefile post MATTER incident "
    '--effective "on or about October 18".',
)
NOT_TOLD |= dict.fromkeys(
    (
        *("probation violation", "probation violation found", "violation of probation found"),
        *("probation violation admitted", "probation violated", "violation of probation"),
        *("probation continued", "probation reinstated", "violation found", "found violation"),
        "violation admitted",
    ),
    "What became of the sentence? If it was revoked: casefile post MATTER "
    f'"probation revoked"{OF_ITS_DAY}, with the sentence that takes its place, if there is one; if '
    f'it was changed: casefile post MATTER "sentence modified" kind=...{OF_ITS_DAY}, with all that '
    "stands of it. If it stands as before, or nothing is decided yet, keep it as a note: "
    f"casefile post MATTER note text=...{OF_ITS_DAY}.",
)


def plea_accepted(
    typed: str, fields: Mapping[str, Any], *, juvenile: bool = False, tendered: bool = True
) -> Misread:
    """Return that a plea is accepted by what the court enters on it, with the commands for that.

    Where none is `tendered`, that of the plea comes first.
    """
    named = as_typed({name: one for name, one in fields.items() if as_field(name) in ITEMS})
    entered = "adjudication" if juvenile else '"conviction entered"'
    plea = f"casefile post MATTER plea plea=guilty{named}{OF_ITS_DAY}"
    first = "" if tendered else f"First the plea: {plea}. "
    found = "for the petition" if juvenile else "guilty"
    said = (
        f"That a plea is accepted is told by what the court enters on it. {first}If it found "
        f"{found}: casefile post MATTER {entered}{named}{OF_ITS_DAY}; "
        f'if it put that off: casefile post MATTER "deferred adjudication"{named}{OF_ITS_DAY}. '
        f"To keep no more than the words: {note_of(typed, fields)}."
    )
    found = "charge.adjudicated" if juvenile else "charge.conviction_entered"
    return Misread(said, [found, "charge.deferral_ordered"])


def of_judgment(typed: str, fields: Mapping[str, Any]) -> Misread:
    """Return that a judgment in a case of charges is told by what stands in it.

    The plea or the verdict, the adjudication and the sentence are each an event; what is signed is
    a paper.
    """
    post = "casefile post MATTER"
    paper = f"{post} document title={shlex.quote(titled(typed))}{OF_ITS_DAY}"
    said = (
        f"In a case of charges a judgment is told by what stands in it. The paper itself: {paper}; "
        f'what is not on record yet of it: {post} "conviction entered" item=...{OF_ITS_DAY}, '
        f'{post} acquitted item=...{OF_ITS_DAY}, or {post} "sentenced" item=... '
        f"penalty=...{OF_ITS_DAY}. To keep no more than the words: {note_of(typed, fields)}."
    )
    return Misread(said, ["document.filed"])


def of_amendment(typed: str, fields: Mapping[str, Any]) -> None:
    """Ask what an amended complaint changes, where no field says it; raises Misread.

    It may change a claim, bring one anew that was dismissed, or add one.
    """
    whose = (*ITEMS, "claim", "claims", "against", "party", "parties", "by", "for", "on", *ASIDE)
    if any(as_field(name) not in whose for name in fields):
        return
    names = {name: one for name, one in fields.items() if as_field(name) in (*ITEMS, "claim")}
    post = "casefile post MATTER"
    named = as_typed(names) or " item=..."
    paper = f"{post} document title={shlex.quote(titled(typed))}{OF_ITS_DAY}"
    raise Misread(
        f'What does it change? A claim that goes on: {post} "complaint amended"{named} amount=... '
        f'or cause=...; one that was dismissed, taken up again: {post} "claim reinstated"{named}'
        f'{OF_ITS_DAY}; one that is new: {post} "claim filed" cause=... against=...; the paper '
        f"itself: {paper}.",
        ["claim.amended"],
    )


def no_dismissal() -> Misread:
    """Return that no event says that a court dismisses a citation, with what does."""
    some = ["citation.withdrawn", "citation.final_order_entered"]
    said = (
        "Who ended it? If the agency took it back, write citation.withdrawn by=agency; if a "
        "court or commission decided, citation.final_order_entered by=court, with what it "
        "left of the penalty. No event says that a court dismisses a citation: its words are "
        f"kept in a {NoteRecorded.tag}."
    )
    return Misread(said, some)


def of_transfer(typed: str, fields: Mapping[str, Any]) -> str:
    """Return the type that records that a case of charges is in another court: by its new number.

    Raises Misread where that is not told.
    """
    numbers = [name for name in fields if as_field(name) in NUMBERS]
    if numbers:
        return MatterDocketNumberAssigned.tag
    court = as_typed({name: one for name, one in fields.items() if as_field(name) == "court"})
    said = (
        "That a case is in another court is told by the number that it has there: casefile post "
        f'MATTER "docket number"{court or " court=..."} docket_no=...{OF_ITS_DAY}. Where one '
        f'charge alone is moved: casefile post MATTER "charge transferred" item=...{OF_ITS_DAY}. '
        f"To keep no more than the words: {note_of(typed, fields)}."
    )
    raise Misread(said, [MatterDocketNumberAssigned.tag])
