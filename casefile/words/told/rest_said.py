"""Rest said: what a sentence says beside what happened, where somebody has said which type it is.

A clause that tells of the type by itself is read as it would be alone. Of all else only what is
plain is read: counts and what items are called, who stands behind a small word, a sum, a day, what
was imposed, and with or without prejudice. What is left is named, to be kept as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.inspect import EnumType

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_items import NOUNS, item
from casefile.answers.meaning.titled_names import is_titled
from casefile.errors import Several, Unknown
from casefile.law.catalogue import CATALOGUE, Event, fields_of
from casefile.law.events.process import (
    DocketEntryRecorded,
    DocumentFiled,
    HearingHeld,
    HearingScheduled,
    MotionFiled,
)
from casefile.law.events.record import IntentAnnounced, StatementRecorded
from casefile.words import kinds
from casefile.words.forms.charged import charged
from casefile.words.forms.dated import DAY_SAID, RECENTLY, TODAY, dated
from casefile.words.forms.told_us import told_us
from casefile.words.items.penalties_said import penalties_said
from casefile.words.misread import Misread
from casefile.words.told.left_over import BEFORE, NO_MORE, WORD, Rest
from casefile.words.told.likely_types import known_by, stem
from casefile.words.told.parted import MOST, WHOM, WHOSE
from casefile.words.told.told_clause import told_clause
from casefile.words.typed.asides import BY, ITEMS, Aside
from casefile.words.typed.type_words import TO_COME
from casefile.words.what.event_words import SMALL, as_key
from casefile.words.what.unsure import is_unsure
from casefile.words.which.several import OF_PAPER
from casefile.words.which.whom import charges_of, is_party, parties_named, parties_said

_counts = re.compile(
    r"\b(?:(?:counts?|cts?\.?|charges?|claims?|citations?) \d+(?:(?:,? and |, ?| ?& ?)\d+)*"
    rf"(?:{OF_PAPER})?"
    r"|(?:both|all) (?:counts|charges|claims|citations))",
    re.IGNORECASE,
)
_prejudice = re.compile(r"\b(?P<how>with|without) prejudice\b", re.IGNORECASE)
_confidential = re.compile(r"\b(?P<no>not |non-?)?confidential(?:ly)?(?: terms)?\b", re.IGNORECASE)
_result = re.compile(r"(?<!not )\b(?:completed|revoked)\b", re.IGNORECASE)
_number = re.compile(r"[A-Z\d]\S*-\S*\d\S*|(?<=number )\S*\d\S*|(?<=no\. )\S*\d\S*", re.IGNORECASE)
_court = re.compile(
    r"\b(?:to|in|at|into|by) (?:the )?(?P<court>(?:[\w.]+ ){0,4}court\b)", re.IGNORECASE
)
_on_day = re.compile(rf"\b(?:on )?(?P<day>{DAY_SAID})(?![\w/-])", re.IGNORECASE)
_hearing = re.compile(
    r"\b(?:(?P<arraigned>arraigned)|(?P<kind>(?:(?:preliminary|status|pre-?trial|detention|bond|bail"
    r"|plea|change of plea|motion|restitution|probation|revocation|suppression|competency|final"
    r"|scheduling|settlement|jury|bench|adjudicatory|disposition(?:al)?|evidentiary|show cause"
    r"|sentencing|review|case management) )*"
    r"(?:hearing|conference|trial|mediation|arraignment|sentencing|argument|deposition)))\b",
    re.IGNORECASE,
)
_we = re.compile(r"(?:we|our client|our side)\b", re.IGNORECASE)
_sum = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d\d)?")
# The types of which the words are a field as they stand.
_WHOLE: Mapping[str, str] = {
    IntentAnnounced.tag: "what",
    DocketEntryRecorded.tag: "text",
    StatementRecorded.tag: "quote",
}
_DONE_TO = ("parties", "party_id", "against")  # whom an act is done to, who stands behind it
_FILED: Sequence[type[Event]] = (MotionFiled, DocumentFiled)  # by whoever stands first
_CODED = ("plea", "verdict", "outcome", "kind")  # what sentences say by one of few words
_UNSAID = ("unknown", "other", "charge")
_LONG = 4  # letters of a word by which an item is found


def rest_said(
    asking: Asking, matter_id: str, sentence: str, tag: str, *, of_day: bool = False
) -> Rest:
    """Return what a sentence says of an event of a type beside what happened.

    Where its day is known, it is said to be `of_day`: another one in the sentence is not its own.
    """
    sentence = " ".join(sentence.split())
    words = list(WORD.finditer(sentence))
    if tag == StatementRecorded.tag and (told := told_us(asking, matter_id, sentence)):
        return Rest(told, "", frozenset(range(len(words))))
    if whole := _WHOLE.get(tag):
        return Rest({whole: [sentence]}, "", frozenset(range(len(words))))
    said, day = (None if of_day else dated(sentence, {})) or (sentence, "")
    reading = _PlainReading(asking, matter_id, said, CATALOGUE[tag], of_day=of_day)
    read = [place for place, one in enumerate(words) if reading.is_read(one)]
    known = (place for place in read if reading.is_only_known(words[place]))
    return Rest(reading.fields, day or reading.day, frozenset(read), frozenset(known))


def _charged_before(said: str, found: re.Match[str]) -> bool:
    """Tell whether counts are told of before some words."""
    return bool(re.search(r"\bcounts?\b", said[: found.start()], re.IGNORECASE))


def _only(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """Return what is found, where it is found once."""
    every = list(found)
    return every[0] if len(every) == 1 else None


class _PlainReading:
    """Reads a sentence as of a type; `fields` is what it says, and `left` what nobody has read."""

    def __init__(
        self, asking: Asking, matter_id: str, said: str, cls: type[Event], *, of_day: bool = False
    ) -> None:
        self._of_day = of_day
        self.asking, self.matter_id, self.said, self.cls = asking, matter_id, said, cls
        self.fields: dict[str, list[str]] = {}
        self._taken: list[tuple[int, int]] = []
        self._own = {one.encode_name for one in fields_of(cls)}
        self.day = ""
        self._take_days()
        self._take_told()
        self._take_plain()
        self._take_number()
        self._take_hearing()
        self._take_charged()
        self._take_penalties()
        self._take_codes()
        self._take_charge_of()
        self._take_parties()
        self._take_items()

    def is_read(self, word: re.Match[str]) -> bool:
        """Tell whether a word is read, or is of what the type is known by."""
        if word.start() >= len(self.said) or self._is_taken(word):
            return True
        known = known_by(self.cls.tag)
        keys = [one for one in as_key(word[0]).split() if one not in NO_MORE]
        return bool(keys) and all(stem(one) in known for one in keys)

    def is_only_known(self, word: re.Match[str]) -> bool:
        """Tell whether a word is read for no more than that the type is known by it."""
        return word.start() < len(self.said) and not self._is_taken(word)

    def _is_taken(self, found: re.Match[str]) -> bool:
        return any(start <= found.start() < end for start, end in self._taken)

    def _put(self, found: tuple[int, int], aside: Aside) -> bool:
        """Put what words say into the field that it is of; tell if the type has one."""
        try:
            fields = aside.of(self.cls.tag)
        except Misread:
            return False
        if not fields or fields.keys() & self.fields.keys():
            return False
        self.fields |= fields
        self._taken.append(found)
        return True

    def _take_days(self) -> None:
        """Read the day that is told from today, wherever it stands."""
        if self._of_day:
            return
        if found := RECENTLY.search(self.said):
            self.day = TODAY if found["today"] else found[0]
            self._taken.append(found.span())
        elif not self._own & set(TO_COME) and (found := _only(_on_day.finditer(self.said))):
            self.day = found["day"]
            self._taken.append(found.span())

    def _take_told(self) -> None:
        """Read the longest clause that tells of the type by itself."""
        plain = self.said
        for start, end in self._taken:
            plain = f"{plain[:start]}{' ' * (end - start)}{plain[end:]}"
        if found := told_clause(self.asking, self.matter_id, plain, self.cls.tag):
            self.fields |= found.fields
            self._taken.append((found.start, found.end))

    def _take_plain(self) -> None:
        """Read counts, with or without prejudice, what is confidential, and the only sum."""
        if found := _counts.search(self.said):
            if self.cls.files_item:
                numbers = re.findall(r"\d+", found[0])
                if "count_no" in self._own and len(numbers) == 1:
                    self._put(found.span(), Aside(("count_no",), numbers[0], belongs=True))
            else:
                self._put(found.span(), Aside(ITEMS, found[0], belongs=True))
        if found := _prejudice.search(self.said):
            self._put(found.span(), Aside(("prejudice",), found["how"].lower(), belongs=True))
        if found := _confidential.search(self.said):
            yes = "no" if found["no"] else "yes"
            self._put(found.span(), Aside(("confidential",), yes, belongs=True))
        results = list(_result.finditer(self.said))
        if len(results) == 1:
            self._put(results[0].span(), Aside(("result",), results[0][0].lower(), belongs=True))
        sums = list(_sum.finditer(self.said))
        if len(sums) == 1:
            self._put(sums[0].span(), Aside(("amount",), sums[0][0], belongs=True))

    def _take_number(self) -> None:
        """Read the number that a court gives to the case, and which court that is."""
        if "docket_no" not in self._own:
            return
        if found := _number.search(self.said):
            self._put(found.span(), Aside(("docket_no",), found[0].strip(".,;")))
        if found := _court.search(self.said):
            self._put(found.span("court"), Aside(("court_id",), found["court"]))

    def _take_hearing(self) -> None:
        """Read of what kind a hearing is, by what it is called."""
        if self.cls in (HearingHeld, HearingScheduled) and (found := _hearing.search(self.said)):
            kind = "arraignment" if found["arraigned"] else found["kind"]
            self._put(found.span(), Aside(("kind",), kind.lower(), belongs=True))

    def _take_charged(self) -> None:
        """Read what is charged, with its count and its degree."""
        if not self.cls.files_item or "offense" not in self._own:
            return
        for name, (span, words) in charged(self.said).items():
            self._put(span, Aside((name,), words))

    def _take_penalties(self) -> None:
        """Read what was imposed; of several counts, each with its own, it is asked."""
        if "components" not in self._own or "components" in self.fields:
            return
        found = [one for one in penalties_said(self.said) if not self._overlaps(*one[0])]
        if found and (len(found) == 1 or len(_counts.findall(self.said)) <= 1):
            self.fields |= {"components": [words for _, words in found]}
            self._taken += [span for span, _ in found]

    def _take_codes(self) -> None:
        """Read the plea, the outcome and the like, where one alone is said."""
        for name in _CODED:
            if name not in self._own or name in self.fields:
                continue
            if name == "outcome":
                said = {
                    one.casefold()
                    for one in re.findall(r"granted|denied", self.said, re.IGNORECASE)
                }
                part = " in part and ".join(sorted(said, reverse=True))
                outcome = f"{part}{' in part' if len(said) > 1 else ''}"
                self.fields |= {name: [outcome]} if said else {}
                continue
            kind = kinds.plain(kinds.by_name(self.cls)[name].type)[0]
            if not isinstance(kind, EnumType):
                continue
            each = sorted((one.value.replace("_", " ") for one in kind.cls), key=len, reverse=True)
            for words in each:
                found = re.search(rf"\b{words}\b", self.said, re.IGNORECASE)
                if found and words == "enhancement" and _charged_before(self.said, found):
                    continue  # it is charged beside what is charged before it
                if found and words not in _UNSAID:
                    self._put(found.span(), Aside((name,), words, belongs=True))
                    break

    def _take_parties(self) -> None:
        """Read who stands in front of what happened, or behind a small word."""
        if ours := _we.match(self.said):
            client = meant.client_of(self.asking, self.matter_id)
            name = meant.name_of(self.asking, client) if client else ""
            put = name and self._put(ours.span(), Aside(("appellant", "by"), name, belongs=True))
            self._taken += [] if put else [ours.span()]
        for start, end, said in self._windows():
            if self._overlaps(start, end) or self._is_unsure(start):
                continue
            if not is_party(self.asking, self.matter_id, said):
                continue
            name = self._untitled(said)
            before = self.said[:start].split()
            small = before[-1].casefold() if before else ""
            if small == "by":
                self._put((start, end), Aside(BY, name, belongs=True))
            elif small in BEFORE:
                self._put((start, end), Aside((small, *WHOM), name, belongs=True))
            elif not before or [one.casefold() for one in before] == ["the"]:
                by = BY if self.cls in _FILED else ()  # who else stands first, may suffer it
                whose = [one for one in WHOSE if one not in (*ITEMS, "by", "filed_by") or one in by]
                put = self._put((start, end), Aside(tuple(whose), name, belongs=True))
                self._taken += [(start, end)] if not put and self._is_of_all(name) else []
            else:
                put = self._put((start, end), Aside(_DONE_TO, name, belongs=True))
                self._taken += [(start, end)] if not put and self._is_of_all(name) else []

    def _untitled(self, said: str) -> str:
        """Return what a party is called, of whom a title says that somebody is meant."""
        if not is_titled(said):
            return said
        own = meant.party(self.asking, said, matter_id=self.matter_id).id
        return meant.name_of(self.asking, own)

    def _is_of_all(self, name: str) -> bool:
        """Tell whether somebody is a party to every item on which it can be: which says no more."""
        if not set(ITEMS) & self._own or self.cls.files_item:
            return False
        own = meant.party(self.asking, name, matter_id=self.matter_id).id
        items = matters.view(self.asking, self.matter_id).items
        of = [one for one in items if self.cls.track in (None, one.track)]
        return bool(of) and all(own in {party.party_id for party in one.parties} for one in of)

    def _take_items(self) -> None:
        """Read what an item is called, where none was said by its number."""
        if self.cls.files_item or set(ITEMS) & self.fields.keys() or not set(ITEMS) & self._own:
            return
        for start, end, name in self._item_names():
            try:
                item(self.asking, self.matter_id, name)
            except Several:
                pass
            except Unknown:
                continue
            if self._put((start, end), Aside(ITEMS, name, belongs=True)):
                return

    def _take_charge_of(self) -> None:
        """Read which charge of the only one who is named is told of, by what it is called."""
        if self.cls.files_item or set(ITEMS) & self.fields.keys() or not set(ITEMS) & self._own:
            return
        named = parties_named(self.asking, self.matter_id, self.said)
        who = parties_said(self.asking, self.matter_id, named[0]) if len(named) == 1 else []
        for start, end, name in self._item_names() if who else ():
            found = charges_of(self.asking, self.matter_id, name, who)
            if len(found) == 1 and self._put((start, end), Aside(ITEMS, found[0], belongs=True)):
                self._taken += [
                    (first, last)
                    for first, last, one in self._windows()
                    if one[:1].isupper() and parties_said(self.asking, self.matter_id, one) == who
                ]
                return

    def _item_names(self) -> Iterator[tuple[int, int, str]]:
        """Yield each few words that an item may be called by, with their place."""
        known = known_by(self.cls.tag)
        for start, end, name in self._windows():
            words = [one for one in as_key(name).split() if one not in SMALL]
            plain = [one for one in words if len(one) >= _LONG and stem(one) not in known]
            plain = [one for one in plain if one.removesuffix("s") not in NOUNS]
            if not plain or len(plain) < len(words) or self._overlaps(start, end):
                continue
            if not self._is_unsure(start) and not is_party(self.asking, self.matter_id, name):
                yield start, end, name

    def _is_unsure(self, place: int) -> bool:
        """Tell whether the clause in which something stands says that it is not so."""
        start = max(self.said.rfind(one, 0, place) for one in ",;") + 1
        ends = (self.said.find(one, place) for one in ",;")
        return is_unsure(self.said[start : min((one for one in ends if one >= 0), default=None)])

    def _overlaps(self, start: int, end: int) -> bool:
        return any(start < other and one < end for one, other in self._taken)

    def _windows(self) -> Iterator[tuple[int, int, str]]:
        """Yield each few words that stand together, the longest first, with their place."""
        words = list(WORD.finditer(self.said))
        for many in range(min(MOST, len(words)), 0, -1):
            for place in range(len(words) - many + 1):
                start, end = words[place].start(), words[place + many - 1].end()
                name = self.said[start:end]
                if name.endswith("'s"):
                    continue
                yield start, end, name
