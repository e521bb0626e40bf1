"""Fed. R. Civ. P. 41: what the dismissal of a claim operates as where it does not say."""

from casefile.event import Code
from casefile.law.codes import Prejudice


class DismissedHow(Code):
    """The way in which a claim is dismissed, on which Fed. R. Civ. P. 41 turns."""

    NOTICE = "notice", "by notice"
    STIPULATION = "stipulation", "by stipulation"
    COURT_ORDER = "court_order", "by court order"
    FAILURE_TO_PROSECUTE = "failure_to_prosecute", "for failure to prosecute"
    JURISDICTION = "jurisdiction", "for lack of jurisdiction"
    VENUE = "venue", "for improper venue"
    JOINDER = "joinder", "for failure to join a party"
    FAILURE_TO_STATE_CLAIM = "failure_to_state_claim", "for failure to state a claim"
    WITHDRAWAL = "withdrawal", "by withdrawal"  # before an agency, which lets it be withdrawn
    OTHER = "other", "for another reason"
    UNKNOWN = "unknown"


VOLUNTARY = (DismissedHow.NOTICE, DismissedHow.STIPULATION, DismissedHow.WITHDRAWAL)
MAY_BE_AGREED = (*VOLUNTARY, DismissedHow.UNKNOWN)
# What leaves a settlement before it standing: it is what the parties agreed on, or may be.
ON_SETTLEMENT = (*MAY_BE_AGREED, DismissedHow.COURT_ORDER)
# Fed. R. Civ. P. 41: what a dismissal operates as where it does not itself say.
BY_RULE = {
    DismissedHow.NOTICE: Prejudice.WITHOUT,  # 41(a)(1)(B)
    DismissedHow.STIPULATION: Prejudice.WITHOUT,  # 41(a)(1)(B)
    DismissedHow.COURT_ORDER: Prejudice.WITHOUT,  # 41(a)(2)
    DismissedHow.FAILURE_TO_PROSECUTE: Prejudice.WITH,  # 41(b), as are the rest
    DismissedHow.JURISDICTION: Prejudice.WITHOUT,
    DismissedHow.VENUE: Prejudice.WITHOUT,
    DismissedHow.JOINDER: Prejudice.WITHOUT,
    DismissedHow.FAILURE_TO_STATE_CLAIM: Prejudice.WITH,
    DismissedHow.WITHDRAWAL: Prejudice.UNKNOWN,  # no rule of a court
    DismissedHow.OTHER: Prejudice.UNKNOWN,
    DismissedHow.UNKNOWN: Prejudice.UNKNOWN,
}


def prejudice_by_rule(how: DismissedHow, stated: Prejudice, notices: int) -> Prejudice:
    """Return what a dismissal operates as under Fed. R. Civ. P. 41.

    `notices` counts the dismissals of the claim by notice, this one among them: the second is an
    adjudication on the merits, whatever it says.
    """
    if how == DismissedHow.NOTICE and notices > 1:
        return Prejudice.WITH
    return BY_RULE[how] if stated == Prejudice.UNKNOWN else stated
