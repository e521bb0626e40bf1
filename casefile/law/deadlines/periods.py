"""Periods of limitation: how long a crime can be charged, by jurisdiction, as a table."""

from __future__ import annotations

from collections.abc import Mapping

NEVER = None  # a crime that may be charged at any time
ANY = ""  # every degree that is not named beside it


class Statute(str):
    """A section that defines an offense, with its parts: what names a period as a degree does."""

    __slots__ = ()


# Sections of Illinois whose offenses 720 ILCS 5/3-5(a) lists, and some that it does not list, whose
# own text sets no period.
_NEVER_IN_ILLINOIS = (
    "720 ILCS 5/9-1",  # first degree murder
    "720 ILCS 5/9-2",  # second degree murder
    "720 ILCS 5/9-3",  # involuntary manslaughter, reckless homicide
    "720 ILCS 5/9-3.4",  # concealment of homicidal death
    "720 ILCS 5/11-20.1(a)(1)",  # child pornography
    "720 ILCS 5/11-20.1B(a)(1)",  # aggravated child pornography
    "720 ILCS 5/17-3",  # forgery
    "720 ILCS 5/20-1",  # arson, residential arson
    "720 ILCS 5/20-1.1",  # aggravated arson
    "625 ILCS 5/11-401",  # leaving the scene of an accident with death or injuries
    "625 ILCS 5/11-403",  # failing to give information and aid
    "625 ILCS 5/11-501(d)(1)(F)",  # aggravated driving under the influence with death
)
_LIMITED_IN_ILLINOIS = (
    "720 ILCS 5/19-1",  # burglary
    "720 ILCS 5/19-2",  # possession of burglary tools
)

# How many months the law gives for charging a crime, by jurisdiction and severity, and by degree or
# statute. What a row names in neither way may have any period of the row. What is special is not
# here: in New Mexico no end for murder in the second degree, three years for a crime outside the
# Criminal Code and for a felony of the first degree that is not violent.
LIMITATIONS: Mapping[str, Mapping[str, Mapping[str, int | None]]] = {
    "US": {  # 18 U.S.C. 3281 and 3282(a)
        "felony": {"capital": NEVER, ANY: 60},
        "misdemeanor": {ANY: 60},
        "petty": {ANY: 60},
        "infraction": {ANY: 60},
    },
    "US-IL": {  # 720 ILCS 5/3-5(a) and (b)
        "felony": {
            **dict.fromkeys(map(Statute, _NEVER_IN_ILLINOIS), NEVER),
            **dict.fromkeys(map(Statute, _LIMITED_IN_ILLINOIS), 36),
        },
        "misdemeanor": {ANY: 18},
    },
    "US-NM": {  # NMSA 1978, 30-1-8
        "felony": {"capital": NEVER, "first": NEVER, "second": 72, "third": 60, "fourth": 60},
        "misdemeanor": {ANY: 24},
        "petty": {ANY: 12},
    },
}
# Where a prosecution that has ended gives more time for the next one, and what says so.
KEPT_OPEN: Mapping[str, str] = {
    "US": "18 U.S.C. 3288 and 3289",  # months after the dismissal, or after the period
    "US-IL": "720 ILCS 5/3-7(a)(3)",  # the time in which it was pending does not count
}
GRACE = 6  # calendar months (18 U.S.C. 3288 and 3289)
