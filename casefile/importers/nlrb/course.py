"""The course of a case of the National Labor Relations Board, as far as it has been entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from casefile.event import Assertion, Confidence, Draft, Source, SourceKind
from casefile.importers.nlrb.action import LOG, NO_DAY, Action, as_the_agency_has_it
from casefile.importers.nlrb.tables import Key
from casefile.importers.nlrb.words import DECISIONS, METHODS, PETITIONS, words

ZONE = "America/New_York"  # the log does not say its zone; the Board sits in Washington, D.C.
NOBODY = ("", "none", "n/a")  # what the agency writes where no union is involved
# How the closing of a case says that its petition ended.
DISMISSING = ("Dismi", "With")
WITHDRAWN = {"how": "withdrawal"}
DETERMINING = ("AmCrt", "Rep", "Resul", "UniCl")
REVOKED = ("DisRv", "WdRev")  # a case is reopened as its dismissal or withdrawal is taken back
STAGES = {"RPRHR": ("pre", "before the election"), "RPSHR": ("post", "after the election")}
# Who brings a petition, where its kind says so; everybody else named on it is one it concerns.
BROUGHT_BY = {"RC": "union", "RM": "employer"}
LABELS = ("Case_Type", "NLRB_Office_ID", "NAICS_Code", "Num_Employees_Requested")


class Course:
    """One case as far as it has been entered.

    What an action becomes may depend on what was entered before it, and never on what comes later,
    so that what was known on a day does not change when more of the log is loaded. `said` is the
    row of the table of cases.
    """

    def __init__(self, number: str, said: Mapping[str, str]) -> None:
        self.number = number
        self.said = said
        self.petitioned = ""  # the day of the petition, when the log has had it
        self.units = {"A"}  # that of the petition itself
        self.hearings: set[str] = set()
        self.blocks: set[Key] = set()

    def opening(self, first: Action | None = None) -> list[Draft]:
        """Return the events that open the case, when its first action is entered."""
        opened: dict[str, Any] = {
            "title": self.said.get("Case_Name", self.number),
            # A matter before an agency; its items are claims, because a petition cites nobody.
            "category": "regulatory",
            "jurisdiction": "US",
            "docket_no": self.number,
            "time_zone": ZONE,
        }
        labels = {name: self.said[name] for name in LABELS if name in self.said}
        opened |= {"source_label": labels} if labels else {}
        drafts = [self._opening(first, "opened", "matter.opened", opened)]
        for role, name in self._parties().items():
            added = {"party_id": self._party(role), "name": name, "role": role}
            added |= {"kind": "organization"}
            drafts.append(self._opening(first, role, "party.added", added))
        return drafts

    def drafts(self, action: Action) -> list[Draft]:
        """Return the events that an action becomes, and remember what later ones must know."""
        makers = _MAKERS.get(action.kind, (Course.entry,))
        unit = list(self._unit(action))
        return [*unit, *(draft for make in makers for draft in make(self, action))]

    def _opening(self, first: Action | None, role: str, kind: str, data: dict[str, Any]) -> Draft:
        filed_on = self._filed_on(first)
        ahead = first is not None and first._replace(day=filed_on).ahead
        unsaid = NO_DAY if "/" in filed_on else None
        return Draft(
            matter_id=self.number,
            type=kind,
            effective=filed_on,
            data=data,
            confidence=Confidence.INFERRED if unsaid else None,
            resolution=unsaid,
            source=Source(kind=SourceKind.AGENCY, document=LOG, locator=f"cases, {self.number}"),
            override=as_the_agency_has_it("cases") if ahead else None,
            event_id=f"nlrb-{self.number}-{role}",
        )

    def _filed_on(self, action: Action | None) -> str:
        """Return when the petition was filed, as far as it is known when an action is entered."""
        if filed_on := self.said.get("Date_Filed"):
            return filed_on
        if action is None:
            return "1935/.."  # the year in which the Board was made
        return action.day if action.kind == "RCASE.Filed" else f"../{action.day}"

    def _by(self, action: Action) -> str:
        """Return when something was done that the log does not have, up to the day of an action."""
        filed_on = self.said.get("Date_Filed") or self.petitioned or ".."
        if filed_on == action.day:
            return filed_on
        return f"{filed_on}/{action.day}" if filed_on < action.day else f"../{action.day}"

    def _parties(self) -> dict[str, str]:
        """Return who is named on the petition, by role. There is always an employer."""
        employer = self.said.get("Employer_On_Petition", f"Employer in {self.number}")
        union = self.said.get("Union_Involved_On_Petition", "")
        return {"employer": employer} | ({"union": union} if union.lower() not in NOBODY else {})

    def _party(self, role: str) -> str:
        """Return a party's id, its own in each case: equal names may be two employers."""
        return f"{self.number}.{role}"

    def _named(self) -> str:
        """Return what tells a filing that names a union, because no correction can add a party.

        Where only a newer copy names it, the petition is filed once more, and marked irregular.
        """
        return "-union" if "union" in self._parties() else ""

    def _petition(self) -> dict[str, Any]:
        kind = self.number.split("-")[1]
        sides: dict[str, list[str]] = {}
        for role in self._parties():
            side = "claimants" if BROUGHT_BY.get(kind) == role else "against"
            sides.setdefault(side, []).append(self._party(role))
        cause = PETITIONS.get(kind, f"Petition ({kind})")
        return {**sides, "kind": "representation petition", "cause": cause}

    def filed(self, action: Action) -> Iterator[Draft]:
        """File the petition."""
        self.petitioned = action.day
        yield action.claim("filed", f"claim{self._named()}", **self._petition())

    def _unit(self, action: Action) -> Iterator[Draft]:
        """File the petition for a further unit when the first action on it is entered.

        The log files a petition once, for unit A. For another unit that is inferred, and so is its
        day: that of unit A's, or a later one up to that of the action.
        """
        unit = action.key.unit
        if unit in self.units:
            return
        self.units.add(unit)
        yield action.draft(
            "unit",
            "claim.filed",
            {"item_id": f"petition-{unit}", **self._petition()},
            effective=self._by(action),
            confidence=Confidence.INFERRED,
            resolution=NO_DAY,
            event_id=f"nlrb-{self.number}-petition-{unit}{self._named()}",
        )

    def entry(self, action: Action) -> Iterator[Draft]:
        """Enter the action on the docket, in words."""
        yield action.entry()

    def determined(self, action: Action) -> Iterator[Draft]:
        """Answer the question of the petition: a certification."""
        yield action.claim("determined", outcome=words(action.kind, {}).lower())

    def dismissed(self, action: Action) -> Iterator[Draft]:
        """Dismiss the petition, or let it be withdrawn, with prejudice where the agency says so."""
        flag = action.said.get("With_Prejudice_Flag", "")
        prejudice = {"Y": "with", "N": "without"}.get(flag, "unknown")
        how = WITHDRAWN if action.kind == "RWITH.Appr" else {}
        yield action.claim("dismissed", prejudice=prejudice, **how)

    def decided(self, action: Action) -> Iterator[Draft]:
        """Decide the petition where the regional director's decision does that."""
        decision = action.said.get("RD_Decision_Type", "")
        if decision == "Dismi":
            yield action.claim("dismissed")
        elif decision in ("AmdCe", "OrdCU"):
            yield action.claim("determined", outcome=DECISIONS[decision])

    def closed(self, action: Action) -> Iterator[Draft]:
        """Close the case. That its petition ended is reported here: the log has it on its own."""
        method = action.said.get("Closing_Method", "")
        yield action.status("transferred" if method == "Trans" else "closed")
        if method in DISMISSING:
            how = WITHDRAWN if method == "With" else {}
            yield action.claim("dismissed", "reported", **how, assertion=Assertion.REPORTED)
        elif method in DETERMINING:
            outcome = METHODS[method]
            yield action.claim(
                "determined", "reported", outcome=outcome, assertion=Assertion.REPORTED
            )

    def reopened(self, action: Action) -> Iterator[Draft]:
        """Reopen the case, and the petition where its end is taken back."""
        yield action.status("reopened")
        if action.said.get("Reopen_Reason") in REVOKED:
            yield action.claim("reinstated", basis=words(action.kind, action.said))

    def blocked(self, action: Action) -> Iterator[Draft]:
        """Stay the case."""
        self.blocks.add(action.key)
        yield action.stay(on=True)

    def unblocked(self, action: Action) -> Iterator[Draft]:
        """Lift the stay, unless another block of the case has been entered and not lifted."""
        self.blocks.discard(action.key)
        yield action.entry() if self.blocks else action.stay(on=False)

    def hearing_set(self, action: Action) -> Iterator[Draft]:
        """Set a hearing for a day, or set it anew."""
        if not action.hearing_on:
            yield action.entry()
            return
        # The log counts a rescheduling with the hearing that it moves; the next is the new one.
        moved = action.kind.endswith(".Resch")
        hearing_id = _hearing_id(action, action.key.recurrence + moved)
        former = _hearing_id(action, action.key.recurrence)
        data = {"hearing_id": hearing_id, "kind": _hearing(action), "at": action.hearing_on}
        data |= {"replaces": former} if moved and former in self.hearings else {}
        self.hearings.add(hearing_id)
        yield action.draft("hearing", "hearing.scheduled", data)

    def heard(self, action: Action) -> Iterator[Draft]:
        """Hold a hearing."""
        hearing_id = _hearing_id(action, action.key.recurrence)
        data = {"kind": _hearing(action)}
        data |= {"hearing_id": hearing_id} if hearing_id in self.hearings else {}
        yield action.draft("hearing", "hearing.held", data)


def _hearing_id(action: Action, recurrence: int) -> str:
    stage, _ = STAGES[action.kind.partition(".")[0]]
    return f"{stage}-{action.key.unit}-{action.key.sequence}-{recurrence}"


def _hearing(action: Action) -> str:
    return f"hearing {STAGES[action.kind.partition('.')[0]][1]}"


# What each kind of action becomes; every other one is an entry of the docket.
_MAKERS: Mapping[str, tuple[Callable[[Course, Action], Iterator[Draft]], ...]] = {
    "RCASE.Filed": (Course.filed,),
    "RPRHR.Notic": (Course.hearing_set,),
    "RPRHR.Resch": (Course.hearing_set,),
    "RPRHR.Open": (Course.heard,),
    "RPSHR.NOH": (Course.hearing_set,),
    "RPSHR.Resch": (Course.hearing_set,),
    "RPSHR.Open": (Course.heard,),
    "RPRRD.Issue": (Course.entry, Course.decided),
    "RCERT.Rep": (Course.determined,),
    "RCERT.Resul": (Course.determined,),
    "RWITH.Appr": (Course.entry, Course.dismissed),
    "RDISM.Lettr": (Course.entry, Course.dismissed),
    "RCLOS.Close": (Course.closed,),
    "RREOP.Reopn": (Course.reopened,),
    "RBLCK.Block": (Course.blocked,),
    "RBLCK.Unblk": (Course.unblocked,),
}
