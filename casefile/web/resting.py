"""Resting: what is refused because of an event that rests on it, which is amended first."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import cleandoc
from typing import Any, NamedTuple

from flask import url_for

from casefile.answers.standing.evidence import EventTold
from casefile.errors import CasefileError, Malformed, Misfit, Refused
from casefile.law.fact import AMENDING
from casefile.law.refusals import LATER_ILLEGAL
from casefile.web.filling import Filling
from casefile.web.prose import prose
from casefile.web.saying import ChangeShown

NUMBER = "\N{NUMERO SIGN}\N{NO-BREAK SPACE}"


class AmendedFirst(NamedTuple):
    """What is done first, in words, and where; `sentence` says why."""

    sentence: str
    step: str
    address: str


def amended_first(
    filling: Filling, refused: CasefileError, resting: EventTold | None
) -> AmendedFirst | None:
    """Return which event on record is amended before a correction, or before one is taken back.

    None where nothing is amended, or nothing rests on what is.
    """
    amends = filling.corrects or filling.form.type in AMENDING
    if not amends or resting is None or resting.type in AMENDING:
        return None
    if not isinstance(refused, Refused) or not refused.of_another:
        return None
    number, because = f"{NUMBER}{resting.position}", refused.sentence.removeprefix(LATER_ILLEGAL)
    because = because.removesuffix(cleandoc(type(refused).__doc__ or "")).rstrip()
    sentence = f"{number} could not stand any more: {prose(because)}"
    if filling.corrects:
        address = url_for("web.correct", event_id=resting.event_id)
        return AmendedFirst(f"{sentence} Correct {number} first.", f"Correct {number}", address)
    target: dict[str, Any] = {"data.target": resting.event_id}
    address = url_for("web.show_form", tag=filling.form.type, matter=resting.matter_id, **target)
    return AmendedFirst(f"{sentence} Take {number} back first.", f"Take {number} back", address)


def misplaced(filling: Filling, refused: CasefileError, first: AmendedFirst | None) -> list[Misfit]:
    """Return the refusal of a form beside what it is about: what of a correction was changed."""
    if isinstance(refused, Malformed):
        return filling.misplaced(refused)
    [said] = filling.misplaced(refused)
    place = _place(filling, filling.changes) or said.field
    return [Misfit(place, first.sentence if first else said.sentence)]


def _place(filling: Filling, changes: Sequence[ChangeShown]) -> str:
    names = [one.name for one in changes]
    own = [one.name for one in filling.form.data.fields if one.name in names]
    return "effective" if "effective" in names else next((f"data.{one}" for one in own), "")
