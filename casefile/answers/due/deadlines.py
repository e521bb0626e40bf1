"""Deadlines: which rules there are, and when something would be due; nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from casefile.answers.asking import Asking
from casefile.errors import Malformed, Misfit, Refused, Unknown
from casefile.law.deadlines.body import Body
from casefile.law.deadlines.count import Due, count
from casefile.law.deadlines.countings import Counting
from casefile.law.deadlines.periods import LIMITATIONS, Statute
from casefile.law.deadlines.rule import Rule
from casefile.law.due_days import Court, count_deadline, court_of, find_terms, of_several
from casefile.law.edtf import When, parse
from casefile.law.events.process import DeadlineSet
from casefile.law.known import Known
from casefile.law.misfits import misfits, sentence_of
from casefile.law.rulebook import find_rule, rulebook
from casefile.projections.subjects import known_in

FROM = "the day given"  # what a day is called that is no event's
CANNOT = "This cannot be counted"


class RuleLine(Struct, frozen=True, kw_only=True):
    """One rule: what is due, and the period after or before certain events, in words as well.

    `counting` is how it counts, a code of the countings, and `citation` what it is cited by. `of`
    is whose deadline it is, `met_by` what meets it and `restarts` what lets its time run from the
    order on certain motions, in words. `unknown` is what the rule leaves to others or depends on,
    and `read` the text in which it was read.
    """

    code: str
    title: str
    jurisdiction: str
    period: str
    number: int
    unit: str
    direction: str
    triggers: Sequence[str]
    counting: str
    citation: str
    of: str
    met_by: Sequence[str]
    restarts: str | None
    unknown: str | None
    read: str


class CountingLine(Struct, frozen=True, kw_only=True):
    """How one body of rules counts time, with what says so at each step."""

    code: str
    title: str
    jurisdiction: str | None
    citations: dict[str, str]


class LimitationLine(Struct, frozen=True, kw_only=True):
    """How many months the law gives for charging a crime; null is no end.

    Without `degree` and `statute` it is every degree that is not named beside it. Where a
    jurisdiction names statutes, a crime of another one may have any of their periods.
    """

    jurisdiction: str
    severity: str
    degree: str | None
    statute: str | None
    months: int | None


class BodyLine(Struct, frozen=True, kw_only=True):
    """A body of rules: its file, how many rules it has, and what of it is not known."""

    name: str
    jurisdiction: str
    title: str
    rules: int
    not_known: Sequence[str]


class DeadlineRules(Struct, frozen=True, kw_only=True):
    """What casefile can count."""

    bodies: Sequence[BodyLine]

    rules: Sequence[RuleLine]
    countings: Sequence[CountingLine]
    limitations: Sequence[LimitationLine]


class DeadlineCount(Struct, frozen=True, kw_only=True):
    """When something would be due, in EDTF, and the steps that lead there.

    It is an interval where the day counted from is not known exactly.
    """

    rule: RuleLine | None
    from_: str | None = msgspec.field(name="from")
    trigger: str | None
    matter_id: str | None
    due: str
    earliest: str | None
    latest: str | None
    steps: Sequence[str]


def rules(*, jurisdiction: str | None = None, q: str = "") -> DeadlineRules:
    """Return the rules with these words, the ways of counting, and the limitation periods."""
    words, book = q.lower().split(), rulebook()
    return DeadlineRules(
        bodies=[_body(one) for one in book.bodies if one.rules and _is_of(jurisdiction, one)],
        rules=[
            _rule(one)
            for one in book.rules.values()
            if _is_of(jurisdiction, one) and _has(one, words)
        ],
        countings=[_counting(one) for one in book.countings.values() if _is_of(jurisdiction, one)],
        limitations=[one for one in _limitations() if _is_of(jurisdiction, one)],
    )


def count_from(
    asking: Asking,
    *,
    rule: str | None = None,
    period: dict[str, Any] | None = None,
    first: str | None = None,
    trigger: str | None = None,
    also: Sequence[str] = (),
    matter_id: str | None = None,
    served_by: str | None = None,
    closed_on: Sequence[str] = (),
    holidays_of: Sequence[str] = (),
) -> DeadlineCount:
    """Return when something would be due by a rule or a period.

    It is counted from the day `first`, in EDTF, as the court of a matter would where one is given;
    or from an event, `trigger`, as that stands, and from further ones, `also`.
    """
    _check_asked(rule, period, first, trigger, also)
    given = {
        "rule": rule,
        "period": period,
        "trigger": trigger or FROM,
        "also": list(also),
        "served_by": served_by,
        "closed_on": list(closed_on),
        "holidays_of": list(holidays_of),
    }
    data, when = _read({name: value for name, value in given.items() if value}, first)
    try:
        with asking.gate() as at:
            due, where = _due(data, when, matter_id, known_in(at.connection))
        named = _rule(find_rule(rule)) if rule else None
    except Refused as refusal:
        kind = Unknown if refusal.code.endswith(".unknown") else Malformed
        raise kind(refusal.sentence, code=refusal.code) from refusal
    then = parse(due.due, offset=True)
    return DeadlineCount(
        rule=named,
        from_=first,
        trigger=trigger,
        matter_id=where,
        due=due.due,
        earliest=then.earliest.isoformat() if then.earliest else None,
        latest=then.latest.isoformat() if then.latest else None,
        steps=due.steps,
    )


def _check_asked(
    rule: str | None,
    period: dict[str, Any] | None,
    first: str | None,
    trigger: str | None,
    also: Sequence[str],
) -> None:
    """Check that the question says what to count from, and how, in one way; raises Malformed."""
    if not first and not trigger:
        raise _unfit("Say what to count from: a day, or an event.", "from", ("from", "trigger"))
    if first and trigger:
        sentence = "Give a day or an event to count from, and not both."
        raise _unfit(sentence, "from", ("from", "trigger"))
    if also and not trigger:
        sentence = "Further events are counted from beside an event, and not beside a day."
        raise _unfit(sentence, "from", ("also",))
    if not rule and not period:
        sentence = "Say how to count: by a rule, or so many of a unit, like 30 days."
        raise _unfit(sentence, "terms", ("rule", "number", "unit"))
    if period and (lacking := [name for name in ("number", "unit") if name not in period]):
        sentence = "Without a rule, say both how many and of what: a number and a unit."
        raise _unfit(sentence, "terms", lacking)
    if rule and period:
        raise _unfit("Give a rule or a period, and not both.", "terms", ("rule", *period))


def _unfit(sentence: str, what: str, parts: Iterable[str]) -> Malformed:
    """Return the refusal of a question, with the parts of it that are to blame."""
    errors = [Misfit(part, sentence) for part in parts]
    return Malformed(sentence, code=f"deadline.{what}", errors=errors)


def _due(
    data: DeadlineSet, when: When | None, matter_id: str | None, known: Known
) -> tuple[Due, str | None]:
    """Count from a day, or else from the trigger; return with it the matter that it is of."""
    if when is not None:
        court = court_of(matter_id, known) if matter_id else Court()
        terms, rule = find_terms(data, court)
        due = count(FROM, when, terms)
        return of_several([due], rule) if rule and rule.whichever else due, matter_id
    hit = known.event(data.trigger or "")
    matter_id = hit.envelope.matter_id if hit else matter_id or ""
    return count_deadline(data, matter_id, known), matter_id


def _read(said: dict[str, Any], first: str | None) -> tuple[DeadlineSet, When | None]:
    """Return what was asked as a deadline, and the day to count from; raises Malformed."""
    asked = {"deadline_id": "asked", "kind": "asked", **said}
    try:
        when = parse(first) if first else None
    except ValueError as error:
        raise _unfit(f"{CANNOT}: {str(error).rstrip('.')}.", "invalid", ("from",)) from error
    try:
        return msgspec.convert(asked, DeadlineSet), when
    except msgspec.ValidationError as error:
        sentence = f"{CANNOT}: {sentence_of(error)}."
        errors = [one._replace(field=_asked_as(one.field)) for one in misfits(DeadlineSet, asked)]
        raise Malformed(sentence, code="deadline.invalid", errors=errors) from error


def _asked_as(field: str) -> str:
    """Return what a field of a deadline is called in a question: without what it stands in."""
    return field.removeprefix("period.").partition("[")[0]


def _is_of(jurisdiction: str | None, one: Body | Rule | Counting | LimitationLine) -> bool:
    return jurisdiction in (None, one.jurisdiction)


def _has(rule: Rule, words: Sequence[str]) -> bool:
    text = " ".join(
        (rule.code, rule.title, rule.citation, rule.period, rule.of, *rule.triggers)
    ).lower()
    return all(word in text for word in words)


def _rule(rule: Rule) -> RuleLine:
    return RuleLine(
        code=rule.code,
        title=rule.title,
        jurisdiction=rule.jurisdiction,
        period=rule.period,
        number=rule.number,
        unit=rule.unit,
        direction="before" if rule.before else "after",
        triggers=rule.triggers,
        counting=rule.counting.code,
        citation=rule.citation,
        of=rule.of,
        met_by=[act.words for act in rule.met_by],
        restarts=rule.restarts or None,
        unknown=rule.unknown or None,
        read=rule.read,
    )


def _body(body: Body) -> BodyLine:
    return BodyLine(
        name=body.name,
        jurisdiction=body.jurisdiction,
        title=body.title,
        rules=len(body.rules),
        not_known=body.not_known,
    )


def _counting(counting: Counting) -> CountingLine:
    return CountingLine(
        code=counting.code,
        title=counting.title,
        jurisdiction=counting.jurisdiction or None,
        citations=counting.cited,
    )


def _limitations() -> Iterator[LimitationLine]:
    for jurisdiction, severities in LIMITATIONS.items():
        for severity, named in severities.items():
            for name, months in named.items():
                by_statute = isinstance(name, Statute)
                yield LimitationLine(
                    jurisdiction=jurisdiction,
                    severity=severity,
                    degree=None if by_statute else name or None,
                    statute=str(name) if by_statute else None,
                    months=months,
                )
