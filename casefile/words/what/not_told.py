"""Not told: what people call an event that no event tells, with the commands that tell it."""

from __future__ import annotations

from casefile.law.events.record import NoteRecorded
from casefile.words.misread import Misread

# What no event tells, with how it is told.
NOT_TOLD = {
    "plea accepted": (
        "That a plea is accepted is told by what the court enters on it. If it found guilty: "
        'casefile post MATTER "found guilty"; if it put that off: casefile post MATTER "deferred '
        'sentence"; in a juvenile matter: casefile post MATTER adjudication. To keep no more than '
        'the words: casefile post MATTER note text="plea accepted".'
    )
}
# A fine on a charge is part of a sentence, or ends a ticket.
FINE_PAID = (
    'What was paid? If the whole sentence is served or paid: casefile post MATTER "sentence '
    'completed" how="fine paid". If a ticket ended by it: casefile post MATTER "ticket paid". If '
    "more of the sentence is left:"
)
NOT_TOLD_BUT = {"plea accepted": ("charge.conviction_entered",)}  # what may be meant instead
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
