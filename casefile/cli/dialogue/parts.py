"""Parts: what one text says together for a field, with an answer in the place of a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from casefile.words.misread import Misread
from casefile.words.values.several_penalties import together
from casefile.words.which.several import numbered

COMPONENTS, ITEM_ID = "components", "item_id"


def apart(name: str, one: Any) -> Sequence[Any]:
    """Return the parts of what was typed for a field: penalties of a sentence, or each count."""
    some: Sequence[Any] = ()
    if isinstance(one, str) and name == COMPONENTS:
        with suppress(Misread):
            some = together(one).penalties
    elif isinstance(one, str) and name == ITEM_ID:
        some = numbered(one)
    return some or [one]


def place_of(name: str, typed: Sequence[Any], sentence: str) -> int | None:
    """Return the place of the part that a sentence quotes, where there are several."""
    each = [part for one in typed for part in apart(name, one)]
    if not each[1:]:
        return None
    return next((place for place, one in enumerate(each) if f"{one!r}" in sentence), None)


def with_answer(
    name: str, typed: Sequence[Any], place: int | None, answers: Sequence[str]
) -> list[Any]:
    """Return what was typed with answers in the place of one part of it, or of all.

    Places are counted by parts. All else that a text says stays as it was typed, but for a penalty
    that the answer says again: who answers with the whole sentence means it once.
    """
    again = {str(part).casefold() for one in answers for part in apart(name, one)}
    before = 0
    for number, one in enumerate(typed if place is not None else ()):
        parts = apart(name, one)
        own = (place or 0) - before
        before += len(parts)
        if own >= len(parts):
            continue
        words = name == COMPONENTS and len(answers) == 1 and isinstance(one, str)
        if words and parts[own] in one:
            now = [one.replace(parts[own], answers[0], 1)]
        else:
            now = [*parts[:own], *answers, *parts[own + 1 :]]
        others = (typed[:number], typed[number + 1 :])
        said = again if name == COMPONENTS and len(again) > 1 else set()
        first, last = ([one for one in some if str(one).casefold() not in said] for some in others)
        return [*first, *now, *last]
    return [*answers] if place is None else [*typed, *answers]
