"""Unsaid: the ids that nobody typed for an event, of what it makes and of what alone it can mean.

What an event makes gets a new id. What it needs and does not name is taken where there is only one
in the matter; several are asked about, and where there is none, it is said what comes first.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.inspect import DictType, Field, Type, VarTupleType

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_entries import EntrySet, entries
from casefile.answers.meaning.meant_items import said as said_of
from casefile.answers.record import log
from casefile.errors import Misfit, Missing, Unknown
from casefile.event import ID
from casefile.installation import called
from casefile.law.catalogue import CATALOGUE, OWN_SUBJECTS, Event, fields_of
from casefile.law.edtf import parse
from casefile.law.events.matter import MatterOpened, MatterStayChanged
from casefile.law.events.party import PartyAdded
from casefile.law.events.people import WITHDRAWN, CounselWithdrawn
from casefile.law.events.process import HearingHeld
from casefile.law.events.record import IntentAnnounced
from casefile.law.item import NONE
from casefile.law.missing import filing_of
from casefile.law.stance import main_role
from casefile.law.subjects import ITEM, PARTY
from casefile.projections.names import name_key
from casefile.words.kinds import names, plain
from casefile.words.misread import Misread
from casefile.words.new_ids import NEW, is_of_words, maker, makes, of_data, of_party, says_what
from casefile.words.retyped import naming
from casefile.words.steps import BLANK, next_step
from casefile.words.which.added import is_client_called, may_be_one, stands_there
from casefile.words.which.claims_of import OF_EACH, as_paper, check_against
from casefile.words.which.fitting_items import FittingItems
from casefile.words.which.standing_stays import PARTIES, lifted
from casefile.words.which.told import told

ACCUSED = frozenset(
    ("defendant", "respondent", "accused", "juvenile", "child", "minor", "employer", "contractor")
)
_is_id = re.compile(ID).fullmatch
# What only numbers items, like counts 1 and 2, says of none what it is.
_counts = re.compile(r"(?:counts?|cts?\.?|and|both|all|[\d\W])+", re.IGNORECASE).fullmatch
_count = re.compile(r"(?:count|ct\.?)\s+(\d{1,6})", re.IGNORECASE)

Choice = tuple[str, str]  # an id, and in words what it is

_ON = "hearing on"  # what is called in more than one way, by what it is on


class UnsaidIds:
    """Fills in what was not typed of the ids in the data of one event, which took effect on a day.

    `also` are other items than the one in the data, of which the same event is meant.

    `told` says of each what was taken, `misfits` what has to be asked. An event that was recorded
    before under the id `event_id` names the same things again.
    """

    def __init__(
        self,
        asking: Asking,
        cls: type[Event],
        matter_id: str,
        event_id: str | None = None,
        on: date | None = None,
    ) -> None:
        self.asking, self.cls, self.matter_id, self.event_id = asking, cls, matter_id, event_id
        self._on = on or asking.today()
        self.items = FittingItems(asking, cls, matter_id, self._on)
        self.told: list[str] = []
        self.misfits: list[Misfit] = []
        self.also: list[str] = []
        self._before = self._recorded(event_id) if event_id else {}

    def fill(self, data: dict[str, Any], also: Sequence[str] = ()) -> None:
        """Put into the data of an event the ids that were not typed.

        `also` are other items on which it happened.
        """
        if self.cls is HearingHeld:
            self._which_hearing(data)
        for field in fields_of(self.cls):
            name, kind = field.encode_name, names(field.type)
            if not kind:
                continue
            try:
                if makes(self.cls, name, kind) or (self.cls, name) == (MatterOpened, "for"):
                    self._make(name, kind, data)
                elif (self.cls, name) == (MatterStayChanged, PARTIES):
                    for one in lifted(self.asking, self.matter_id, data, self._before):
                        self._set(data, *one)
                elif kind == ITEM and field.required:
                    check_against(self.asking, self.matter_id, self.cls, data, also)
                    if name not in data:
                        self._take(field, kind, data)
                elif field.required and name not in data:
                    self._take(field, kind, data)
            except Misread as misread:
                self.misfits.append(misread.of(f"data.{name}"))
        items = [data.get("item_id"), *also]
        for found in told(self.cls, data, items, self.asking, self.matter_id, self._on):
            self._set(data, *found)

    def _recorded(self, event_id: str) -> dict[str, Any]:
        """Return the data of an event of this type that is on record under an id."""
        try:
            found = log.in_full(self.asking, event_id)
        except Unknown:
            return {}
        same = (found.type, found.matter_id) == (self.cls.tag, self.matter_id)
        return json.loads(bytes(found.data)) if same else {}

    def _set(self, data: dict[str, Any], name: str, value: Any, said: str) -> None:
        data[name] = value
        one = value[0] if isinstance(value, list) else value
        self.told.append(f"{name} = {one} ({said})" if said else f"{name} = {one}")

    # What an event makes.

    def _make(self, name: str, kind: str, data: dict[str, Any]) -> None:
        """Give an id to what an event makes, where none was typed; words say what it is."""
        typed = data.get(name)
        words = typed.strip() if isinstance(typed, str) else ""
        if self.cls is MatterOpened and not words:
            return
        given = self._is_given(words, kind, data) and not (kind == ITEM and self._is_filed(words))
        if typed is not None and (not words or given):
            if (kind in OWN_SUBJECTS or kind == ITEM) and is_of_words(words):
                self._put_words(re.sub("[-_]", " ", words), kind, data)
            return
        new, words = words.casefold() == NEW, "" if words.casefold() == NEW else words
        if name in self._before and self.cls is not MatterOpened:
            self._put_words(words, kind, data)
            self._set(data, name, self._before[name], "as it was recorded before")
        elif self.cls is MatterOpened:
            self._client(words, data)
        elif kind == PARTY:
            self._put_words(words, kind, data)
            self._party(name, data, asked=not new)
        else:
            self._put_words(words, kind, data)
            if kind == ITEM and not new:
                self._check_announced()
                self._check_there(words, data)
            new_id = of_data(self.asking, self.cls, self.matter_id, kind, data, words)
            self._set(data, name, new_id, "new")

    def _is_given(self, words: str, kind: str, data: dict[str, Any]) -> bool:
        """Tell whether an id was typed, and neither a name nor that one is to be made.

        A word with a capital letter is a name where a party has no other one.
        """
        is_name = kind == PARTY and words.casefold() != words and "name" not in data
        return bool(_is_id(words)) and words.casefold() != NEW and not is_name

    def _is_filed(self, words: str) -> bool:
        """Tell whether an item has words for its id that can mean what another one is as well."""
        there = dict(self.items.every())
        return is_of_words(words) and words in there and not there[words].endswith(f", {NONE}")

    def _put_words(self, words: str, kind: str, data: dict[str, Any]) -> None:
        """Put the words that were typed for an id where the event says what it is."""
        field = says_what(self.cls, kind)
        if found := _count.fullmatch(words):
            if "count_no" in self.cls.__struct_fields__ and "count_no" not in data:
                self._set(data, "count_no", int(found[1]), "")
        elif words and field and field not in data and not (kind == ITEM and _counts(words)):
            self._set(data, field, words, "")

    def _check_announced(self) -> None:
        """Ask whether an item is filed that was announced before; raises Misread."""
        if announced := [one for one in self.items.every() if one[1].endswith(f", {NONE}")]:
            raise Misread(
                f"It was announced that one would be filed. If this is it, write "
                f"{_choices(ITEM, announced)}; if it is another one, item={NEW}.",
                [one for one, _ in announced],
            )

    def _check_there(self, words: str, data: dict[str, Any]) -> None:
        """Ask whether another one is filed under the words of an item of the same party."""
        key, view = name_key(words), matters.view(self.asking, self.matter_id)
        who = {one.party_id: one.name for one in view.parties}
        there = [
            (one.item_id, said_of(one, who))
            for one in view.items
            if key == name_key(one.item_id)
            and not _by_another(one.detail.get("instrument"), data.get("instrument"))
            and data.get("party_id", one.parties[0].party_id) in {p.party_id for p in one.parties}
        ]
        if there:
            sentence = f"There is one already: {_choices(ITEM, there)}. For another, item={NEW}."
            raise Misread(sentence, [one for one, _ in there])

    def _client(self, words: str, data: dict[str, Any]) -> None:
        """Give an id to the party for whom the office opens a matter, who is added later."""
        who = self._before.get("for") or of_party(self.event_id)
        matter = shlex.quote(self.matter_id)
        command = f"{called()} post {matter} {PartyAdded.tag} party={who} name={{}} role={BLANK}"
        said = f"somebody new: {words}" if words else "somebody new"
        then = command.format(shlex.quote(words) if words else BLANK)
        if words:
            data.setdefault("source_label", {})["for"] = words
        self._set(data, "for", who, f"{said}; say next who that is: {then} kind={BLANK}")

    def _party(self, name: str, data: dict[str, Any], *, asked: bool) -> None:
        """Give an id to a party that is added; raises Misread where it may be there already."""
        called_so = data.get("name")
        key = name_key(called_so) if isinstance(called_so, str) else ""
        known_as = meant.client_to_come(self.asking, self.matter_id) if asked and key else None
        client, client_called = known_as or ("", "")
        if client and is_client_called(key, client_called):
            self._set(data, name, client, "for whom the office is here")
            return
        if asked and key:
            known = meant.parties_called(self.asking, key)
            own = meant.client_of(self.asking, self.matter_id)
            here = own and meant.party_in(self.asking, self.matter_id, own)
            if len(known) == 1 and own == known[0][0] and not here:
                self._set(data, name, own, f"for whom the office is here: {known[0][1]}")
                return
            if client and may_be_one(key, client_called):
                known.append((client, "for whom the office is here, and who is not added yet"))
            if known:
                there = stands_there(self.asking, self.matter_id, key, data.get("role"))
                asks = there or "Is it somebody on record already?"
                new = f"for somebody {'else ' if there else ''}new write party={NEW}"
                each = [one for one, _ in known]
                raise Misread(f"{asks} Write {_choices(PARTY, known)}; {new}.", each)
        self._set(data, name, of_party(), f"new: {called_so}" if called_so else "new")

    # What an event means without a word.

    def _take(self, field: Field, kind: str, data: dict[str, Any]) -> None:
        """Take the only thing of a kind that can be meant; raises Misread."""
        name, (inner, _) = field.encode_name, plain(field.type)
        if isinstance(inner, DictType) or (kind not in OWN_SUBJECTS and kind not in (ITEM, PARTY)):
            return
        if name in self._before:
            self._set(data, name, self._before[name], "as it was recorded before")
            return
        if self.cls is IntentAnnounced and self._is_filing(data):
            return
        found, sure = self._fitting(kind, {**data, name: _some(inner)})
        if not found:
            raise self._none(kind)
        if self.cls in OF_EACH and kind == ITEM and self.items.are_of_one_paper(sure, data):
            for one, said in sure[1:]:
                self.also.append(one)
                self.told.append(f"{name} = {one} ({said}), too")
            sure = sure[:1]
        if len(sure) != 1:
            if kind == ITEM:
                called = naming(self.asking, self.matter_id)
                found = [(called(ITEM, one), said) for one, said in found]
            choices = [one for one, _ in found]
            every = " or item=all" if name == "item_id" and self.cls.moves and found else ""
            each = _choices(name, self._in_words(kind, found))
            raise Misread(f"Which one? Write {each}{every}.", choices)
        [(one, said)] = sure
        self._set(data, name, [one] if isinstance(inner, VarTupleType) else one, said)

    def _in_words(self, kind: str, found: Sequence[Choice]) -> Sequence[Choice]:
        """Return motions and the like by the words for each, where these tell them apart."""
        words = (
            {one.entry_id: one.words for one in self._entries(kind)} if kind in OWN_SUBJECTS else {}
        )
        told = [words.get(one, "") for one, _ in found]
        apart = all(told) and len(set(map(name_key, told))) == len(found)
        return [(f'"{words[one]}"', said) for one, said in found] if apart else found

    def _is_filing(self, data: dict[str, Any]) -> bool:
        """Tell whether an announcement is of a filing, of which the item is new."""
        intended = CATALOGUE.get(str(data.get("intended_event")))
        return bool(intended and intended.files_item)

    def _fitting(
        self, kind: str, data: Mapping[str, Any]
    ) -> tuple[Sequence[Choice], Sequence[Choice]]:
        """Return what there is of a kind to be named, and that which alone can be meant."""
        if kind == ITEM:
            found = self.items.fitting(data)
            return found, found
        if kind in OWN_SUBJECTS:
            found = [(one.entry_id, one.said) for one in self._entries(kind) if one.open]
            return found, found
        view = matters.view(self.asking, self.matter_id)
        there = view.parties
        if self.cls is CounselWithdrawn:
            acted_for = {one.for_ for one in view.counsel if one.role != WITHDRAWN}
            there = [one for one in there if one.party_id in acted_for] or there
        found = [(one.party_id, f"{one.name}, {one.role}") for one in there]
        several = sum(names(one.type) == PARTY for one in fields_of(self.cls)) > 1
        accused = [one for one in there if ACCUSED & set(name_key(main_role(one.role)).split())]
        who = accused if self.cls.files_item else there
        sure = [(one.party_id, one.name) for one in who]
        return found, [] if several else sure

    def _entries(self, kind: str) -> list[EntrySet]:
        return entries(self.asking, self.matter_id, kind)

    def _none(self, kind: str) -> Misread:
        """Return that there is none of a kind to be named, and what is to be recorded before."""
        over = [one.said for one in self._entries(kind)] if kind in OWN_SUBJECTS else []
        if over:
            return Misread(f"None is open any more: {'; '.join(over)}.")
        missing = None
        if kind == PARTY:
            missing = Missing(PartyAdded.tag, self.matter_id)
        elif kind in OWN_SUBJECTS:
            missing = Missing(maker(kind).tag, self.matter_id)
        elif paper := as_paper(self.asking, self.matter_id, self.cls):
            return Misread(f"It is missing. {paper}")
        elif filing := filing_of(self.cls.track, self.matter_id, BLANK):
            missing = Missing(filing.type, self.matter_id)
        first = next_step(missing, called()) if missing else ""
        return Misread(f"It is missing. {first}".strip(), missing=missing)

    def _which_hearing(self, data: dict[str, Any]) -> None:
        """Say of a hearing that was held which one it was, where it was set, and of what kind."""
        if "hearing_id" in data:
            held = [one for one in self._entries("hearing") if one.entry_id == data["hearing_id"]]
        elif "hearing_id" in self._before:
            one = self._before["hearing_id"]
            held = [each for each in self._entries("hearing") if each.entry_id == one]
        else:
            may_be = list(self._may_be_held(data.get("kind")))
            held = [one for one in may_be if one.at.startswith(self._on.isoformat())] or may_be
            held = held or self._of_the_day(data.get("kind"))
            if len(held) > 1 and "kind" not in data:
                found = [(one.entry_id, one.said) for one in held]
                sentence = f"Which one? Write {_choices('hearing_id', found)}."
                self.misfits.append(Misfit("data.hearing_id", sentence))
        if len(held) != 1:
            return
        (one,) = held
        if "hearing_id" not in data:
            self._set(data, "hearing_id", one.entry_id, one.said)
        if data.get("kind") != one.kind and one.kind and "hearing_id" not in self._before:
            self._set(data, "kind", one.kind, "")

    def _of_the_day(self, kind: Any) -> list[EntrySet]:
        """Return the only one of a kind, if it is set for that day: the jury trial, by trial."""
        said = f" {name_key(kind)}" if isinstance(kind, str) else ""
        still = [one for one in self._entries("hearing") if one.open and said]
        found = [one for one in still if name_key(one.kind).endswith(said)]
        if not found and said.startswith(f" {_ON}"):
            found = [one for one in still if name_key(one.kind).startswith(_ON)]
        return [one for one in found if len(found) == 1 and one.at.startswith(str(self._on))]

    def _may_be_held(self, kind: Any) -> Iterator[EntrySet]:
        """Yield the hearings that are set, are of a kind, and were not still to come on the day."""
        for one in self._entries("hearing"):
            earliest = parse(one.at, offset=True).earliest if one.at else None
            so_called = not isinstance(kind, str) or name_key(kind) == name_key(one.kind)
            if isinstance(kind, str) and one.at.startswith(self._on.isoformat()):
                so_called |= set(name_key(kind).split()) <= set(name_key(one.kind).split())
            if one.open and so_called and not (earliest and earliest > self._on):
                yield one


def _by_another(there: object, instrument: object) -> bool:
    """Tell whether a charge is said to be by another instrument than one that is there."""
    return instrument not in (None, "unknown") and there != instrument


def _some(kind: Type) -> Any:
    """Return what can stand for the id, or the ids, that a field has yet to be given."""
    return [ITEM] if isinstance(kind, VarTupleType) else ITEM


def _choices(name: str, found: Sequence[Choice]) -> str:
    """Return what to type for each of some things, with what it is."""
    plain_name = re.sub("_ids?$", "", name)
    shown = [f"{plain_name}={one} ({said})" for one, said in found[: meant.SHOWN]]
    more = f", or another of {len(found)}" if len(found) > meant.SHOWN else ""
    return f"{' or '.join(shown)}{more}"
