"""Told acts: what somebody did in court, as a colleague tells it: moved to dismiss, appeared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.events.matter import MatterCategory
from casefile.words.forms.clauses import OURS, actor
from casefile.words.typed.asides import BY, Aside, Way
from casefile.words.what.agency_charges import AGENCY, REGION
from casefile.words.which.whom import names_said, party_said

_appeared = re.compile(
    r"(?P<who>[A-Z].+?) (?:(?:entered|enters|filed|files|made) (?:an?|his|her|their|its)? ?"
    r"(?:notice of |entry of )?appearance|(?:has )?(?:appeared|appears))"
    r"(?: (?:for|on behalf of) (?P<whom>.+))?"
)
_withdrew = re.compile(
    r"(?P<who>[A-Z].+?) (?:withdrew|withdraws|has withdrawn) as (?:counsel|attorney|lawyer)"
)
# What somebody asks a court for: moved to dismiss, and not to a place or a day.
_moved = re.compile(
    r"(?P<who>.+?) (?:has )?(?:moved|moves) (?P<asks>"
    r"(?:to (?!(?:the|an?|his|her|their|its|our|my) )|for )[a-z].+|in limine\b.*)"
)
_aside = re.compile(r"^(?P<to>to set) (?P<what>(?:the|an?|his|her|its|their) .+?) aside\b")
_sued = re.compile(
    r"(?P<who>.+?) (?:(?P<sued>sued|sues)|(?P<back>cross-?claimed|counter-?claimed)(?: against)?)"
    r"(?: (?P<whom>(?!for ).+?))?(?: for (?P<what>.+))?"
)
# What is charged before an agency, by whoever files it; who that is may not be on record yet.
_charged = re.compile(
    r"(?P<who>[A-Z].+?) (?:(?:has )?charged (?P<whom>.+?) (?:with|for)"
    r"|(?:has )?filed (?:an? |the )?(?:(?:unfair labor practice|ulp|nlrb) )?charges? against "
    r"(?P<against>[^:]+?)(?: for| alleging|:)) (?P<what>.+)"
)
# The same by what it is called: the union filed an 8(a)(3) charge with Region 28.
_filed_charge = re.compile(
    r"(?P<who>.+?) (?:has )?filed (?:an? |the |another )?"
    r"(?P<what>\S*\d\S*(?:(?:,| and|, and) \S*\d\S*)*|(?!(?:an?|the) )\w+(?: \w+)?) charges?"
    r"(?: against (?P<against>[^:]+?))?(?: (?:at|before|with) (?P<where>(?:the )?[^:]+?))?"
    r"(?:: (?P<why>.+))?"
)
_jury = re.compile(
    r"(?:the |a |an )?(?:federal |state |county )?grand jury (?:has )?"
    r"(?P<rest>(?:indicted|indicts|returned (?:an )?indictment)\b.*)",
    re.IGNORECASE,
)
_pronoun = re.compile(r"(?P<rest>.+) (?:him|her|them|it)", re.IGNORECASE)


def _claimant(asking: Asking, matter_id: str, words: str) -> str:
    """Return who of a matter sues there: those who are named, or whom the office is for."""
    ours = actor(asking, matter_id, words) if re.fullmatch(OURS, words, re.IGNORECASE) else ""
    return ours or " and ".join(names_said(asking, matter_id, words))


def acts(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield the words of an act that are told by what somebody did: moved to dismiss, appeared."""
    yield from _of_counsel(asking, matter_id, typed)
    found = _moved.fullmatch(typed)
    if found and (who := actor(asking, matter_id, found["who"])):
        asks = _aside.sub(r"\g<to> aside \g<what>", found["asks"])
        yield f"motion {asks} filed", [Aside(BY, who, "by")]
    found = _sued.fullmatch(typed)
    if found and (who := _claimant(asking, matter_id, found["who"])):
        said = found["back"].replace("-", "").removesuffix("ed") if found["back"] else "sued"
        whom = f" against {found['whom']}" if found["whom"] else ""
        what = [Aside(("cause",), found["what"], belongs=True)] if found["what"] else []
        yield f"{said}{whom}", [Aside(("claimants",), who, belongs=True), *what]
    found = _charged.fullmatch(typed)
    if found and category(asking, matter_id) == MatterCategory.REGULATORY:
        yield (
            "charge filed",
            [
                Aside(("claimants",), found["who"], belongs=True),
                Aside(("against",), found["whom"] or found["against"], belongs=True),
                Aside(("cause",), found["what"], belongs=True),
            ],
        )
    found = _filed_charge.fullmatch(typed)
    who = actor(asking, matter_id, found["who"]) if found else ""
    if found and who and category(asking, matter_id) == MatterCategory.REGULATORY:
        known = found["what"].casefold() in (
            "unfair labor practice",
            "ulp",
            "nlrb",
            "new",
            "second",
        )
        where = found["where"]
        if not known and (not where or REGION.fullmatch(where)):
            cause = ": ".join(filter(None, (found["why"], found["what"])))
            own = {"claimants": who, "against": found["against"] or "", "cause": cause}
            yield (
                "charge filed",
                [
                    *(Aside((name,), one, belongs=True) for name, one in own.items() if one),
                    *([Aside(AGENCY, where, "with")] if where else []),
                ],
            )
    if found := _jury.fullmatch(typed):
        yield found["rest"], []
    if found := _pronoun.fullmatch(typed):
        yield found["rest"], []


def _of_counsel(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield that counsel appears, for whoever is named, or withdraws."""
    for words, said in ((_appeared, "entry of appearance"), (_withdrew, "counsel withdrawn")):
        found = words.fullmatch(typed)
        whom = found.groupdict().get("whom") if found else None
        if found and whom and (client := actor(asking, matter_id, whom)):
            if party_said(asking, matter_id, found["who"]) != client:
                yield said, [Aside(("names",), found["who"]), Aside(("for",), client)]
        elif found and not whom and not names_said(asking, matter_id, found["who"]):
            yield said, [Aside(("names",), found["who"])]
