"""Kept: what an event keeps of the days that somebody typed for it in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from casefile.event import TYPED
from casefile.law.stretches import day_name
from casefile.words.when.days import TypedDay
from casefile.words.when.here import Here

EFFECTIVE: Final = "effective"


def kept(here: Here, typed: Mapping[str, TypedDay], *, told: bool) -> dict[str, str]:
    """Return what an event keeps of its typed days: the words, and how they became dates.

    How it was read tells what was typed from what a source has written. Where the source's own
    words are `told` already, what was typed is said with it.
    """
    words = {name: one for name, one in typed.items() if not one.as_edtf}
    if not words:
        return {}
    said = "; ".join(
        one.text if name == EFFECTIVE else f"{name}: {one.text}" for name, one in words.items()
    )
    read = "; ".join(f"{one.meant.words}{_by(one)}" for one in words.values() if one.meant)
    typed_as = f" as {said!r}" if told else ""
    resolution = f"{TYPED} {day_name(here.today)}{typed_as}, and read as {read}"
    return {"as_written": said, "resolution": resolution}


def _by(day: TypedDay) -> str:
    return f", {day.by}" if day.by else ""
