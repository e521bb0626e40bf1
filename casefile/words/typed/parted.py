"""Parted: words for a type of event that say who, when or how as well, like Kerr answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.codes import Track
from casefile.words.misread import Misread
from casefile.words.new_ids import NOUNS
from casefile.words.typed.set_for import set_for
from casefile.words.what.event_types import read_type

# The fields that can say whose act it is, and whom it concerns, the first of which a type has.
WHOSE = ("parties", "party_id", "claimants", "by", "filed_by", "for", "item_id", "item_ids")
WHOM = ("parties", "party_id", "against", "for", "of", "item_id", "item_ids")
BY = ("by", "parties", "claimants", "filed_by", "agency")  # the fields of whose act it is
MOST = 4  # words of a name
DEEP = 3  # parts that are taken off
OFFENSE = "offense"
ITEMS = ("item_id", "item_ids", "old")
_items = re.compile(
    r"(?P<rest>.+?) (?:to|on|of|as to) (?P<items>(?:both|all)(?: counts| charges)?|counts? .+)",
    re.IGNORECASE,
)
_before = re.compile(
    r"(?P<rest>.+?)(?: (?P<small>on|against|of|to|for|with|from|as to))?", re.IGNORECASE
)
_against = re.compile(r"(?P<rest>.+) against (?P<name>.+) (?P<done>set|moved|scheduled)")
_prejudice = re.compile(r"(?P<rest>.+?),? (?P<how>with|without) prejudice", re.IGNORECASE)
# An item by its number, before what is said of it: item 2 corrected.
_numbered = re.compile(
    r"(?P<item>(?:item|count|charge|claim|citation) (?:no\. ?|# ?)?\d{1,6}) (?P<rest>.+)",
    re.IGNORECASE,
)
_by = re.compile(r"(?P<rest>.+?) by (?P<who>[^0-9]+)", re.IGNORECASE)
_appeared = re.compile(
    r"(?P<who>[A-Z].+?) (?:(?:entered|enters|filed|files|made) (?:an?|his|her|their|its)? ?"
    r"(?:notice of |entry of )?appearance|(?:has )?(?:appeared|appears))"
)
_withdrew = re.compile(
    r"(?P<who>[A-Z].+?) (?:withdrew|withdraws|has withdrawn) as (?:counsel|attorney|lawyer)"
)
# What somebody asks a court for: moved to dismiss, and not to a place or a day.
_moved = re.compile(r"(?P<who>.+?) (?:has )?(?:moved|moves) (?P<asks>(?:to|for|in) [a-z].+)")
_state = re.compile(
    r"(?:the )?(?:state|government|prosecution|prosecutor|people|commonwealth|defen[cs]e)",
    re.IGNORECASE,
)
_sued = re.compile(
    r"(?P<who>.+?) (?:(?P<sued>sued|sues)|(?P<back>cross-?claimed|counter-?claimed)(?: against)?)"
    r"(?: (?P<whom>.+))?"
)
_for = re.compile(
    r"(?P<rest>.+?) (?:for|with|alleging|claiming) (?P<what>(?:(?! against ).)+)", re.IGNORECASE
)
_sum = re.compile(r"(?P<rest>.+) for (?P<sum>\$\d.*)", re.IGNORECASE)
_charges = re.compile(r",| and ")  # several of them, each of which is a charge by itself
# Who is no party of the matter yet, and is asked about.
_whom = re.compile(r"(?P<rest>.+?) against (?P<whom>(?:(?! for ).)+)", re.IGNORECASE)
_files = re.compile(r"(?P<who>[A-Z].+?) (?P<rest>(?:filed|files|brought|brings) .+)")
_jury = re.compile(
    r"(?:the |a |an )?(?:federal |state |county )?grand jury (?:has )?"
    r"(?P<rest>(?:indicted|indicts|returned (?:an )?indictment)\b.*)",
    re.IGNORECASE,
)
_pronoun = re.compile(r"(?P<rest>.+) (?:him|her|them|it)", re.IGNORECASE)


class Parted(NamedTuple):
    """The words for a type, and what the others say: values of its fields, by their names."""

    rest: str
    fields: Mapping[str, list[str]]


def parted(
    asking: Asking, matter_id: str, typed: str, category: str, deep: int = DEEP
) -> Parted | None:
    """Return the words for a type without what else they say; None where nothing is left so."""
    ways = list(_ways(asking, matter_id, " ".join(typed.split())))
    for rest, said in ways:
        with suppress(Misread):
            return Parted(rest, _of_all(said, read_type(rest, category)))
    for rest, said in ways if deep > 1 else ():
        if more := parted(asking, matter_id, rest, category, deep - 1):
            with suppress(Misread):
                fields = _of_all(said, read_type(more.rest, category))
                return Parted(more.rest, _joined(more.fields, fields))
    return None


class _Aside(NamedTuple):
    """What words beside those for a type say: of which fields it may be, and behind what word.

    What `belongs` to a field is no note where a type has none: the words are to be read otherwise.
    """

    fields: tuple[str, ...]
    value: str
    small: str = ""
    belongs: bool = False

    def of(self, tag: str) -> Mapping[str, list[str]]:
        """Return it as a field of a type, or as a note where that has none; raises Misread."""
        own = {one.encode_name for one in fields_of(CATALOGUE[tag])}
        field = next((one for one in self.fields if one in own), None)
        if field is None and self.belongs:
            raise Misread(f"{tag} has no field for {self.value!r}.")
        if field is None:
            return {"note": [f"{self.small} {self.value}".strip()]}
        if field == OFFENSE and _charges.search(self.value):
            return {}  # what is charged is asked, a command for each
        return {field: [self.value]}


_Way = tuple[str, Sequence[_Aside]]  # the words that are left, and what was taken off them


def _of_all(said: Sequence[_Aside], tag: str) -> Mapping[str, list[str]]:
    """Return all that was taken off as the fields of a type; raises Misread."""
    found: Mapping[str, list[str]] = {}
    for one in said:
        found = _joined(found, one.of(tag))
    return found


def _ways(asking: Asking, matter_id: str, typed: str) -> Iterator[_Way]:
    """Yield each way to take something off the words, with what that says."""
    found = _by.fullmatch(typed)
    if found and _is_party(asking, matter_id, found["who"]):
        yield found["rest"], [_Aside(BY, found["who"], "by")]
    if found := _numbered.fullmatch(typed):
        yield f"item {found['rest']}", [_Aside(ITEMS, found["item"])]
        yield found["rest"], [_Aside(ITEMS, found["item"])]
    if found := _prejudice.fullmatch(typed):
        yield found["rest"], [_Aside(("prejudice",), found["how"].lower())]
    if day := set_for(asking, matter_id, typed):
        where = [_Aside(("place",), day.place, "in")] if day.place else []
        more = [_Aside((), one) for one in day.more]
        yield day.rest, [_Aside(("at", "due"), day.day, belongs=True), *where, *more]
    if found := _items.fullmatch(typed):
        yield found["rest"], [_Aside(ITEMS, found["items"])]
    yield from _acts(asking, matter_id, typed)
    words = typed.split()
    for many in range(min(MOST, len(words) - 1), 0, -1):
        if _is_party(asking, matter_id, name := " ".join(words[:many])):
            yield " ".join(words[many:]), [_Aside(WHOSE, name)]
    for many in range(min(MOST, len(words) - 1), 0, -1):
        if _is_party(asking, matter_id, name := " ".join(words[-many:])):
            found = _before.fullmatch(" ".join(words[:-many]))
            if found:
                small = found["small"] or ""
                yield found["rest"], [_Aside((small, *WHOM), name, small)]
    found = _against.fullmatch(typed)
    if found and _is_party(asking, matter_id, found["name"]):
        yield f"{found['rest']} {found['done']}", [_Aside(WHOM, found["name"], "against")]
    if found := _sum.fullmatch(typed):
        yield found["rest"], [_Aside(("amount",), found["sum"], belongs=True)]
    if found := _for.fullmatch(typed):
        yield found["rest"], [_Aside(_for_what(found["what"]), found["what"], belongs=True)]
    if found := _whom.fullmatch(typed):
        yield found["rest"], [_Aside(("against",), found["whom"], belongs=True)]
    if found := _files.fullmatch(typed):
        yield found["rest"], [_Aside(("claimants",), found["who"], belongs=True)]
    yield from _of_item(asking, matter_id, typed)


def _acts(asking: Asking, matter_id: str, typed: str) -> Iterator[_Way]:
    """Yield the words of an act that are told by what somebody did: moved to dismiss, appeared."""
    for words, said in ((_appeared, "entry of appearance"), (_withdrew, "counsel withdrawn")):
        found = words.fullmatch(typed)
        if found and not _is_party(asking, matter_id, found["who"]):
            yield said, [_Aside(("names",), found["who"])]
    found = _moved.fullmatch(typed)
    if found and (_is_party(asking, matter_id, found["who"]) or _state.fullmatch(found["who"])):
        yield f"motion {found['asks']} filed", [_Aside(BY, found["who"], "by")]
    found = _sued.fullmatch(typed)
    if found and _is_party(asking, matter_id, found["who"]):
        said = found["back"].replace("-", "").removesuffix("ed") if found["back"] else "sued"
        whom = f" against {found['whom']}" if found["whom"] else ""
        yield f"{said}{whom}", [_Aside(("claimants",), found["who"], belongs=True)]
    if found := _jury.fullmatch(typed):
        yield found["rest"], []
    if found := _pronoun.fullmatch(typed):
        yield found["rest"], []


def _for_what(words: str) -> tuple[str, ...]:
    """Return of which fields it may be what something is for: a sum, or what it rests on."""
    return ("amount",) if re.match(r"\$?\d", words) else ("cause", OFFENSE)


def _of_item(asking: Asking, matter_id: str, typed: str) -> Iterator[_Way]:
    """Yield the words behind the name of a charge or claim, like shoplifting dropped."""
    words = typed.split()
    for many in range(min(MOST, len(words) - 1), 0, -1):
        name, rest = " ".join(words[:many]), words[many:]
        try:
            found = item(asking, matter_id, name).id
        except Several as several:
            found = several.candidates[0].id
        except Unknown:
            continue
        tracks = (
            one.track for one in matters.view(asking, matter_id).items if one.item_id == found
        )
        noun = NOUNS[Track(next(tracks))]
        own = rest if rest[0].casefold() == noun and rest[1:] else [noun, *rest]
        yield " ".join(own), [_Aside(ITEMS, name)]


def _is_party(asking: Asking, matter_id: str, name: str) -> bool:
    """Tell whether somebody in a matter is called so."""
    try:
        found = meant.party(asking, name, matter_id=matter_id)
    except (Several, Unknown):
        return False
    return bool(meant.party_in(asking, matter_id, found.id))


def _joined(
    one: Mapping[str, list[str]], other: Mapping[str, list[str]]
) -> Mapping[str, list[str]]:
    return {name: [*one.get(name, ()), *other.get(name, ())] for name in {**one, **other}}
