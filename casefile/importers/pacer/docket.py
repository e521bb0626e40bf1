"""One docket: what it is called, where its events belong, and how each of them gets its id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from casefile.event import Code, Confidence, Draft, Links, Override, Source, SourceKind
from casefile.importers.pacer.courts import CATEGORIES, FederalCourt, case_type, court
from casefile.importers.pacer.node import Node
from casefile.law.catalogue import CATALOGUE

# The ids of everything that comes from a docket are made under this name, for ever.
PACER = UUID("7e1d3c52-6a0f-5b7e-9f0a-3f2c8d4b9a61")
REASON = "Recorded as the court has it."

_number = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,47}")
# The panel's number of a multidistrict litigation, however it is written.
_panel = re.compile(r"MDL(?:[ -](?:Docket )?(?:No\.?|Number|#))?[ -]?(\d{1,5})", re.IGNORECASE)
# What a header may print behind a number: the title, the panel's number of the same litigation.
_behind = re.compile(r"(?:[ ,;:(]|[-\u2013\u2014] ).{0,400}")
_printed = re.compile(
    rf"(?P<number>{_panel.pattern}|\d+:\d\d-[a-z]{{2}}-\d{{1,6}}(?:-[A-Z]+)*)(?P<behind>{_behind.pattern})",
    re.IGNORECASE,
)
_court_id = re.compile(r"[a-z0-9]{1,15}")


class Shape(Code):
    """Which of PACER's pages a file was made of; its label is how its entries are cited."""

    REPORT = "report", "Docket of"
    APPEAL = "appeal", "Docket of"
    ARCHIVE = "archive", "Archived docket of"
    HISTORY = "history", "History of"
    NOTICE = "notice", "Notices of electronic filing in"


@dataclass(frozen=True)
class Docket:
    """A docket as one file has it."""

    node: Node
    court: FederalCourt
    number: str
    shape: Shape
    filed_elsewhere: str = ""  # the day of filing that another file states, for one without any
    numbered: frozenset[tuple[str, int]] = frozenset()  # who has which page, by plain names

    @property
    def matter_id(self) -> str:
        """Return the id of the matter, like cand-3.09-cr-00418."""
        return f"{self.court.id}-{self.name.replace(':', '.')}"

    @property
    def name(self) -> str:
        """Return what identifies the docket at its court: its number, however it is written."""
        found = _panel.fullmatch(self.number)
        if found is None or _number.fullmatch(self.number):
            return self.number
        return f"MDL-{found[1]}"

    @property
    def cited(self) -> str:
        """Return the docket as a document: Docket of N.D. Cal. 3:09-cr-00418.

        All that the several pages of a docket share is read in it, so that the same fact from two
        of them is the same.
        """
        return f"Docket of {self.court.cited} {self.number}"

    @property
    def document(self) -> str:
        """Return what the entries of this file are read in: the docket, its history, notices."""
        return f"{self.shape.label} {self.court.cited} {self.number}"

    @property
    def defendant(self) -> str:
        """Return the number of the only defendant that the page is about; "" for all."""
        return self.node.text("federal_defendant_number").strip()

    @property
    def whole(self) -> str:
        """Return the document of which the file has everything; "" where it has only a part.

        A page about one defendant lacks what is about the others, and a notice is one entry.
        """
        return "" if self.defendant or self.shape is Shape.NOTICE else self.document

    @property
    def case_type(self) -> str:
        """Return the letters in the docket number, like cr."""
        return case_type(self.number)

    @property
    def criminal(self) -> bool:
        """Tell whether the matter has defendants, for each of whom a page may be printed."""
        return CATEGORIES.get(self.case_type) == "criminal"

    @cached_property
    def filed(self) -> str:
        """Return the day on which the matter was filed; "" where no file says."""
        return self.node.day("date_filed") or self.filed_elsewhere

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Return every day that the docket shows, in order."""
        found = {self.filed, self.node.day("date_terminated"), self.node.day("date_last_filing")}
        for entry in self.node.nodes("docket_entries"):
            found |= {entry.day("date_filed").partition("T")[0]}
        return tuple(sorted(found - {""}))

    @property
    def opened(self) -> str:
        """Return when the matter was filed, as EDTF; raises Unreadable where nothing says."""
        if self.filed:
            return self.filed
        if not self.days:
            raise self.node.unreadable("date_filed", "nothing says when the matter was filed.")
        return f"../{self.days[0]}"

    @property
    def since(self) -> str:
        """Return the interval of what is so at some time after the filing."""
        return f"{self.filed}/.." if self.filed else f"../{self.days[-1]}"

    @property
    def between(self) -> str:
        """Return the interval from the filing to the last day that the docket shows.

        Where it shows no day but that of the filing, nothing says by when it was.
        """
        first, last = self.filed or "..", self.days[-1]
        return f"{first}/{'..' if first == last else last}"

    def event_id(self, kind: str, identity: str) -> str:
        """Return the id of an event, of what identifies its record and no words that may change."""
        return str(uuid5(PACER, f"pacer/{self.court.id}/{self.name}/{kind}/{identity}"))

    def key(self, identity: str) -> str:
        """Return eight letters that stand for something in this matter, without naming it."""
        return uuid5(PACER, f"pacer/{self.court.id}/{self.name}/{identity}").hex[:8]

    def draft(
        self,
        type_: str,
        identity: tuple[str, str],
        data: dict[str, Any],
        *,
        effective: str = "",
        locator: str = "",
        document: str = "",
        quote: str = "",
        inferred: str = "",
        supersedes: str = "",
    ) -> Draft:
        """Return an event of this docket. `inferred` says how its day was found.

        What moves an item carries an override, since a court does what it does.
        """
        cited = document or self.cited
        acts = CATALOGUE[type_].acts
        return Draft(
            matter_id=self.matter_id,
            type=type_,
            effective=effective or self.since,
            data=data,
            confidence=Confidence.INFERRED if inferred else None,
            resolution=inferred or None,
            source=Source(
                kind=SourceKind.DOCKET,
                document=cited,
                locator=locator or None,
                quote=quote or None,
            ),
            links=Links(supersedes=supersedes) if supersedes else None,
            override=Override(reason=REASON, authority=cited) if acts else None,
            event_id=self.event_id(*identity),
        )


def docket(node: Node, court_id: str, shape: Shape) -> Docket:
    """Return the docket that a node holds; raises Unreadable where its court or number is odd."""
    number = " ".join(node.text("docket_number").split())
    if printed := _printed.fullmatch(number):
        number = printed["number"]
    if not (_number.fullmatch(number) or _panel.fullmatch(number)):
        raise node.unreadable("docket_number", f"{number[:60]!r} is no docket number.")
    if not _court_id.fullmatch(court_id):
        raise node.unreadable("court_id", f"{court_id[:60]!r} is no id of a court.")
    return Docket(node, court(court_id), number, shape)
