"""Discovery said: what is asked for, answered and disclosed between the parties, and offered.

None of it is filed with the court (Fed. R. Civ. P. 5(d)(1)(A)), nor is an offer of judgment that
was not accepted (Fed. R. Civ. P. 68(b)): each is a note of the office on its day, in all words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.words.forms.clauses import OURS, actor
from casefile.words.forms.dated import DAY_SAID, dated
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs, on_their_days

_A = r"(?:(?:an?|the|our|its|his|her|their|some|(?:\d+|two|three|four|five|six|ten|twenty)) )?"
_SET = r"(?:(?:(?:first|second|third|fourth) )?sets? of )?(?:(?:first|second|third|initial) )?"
_REQUEST = (
    r"(?:requests? for (?:the )?(?:production|admissions?|documents|inspection)(?: of [^,;]+?)?"
    r"|requests? to (?:admit|produce)|interrogator(?:y|ies)|(?:written )?discovery(?: requests?)?)"
)
_REQUESTS = rf"{_A}{_SET}{_REQUEST}(?:(?:,| and|, and) {_A}{_SET}{_REQUEST})*"
_SERVED = r"(?:has |have )?(?:served|serves|sent|propounded|issued)"
_ANSWERS = r"(?:answers?|responses?|objections?|answers and objections|objections and responses)"
_DISCLOSURES = (
    r"(?:(?:rule 26|initial|expert|pretrial|supplemental|amended|mandatory)"
    r"(?:\(a\)(?:\(\d\))?)? )*disclosures?"
)
_WHEN = r"(?:late|on time|timely|\w+ days? late|\w+ (?:day|week)s? after they were due)"
_LATE = rf"(?:,? (?:(?:which|and|but) (?:was|were) )?{_WHEN})?"
_CAME = r"(?:came(?: in)?|arrived|were (?:received|served|late)|was (?:received|served|late))"
_DONE = (
    r"(?:has |have )?(?:answered|responded to|objected to|replied to|produced (?:\S+ )*?in response"
    r" to|failed to (?:answer|respond to)|did not (?:answer|respond to))"
)
_OFFER = r"(?:(?:rule 68|rule 1-068) )?offer of judgment"
_SUM = r"(?:(?: of| for| in the amount of|,)? \$\d[\d,]*(?:\.\d\d)?)?"
_TO_WHOM = r"(?:(?P<whom>(?!an? |the |to |judgment )[^,;]+?|the [a-z]+) )?"
# Each clause alone: what was served, answered, disclosed or offered, and what became of an offer.
_ACTS = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        (
            rf"(?P<who>.+?) {_SERVED} (?:(?P<whom>.+?) with )?{_REQUESTS}"
            r"(?: (?:on|upon|to) (?P<on>.+))?"
        ),
        rf"{_REQUESTS} (?:was|were) served (?:on|upon) (?P<whom>.+?)(?: by (?P<who>.+))?",
        (
            rf"(?P<who>.+?)(?:'s|s'|(?<=\bour)) {_ANSWERS} to (?:.+?(?:'s|s') )?{_REQUESTS}"
            rf"(?:(?: {_CAME})?{_LATE})"
        ),
        (
            rf"(?P<who>.+?)(?:'s|s'|(?<=\bour)) (?:answers|responses)(?: to (?:.+ )?{_REQUESTS})? "
            rf"were due (?:(?:on|by) )?{DAY_SAID},? (?:and|but) (?:they )?{_CAME}{_LATE}"
        ),
        (
            rf"(?P<we>{OURS}) (?:have )?(?:received|got) (?:(?P<who>.+?)(?:'s|s') )?{_A}{_ANSWERS} "
            rf"to {_REQUESTS}(?: from (?P<whom>.+?))?{_LATE}"
        ),
        rf"(?P<who>.+?) {_SERVED} {_A}{_ANSWERS} to (?:.+?(?:'s|s') )?{_REQUESTS}{_LATE}",
        rf"(?P<who>.+?) {_DONE} (?:.+?(?:'s|s') )?{_REQUESTS}{_LATE}",
        (
            rf"(?P<who>.+?) (?:{_SERVED}|made|exchanged|provided) {_A}{_DISCLOSURES}"
            rf"(?: (?:on|upon|to|with) (?P<whom>.+?))?{_LATE}"
        ),
        (
            rf"(?P<who>.+?) (?:has )?(?:made|served|sent|extended) {_TO_WHOM}{_A}{_OFFER}{_SUM}"
            r"(?: (?:on|upon|to) (?P<on>.+))?"
        ),
        (
            rf"(?P<who>.+?) (?:has )?offered {_TO_WHOM}(?:to (?:allow|take) )?judgment"
            r"(?: of| for| in the amount of)? \$\d[\d,]*(?:\.\d\d)?"
        ),
        (
            r"(?P<who>.+?) (?:has |have )?(?:rejected|declined|refused|let|did not accept)"
            rf" (?:(?:the |an )|(?P<whom>.+?)(?:'s|s') )?{_OFFER}{_SUM}(?: (?:lapse|expire))?"
        ),
        (
            rf"(?:(?:the |our )|(?P<whom>.+?)(?:'s|s') )?{_OFFER}{_SUM} (?:has |was )?"
            r"(?:lapsed|expired|not accepted|rejected|declined)(?: by (?P<who>.+))?"
        ),
    )
)
_IT = rf"(?:it|that|which|they|the offer|(?:the |.+?(?:'s|s') )?{_OFFER})"
_OUTCOMES = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        (
            rf"(?:{_IT} )?(?:has |was |were )?(?:then )?(?:lapsed|expired|ran out"
            r"|(?:not|never) accepted|rejected|declined|withdrawn)(?: (?:by .+|unaccepted))?"
        ),
        (
            rf"(?:{_IT} )?(?P<who>.+?) (?:has |have )?(?:let (?:it |that )?(?:lapse|expire)"
            r"|(?:did not|didn't|never) accept(?: it| the offer)?(?: in time| within .+)?"
            r"|(?:rejected|declined|refused)(?: it| the offer)?)"
        ),
        (
            rf"(?P<who>.+?) (?:has |have )?(?:let {_IT} (?:lapse|expire)"
            rf"|(?:did not|didn't|never) accept {_IT}|(?:rejected|declined|refused) {_IT})"
        ),
        r"(?:it was )?(?:\w+ days? late|late|on time)",
        (
            r"(?P<who>.+?) (?:has |have )?(?:answered|responded to|objected to|replied to) "
            r"(?:it|them|those)"
        ),
    )
)
_apart = re.compile(r"[;,.] (?!\d{4}\b)(?:and |but )?| (?:and|but) ", re.IGNORECASE)
_due = re.compile(
    rf"(?P<what>(?:(?:the|its|his|her|their|our|(?-i:[A-Z])[^;,]*?(?:'s|s')) )?{_ANSWERS}) "
    rf"(?:is|are|was|were|to be) (?:due|served) (?:(?:on|by) )?(?P<day>{DAY_SAID})",
    re.IGNORECASE,
)
_pronoun = re.compile(r"\b(?:it|them|that|those|which|the offer)\b", re.IGNORECASE)


def discovery_said(telling: Telling) -> ToldActs | None:
    """Return a note for each day on which something passed between parties, and what is due.

    None is returned for any other sentence, and for one that tells of more than that.
    """
    clauses = _clauses(telling, telling.words)
    if not clauses or not clauses[0][0]:
        return None
    notes: list[ToldAct] = []
    due: list[ToldAct] = []
    for what, words, day in clauses:
        if not what:
            kind, whose = _of_answers(telling, words, clauses[0])
            due.append(ToldAct("deadline set", {"kind": [kind], "due": [day], **whose}))
        elif notes and not day:
            last = notes[-1]
            text = f"{last.fields['text'][0]}; {words}"
            notes[-1] = last._replace(fields={"text": [text]})
        else:
            of = f" ({clauses[0][1]})" if notes and _pronoun.search(words) else ""
            notes.append(ToldAct("note", {"text": [as_note(f"{words}{of}")]}, day=day))
    first = notes[0].day
    if len(notes) == 1 and not due:  # it is told as it was typed
        notes[0] = notes[0]._replace(fields={"text": [as_note(telling.words)]})
    if telling.given and first and len(notes) == 1:
        return None
    return on_their_days([*notes, *(one._replace(day=first) for one in due)], telling.given)


def _clauses(telling: Telling, words: str, *, more: bool = False) -> Sequence[tuple[str, str, str]]:
    """Return what each clause is (nothing for what is due), its words, and its day; else nothing.

    What became of an offer is told behind one.
    """
    for cut in [*_apart.finditer(words), None]:
        own = words[: cut.start() if cut else None]
        one = _clause(telling, own, more=more)
        if one and cut is None:
            return [one]
        if one and cut and (others := _clauses(telling, words[cut.end() :], more=True)):
            return [one, *others]
    return []


def _clause(telling: Telling, words: str, *, more: bool) -> tuple[str, str, str] | None:
    if more and (due := _due.fullmatch(words)):
        return "", due["what"], due["day"]
    said, day = dated(words, NOTHING) or (words, "")
    forms = (*_ACTS, *(_OUTCOMES if more else ()))
    for form in forms:
        found = form.fullmatch(said)
        if found and _are_there(telling, found.groupdict()):
            return said, said, day
    return None


def _are_there(telling: Telling, parts: dict[str, str | None]) -> bool:
    """Tell whether who serves and is served is of the matter; others are outside of discovery."""
    each = [one for name in ("who", "whom", "on") if (one := parts.get(name))]
    return all(
        bool(
            re.fullmatch(
                r"we|us|our(?: side| client)?|our|they|he|she|both sides|the parties",
                one,
                re.IGNORECASE,
            )
        )
        or bool(actor(telling.asking, telling.matter_id, one))
        for one in each
    )


def _of_answers(
    telling: Telling, what: str, served: tuple[str, str, str]
) -> tuple[str, dict[str, list[str]]]:
    """Return what is due, by what it answers, and whose it is who was served."""
    found = next((hit for one in _ACTS if (hit := one.fullmatch(served[1]))), None)
    parts = found.groupdict() if found else {}
    whom = parts.get("on") or parts.get("whom") or ""
    asked = re.search(_REQUESTS, served[1], re.IGNORECASE)
    plain = re.sub(rf"^{_A}", "", asked[0], flags=re.IGNORECASE) if asked else ""
    name = re.sub(r"^(?:the|its|his|her|their|our) ", "", what, flags=re.IGNORECASE)
    whom = "we" if whom.casefold() == "us" else whom
    own = actor(telling.asking, telling.matter_id, whom) if whom else ""
    kind = f"{name} to the {plain}" if plain and " " not in name else what
    return kind, {"of": [own]} if own else {}
