"""Agencies: whose citation it is where nobody says it: that of the matter, or of the standards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import summaries
from casefile.law.stance import main_role
from casefile.law.succession import FEDERAL
from casefile.projections.names import name_key

AGENCY = "agency"
OSHA = "OSHA"
# The standards of one agency alone: parts 1900 and on of 29 CFR, its chapter XVII.
_of_osha = re.compile(
    r"(?:29 C\.?F\.?R\.? (?:\N{SECTION SIGN} ?)?)?19(?:0[34]|1[05678]|2[68])\.\d.*", re.IGNORECASE
)


def agency_of(asking: Asking, matter_id: str, standards: Sequence[str]) -> tuple[str, str] | None:
    """Return whose a citation under some standards is, and what tells it; None where nothing does.

    A state that enforces standards of its own may have those of the federal agency (29 U.S.C. 667).
    """
    view, of = matters.view(asking, matter_id), ""
    with asking.gate() as at:
        if known := summaries(at, [matter_id]).get(matter_id):
            of = known.jurisdiction
    found = {one.name for one in view.parties if AGENCY in name_key(main_role(one.role)).split()}
    found = found or {str(one.detail[AGENCY]) for one in view.items if one.detail.get(AGENCY)}
    if len(found) == 1:
        return found.pop(), f"the {AGENCY} here"
    federal = of == FEDERAL and bool(standards)
    if not found and federal and all(map(_of_osha.fullmatch, standards)):
        return OSHA, "whose standards these are"
    return None
