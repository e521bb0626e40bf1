"""How matters go: the steps of a criminal, a civil and a regulatory one, in legal order."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

# A step is an event without its day: its type and what it holds.
Step = tuple[str, dict[str, Any]]

COURTS = ("US-NM", "US-TX", "US-CA", "US-NY", "US-AZ")
OFFENSES = (
    ("battery on a household member", "misdemeanor", ["30-3-15"]),
    ("possession of a controlled substance with intent to distribute", "felony", ["30-31-22"]),
    ("larceny of property worth more than five hundred dollars", "felony", ["30-16-1"]),
    ("tampering with evidence", "felony", ["30-22-5"]),
    ("driving while under the influence, third offense", "misdemeanor", ["66-8-102"]),
)
ENTRIES = (
    (
        "Order setting a status conference; the parties confer and file a joint report no later "
        "than seven days before it, and lead counsel attend in person unless they are excused"
    ),
    (
        "Notice of appearance and request for all discovery under the rule, served on the "
        "opposing party by the electronic filing system on the same day"
    ),
    (
        "Certificate of service of the first set of interrogatories and requests for "
        "production, with the schedule of documents that are withheld as privileged"
    ),
    (
        "Minute entry: counsel report that negotiations go on and ask for sixty days more; "
        "granted without objection, and the earlier setting is vacated"
    ),
    (
        "Stipulated protective order for medical and financial records, with the procedure for "
        "papers that are filed under seal and their return after the case"
    ),
    (
        "Return of service on a subpoena to the records custodian, who is to appear with the "
        "records or with an affidavit that they are complete"
    ),
    (
        "Transcript of the preliminary hearing filed; redaction requests are due within twenty- "
        "one days, and the transcript is open after ninety"
    ),
)
MOTIONS = (
    ("to suppress statements made before the warning was read", "granted in part"),
    ("to continue the trial setting, unopposed", "granted"),
    ("to compel further answers to the first set of interrogatories", "denied"),
    ("in limine, to exclude evidence of other acts", "taken under advisement, then denied"),
)


class Setting(NamedTuple):
    """What a matter is told with: its number, its chance, and the party that it is about."""

    number: int
    random: Random
    party_id: str
    name: str


def criminal(at: Setting) -> Iterator[Step]:
    """Yield a prosecution on three charges: one ends in a sentence, two in dismissals."""
    yield _opened(at, "criminal", f"State v. {at.name}")
    yield (
        "matter.incident_occurred",
        {"place": "Santa Fe", "description": at.random.choice(ENTRIES)},
    )
    yield _party(at, "defendant")
    for item_id in ("count-1", "count-2", "count-3"):
        offense, severity, statute = at.random.choice(OFFENSES)
        charge = {"offense": offense, "severity": severity, "statute": statute, "degree": "fourth"}
        party = {"party_id": at.party_id, "item_id": item_id, "kind": "offense"}
        yield "charge.filed", party | charge | {"instrument": "information"}
    yield _counsel(at)
    for item_id in ("count-1", "count-2", "count-3"):
        yield "charge.plea_entered", {"item_id": item_id, "plea": "not_guilty"}
    yield from paperwork(at, 11)
    dismissed = {"item_id": "count-3", "by": "prosecution", "prejudice": "without"}
    yield "charge.dismissed", dismissed | {"reason": "The witness can no longer be found."}
    yield from _conviction(at)
    yield "charge.dismissed", {"item_id": "count-2", "by": "agreement", "prejudice": "with"}


def civil(at: Setting) -> Iterator[Step]:
    """Yield a suit on two claims: one is settled, the other dismissed."""
    against = f"{at.party_id}-insurer"
    yield _opened(at, "civil", f"{at.name} v. Mutual Insurance No. {at.number % 97}")
    yield _party(at, "plaintiff")
    insurer = {"party_id": against, "name": f"Mutual Insurance No. {at.number % 97}"}
    yield "party.added", insurer | {"kind": "organization", "role": "defendant"}
    sides = {"claimants": [at.party_id], "against": [against]}
    for item_id, cause in (("contract", "breach of the policy"), ("bad-faith", "bad faith")):
        amount = {"amount": f"{at.random.randint(20, 900)}000", "currency": "USD"}
        yield "claim.filed", sides | {"item_id": item_id, "cause": cause, "amount": amount}
    yield _counsel(at)
    for item_id in ("contract", "bad-faith"):
        yield "claim.served", {"item_id": item_id}
    yield from paperwork(at, 4)
    for item_id in ("contract", "bad-faith"):
        yield "claim.answered", {"item_id": item_id}
    yield from paperwork(at, 9)
    yield "claim.settled", {"item_id": "contract", "needs_approval": True, "confidential": False}
    yield "claim.settlement_approved", {"item_id": "contract"}
    yield "claim.dismissed", {"item_id": "bad-faith", "how": "stipulation", "prejudice": "with"}


def regulatory(at: Setting) -> Iterator[Step]:
    """Yield an agency's two citations: one becomes final, the other is settled."""
    yield _opened(at, "regulatory", f"In re {at.name}")
    yield "matter.incident_occurred", {"place": "Plant 2", "description": at.random.choice(ENTRIES)}
    yield _party(at, "employer")
    for item_id in ("citation-1", "citation-2"):
        penalty = {"amount": f"{at.random.randint(1, 13)}250", "currency": "USD"}
        standards = ["29 CFR 1910.147(c)(4)(i)", "29 CFR 1910.212(a)(1)"]
        cited = {"party_id": at.party_id, "item_id": item_id, "agency": "OSHA"}
        about = {"classification": "serious", "standards": standards, "penalty": penalty}
        yield "citation.issued", cited | about
    yield _counsel(at)
    yield from paperwork(at, 6)
    for item_id in ("citation-1", "citation-2"):
        yield "citation.contested", {"item_id": item_id, "timely": True}
        yield "citation.complaint_filed", {"item_id": item_id}
    yield from paperwork(at, 6)
    yield "citation.settled", {"item_id": "citation-1", "kind": "informal"}
    yield "citation.final_order_entered", {"item_id": "citation-2", "by": "commission"}
    performed = {"item_id": "citation-2", "what": "abatement", "complied": True}
    yield "citation.obligation_performed", performed


def paperwork(at: Setting, count: int) -> Iterator[Step]:
    """Yield what most of a file is: docket entries, motions, hearings, deadlines, papers."""
    first = at.random.randint(0, 3)
    told = 0
    while told < count:
        match (first + told) % 9:
            case 1 if told + 2 <= count:
                yield from _motion(at, f"motion-{count}-{told}")
                told += 2
            case 3 if told + 2 <= count:
                yield from _hearing(at, f"hearing-{count}-{told}")
                told += 2
            case 5:
                yield _deadline(at, f"deadline-{count}-{told}")
                told += 1
            case 7:
                yield "document.filed", {"title": at.random.choice(ENTRIES), "filed_by": "counsel"}
                told += 1
            case _:
                yield entry(at)
                told += 1


def entry(at: Setting) -> Step:
    """Return one entry on a docket."""
    text = f"{at.random.choice(ENTRIES)}."
    return "docket.entry_recorded", {"text": text, "number": str(at.random.randint(1, 400))}


def _opened(at: Setting, category: str, title: str) -> Step:
    jurisdiction = at.random.choice(COURTS)
    number = f"D-101-{category[:2].upper()}-2021-{at.number:05d}"
    opened = {"title": title, "category": category, "jurisdiction": jurisdiction}
    return "matter.opened", opened | {"docket_no": number}


def _party(at: Setting, role: str) -> Step:
    kind = "organization" if role == "employer" else "person"
    added = {"party_id": at.party_id, "name": at.name, "kind": kind, "role": role}
    return "party.added", added


def _counsel(at: Setting) -> Step:
    firm = f"Law Offices of Archuleta & Daughters, No. {at.number % 89}"
    appeared = {"for": at.party_id, "names": [f"Ana Lucia Archuleta {at.number % 97}"]}
    return "counsel.appeared", appeared | {"firm": firm, "capacity": "lead counsel"}


def _conviction(at: Setting) -> Iterator[Step]:
    yield "charge.plea_entered", {"item_id": "count-1", "plea": "no_contest", "negotiated": True}
    yield "charge.conviction_entered", {"item_id": "count-1", "basis": "plea_no_contest"}
    months = at.random.randint(3, 36)
    probation = {"kind": "probation", "term": f"P{months}M", "suspended": True, "supervised": True}
    fine = {"kind": "fine", "amount": {"amount": "500", "currency": "USD"}}
    yield "sentence.imposed", {"item_ids": ["count-1"], "components": [probation, fine]}


def _motion(at: Setting, motion_id: str) -> Iterator[Step]:
    asked, outcome = at.random.choice(MOTIONS)
    yield "motion.filed", {"motion_id": motion_id, "kind": asked, "by": at.name, "relief": asked}
    yield "motion.decided", {"motion_id": motion_id, "outcome": outcome}


def _hearing(at: Setting, hearing_id: str) -> Iterator[Step]:
    day = f"2022-{at.random.randint(1, 12):02d}-{at.random.randint(1, 28):02d}"
    place = "Steve Herrera Judicial Complex, courtroom 7"
    scheduled = {"hearing_id": hearing_id, "kind": "status conference", "at": day, "place": place}
    yield "hearing.scheduled", scheduled
    yield "hearing.held", {"hearing_id": hearing_id, "kind": "status conference"}


def _deadline(at: Setting, deadline_id: str) -> Step:
    day = f"2022-{at.random.randint(1, 12):02d}-{at.random.randint(1, 28):02d}"
    steps = ["Thirty days from service", "the last day falls on a Saturday, so the next court day"]
    due = {"deadline_id": deadline_id, "kind": "disclosure of experts", "due": day}
    return "deadline.set", due | {"rule": "5-501 NMRA", "steps": steps}
