"""Labels: what the fields of forms are called, what is said beside them, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from casefile.event import Override, Source
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.citation import CitationIssued
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DeadlineSet, DocumentFiled, HearingScheduled
from casefile.law.events.sentence import Component

LABELS: Mapping[str, str] = {
    "effective": "When",
    "assertion": "How sure is it",
    "at": "Its day and hour",
    "alternative_group": "Group of alternatives",
    "causation": "Which event caused it",
    "correlation": "Which event it goes with",
    "duplicates": "Which event it repeats",
    "after": "Which events came before it",
    "resolves": "Which conflicts it settles",
    "refiles": "Which earlier one it files again",
    "locator": "Where in the document",
    "quote": "In its own words",
    "target": "Which event",
    "received": "When the office had it",
    "as_written": "The source's own words for the day",
    "resolution": "How they became a day",
    "asserted_by": "Who says so",
    "source_label": "What the source calls it",
    "links": "How it stands to other events",
    "same_person": "Somebody known from another matter",
    "item_id": "Charge, claim or citation",
    "item_ids": "Charges, claims or citations",
    "components": "What it consists of",
    "partly_read": "There is more of it, not read",
    "relation": "How it runs beside others",
    "sha256": "SHA-256 of the file",
}
# What a field is called in one class alone.
OWN: Mapping[tuple[type[Struct], str], str] = {
    (DeadlineSet, "trigger"): "Counted from",
    (DeadlineSet, "of"): "Whose deadline it is",
    (DeadlineSet, "kind"): "What is due",
    (DeadlineSet, "due"): "Due on",
    (MatterOpened, "for"): "Client",
    (ClaimSettled, "in_all"): "One sum for several claims",
    (Override, "authority"): "On whose authority",
    (Override, "reason"): "Why it is recorded all the same",
}
# What the day of an event is called in some classes, and what is said beside it.
WHEN: Mapping[type[Struct], tuple[str, str]] = {
    DeadlineSet: ("When it was set", ""),
    HearingScheduled: ("When it was set", ""),
    MatterOpened: ("When the office opened it", ""),
    PartyAdded: (
        "Since when",
        "Like 4/21/2023 or April 2023. Left empty: by today, and since when is left open.",
    ),
}
HINTS: Mapping[tuple[type[Struct], str], str] = {
    (DeadlineSet, "trigger"): "The event from which its days run.",
    (DeadlineSet, "kind"): "Left empty, it is what the rule is about.",
    (ClaimSettled, "in_all"): "Yes where the amount is one sum for all that were settled.",
    (Component, "term"): "Like 6 months, 90 days, life, or 3 years, 2 suspended.",
    (MatterOpened, "title"): "Like State v. Jane Doe.",
    (MatterOpened, "court_id"): "Its name, or its id, like nmd, by which its rules are known.",
    (MatterOpened, "for"): "The name of whom the office is there for, who is added next.",
    (PartyAdded, "role"): "Like defendant, plaintiff, victim or witness.",
    (PartyAdded, "same_person"): "Yes takes whoever is called so. "
    "Left open, you can choose before it is recorded.",
    (Source, "kind"): "Needed once anything else is said of the source.",
}
# What is said of the form of a class where somebody may look for another one.
BESIDE: Mapping[str, str] = {
    ChargeFiled.tag: "A traffic ticket is one, too.",
    CitationIssued.tag: "It is of an agency; a traffic ticket is a charge filed.",
}
EVERYBODY = "With none chosen, it is about everybody whose it is."  # of every field of parties
# The fields of a class in the order in which they are filled in, before all others.
ORDER: Mapping[type[Struct], Sequence[str]] = {
    DeadlineSet: ("rule", "trigger", "served_by", "of", "kind", "due", "period"),
    MatterOpened: ("title", "category", "jurisdiction", "for", "docket_no", "court_id"),
    ChargeFiled: (
        *("party_id", "offense", "count_no", "statute", "severity", "degree"),
        *("kind", "instrument", "attaches_to", "citation_no", "penalty", "place"),
    ),
    Source: ("kind", "document", "date", "locator", "quote", "privilege"),
}
# Those of which few fill in any.
SELDOM: Mapping[type[Struct], Sequence[str]] = {
    DeadlineSet: (
        "steps",
        "replaces",
        "closed_on",
        "holidays_of",
        "computed",
        "time_zone",
        "met_by",
        "also",
    ),
    MatterOpened: ("time_zone",),
    ChargeFiled: (
        "kind",
        "instrument",
        "attaches_to",
        "citation_no",
        "penalty",
        "place",
        "alternative_group",
        "refiles",
    ),
    DocumentFiled: ("docket_entry", "sha256", "bates", "exhibit"),
    AppealFiled: ("from_event", "de_novo", "annuls"),
    Source: ("locator", "quote", "privilege"),
}


def label_of(name: str, cls: type[Struct] | None = None) -> str:
    """Return what a field is called: its name in words, without saying that it is an id."""
    plain = name.removesuffix("_ids").removesuffix("_id").replace("_", " ").strip()
    words = f"{plain.removesuffix(' no')} number" if plain.endswith(" no") else plain
    said = LABELS.get(name, words)
    family = getattr(cls, "tag", "").partition(".")[0]
    if name in ("item_id", "item_ids") and family in ("charge", "claim", "citation"):
        said = f"{family}s" if name == "item_ids" else family
    if cls is not None:
        said = OWN.get((cls, name), said)
    return said[:1].upper() + said[1:]


def hint_of(name: str, cls: type[Struct]) -> str:
    """Return what is said beside a field that its own type does not say."""
    return HINTS.get((cls, name), EVERYBODY if name == "parties" else "")


def place_of(name: str, cls: type[Struct]) -> int:
    """Return the place of a field among those of its class that have one, or behind them."""
    names = ORDER.get(cls, ())
    return names.index(name) if name in names else len(names)
