"""Which planned: on which charges or claims it is that something is said to come."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from casefile.law.codes import Track
from casefile.law.item import LIFECYCLES
from casefile.words.told.to_come import is_guilt
from casefile.words.which.several import is_all, numbered
from casefile.words.which.whom import items_said

_NOUN = r"(?:charges?|counts?|claims?)"
_every = re.compile(
    rf"(?:all|both|each|every one)(?: of)?(?: the| his| her| their| its)?"
    rf"(?: (?:two|three|four|five|\d))?(?: criminal| pending| remaining)* {_NOUN}"
    rf"|every {_NOUN}|everything",
    re.IGNORECASE,
)
# All of somebody, or of the only one of whom there are any.
_whole = re.compile(
    r"(?:(?:the|these|his|her|their|its) )?(?:criminal |pending |remaining )*"
    r"(?:charges|counts|claims)"
    r"|(?:the|this|his|her|their|its) (?:(?:whole|entire|criminal) )?"
    r"(?:case|suit|lawsuit|prosecution)",
    re.IGNORECASE,
)
_and = re.compile(r",? and |, ", re.IGNORECASE)
_plain = re.compile(r"^(?:only |just )?(?:the |his |her |their |its )?", re.IGNORECASE)
_last_noun = re.compile(rf" {_NOUN}$", re.IGNORECASE)


def there(
    asking: Asking, matter_id: str, track: Track, who: Collection[str] = (), ended: str = ""
) -> list[MatterItem]:
    """Return the open charges or claims of parties, of all where nobody is named.

    With a state in which they have `ended`, they are those.
    """
    still = {ended} if ended else LIFECYCLES[track].open
    return [
        one
        for one in matters.view(asking, matter_id).items
        if one.track == track
        and one.state in still
        and set(who) <= {party.party_id for party in one.parties}
    ]


def items_meant(
    asking: Asking, matter_id: str, words: str, own: Sequence[MatterItem], *, named: bool
) -> list[str]:
    """Return the ids of those of some items that words mean, or words of several alike.

    All of them are meant by the charges where it is `named` whose they are, or one alone has any.
    """
    if "remaining" in words:
        own = [one for one in own if not is_guilt(one)]
    ids = list(dict.fromkeys(one.item_id for one in own))
    if _every.fullmatch(words) or is_all(words):
        return ids
    if _whole.fullmatch(words):
        whose = {party.party_id for one in own for party in one.parties}
        civil = all(one.track == Track.CIVIL for one in own)
        return ids if named or civil or len(whose) == 1 else []
    found: list[str] = []
    plain = _plain.sub("", words)
    for one in numbered(plain) or [plain]:
        some = _meant(asking, matter_id, one, ids)
        if not some and len(parts := _and.split(_last_noun.sub("", one))) > 1:
            each = [_meant(asking, matter_id, _plain.sub("", part), ids) for part in parts]
            some = [name for part in each for name in part] if all(each) else []
        if not some:
            return []
        found += some
    return list(dict.fromkeys(found))


def is_whole(words: str) -> bool:
    """Tell whether words mean all charges or claims of somebody, whom they do not name."""
    return bool(_whole.fullmatch(words))


def _meant(asking: Asking, matter_id: str, words: str, ids: Collection[str]) -> list[str]:
    """Return the id of the one of some that is called so, or the words where several are."""
    said = items_said(asking, matter_id, words)
    if not said or is_all(said) or numbered(said):
        return []
    with suppress(Unknown):
        try:
            found = [item(asking, matter_id, said).id]
        except Several as several:
            found = [one.id for one in several.candidates]
        own = [one for one in found if one in ids]
        return own if len(own) == 1 else ([said] if own and len(own) == len(found) else [])
    return []
