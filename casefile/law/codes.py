"""The codes that several families share, each stored word with its label."""

import re

from casefile.event import Code


class Prejudice(Code):
    """Whether a dismissal bars the same charge or claim for good."""

    WITH = "with", "with prejudice"
    WITHOUT = "without", "without prejudice"
    UNKNOWN = "unknown", "prejudice unknown"


class Severity(Code):
    """How grave an offense is, the gravest first."""

    FELONY = "felony"
    MISDEMEANOR = "misdemeanor"
    PETTY = "petty", "petty misdemeanor"
    INFRACTION = "infraction"
    UNKNOWN = "unknown"


_ordinal = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth", re.IGNORECASE)
_before = re.compile(r".+ .+|gross|capital|petty", re.IGNORECASE)  # class A, state jail


def graded(severity: Severity | None, degree: str | None) -> str:
    """Return how grave an offense is, as it is said: "third degree felony", "class A felony".

    What a degree already says is not said again; nothing where nothing is known.
    """
    grave = severity.label if severity and severity is not Severity.UNKNOWN else ""
    if not degree or not grave:
        return degree or grave
    if _ordinal.fullmatch(degree):
        return f"{degree} degree {grave}"
    if re.search(rf"\b{grave}\b", degree, re.IGNORECASE):
        return degree
    return f"{degree} {grave}" if _before.fullmatch(degree) else f"{degree} ({grave})"


class Instrument(Code):
    """The paper by which a charge is brought."""

    COMPLAINT = "complaint"
    INFORMATION = "information"
    INDICTMENT = "indictment"
    CITATION = "citation"
    PETITION = "petition"
    UNKNOWN = "unknown"


class Track(Code):
    """The kind of exposure that an item is; tracks are never merged into one status."""

    CRIMINAL = "criminal"
    CIVIL = "civil"
    REGULATORY = "regulatory"
