"""One of a side: who alone is meant where a side is said by a name, and others are on it.

Judgment for Lobo, of two defendants, is no judgment for the other one.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.errors import Misfit, Several, Unknown
from casefile.words.which.roles import several_said

PARTIES = "parties"


class OneOfSide:
    """Puts into an event whom it concerns alone, of those on the sides that were said by a name.

    `said` has what was typed for a side, by the field. What it does goes to `told` and `misfits`.
    """

    def __init__(
        self, asking: Asking | None, matter_id: str, told: list[str], misfits: list[Misfit]
    ) -> None:
        self.asking, self.matter_id = asking, matter_id
        self.told, self.misfits = told, misfits
        self.said: dict[str, str] = {}

    def put(self, data: dict[str, Any], whole: Mapping[str, Any], also: Sequence[Any] = ()) -> None:
        """Put into data the parties whom alone the event, which is whole, concerns."""
        items = [whole.get("item_id"), *also]
        for field, typed in self.said.items():
            on_side = self._on_side(items, str(whole.get(field)))
            named = self._named(typed, items, on_side)
            if not named or named == on_side.keys():
                continue
            given = whole.get(PARTIES)
            there = list(given) if isinstance(given, list | tuple) else []
            those = on_side.keys() & set(there)
            names = " and ".join(on_side[one] for one in sorted(named))
            if not those:
                data[PARTIES] = [*there, *sorted(named)]
                self.told.append(f"{PARTIES} = {names} (alone of the {whole[field]}s)")
            elif those != named:
                sentence = (
                    f"By {field}={typed} it is for {names} alone, and by this for others of the "
                    f"{whole[field]}s. Write {PARTIES}={shlex.quote(names)}, or "
                    f"{field}={whole[field]} for all whom {PARTIES} names."
                )
                self.misfits.append(Misfit(f"data.{PARTIES}", sentence))

    def _on_side(self, items: Collection[Any], side: str) -> dict[str, str]:
        """Return the names of those who stand on a side of some claims, by their ids."""
        if not self.asking:
            return {}
        view = matters.view(self.asking, self.matter_id)
        who = {one.party_id: one.name for one in view.parties}
        return {
            party.party_id: who.get(party.party_id, party.party_id)
            for one in view.items
            if one.item_id in items
            for party in one.parties
            if party.side == side
        }

    def _named(self, typed: str, items: Collection[Any], on_side: Collection[str]) -> set[str]:
        """Return those of a side whom a text means; nobody where it says the side itself."""
        if not self.asking or not on_side:
            return set()
        item_ids = [one for one in items if isinstance(one, str)]
        found = meant.parties_in_role(self.asking, self.matter_id, typed, item_ids)
        if found:
            return {one.party_id for one in found if one.party_id in on_side}
        if several := several_said(self.asking, self.matter_id, typed, item_ids):
            return set(several) & set(on_side)
        try:
            one = meant.party(self.asking, typed, matter_id=self.matter_id, item_ids=item_ids).id
        except (Several, Unknown):
            return set()
        return {one} & set(on_side)
