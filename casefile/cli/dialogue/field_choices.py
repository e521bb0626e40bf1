"""Field choices: what a field of an event can be, where that can be listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.inspect import BoolType, EnumType, Field, Type, VarTupleType

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant import party
from casefile.answers.meaning.meant_entries import entries, entry
from casefile.answers.meaning.meant_items import item, said_apart, whole
from casefile.answers.meaning.meant_roles import DEFENDING
from casefile.answers.record import log
from casefile.cli.desk import asking
from casefile.cli.dialogue.asking import Offered
from casefile.errors import Misfit, Missing, Several, TypedEvent, Unknown
from casefile.event import ID, Code
from casefile.law import subjects
from casefile.law.catalogue import OWN_SUBJECTS, Event
from casefile.law.edtf import parse
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.subjects import ITEM, PARTY
from casefile.office import Office
from casefile.words import kinds
from casefile.words.new_ids import NEW
from casefile.words.what.field_names import field_called

ACTORS = ("by", "filed_by", "actor", "speaker")  # who need be no party, and mostly is one
_is_id = re.compile(ID).fullmatch
_of_choices = re.compile(r"\bparty=(\S+) \((.+?)\)(?= or |;|,)")  # an id, and who that is
UNKNOWN = "unknown"  # of an instrument that nobody has said
MOST = 12  # things that are listed; another one is typed


class FieldChoices:
    """What the fields of one event can be, in the matter in which it was tried."""

    def __init__(self, tried: TypedEvent, cls: type[Event], fields: Mapping[str, Field]) -> None:
        self._tried, self._cls, self._fields = tried, cls, fields

    def of(self, name: str, misfit: Misfit) -> list[Offered]:
        """Return what a field can be."""
        kind = self._fields[name].type
        named = kinds.names(kind)
        if self.may_be_new(name, misfit):
            each = _of_choices.findall(misfit.sentence)
            return [*(Offered(said, one) for one, said in each), Offered("somebody new", NEW)]
        if named:
            there = self._on_record(named)
            some = [one for one in misfit.choices if one in there] or list(there)
            if named == ITEM:
                some = [one for one in there if one in some]  # in the order of their counts
            return self._parties(some, there) if named == PARTY else _each(some, there)
        match _inner(kind):
            case EnumType(cls=codes) if issubclass(codes, Code):
                return [Offered(one.label, one.value) for one in codes]
            case BoolType():
                return [Offered("yes", "yes"), Offered("no", "no")]
        if name in ACTORS and not misfit.choices:
            parties = self._on_record(PARTY)
            return [one._replace(value=_name(one.said)) for one in self._parties(parties, parties)]
        return [Offered(shown_day(one), one) for one in misfit.choices]

    def why_not(self, name: str, typed: str) -> str:
        """Return that nothing on record is called by what may be an id; nothing for other words."""
        kind, matter_id = kinds.names(self._fields[name].type), self._tried.matter_id
        if kind not in (ITEM, PARTY, *OWN_SUBJECTS) or not _is_id(typed) or typed == NEW:
            return ""
        with asking() as office:
            try:
                match kind:
                    case subjects.ITEM:
                        item(office, matter_id, typed)
                    case subjects.PARTY:
                        party(office, typed, matter_id=matter_id)
                    case _:
                        entry(office, matter_id, typed, kind)
            except Unknown as unknown:
                return re.split(r" Did you mean | It has: ", unknown.sentence)[0]
            except Several:
                return ""
        return ""

    def nothing_named(self, missing: Missing) -> Misfit | None:
        """Return the field in which there is named what there is not, if there is one."""
        for typed, value in self._tried.fields.items():
            name = field_called(typed, self._fields, self._tried.type)
            for one in value if name and not isinstance(value, Mapping) else ():
                if name and (why_not := self.why_not(name, str(one))):
                    return Misfit(f"data.{name}", why_not, missing=missing)
        return None

    def may_be_new(self, name: str, misfit: Misfit) -> bool:
        """Tell whether it is asked of a party that is added if it is somebody on record already."""
        return self._cls is PartyAdded and name == "party_id" and bool(misfit.choices)

    def is_coded(self, name: str) -> bool:
        """Tell whether a field is one of a few codes."""
        match _inner(self._fields[name].type):
            case EnumType(cls=codes):
                return issubclass(codes, Code)
        return False

    def _parties(self, some: Iterable[str], there: Mapping[str, str]) -> list[Offered]:
        """Return parties by their names, where nobody else has them; all are who is accused."""
        names = Counter(map(_name, there.values()))
        accused = [one for one in some if _role(there[one]) in DEFENDING]
        every = accused if len(accused) > 1 else list(some)
        alone = {one: _name(there[one]) for one in some if names[_name(there[one])] == 1}
        return [Offered(there[one], alone.get(one, one), one in every) for one in [*some][:MOST]]

    def _on_record(self, kind: str) -> dict[str, str]:
        """Return what there is of a kind in the matter, and in words what each is."""
        with asking() as office:
            if kind in OWN_SUBJECTS:
                every = entries(office, self._tried.matter_id, kind)
                told = {one.entry_id: one.said for one in every}
                return _apart(office, told, {one.entry_id: one.set_by for one in every})
            if kind not in (ITEM, PARTY) or self._tried.type == MatterOpened.tag:
                return {}
            view = matters.view(office, self._tried.matter_id)
            who = {one.party_id: one.name for one in view.parties}
            if kind == PARTY:
                parties = [(one.party_id, one.name, one.role) for one in view.parties]
                told = {one: f"{name}, {role.partition(',')[0]}" for one, name, role in parties}
                by = {one.party_id: one.evidence[0] for one in view.parties if one.evidence}
                return _apart(office, told, by)
            track = self._cls.track
            some = _in_order(office, [one for one in view.items if track in (None, one.track)])
            return _of_papers(some, said_apart(some, who))


def _apart(office: Office, told: Mapping[str, str], by: Mapping[str, str]) -> dict[str, str]:
    """Return in words what some things are; of those with the same words, also by which event."""
    many = Counter(told.values())
    return {
        one: f"{said} (event {log.in_full(office, by[one]).position})"
        if many[said] > 1 and one in by
        else said
        for one, said in told.items()
    }


def _in_order(office: Office, items: Sequence[MatterItem]) -> dict[str, MatterItem]:
    """Return items by their ids: by the numbers of their counts, and then as they were filed."""

    def place(one: MatterItem) -> tuple[bool, int, int]:
        number = str(one.detail.get("count_no") or "")
        filed = log.in_full(office, one.evidence[0]).position if one.evidence else 0
        return not number.isdecimal(), int(number) if number.isdecimal() else 0, filed

    return dict(sorted(whole(items).items(), key=lambda one: place(one[1])))


def _of_papers(items: Mapping[str, MatterItem], told: Mapping[str, str]) -> dict[str, str]:
    """Return in words what items are; of counts of one number also which, and of which paper."""
    counts = Counter(one.detail.get("count_no") for one in items.values())
    return {
        item_id: f"{words}: count {one.detail['count_no']} of the {one.detail['instrument']}"
        if one.detail.get("count_no")
        and counts[one.detail.get("count_no")] > 1
        and one.detail.get("instrument") not in (None, UNKNOWN)
        else words
        for item_id, words in told.items()
        for one in [items[item_id]]
    }


def shown_day(value: str) -> str:
    """Return a day in words, and all else as it is."""
    try:
        return parse(value, offset=True).label
    except ValueError:
        return value


def _each(some: Sequence[str], there: Mapping[str, str]) -> list[Offered]:
    return [Offered(there[one], one) for one in some[:MOST]]


def _name(said: str) -> str:
    """Return the name of a party of which it is said who it is."""
    return said.rpartition(", ")[0]


def _role(said: str) -> str:
    """Return the role of a party of which it is said who it is."""
    return said.rpartition(", ")[2].partition(" (event ")[0]


def _inner(kind: Type) -> Type:
    """Return the type of a value, or of a member of a list."""
    inner = kinds.plain(kind)[0]
    return kinds.plain(inner.item_type)[0] if isinstance(inner, VarTupleType) else inner
