"""Charges: what is typed for one otherwise than it is stored: its degree, a ticket's number."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.record import log
from casefile.law.codes import Instrument, Severity
from casefile.law.events.charge import ChargeAmended, ChargeFiled, ChargeKind
from casefile.words.what.field_names import as_field
from casefile.words.which.several import is_all

# A third degree felony, a class A misdemeanor, a gross misdemeanor (RCW 9A.20.021(2)).
_graded = re.compile(
    r"(?:an? )?(?P<degree>(?:\w+[- ]degree|(?:class|level|grade) \w+"
    r"|gross|high|serious|aggravated|simple|capital|state jail)) "
    r"(?P<severity>felony|misdemeanor)",
    re.IGNORECASE,
)
GRADES = ("grade", "level")  # what people call how grave a charge is
ATTACHED = ("on", "to", "attaches_to", "attached_to", "enhances")  # where an enhancement stands
_a_count = re.compile(r"(?:count|ct\.?) \d{1,3}(?: of the \w+)?", re.IGNORECASE)
_count = re.compile(r"\d{1,3}")


def in_parts(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed for a charge, with a severity that says the degree put into both.

    What is called its number is that of the count, or of the ticket. That it is all charges says
    nothing of one that is filed.
    """
    typed = {name: value for name, value in typed.items() if not _means_all(name, value)}
    called = {as_field(name) for name in typed}
    if "count" not in called and "count_no" not in called:
        typed = {_counted(name, value): value for name, value in typed.items()}
        typed = {
            name: [re.sub(r"\D", "", str(value[0]))] if name == "count_no" else value
            for name, value in typed.items()
        }
    typed = {
        "severity" if as_field(name) in GRADES and "severity" not in called else name: value
        for name, value in typed.items()
    }
    found = graded(typed)
    fields = {as_field(name): name for name in found}
    match typed.get(fields.get("number", "")):
        case [str(number)]:
            ticket = typed.get(fields.get("instrument", "")) == [Instrument.CITATION]
            of_count = _count.fullmatch(number.strip()) and not ticket
            found["count_no" if of_count else "citation_no"] = found.pop(fields["number"])
    return found


def graded(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed, with a severity that says the degree put into both."""
    fields = {as_field(name): name for name in typed}
    match typed.get(fields.get("severity", "")):
        case [str(text)] if "degree" not in fields and (both := _graded.fullmatch(text.strip())):
            severity, degree = [both["severity"].casefold()], [both["degree"].casefold()]
            return {**typed, fields["severity"]: severity, "degree": degree}
    return dict(typed)


def _counted(name: str, value: Any) -> str:
    """Return the name of the count, for what is attached to one that is called by its number."""
    match value:
        case [str(text)] if as_field(name) in ATTACHED and _a_count.fullmatch(text.strip()):
            return "count_no"
    return name


def _means_all(name: str, value: Any) -> bool:
    match value:
        case [str(text)]:
            return as_field(name) in ("item", "charge", "charges", "count", "counts") and is_all(
                text
            )
    return False


def typed_again(asking: Asking, one: MatterItem) -> str:
    """Return how what a charge says is typed, but for its instrument.

    How grave it is stands in its filing; what has been amended since is left to be typed.
    """
    fields = {"count_no": "count", "offense": "offense", "statute": "statute"}
    said: dict[str, Any] = {name: one.detail.get(field) for field, name in fields.items()}
    said |= {"kind": one.kind} if one.kind == ChargeKind.ENHANCEMENT else {}
    recorded = [log.in_full(asking, event_id) for event_id in one.evidence]
    filed = [json.loads(bytes(each.data)) for each in recorded if each.type == ChargeFiled.tag]
    if filed and all(each.type != ChargeAmended.tag for each in recorded):
        grade = {name: filed[0].get(name) for name in ("degree", "severity")}
        said |= {name: value for name, value in grade.items() if value != Severity.UNKNOWN}
    each = (
        (name, part)
        for name, value in said.items()
        for part in (value if isinstance(value, list) else [value])
    )
    return " ".join(f"{name}={shlex.quote(str(part))}" for name, part in each if part)
