"""Rules: the rule of a deadline as somebody calls it, and those that a form offers."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import UNSET

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.errors import Misfit
from casefile.law.deadlines.rule import Rule
from casefile.law.rulebook import is_rule, rulebook, rules_called
from casefile.web.widgets import Sent, Widget, Written

KIND = "rule"
HINT = "By its number or what it is about, like Rule 1-012, or answer to the complaint."
SEVERAL = "Several rules are called this. Which one is it?"
MOST_ASKED = 8


class RuleBox(Widget, frozen=True, kw_only=True):
    """The rule of a deadline, typed as somebody calls it, with what there is offered below."""

    shape: ClassVar = "search"
    kind: str = KIND
    hint: str = HINT

    def read(self, name: str, given: Sent) -> Any:
        """Return the code of the rule that is meant; of what is in no table, the citation."""
        text = given.one(name)
        if not text:
            return UNSET
        if is_rule(text):
            return text
        reader = given.reader
        found = rules_called(text, place_of(reader.asking, reader.matter_id))
        if len(found) == 1:
            return found[0].code
        # Whoever knows the day cites as they like.
        if found and not given.one("data.due"):
            each = tuple(map(rule_text, found[:MOST_ASKED]))
            given.wrong.append(Misfit(name, SEVERAL, each))
        return text

    def write(self, name: str, value: Any) -> Written:
        """Yield the citation and the title of a rule of the tables, and what else was cited."""
        rule = rulebook().rules.get(value)
        yield name, rule_text(rule) if rule else value


def offered_rules(place: str) -> list[tuple[str, str]]:
    """Return the rules of a place as they can be typed, or all where it has none."""
    every = rulebook().rules.values()
    own = [one for one in every if one.jurisdiction == place]
    return [(rule_text(one), one.length) for one in own or every]


def rule_text(rule: Rule) -> str:
    """Return a rule as the form of a deadline says it, and as it is read again."""
    return f"{rule.citation}: {rule.title}"


def place_of(asking: Asking | None, matter_id: str) -> str:
    """Return the jurisdiction of a matter, by whose rules it goes; nothing where there is none."""
    matter = matters.view(asking, matter_id).matter if asking and matter_id else None
    return matter.jurisdiction if matter else ""
