"""Act names: what people call acts of which a type alone does not tell all."""

from __future__ import annotations

SPEEDING = tuple(f"speeding {what}" for what in ("ticket", "citation"))
TICKET = (
    *("cited", "ticketed", *SPEEDING, *(f"{what} issued" for what in SPEEDING)),
    *(
        f"{of}{what}{done}"
        for of in ("", "traffic ", "parking ")
        for what in ("ticket", "citation")
        for done in ("", " issued", " filed")
    ),
)
PAY_OR_CONTEST = ("pay or contest", "pay or contest ticket", "pay or contest citation")
TICKET_CONTESTED = ("ticket contested", "citation contested", "contested", "contest")
CONTESTED = "not guilty"  # the plea of whoever contests a ticket that is a charge
INFORMATION = (
    *("information", "information filed", "criminal information", "criminal information filed"),
    *("bill of information", "bill of information filed"),
)
TICKET_PAID = ("ticket paid", "citation paid", "traffic ticket paid", "speeding ticket paid")
TICKET_DISMISSED = ("ticket dismissed", "citation dismissed")
ANSWERS = ("answer filed", "answers", "files answer")
ENHANCEMENT = ("enhancement", "enhancement filed", "firearm enhancement", "enhancement charged")
NOLLE = (
    *("nolle prosequi", "nolle prosequi filed", "nolle", "nolle filed", "nolle pros", "nol pros"),
    *("nol pros filed", "nol prossed", "nolle prossed", "nolle prosequied"),
)
# Pleas as they are told in court, each with the plea.
PLEADED = {
    said: plea
    for plea in ("not guilty", "guilty", "no contest", "nolo contendere", "alford")
    for said in (
        *(f"{verb} {plea}" for verb in ("pleaded", "pled", "pleads", "plead")),
        *(f"plea of {plea}", f"{plea} plea", f"{plea} plea entered", f"plea {plea}"),
    )
}
SET_ASIDE = ("conviction set aside", "conviction overturned", "conviction thrown out")
CLAIM_DROPPED = (
    *("claim dropped", "claim withdrawn", "voluntary dismissal", "claim voluntarily dismissed"),
    *("notice of voluntary dismissal", "nonsuit", "nonsuited", "suit dropped", "drops claim"),
)
