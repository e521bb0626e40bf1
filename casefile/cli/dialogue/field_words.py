"""Field words: the question for each field of an event, in words that say what is asked."""

from __future__ import annotations

from collections.abc import Mapping

from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.subjects import ITEM, PARTY
from casefile.words.new_ids import NOUNS
from casefile.words.what.field_names import as_typed
from casefile.words.when.kept import EFFECTIVE

# What is asked for in other words than by the name of the field.
_ASKED: Mapping[str, str] = {
    "agency": "Which agency is it",
    "appellant": "Who appeals",
    "at": "When is it, with the hour",
    "by": "By whom",
    "cause": "What is the claim for",
    "conditions": "On which conditions",
    "court_id": "Which court is it",
    "docket_no": "What is the number of the case",
    "for": "For whom",
    "filed_by": "Who files it",
    "of": "Of whom",
    "against": "Against whom",
    "claimants": "Whose claim is it",
    "components": "What was imposed",
    "due": "When is it due",
    "finding": "What was found",
    "how": "How",
    "kind": "Of what kind is it",
    "met_by": "What meets it",
    "method": "How were they served",
    "name": "What is the name",
    "needs_approval": "Is approval still awaited",
    "new": "Which charge takes its place",
    "old": "Which charge is superseded",
    "outcome": "How was it decided",
    "place": "Where is it",
    "prejudice": "With or without prejudice",
    "quote": "What was said",
    "reason": "Why",
    "result": "What came of it",
    "role": "In which role",
    "speaker": "Who said it",
    "standards": "Which section is it",
    "term": "For how long",
    "text": "What does it say",
    "topic": "About what",
    "verdict": "What was found",
    "what": "What is it",
    EFFECTIVE: "On which day did it happen",
}
# The same where the field of one type is another thing.
_ASKED_OF: Mapping[tuple[str, str], str] = {
    ("claim.answered", "parties"): "Who answers",
    ("claim.default_entered", "parties"): "Against whom",
    ("claim.judgment_entered", "possession"): "Is possession given with it",
    ("claim.judgment_entered", "writ_on"): "From which day may a writ for possession issue",
    ("claim.served", "parties"): "Who was served",
    ("claim.settled", "parties"): "Who settles",
    ("counsel.appeared", "for"): "For whom is it that they appear",
    ("counsel.appeared", "names"): "Who appears",
    ("counsel.withdrawn", "for"): "Whose counsel withdraws",
    ("intent.announced", "actor"): "Who announces it",
    ("intent.announced", "expected"): "By which day is it expected",
    ("intent.announced", "intended_event"): "What is to come",
    ("intent.announced", "occasion"): "At what act is it to come",
    ("matter.stay_changed", "on"): "Are the proceedings stayed from then on (no: they go on)",
    ("official.assigned", "name"): "Who is it, by name",
    ("party.changed", "name"): "What is the new name",
    ("party.merged", "from"): "Who is the same as somebody else on record",
    ("party.merged", "into"): "Who is that other one",
    ("party.substituted", "from"): "Whose place is taken",
    ("party.substituted", "to"): "Who takes the place",
}


def question(cls: type[Event], name: str, kind: str) -> str:
    """Return the question for a field of a type that names something of a kind, or is words."""
    if asked := _ASKED_OF.get((cls.tag, name)) or _ASKED.get(name):
        return asked
    if kind == ITEM:
        return (
            f"Which {NOUNS[Track(cls.track)]}" if cls.track else "Which charge, claim or citation"
        )
    if kind == PARTY:
        role = as_typed(name)
        return "Who" if role in ("party", "parties") else f"Who is the {role.replace('_', ' ')}"
    words = as_typed(name).replace("_", " ")
    return f"Which {kind}" if kind else f"What is the {words}"
