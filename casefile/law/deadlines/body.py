"""A body of rules: one file of a jurisdiction, read and checked; a wrong one is told in a sentence.

The file is TOML, and its form is told in docs/writing-rules.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from casefile.errors import Refused
from casefile.law.deadlines.countings import CALENDAR, MOST, Counting
from casefile.law.deadlines.observed import Observed, read_days, read_weekday
from casefile.law.deadlines.rule import Act, Deed, Rule, Start

Table = Mapping[str, Any]

TEXT: tuple[type, str] = (str, "a text")
LIST: tuple[type, str] = (list, "a list")
TABLE: tuple[type, str] = (dict, "a table")
_code = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_units = ("hours", "days", "working days", "weeks", "months", "years")
_time = re.compile(
    r"(?P<number>[1-9]\d*) (?P<unit>hour|day|working day|week|month|year)s? "
    r"(?P<turn>after|before) (?:the (?P<whichever>later|earlier) of )?(?P<starts>.+)"
)
# What each part needs, and what else it can have.
_parts = {
    "body": (
        "jurisdiction title",
        "docketed usual usual_in sources countings starts acts rules holidays not_known",
    ),
    "rule": (
        "title citation counting time of met_by read",
        "until whichever restarted_by restarts unknown formerly",
    ),
    "counting": (
        "title excludes",
        "counts omits short rolls hours before closed mail mailed mail_lengthens state",
    ),
    "start": ("words events", "paper entry"),
    "act": ("words events", ""),
    "event of an act": ("type", "words where anyone"),
    "holiday": ("name citation", "days saturday sunday years first last court kept"),
}


class WrongRules(Refused):
    """A file of rules cannot be read as one."""

    code = "rules.invalid"


class Body(NamedTuple):
    """What one file holds; `usual` is how a period counts that names no counting, by category.

    In a court whose name has one of the words of `usual_in` it counts as that has it, and as nobody
    knows where that lacks the category. `holidays` are those that it adds to the list of the
    jurisdiction, or takes away from there.
    `not_known` are the rules whose text was not at hand, in words.
    """

    name: str
    jurisdiction: str
    title: str
    usual: Mapping[str, str]
    usual_in: Mapping[str, Mapping[str, str]]
    countings: Mapping[str, Counting]
    starts: Mapping[str, Start]
    acts: Mapping[str, Act]
    rules: Mapping[str, Rule]
    sources: Mapping[str, str]
    holidays: Sequence[Observed]
    not_known: Sequence[str]


def read_body(name: str, text: str, shared: Body | None = None) -> Body:
    """Read a file of rules, which can use the starts and acts of a shared one; raises WrongRules.

    Types of events are not checked here, because the rules know no catalogue.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongRules(f"{name} is not written as TOML: {error}.") from error
    _check(name, "body", table)
    jurisdiction = table["jurisdiction"]
    countings = {
        code: _counting(f"{name}, counting {code}", code, jurisdiction, one)
        for code, one in table.get("countings", {}).items()
    }
    starts = {
        one: _start(f"{name}, start {one}", said) for one, said in table.get("starts", {}).items()
    }
    acts = {one: _act(f"{name}, act {one}", said) for one, said in table.get("acts", {}).items()}
    body = Body(
        name=name,
        jurisdiction=jurisdiction,
        title=table["title"],
        usual=table.get("usual", {}),
        usual_in=table.get("usual_in", {}),
        countings={CALENDAR.code: CALENDAR, **countings},
        starts={**(shared.starts if shared else {}), **starts},
        acts={**(shared.acts if shared else {}), **acts},
        rules={},
        sources=table.get("sources", {}),
        holidays=[
            _holiday(f"{name}, holiday {code}", said)
            for code, said in table.get("holidays", {}).items()
        ],
        not_known=table.get("not_known", ()),
    )
    for where, usual in (("usual", body.usual), *body.usual_in.items()):
        if not isinstance(usual, dict):
            raise WrongRules(f"{name}: what is usual in {where} has to be a table.")
        for category, code in usual.items():
            _known(f"{name}, {where} {category}", "counting", code, countings)
    docketed = table.get("docketed", False)
    rules = {
        code: _rule(f"{name}, rule {code}", code, said, body, docketed=docketed)
        for code, said in table.get("rules", {}).items()
    }
    for code, rule in rules.items():
        for one in rule.restarted_by:
            _known(f"{name}, rule {code}", "rule", one, rules)
    return body._replace(countings=countings, rules=rules)


def _rule(where: str, code: str, said: Table, body: Body, *, docketed: bool) -> Rule:
    _check(where, "rule", said)
    if not _code.fullmatch(code):
        raise WrongRules(f"{where}: a code is small letters and digits with hyphens between them.")
    time = _time.fullmatch(said["time"])
    if time is None or int(time["number"]) > MOST:
        sentence = (
            f'{where}: the time "{said["time"]}" is not like "21 days after process"; the units '
            f"are {', '.join(_units)}."
        )
        raise WrongRules(sentence)
    starts = re.split(r" and ", time["starts"])
    if (len(starts) > 1) != bool(time["whichever"]):
        raise WrongRules(
            f"{where}: of several starts the time says the later of or the earlier of."
        )
    until, restarted_by = said.get("until", ""), said.get("restarted_by", ())
    if said.get("whichever", "later") not in ("later", "earlier"):
        raise WrongRules(f"{where}: whichever is later or earlier.")
    if bool(restarted_by) != bool(said.get("restarts")):
        raise WrongRules(f"{where}: restarted_by and restarts, which cites it, come together.")
    return Rule(
        code=code,
        title=said["title"],
        jurisdiction=body.jurisdiction,
        counting=_known(where, "counting", said["counting"], body.countings),
        number=int(time["number"]),
        unit=f"{time['unit']}s".replace(" ", "_"),
        before=time["turn"] == "before",
        starts=tuple(_known(where, "start", one, body.starts) for one in starts),
        whichever=time["whichever"] or (said.get("whichever", "later") if until else ""),
        until=until,
        citation=said["citation"],
        of=said["of"],
        met_by=tuple(_known(where, "act", one, body.acts) for one in said["met_by"]),
        restarted_by=tuple(restarted_by),
        restarts=said.get("restarts", ""),
        unknown=said.get("unknown", ""),
        read=_known(where, "source", said["read"], body.sources),
        docketed=docketed,
        formerly=tuple(said.get("formerly", ())),
    )


def _known(where: str, what: str, name: str, known: Mapping[str, Any]) -> Any:
    """Return what a name stands for; raises WrongRules."""
    if name not in known:
        there = f"there are {', '.join(known)}" if known else "there is none"
        raise WrongRules(f"{where}: there is no {what} {name!r}; {there}.")
    return known[name]


def _counting(where: str, code: str, jurisdiction: str, said: Table) -> Counting:
    _check(where, "counting", said)
    return msgspec.convert({"code": code, "jurisdiction": jurisdiction, **said}, Counting)


def _start(where: str, said: Table) -> Start:
    _check(where, "start", said)
    return Start(
        said["words"], tuple(said["events"]), said.get("paper", False), said.get("entry", False)
    )


def _act(where: str, said: Table) -> Act:
    _check(where, "act", said)
    return Act(said["words"], tuple(_deeds(where, said["events"])))


def _deeds(where: str, events: Sequence[Table]) -> Iterator[Deed]:
    for one in events:
        _check(where, "event of an act", one)
        found = {name: tuple(codes) for name, codes in one.get("where", {}).items()}
        words = tuple(word.casefold() for word in one.get("words", ()))
        yield Deed(one["type"], words, found, one.get("anyone", False))


def _holiday(where: str, said: Table) -> Observed:
    _check(where, "holiday", said)
    kept, years = said.get("kept", True), said.get("years", "")
    if kept and not said.get("days"):
        raise WrongRules(f"{where}: no days are given.")
    if years not in ("", "even", "odd"):
        raise WrongRules(f"{where}: years are even or odd.")
    try:
        return Observed(
            name=said["name"],
            citation=said["citation"],
            days=read_days(said.get("days", ())),
            saturday=read_weekday(said["saturday"]) if "saturday" in said else None,
            sunday=read_weekday(said["sunday"]) if "sunday" in said else None,
            years=years,
            first=said.get("first", date.min),
            last=said.get("last", date.max),
            court=said.get("court", ""),
            kept=kept,
        )
    except ValueError as error:
        raise WrongRules(f"{where}: {error}.") from error


# What is written in another way than as a text.
_kinds: Mapping[str, tuple[type, str]] = {
    "short": (int, "a number"),
    **dict.fromkeys(
        ("docketed", "paper", "entry", "anyone", "mail_lengthens", "kept"), (bool, "true or false")
    ),
    **dict.fromkeys(
        ("met_by", "restarted_by", "not_known", "events", "formerly", "mailed", "days"), LIST
    ),
    **dict.fromkeys(("usual", "usual_in", "sources", "countings", "starts"), TABLE),
    **dict.fromkeys(("acts", "rules", "holidays", "where"), TABLE),
    **dict.fromkeys(("first", "last"), (date, "a day, like 2026-01-31")),
}


def _check(where: str, part: str, said: Any) -> None:
    """Check that a table has what it needs, and nothing else; raises WrongRules."""
    if not isinstance(said, dict):
        raise WrongRules(f"{where}: a {part} is a table.")
    needed, allowed = (names.split() for names in _parts[part])
    for name in needed:
        if said.get(name) in (None, ""):
            raise WrongRules(f"{where}: no {name} is given.")
    for name, value in said.items():
        if name not in (*needed, *allowed):
            there = ", ".join((*needed, *allowed))
            raise WrongRules(f"{where}: a {part} has no {name!r}; it has {there}.")
        # The words of an event are a list of which a text has one, all others are what it says.
        listed = name == "words" and part == "event of an act"
        kind, words = LIST if listed else _kinds.get(name, TEXT)
        if not isinstance(value, kind):
            raise WrongRules(f"{where}: {name} has to be {words}.")
