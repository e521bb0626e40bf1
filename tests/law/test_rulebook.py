"""Bodies of rules: files that are refused in a sentence, and those that are added to casefile's."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

import casefile.law  # noqa: F401 - fills the catalogue
from casefile.errors import Refused
from casefile.law import rulebook as book
from casefile.law.deadlines import body
from casefile.law.deadlines.body import WrongRules
from casefile.law.rulebook import find_rule, read_also, rulebook
from tests.law.test_rule_lines import due

PAGE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
FENCES = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
EXAMPLE = FENCES[0]


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the rulebook as it came with casefile."""
    yield
    read_also("")
    rulebook.cache_clear()


def added(folder: Path, text: str = EXAMPLE, name: str = "us-or.toml") -> None:
    """Have a file read beside those of casefile."""
    (folder / name).write_text(text, "utf-8")
    rulebook.cache_clear()
    read_also(str(folder))


def test_example__of_the_page__counts_as_the_page_says(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no rule 'or-7c'"):
        find_rule("or-7c")
    added(tmp_path)
    assert due("or-7c", "2023-04-20") == "2023-05-22"
    assert "says `Due 2023-05-22.`" in PAGE.read_text("utf-8")
    # Ten days are more than six, so weekends count: Sunday, 30 April, and on to Monday.
    assert due("or-64f", "2023-04-20") == "2023-05-01"
    assert rulebook().usual_counting("US-OR", "civil") == "or-civil"
    assert find_rule("Example R. 19(A)").restarted_by == ("or-64f",)
    assert find_rule("frcp-12a1ai")


def test_example__of_an_act__is_one(tmp_path: Path) -> None:
    added(tmp_path, f"{EXAMPLE}\n{FENCES[1]}")
    assert rulebook().bodies[-1].acts["appearance"].words == "the appearance"


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
    named = EntryPoint("oregon", package.name, book.GROUP)
    monkeypatch.setattr(
        book, "entry_points", lambda group: EntryPoints([named]).select(group=group)
    )
    rulebook.cache_clear()
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
