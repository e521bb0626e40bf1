"""Whose act: on whose item an act was that names somebody, and no item."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.codes import Track
from casefile.words.told.parted import of_names
from casefile.words.typed.asides import ITEMS
from casefile.words.what.field_names import field_called
from casefile.words.which.whom import names_said, parties_named


def whose_act(
    asking: Asking, matter_id: str, sentence: str, tag: str, fields: Collection[str]
) -> Sequence[str]:
    """Return who is named in a sentence on whose items an act of a type can be; nobody else's is.

    Nobody is returned where the item is told, where it is all the same, and for claims, of which
    an act says as to whom it is. Who stands in front is meant alone.
    """
    cls = CATALOGUE[tag]
    on_item = cls.moves and not cls.files_item and cls.track != Track.CIVIL
    own = [one.encode_name for one in fields_of(cls)]
    said = {field_called(one, own, tag) for one in fields}
    if not on_item or not said.isdisjoint(ITEMS):
        return ()
    view = matters.view(asking, matter_id)
    track = cls.track if cls.acts else None
    theirs = [one for one in view.items if track in (None, one.track)]
    each = [{party.party_id for party in one.parties} for one in theirs]
    some = {one.name for one in view.parties if any(one.party_id in who for who in each)}
    every = {one.name for one in view.parties if all(one.party_id in who for who in each)}
    named = [one for one in parties_named(asking, matter_id, sentence) if one in some - every]
    words = sentence.split()
    ways = (names_said(asking, matter_id, " ".join(words[:many])) for many in of_names(words))
    front = next(filter(None, ways), [])
    return front if front and set(front) <= set(named) else named
