"""Days of a criminal docket: when a charge was filed and decided, as far as its entries show.

Counts have no dates of their own. A day is taken from an entry only where that is the only one of
its kind about the defendant; else an interval says what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from casefile.importers.pacer.disposition_tokens import counts_in
from casefile.importers.pacer.disposition_tokens import plain as lowered
from casefile.importers.pacer.docket import Docket
from casefile.importers.pacer.facts import plain

_judgment = re.compile(r"JUDGMENT as to (?:defendant )?", re.IGNORECASE)
_of_revocation = re.compile(
    r"\brevo(?:ked|king|cation)|\bviolations? of (?:supervised|probation|conditions?|release)"
    r"|\b(?:supervised release|probation|tsr|s/r) violation",
    re.IGNORECASE,
)
_complaint = re.compile(r"(?:(?:SEALED|CRIMINAL) )*COMPLAINT\b(?! unsealed)", re.IGNORECASE)
_instrument = re.compile(
    r"(?:SEALED |REDACTED )*(?P<number>SECOND |THIRD |FOURTH )?(?P<superseding>SUPERSEDING )?"
    r"(?P<what>INDICTMENT|INFORMATION)\b(?! unsealed)",
    re.IGNORECASE,
)
_ORDER = {"": 1, "second": 2, "third": 3, "fourth": 4}
_decision = re.compile(
    r"judg|sentenc|dismiss|acquit|verdict|guilty|plea\b|nolle|rule 20|transfer|mistrial|terminat",
    re.IGNORECASE,
)
_numbered = re.compile(r" ?\((\d{1,3})\)")
_figures = re.compile(r"\D")
_marks = re.compile(r"[.,]")


class Dating(NamedTuple):
    """When something happened, as EDTF, how that was found, and the paper that did it."""

    effective: str
    resolution: str
    instrument: str = "unknown"


class _DocketEntry(NamedTuple):
    text: str
    plain: str
    day: str
    cited: str


class Days:
    """The days of one defendant, under all the names that the docket has for them.

    `ended_on` is the day on which the docket ends the defendant's part; "" where it does not.
    """

    def __init__(self, docket: Docket, names: Iterable[str], ended_on: str = "") -> None:
        self.docket = docket
        self._ended_on = ended_on if ended_on > docket.filed else ""
        self._names = tuple(found for name in names if (found := _plain(name)))
        self._entries = [
            _DocketEntry(
                text, _plain(text), day, f"docket entry {number}" if number else "the entry"
            )
            for entry in docket.node.nodes("docket_entries")
            if (text := entry.text("description").strip())
            and (day := entry.day("date_filed").partition("T")[0])
            for number in [entry.text("document_number")]
        ]

    def decided(self, label: str, *, dismissed: bool) -> Dating:
        """Return when a count was disposed of: the day of the only judgment, or an interval.

        A charge may be dismissed before the judgment, so a dismissal has its day only where the
        judgment itself speaks of one. One on a revocation is not the first, and one that numbers
        counts is of those alone.
        """
        found = [
            entry
            for entry in self._entries
            if (start := _judgment.match(entry.text))
            and self._is_mine(_plain(entry.text[start.end() :]))
        ]
        found = [entry for entry in found if not _of_revocation.search(entry.text)]
        speaks = [one for one in found if not dismissed or "dismissed" in one.plain]
        if len(found) == 1 and speaks and _is_of_count(label, found[0].text):
            sentence = f"The day of {found[0].cited}, the only judgment on this defendant."
            return Dating(found[0].day, sentence)
        return self.unknown

    def _is_mine(self, words: str) -> bool:
        """Tell whether words begin with the defendant's name, and no namesake's number."""
        own = self.docket.defendant
        for name in self._names:
            if words.startswith(name):
                number = _numbered.match(words, len(name))
                return not (number and own.isdecimal() and int(number[1]) != int(own))
        return False

    def stated(self, day: str) -> Dating | None:
        """Return the day that the words of a disposition give; None where it cannot be right."""
        if not day or day < (self.docket.filed or day):
            return None
        return Dating(day, "")

    @property
    def unknown(self) -> Dating:
        """Return the interval from the filing to the end of the part, or the docket's last day."""
        if self._ended_on and self._ended_on != self.docket.days[-1]:
            return Dating(
                f"{self.docket.filed or '..'}/{self._ended_on}",
                "No date is given; it lies between the filing and the day on which the docket ends "
                "the defendant's part.",
            )
        if self.docket.between.endswith("..") or not self._shows_decisions:
            return Dating(self.docket.since, "No date is given; it lies after the filing.")
        return Dating(
            self.docket.between,
            "No date is given; it lies between the filing and the last day that the docket shows.",
        )

    @property
    def _shows_decisions(self) -> bool:
        """Tell whether the page ends, or has an entry that may be of how a charge ended.

        A page can have a part of the entries, and what it shows last be long before the end.
        """
        ends = ("date_terminated", "date_last_filing")
        return any(self.docket.node.day(one) for one in ends) or any(
            _decision.search(entry.text) for entry in self._entries
        )

    def until(self, decided: Dating) -> Dating:
        """Return the interval of what led to a decision, like a plea or a trial."""
        first, last = self.docket.filed or "..", decided.effective.rpartition("/")[2]
        written = f"{first}/{last}" if first < last else decided.effective
        return Dating(written, "It lies between the filing and the decision.")

    def later(self, than: Dating) -> Dating:
        """Return the interval of what came after a decision."""
        first, last = than.effective.partition("/")[0], max(self._ended_on, self.docket.days[-1])
        if first >= last or not (self._ended_on or self._shows_decisions):
            return Dating(f"{first}/..", "It lies after the judgment.")
        return Dating(
            f"{first}/{last}",
            "It lies between the judgment and the last day that the docket shows.",
        )

    def complaint(self) -> Dating:
        """Return when the complaint was filed."""
        found = [one for one in self._about_me() if _complaint.match(one.text)]
        if len(found) == 1:
            sentence = f"The day of {found[0].cited}, the only complaint against this defendant."
            return Dating(found[0].day, sentence, "complaint")
        if self.docket.case_type == "mj" and self.docket.filed:
            return Dating(self.docket.filed, "The day on which the docket was opened.", "complaint")
        return Dating(
            f"../{self.docket.filed or self.docket.days[-1]}",
            "The docket does not show the complaint; it came before the criminal number.",
            "complaint",
        )

    def filed(self, superseding: int) -> Dating:
        """Return when the counts of an instrument were filed; 0 is the first, then s, ss, ..."""
        found = [
            (one, start["what"].lower())
            for one in self._about_me()
            if (start := _instrument.match(one.text)) and _rank(start) == superseding
        ]
        if len(found) == 1:
            entry, what = found[0]
            sentence = f"The day of {entry.cited}, the only {what} of its kind on this defendant."
            return Dating(entry.day, sentence, what)
        if not found and superseding == 0 and self.docket.filed:
            sentence = "The day on which the docket was opened; it does not show the instrument."
            return Dating(self.docket.filed, sentence)
        return self.unknown

    def _about_me(self) -> Iterable[_DocketEntry]:
        return (one for one in self._entries if any(name in one.plain for name in self._names))


def _is_of_count(label: str, text: str) -> bool:
    """Tell whether a judgment numbers no counts, or this one, however often it was superseded."""
    numbers = {_figures.sub("", one) for place in counts_in(lowered(text)) for one in place}
    return not numbers or _figures.sub("", label) in numbers


def _rank(start: re.Match[str]) -> int:
    number = (start["number"] or "").strip().lower()
    return _ORDER[number] if start["superseding"] else 0


def _plain(text: str) -> str:
    return plain(_marks.sub("", text))
