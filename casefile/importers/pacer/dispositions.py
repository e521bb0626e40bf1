"""Dispositions: what the text of a federal count says became of it, by one table of rules.

A rule reads a whole clause or nothing. What no rule reads is handed back, and the sentence that is
read beside it is partly read. Where a clause that is not read could take away what the others say,
or leave no judgment of conviction, nothing is read at all: there is no guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from casefile.importers.pacer.disposition_rules import Phrase, read_clause
from casefile.importers.pacer.disposition_words import (
    clauses,
    counts_in,
    halves,
    sections,
)

# A clause with one of these may take back what another one says, or say that no judgment of
# conviction was entered.
_takes_back = re.compile(
    r"vacat|revers|set aside|denied|\bnot\b|suspend|withdr|stay|rescind|quash|void|strick|acquit"
    r"|dismiss|amend|correct|reduc|modif|resentenc|mistrial|guilty|revok|revoc|violat|commut|pardon"
    r"|clemency|in lieu|instead|all but|except|of which|whichever|either|\bless\b"
    r"|^(?:or\b|but\b|to \d)"
    r"|withh|divert|diversion|^(?!.*restitution).*defer|abeyance|3607|transfer|\brule 20\b|expung"
    r"|pre-?trial (?:agree|interven|probation|program)|first[- ]offender|conditional(?:ly)? disch"
    r"|(?:without|no) (?:\w+ ){0,3}(?:judg|adjudicat|convict)|before judg|juvenile|delinquen|nolle"
    r"|new trial|retrial|arrest|2255|habeas|remand(?!ed to)|deceased|death|died|abate"
)
# What is only imposed on a conviction (18 U.S.C. 3013, 3551, 3581, 3583). A diversion, too, can
# have probation, restitution and payments.
_BY_JUDGMENT = ("incarceration", "time_served", "supervised_release", "fee")
# Words of a sentence that is imposed, in a clause of which no rule reads the rest.
_sentences = re.compile(
    r"^(?!.*\bno\b).*(?:(?:defendant|deft|is|was|hereby|^) ?sentenced to "
    r"|\b(?:c?bop|bureau of prisons|imprison(?:ment|ed)|supervised release)\b)"
)


class Disposition(NamedTuple):
    """What a disposition says: its events in their order, each a type and data, and the rest.

    `unread` are the clauses of which no rule reads all.
    """

    events: tuple[tuple[str, dict[str, Any]], ...]
    unread: tuple[str, ...]


class _Judgment:
    """What the clauses of one judgment say of one count.

    `left` are the clauses of which not all is read; `altering` tells that one of them may take back
    what the others say, and `sentences` that one of them imposes a sentence that is not read.
    """

    def __init__(self, text: str, label: str) -> None:
        self.penalties: list[dict[str, Any]] = []
        self.endings: list[tuple[tuple[str, dict[str, Any]], ...]] = []
        self.bases: set[str] = set()
        self.left: list[str] = []
        self.altering = False
        self.sentences = False
        self._label = label
        self._named = counts_in(text)
        self._apart = False  # the clause before is about another count
        for clause in clauses(text):
            self._take(clause)
        self._leave_out_what_contradicts()

    def _take(self, clause: str) -> None:
        whole = read_clause(clause, self._label, self._named)
        parts = [clause] if whole else halves(clause)
        said = [whole or read_clause(part, self._label, self._named) for part in parts]
        phrases = [phrase for phrase in said if phrase]
        if len(phrases) < len(said):
            self._leave(clause)
            return
        for phrase in phrases:
            self._add(phrase, clause)

    def _leave(self, clause: str) -> None:
        self.left.append(clause)
        self.altering = self.altering or bool(_takes_back.search(clause))
        named = counts_in(clause) or self._named
        ours = all(self._label.lower() in counts for counts in named)
        self.sentences = self.sentences or bool(ours and _sentences.match(clause))

    def _add(self, phrase: Phrase, clause: str) -> None:
        if not phrase.whole or (phrase.relation and not self._relate(phrase.relation)):
            self.left.append(clause)
        self._apart = not (phrase.says_something or phrase.relation)
        self.penalties += phrase.penalties
        self.endings += [phrase.ending] if phrase.ending else []
        self.bases |= {phrase.basis} - {""}

    def _relate(self, relation: str) -> bool:
        """Say how the only term before it runs; tell whether there is only one."""
        terms = [one for one in self.penalties if "term" in one and "relation" not in one]
        if len(terms) != 1 or (self._apart and relation != "concurrent"):
            return False
        terms[0]["relation"] = relation
        return True

    def _leave_out_what_contradicts(self) -> None:
        """Keep of several terms of one kind that there is one: which one, is not sure."""
        counted = Counter(map(_kind, self.penalties))
        sure: dict[str, dict[str, Any]] = {}
        for place, one in enumerate(self.penalties):
            several = counted[_kind(one)] > 1 and "amount" not in one
            name = _kind(one) if several else str(place)
            sure[name] = {"kind": _kind(one)} if several else one
        if len(sure) < len(self.penalties):
            self.left.append("several terms of one kind")
        self.penalties = [*sure.values()]

    @property
    def convicts(self) -> bool:
        """Tell whether there is a judgment of conviction behind what is imposed."""
        told = self.bases or self.sentences or not self.left
        return bool(told or any(one["kind"] in _BY_JUDGMENT for one in self.penalties))

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

    @property
    def partly(self) -> dict[str, Any]:
        """Return the field that says that the sentence is read in part, where it is."""
        return {"partly_read": True} if self.left else {}


def read(text: str, label: str = "") -> Disposition:
    """Read the disposition of the count with this label, like 2s."""
    first, later = sections(text)
    judgment = _Judgment(first, label)
    rest = (*judgment.left, *(body for _, body in later))
    events = tuple((type_, _in_case(data, first)) for type_, data in judgment.events())
    if not events:
        return Disposition((), rest or (text,))
    if any(type_ == "sentence.imposed" for type_, _ in events):
        events += tuple(("sentence.modified", _changed(kind, body, label)) for kind, body in later)
        return Disposition(events, rest)
    return Disposition(events, (*rest, *(kind for kind, _ in later)))


def _changed(kind: str, body: str, label: str) -> dict[str, Any]:
    """Return what a later judgment makes of the sentence, as far as its words are read."""
    judgment = _Judgment(body, label)
    if judgment.altering or judgment.endings or not judgment.penalties:
        return {"kind": kind, "partly_read": True}
    return {"kind": kind, "components": judgment.penalties} | judgment.partly


def _kind(penalty: dict[str, Any]) -> str:
    """Return what a penalty is, time served being a term in custody."""
    return "incarceration" if penalty["kind"] == "time_served" else str(penalty["kind"])


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
