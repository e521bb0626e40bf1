"""Spelled names: parties that are named in what an event is called, as the record spells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from casefile.law.catalogue import Event
from casefile.law.events.process import (
    DeadlineSet,
    DocumentFiled,
    HearingHeld,
    HearingScheduled,
    MotionFiled,
)

# What an event is called, in the words of whoever types it.
CALLED: Mapping[type[Event], str] = {
    DeadlineSet: "kind",
    DocumentFiled: "title",
    HearingHeld: "kind",
    HearingScheduled: "kind",
    MotionFiled: "kind",
}


def spelled(text: str, names: Iterable[str]) -> str:
    """Return a text with the names in it as they are spelled; of one word after of or by alone."""
    for name in names:
        words = name.split()
        if words[1:]:
            text = _spelled(text, rf"\b{re.escape(name)}\b", name)
        for word in words:
            text = _spelled(text, rf"(?<=\b(?:of|by) ){re.escape(word)}$", word)
    return text


def _spelled(text: str, pattern: str, name: str) -> str:
    return re.sub(pattern, lambda _: name, text, flags=re.IGNORECASE)
