"""Named: which party, matter, event, item or entry somebody names in a field of an event."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence

from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant import Meant
from casefile.answers.meaning.meant_entries import entry
from casefile.answers.meaning.meant_items import item
from casefile.answers.people.matter_parties import MatterParty
from casefile.errors import Candidate, Missing, Several, Unknown
from casefile.event import ID
from casefile.installation import called
from casefile.law.catalogue import OWN_SUBJECTS
from casefile.law.criminal import MOVED, SUPERSEDED
from casefile.law.events.charge import ChargesSuperseded
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.subjects import PARTY
from casefile.words.misread import Misread
from casefile.words.new_ids import NEW, GivenId, maker, makes
from casefile.words.steps import next_step
from casefile.words.values.by_kind import Understood
from casefile.words.which.roles import several_said
from casefile.words.which.superseding import of_two
from casefile.words.which.two_names import each_named
from casefile.words.which.unsaid import ACCUSED, UnsaidIds

# The fields in which a type names what need not be there yet.
MAY_BE_NEW = {("matter.opened", "for"), ("intent.announced", "item_id")}
# What a party is, by which nobody is found in a matter that is not there yet.
ROLES = (*ACCUSED, "plaintiff", "petitioner", "claimant", "client", "victim", "appellant")
_no_name = re.compile(
    rf"(?:(?:the|a|our) )?(?i:{'|'.join(ROLES)})s?|(?i:him|her|them|it|us|himself|herself)"
    r"|(?i:the|an?|our) [a-z][a-z -]*"
)
# A word by which somebody is meant, and which is nobody's name.
_of_role = re.compile(
    rf"\b(?:both|all|everybody|everyone|(?:{'|'.join(ROLES)})s?)\b", re.IGNORECASE
)
_is_id = re.compile(ID).fullmatch


class NamedThing:
    """Reads what is named in one field of an event, or of a correction of one.

    `items` returns those that the event is about, which are looked up only where they matter. With
    `commands` it is said by which command that is recorded which is not there yet.
    """

    def __init__(
        self,
        unsaid: UnsaidIds,
        field: str,
        items: Callable[[], Sequence[str]],
        *,
        corrects: bool,
        commands: bool,
    ) -> None:
        self.unsaid, self.field, self.items = unsaid, field, items
        self.corrects, self.commands = corrects, commands
        self.asking, self.cls, self.matter_id = unsaid.asking, unsaid.cls, unsaid.matter_id

    def read(self, kind: str, typed: str) -> Understood:
        """Return what a text names; what there is not is left to whoever records, if it is an id.

        Raises Misread or Several.
        """
        if makes(self.cls, self.field, kind) or isinstance(typed, GivenId):
            return Understood(str(typed))
        opens = self.cls is MatterOpened and kind == PARTY
        if opens and typed.strip().casefold() == NEW:
            return Understood(typed)
        if opens and _no_name.fullmatch(typed.strip()):
            raise Misread(f'Say who that is, by name: {self.field}="Maria Garcia".')
        client = opens and not self.corrects  # who need not be there yet
        try:
            found = self._looked_up(kind, typed)
        except Unknown as unknown:
            if kind == PARTY and not opens:
                self._check_one(typed)
            near = bool(unknown.near)
            moved = kind in OWN_SUBJECTS and self.field == "replaces"
            by_name = kind == PARTY and typed != typed.casefold()
            if moved and self.commands:
                raise Misread(
                    f'{unknown.sentence} If none was set here before, write "{kind} set".'
                ) from unknown
            if (
                _is_id(typed)
                and not by_name
                and (not near or (self.cls.tag, self.field) in MAY_BE_NEW)
            ):
                return Understood(typed)
            if client and not near:
                return Understood(typed)
            if not self.commands:
                raise Misread(unknown.sentence) from unknown
            new = f"If it is somebody new, write {self.field}={NEW}."
            missing = None if client else self._missing(kind, typed)
            first = next_step(missing, called()) if missing else new if client else ""
            first = first or self._each_by_name(kind)
            sentence = f"{unknown.sentence} {first}".strip()
            raise Misread(sentence, missing=missing) from unknown
        return Understood(found.id, found.said and f"{found.id} ({found.said})")

    def _check_one(self, typed: str) -> None:
        """Ask for an event of each where several are named together; raises Misread."""
        found = several_said(self.asking, self.matter_id, typed, field=self.field)
        if not found:
            return
        there = {one.party_id: one.name for one in self._parties()}
        name = self.field.removesuffix("_id")
        each = " and ".join(f"{name}={shlex.quote(there.get(one, one))}" for one in found)
        raise Misread(f"It is of one: record it of each by itself, {each}.", found)

    def _parties(self) -> Sequence[MatterParty]:
        return matters.view(self.asking, self.matter_id).parties

    def _missing(self, kind: str, typed: str) -> Missing | None:
        """Return the event that records that of a kind which is not on record yet, if one does."""
        if kind == PARTY and not _of_role.search(typed):
            return Missing(PartyAdded.tag, self.matter_id, {"name": self._unknown(typed)})
        return Missing(maker(kind).tag, self.matter_id) if kind in OWN_SUBJECTS else None

    def _unknown(self, typed: str) -> str:
        """Return the first of several who are named together that is not on record."""
        for one in each_named(typed):
            try:
                self._looked_up(PARTY, one)
            except Unknown:
                return one
            except Several:
                continue
        return typed

    def _each_by_name(self, kind: str) -> str:
        """Return whom a role can mean that means several; nothing for what is no party."""
        if kind != PARTY:
            return ""
        each = ", ".join(dict.fromkeys(one.name for one in self._parties()))
        return f"Name them: {each}." if each else "Name them."

    def _looked_up(self, kind: str, typed: str) -> Meant:
        """Return what a text means; raises Unknown or Several."""
        match kind:
            case "party":
                own = self.items()
                return meant.party(self.asking, typed, matter_id=self.matter_id, item_ids=own)
            case "matter":
                return meant.matter(self.asking, typed)
            case "event":
                return meant.event(self.asking, typed)
            case _ if kind in OWN_SUBJECTS:
                return entry(self.asking, self.matter_id, typed, kind)
            case "item" if "/" not in typed:
                return self._item(typed)
        return Meant(typed)

    def _item(self, typed: str) -> Meant:
        """Return the item that a text means, of several that which alone can be meant here.

        Raises Unknown or Several.
        """
        cls = self.cls
        track = str(cls.track) if cls.track and cls.acts else None
        try:
            return item(self.asking, self.matter_id, typed, track=track)
        except Several as several:
            found = several.candidates
            if cls is ChargesSuperseded:
                of_both = of_two(self.asking, self.matter_id, self.field, found)
                if of_both is None:
                    raise
                return of_both
            fits = {one for one, _ in self.unsaid.items.fitting()}
            left = [one for one in found if one.id in fits]
            left = left if len(left) == 1 else self._still_there(found)
            if len(left) != 1 or len(found) >= meant.SHOWN:
                raise
            return Meant(left[0].id, left[0].said)

    def _still_there(self, found: Sequence[Candidate]) -> list[Candidate]:
        """Return those of some items in whose place there is no other one."""
        view = matters.view(self.asking, self.matter_id)
        gone = {one.item_id for one in view.items if one.state in (SUPERSEDED, MOVED)}
        return [one for one in found if one.id not in gone]
