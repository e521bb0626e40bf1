"""Agency charges: what is charged before an agency by whoever files it there.

Such a charge is a claim of who brings it, and no crime; an agency may issue a complaint on it
(29 U.S.C. 160(b)), which decides nothing about it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.law.codes import Track
from casefile.law.events.matter import MatterCategory
from casefile.projections.names import name_key
from casefile.words.what.papers import OF_ITS_DAY

# What a regulatory matter is told as in which there are charges, and no citations.
OF_CHARGES = "regulatory, of charges"
_CHARGE = ("charge", "charges", "unfair labor practice charge", "ulp charge", "nlrb charge")
_DONE: Mapping[str, str] = {
    "": "claim.filed",
    " filed": "claim.filed",
    " amended": "claim.amended",
    " dismissed": "claim.dismissed",
    " dropped": "claim.dismissed",
    " reinstated": "claim.reinstated",
    " settled": "claim.settled",
    " withdrawn": "claim.dismissed",
}
_EACH = {f"{what}{done}": tag for what in _CHARGE for done, tag in _DONE.items()}
_EACH |= {"charged": "claim.filed", "charged with": "claim.filed"}
WITHDRAWN = (*(f"{what} withdrawn" for what in _CHARGE), "withdrawn")  # 29 CFR 101.5
# What words mean in such a matter, and in one in which nothing is charged yet.
CHARGES: Mapping[str, Mapping[str, str]] = {
    **{said: {MatterCategory.REGULATORY: tag, OF_CHARGES: tag} for said, tag in _EACH.items()},
    "withdrawn": {OF_CHARGES: "claim.dismissed"},
}
COMPLAINTS = re.compile(
    r"(?:complaint(?: (?:is |was )?(?:filed|issued))?"
    r"|(?:[a-z0-9]+ ){1,4}(?:issue[sd]|files|filed) (?:an? |its |the )?complaint)"
    r"(?: (?:on|against) .+)?"
)
# Whoever of an agency dismisses a charge that is filed there (29 CFR 101.24(a), 101.32).
REGION = re.compile(
    r"(?:the )?(?:(?:nlrb'?s? )?region(?: \d+)?(?:'s)?(?: (?:director|office))?"
    r"|regional (?:director|office)|nlrb"
    r"|(?:labor |national labor relations )?board|general counsel|eeoc|commission|agency"
    r"|equal employment opportunity commission"
    r"|(?:new mexico )?human rights (?:bureau|commission|division))",
    re.IGNORECASE,
)
# What claims are called by that are charged before an agency, and that are sued for, in a matter
# in which both can be.
AGENCY_CHARGE = "agency charge"
LAWSUIT = "lawsuit"
_SUITS = (LAWSUIT, "complaint", "petition")
AGENCY = ("agency",)  # the field that says whose act it is, where a type has it
COMPLAINT = (
    "A complaint that an agency issues on a charge leaves it as it stands, and is kept as a paper: "
    f"casefile post MATTER document title=Complaint by=...{OF_ITS_DAY}. If somebody charges "
    f"something in it for the first time: casefile post MATTER claim.filed cause=...{OF_ITS_DAY}."
)


def charged_there(asking: Asking, matter_id: str) -> set[str]:
    """Return the ids of the claims of a matter that are charged before an agency.

    In a regulatory one these are all that are not sued for.
    """
    regulatory = meant.category(asking, matter_id) == MatterCategory.REGULATORY
    return {
        one.item_id
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CIVIL
        and (
            name_key(one.kind) == AGENCY_CHARGE or (regulatory and name_key(one.kind) not in _SUITS)
        )
    }


def told_as(asking: Asking, matter_id: str) -> str:
    """Return as a matter of which category words about one are read."""
    of = meant.category(asking, matter_id)
    if of != MatterCategory.REGULATORY:
        return of
    tracks = {one.track for one in matters.view(asking, matter_id).items}
    return OF_CHARGES if tracks == {Track.CIVIL} else of
