"""Bases: on what a conviction rests, where the plea on record tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casefile.answers import matters
from casefile.answers.asking import Asking
from casefile.law.criminal import PLEA_TENDERED
from casefile.law.events.conviction import ConvictionBasis
from casefile.law.events.trial import Plea

OF_PLEAS: Mapping[str, ConvictionBasis] = {
    Plea.GUILTY: ConvictionBasis.PLEA_GUILTY,
    Plea.NO_CONTEST: ConvictionBasis.PLEA_NO_CONTEST,
    Plea.ALFORD: ConvictionBasis.PLEA_ALFORD,
}
ON_PLEA = frozenset(("plea", "a plea", "the plea", "by plea", "on plea", "on a plea", "his plea"))


def basis_on_record(
    asking: Asking, matter_id: str, item_id: str, on: date
) -> tuple[ConvictionBasis, str] | None:
    """Return the plea on which a charge stands on a day, and since when; None where it has none."""
    view = matters.view(asking, matter_id, as_of=on.isoformat())
    found = [
        (OF_PLEAS[one.detail["plea"]], f"the plea of {one.since.effective}" if one.since else "")
        for one in view.items
        if one.item_id == item_id
        and one.state == PLEA_TENDERED
        and one.detail.get("plea") in OF_PLEAS
    ]
    return found[0] if len(found) == 1 else None
