"""Telling: a sentence as each reader of whole sentences has it, with what is known beside it."""

from __future__ import annotations

from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.words.forms.dated import dated
from casefile.words.told.apart import Apart
from casefile.words.told.told_act import NOTHING, ToldAct
from casefile.words.what.event_types import TRACKS


class Telling(NamedTuple):
    """The words of a sentence that is told of a matter.

    `of` is as of which category the matter is told, and `given` the day that was typed beside.
    """

    asking: Asking
    matter_id: str
    words: str
    of: str
    given: str = ""

    @property
    def track(self) -> Track | None:
        """Return what is followed in the matter: charges, claims or citations."""
        track = TRACKS.get(category(self.asking, self.matter_id) or "")
        return Track(track) if track else None

    @property
    def with_its_day(self) -> tuple[str, str]:
        """Return the words without the day behind them, and that day; as they are for none."""
        return (None if self.given else dated(self.words, NOTHING)) or (self.words, "")

    def apart(self, words: str) -> list[ToldAct]:
        """Return the acts into which words of the matter are parted; nothing where some is left."""
        return Apart(self.asking, self.matter_id, self.of).acts(words)
