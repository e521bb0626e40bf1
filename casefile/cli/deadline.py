"""deadline: the rules that are known, what would be due when, and setting a deadline by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from textwrap import shorten
from typing import Any, TypeVar

import click

from casefile.answers.due import deadlines
from casefile.answers.record import log
from casefile.cli import days
from casefile.cli.called import (
    deadline_called,
    event_called,
    in_matter,
    matter_called,
    matter_to_record_in,
    say_read,
)
from casefile.cli.desk import asking, recording
from casefile.cli.dialogue.talk import LackingOption, current
from casefile.cli.drafting import amendment_options, record, source_options
from casefile.cli.options import json_option
from casefile.cli.screen import print_json, print_table, say
from casefile.config import read_config
from casefile.law.deadlines.bodies import read_also
from casefile.law.deadlines.count import NotCountable, ServedBy
from casefile.law.edtf import parse
from casefile.law.entry import DEADLINE
from casefile.law.events.process import DeadlineSet
from casefile.law.rulebook import find_rule, rule_called
from casefile.law.wording import duration
from casefile.office import Office
from casefile.words.misread import Misread
from casefile.words.values.terms import CountedFrom, read_counted
from casefile.words.when.here import here_in
from casefile.words.which.unsaid import UnsaidIds

FEW = 5  # rules of which all is told
MOST, LONGEST = 12, 90  # events that are listed where one of them is asked for, and their signs
Command = TypeVar("Command", bound=Callable[..., Any])


class PeriodType(click.ParamType[CountedFrom]):
    """A period as it is typed, like "10 days" or "14 days before the trial"."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a period, and what it is counted from."""
        try:
            return read_counted(str(value))
        except Misread as misread:
            self.fail(misread.sentence, param, ctx)


def counting_options(command: Command) -> Command:
    """Add the options that say how a deadline is counted."""
    for option in reversed(
        (
            click.option(
                "--also",
                metavar="EVENT",
                multiple=True,
                help="A further event, where the rule says whichever is later.",
            ),
            click.option("--rule", metavar="RULE", help="A rule, by its code or its citation."),
            click.option("--period", type=PeriodType(), help='A period, like "14 days before".'),
            click.option("--counting", metavar="CODE", help="How the period counts; see `rules`."),
            click.option(
                "--served-by",
                type=click.Choice([one.value for one in ServedBy]),
                help="How the paper was served, where that adds days.",
            ),
            click.option(
                "--closed-on",
                metavar="DAY",
                multiple=True,
                help="A day on which the clerk's office is inaccessible.",
            ),
            click.option(
                "--holidays-of",
                metavar="PLACE",
                multiple=True,
                help="Whose legal holidays count, like US and US-NM (default: as the rule says).",
            ),
        )
    ):
        command = option(command)
    return command


@click.group("deadline")
def command() -> None:
    """List the rules of deadlines, count without recording, or set a deadline by a rule.

    `deadlines` lists those that are on record.
    """


@command.command("rules", short_help="List the rules and the ways of counting.")
@click.argument("words", nargs=-1)
@click.option("--jurisdiction", metavar="PLACE", help="Only of this one, like US or US-NM.")
@json_option
def rules(words: Sequence[str], jurisdiction: str | None, as_json: bool) -> None:
    """List the rules whose code, title, citation or period has these words."""
    read_also(read_config().rules)
    answer = deadlines.rules(jurisdiction=jurisdiction, q=" ".join(words))
    if as_json:
        print_json(answer)
        return
    lines = [
        (one.jurisdiction, one.code, one.title, one.of, one.period, one.counting, one.citation)
        for one in answer.rules
    ]
    heads = ("Place", "Code", "What is due", "Whose", "Period", "Counts as", "Citation")
    print_table(heads, lines)
    if not lines:
        say("No rule has these words.")
    for one in answer.rules if len(answer.rules) <= FEW else ():
        say()
        say(f"{one.code}: met by {', or '.join(one.met_by) or 'nothing'}.")
        for said, told in (("Restarted", one.restarts), ("Not counted", one.unknown)):
            if told:
                say(f"  {said}: {told}.")
        say(f"  Read in: {one.read}.")
    if words:
        return
    for body in answer.bodies:
        say()
        say(f"Not known of {body.title} ({body.name}):")
        for told in body.not_known:
            say(f"  {told}.")
    say()
    counted = [(one.code, one.title) for one in answer.countings]
    print_table(("Counts as", "What it is"), counted)
    say()
    limited = [
        (one.jurisdiction, one.severity, one.degree or one.statute or "any other", _lasts(one))
        for one in answer.limitations
    ]
    print_table(("Limitation", "Severity", "Degree or statute", "Period"), limited)


def _lasts(line: deadlines.LimitationLine) -> str:
    if line.months is None:
        return "no end"
    years, rest = divmod(line.months, 12)
    return duration(f"P{line.months}M" if rest else f"P{years}Y")


@command.command("count", short_help="Count when something would be due.")
@counting_options
@click.option("--from", "first", metavar="DAY", help="Count from this day.")
@click.option("--trigger", metavar="EVENT", help="Count from this event, as it stands.")
@click.option("--matter", metavar="MATTER", help="Count as the court of this matter does.")
@json_option
def count(
    first: str | None,
    trigger: str | None,
    matter: str | None,
    as_json: bool,
    **how: Any,
) -> None:
    """Count when something would be due, with every step; nothing is recorded."""
    trigger = trigger or (None if first else _counted_from(how))
    terms = _terms(how)
    with asking() as office:
        here = here_in(office, matter)
        matter_id = in_matter(office, matter)
        first = first and days.understood(here, "from", first).edtf
        if "closed_on" in terms:
            closed = [days.single_day(here, "closed on", one) for one in terms["closed_on"]]
            terms["closed_on"] = closed
        if "also" in terms:
            terms["also"] = [event_called(office, one, matter_id) for one in terms["also"]]
        with _told_how_to_count(terms):
            answer = deadlines.count_from(
                office,
                first=first,
                trigger=trigger and event_called(office, trigger, matter_id),
                matter_id=matter_id,
                **terms,
            )
    if as_json:
        print_json(answer)
        return
    say(f"Due {answer.due.replace('/', ' to ')}.", style="bold")
    for step in answer.steps:
        say(f"  {step}")


@command.command("set", short_help="Set a deadline that casefile counts.")
@click.argument("matter", metavar="MATTER")
@click.argument("deadline", metavar="DEADLINE")
@click.option(
    "--trigger",
    metavar="EVENT",
    help="The event to count from, or a hearing, as trial (default: as the period says).",
)
@counting_options
@click.option(
    "--kind", metavar="WORDS", help="What is due (default: as the rule says, or DEADLINE)."
)
@click.option("--replaces", metavar="DEADLINE", help="The deadline that this one replaces.")
@source_options
@amendment_options
def set_(
    matter: str,
    deadline: str,
    trigger: str | None,
    kind: str | None,
    replaces: str | None,
    **options: Any,
) -> None:
    """Set a deadline that casefile counts, and counts again when its trigger is corrected.

    DEADLINE is its id, or words of which one is made.
    """
    names = ("rule", "period", "counting", "served_by", "closed_on", "holidays_of", "also")
    how = {name: options.pop(name) for name in names}
    trigger = trigger or _counted_from(how)
    if not trigger:
        message = "Say from what it is counted: --trigger EVENT, its number or a hearing, as trial."
        question = "From which event is it counted, by its number or as a hearing is called"
        raise LackingOption(
            message, option="--trigger", question=question, among=_events_of(matter)
        )
    terms = _terms(how)
    if kind is None:
        kind = find_rule(terms["rule"]).title if terms.get("rule") else deadline
    given = {"deadline_id": deadline, "kind": kind, "replaces": replaces}
    data = {name: value for name, value in {**given, **terms}.items() if value}
    with recording(rebuild=options["rebuild"]) as office:
        matter_id = matter_to_record_in(office, matter)
        data["trigger"] = event_called(office, trigger, matter_id)
        if "also" in data:
            data["also"] = [event_called(office, one, matter_id) for one in data["also"]]
        if replaces:
            data["replaces"] = deadline_called(office, matter_id, replaces)
        unsaid = UnsaidIds(office, DeadlineSet, matter_id, options["event_id"])
        unsaid.fill(data)
        say_read(unsaid.told)
        data.setdefault("kind", DEADLINE)
        if not options["effective"]:
            options["effective"] = _day_of(office, data["trigger"])
        draft = {"matter_id": matter_id, "type": DeadlineSet.tag, "data": data}
        record(office, draft, options)


def _day_of(office: Office, trigger: str) -> str | None:
    """Return the day of a trigger that has come, on which a deadline begins to run, and say so."""
    found = log.in_full(office, trigger)
    stands = found.as_corrected or found
    on = parse(stands.effective).exact
    if on is None or on > office.today():
        return None
    say_read([f"effective = {on} (the day of its trigger, from which it runs)"])
    return on.isoformat()


@contextmanager
def _told_how_to_count(terms: Mapping[str, Any]) -> Iterator[None]:
    """Say of a period that no court's rules count here how it is counted all the same."""
    try:
        yield
    except NotCountable as refused:
        if "counting" not in terms.get("period", {"counting": ""}):
            by_calendar = (
                "With --counting calendar it is counted by the calendar, as no court does."
            )
            refused.reword(f"{refused.sentence} {by_calendar}")
        raise


def _counted_from(how: Mapping[str, Any]) -> str | None:
    """Return the words of a period for what it is counted from; None where it says nothing."""
    return (how["period"].of or None) if how["period"] else None


def _events_of(matter: str) -> list[str]:
    """Return the last events of a matter by their numbers, where somebody can be asked."""
    if current() is None:
        return []
    with asking() as office:
        matter_id = matter_called(office, matter)
        found = log.page(office, matter_id=matter_id, newest=True, limit=MOST).events
        said = log.sentences(office, found)
    return [
        f"  {one.position:>4}  {parse(one.effective).shown}  {shorten(sentence, LONGEST)}"
        for one, sentence in zip(found, said, strict=True)
    ]


def _terms(how: dict[str, Any]) -> dict[str, Any]:
    """Return the options that say how to count as the fields of a deadline."""
    period, counting = how.pop("period"), how.pop("counting")
    if counting and not period:
        message = "--counting says how a --period counts; a rule has its own."
        raise click.UsageError(message)
    if not period and not how["rule"]:
        message = "Give a --rule of the table (see `deadline rules`), or a --period."
        raise LackingOption(message, option="--period", question="How long is it, like 10 days")
    how = {name: list(value) if isinstance(value, tuple) else value for name, value in how.items()}
    if period:
        how["period"] = period.period | ({"counting": counting} if counting else {})
    if how["rule"]:
        how["rule"] = rule_called(how["rule"]).code
    return {name: value for name, value in how.items() if value}
