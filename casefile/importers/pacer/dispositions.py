"""Dispositions: what the text of a federal count says became of it, by a grammar of clauses.

A clause is read whole or left over. What is left over is handed back, and the sentence that is
read beside it is partly read. Where a clause that is not read could take away what the others say,
or leave no judgment of conviction, nothing is read at all: there is no guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from casefile.importers.pacer.disposition_clauses import ReadClause, clauses
from casefile.importers.pacer.disposition_frames import BARE, Phrase
from casefile.importers.pacer.disposition_remainders import imposes, leaves_standing, unmakes
from casefile.importers.pacer.disposition_tokens import FIRST, counts_in, plain
from casefile.law.fields import LIFE

# What is only imposed on a conviction (18 U.S.C. 3013, 3551, 3581, 3583). A diversion, too, can
# have probation, restitution and payments.
_BY_JUDGMENT = ("incarceration", "time_served", "supervised_release", "death")
# What is revoked may be a bond as well.
_of_nothing = re.compile(r"(?:revoked|revocation)(?: (?:of|on))?[\d /-]*")
_stem = re.compile(r"(\d+)s*r?")
# Words by which a text is about several counts, though it may number none.
_of_several = re.compile(
    r"\beach\b(?! (?:day|week|month|quarter|year|defendant|victim|payee))|one another"
    r"|(?:/|\bper )(?:count|ct)\b|\ball (?:counts|cts)\b"
    r"|(?:concurr?|consec)\w*\.? (?:to|with|w/) [^.;]*\b(?:counts?|cts?)\b"
)
_again = re.compile(r"\bre-?sentenced\b")


class Disposition(NamedTuple):
    """What a disposition says: its events in their order, each a type and data, and the rest.

    `days` has for each event the day that the words give it, or "". `unread` are the clauses of
    which not all is read, and `clauses` is how many there are of all.
    """

    events: tuple[tuple[str, dict[str, Any]], ...]
    days: tuple[str, ...]
    unread: tuple[str, ...]
    clauses: int


class _CountAsked(NamedTuple):
    """The count that is asked about, and the counts at each place where its judgment names some.

    `anywhere` are those of the whole text: a later judgment that names none is about them all.
    `shared` tells that the words are those of several counts, though they number none.
    """

    label: str
    places: tuple[frozenset[str], ...]
    anywhere: tuple[frozenset[str], ...]
    shared: bool = False

    def is_in(self, counts: Iterable[str]) -> bool:
        """Tell whether the count is among some.

        The words mostly leave out how often the instrument was superseded, as in Count 1 for 1s.
        """
        found = _stem.fullmatch(self.label)
        plainly = all(one.isdigit() for place in self.anywhere for one in place)
        if _is_named(self.label, counts):
            return True
        return bool(found and plainly and found[1] in counts)


class _Judgment:
    """What the clauses of one judgment say of one count.

    `left` are the clauses of which not all is read; `altering` tells that one of them may take back
    what the others say, `unmaking` that it may be the conviction, and `sentences` that one of them
    imposes a sentence that is not read. `assessed` is what only the convicted pay.
    """

    def __init__(self, said: Sequence[ReadClause], named: _CountAsked) -> None:
        self.penalties: list[dict[str, Any]] = []
        self.endings: list[tuple[tuple[str, dict[str, Any]], ...]] = []
        self.bases: set[str] = set()
        self.left: list[str] = []
        self.altering = False
        self.unmaking = False
        self.sentences = False
        self.assessed = False
        self._named = named
        self._days: set[str] = set()
        self._apart = False  # the clause before is about another count
        self._by_name = False  # something is said of this count by its number
        self._elsewhere: list[str] = []  # how other counts ended
        self._bare: list[dict[str, Any]] = []
        self._words: dict[int, str] = {}  # those of each penalty, by its identity
        for clause in said:
            self._take(clause)
        self._settle_other_counts()
        self._settle_bare_terms()
        self._leave_out_what_contradicts()

    @property
    def day(self) -> str:
        """Return the only day that the words give; "" where they give none, or several."""
        return next(iter(self._days)) if len(self._days) == 1 else ""

    def _take(self, clause: ReadClause) -> None:
        said = [self._of_count(one) for one in clause.phrases]
        phrases = [one for one in said if one]
        if not phrases or len(phrases) < len(said):
            self._leave(clause.words)
            return
        for phrase in phrases:
            self._add(phrase, clause.words)

    def _of_count(self, one: Phrase) -> Phrase | None:
        """Return a phrase where it surely is about this count.

        What is said of another count says nothing of this one. A sum or a term of several counts
        may be that of all of them together, unless it is that of each.
        """
        named = self._named
        if one.such and not all(map(named.is_in, named.places)):
            return None
        if one.others or (one.counts and not named.is_in(one.counts)):
            return Phrase(others=True, ending=one.ending, basis=one.basis) if named.label else None
        # A term that several counts have is imposed on each of them (USSG 5G1.2(b)); a sum is not.
        alone = all(named.is_in(counts) and len(counts) == 1 for counts in named.anywhere)
        if alone and not (named.shared and (one.total or not named.anywhere)):
            return one
        if not (one.counts or one.says_something):
            return one
        if not one.penalties:
            return one if one.counts or all(map(named.is_in, named.places)) else None
        if one.counts:
            return one if len(one.counts) == 1 or one.each else None
        alike = all(map(named.is_in, named.places)) and not one.total
        summed = any("amount" in penalty for penalty in one.penalties)
        return one if one.each or (alike and not summed) else None

    def _add(self, phrase: Phrase, words: str) -> None:
        if phrase.others:
            self._apart = True
            self._elsewhere += [words] if phrase.ending or phrase.basis else []
            return
        if phrase.relation and not self._relate(phrase.relation):
            self.left.append(words)
        self._apart = not (phrase.says_something or phrase.relation)
        # A plea or a verdict has a day of its own, mostly.
        self._days |= set() if phrase.basis else {phrase.day} - {""}
        self._by_name = self._by_name or (bool(phrase.counts) and phrase.says_something)
        penalties = [dict(one) for one in phrase.penalties]
        self._bare += [one for one in penalties if one["kind"] == BARE]
        self._words |= {id(one): words for one in penalties}
        self.penalties += penalties
        self.endings += [phrase.ending] if phrase.ending else []
        self.bases |= {phrase.basis} - {""}
        self.assessed = self.assessed or phrase.assessed

    def _leave(self, words: str) -> None:
        self.left.append(words)
        self.altering = self.altering or not leaves_standing(words)
        self.unmaking = self.unmaking or unmakes(words)
        counts = counts_in(words) or self._named.places
        ours = all(map(self._named.is_in, counts))
        self.sentences = self.sentences or (ours and imposes(words))

    def _relate(self, relation: str) -> bool:
        """Say how the only term before it runs; tell whether there is only one."""
        terms = [one for one in self.penalties if "term" in one and "relation" not in one]
        if len(terms) != 1 or (self._apart and relation != "concurrent"):
            return False
        terms[0]["relation"] = relation
        return True

    def _settle_other_counts(self) -> None:
        """Leave over how other counts ended, unless it is sure that this one is not among them."""
        if not self._by_name and any(map(_is_of_the_rest, self._elsewhere)):
            for words in self._elsewhere:
                self._leave(words)
        elif not (self.penalties or self.endings or self.bases):
            self.left += self._elsewhere

    def _settle_bare_terms(self) -> None:
        """Take a term for one of imprisonment where nothing else can be what it is a term of.

        Supervised release follows imprisonment (18 U.S.C. 3583(a)), and nothing but these two is
        for life.
        """
        kinds = {one["kind"] for one in self.penalties}
        for one in self._bare:
            before_release = "supervised_release" in kinds or one["term"] == LIFE
            if len(self._bare) == 1 and before_release and not kinds & _INSTEAD:
                one["kind"] = "incarceration"
            else:
                self.penalties.remove(one)
                self._leave(words := self._words[id(one)])
                self._leave_out_terms_beside(words)

    def _leave_out_terms_beside(self, words: str) -> None:
        """Leave out how long it is what a bare term of a clause may be a part of, or may sum up."""
        for one in self.penalties:
            same = self._words[id(one)] == words and one["kind"] != BARE
            if same or one["kind"] == "incarceration":
                one.pop("term", None)

    def _leave_out_what_contradicts(self) -> None:
        """Keep of several terms of one kind that there is one: which one, is not sure."""
        counted = Counter(_kind(one) for one in self.penalties if "amount" not in one)
        sure: dict[str, dict[str, Any]] = {}
        for place, one in enumerate(self.penalties):
            several = "amount" not in one and counted[_kind(one)] > 1
            sure[_kind(one) if several else str(place)] = {"kind": _kind(one)} if several else one
            self.left += [self._words[id(one)]] if several else []
            self._days = set() if several else self._days
        self.penalties = [*sure.values()]

    @property
    def convicts(self) -> bool:
        """Tell whether there is a judgment of conviction behind what is imposed."""
        kinds = {one["kind"] for one in self.penalties}
        told = self.bases or self.sentences or self.assessed or kinds & {*_BY_JUDGMENT}
        return bool(told or not (self.left or kinds <= _WITHOUT_JUDGMENT))

    def events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what the clauses say together; nothing where they contradict one another."""
        sentenced = bool(self.penalties) or self.sentences
        guilty = sentenced or bool(self.bases)
        if self.altering or (self.endings and guilty) or len(self.bases) > 1:
            return
        if any(ending != self.endings[0] for ending in self.endings):
            return
        if self.endings and not self.left:
            yield from self.endings[0]
        elif guilty and self.convicts:
            yield from _convicted(next(iter(self.bases)) if self.bases else "unknown", sentenced)
            if sentenced:
                yield "sentence.imposed", {"components": self.penalties} | self.partly

    def says_more_than(self, other: _Judgment) -> bool:
        """Tell whether it has a penalty, or a clause that is left, of which the other is silent."""
        own, others = (
            {_PLACE_OF.get(_kind(one), _kind(one)) for one in judgment.penalties}
            for judgment in (self, other)
        )
        return bool(self.left or own - others)

    @property
    def partly(self) -> dict[str, Any]:
        """Return the field that says that the sentence is read in part, where it is."""
        return {"partly_read": True} if self.left else {}


# Collateral that is forfeited ends a petty case (Fed. R. Crim. P. 58(d)(1)). Whether that is a
# conviction is for the district to say: none in D. Or. Crim. LR 58-1, one in W.D. Mich. LCrR 58.2.
_WITHOUT_JUDGMENT = {"fee", "forfeiture"}
_PLACE_OF = {"probation": "incarceration", "death": "incarceration"}  # one stands for another
_INSTEAD = {"incarceration", "time_served", "probation", "death"}


def read(text: str, label: str = "", *, shared: bool = False) -> Disposition:
    """Read the disposition of the count with this label, like 2s.

    `shared` tells that other counts of the defendant have the same words.
    """
    said = [*clauses(plain(text))]
    shared = shared or bool(_of_several.search(plain(text)))
    label = label.lower()
    first, later = _parts(said)
    anywhere = _places(label, said)
    read_first = _Judgment(first, _CountAsked(label, _places(label, first), anywhere, shared))
    events = [(type_, _in_case(data, text)) for type_, data in read_first.events()]
    days = [read_first.day] * len(events)
    left = [*read_first.left]
    if not first and later:
        events = [("charge.conviction_entered", {"basis": "unknown"})]
        days = [""]
        if later[0][0] == "corrected":
            events.append(("sentence.imposed", {"partly_read": True}))
            days.append("")
    sentenced = bool(not first and later) or any(one == "sentence.imposed" for one, _ in events)
    before = read_first
    for kind, day, words, body in later:
        after = _Judgment(body, _CountAsked(label, _places(label, body), anywhere, shared))
        left += after.left
        unsaid = _of_nothing.fullmatch(words) and not after.penalties
        if unsaid or after.unmaking or after.endings or after.bases:
            sentenced = False  # what the first judgment said is no more
        changed = _changed(kind, after)
        if kind == "corrected" and before.says_more_than(after):
            changed |= {"partly_read": True}  # whether that stands is not said
        events.append(("sentence.modified", changed))
        days.append(day or after.day)
        before = after
    if not events or (later and not sentenced) or (not first and len(events) == 1):
        left, events, days = [one.words for one in said] or [text], [], []
    left = [*dict.fromkeys(_as_written(words, text) for words in left)]
    return Disposition(tuple(events), tuple(days), tuple(left), max(len(said), len(left)))


def _parts(
    said: Sequence[ReadClause],
) -> tuple[list[ReadClause], list[tuple[str, str, str, list[ReadClause]]]]:
    """Return the first judgment's clauses, and each later one.

    Of a later one that is what it did, its day, its name and its own clauses.
    """
    first: list[ReadClause] = []
    later: list[tuple[str, str, str, list[ReadClause]]] = []
    body = first
    for clause in said:
        rest: list[Phrase] = []
        for one in clause.phrases:
            if not one.later:
                rest.append(one)
                continue
            if rest:
                body.append(ReadClause(clause.words, tuple(rest)))
            if later and not body and _again.search(clause.words):
                what, day, words, _ = later[-1]
                if what == "revoked" and (day == one.day or "" in {day, one.day}):
                    later[-1] = (what, day or one.day, words, body)
                    continue  # it is the sentence on the revocation
            rest, body = [], []
            later.append((one.later, one.day, clause.words, body))
        if rest or not clause.phrases:
            body.append(ReadClause(clause.words, tuple(rest)))
    return first, later


def _places(label: str, said: Iterable[ReadClause]) -> tuple[frozenset[str], ...]:
    """Return the counts at each place where a text names some.

    How another count ended says nothing of what a sentence is for.
    """
    places: list[frozenset[str]] = []
    for clause in said:
        if not clause.phrases:
            places += counts_in(clause.words)
        places += [
            one.counts
            for one in clause.phrases
            if one.counts and not (one.ending and not _is_named(label, one.counts))
        ]
    return tuple(places)


def _is_named(label: str, counts: Iterable[str]) -> bool:
    return bool({label, label + FIRST} & {*counts})


def _is_of_the_rest(words: str) -> bool:
    """Tell whether a clause is about counts that it does not number."""
    return not any(counts_in(words))


def _changed(kind: str, judgment: _Judgment) -> dict[str, Any]:
    """Return what a later judgment makes of the sentence, as far as its words are read."""
    if judgment.altering or judgment.endings or not judgment.penalties:
        return {"kind": kind, "partly_read": True}
    return {"kind": kind, "components": judgment.penalties} | judgment.partly


def _kind(penalty: dict[str, Any]) -> str:
    """Return what a penalty is, time served being a term in custody."""
    return "incarceration" if penalty["kind"] == "time_served" else str(penalty["kind"])


def _as_written(words: str, text: str) -> str:
    """Return the words of a clause in the letters in which the text writes them."""
    written = " ".join(text.split())
    place = written.lower().replace("\u2019", "'").find(words)
    return written[place : place + len(words)] if place >= 0 else words


def _in_case(data: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the data with a place in the letters in which the text writes it."""
    found = re.search(re.escape(data.get("to", "")), text, re.IGNORECASE)
    return data | {"to": found[0]} if "to" in data and found else data


def _convicted(basis: str, sentenced: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield how a conviction came about, as far as the words say."""
    if basis.startswith("plea_"):
        yield "charge.plea_entered", {"plea": basis.removeprefix("plea_")}
        if not sentenced:
            return  # a plea that was tendered is no conviction yet
    if basis == "jury":
        yield "charge.trial_commenced", {"jury": True}
        yield "charge.verdict_returned", {"verdict": "guilty"}
        return
    if basis == "bench":
        yield "charge.trial_commenced", {"jury": False}
    yield "charge.conviction_entered", {"basis": basis}
