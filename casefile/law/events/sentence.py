"""Sentences: what the court imposes on a conviction, how it changes or falls, when it is served."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Code, Part
from casefile.law.catalogue import Event, event
from casefile.law.codes import Track
from casefile.law.criminal import (
    ADJUDICATED,
    BY_SENTENCE,
    CONVICTED,
    CRIME,
    REVOKED,
    SENTENCE,
    SENTENCE_COMPLETED,
    SENTENCED,
    WITH_GUILT,
    is_of_ticket,
)
from casefile.law.fields import LIFE, ItemId, Money, Phrase, Term, Words
from casefile.law.item import FOUND, SAME, Item, Move
from casefile.law.rank import Rank
from casefile.law.refusals import NoConviction, WrongState
from casefile.law.sentenced import has_sentence, is_served, sentence_revoked, sentence_void
from casefile.law.wording import duration


class SentenceComponent(Code):
    """One kind of penalty; its label is the noun that a component's wording is built on."""

    INCARCERATION = "incarceration"
    PROBATION = "probation"
    SUPERVISED_RELEASE = "supervised_release"
    SUSPENDED = "suspended", "a suspended sentence"
    FINE = "fine", "a fine"
    RESTITUTION = "restitution"
    COMMUNITY_SERVICE = "community_service"
    TREATMENT = "treatment"
    FORFEITURE = "forfeiture"
    HOME_DETENTION = "home_detention"
    DEFERRED_SENTENCE = "deferred_sentence", "a deferred sentence"
    TIME_SERVED = "time_served"
    FEE = "fee", "a fee"
    NO_CONTACT = "no_contact", "a no-contact order"
    DEATH = "death"
    IGNITION_INTERLOCK = "ignition_interlock"
    ELECTRONIC_MONITORING = "electronic_monitoring"
    LICENSE_SUSPENSION = "license_suspension"
    REGISTRATION = "registration"
    OTHER = "other", "another penalty"


# Kinds that read as "6 months' probation"; the rest read as "a suspended sentence of 6 months".
MEASURED_BY_TERM = (
    SentenceComponent.INCARCERATION,
    SentenceComponent.PROBATION,
    SentenceComponent.SUPERVISED_RELEASE,
    SentenceComponent.COMMUNITY_SERVICE,
    SentenceComponent.TREATMENT,
    SentenceComponent.HOME_DETENTION,
    SentenceComponent.TIME_SERVED,
)


# Conditions that read as "ignition interlock for 1 year".
FOR_A_TERM = (
    SentenceComponent.IGNITION_INTERLOCK,
    SentenceComponent.ELECTRONIC_MONITORING,
    SentenceComponent.LICENSE_SUSPENSION,
    SentenceComponent.REGISTRATION,
)


# What no mere ticket ends in: an infraction is not punished by jail (Cal. Penal Code 19.6; Fla.
# Stat. 318.13(3)), which probation is in place of.
FOR_CRIME = frozenset({"incarceration", "probation", "home_detention", "time_served"})


class Relation(Code):
    """How a term runs beside the others."""

    CONCURRENT = "concurrent"
    CONSECUTIVE = "consecutive"


class SentenceChange(Code):
    """What is done to a sentence that was imposed."""

    REDUCED = "reduced"
    REVOKED = "revoked"
    CORRECTED = "corrected"
    EXTENDED = "extended"


class SentencePart(Code):
    """What of a sentence is changed, where it is not all of it."""

    PROBATION = "probation"
    SUPERVISED_RELEASE = "supervised_release"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    SUSPENDED_SENTENCE = "suspended_sentence"


class SentenceVacatedBy(Code):
    """Who sets a sentence aside."""

    APPEAL = "appeal", "on appeal"
    TRIAL_COURT = "trial_court", "by the trial court"
    OTHER = "other", ""


class Component(Part):
    """One penalty of a sentence: its kind, with its term or its amount.

    `what` is by which name it goes, where the kind does not say that.
    """

    kind: SentenceComponent
    what: Phrase | None = None
    term: Term | None = None
    amount: Money | None = None
    suspended: bool = False
    supervised: bool = False
    relation: Relation | None = None

    @property
    def label(self) -> str:
        """Return the penalty in words: 6 months' probation, suspended."""
        return ", ".join((self._said, *self._how))

    @property
    def beside_others(self) -> str:
        """Return the penalty in words beside others, of which none is how this one is."""
        return f"{self._said} ({', '.join(self._how)})" if self._how else self._said

    @property
    def _said(self) -> str:
        return self._measured() if self.kind in MEASURED_BY_TERM else self._stated()

    @property
    def _how(self) -> list[str]:
        said = ["suspended"] if self.suspended else []
        return said + ([self.relation.label] if self.relation else [])

    def _measured(self) -> str:
        for_life = self.term == LIFE
        term = duration(self.term, possessive=True) if self.term and not for_life else ""
        words = (term, "supervised" if self.supervised else "", self._named)
        said = " ".join([*filter(None, words), *(["for life"] if for_life else [])])
        return f"{said}, {self.amount.label}" if self.amount else said

    @property
    def _named(self) -> str:
        """Return the name of the penalty; one of no kind that the law has goes by its own."""
        if self.kind is SentenceComponent.OTHER and self.what:
            return self.what
        return f"{self.kind.label} ({self.what})" if self.what else self.kind.label

    def _stated(self) -> str:
        lasts = self.kind in FOR_A_TERM or (self.what is not None and not self.amount)
        sizes = [self.amount.label] if self.amount else []
        sizes += [duration(self.term)] if self.term else []
        said = self._named
        if sizes:
            said += f" {'for' if lasts else 'of'} {' over '.join(sizes)}"
        return f"{said}, supervised" if self.supervised else said


class SentenceEvent(Event):
    """An event on the sentence for one or more convictions."""

    track: ClassVar = Track.CRIMINAL
    worded: ClassVar = ("subject",)

    item_ids: Annotated[tuple[ItemId, ...], Meta(min_length=1)]

    @property
    def subject(self) -> str:
        """Return what it is about."""
        return "Sentence"

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the sentence is refused: there is no conviction, or it is not its turn."""
        return WrongState if item.state in WITH_GUILT else NoConviction


class PenaltyEvent(SentenceEvent):
    """An event that says what the sentence is, in full or as far as its source was read."""

    components: tuple[Component, ...] = ()
    partly_read: bool | None = None

    @property
    def penalties(self) -> str:
        """Return the penalties in words; of several each with how it is, and no other one."""
        if not self.components[1:]:
            return "".join(one.label for one in self.components)
        *said, last = [one.beside_others for one in self.components]
        if any(", " in one for one in (*said, last)):
            return f"{'; '.join(said)}; and {last}"
        return f"{', '.join(said)} and {last}"

    @property
    def beyond(self) -> str:
        """Return in words what is said of the sentence beyond its penalties."""
        return " and more, not read" if self.partly_read else ""

    @property
    def runs(self) -> Relation | None:
        """Return how it runs beside other sentences, where that is said."""
        return None

    def has_any(self, kinds: Collection[str]) -> bool:
        """Tell whether a penalty of one of some kinds is to be served."""
        return any(one.kind in kinds and not one.suspended for one in self.components)

    @property
    def given(self) -> bool:
        """Tell whether there is a sentence, be it one that was not read."""
        return bool(self.components or self.partly_read)


@event("sentence.imposed")
class SentenceImposed(PenaltyEvent):
    """The court imposes a sentence on one or more convictions; on an adjudication a disposition."""

    sentence: ClassVar = "{subject} imposed on {item_ids}[: {penalties}]{beyond}"
    rank: ClassVar = Rank.SENTENCE
    moves: ClassVar = (
        Move((CONVICTED,), SENTENCED, lambda _, item: not item.juvenile),
        Move((), FOUND, lambda _, item: item.juvenile),
        Move((ADJUDICATED,), SAME, lambda _, item: not has_sentence(item), anew=True),
    )

    relation: Relation | None = None

    @property
    def runs(self) -> Relation | None:
        """Return how it runs beside other sentences, where that is said."""
        return self.relation

    @property
    def beyond(self) -> str:
        """Return in words how the sentence runs beside others, and that there is more of it."""
        run = f", to run {self.relation}ly" if self.relation else ""
        return run + super().beyond

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its sentence."""
        del field, item_id
        return sentenced_to(item, self)


@event("sentence.modified")
class SentenceModified(PenaltyEvent, kw_only=True):
    """A sentence is reduced, revoked, corrected or extended; what is given replaces it.

    One that is revoked with nothing in its place has to be imposed anew (18 U.S.C. 3565(a)(2)).
    That can be after its term, where a warrant or summons came before (3565(c), 3583(i)), and the
    record may lack the sentence that is revoked.
    """

    sentence: ClassVar = "{subject} on {item_ids} {kind}[: {penalties}]{beyond}"
    rank: ClassVar = Rank.SENTENCE + 1  # on the day of the sentence, it comes after it
    moves: ClassVar = (
        Move((SENTENCED,), SAME, lambda modified, _: not modified.revokes),
        Move(
            (CONVICTED, SENTENCED, SENTENCE_COMPLETED),
            SENTENCED,
            lambda modified, _: modified.revokes and modified.given,
            anew=True,
        ),
        Move(
            (CONVICTED, SENTENCED, SENTENCE_COMPLETED),
            CONVICTED,
            lambda modified, _: modified.revokes and not modified.given,
        ),
        Move((ADJUDICATED,), SAME, lambda modified, _: modified.revokes, anew=True),
        Move((ADJUDICATED,), SAME, lambda _, item: is_served(item)),
    )

    kind: SentenceChange
    what: SentencePart | None = None

    @property
    def revokes(self) -> bool:
        """Tell whether the sentence is revoked."""
        return self.kind == SentenceChange.REVOKED

    @property
    def subject(self) -> str:
        """Return what is changed: the sentence, or the part of it that is named."""
        return self.what.label.capitalize() if self.what else super().subject

    def undoes_on(self, field: str, item_id: str) -> bool:
        """Tell whether the sentence is taken back, and another one may follow on the same day."""
        del field, item_id
        return self.revokes

    def rank_on(self, field: str) -> int:
        """Return the rank of what changes a sentence, or of what takes it back."""
        del field
        return Rank.UNDONE if self.revokes else self.rank

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its new sentence; with the old one where none is given."""
        del field, item_id
        if self.revokes:
            word = "disposition" if item.juvenile and not self.what else self.subject
            item = sentence_revoked(item, word)
        elif not self.components:
            return as_before(item, self)
        return sentenced_to(item, self) if self.given else item


@event("sentence.completed")
class SentenceCompleted(SentenceEvent):
    """The sentence has been served, paid or discharged."""

    sentence: ClassVar = "{subject} on {item_ids} completed[: {how}]"
    rank: ClassVar = Rank.COMPLETED
    moves: ClassVar = (
        Move((SENTENCED,), SENTENCE_COMPLETED),
        Move((ADJUDICATED,), SAME, lambda _, item: is_served(item), anew=True),
    )

    how: Phrase | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge; an adjudication with its disposition completed."""
        del field, item_id
        return item.having(detail={"disposition_completed": True}) if item.juvenile else item


@event("sentence.vacated")
class SentenceVacated(SentenceEvent):
    """The sentence is set aside and the conviction stands, to be sentenced anew (28 U.S.C. 2106).

    Where an appeal has vacated it already, the order that carries that out changes nothing.
    """

    sentence: ClassVar = "{subject} on {item_ids} vacated[ {by}][: {reason}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    voids: ClassVar = (SentenceImposed.tag, SentenceModified.tag)
    moves: ClassVar = (
        Move((SENTENCED, SENTENCE_COMPLETED), FOUND),
        Move((ADJUDICATED,), SAME, lambda _, item: has_sentence(item), anew=True),
        Move((CONVICTED, ADJUDICATED), SAME, lambda _, item: item.taken_back == SENTENCE),
    )

    by: SentenceVacatedBy
    reason: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without its sentence."""
        del field, item_id
        return sentence_void(item)


def sentenced_to(item: Item, given: PenaltyEvent) -> Item:
    """Return the charge with a sentence; in a juvenile matter it is a disposition."""
    revoked = item.taken_back == REVOKED
    label = "after revocation, " if revoked else ""
    label += "disposition" if item.juvenile else "sentenced"
    if given.components:
        label += f": {given.penalties}" if item.juvenile else f" to {given.penalties}"
    # What revoked the sentence before, or a deferral, may be reversed: then that stands again.
    put_off = item.stood is not None and item.stood.detail.get("deferral") is not None
    stood = replace(item.stood) if item.stood and (revoked or put_off) else None
    kinds = {str(one.kind) for one in given.components}
    return item.having(
        taken_back="",
        stood=stood,
        detail={
            "sentence": msgspec.to_builtins(list(given.components)),
            "sentence_label": label + given.beyond,
            "runs": str(given.runs) if given.runs else None,
            "first_sentence": item.detail.get("first_sentence") if revoked else None,
            **({CRIME: BY_SENTENCE} if is_of_ticket(item) and kinds & FOR_CRIME else {}),
            **dict.fromkeys(("disposition_completed", "deferral", "awaiting")),
        },
    )


def as_before(item: Item, given: PenaltyEvent) -> Item:
    """Return the charge with the sentence that it has, of which there is more than was read."""
    said = str(item.detail.get("sentence_label", ""))
    if not given.beyond or not said or said.endswith(given.beyond):
        return item
    return item.having(detail={"sentence_label": said + given.beyond})
