"""The rulebook: the rules of every body, casefile's own and those that were added."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from casefile.errors import Refused
from casefile.law.catalogue import CATALOGUE
from casefile.law.deadlines.bodies import beside, bodies
from casefile.law.deadlines.body import Body, WrongRules
from casefile.law.deadlines.countings import CALENDAR, Counting
from casefile.law.deadlines.holiday import places
from casefile.law.deadlines.rule import Rule

MOST_CALLED = 5  # rules that are named where several are called alike
OTHER = "other"  # every category that is not named beside it


class Rulebook(NamedTuple):
    """All rules and countings by their codes, and the usual counting of each jurisdiction.

    `usual_in` are the usual countings of its courts whose names have a word.
    """

    bodies: tuple[Body, ...]
    rules: Mapping[str, Rule]
    countings: Mapping[str, Counting]
    usual: Mapping[str, Mapping[str, str]]
    usual_in: Mapping[str, Mapping[str, Mapping[str, str]]]

    def usual_counting(self, jurisdiction: str, category: str, court: str) -> str:
        """Return how a period counts that names no counting, or "" where that is not known."""
        own = self.usual_in.get(jurisdiction, {})
        usual = next(
            (said for word, said in own.items() if word in court.casefold()),
            self.usual.get(jurisdiction, {}),
        )
        return usual.get(category) or usual.get(OTHER, "")


def rulebook() -> Rulebook:
    """Return every rule that is known; raises WrongRules."""
    return book_beside(beside())


@lru_cache(maxsize=2)
def book_beside(folder: str) -> Rulebook:
    """Return every rule that is known with those in a folder; raises WrongRules."""
    found = Rulebook(bodies(folder), {}, {CALENDAR.code: CALENDAR}, {}, {})
    for body in found.bodies:
        _check_types(body)
        found = _with(found, body)
    return found


def find_rule(text: str) -> Rule:
    """Return a rule by its code or its citation, or a former one; raises Refused."""
    found = _found(text)
    if found is None:
        sentence = (
            f"There is no rule {text!r} in the table of deadlines; give a period, or the day that "
            "is due."
        )
        raise Refused(sentence, code="rule.unknown")
    return found


def rule_called(text: str) -> Rule:
    """Return the one rule that somebody calls so; raises Refused."""
    called = rules_called(text)
    if len(called) == 1:
        return called[0]
    if called:
        codes = ", ".join(f"{one.code} ({one.title})" for one in called[:MOST_CALLED])
        sentence = f"Several rules are called {text!r}: write the code of one, like {codes}."
        raise Refused(sentence, code="rule.unknown")
    return find_rule(text)


def rules_called(text: str, place: str = "") -> list[Rule]:
    """Return the rules that somebody may mean, of a place where any there is called so.

    A rule is called by its code, by a part of its citation, or else by words of citation and title
    in their order: Rule 1-012(A) NMRA, Answer to the complaint, is Rule 1-012 and answer complaint.
    """
    if one := _found(text):
        return [one]
    words = _plain(text)
    if not words:
        return []
    every = [(one, _plain(one.citation), _plain(one.title)) for one in rulebook().rules.values()]
    exact = [one for one, cited, titled in every if words == cited + titled]
    part = [one for one, cited, _ in every if f" {' '.join(words)} " in f" {' '.join(cited)} "]
    scattered = (one for one, cited, titled in every if _in_order(words, cited + titled))
    called = exact or part or list(scattered)
    return [one for one in called if one.jurisdiction == place] or called


def _in_order(words: Sequence[str], among: Sequence[str]) -> bool:
    """Tell whether words stand among others in this order."""
    left = iter(among)
    return all(one in left for one in words)


def _plain(text: str) -> list[str]:
    """Return the words and numbers of a citation: Rule 1-012(A) NMRA is 1 012 a nmra."""
    return [one for one in re.findall(r"[a-z]+|[0-9]+", text.lower()) if one != "rule"]


def is_rule(text: str) -> bool:
    """Tell whether a rule is read here that has this code or citation."""
    return _found(text) is not None


def _found(text: str) -> Rule | None:
    rules = rulebook().rules
    named = (one for one in rules.values() if text in (one.citation, *one.formerly))
    return rules.get(text) or next(named, None)


def _with(book: Rulebook, body: Body) -> Rulebook:
    """Return the rulebook with one more body; raises WrongRules where a code is there twice."""
    for what, known, new in (
        ("rule", book.rules, body.rules),
        ("counting", book.countings, body.countings),
        ("usual counting of", book.usual, {body.jurisdiction} if body.usual else {}),
    ):
        if twice := sorted(known.keys() & set(new)):
            sentence = f"{body.name}: there is already a {what} {twice[0]} in another file."
            raise WrongRules(sentence)
    usual = {body.jurisdiction: body.usual} if body.usual else {}
    return book._replace(
        rules={**book.rules, **body.rules},
        countings={**book.countings, **body.countings},
        usual={**book.usual, **usual},
        usual_in={**book.usual_in, body.jurisdiction: body.usual_in},
    )


def _check_types(body: Body) -> None:
    """Check that there are the place and every type of event that a body names."""
    if (body.rules or body.holidays) and body.jurisdiction not in places():
        sentence = f"{body.name}: {body.jurisdiction} is no place whose legal holidays are known."
        raise WrongRules(sentence)
    for name, start in body.starts.items():
        for one in start.events:
            _check_type(f"{body.name}, start {name}", one)
    for name, act in body.acts.items():
        for deed in act.events:
            where = f"{body.name}, act {name}"
            _check_type(where, deed.type)
            fields = CATALOGUE[deed.type].__struct_fields__
            if unknown := [one for one in deed.where if one not in fields]:
                raise WrongRules(f"{where}: {deed.type} has no field {unknown[0]!r}.")


def _check_type(where: str, name: str) -> None:
    if name not in CATALOGUE:
        raise WrongRules(f"{where}: there is no type of event {name!r}.")
