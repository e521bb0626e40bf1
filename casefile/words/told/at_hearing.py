"""At hearing: what is typed with a hearing that was held and is an event of its own, the plea."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.law.catalogue import fields_of
from casefile.law.events.process import HearingHeld
from casefile.law.events.trial import ChargePleaEntered
from casefile.words.what.field_names import as_field, field_called

PLEA = ("plea", "pleaded", "pled", "pleads", "plead")


def with_plea(tag: str, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was typed for a hearing that was held, and for the plea entered at it, if any.

    With a plea, the charge that is typed is that to which it was entered.
    """
    pleas = [name for name in typed if as_field(name) in PLEA]
    if tag != HearingHeld.tag or len(pleas) != 1:
        return dict(typed), {}
    own = [one.encode_name for one in fields_of(HearingHeld)]
    its = [one.encode_name for one in fields_of(ChargePleaEntered)]
    of_plea = {
        name: value
        for name, value in typed.items()
        if name not in pleas
        and not field_called(name, own, tag)
        and field_called(name, its, ChargePleaEntered.tag)
    }
    rest = {name: typed[name] for name in typed if name not in (*pleas, *of_plea)}
    return rest, {"plea": typed[pleas[0]], **of_plea}
