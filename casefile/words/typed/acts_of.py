"""Acts of: whose act an event is, by the name of who holds an office, or as only a court's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.inspect import EnumType, Type

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.events.dismissal import DismissedBy
from casefile.law.events.people import OfficeHeld
from casefile.projections.names import name_key
from casefile.words.kinds import plain
from casefile.words.values.by_kind import Understood
from casefile.words.what.courts import is_judge
from casefile.words.what.event_words import SMALL
from casefile.words.what.field_names import as_field

# What only a court does, or its clerk for it.
OF_COURT = frozenset(
    (
        *("claim.default_entered", "claim.default_set_aside", "claim.judgment_entered"),
        *("claim.judgment_amended", "claim.mistrial_declared", "claim.settlement_approved"),
        *("claim.settlement_disapproved", "claim.determined", "claim.answer_stricken"),
        *("charge.conviction_entered", "charge.adjudicated", "charge.deferral_ordered"),
        *("charge.mistrial_declared", "charge.acquittal_entered", "charge.plea_rejected"),
        *("motion.decided", "hearing.scheduled", "hearing.cancelled", "matter.stay_changed"),
        *("sentence.imposed", "sentence.modified"),
    )
)
COURT = frozenset(("court", "judge", "clerk", "court clerk", "clerk court", "order", "court order"))
BY = ("by", "ordered_by", "entered_by", "set_by", "granted_by")
SIDES: Mapping[str, DismissedBy] = {
    OfficeHeld.PROSECUTOR: DismissedBy.PROSECUTION,
    OfficeHeld.SPECIAL_PROSECUTOR: DismissedBy.PROSECUTION,
    OfficeHeld.JUDGE: DismissedBy.COURT,
}


def is_of_court(tag: str, name: str, typed: Any) -> bool:
    """Tell whether it is typed that a court did what only a court does."""
    match typed:
        case [str(who)] if tag in OF_COURT and as_field(name) in BY:
            return " ".join(one for one in name_key(who).split() if one not in SMALL) in COURT
    return False


def of_official(kind: Type, typed: str, asking: Asking, matter_id: str) -> Understood | None:
    """Return by whom a charge is dismissed, as somebody is called who holds an office there."""
    match plain(kind)[0]:
        case EnumType(cls=cls) if cls is DismissedBy:
            words = set(name_key(typed).split())
            view = matters.view(asking, matter_id)
            found = [
                one
                for one in view.officials
                if one.office in SIDES and words and words <= set(name_key(one.name or "").split())
            ]
            if len({SIDES[one.office] for one in found}) == 1:
                side = SIDES[found[0].office].value
                office = found[0].office.replace("_", " ")
                return Understood(side, f"{side} ({found[0].name}, {office})")
            if is_judge(typed):
                return Understood(DismissedBy.COURT.value, f"court ({typed})")
    return None
