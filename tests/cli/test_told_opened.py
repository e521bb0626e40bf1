"""Matters that are opened in one sentence, with their court, kind and client as people say them."""

from __future__ import annotations

import pytest

from tests.cli.conftest import DAY, Terminal
from tests.cli.test_said_before import of_type
from tests.cli.test_told_by_firm import only


def opened(terminal: Terminal, *typed: str) -> dict[str, str]:
    """Return what is on record of a matter that was opened, with the client as it was typed."""
    terminal("post", *typed, *DAY)
    found = only(terminal, "matter.opened")
    found["for"] = found.pop("source_label", {}).get("for", "")
    return {name: one for name, one in found.items() if name not in ("day", "time_zone")}


NM = {"jurisdiction": "US-NM"}
ROE = {"title": "State v. Ann Roe", "category": "criminal", **NM, "for": "Ann Roe"}
BOARD = {"category": "regulatory", "jurisdiction": "US"}
SECOND = {
    "docket_no": "D-202-CR-2026-00123",
    "court_id": "Second Judicial District Court, Bernalillo County",
}

THIRD = {
    "docket_no": "D-307-CR-2026-00611",
    "court_id": "Third Judicial District Court, Doña Ana County",
}
LUIS = {"title": "State v. Baca", "category": "criminal", **NM, "for": "Luis Baca"}
DORN = {"title": "Dorn v. Dorn", "category": "domestic", **NM, "for": "Kathy Dorn"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            (
                "We defend Luis Baca in State v. Baca, a criminal case in the Third Judicial "
                "District Court, Doña Ana County, New Mexico, D-307-CR-2026-00611"
            ),
            {**LUIS, **THIRD},
        ),
        (
            (
                "Luis Baca hired us to defend him in State v. Baca (D-307-CR-2026-00611), a "
                "criminal matter before the Third Judicial District Court of New Mexico"
            ),
            {**LUIS, **THIRD, "court_id": "Third Judicial District Court of New Mexico"},
        ),
        (
            "State v. Baca is a criminal case in the County Court, NM; we represent Luis Baca",
            {**LUIS, "court_id": "County Court"},
        ),
        (
            (
                "We represent the petitioner Kathy Dorn in Dorn v. Dorn, a divorce in the Third "
                "Judicial District Court, New Mexico (D-307-DM-2026-00288)"
            ),
            {
                **DORN,
                "docket_no": "D-307-DM-2026-00288",
                "court_id": "Third Judicial District Court",
            },
        ),
        (
            (
                "Please open a civil file for Ridge Trucking Co., defendant in Gil v. Ridge "
                "Trucking Co., Third Judicial District, D-307-CV-2025-01904, NM"
            ),
            {
                "title": "Gil v. Ridge Trucking Co.",
                "category": "civil",
                **NM,
                "docket_no": "D-307-CV-2025-01904",
                "court_id": "Third Judicial District",
                "for": "Ridge Trucking Co.",
            },
        ),
        (
            (
                "Opened an employment matter for Monica Yates against Valley Dental Group, EEOC "
                "charge no. 543-2026-01177, New Mexico"
            ),
            {
                "title": "Monica Yates v. Valley Dental Group",
                "category": "regulatory",
                **NM,
                "docket_no": "543-2026-01177",
                "court_id": "EEOC",
                "for": "Monica Yates",
            },
        ),
        (
            (
                "Pinon Holdings sued our client Brenda Hale for eviction in the Metropolitan "
                "Court, Bernalillo County, New Mexico, T-4-CV-2026-011873"
            ),
            {
                "title": "Pinon Holdings v. Brenda Hale",
                "category": "civil",
                **NM,
                "docket_no": "T-4-CV-2026-011873",
                "court_id": "Metropolitan Court, Bernalillo County",
                "for": "Brenda Hale",
            },
        ),
        (
            (
                "State v. Ann Roe in the Second Judicial District Court, Bernalillo County, "
                "D-202-CR-2026-00123, NM; we defend Ann Roe"
            ),
            {**ROE, **SECOND},
        ),
        (
            (
                "State v. Ann Roe, D-202-CR-2026-00123, Second Judicial District Court, "
                "Bernalillo County, New Mexico. We defend her."
            ),
            {**ROE, **SECOND},
        ),
        ("State v. Ann Roe, NM, criminal, we represent Roe", ROE),
        ("State v. Ann Roe, NM, criminal, for the accused", ROE),
        (
            "State v. Ann Roe and Bo Low, NM, criminal, for Low",
            {**ROE, "title": "State v. Ann Roe and Bo Low", "for": "Bo Low"},
        ),
        (
            (
                "Roe v. Western Casualty Company, D-202-CV-2026-00777, 2nd Judicial District, "
                "for Western Casualty, NM"
            ),
            {
                "title": "Roe v. Western Casualty Company",
                "category": "civil",
                **NM,
                "docket_no": "D-202-CV-2026-00777",
                "court_id": "2nd Judicial District",
                "for": "Western Casualty Company",
            },
        ),
        (
            "Roe v. Lobo Corp. We represent Roe. New Mexico, civil",
            {"title": "Roe v. Lobo Corp.", "category": "civil", **NM, "for": "Roe"},
        ),
        (
            "US v. Roe, 1:26-cr-00088, D.N.M., for Luis Roe",
            {
                "title": "US v. Roe",
                "category": "criminal",
                "jurisdiction": "US",
                "docket_no": "1:26-cr-00088",
                "court_id": "nmd",
                "for": "Luis Roe",
            },
        ),
        (
            (
                "New eviction case in Santa Fe Magistrate Court, New Mexico: Lobo LLC v. Ray Po, "
                "No. M-49-CV-2026-00372. We represent the tenant, Ray Po."
            ),
            {
                "title": "Lobo LLC v. Ray Po",
                "category": "civil",
                **NM,
                "docket_no": "M-49-CV-2026-00372",
                "court_id": "Santa Fe Magistrate Court",
                "for": "Ray Po",
            },
        ),
        (
            (
                "New criminal case: State v. Ann Roe, No. D-202-CR-2026-00123, Second Judicial "
                "District Court, Bernalillo County, New Mexico. We're for Ann Roe."
            ),
            {**ROE, **SECOND},
        ),
        (
            "Opened an NLRB case for Ann Roe, the charging party: Mesa Foods Inc., Region 28",
            {**BOARD, "title": "Mesa Foods Inc.", "court_id": "NLRB Region 28", "for": "Ann Roe"},
        ),
        (
            "New NLRB case: Local 5 against Mesa Foods, Region 28",
            {**BOARD, "title": "Local 5 v. Mesa Foods", "court_id": "NLRB Region 28"},
        ),
        (
            "New NLRB case: Local 5 v. Mesa Foods, Region 28, we represent Mesa Foods",
            {
                **BOARD,
                "title": "Local 5 v. Mesa Foods",
                "court_id": "NLRB Region 28",
                "for": "Mesa Foods",
            },
        ),
        (
            "Opened a new NLRB charge case: Local 5 against Mesa Foods Inc., NLRB Region 28",
            {**BOARD, "title": "Local 5 v. Mesa Foods Inc.", "court_id": "NLRB Region 28"},
        ),
        (
            "New NLRB case: Mesa Foods and Local 5",
            {**BOARD, "title": "Mesa Foods and Local 5", "court_id": "NLRB"},
        ),
        (
            "New unfair labor practice case: Local 5 v. Mesa Foods, NLRB Region 28, for Local 5",
            {
                **BOARD,
                "title": "Local 5 v. Mesa Foods",
                "court_id": "NLRB Region 28",
                "for": "Local 5",
            },
        ),
        (
            "New traffic ticket case: State v. Ann Roe, Santa Fe Municipal Court, NM, for Ann Roe",
            {**ROE, "category": "traffic", "court_id": "Santa Fe Municipal Court"},
        ),
        ("New speeding ticket case: State v. Ann Roe, NM, for Roe", {**ROE, "category": "traffic"}),
        (
            "New personal injury case: Ann Roe against Bo Low, NM, we represent Ann Roe",
            {"title": "Ann Roe v. Bo Low", "category": "civil", **NM, "for": "Ann Roe"},
        ),
        ("In re P.Q., NM, juvenile", {"title": "In re P.Q.", "category": "juvenile", **NM}),
    ],
)
def test_matter__told_in_a_sentence__has_its_kind_court_and_client(
    terminal: Terminal, typed: str, said: dict[str, str]
) -> None:
    assert opened(terminal, "new", typed) == {"for": "", **said}


@pytest.mark.parametrize(
    ("number", "category"),
    [("M-49-TR-2026-0012", "traffic"), ("2026 CF 104", "criminal"), ("26DM17", "domestic")],
)
def test_category__nobody_typed__is_that_of_the_docket_number(
    terminal: Terminal, number: str, category: str
) -> None:
    typed = ("matter.opened", "title=Roe", f"docket_no={number}", "jurisdiction=NM")
    assert opened(terminal, "new", *typed)["category"] == category


def test_matter__told_alone_by_title_and_number__needs_no_word_before(terminal: Terminal) -> None:
    assert opened(terminal, "State v. Ann Roe, NM, 26-CR-12")["docket_no"] == "26-CR-12"
    terminal("post", "State v. Bo Low", code=2)


@pytest.mark.parametrize(
    "client",
    ["the defendant", "defendant", "him", "the plaintiff", "our client", "them", "the worker"],
)
def test_client__who_is_said_by_no_name__is_asked_for(terminal: Terminal, client: str) -> None:
    terminal("post", "new", f"US v. Roe, D.N.M., criminal, for {client}", *DAY, code=2)
    assert "Say who that is, by name" in terminal.error


def test_client__of_a_name_that_two_have__is_asked_for(terminal: Terminal) -> None:
    typed = "State v. Ann Roe and Bo Roe, NM, criminal, for Roe"
    terminal("post", "new", typed, *DAY, code=2)
    assert "Say which of them that is: for='Ann Roe' or for='Bo Roe'." in terminal.error


def test_jurisdiction__nobody_typed__is_asked_for_with_those_of_other_matters(
    terminal: Terminal,
) -> None:
    typed = ("new", "Roe v. Low, civil, for Ann Roe")
    terminal("post", *typed, *DAY, code=2)
    assert "Other matters" not in terminal.error
    terminal("post", "new", "State v. Po, NM, criminal", *DAY)
    terminal("post", *typed, *DAY, code=2)
    assert "Other matters are in US-NM (New Mexico)." in terminal.error


def test_company__named_beside_a_person__is_a_party_of_its_own_where_they_are_several(
    terminal: Terminal,
) -> None:
    opened(terminal, "new", "Roe v. Low and Western Casualty Company, NM, civil, for Ann Roe")
    said = "Ann Roe is the plaintiff, Bo Low and Western Casualty Company are the defendants"
    terminal("post", "roe", said, *DAY)
    names = {one["data"]["name"] for one in of_type(terminal, "party.added")}
    assert names == {"Ann Roe", "Bo Low", "Western Casualty Company"}
    terminal("post", "roe", "Smith Brown and Sons Company are the witnesses", *DAY, code=2)


def test_charges__of_all_and_of_one_alone__are_each_against_those_told(terminal: Terminal) -> None:
    opened(terminal, "new", "State v. Ann Roe and Bo Low, NM, criminal, for Ann Roe")
    terminal("post", "roe", "Ann Roe and Bo Low are the defendants", *DAY)
    for typed in (
        (
            "criminal complaint against Ann and Bo: count 1, robbery; count 2, conspiracy; and "
            "against Ann only: count 3, theft"
        ),
        (
            "the State filed an information charging Ann and Bo with robbery (count 1) and "
            "conspiracy (count 2), and Ann alone with theft (count 3)"
        ),
    ):
        terminal("post", "roe", typed, *DAY)
        filed = [one["data"] for one in of_type(terminal, "charge.filed")][:5]
        each = [(one["count_no"], one["offense"]) for one in filed]
        assert each.count((1, "robbery")) == each.count((2, "conspiracy")) == 2
        assert each.count((3, "theft")) == 1


def test_claims__of_all_and_of_one_alone__are_each_against_those_told(terminal: Terminal) -> None:
    opened(terminal, "new", "Roe v. Lobo LLC and Bo Low, NM, civil, for Ann Roe")
    who = "Ann Roe is the plaintiff, Lobo LLC and Bo Low are the defendants"
    terminal("post", "roe", who, *DAY)
    told = "Roe sued Lobo and Low for negligence, and Lobo alone for negligent hiring"
    terminal("post", "roe", told, *DAY)
    claims = {one["data"]["cause"]: one["data"] for one in of_type(terminal, "claim.filed")}
    assert {cause: len(one["against"]) for cause, one in claims.items()} == {
        "negligence": 2,
        "negligent hiring": 1,
    }
    terminal("post", "roe", "High Mesa Mutual insures Lobo", *DAY)
    added = {one["data"]["name"]: one["data"]["role"] for one in of_type(terminal, "party.added")}
    assert added["High Mesa Mutual"] == "insurer of Lobo"


def test_kind__told_with_more_words_than_it_has__keeps_them_in_a_note(terminal: Terminal) -> None:
    typed = (
        "We represent Lobo Inc. in Gil v. Lobo Inc., a civil negligence case in County Court, NM"
    )
    found = opened(terminal, "new", typed)
    assert (found["category"], found["court_id"]) == ("civil", "County Court")
    (note,) = of_type(terminal, "note.recorded")
    assert note["data"]["text"].startswith(typed)
