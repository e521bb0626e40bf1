"""Sayings: what people call an event, with the types that it can be and what it says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casefile.law.events.matter import MatterCategory
from casefile.words.what.bankruptcies import SAID as BANKRUPT
from casefile.words.what.persons import ADDED

Types = Sequence[str]
Said = Mapping[str, str]

DISMISSED: Types = ("charge.dismissed", "claim.dismissed")
# Of which it is told whose act it is.
ENDED: Types = (*DISMISSED, "claim.default_entered", "claim.judgment_entered")
APPROVED: Types = ("claim.settlement_approved", "citation.settlement_approved")
SET_ASIDE: Types = ("claim.settlement_set_aside", "citation.settlement_set_aside")
# What a court or a party does that can be told with who does it in front.
DONE_BY: Types = (*ENDED, "claim.judgment_vacated")
SETTLED: Types = ("claim.settled", "citation.settled")
TRIAL: Types = ("charge.trial_commenced", "claim.trial_commenced")
DEFERRALS = (
    *("deferred prosecution", "deferred adjudication", "adjudication withheld", "diversion"),
    *("conditional discharge", "first offender probation", "supervision", "deferred sentence"),
)
# What begins a matter of juveniles or of a family; elsewhere it is a paper.
PETITION = (
    *("petition", "petition filed", "delinquency petition", "delinquency petition filed"),
    *("original petition", "original petition filed"),
)
PETITIONED: Mapping[str, str] = {
    MatterCategory.JUVENILE: "charge.filed",
    MatterCategory.DOMESTIC: "claim.filed",
}
# What puts a delinquency petition off, with all that it charges (NMSA 1978, 32A-2-22(A)).
DECREE = tuple(f"consent decree{done}" for done in ("", " ordered", " entered", " approved"))
# What is called so in matters of some categories alone.
OF_CATEGORY: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(PETITION, PETITIONED),
    **{one: {MatterCategory.JUVENILE: "charge.deferral_ordered"} for one in DECREE},
}
BEGINS = ("", " began", " begins", " started", " starts", " commenced")
# What people say | the types that it can be | what else it says.
SAYINGS: Sequence[tuple[Sequence[str], Types, Said]] = (
    (("charged with", "charges filed", "refiled", "charge refiled"), ("charge.filed",), {}),
    (("no bill", "no true bill", "no billed"), ("charge.rejected",), {"reason": "no bill"}),
    (("no probable cause",), ("charge.rejected",), {"reason": "no probable cause"}),
    (("bound over", "bindover"), ("charge.moved",), {"how": "bound over"}),
    (("severed", "charge severed"), ("charge.moved",), {"how": "severed"}),
    (("charge transferred",), ("charge.moved",), {"how": "transferred"}),
    (tuple(f"jury trial{one}" for one in BEGINS), TRIAL, {"jury": "yes"}),
    (tuple(f"bench trial{one}" for one in BEGINS), TRIAL, {"jury": "no"}),
    (("charge deferred",), ("charge.deferral_ordered",), {}),
    *(
        ((kind, f"{kind} ordered"), ("charge.deferral_ordered",), {"kind": kind})
        for kind in DEFERRALS
    ),
    *(
        (
            ("deferral " + end, *(f"{kind} {end}" for kind in DEFERRALS)),
            ("charge.deferral_ended",),
            {"result": end},
        )
        for end in ("completed", "revoked")
    ),
    (
        tuple(f"evidence {done}" for done in ("kept", "held", "preserved", "seized", "logged")),
        ("evidence.retained",),
        {},
    ),
    (("released",), ("evidence.released", "note.recorded"), {}),
    (("charge disposition",), ("charge.disposition_recorded",), {}),
    (("announced", "announcement"), ("intent.announced",), {}),
    (("announcement withdrawn",), ("intent.withdrawn",), {}),
    (
        ("entry of appearance", "appearance of counsel", "appearance entered", "attorney appeared"),
        ("counsel.appeared",),
        {},
    ),
    (("attorney withdrawn", "lawyer withdrawn"), ("counsel.withdrawn",), {}),
    (("judge", "assigned judge"), ("official.assigned",), {"office": "judge"}),
    (("judge reassigned", "case reassigned"), ("official.assigned",), {"office": "judge"}),
    (("prosecutor",), ("official.assigned",), {"office": "prosecutor"}),
    *(
        ((f"judge {end}",), ("official.withdrawn",), {"office": "judge", "reason": end})
        for end in ("recused", "disqualified", "excused")
    ),
    (("ruling", "order on motion", "motion ruled on"), ("motion.decided",), {}),
    (
        ("case number assigned", "docket number assigned", "case number changed", "cause number"),
        ("matter.docket_number_assigned",),
        {},
    ),
    (("companion case", "companion"), ("matter.related",), {"relation": "companion"}),
    (("related case", "related matter"), ("matter.related",), {}),
    *(
        ((f"matter {end}", f"case {end}"), ("matter.status_changed",), {"status": end})
        for end in ("reopened", "inactive", "disposed")
    ),
    (
        ("case stayed", "proceedings stayed", "matter stayed"),
        ("matter.stay_changed",),
        {"on": "yes"},
    ),
    (("stay lifted", "stay vacated", "stay ended"), ("matter.stay_changed",), {"on": "no"}),
    (
        ("case sealed", "matter sealed", "record sealed"),
        ("matter.access_changed",),
        {"to": "sealed"},
    ),
    (("motion ruled on",), ("motion.decided",), {}),
    *(
        ((f"motion {end}",), ("motion.decided",), {"outcome": end})
        for end in (
            *("granted in part", "denied in part", "granted in part and denied in part"),
            *("withdrawn", "denied as moot"),
        )
    ),
    (("unsealed", "case unsealed"), ("matter.access_changed",), {"to": "public"}),
    (("expunged", "record expunged"), ("matter.access_changed",), {"to": "expunged"}),
    *(
        ((f"charge {end}", f"count {end}"), ("charge.record_access_changed",), {"to": end})
        for end in ("sealed", "expunged")
    ),
    (
        ("discharged in bankruptcy", "debt discharged", "bankruptcy discharge"),
        ("claim.discharged",),
        {},
    ),
    (("discharge revoked",), ("claim.discharged",), {"revoked": "yes"}),
    *(((f"{who} died",), ("party.died",), {"party_id": who}) for who in ("defendant", "plaintiff")),
    (
        ("source conflict", "sources conflict", "sources differ", "sources disagree"),
        ("source.conflict_recorded",),
        {},
    ),
    (("same person", "parties merged"), ("party.merged",), {}),
    (("not the same person", "different person"), ("party.parted",), {}),
    (("mistrial",), ("charge.mistrial_declared", "claim.mistrial_declared"), {}),
    (
        ("acquitted", "found not guilty", "not guilty verdict", "jury found not guilty"),
        ("charge.verdict_returned",),
        {"verdict": "not guilty"},
    ),
    (
        ("guilty verdict", "verdict of guilty", "jury found guilty", "found guilty by jury"),
        ("charge.verdict_returned",),
        {"verdict": "guilty"},
    ),
    (("hung jury",), ("charge.verdict_returned",), {"verdict": "hung"}),
    (("judgment of acquittal",), ("charge.acquittal_entered",), {}),
    (("adjudicated delinquent", "adjudication"), ("charge.adjudicated",), {}),
    (("pardoned", "pardon", "pardon granted"), ("charge.clemency_granted",), {"kind": "pardon"}),
    (
        ("sentence commuted", "commuted", "commutation"),
        ("charge.clemency_granted",),
        {"kind": "commutation"},
    ),
    *(
        ((f"sentence {end}",), ("sentence.modified",), {"kind": end})
        for end in ("reduced", "corrected", "extended", "revoked")
    ),
    *(
        ((f"{what} {end}",), ("sentence.modified",), {"kind": end, "what": what})
        for what in ("probation", "supervised release", "suspended sentence")
        for end in ("revoked", "extended", "reduced")
    ),
    (
        ("probation completed", "sentence served", "discharged from probation", "probation ended"),
        ("sentence.completed",),
        {},
    ),
    (("sentence set aside",), ("sentence.vacated",), {}),
    *(
        (
            (end, f"appeal {end}", f"conviction {end}", f"judgment {end}"),
            ("appeal.decided",),
            {"outcomes": end},
        )
        for end in ("affirmed", "reversed")
    ),
    *(
        ((f"appeal {end}",), ("appeal.decided",), {"outcomes": end})
        for end in ("dismissed", "withdrawn")
    ),
    *(
        (
            tuple(
                f"{what}dismissed {how} prejudice"
                for what in ("", "case ", "suit ", "complaint ", "lawsuit ")
            ),
            DISMISSED,
            {"prejudice": f"{how} prejudice"},
        )
        for how in ("with", "without")
    ),
    *(
        (
            (f"{track} dismissed {how} prejudice", f"{track}s dismissed {how} prejudice"),
            (f"{track}.dismissed",),
            {"prejudice": f"{how} prejudice"},
        )
        for track in ("charge", "claim")
        for how in ("with", "without")
    ),
    (
        ("case dismissed", "complaint dismissed", "suit dismissed", "voluntarily dismissed"),
        DISMISSED,
        {},
    ),
    (
        ("prejudice clarified",),
        ("charge.dismissal_clarified", "claim.dismissal_clarified"),
        {},
    ),
    (("dismissal set aside",), ("charge.dismissal_vacated",), {}),
    (("case reinstated",), ("charge.reinstated", "claim.reinstated", "citation.reinstated"), {}),
    (
        ("third party complaint", "third party claim"),
        ("claim.filed",),
        {"kind": "third-party claim"},
    ),
    (
        (
            *("summons and complaint served", "complaint and summons served", "process served"),
            *("service of process", "personal service"),
        ),
        ("claim.served",),
        {},
    ),
    (("waiver of service", "service waived"), ("claim.served",), {"method": "waiver"}),
    (("amended complaint", "complaint amended"), ("claim.amended", "charge.amended"), {}),
    (("default vacated", "default lifted"), ("claim.default_set_aside",), {}),
    (("cross claim", "cross claim filed"), ("claim.filed",), {"kind": "crossclaim"}),
    (("counter claim", "counter claim filed"), ("claim.filed",), {"kind": "counterclaim"}),
    (
        (
            *("grand jury indictment", "superseding indictment", "superseding indictment filed"),
            *("superseding indictment returned", "indictment returned"),
        ),
        ("charge.filed",),
        {"instrument": "indictment"},
    ),
    (
        (
            *("indictment takes the complaint's place", "indictment takes place of complaint"),
            *("indictment replaces complaint", "indictment replaced complaint"),
            *("indictment supersedes complaint", "complaint superseded by indictment"),
            *("complaint replaced by indictment", "complaint superseded"),
        ),
        ("charges.superseded",),
        {"old": "the complaint", "new": "the indictment"},
    ),
    (
        ("service accepted", "acceptance of service", "service acknowledged"),
        ("claim.served",),
        {"method": "acceptance"},
    ),
    (
        ("judgment for possession", "judgment of possession", "possession judgment"),
        ("claim.judgment_entered",),
        {},
    ),
    (("eviction", "eviction filed", "eviction suit", "eviction suit filed"), ("claim.filed",), {}),
    (
        tuple(
            f"settlement{what} {done}"
            for what in (" agreement", "")
            for done in ("signed", "executed", "reached", "finalized")
        ),
        SETTLED,
        {},
    ),
    *ADDED,
    (("new docket number",), ("matter.docket_number_assigned",), {}),
    (("enhancement dismissed",), ("charge.dismissed",), {"item_id": "enhancement"}),
    (
        (
            *("injury", "incident occurred", "accident happened"),
            *("accident occurred", "incident happened"),
        ),
        ("matter.incident_occurred",),
        {},
    ),
    *(
        ((what,), ("matter.incident_occurred",), {"description": what})
        for what in (
            *("slip and fall", "trip and fall", "fall"),
            *(
                f"{of}{kind}"
                for kind in ("crash", "accident", "collision")
                for of in ("", "car ", "truck ", "traffic ", "motor vehicle ", "auto ")
            ),
        )
    ),
    (("claim", "lawsuit", "suit", "suit brought"), ("claim.filed",), {}),
    (("entry of default", "default entry"), ("claim.default_entered",), {}),
    (
        ("clerk's entry of default", "clerk's default", "default by clerk"),
        ("claim.default_entered",),
        {"entered_by": "clerk"},
    ),
    (("settlement reached", "case settled", "settled case", "informal settlement"), SETTLED, {}),
    (("removed", "removal", "case removed"), ("claim.transferred",), {}),
    (("removed to federal court",), ("claim.transferred",), {"to": "federal court"}),
    (("remanded", "case remanded", "remanded to state court"), ("claim.returned",), {}),
    *(
        (
            (f"{kind} judgment entered", f"{kind} judgment granted", f"{kind} judgment"),
            ("claim.judgment_entered",),
            {"kind": kind},
        )
        for kind in ("summary", "default", "consent", "stipulated", "bench")
    ),
    *(
        ((f"judgment by {kind}",), ("claim.judgment_entered",), {"kind": kind})
        for kind in ("default", "consent", "stipulation", "agreement")
    ),
    (("trial by jury",), TRIAL, {"jury": "yes"}),
    (("declaratory judgment",), ("claim.determined",), {}),
    (("final judgment", "final judgment entered"), ("claim.judgment_entered",), {}),
    (("judgment set aside",), ("claim.judgment_vacated",), {}),
    (
        ("default judgment set aside", "default judgment vacated"),
        ("claim.judgment_vacated",),
        {"by": "trial court"},
    ),
    (
        ("judgment paid", "judgment satisfied", "satisfaction of judgment", "settlement paid"),
        ("claim.satisfied",),
        {},
    ),
    (("settlement agreement approved",), APPROVED, {}),
    (("settlement rejected", "settlement not approved"), ("claim.settlement_disapproved",), {}),
    (("settlement rescinded", "settlement vacated"), SET_ASIDE, {}),
    (
        (
            *("judgment on verdict", "judgment entered on verdict"),
            *("judgment on jury verdict", "judgment entered on jury verdict"),
            *("judgment on jury's verdict", "judgment entered on jury's verdict"),
        ),
        ("claim.judgment_entered",),
        {"kind": "jury"},
    ),
    (("final order",), ("citation.final_order_entered",), {}),
    (
        ("became final", "became final order", "final by law"),
        ("citation.final_order_entered",),
        {"by": "law"},
    ),
    (("alj decision", "alj's decision"), ("citation.final_order_entered",), {"by": "alj"}),
    (
        ("contest withdrawn", "notice of contest withdrawn", "withdrawal of contest"),
        ("citation.withdrawn",),
        {"by": "contester"},
    ),
    (
        ("agency withdrew citation", "osha withdrew citation", "citation withdrawn by agency"),
        ("citation.withdrawn",),
        {"by": "agency"},
    ),
    (
        tuple(
            f"{what} {done}"
            for what in ("violation", "hazard", "condition", "citation", "item")
            for done in ("corrected", "abated", "fixed")
        ),
        ("citation.obligation_performed",),
        {"what": "abatement", "complied": "yes"},
    ),
    (("final order vacated",), ("citation.order_vacated",), {}),
    (
        ("fine paid",),
        ("citation.obligation_performed",),
        {"what": "penalty", "complied": "yes"},
    ),
    (BANKRUPT, ("matter.stay_changed",), {"on": "yes", "reason": "bankruptcy"}),
    (
        tuple(
            f"{what} {done}"
            for what in ("violation", "hazard", "condition", "item")
            for done in ("corrected", "abated", "fixed")
        ),
        ("citation.obligation_performed",),
        {"what": "abatement", "complied": "yes"},
    ),
    (("set for trial",), ("hearing.scheduled",), {"kind": "trial"}),
    (("set for hearing",), ("hearing.scheduled",), {}),
)


def types() -> Iterator[tuple[str, Types]]:
    """Yield each saying with the types that it can be."""
    return ((said, some) for sayings, some, _ in SAYINGS for said in sayings)


def fields() -> Iterator[tuple[str, Said]]:
    """Yield each saying that says more than a type, with what it says of the fields."""
    return ((said, more) for sayings, _, more in SAYINGS for said in sayings if more)
