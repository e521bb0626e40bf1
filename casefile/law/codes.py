"""The codes that several families share, each stored word with its label."""

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
