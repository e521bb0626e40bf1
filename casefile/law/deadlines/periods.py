"""Periods: every deadline and limitation that casefile can count, by jurisdiction, as tables.

A deadline is one line of RULES. Only what the text of the cited rule says is here: no exclusions,
extensions, stipulations or local rules. Of several events "whichever is later" it counts from the
one that is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casefile.law.deadlines.countings import COUNTINGS, Counting

NEVER = None  # a crime that may be charged at any time
ANY = ""  # every degree that is not named beside it


class Statute(str):
    """A section that defines an offense, with its parts: what names a period as a degree does."""

    __slots__ = ()


# Sections of Illinois whose offenses 720 ILCS 5/3-5(a) lists, and some that it does not list, whose
# own text sets no period.
_NEVER_IN_ILLINOIS = (
    "720 ILCS 5/9-1",  # first degree murder
    "720 ILCS 5/9-2",  # second degree murder
    "720 ILCS 5/9-3",  # involuntary manslaughter, reckless homicide
    "720 ILCS 5/9-3.4",  # concealment of homicidal death
    "720 ILCS 5/11-20.1(a)(1)",  # child pornography
    "720 ILCS 5/11-20.1B(a)(1)",  # aggravated child pornography
    "720 ILCS 5/17-3",  # forgery
    "720 ILCS 5/20-1",  # arson, residential arson
    "720 ILCS 5/20-1.1",  # aggravated arson
    "625 ILCS 5/11-401",  # leaving the scene of an accident with death or injuries
    "625 ILCS 5/11-403",  # failing to give information and aid
    "625 ILCS 5/11-501(d)(1)(F)",  # aggravated driving under the influence with death
)
_LIMITED_IN_ILLINOIS = (
    "720 ILCS 5/19-1",  # burglary
    "720 ILCS 5/19-2",  # possession of burglary tools
)

# How many months the law gives for charging a crime, by jurisdiction and severity, and by degree or
# statute. What a row names in neither way may have any period of the row. What is special is not
# here: in New Mexico no end for murder in the second degree, three years for a crime outside the
# Criminal Code and for a felony of the first degree that is not violent.
LIMITATIONS: Mapping[str, Mapping[str, Mapping[str, int | None]]] = {
    "US": {  # 18 U.S.C. 3281 and 3282(a)
        "felony": {"capital": NEVER, ANY: 60},
        "misdemeanor": {ANY: 60},
        "petty": {ANY: 60},
        "infraction": {ANY: 60},
    },
    "US-IL": {  # 720 ILCS 5/3-5(a) and (b)
        "felony": {
            **dict.fromkeys(map(Statute, _NEVER_IN_ILLINOIS), NEVER),
            **dict.fromkeys(map(Statute, _LIMITED_IN_ILLINOIS), 36),
        },
        "misdemeanor": {ANY: 18},
    },
    "US-NM": {  # NMSA 1978, 30-1-8
        "felony": {"capital": NEVER, "first": NEVER, "second": 72, "third": 60, "fourth": 60},
        "misdemeanor": {ANY: 24},
        "petty": {ANY: 12},
    },
}
# Where a prosecution that has ended gives more time for the next one, and what says so.
KEPT_OPEN: Mapping[str, str] = {
    "US": "18 U.S.C. 3288 and 3289",  # months after the dismissal, or after the period
    "US-IL": "720 ILCS 5/3-7(a)(3)",  # the time in which it was pending does not count
}
GRACE = 6  # calendar months (18 U.S.C. 3288 and 3289)


DOCKET = "docket.entry_recorded"
_docketed = (DOCKET, "document.filed")
_noted = ("note.recorded", *_docketed)
# What a period runs from: its words, and the events that can stand for it. An event of another day
# is left out, however near: a verdict or an oral sentence is no entry of judgment.
STARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "process": ("service of the summons and complaint", ("claim.served", "note.recorded")),
    "attorney": ("service on the United States attorney", ("claim.served", "note.recorded")),
    "service": ("service of the paper", _noted),
    "pleading": ("service of the pleading", ("claim.served", "claim.answered", *_noted)),
    "response": ("service of the answer or motion", ("claim.answered", "motion.filed", *_noted)),
    "own": ("serving one's own pleading", ("claim.served", "claim.answered", *_noted)),
    "last": ("service of the last pleading on the issue", ("claim.answered", *_noted)),
    "disclosure": ("the other party's disclosure", _noted),
    "sending": ("the sending of the request", _noted),
    "complaint": ("the filing of the complaint", ("claim.filed", *_docketed)),
    "ruling": ("notice of the court's action", ("motion.decided", *_docketed)),
    "judgment": ("the entry of judgment", ("claim.judgment_entered", "claim.dismissed", DOCKET)),
    "order": (
        "the entry of the judgment or order",
        ("motion.decided", "claim.judgment_entered", "claim.dismissed", DOCKET),
    ),
    "hearing": ("the hearing", ("hearing.scheduled",)),
    "trial": ("the date set for trial", ("hearing.scheduled",)),
    "scheduling": ("the scheduling conference", ("hearing.scheduled",)),
    "conference": ("the parties' own conference", ("note.recorded", DOCKET)),
    "verdict": ("the verdict or discharge of the jury", ("charge.verdict_returned", DOCKET)),
    "finding": ("the verdict or finding of guilt", ("charge.verdict_returned", DOCKET)),
    "sentence": ("the oral announcement of the sentence", ("sentence.imposed", DOCKET)),
    "conviction": ("the entry of the judgment or order", ("motion.decided", DOCKET)),
    "arrest": ("the arrest or service of the summons", ("note.recorded", DOCKET)),
    "charge": (
        "the later of the public indictment or information and the first appearance",
        ("charge.filed", "hearing.held", *_docketed),
    ),
    "arraignment": ("the arraignment or its waiver", ("hearing.held", *_docketed)),
    "notice": ("the filing of the first notice of appeal", ("appeal.filed", *_docketed)),
    "citation": ("receipt of the citation", _noted),
    "commission": ("the Commission's order", ("citation.final_order_entered", *_docketed)),
}
PAPERS = ("service", "pleading", "response")  # "after being served": service by mail adds days
ENTRIES = ("judgment", "order", "conviction")  # of a docket entry, the day on which it was entered


class Rule(NamedTuple):
    """One deadline: so many units after or before an event of certain types."""

    code: str
    title: str
    jurisdiction: str
    counting: Counting
    number: int
    unit: str
    before: bool
    start: str
    citation: str

    @property
    def triggers(self) -> tuple[str, ...]:
        """Return the types of events that the rule starts from."""
        return STARTS[self.start][1]

    @property
    def runs_from_entry(self) -> bool:
        """Return whether it runs from entry on the docket, as in federal courts alone.

        In New Mexico filing constitutes entry (Rule 1-058(D) NMRA).
        """
        return self.start in ENTRIES and self.jurisdiction == "US"

    @property
    def period(self) -> str:
        """Return the period in words, like 21 days after service of the paper."""
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit
        turn = "before" if self.before else "after"
        return f"{self.number} {unit.replace('_', ' ')} {turn} {STARTS[self.start][0]}"


# code | period | citation | what is due
_TABLES = {
    ("frcp", "Fed. R. Civ. P. {}"): """
frcp-4m         | 90 days after complaint      | 4(m)               | Service of the summons
frcp-6c1        | 14 days before hearing       | 6(c)(1)            | Motion and notice of hearing
frcp-6c2        | 7 days before hearing        | 6(c)(2)            | Opposing affidavit
frcp-12a1ai     | 21 days after process        | 12(a)(1)(A)(i)     | Answer to the complaint
frcp-12a1aii    | 60 days after sending        | 12(a)(1)(A)(ii)    | Answer after waived service
frcp-12a1b      | 21 days after pleading       | 12(a)(1)(B)        | Answer to a counterclaim
frcp-12a2       | 60 days after attorney       | 12(a)(2)           | Answer of the United States
frcp-12a4a      | 14 days after ruling         | 12(a)(4)(A)        | Pleading after the motion
frcp-15a1a      | 21 days after own            | 15(a)(1)(A)        | Amending one's own pleading
frcp-15a1b      | 21 days after response       | 15(a)(1)(B)        | Amending after an answer
frcp-15a3       | 14 days after pleading       | 15(a)(3)           | Response to an amendment
frcp-26a1c      | 14 days after conference     | 26(a)(1)(C)        | Initial disclosures
frcp-26a2di     | 90 days before trial         | 26(a)(2)(D)(i)     | Experts, before the trial
frcp-26a2dii    | 30 days after disclosure     | 26(a)(2)(D)(ii)    | Experts in rebuttal
frcp-26a3b      | 30 days before trial         | 26(a)(3)(B)        | Disclosures before the trial
frcp-26f1       | 21 days before scheduling    | 26(f)(1)           | Conference of the parties
frcp-26f2       | 14 days after conference     | 26(f)(2)           | Report on the discovery plan
frcp-33b2       | 30 days after service        | 33(b)(2)           | Answers to interrogatories
frcp-34b2a      | 30 days after service        | 34(b)(2)(A)        | Response to a request
frcp-36a3       | 30 days after service        | 36(a)(3)           | Response to admissions
frcp-38b1       | 14 days after last           | 38(b)(1)           | Demand for a jury
frcp-50b        | 28 days after judgment       | 50(b)              | Renewed motion for judgment
frcp-52b        | 28 days after judgment       | 52(b)              | Motion to amend findings
frcp-54d2b      | 14 days after judgment       | 54(d)(2)(B)(i)     | Motion for attorney's fees
frcp-59b        | 28 days after judgment       | 59(b)              | Motion for a new trial
frcp-59e        | 28 days after judgment       | 59(e)              | Motion to alter the judgment
frcp-60c1       | 1 years after order          | 60(c)(1)           | Motion under 60(b)(1) to (3)
frcp-72a        | 14 days after service        | 72(a)              | Objections to an order
frcp-72b2       | 14 days after service        | 72(b)(2)           | Objections to findings
""",
    ("frcp", "28 U.S.C. {}"): """
usc-28-1446b1   | 30 days after process        | 1446(b)(1)         | Notice of removal
""",
    ("frcrp", "Fed. R. Crim. P. {}"): """
frcrp-29c1      | 14 days after verdict        | 29(c)(1)           | Motion for acquittal
frcrp-33b1      | 3 years after finding        | 33(b)(1)           | New trial, new evidence
frcrp-33b2      | 14 days after finding        | 33(b)(2)           | New trial, other grounds
frcrp-35a       | 14 days after sentence       | 35(a)              | Correcting clear error
""",
    ("frcrp", "18 U.S.C. {}"): """
usc-18-3161b    | 30 days after arrest         | 3161(b)            | Information or indictment
usc-18-3161c1   | 70 days after charge         | 3161(c)(1)         | Commencement of the trial
""",
    ("frap", "Fed. R. App. P. {}"): """
frap-4a1a       | 30 days after order          | 4(a)(1)(A)         | Notice of appeal, civil
frap-4a1b       | 60 days after order          | 4(a)(1)(B)         | Notice, United States a party
frap-4a3        | 14 days after notice         | 4(a)(3)            | Notice of another party
frap-4b1ai      | 14 days after conviction     | 4(b)(1)(A)(i)      | Notice of the defendant
frap-4b1bi      | 30 days after conviction     | 4(b)(1)(B)(i)      | Notice of the government
""",
    ("frap", "29 U.S.C. {}"): """
usc-29-660a     | 60 days after commission     | 660(a)             | Petition for review
""",
    ("frbp", "Fed. R. Bankr. P. {}"): """
frbp-8002a1     | 14 days after order          | 8002(a)(1)         | Notice of appeal
""",
    ("osha", "29 U.S.C. {}"): """
usc-29-659a     | 15 working_days after citation | 659(a)           | Notice of contest
""",
    ("nm-civil", "Rule {} NMRA"): """
nm-1-012a       | 30 days after process        | 1-012(A)           | Answer to the complaint
nm-1-050b       | 30 days after judgment       | 1-050(B)           | Renewed motion for judgment
nm-1-052d       | 30 days after judgment       | 1-052(D)           | Motion to amend findings
nm-1-059b       | 30 days after judgment       | 1-059(B)           | Motion for a new trial
nm-1-059e       | 30 days after judgment       | 1-059(E)           | Motion to alter the judgment
""",
    ("nm-app", "Rule {} NMRA"): """
nm-12-201a1a    | 10 days after order          | 12-201(A)(1)(a)    | Appeal, evidence suppressed
nm-12-201a1b    | 30 days after order          | 12-201(A)(1)(b)    | Notice of appeal
nm-12-201b1     | 14 days after service        | 12-201(B)(1)       | Notice of cross-appeal
""",
    ("nm-magistrate", "Rule {} NMRA"): """
nm-6-506b       | 182 days after arraignment   | 6-506(B)(1)        | Commencement of the trial
""",
    ("nm-metro", "Rule {} NMRA"): """
nm-7-506b       | 182 days after arraignment   | 7-506(B)(1)        | Commencement of the trial
""",
}


def _rules() -> Iterator[Rule]:
    for (counting, cited), table in _TABLES.items():
        for line in table.strip().splitlines():
            code, period, section, title = (part.strip() for part in line.split("|"))
            number, unit, turn, start = period.split()
            yield Rule(
                code=code,
                title=title,
                jurisdiction=COUNTINGS[counting].jurisdiction,
                counting=COUNTINGS[counting],
                number=int(number),
                unit=unit,
                before=turn == "before",
                start=start,
                citation=cited.format(section),
            )


RULES: Mapping[str, Rule] = {one.code: one for one in _rules()}
