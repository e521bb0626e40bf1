"""Questions about deadlines: which rules there are, and when something would be due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from casefile.answers.asking import Asking
from casefile.errors import Malformed, Refused, Unknown
from casefile.law.counting import Court, count_deadline, court_of, find_rule, find_terms
from casefile.law.deadlines.count import Due, count
from casefile.law.deadlines.countings import COUNTINGS
from casefile.law.deadlines.periods import LIMITATIONS, RULES, Rule
from casefile.law.edtf import When, parse
from casefile.law.events.process import DeadlineSet
from casefile.projections.subjects import known_in

FROM = "the day given"  # what a day is called that is no event's


class DeadlineQuestions(Asking):
    """What can be counted, and what would come of it."""

    def deadline_rules(self, *, jurisdiction: str | None = None, q: str = "") -> dict[str, Any]:
        """Return the rules with these words, the ways of counting, and the limitation periods."""
        words = q.lower().split()
        rules = [one for one in RULES.values() if jurisdiction in (None, one.jurisdiction)]
        return {
            "rules": [one.as_answer() for one in rules if _has(one, words)],
            "countings": [
                one.as_answer()
                for one in COUNTINGS.values()
                if jurisdiction in (None, one.jurisdiction)
            ],
            "limitations": [
                one for one in _limitations() if jurisdiction in (None, one["jurisdiction"])
            ],
        }

    def count_deadline(
        self,
        *,
        rule: str | None = None,
        period: dict[str, Any] | None = None,
        first: str | None = None,
        trigger: str | None = None,
        matter_id: str | None = None,
        served_by: str | None = None,
        closed_on: Sequence[str] = (),
        holidays_of: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Return when something would be due by a rule or a period, and record nothing.

        It is counted from the day `first`, in EDTF, as the court of a matter would where one is
        given; or from an event, `trigger`, as that stands.
        """
        if bool(first) == bool(trigger):
            sentence = "Give a day or an event to count from, and not both."
            raise Malformed(sentence, code="deadline.from")
        if rule and period:
            raise Malformed("Give a rule or a period, and not both.", code="deadline.terms")
        given = {
            "rule": rule,
            "period": period,
            "trigger": trigger or FROM,
            "served_by": served_by,
            "closed_on": list(closed_on),
            "holidays_of": list(holidays_of),
        }
        data, when = _read({name: value for name, value in given.items() if value}, first)
        try:
            with self.database.read() as connection:
                known = known_in(connection)
                if when is None:
                    hit = known.event(trigger or "")
                    matter_id = hit.envelope.matter_id if hit else matter_id or ""
                    due = count_deadline(data, matter_id, known)
                else:
                    court = court_of(matter_id, known) if matter_id else Court()
                    due = count(FROM, when, find_terms(data, court)[0])
            named = find_rule(rule).as_answer() if rule else None
        except Refused as refusal:
            kind = Unknown if refusal.code.endswith(".unknown") else Malformed
            raise kind(refusal.sentence, code=refusal.code) from refusal
        said = {"rule": named, "from": first, "trigger": trigger, "matter_id": matter_id}
        return said | _answer(due)


def _read(said: dict[str, Any], first: str | None) -> tuple[DeadlineSet, When | None]:
    """Return what was asked as a deadline, and the day to count from; raises Malformed."""
    try:
        data = msgspec.convert({"deadline_id": "asked", "kind": "asked", **said}, DeadlineSet)
        return data, parse(first) if first else None
    except (msgspec.ValidationError, ValueError) as error:
        sentence = f"This cannot be counted: {str(error).rstrip('.')}."
        raise Malformed(sentence, code="deadline.invalid") from error


def _answer(due: Due) -> dict[str, Any]:
    when = parse(due.due)
    return {
        "due": due.due,
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "steps": list(due.steps),
    }


def _has(rule: Rule, words: Sequence[str]) -> bool:
    text = " ".join((rule.code, rule.title, rule.citation, rule.period, *rule.triggers)).lower()
    return all(word in text for word in words)


def _limitations() -> Iterator[dict[str, Any]]:
    for jurisdiction, severities in LIMITATIONS.items():
        for severity, degrees in severities.items():
            for degree, years in degrees.items():
                yield {
                    "jurisdiction": jurisdiction,
                    "severity": severity,
                    "degree": degree or None,
                    "years": years,
                }
