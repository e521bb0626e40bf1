"""The tables of periods: whole, in agreement with the catalogue, and the source of limitations."""

from __future__ import annotations

import pytest

import casefile.law  # noqa: F401 - fills the catalogue
from casefile.law.catalogue import CATALOGUE
from casefile.law.deadlines import limitation
from casefile.law.deadlines.count import Terms, Unit, count
from casefile.law.deadlines.countings import MOST
from casefile.law.deadlines.holiday import name_of, places, state_of
from casefile.law.deadlines.periods import LIMITATIONS
from casefile.law.deadlines.rule import Rule
from casefile.law.edtf import parse
from casefile.law.rulebook import find_rule, rulebook

RULES = rulebook().rules
RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)

# What some rules say, read from their text and written down here a second time.
SAID = """
frcp-12a1ai  | 21 days after service of the summons and complaint | Fed. R. Civ. P. 12(a)(1)(A)(i)
frcp-12a4a   | 14 days after notice of the court's action | Fed. R. Civ. P. 12(a)(4)(A)
frcp-12a1aii | 60 days after the sending of the request | Fed. R. Civ. P. 12(a)(1)(A)(ii)
frcp-12a1b   | 21 days after service of the pleading | Fed. R. Civ. P. 12(a)(1)(B)
frcp-12a2    | 60 days after service on the United States attorney | Fed. R. Civ. P. 12(a)(2)
frcp-15a1a   | 21 days after serving one's own pleading | Fed. R. Civ. P. 15(a)(1)(A)
frcp-15a1b   | 21 days after service of the answer or motion | Fed. R. Civ. P. 15(a)(1)(B)
frcp-15a3    | 14 days after service of the pleading | Fed. R. Civ. P. 15(a)(3)
frcp-4m      | 90 days after the filing of the complaint | Fed. R. Civ. P. 4(m)
frcp-6c1     | 14 days before the hearing | Fed. R. Civ. P. 6(c)(1)
frcp-26a1c   | 14 days after the parties' own conference | Fed. R. Civ. P. 26(a)(1)(C)
frcp-26a2di  | 90 days before the date set for trial | Fed. R. Civ. P. 26(a)(2)(D)(i)
frcp-26a2dii | 30 days after the other party's disclosure | Fed. R. Civ. P. 26(a)(2)(D)(ii)
frcp-26a3b   | 30 days before the date set for trial | Fed. R. Civ. P. 26(a)(3)(B)
frcp-26f1    | 21 days before the scheduling conference | Fed. R. Civ. P. 26(f)(1)
frcp-26f2    | 14 days after the parties' own conference | Fed. R. Civ. P. 26(f)(2)
frcp-33b2    | 30 days after service of the paper | Fed. R. Civ. P. 33(b)(2)
frcp-34b2a   | 30 days after service of the paper | Fed. R. Civ. P. 34(b)(2)(A)
frcp-36a3    | 30 days after service of the paper | Fed. R. Civ. P. 36(a)(3)
frcp-38b1    | 14 days after service of the last pleading on the issue | Fed. R. Civ. P. 38(b)(1)
frcp-50b     | 28 days after the entry of judgment | Fed. R. Civ. P. 50(b)
frcp-52b     | 28 days after the entry of judgment | Fed. R. Civ. P. 52(b)
frcp-54d2b   | 14 days after the entry of judgment | Fed. R. Civ. P. 54(d)(2)(B)(i)
frcp-59b     | 28 days after the entry of judgment | Fed. R. Civ. P. 59(b)
frcp-59e     | 28 days after the entry of judgment | Fed. R. Civ. P. 59(e)
frcp-60c1    | 1 year after the entry of the judgment or order | Fed. R. Civ. P. 60(c)(1)
frcp-72a     | 14 days after service of the paper | Fed. R. Civ. P. 72(a)
frcp-72b2    | 14 days after service of the paper | Fed. R. Civ. P. 72(b)(2)
usc-28-1446b1 | 30 days after service of the summons and complaint | 28 U.S.C. 1446(b)(1)
frap-4a1a    | 30 days after the entry of the judgment or order | Fed. R. App. P. 4(a)(1)(A)
frap-4a1b    | 60 days after the entry of the judgment or order | Fed. R. App. P. 4(a)(1)(B)
frap-4a3     | 14 days after the filing of the first notice of appeal | Fed. R. App. P. 4(a)(3)
frap-4b1ai   | 14 days after the later of {}, or {} | Fed. R. App. P. 4(b)(1)(A)(i)
frap-4b1bi   | 30 days after the later of {}, or {} | Fed. R. App. P. 4(b)(1)(B)(i)
usc-29-660a  | 60 days after the Commission's order | 29 U.S.C. 660(a)
frbp-8002a1  | 14 days after the entry of the judgment or order | Fed. R. Bankr. P. 8002(a)(1)
frcrp-29c1   | 14 days after the verdict or discharge of the jury | Fed. R. Crim. P. 29(c)(1)
frcrp-33b1   | 3 years after the verdict or finding of guilt | Fed. R. Crim. P. 33(b)(1)
frcrp-33b2   | 14 days after the verdict or finding of guilt | Fed. R. Crim. P. 33(b)(2)
frcrp-35a    | 14 days after the oral announcement of the sentence | Fed. R. Crim. P. 35(a)
usc-18-3161b | 30 days after the arrest or service of the summons | 18 U.S.C. 3161(b)
usc-29-659a  | 15 working days after receipt of the citation | 29 U.S.C. 659(a)
nm-1-012a    | 30 days after service of the summons and complaint | Rule 1-012(A) NMRA
nm-1-050b    | 30 days after the entry of judgment | Rule 1-050(B) NMRA
nm-1-052d    | 30 days after the entry of judgment | Rule 1-052(D) NMRA
nm-1-059b    | 30 days after the entry of judgment | Rule 1-059(B) NMRA
nm-1-059e    | 30 days after the entry of judgment | Rule 1-059(E) NMRA
nm-12-201a1a | 10 days after the entry of the judgment or order | Rule 12-201(A)(1)(a) NMRA
nm-12-201a1b | 30 days after the entry of the judgment or order | Rule 12-201(A)(1)(b) NMRA
nm-12-201b1  | 14 days after service of the paper | Rule 12-201(B)(1) NMRA
nm-6-506b    | 182 days after the arraignment or its waiver | Rule 6-506(B)(1) NMRA
nm-7-506b    | 182 days after the arraignment or its waiver | Rule 7-506(B)(1) NMRA
nm-6-506a1   | 30 days after the later of {}, or {} | Rule 6-506(A)(1) NMRA
nm-7-506a1   | 30 days after the later of {}, or {} | Rule 7-506(A)(1) NMRA
nm-12-502b   | 30 days after the later of {}, or {} | Rule 12-502(B) NMRA
il-606b      | 30 days after the later of {}, or {} | Ill. S. Ct. R. 606(b)
frcp-12a3    | 60 days after the later of {}, or {} | Fed. R. Civ. P. 12(a)(3)
frap-10b1    | 14 days after the later of {}, or {} | Fed. R. App. P. 10(b)(1)
frap-41b     | 7 days after the later of {}, or {} | Fed. R. App. P. 41(b)
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_rule__of_the_table__says_what_its_text_says(line: str) -> None:
    code, period, citation = (part.strip() for part in line.split("|"))
    rule = RULES[code]
    said = period.format(*(start.words for start in rule.starts))
    assert rule.period.partition(", or the end of")[0] == said
    assert citation in (rule.citation, *rule.formerly)


def test_speedy_trial__begins_with_the_later_of_two_events() -> None:
    public = "the filing and making public of the information or indictment"
    appearance = "the first appearance before a judicial officer of the court"
    assert RULES["usc-18-3161c1"].period == f"70 days after the later of {public}, or {appearance}"


# What somebody could take for the beginning of a period, and is not.
WRONG = """
frcp-59b     | charge.verdict_returned    | a verdict is no judgment
frcp-59b     | document.filed             | the judgment is filed, and entered on another day
frcp-72a     | motion.filed               | the order is served, not the motion
frcp-26a1c   | hearing.held               | the parties confer, not the court
frap-4b1ai   | sentence.imposed           | the judgment is entered days later
frap-4b1ai   | charge.conviction_entered  | on a plea it comes months before the judgment
frcrp-33b2   | charge.conviction_entered  | it may come after the verdict
frcrp-35a    | document.filed             | the oral announcement counts
frcrp-29c1   | document.filed             | the verdict counts as it is returned
nm-6-506b    | charge.plea_entered        | a plea may be changed later
usc-29-659a  | citation.issued            | it is received on another day
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_rule__with_an_event_of_another_day__does_not_start_from_it(line: str) -> None:
    code, event, why = (part.strip() for part in line.split("|"))
    assert event in CATALOGUE
    assert event not in RULES[code].triggers, why


NOT_MAILED = """
frcp-4m frcp-12a1ai frcp-12a2 frcp-12a3 frcp-26a1d frcp-59b frap-4a1a frap-4a3 frcrp-33b2 nm-1-012a
il-181a nc-12a1 nc-app-3c1 nc-app-3c2
"""
MAILED = """
frcp-12a1b frcp-12a1c frcp-15a1b frcp-15a3 frcp-33b2 frcp-34b2a frcp-36a3 frcp-38c frcp-72a
frcp-72b2 frap-27a3a frap-31a1-reply nm-12-201b1 nc-12a1-reply
"""


def test_mail__adds_days__only_where_time_runs_from_being_served() -> None:
    assert [code for code in NOT_MAILED.split() if RULES[code].runs_from_service] == []
    assert [code for code in MAILED.split() if not RULES[code].runs_from_service] == []


def test_mail__of_a_rule_that_also_runs_from_what_nobody_is_served_with__adds_nothing() -> None:
    served, entered = RULES["frcp-33b2"], RULES["frcp-59b"]
    assert not served._replace(starts=(*served.starts, *entered.starts)).runs_from_service


def test_entry__of_a_judgment_or_order__is_on_the_docket_in_federal_courts_alone() -> None:
    federal, state = RULES["frcp-59b"], RULES["nm-1-059b"]
    assert federal.runs_from_entry(federal.starts[0])
    assert not state.runs_from_entry(state.starts[0])
    appeal = RULES["frap-4b1ai"]
    judgment, notice = appeal.starts_of(["docket.entry_recorded", "docket.entry_recorded"])
    assert appeal.runs_from_entry(judgment)
    assert not appeal.runs_from_entry(notice)
    assert appeal.starts_of(["charge.plea_entered"]) == [None]


@RULE
def test_rule__any__starts_from_types_of_the_catalogue_and_can_be_counted(rule: Rule) -> None:
    assert rule.triggers
    assert set(rule.triggers) <= set(CATALOGUE)
    assert 1 <= rule.number <= MOST
    assert rule.title
    assert rule.of
    assert rule.read
    assert rule.jurisdiction == rule.counting.jurisdiction
    terms = Terms(rule.number, Unit(rule.unit), rule.before, rule.counting, rule.counting.holidays)
    assert count("event", parse("2023-04-20"), terms).steps


def test_rules__all__have_a_citation_each_and_a_code_that_fits_a_command_line() -> None:
    citations = [rule.citation for rule in RULES.values()]
    assert len(set(citations)) == len(citations)
    assert all(set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for code in RULES)


def test_starts_and_acts__of_every_body__are_used_by_a_rule() -> None:
    starts = [start for rule in RULES.values() for start in rule.starts]
    acts = [act for rule in RULES.values() for act in rule.met_by]
    for body in rulebook().bodies:
        assert [name for name, start in body.starts.items() if start not in starts] == []
        assert [name for name, act in body.acts.items() if act not in acts] == []


def test_countings__named_by_a_jurisdiction__are_in_the_table() -> None:
    countings = rulebook().countings
    for jurisdiction, by_category in rulebook().usual.items():
        assert {countings[code].jurisdiction for code in by_category.values()} == {jurisdiction}
    assert {one.jurisdiction for one in countings.values()} - {""} <= places()


def test_rule__of_deadlines_on_record__is_found_under_the_code_and_citation_of_then() -> None:
    for line in SAID.strip().splitlines():
        code, _, citation = (part.strip() for part in line.split("|"))
        assert find_rule(code).code == code
        assert find_rule(citation).code == code


def test_limitations__of_refilable_items__are_those_of_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = ("US-NM", "misdemeanor", "", parse("2021-10-21"), ())
    assert str(limitation.last_days(*asked)[1]) == "2023-10-21"
    monkeypatch.setitem(LIMITATIONS["US-NM"], "misdemeanor", {"": 7})
    assert str(limitation.last_days(*asked)[1]) == "2022-05-21"


@pytest.mark.parametrize(
    ("court_id", "state"),
    [
        ("nmd", "US-NM"),
        ("nysd", "US-NY"),
        ("txwd", "US-TX"),
        ("cacb", "US-CA"),
        ("deb", "US-DE"),
        ("dcd", "US-DC"),
        ("arb", "US-AZ"),
        ("areb", "US-AR"),
        ("nebraskab", "US-NE"),
        ("nmid", "US-MP"),
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
        ("2021-06-18", ("US",), "Juneteenth National Independence Day (observed)"),
        ("2022-06-20", ("US",), "Juneteenth National Independence Day (observed)"),
        ("2024-12-24", ("US",), ""),  # the executive departments were closed by order
        ("2021-01-20", ("US",), ""),  # Inauguration Day
        ("2017-01-20", ("US", "US-NM"), ""),
        ("2023-11-24", ("US", "US-NM"), "Presidents' Day"),
        ("2023-02-20", ("US-NM",), ""),
    ],
)
def test_holiday__of_a_place__has_its_name(day: str, places: tuple[str, ...], name: str) -> None:
    found = parse(day).earliest
    assert found
    assert name_of(found, places) == name
