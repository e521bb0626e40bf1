"""What is left over of dispositions: what a clause that is not read may say of those that are.

A clause leaves the others standing only where it surely speaks of a sentence or of how one is
served: it begins with words of one, what it does to it is said by no word that is unknown, and
nothing in it takes back. Whatever else it is, nothing is read beside it.
"""

from __future__ import annotations

import re

from casefile.importers.pacer.disposition_frames import LINKING
from casefile.importers.pacer.disposition_tokens import NUMBERS, Lexeme, tokens

_PENAL = frozenset(
    {"CUSTODY", "PLACE", "RELEASE", "PROBATION", "HOME", "SERVICE", "SERVED", "CREDIT", "RELATION"}
    | {"ASSESSMENT", "COSTS", "FINE", "RESTITUTION", "FORFEITURE"}
)
_SIZES = frozenset({"TERM", "FOR_LIFE", "MONEY"})
_BEGIN = _PENAL | _SIZES | {"SENTENCED", "REMANDED", "COUNTS", "EACH", "ALL", "TOTAL", "NO"}
# A clause with one of these may take back what another one says, say that no judgment of conviction
# was entered, or that a term is none that was imposed.
_takes_back = re.compile(
    r"vacat|revers|set aside|denied|\bnot\b|suspend|withdr|stay|rescind|quash|void|strick|acquit"
    r"|dismiss|amend|correct|reduc|modif|resentenc|mistrial|guilty|revok|revoc|violat|commut|pardon"
    r"|clemency|in lieu|instead|all but|except|of which|whichever|either|\bless\b|lesser"
    r"|^(?:or\b|but\b|to \d)"
    r"|withh|\bw/h\b|diver|^(?!.*restitution).*defer|abeyance|3607|transfer|\brule (?:20|29)\b"
    r"|expung|pre-?trial (?:agree|interven|probation|program)|first[- ]offender"
    r"|conditional(?:ly)? disch"
    r"|(?:without|no) (?:\w+ ){0,3}(?:judg|adjudicat|convict|finding)|before judg|juvenile"
    r"|delinquen|nol|notwithst|new trial|retrial|arrest|2255|habeas|remand(?!ed to)|deceased|death"
    r"|died|abate|superseded|merge|terminat|annul|appeal|compet|insan|mental|hospital|424[1-8]|3552"
    r"|stud(?:y|ies)\b|evaluat|examin|observ|maxim|minim|\bmax\b|\bmin\b|guideline|\brange\b"
    r"|recommend.*(?:year|month|day)|(?:year|month|day).*recommend|unless|pending|\bif\b"
)
_unmakes = re.compile(
    r"vacat|revers|set aside|overturn|annul|void|quash|strick|expung|pardon|acquit|new trial"
    r"|retrial|withdr|dismiss|2255|habeas|deceased|death|died|abate|mistrial|\bnot guilty|insan"
    r"|compet|nol"
)
_of_violations = re.compile(r"\b(?:violations?|allegations?|petitions?)\b")
# A sentence of another case, unless this one only runs beside it.
_of_another = re.compile(
    r"^(?!.*(?:consec|concur)).*(?:\b(?:cases?|docket|dkt)\b|\d-?(?:cr|mj|cv|mc|po)-?\d)"
)
# How a sentence is served, or paid, where no word of the table says it first.
_condition = re.compile(
    r"(?:mandatory |standard |special |additional |general |the )*"
    r"(?:(?:drug|alcohol|substance|urine|dna|polygraph|sex offender)\b(?! court)"
    r"|conditions?\b|test(?:s|ing)?\b|treatment|counsel"
    r"|(?:(?:defendant|deft|dft|def)\b\.? )?(?:(?:shall|to|must|may) )?"
    r"(?:(?:self|voluntar(?:y|ily))[- ]?)?surrender"
    r"|(?:court |judge )?recommend(?:s|ed)?\b|designat|placement|rdap\b|interest\b"
    r"|joint(?:ly)? and several|j ?[&/] ?s\b|credit\b|payable|due\b"
    r"|to (?:be served|run|begin|commence)\b)"
)
_aside = re.compile(r" [-\u2013\u2014]+ |[()\[\]:]\s*")
# What a court does is said by a participle: one that no table has may undo anything.
_participle = re.compile(
    r"[a-z]{2,}ed|overturn|(?:un)?done|(?:over)?thrown|struck|cut|broken|forgiven|gone|lost"
    r"|overridden|(?:over)?taken|split"
)
_HARMLESS = frozenset(
    {"unsupervised", "recommended", "required", "directed", "credited", "included", "attached"}
    | {"described", "stated", "listed", "designated", "limited", "based", "accrued", "need"}
)
# Words of a sentence that is imposed, in a clause of which the rest is not read.
_sentences = re.compile(
    r"^(?!.*\bno\b)(?=.*(?:\d|month|year|day|life)).*"
    r"(?:(?:defendant|deft|is|was|hereby|^) ?sentenced to "
    r"|\b(?:c?bop|bureau of prisons|imprison(?:ment|ed)|supervised release)\b)"
)


def leaves_standing(words: str) -> bool:
    """Tell whether a clause that is not read leaves standing what the others say."""
    if _takes_back.search(words) or _of_another.match(words):
        return False
    said = [one for one in tokens(words) if one.kind not in LINKING]
    unknown = [one.value for one in said if one.kind == "WORD" and not _is_number(one)]
    if any(_participle.fullmatch(one) and one not in _HARMLESS for one in unknown):
        return False
    if not (_begins_a_sentence(said) or _condition.match(words)):
        return False
    return all(map(_is_of_a_sentence, _aside.split(words)[1:]))


def imposes(words: str) -> bool:
    """Tell whether a clause that leaves the others standing imposes a sentence itself."""
    return _sentences.match(words) is not None


def unmakes(words: str) -> bool:
    """Tell whether a clause of a later judgment may take away the conviction itself."""
    return bool(_unmakes.search(words)) and not _of_violations.search(words)


def _is_of_a_sentence(words: str) -> bool:
    """Tell whether what stands behind a dash or in brackets has anything of a sentence in it."""
    said = [one for one in tokens(words) if one.kind not in LINKING]
    known = any(one.kind in _BEGIN or _is_number(one) for one in said)
    unknown = any(one.kind == "WORD" for one in said)
    return known or not unknown or _condition.match(words) is not None


def _begins_a_sentence(said: list[Lexeme]) -> bool:
    if not said or not (said[0].kind in _BEGIN or _is_number(said[0])):
        return False
    kinds = {"TERM" if _is_number(one) else one.kind for one in said}
    return bool(kinds & _PENAL) or kinds <= _BEGIN or said[0].kind == "SENTENCED"


def _is_number(one: Lexeme) -> bool:
    return one.kind == "WORD" and (one.value[:1].isdigit() or one.value in NUMBERS)
