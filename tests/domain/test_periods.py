"""The tables of periods: whole, in agreement with the catalogue, and the source of limitations."""

from __future__ import annotations

import pytest

import casefile.domain  # noqa: F401 - fills the catalogue
from casefile.domain import limitation
from casefile.domain.catalogue import CATALOGUE
from casefile.domain.countings import COUNTINGS, USUAL
from casefile.domain.deadline import MOST, Terms, Unit, count
from casefile.domain.edtf import parse
from casefile.domain.holiday import name_of, places, state_of
from casefile.domain.periods import LIMITATIONS, PAPERS, RULES, STARTS, Rule

RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)

# What some rules say, read from their text and written down here a second time.
SAID = """
frcp-12a1ai  | 21 days after service of the summons and complaint | Fed. R. Civ. P. 12(a)(1)(A)(i)
frcp-12a4a   | 14 days after notice of the court's action | Fed. R. Civ. P. 12(a)(4)(A)
frcp-15a3    | 14 days after service of the pleading | Fed. R. Civ. P. 15(a)(3)
frcp-4m      | 90 days after the filing of the complaint | Fed. R. Civ. P. 4(m)
frcp-6c1     | 14 days before the hearing | Fed. R. Civ. P. 6(c)(1)
frcp-26a1c   | 14 days after the conference | Fed. R. Civ. P. 26(a)(1)(C)
frcp-26f1    | 21 days before the hearing | Fed. R. Civ. P. 26(f)(1)
frcp-33b2    | 30 days after service of the paper | Fed. R. Civ. P. 33(b)(2)
frcp-34b2a   | 30 days after service of the paper | Fed. R. Civ. P. 34(b)(2)(A)
frcp-36a3    | 30 days after service of the paper | Fed. R. Civ. P. 36(a)(3)
frcp-50b     | 28 days after the entry of judgment | Fed. R. Civ. P. 50(b)
frcp-52b     | 28 days after the entry of judgment | Fed. R. Civ. P. 52(b)
frcp-59b     | 28 days after the entry of judgment | Fed. R. Civ. P. 59(b)
frcp-59e     | 28 days after the entry of judgment | Fed. R. Civ. P. 59(e)
frcp-60c1    | 1 year after the entry of the judgment or order | Fed. R. Civ. P. 60(c)(1)
frap-4a1a    | 30 days after the entry of the judgment or order | Fed. R. App. P. 4(a)(1)(A)
frap-4a1b    | 60 days after the entry of the judgment or order | Fed. R. App. P. 4(a)(1)(B)
frap-4b1ai   | 14 days after the entry of the judgment or order | Fed. R. App. P. 4(b)(1)(A)(i)
frcrp-29c1   | 14 days after the verdict | Fed. R. Crim. P. 29(c)(1)
frcrp-33b2   | 14 days after the verdict or finding of guilt | Fed. R. Crim. P. 33(b)(2)
frcrp-35a    | 14 days after sentencing | Fed. R. Crim. P. 35(a)
usc-18-3161b | 30 days after the arrest or service of the summons | 18 U.S.C. 3161(b)
usc-18-3161c1 | 70 days after the filing of the charge | 18 U.S.C. 3161(c)(1)
usc-29-659a  | 15 working days after receipt of the citation | 29 U.S.C. 659(a)
nm-1-012a    | 30 days after service of the summons and complaint | Rule 1-012(A) NMRA
nm-1-050b    | 30 days after the entry of judgment | Rule 1-050(B) NMRA
nm-1-052d    | 30 days after the entry of judgment | Rule 1-052(D) NMRA
nm-1-059e    | 30 days after the entry of judgment | Rule 1-059(E) NMRA
nm-12-201a1a | 10 days after the entry of the judgment or order | Rule 12-201(A)(1)(a) NMRA
nm-12-201a1b | 30 days after the entry of the judgment or order | Rule 12-201(A)(1)(b) NMRA
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_rule__of_the_table__says_what_its_text_says(line: str) -> None:
    code, period, citation = (part.strip() for part in line.split("|"))
    assert (RULES[code].period, RULES[code].citation) == (period, citation)


@RULE
def test_rule__any__starts_from_types_of_the_catalogue_and_can_be_counted(rule: Rule) -> None:
    assert rule.triggers
    assert set(rule.triggers) <= set(CATALOGUE)
    assert 1 <= rule.number <= MOST
    assert rule.title
    assert rule.jurisdiction == rule.counting.jurisdiction
    terms = Terms(rule.number, Unit(rule.unit), rule.before, rule.counting, rule.counting.holidays)
    assert count("event", parse("2023-04-20"), terms).steps


def test_rules__all__have_a_citation_each_and_a_code_that_fits_a_command_line() -> None:
    citations = [rule.citation for rule in RULES.values()]
    assert len(set(citations)) == len(citations)
    assert all(set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for code in RULES)


def test_starts__all__are_used_by_a_rule() -> None:
    assert {rule.start for rule in RULES.values()} == set(STARTS)
    assert set(PAPERS) <= set(STARTS)


def test_countings__named_by_a_jurisdiction__are_in_the_table() -> None:
    for jurisdiction, by_category in USUAL.items():
        assert {COUNTINGS[code].jurisdiction for code in by_category.values()} == {jurisdiction}
    assert {one.jurisdiction for one in COUNTINGS.values()} - {""} <= places()


def test_limitations__of_refilable_items__are_those_of_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = ("US-NM", "misdemeanor", "", parse("2021-10-21"), ())
    assert str(limitation.last_days(*asked)[1]) == "2023-10-21"
    monkeypatch.setitem(LIMITATIONS["US-NM"], "misdemeanor", {"": 7})
    assert str(limitation.last_days(*asked)[1]) == "2028-10-21"


@pytest.mark.parametrize(
    ("court_id", "state"),
    [
        ("nmd", "US-NM"),
        ("nysd", "US-NY"),
        ("txwd", "US-TX"),
        ("cacb", "US-CA"),
        ("deb", "US-DE"),
        ("dcd", "US-DC"),
        ("ca10", ""),
        ("cadc", ""),
        ("scotus", ""),
        ("xxd", ""),
        ("", ""),
    ],
)
def test_court__federal_trial_court__sits_in_the_state_of_its_id(court_id: str, state: str) -> None:
    assert state_of(court_id) == state


@pytest.mark.parametrize(
    ("day", "places", "name"),
    [
        ("2023-05-29", ("US",), "Memorial Day"),
        ("2023-05-28", ("US",), ""),
        ("2021-12-31", ("US",), "New Year's Day (observed)"),
        ("2023-11-24", ("US",), ""),
        ("2023-11-24", ("US", "US-NM"), "Presidents' Day"),
        ("2023-02-20", ("US-NM",), ""),
    ],
)
def test_holiday__of_a_place__has_its_name(day: str, places: tuple[str, ...], name: str) -> None:
    found = parse(day).earliest
    assert found
    assert name_of(found, places) == name
