"""What the codes of the National Labor Relations Board's case log mean, in one place.

The agency publishes no code book: the words are read from the names of its tables and columns, and
every event keeps the code beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from casefile.importers.material import Reading

# Each action by the table and the column that it was entered in. The words name what the action
# is, so that they are true of one that still lies ahead as well.
ACTIONS: Mapping[str, str] = {
    "RCASE.Filed": "Petition",
    "RAMND.Amend": "Amendment of the petition",
    "RPRHR.Notic": "Notice of the hearing before the election",
    "RPRHR.Resch": "Rescheduling of the hearing before the election",
    "RPRHR.Open": "Opening of the hearing before the election",
    "RPRHR.Close": "Close of the hearing before the election",
    "RPRHR.HORpt": "Hearing officer's report, before the election",
    "RPRRD.BrfDu": "Brief due, before the election",
    "RPRRD.BrfRc": "Receipt of a brief, before the election",
    "RPRRD.Issue": "Regional director's decision, before the election",
    "RPRRD.RecFi": "Request for reconsideration of the regional director's decision",
    "RPRRD.Recon": "Regional director's decision on reconsideration",
    "RPEBD.Recvd": "Receipt by the Board, before the election",
    "RPEBD.Rulng": "Ruling of the Board, before the election",
    "RPEBD.ExpWd": "Withdrawal of exceptions, before the election",
    "RPEBD.BdDec": "Decision of the Board, before the election",
    "RRAGR.Appr": "Approval of an election agreement",
    "RELEC.Elect": "Election",
    "RTALL.Tally": "Tally of ballots",
    "ROBJ.Objec": "Objections to the election",
    "RPSHR.NOH": "Notice of the hearing after the election",
    "RPSHR.Resch": "Rescheduling of the hearing after the election",
    "RPSHR.Open": "Opening of the hearing after the election",
    "RPSHR.Close": "Close of the hearing after the election",
    "RPSRD.HORpt": "Hearing officer's report, after the election",
    "RPSRD.BrfFi": "Filing of a brief, after the election",
    "RPSRD.Actn": "Regional director's action, after the election",
    "RPOBD.Recvd": "Receipt by the Board, after the election",
    "RPOBD.Rulng": "Ruling of the Board, after the election",
    "RPOBD.ExpWd": "Withdrawal of exceptions, after the election",
    "RPOBD.BdDec": "Decision of the Board, after the election",
    "RCERT.Rep": "Certification of a representative",
    "RCERT.Resul": "Certification of the results of the election",
    "RWITH.Appr": "Approval of the withdrawal of the petition",
    "RDISM.Lettr": "Letter dismissing the petition",
    "RCLOS.Close": "Closing of the case",
    "RREOP.Reopn": "Reopening of the case",
    "RBLCK.Block": "Blocking of the petition",
    "RBLCK.Unblk": "Lifting of a block on the petition",
    "RBLCK.ProFi": "Request to proceed",
    "RBLCK.ProWd": "Withdrawal of the request to proceed",
    "RBLCK.BrdFi": "Request to the Board to proceed",
    "RXFER.Req": "Request for a transfer between regions",
    "RXFER.Order": "Order of a transfer between regions",
}

# The kinds of cases, by the letters in the middle of a case number.
PETITIONS: Mapping[str, str] = {
    "RC": "Petition for certification of a representative",
    "RD": "Petition for decertification of a representative",
    "RM": "Employer's petition for an election",
    "UC": "Petition for clarification of a bargaining unit",
    "UD": "Petition for deauthorization of a union security agreement",
    "AC": "Petition for amendment of a certification",
    "WH": "Petition for certification on wages and hours",
}

DECISIONS: Mapping[str, str] = {
    "AmdCe": "amendment of a certification",
    "DecOr": "decision and order",
    "DirEl": "direction of an election",
    "Dismi": "dismissal of the petition",
    "OrApW": "order approving the withdrawal of the petition",
    "OrdCU": "order clarifying the unit",
    "Other": "other",
}
METHODS: Mapping[str, str] = {
    "Admin": "administratively",
    "AmCrt": "certification amended",
    "Dismi": "petition dismissed",
    "Rep": "representative certified",
    "Resul": "results certified",
    "Trans": "transferred",
    "UniCl": "unit clarified",
    "With": "petition withdrawn",
}
STAGES: Mapping[str, str] = {
    "ABD": "after a decision of the Board",
    "AHCBD": "after the close of the hearing, before a decision",
    "ANBHC": "after the notice of hearing, before its close",
    "ARDD": "after a decision of the regional director",
    "BfrNH": "before a notice of hearing",
}
REOPENINGS: Mapping[str, str] = {
    "CrtRv": "court review",
    "DisRv": "dismissal revoked",
    "Other": "for another reason",
    "TrxRc": "transfer received",
    "WdRev": "withdrawal revoked",
}
RECEIVED: Mapping[str, str] = {
    "EXCEP": "exceptions",
    "MOTRE": "motion for reconsideration",
    "RRFIL": "request for review",
}
PARTIES: Mapping[str, str] = {
    "EMP": "the employer",
    "INT": "the intervenor",
    "PET": "the petitioner",
    "UNIN": "the union",
}
RECONSIDERED: Mapping[str, str] = {
    "Deny": "denied",
    "FullG": "granted in full",
    "Other": "other",
    "PartG": "granted in part",
}
TRANSFERS: Mapping[str, str] = {
    "Conso": "consolidation",
    "Geogr": "geography",
    "NeedA": "need for assistance",
    "Other": "other",
    "Perm": "permanent",
    "Temp": "temporary",
}


CODE = "code"  # what a code is called that nobody here can read


class Detail(NamedTuple):
    """One column of a table beside the log that says more of an action entered in that table."""

    column: str
    label: str = ""
    codes: Mapping[str, str] = {}

    @property
    def coded(self) -> bool:
        """Tell whether the column has codes, of which some may be unknown here."""
        return bool(self.codes) or self.label == CODE

    def said(self, value: str) -> str:
        """Return a value of the column in words."""
        words = self.codes.get(value, value)
        return f"{self.label} {words}" if self.label else words


DETAILS: Mapping[str, tuple[Detail, ...]] = {
    "RCLOS.Close": (
        Detail("Closing_Method", codes=METHODS),
        Detail("Closing_Stage", codes=STAGES),
    ),
    "RREOP.Reopn": (Detail("Reopen_Reason", codes=REOPENINGS),),
    "RWITH.Appr": (Detail("With_Prejudice_Flag", "with prejudice:", {one: one for one in "YN"}),),
    "RPRRD.Issue": (
        Detail("RD_Decision_Type", codes=DECISIONS),
        Detail("Review_Due_Date", "request for review due"),
    ),
    "RPRRD.BrfRc": (Detail("Brief_Due_Date", "due"),),
    "RPRRD.RecFi": (Detail("Recon_Request_Party", "by", PARTIES),),
    "RPRRD.Recon": (Detail("RD_Recon_Deter", codes=RECONSIDERED),),
    "RPEBD.Recvd": (Detail("Received_Reason", codes=RECEIVED),),
    "RPEBD.Rulng": (Detail("Ruling_Action_Code", CODE),),
    "RPEBD.BdDec": (Detail("Board_Action_Code", CODE),),
    "RPOBD.Recvd": (Detail("Received_Reason", codes=RECEIVED),),
    "RPOBD.BdDec": (Detail("Board_Action_Code", CODE),),
    "RXFER.Req": (
        Detail("Transfer_Type", codes=TRANSFERS),
        Detail("Reason_Transfer", "reason:", TRANSFERS),
    ),
    "RXFER.Order": (
        Detail("Former_Case_Number", "from"),
        Detail("New_Case_Number", "to"),
    ),
}


def words(kind: str, said: Mapping[str, str]) -> str:
    """Return an action in words, with what the table that it was entered in says of it."""
    name = ACTIONS.get(kind, f"Action {kind}")
    details = [one.said(said[one.column]) for one in DETAILS.get(kind, ()) if said.get(one.column)]
    return f"{name}: {'; '.join(details)}" if details else name


def codes(kind: str, said: Mapping[str, str]) -> dict[str, str]:
    """Return the agency's own codes of an action and of what is said of it."""
    details = {
        one.column: said[one.column] for one in DETAILS.get(kind, ()) if said.get(one.column)
    }
    return {"action": kind, **details}


def reading(kind: str, said: Mapping[str, str]) -> Reading:
    """Return how many codes an action has, and those of them that nobody here can read."""
    unread = [] if kind in ACTIONS else [f"action {kind}"]
    coded = [one for one in DETAILS.get(kind, ()) if one.coded and said.get(one.column)]
    unread += [
        f"{one.column} {said[one.column]}" for one in coded if said[one.column] not in one.codes
    ]
    return Reading((), (), clauses=1 + len(coded), unread=tuple(unread))
