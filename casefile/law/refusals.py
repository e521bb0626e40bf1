"""Why an event is refused: one class for each rule of the law that forbids a move."""

from typing import Final

from casefile.errors import Refused

# How it begins where it is not the event itself that cannot stand.
LATER_ILLEGAL: Final = "It would make a later event illegal: "
# And where it is the event that is corrected.
CORRECTED_SO: Final = "Corrected so, it could not stand itself: "


class NotFiled(Refused):
    """The charge has not been filed in this matter."""

    code = "charge.not_filed"
    may_override = True


class EntryOver(Refused):
    """The hearing or deadline does not stand on the calendar by then."""

    code = "process.over"
    may_override = True


class NotEnded(Refused):
    """It is filed again once it has ended; what takes its place at once is charges.superseded."""

    code = "charge.not_ended"
    may_override = True


class JeopardyBar(Refused):
    """An acquittal is final: nothing but a correction can follow it."""

    code = "charge.jeopardy_bar"
    may_override = True


class PrejudiceBar(Refused):
    """The charge was dismissed with prejudice, and no appeal has reversed that."""

    code = "charge.prejudice_bar"
    may_override = True


class NotLive(Refused):
    """The charge was superseded or moved and lives on elsewhere."""

    code = "charge.not_live"
    may_override = True


class GoesOn(NotLive):
    """The charge was superseded or moved; what it goes on as is filed without `refiles`."""


class NoConviction(Refused):
    """There is no conviction for this sentence."""

    code = "sentence.no_conviction"
    may_override = True


class Juvenile(Refused):
    """In a juvenile matter a finding is an adjudication (charge.adjudicated), not a conviction."""

    code = "charge.juvenile"
    may_override = True


class SentenceThere(Refused):
    """There this is a sentence on a conviction (sentence.imposed), and no deferral."""

    code = "deferral.sentence"
    may_override = True


class NoTrial(Refused):
    """There is no trial for this verdict."""

    code = "verdict.no_trial"
    may_override = True


class OfCrime(Refused):
    """A crime is charged, of which a verdict is returned or a conviction entered."""

    code = "liability.of_crime"
    may_override = True


class NoAppeal(Refused):
    """No appeal is pending that could be decided."""

    code = "appeal.none"
    may_override = True


class WrongState(Refused):
    """Nothing on record allows it from there."""

    code = "item.wrong_state"
    may_override = True


class BeforeIncident(Refused):
    """The event is dated wholly before the incident that the matter is about."""

    code = "date.before_incident"
    may_override = True


class InFuture(Refused):
    """The event is dated wholly in the future, and is neither scheduled nor announced."""

    code = "date.future"
    may_override = True


class HourInDoubt(Refused):
    """The clocks of the venue skip the hour, show it twice, or are not at its offset from UTC."""

    code = "date.hour"


class OutOfOrder(Refused):
    """The event is dated wholly before one that its links put before it."""

    code = "date.order"
    may_override = True


class Foreign(Refused):
    """The item stands in another matter."""

    code = "item.foreign"


class NotOnItem(Refused):
    """The event names somebody who is no party of the item then."""

    code = "party.not_on_item"
    may_override = True


class AppealOfWhom(Refused):
    """The appeal does not say which of several parties it concerns."""

    code = "appeal.of_whom"
    may_override = True


class AppealOfWhat(Refused):
    """The decision does not say whether it is on the sentence alone, which the appeal was from."""

    code = "appeal.of_what"
    may_override = True


class Substituted(Refused):
    """Another party stands in the place of the one that the event names."""

    code = "party.substituted"
    may_override = True


class ChargeOpen(Refused):
    """A charge against the party is open, and no other party answers it."""

    code = "party.charged"
    may_override = True
