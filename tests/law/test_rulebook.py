"""Bodies of rules: files that are refused in a sentence, and those that are added to casefile's."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

import casefile.law  # noqa: F401 - fills the catalogue
from casefile.errors import Refused
from casefile.law.deadlines import bodies, body, holiday
from casefile.law.deadlines.bodies import read_also
from casefile.law.deadlines.body import WrongRules
from casefile.law.deadlines.count import Direction, Period, Unit, count
from casefile.law.deadlines.holiday import closing, court_days, name_of
from casefile.law.due_days import Court, find_terms
from casefile.law.edtf import parse
from casefile.law.events.process import DeadlineSet
from casefile.law.rulebook import book_beside, find_rule, rule_called, rulebook
from tests.law.test_rule_lines import due

PAGE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
FENCES = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
EXAMPLE = FENCES[0]


def forget() -> None:
    """Have every file of rules read again."""
    bodies.bodies.cache_clear()
    book_beside.cache_clear()
    holiday._kept.cache_clear()


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the rulebook as it came with casefile."""
    yield
    read_also("")
    forget()


def added(folder: Path, text: str = EXAMPLE, name: str = "us-or.toml") -> None:
    """Have a file read beside those of casefile."""
    (folder / name).write_text(text, "utf-8")
    forget()
    read_also(str(folder))


def test_example__of_the_page__counts_as_the_page_says(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no rule 'or-7c'"):
        find_rule("or-7c")
    added(tmp_path)
    assert due("or-7c", "2023-04-20") == "2023-05-22"
    assert "says `Due 2023-05-22.`" in PAGE.read_text("utf-8")
    # Ten days are more than six, so weekends count: Sunday, 30 April, and on to Monday.
    assert due("or-64f", "2023-04-20") == "2023-05-01"
    assert rulebook().usual_counting("US-OR", "civil", "") == "or-civil"
    assert find_rule("Example R. 19(A)").restarted_by == ("or-64f",)
    assert find_rule("frcp-12a1ai")


@pytest.mark.parametrize(
    ("category", "court", "counting"),
    [
        ("criminal", "", "nm-crim"),
        ("criminal", "First Judicial District Court", "nm-crim"),
        ("criminal", "Sandoval County Magistrate Court", "nm-magistrate"),
        ("traffic", "Magistrate Court", "nm-magistrate"),
        ("criminal", "Bernalillo County Metropolitan Court", "nm-metro"),
        ("civil", "", "nm-civil"),
        ("civil", "Sandoval County Magistrate Court", ""),
    ],
)
def test_usual_counting__of_a_court_of_its_own_kind__is_that_of_its_own_rules(
    category: str, court: str, counting: str
) -> None:
    assert rulebook().usual_counting("US-NM", category, court) == counting


def test_usual_in__that_is_no_table__refused(tmp_path: Path) -> None:
    added(tmp_path, EXAMPLE.replace("[usual]", '[usual_in]\njustice = "or-civil"\n\n[usual]'))
    with pytest.raises(WrongRules, match="what is usual in justice has to be a table"):
        rulebook()


def test_example__of_an_act__is_one(tmp_path: Path) -> None:
    added(tmp_path, f"{EXAMPLE}\n{FENCES[2]}")
    assert rulebook().bodies[-1].acts["appearance"].words == "the appearance"


HOLIDAYS = FENCES[1]


def names(day: str, *places: str) -> str:
    return name_of(date.fromisoformat(day), places)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2023-06-12", "Founding Day (Example Stat. 9(1))"),  # the second Monday
        ("2019-06-10", ""),  # before it was one
        ("2027-06-14", ""),  # the 12th is a Saturday, and the nearest Friday is before it
        ("2027-06-11", "Founding Day (Example Stat. 9(1), as amended)"),
        ("2028-06-12", "Founding Day (Example Stat. 9(1), as amended)"),
        ("2028-06-13", ""),
        ("2023-06-19", ""),  # Juneteenth, which the library has
        ("2023-09-04", "Labor Day"),
        ("2026-12-24", ""),  # of the court alone
    ],
)
def test_holiday__of_a_file__is_added_and_taken_away(tmp_path: Path, day: str, name: str) -> None:
    assert names("2023-06-19", "US-OR") == "Juneteenth National Independence Day"
    added(tmp_path, f"{EXAMPLE}\n{HOLIDAYS}")
    assert names(day, "US-OR") == name
    assert "Founding" not in names(day, "US-WA")


def test_holiday__that_moves_into_another_year__is_kept_there(tmp_path: Path) -> None:
    eve = '[holidays.x]\nname = "Y"\ncitation = "Z"\ndays = ["January 1"]\nsaturday = "Friday"\n'
    added(tmp_path, f'jurisdiction = "US-OR"\ntitle = "x"\n{eve}')
    assert names("2021-12-31", "US-OR") == "New Year's Day (observed) and Y (Z)"
    assert names("2022-12-30", "US-OR") == ""  # the first of 2023 is a Sunday, and does not move


@pytest.mark.parametrize(
    ("days", "year", "on"),
    [
        ('"Tuesday after first Monday in November"', 2026, ["2026-11-03"]),
        ('"Friday before last Monday in May"', 2026, ["2026-05-22"]),
        ('"fifth Monday in June"', 2026, ["2026-06-29"]),
        ('"fifth Monday in June"', 2027, []),
        ('"February 29"', 2028, ["2028-02-29"]),
        ('"February 29"', 2027, []),
        ('"day before December 25", "2026-12-28"', 2026, ["2026-12-24", "2026-12-28"]),
        ('"day before December 25", "2026-12-28"', 2027, ["2027-12-24"]),
    ],
)
def test_holiday__of_a_file__falls_on_the_days_that_its_words_say(
    tmp_path: Path, days: str, year: int, on: list[str]
) -> None:
    added(
        tmp_path,
        f'jurisdiction = "US-OR"\ntitle = "x"\n[holidays.x]\nname = "Only"\n'
        f'citation = "Z"\ndays = [{days}]\n',
    )
    every = (date(year, 1, 1) + timedelta(days=number) for number in range(365 + (year == 2028)))
    assert [str(one) for one in every if "Only" in name_of(one, ("US-OR",))] == on


def test_holiday__taken_away_until_a_day__is_one_afterwards(tmp_path: Path) -> None:
    gone = 'name = "juneteenth"\ncitation = "Z"\nkept = false\nlast = 2024-12-31\n'
    added(tmp_path, f'jurisdiction = "US-OR"\ntitle = "x"\n[holidays.x]\n{gone}')
    assert names("2024-06-19", "US-OR") == ""
    assert names("2025-06-19", "US-OR") == "Juneteenth National Independence Day"


def test_holiday__of_even_years__is_none_in_odd_ones(tmp_path: Path) -> None:
    election = 'days = ["Tuesday after first Monday in November"]\nyears = "even"\n'
    added(
        tmp_path,
        f'jurisdiction = "US-OR"\ntitle = "x"\n[holidays.x]\nname = "E"\ncitation = "Z"\n'
        f"{election}",
    )
    assert names("2026-11-03", "US-OR") == "E (Z)"
    assert names("2027-11-02", "US-OR") == ""


def test_court__with_closings_of_its_own__moves_a_last_day_and_leaves_no_day_out(
    tmp_path: Path,
) -> None:
    added(tmp_path, f"{EXAMPLE}\n{HOLIDAYS}")
    assert names("2026-12-24", "ord") == (
        "Closed by order of the chief judge (Order of 2 October 2026)"
    )
    assert names("2025-11-28", "ord") == ""  # before the order

    def due_in(court_id: str, number: int, day: str, *, before: bool = False) -> str:
        law = rulebook().countings["or-civil" if not before else "frcp"]
        period = Period(
            number=number,
            unit=Unit.DAYS,
            direction=Direction.BEFORE if before else Direction.AFTER,
            counting=law.code,
        )
        data = DeadlineSet(deadline_id="d", kind="x", trigger="t", period=period)
        terms, _ = find_terms(data, Court("US-OR", "civil", court_id))
        return count("x", parse(day), terms).due

    assert due_in("ord", 30, "2026-11-24") == "2026-12-28"  # Thursday 24, Friday is Christmas
    assert due_in("other", 30, "2026-11-24") == "2026-12-24"
    assert due_in("ord", 5, "2026-12-21") == "2026-12-29"  # the 24th is one of the five days
    assert due_in("ord", 7, "2026-12-31", before=True) == "2026-12-24"
    assert due_in("ord", 30, "2026-11-24") != due_in("other", 30, "2026-11-24")


def test_court_days__of_a_court_with_closings__do_not_count_them(tmp_path: Path) -> None:
    added(tmp_path, f"{EXAMPLE}\n{HOLIDAYS}")
    week = date(2026, 12, 20), date(2026, 12, 26)
    assert court_days(*week, ("US-OR",)) == 4
    assert court_days(*week, ("US-OR", *closing("ord"))) == 3
    assert closing("other") == closing("") == ()


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        (date(2023, 4, 20), date(2023, 4, 22), 1),  # Thursday to Saturday: Friday
        (date(2023, 4, 22), date(2023, 4, 24), 1),  # Saturday to Monday
        (date(2023, 5, 26), date(2023, 5, 30), 1),  # over Memorial Day
        (date(2023, 4, 20), date(2023, 4, 20), 0),
    ],
)
def test_court_days__after_one_day_up_to_another__are_counted(
    after: date, until: date, days: int
) -> None:
    assert court_days(after, until, ("US",)) == days


WRONG_HOLIDAYS = [
    ('days = ["June 12"]\n', "", "holiday founding-now: no days are given."),
    ('"June 12"', '"12 June"', 'the day "12 June" is not like "June 19"'),
    ('"June 12"', '"June 31"', "holiday founding-now: day"),
    ('"second Monday in June"', '"sixth Monday in June"', "is not like"),
    ('saturday = "Friday"', 'saturday = "Fri"', "'Fri' is no weekday, like Monday"),
    ("first = 2027-01-01", 'first = "2027"', "first has to be a day, like 2026-01-31"),
    ("kept = false", 'kept = "no"', "kept has to be true or false"),
    ("kept = false", 'years = "leap"\ndays = ["June 1"]', "years are even or odd"),
    ('citation = "Example Stat. 9(4)"\n', "", "holiday juneteenth: no citation is given."),
    ('court = "ord"', 'judge = "ord"', "a holiday has no 'judge'"),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), WRONG_HOLIDAYS)
def test_holiday__with_a_mistake__refused_in_a_sentence_that_names_it(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert right in HOLIDAYS
    added(tmp_path, f"{EXAMPLE}\n{HOLIDAYS.replace(right, wrong, 1)}")
    with pytest.raises(WrongRules) as caught:
        rulebook()
    assert sentence in caught.value.sentence
    assert caught.value.sentence.startswith("us-or.toml, holiday")


def test_holidays__of_a_place_that_nobody_knows__refused(tmp_path: Path) -> None:
    added(tmp_path, f'jurisdiction = "US-XX"\ntitle = "x"\n{HOLIDAYS}')
    with pytest.raises(WrongRules, match="is no place whose legal holidays are known"):
        rulebook()


@pytest.mark.parametrize(
    ("day", "place", "name"),
    [
        ("2024-06-19", "US-NC", ""),
        ("2021-06-18", "US-IL", ""),
        ("2022-06-20", "US-IL", "Juneteenth National Independence Day (observed)"),
        ("2026-02-16", "US-NC", ""),
        ("2026-02-16", "US", "Washington's Birthday"),
        ("2026-12-28", "US-NC", "Day After Christmas (observed)"),
    ],
)
def test_holidays__of_casefile__are_taken_away_where_the_law_has_none(
    day: str, place: str, name: str
) -> None:
    assert names(day, place) == name


def test_page__of_writing_rules__names_every_key_and_no_other() -> None:
    needed = {name for each in body._parts.values() for name in " ".join(each).split()}
    said = set(re.findall(r"`(\w+)(?: = [^`]*)?`", PAGE.read_text("utf-8")))
    assert needed - said - {"rules", "countings", "starts", "acts", "type"} == set()


def test_package__installed_with_rules__is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "casefile_example_rules"
    package.mkdir()
    (package / "__init__.py").write_text('"""Rules."""\n')
    (package / "us-or.toml").write_text(EXAMPLE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    named = EntryPoint("oregon", package.name, bodies.GROUP)
    monkeypatch.setattr(
        bodies, "entry_points", lambda group: EntryPoints([named]).select(group=group)
    )
    forget()
    assert find_rule("or-7c").jurisdiction == "US-OR"
    sys.modules.pop(package.name, None)


WRONG = [
    ('citation = "Example R. 7(C)"\n', "", "us-or.toml, rule or-7c: no citation is given."),
    ('read = "example"\n\n[rules.or-19a]', "\n[rules.or-19a]", "rule or-7c: no read is given."),
    ('"30 days after summons"', '"thirty days after summons"', 'is not like "21 days after'),
    ('"30 days after summons"', '"30 fortnights after summons"', "the units are hours, days,"),
    ('"30 days after summons"', '"30 days after lunch"', "rule or-7c: there is no start 'lunch'"),
    ('"30 days after summons"', '"40000 days after summons"', "is not like"),
    ("days after the later of", "days after", "of several starts the time says the later of"),
    ('met_by = ["answer"]', 'met_by = ["reply to all"]', "there is no act 'reply to all'"),
    ('met_by = ["answer"]', 'met_by = "answer"', "rule or-7c: met_by has to be a list."),
    ('counting = "or-civil"', 'counting = "or-church"', "there is no counting 'or-church'"),
    ('other = "or-civil"', 'other = "or-church"', "usual other: there is no counting"),
    ('read = "example"', 'read = "hearsay"', "there is no source 'hearsay'; there are example"),
    ('unknown = "the', 'remark = "the', "rule or-7c: a rule has no 'remark'"),
    ('"claim.served", ', '"claim.shown", ', "start summons: there is no type of event"),
    ("[rules.or-7c]", "[rules.OR_7C]", "a code is small letters and digits"),
    ("[rules.or-7c]", "[rules.frcp-4m]", "there is already a rule frcp-4m in another file"),
    ('restarted_by = ["or-64f"]', 'restarted_by = ["or-65"]', "there is no rule 'or-65'"),
    ('restarts = "Example R. 19(B)"\n', "", "restarted_by and restarts"),
    ('jurisdiction = "US-OR"\n', "", "us-or.toml: no jurisdiction is given."),
    ('jurisdiction = "US-OR"', 'jurisdiction = "US-IL"', "there is already a usual counting of"),
    (
        'jurisdiction = "US-OR"',
        'jurisdiction = "US-XX"',
        "is no place whose legal holidays are known",
    ),
    ("short = 6", 'short = "six"', "counting or-civil: short has to be a number."),
    ("short = 6", "shorter = 6", "counting or-civil: a counting has no 'shorter'"),
    ("[usual]", "[usual", "us-or.toml is not written as TOML"),
    ('excludes = "Example R. 10(A)"\n', "", "counting or-civil: no excludes is given."),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), WRONG)
def test_file__with_a_mistake__refused_in_a_sentence_that_names_it(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert right in EXAMPLE
    added(tmp_path, EXAMPLE.replace(right, wrong, 1))
    with pytest.raises(WrongRules) as caught:
        rulebook()
    assert sentence in caught.value.sentence
    assert caught.value.sentence.startswith("us-or.toml")
    assert caught.value.code == "rules.invalid"


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ('{ type = "claim.shown" }', "act a: there is no type of event 'claim.shown'."),
        ('{ type = "claim.served", where = { color = ["red"] } }', "has no field 'color'."),
        ('{ type = "claim.served", words = "served" }', "act a: words has to be a list."),
        ('{ words = ["served"] }', "act a: no type is given."),
    ],
)
def test_act__with_a_mistake__refused(tmp_path: Path, act: str, sentence: str) -> None:
    added(tmp_path, f'{EXAMPLE}\n[acts.a]\nwords = "x"\nevents = [{act}]\n')
    with pytest.raises(WrongRules, match=re.escape(sentence)):
        rulebook()


def test_folder__that_is_not_there__refused(tmp_path: Path) -> None:
    read_also(str(tmp_path / "nowhere"))
    with pytest.raises(WrongRules, match="There is no folder"):
        rulebook()


def test_bodies__of_casefile__say_what_is_not_known() -> None:
    assert {
        one.name: bool(one.not_known) for one in rulebook().bodies if one.rules
    } == dict.fromkeys(("us.toml", "us-nm.toml", "us-il.toml", "us-nc.toml"), True)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Rule 1-012(A)", "nm-1-012a"),
        ("1-012(A) NMRA", "nm-1-012a"),
        ("rule 4(a)(1)(A)", "frap-4a1a"),
        ("nm-1-012a", "nm-1-012a"),
        ("1-012 NMRA", "nm-1-012a"),
        ("Rule 1-012(A) NMRA: Answer to the complaint", "nm-1-012a"),
    ],
)
def test_rule__called_by_a_part_of_its_citation__is_the_one_that_has_it(
    typed: str, code: str
) -> None:
    assert rule_called(typed).code == code


@pytest.mark.parametrize(
    ("typed", "said"), [("12(a)", "Several rules are called"), ("Rule 99", "There is no rule")]
)
def test_rule__called_by_what_several_have_or_none__is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        rule_called(typed)
