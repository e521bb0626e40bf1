"""Names of fields: which field of an event is meant by a name as somebody types it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from casefile.errors import Misfit

# What people call the number that a court gives to a case.
NUMBERS = (
    *("docket", "docket_no", "docket_number", "case_no", "case_number", "cause_no"),
    *("cause_number", "new_case_number", "court_number"),
)
IDS = ("_id", "_ids")
# Words that are in many names, so that none of these is meant by them alone.
_SMALL = frozenset(("and", "as", "at", "by", "for", "from", "in", "of", "on", "to"))
# What people call a field otherwise, with the fields that it can be, of which a type has one.
CALLED: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("charge", "claim", "citation", "count"), ("item_id", "item_ids")),
    **dict.fromkeys(
        (
            "plaintiff",
            "claimant",
            "petitioner",
        ),
        ("claimants", "parties"),
    ),
    **dict.fromkeys(("between", "and", "from"), ("parties",)),
    **dict.fromkeys(("damages", "asks", "seeking", "demand"), ("amount",)),
    **dict.fromkeys(("attached", "attached_to"), ("attaches_to",)),
    "by": ("claimants", "instrument", "appellant", "filed_by"),
    **dict.fromkeys(("defendant", "respondent"), ("against", "party_id", "parties", "for")),
    "state": ("jurisdiction",),
    "type": ("category", "kind"),
    "who": ("party_id", "appellant", "speaker", "actor", "for", "name", "parties"),
    "what": ("intended_event", "kind", "description", "title", "offense", "text"),
    **dict.fromkeys(("document", "paper"), ("title",)),
    "entry": ("text",),
    "disposition": ("text", "components"),
    "statement": ("quote", "text"),
    **dict.fromkeys(("matter", "case"), ("other", "docket_no")),
    "class": ("classification",),
    "how": ("relation", "how"),
    "of": ("of", "parties", "party_id"),
    "old": ("from",),
    "new": ("to", "offense"),
    "no": ("number",),
    "fine": ("penalty", "amount"),
    **dict.fromkeys(("in_favor_of", "winner", "prevailing_party"), ("for",)),
    "event": ("events", "intended_event"),
    "crime": ("offense",),
    "offence": ("offense",),
    "counsel": ("names",),
    "attorney": ("names",),
    "lawyer": ("names",),
    "penalty": ("components",),
    "sentence": ("components",),
    "note": ("text",),
    "client": ("for",),
    **dict.fromkeys(("where", "courtroom", "room", "location"), ("place",)),
    "when": ("at", "due"),
    **dict.fromkeys(("date", "day"), ("effective",)),
    "sum": ("amount",),
    "holidays": ("holidays_of",),
    "words": ("text", "quote"),
    "about": ("topic",),
    "role": ("capacity",),
    "obligation": ("what",),
    **dict.fromkeys(("outcome", "result", "ruling"), ("outcome", "outcomes", "how")),
    "against": ("parties", "party_id"),
    "to": ("parties", "party_id", "offense", "status"),
    "with": ("parties",),
    "party": ("parties", "for"),
    **dict.fromkeys(("on", "enhances"), ("attaches_to", "parties")),
    **dict.fromkeys(("violation", "text", "description"), ("offense", "quote", "standards")),
    **dict.fromkeys(("why", "because"), ("reason",)),
}
_OFFICIAL = {
    **dict.fromkeys(("judge", "prosecutor", "who"), "name"),
    **dict.fromkeys(("role", "title", "position", "as"), "office"),
}
# What people call a field of some types alone.
CALLED_IN: Mapping[str, Mapping[str, str]] = {
    "charge.filed": {
        **dict.fromkeys(("citation", "ticket", "ticket_number", "ticket_no"), "citation_no"),
        **dict.fromkeys(("fine", "amount"), "penalty"),
        **dict.fromkeys(("name", "for", "with"), "offense"),
    },
    "claim.filed": {
        **dict.fromkeys(("name", "offense", "violation"), "cause"),
        "party": "against",
    },
    "party.added": {"names": "name"},
    **{
        tag: {"evidence": field, "by": "held_by", "to": "until"}
        for tag, field in (("evidence.retained", "kind"), ("evidence.released", "retention_id"))
    },
    "claim.served": dict.fromkeys(("by", "how", "manner", "served_by"), "method"),
    "appeal.filed": {"court": "court_id"},
    "claim.answered": {"by": "parties"},
    "charge.deferral_ordered": {"until": "ends", "through": "ends"},
    "claim.default_entered": {"by": "entered_by"},
    "claim.judgment_entered": {
        "by": "entered_by",
        **dict.fromkeys(("writ", "writ_of_restitution", "writ_of_possession"), "writ_on"),
    },
    "claim.dismissed": {"by": "parties"},
    "claim.settled": {"by": "parties"},
    "charge.plea_entered": {"to": "item_id", "on": "item_id"},
    "charge.conviction_entered": {"on": "basis", "by": "basis"},
    "hearing.scheduled": dict.fromkeys(
        ("date", "day", "to", "on", "time", "for", "until", "new_date", "new_time"), "at"
    ),
    "matter.opened": {
        **dict.fromkeys(("name", "caption", "case_name"), "title"),
        **dict.fromkeys(("number", "case_number"), "docket_no"),
        **dict.fromkeys(
            ("we_act_for", "acting_for", "act_for", "our_client", "our_side", "we_are"), "for"
        ),
    },
    "deadline.set": {
        **dict.fromkeys(("date", "day", "to", "on", "by", "until"), "due"),
        "what": "kind",
        **dict.fromkeys(("for", "party", "who", "whose"), "of"),
    },
    "intent.announced": {"by": "actor", "who": "actor", "what": "intended_event"},
    "intent.withdrawn": {"by": "actor"},
    "statement.recorded": {"by": "speaker"},
    "note.recorded": {"about": "party_id"},
    **{
        tag: {"by": "authority"}
        for tag in ("matter.access_changed", "charge.record_access_changed")
    },
    **{
        tag: dict.fromkeys(("for", "of", "debtor"), "parties")
        for tag in ("claim.discharged", "matter.stay_changed")
    },
    "matter.incident_occurred": {"what": "description"},
    "official.assigned": _OFFICIAL,
    "official.withdrawn": _OFFICIAL,
    "citation.issued": {
        "by": "agency",
        "to": "party_id",
        "violation": "standards",
        **dict.fromkeys(("type", "severity", "level"), "classification"),
        "proposed_penalty": "penalty",
    },
    "motion.filed": {"filed_by": "by", "movant": "by"},
    "citation.settled": {"amount": "penalty"},
    "sentence.modified": {"to": "components"},
}


def field_called(name: str, fields: Collection[str], tag: str = "") -> str | None:
    """Return the field that a typed name means: spaces, case, number and a last _id may differ.

    A name also means the one field that has all of its words, or that people call so; some do in
    one type alone. With more words than a field has it never means that field: the date of an
    offense is no offense.
    """
    wanted = as_field(name)
    if wanted in fields:
        return wanted
    if (own := CALLED_IN.get(tag, {}).get(wanted)) in fields:
        return own
    kin = [one for one in fields if one.endswith((*IDS, "s")) and root(one) == root(wanted)]
    words = {"no" if one == "number" else one for one in wanted.split("_")}
    plain = [one for one in fields if one != "source_label"]
    within = [one for one in plain if _is_within(words, set(one.split("_")))]
    called = [one for one in _others(wanted) if one in fields][:1]
    return next((found[0] for found in (kin, within, called) if len(found) == 1), None)


def is_guess(name: str, fields: Collection[str], tag: str = "") -> bool:
    """Tell whether what a typed name means is a guess among several fields that people call so."""
    wanted = as_field(name)
    field = field_called(name, fields, tag)
    if field == wanted:
        return False
    several = len(_others(wanted)) > 1 and wanted not in CALLED_IN.get(tag, {})
    return several and field in _others(wanted) and not set(wanted.split("_")) & _words(field)


def _is_within(words: set[str], of_field: set[str]) -> bool:
    """Tell whether a field has some words, and they all that tell who, when and the like."""
    return words <= of_field and of_field & _SMALL <= words and not words <= _SMALL


def _words(field: str | None) -> set[str]:
    return set(root(field).split("_")) if field else set()


def _others(wanted: str) -> Sequence[str]:
    return CALLED.get(wanted) or CALLED.get(root(wanted), ())


def as_field(name: str) -> str:
    """Return a name as fields are written: small letters, and _ for a space or a hyphen."""
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def as_typed(name: str) -> str:
    """Return a field's name as it is typed, without what its id adds: item_id is item."""
    return re.sub(r"_ids?(?=$|[ ,])", "", name)


def said_as_typed(misfit: Misfit) -> Misfit:
    """Return what is wrong of a field under the name that is typed for it."""
    return misfit._replace(field="" if misfit.where == "data" else as_typed(misfit.where))


def root(name: str) -> str:
    """Return a field's name without what is added for an id, or for several."""
    return re.sub("ie$", "y", re.sub("(_ids?|s)$", "", name))
