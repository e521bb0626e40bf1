"""Notes: what is kept beside an event of what was typed for it and it has no field for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from casefile.answers.asking import Asking
from casefile.law.catalogue import Event
from casefile.law.events.record import NoteRecorded
from casefile.law.fields import Money
from casefile.words.typed.no_field import circumstance
from casefile.words.values.several_penalties import Together
from casefile.words.what.costs import Costs, noted

PARTLY_READ = "partly_read"  # the field that says that there is more to a sentence


class Notes:
    """The note on an event; `told` is said what it was read as."""

    def __init__(self, told: list[str], *, keeps: bool) -> None:
        self.told, self._keeps = told, keeps
        self.text = self._credit = ""

    def add(self, words: str) -> None:
        """Put words behind those of the note."""
        self.text = "; ".join(filter(None, (self.text, words)))

    def keep(self, tag: str, name: str, typed: Any) -> bool:
        """Keep what is typed for no field of a type, and only says how it was; tell if it is."""
        own = self._keeps and tag not in ("", NoteRecorded.tag)
        words = circumstance(tag, name, typed) if own else ""
        if words:
            self.told.append(f"note = {NoteRecorded.tag}, beside it: {words}")
            self.add(words)
        return bool(words)

    def say_penalties(self, said: Together, *, corrects: bool) -> None:
        """Keep the words of penalties that say more than is recorded of them, and a credit."""
        self._credit = said.credit or self._credit
        if said.words:
            self.add(f"Of the sentence: {said.words}")
        if said.owed_to:
            self.add(f"Restitution is owed to {said.owed_to}")
        if words := "; ".join(filter(None, (said.words, said.owed_to and f"to {said.owed_to}"))):
            told = f"components = what can be told of it ({words}: {_kept(corrects)})"
            self.told.append(told)

    def say_sum(self, amount: dict[str, Any]) -> None:
        """Keep the sum for which several claims are settled together, as that of none alone."""
        words = f"Settled for {msgspec.convert(amount, Money).label} in all"
        self.told.append(f"note = {NoteRecorded.tag}, beside it: {words} (of each it is not said)")
        self.add(words)

    def say_credit(self, data: dict[str, Any], *, corrects: bool) -> None:
        """Say of a sentence with a credit for time served that there is more to it."""
        if self._credit:
            data.setdefault(PARTLY_READ, True)
            self.add(self._credit)
            why = f"{self._credit} is no penalty of its own: {_kept(corrects)}"
            self.told.append(f"{PARTLY_READ} = yes ({why})")

    def say_costs(
        self,
        costs: Costs,
        items: Sequence[Any],
        cls: type[Event] | None,
        asking: Asking | None,
        matter_id: str,
    ) -> None:
        """Keep what is said of costs, with the event that it belongs to."""
        for one in noted(asking, matter_id, cls, items, costs) if asking and cls else ():
            self.told.append(f"note = {NoteRecorded.tag}, beside it: {one}")
            self.add(one)


def _kept(corrects: bool) -> str:
    return "keep it as a note" if corrects else "it is kept as a note"
