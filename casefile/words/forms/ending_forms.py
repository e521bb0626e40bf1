"""Ending forms: how dismissals, verdicts, deferrals and changed claims are told in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.words.forms.charged import DEGREE
from casefile.words.forms.clauses import STATE
from casefile.words.forms.dated import DAY_SAID
from casefile.words.forms.dropped_claims import ENDED
from casefile.words.forms.sentence_forms import SentenceForm, form
from casefile.words.forms.verdict_nouns import DIRECTED
from casefile.words.numbers import ANY
from casefile.words.what.courts import COURT
from casefile.words.what.persons import APPOINTED
from casefile.words.what.sayings import DEFERRALS

_IS = r"(?:(?:is|was|were|are|has been|have been) )?"
_COUNTS = r"(?P<item>(?:counts? [\w, ]+?|(?:both|all)(?: (?:the )?(?:counts|charges))?|.+?))"
_PREJUDICE = r"(?:,? (?P<prejudice>with(?:out)? prejudice))?"
_ON_MOTION = rf"(?:,? (?:on|upon|by) (?P<by>{STATE})(?:(?:'s|s')? (?:own )?motion)?)?"
_WHY = (
    r"(?:,? (?P<reason>(?:because|for|on the ground|due to|pursuant to|as part of|under the) .+))?"
)
_CASE = r"(?:(?:the )?(?P<whole>case|matter|petition)|(?P<item>counts? [\w, ]+?)|(?P<whom>.+?))"
_TERM = rf"(?P<term>(?:\d{{1,4}}|an?|{ANY})[ -](?:day|week|month|year)s?)"
_FOR = rf"(?:,? for {_TERM})?"
# On which conditions something is put off: as such, or by what is ordered.
_CONDITIONS = (
    r"(?:(?:,|;)? (?:and )?(?:(?:on (?:the )?conditions?|conditioned|subject)"
    r" (?:of|on|upon|to|that (?:he|she|they|it))|with (?:the )?conditions?(?: of|:))"
    r"|(?:,|;| with| and)(?= [^,;]*(?:\$\d|\bhours?\b|community|restitution|probation|treatment"
    r"|class|counsel|drug|no contact|fees?\b)))"
)
_ON_CONDITIONS = rf"(?:{_CONDITIONS} (?P<conditions>.+))?"
_PUT_OFF = r"(?P<noun>adjudication(?: of guilt)?|judgment|prosecution|(?:imposition of )?sentence)"
_OF_ITEM = r"(?:,? (?:on|of|as to) (?P<item>(?!the conditions?\b|conditions?\b).+?))?"
_SUM = r"\$\d[\d,]*(?:\.\d\d)?"

_WHOLE = r"(?:the )?(?P<whole>case|matter|petition|ticket|citation|charges?)"
_DEFAULT = r"(?:the )?(?:entry of )?(?P<what>default(?: judgment)?)"
_BY_NAME = r"(?P<name>(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)+)"
_APPOINTED = rf"(?P<appointed>{'|'.join(one for some in APPOINTED.values() for one in some)})"

ENDINGS: Sequence[SentenceForm] = (
    form(
        "charge severed",
        rf"{_COUNTS} (?:against|as to) (?P<whom>.+?) {_IS}severed(?P<more> .+)?",
    ),
    form(
        "bound over",
        rf"(?P<whom>.+?) {_IS}bound over(?: for trial)?(?P<more> (?:to|in) .+?)?"
        r"(?: on (?P<item>counts? [\w, ]+|(?:both|all)(?: counts| charges)?))?",
    ),
    form(
        "charge amended",
        rf"(?:{COURT}|{STATE}) (?:has )?(?:amended|amends|reduced|reduces) (?P<item>.+?)"
        rf" to (?P<now>.+?)(?:, (?P<now_degree>{DEGREE}))?",
    ),
    form(
        "plea withdrawn",
        r"(?:(?P<whom>.+?) (?:has )?)?withdr(?:ew|awn|aws) (?:(?:his|her|the|their) )?"
        r"(?:(?:not )?guilty |no contest )?pleas?(?: (?:to|on|of) (?P<item>.+))?",
    ),
    form("charge deferred", rf"{COURT} (?:has )?deferred (?:{_WHOLE}|(?P<item>.+?)) for {_TERM}"),
    form(
        "{what} set aside",
        rf"{_DEFAULT} (?:against|as to|of) (?P<who>.+?) {_IS}(?:set aside|vacated|lifted)",
    ),
    form(
        "{what} set aside",
        rf"{_DEFAULT} {_IS}(?:set aside|vacated|lifted) (?:against|as to|for) (?P<who>.+)",
    ),
    form(
        "claim settled",
        r"(?:they|the parties|both sides) (?:have )?settled (?P<item>(?:both|all)(?: of)?(?: the)?",
        r"(?: claims)?)(?:[:,;] (?P<more>[^;]+))?",
    ),
    form(
        "conviction vacated",
        rf"(?:the |his |her |their )?convictions?(?: (?:on|of|for) (?P<item>.+?))? {_IS}vacated",
        r"(?P<more>,? (?:for|because|due to|as|on the ground|by) .+)",
    ),
    form("default entered", r"(?P<who>.+?) (?:has |had )?defaulted"),
    form(
        "default entered", r"(?P<who>.+?) (?:is|was|were|are) (?:now )?(?:found |held )?in default"
    ),
    form(
        "claim dismissed by stipulation",
        rf"(?:an? |the )?(?:stipulation (?:of|for) dismissal|stipulated dismissal){_PREJUDICE}"
        r"(?: (?:was )?(?:filed|entered))? (?:as to|against|of) (?P<all_against>.+?)"
        rf"(?:,? (?:only|alone))?{_PREJUDICE.replace('prejudice>', 'prejudice_too>')}",
    ),
    form(
        "voluntary dismissal",
        r"(?P<who_drops>.+?) (?:has )?(?:voluntarily )?(?:dismiss(?:ed|es)|dropped|nonsuited)"
        r" (?:the |this |his |her |its |their )?"
        r"(?:(?:claims?|case|suit) against (?P<all_against>.+?)"
        rf"|(?P<case>case|suit|action|complaint|lawsuit|petition)){ENDED}",
    ),
    form(
        "case stayed",
        r"(?P<more>.+ (?:found )?(?:not competent|incompetent)\b[^,;]*)(?:[,;]| and|[,;] and)"
        r" (?:the )?(?:case|proceedings?|matter) (?:was |were |is )?stayed",
    ),
    form(
        "service waived",
        r"(?P<who>.+?) (?:has )?waived (?:formal |personal )?service(?: of .+)?",
    ),
    form(
        "removed{tail}",
        r"(?P<more>.+? (?:has )?removed (?:the |this )?(?:case|action|suit|matter))"
        r"(?: (?P<tail>to federal court))?",
    ),
    form(
        "deadline set",
        r"(?P<of_whom>[^,;]+?) (?:has|have|had|was given|were given|got) (?:until|till)"
        r" (?P<due>.*?\d\S*(?:,? \d{4})?) to (?P<to_do>.+)",
    ),
    form(
        "party substituted",
        r"(?:the )?(?P<successor>.+?)(?:,? \((?P<more>[^()]+)\))?",
        rf" {_IS}substituted (?:for|in (?:the )?place of|as successor (?:to|of)) (?P<replaced>.+)",
    ),
    form(
        "deadline set",
        r"(?P<who_must>.+?) (?:(?:has|have|needs?) to|must|shall|to) "
        r"(?P<to_do>(?!be )(?:[^,;]|,(?=\d))+?)"
        rf",? (?:by|before|no later than|on or before) (?P<due>{DAY_SAID})",
    ),
    form(
        "sentenced",
        rf"(?:{COURT} (?:has )?sentence[sd](?: (?P<whom>.+?))?",
        rf"|(?:(?P<who_is>.+?) {_IS})?sentenced)",
        r" to (?P<penalty>.+?) (?:on|for) (?P<item>(?!.*[\d$])(?:the )?[a-z][\w ,'-]*)",
    ),
    form("sentenced", rf"(?:(?P<who_is>.+?) {_IS})?placed on (?P<penalty>.*\bprobation\b.*)"),
    form(
        "sentenced",
        rf"{COURT} (?:has )?(?:gave|gives|imposed on) (?P<whom>.+?) (?P<penalty>(?:\$\d|\d|an?\b)"
        r".*(?:jail|prison|probation|custody|fine|suspended|service).*)",
    ),
    form(
        "appeal dismissed",
        r"(?:the |his |her |our |their )?appeal (?:was |is )?dismissed"
        r" (?P<more>(?:as|for|because|on) .+)",
    ),
    form("appealed", r"(?P<by>.+?) (?:has )?cross-?appealed(?: (?P<more>.+))?"),
    form(
        "{appointed} appointed",
        rf"(?:an? |the )?{_APPOINTED} {_BY_NAME} {_IS}appointed(?: (?P<more>.+))?",
    ),
    form(
        "{appointed} appointed",
        rf"{_BY_NAME} {_IS}(?:appointed|named)(?: as)? (?:an? |the )?{_APPOINTED}"
        r"(?: (?P<more>.+))?",
    ),
    form(
        "charge dismissed",
        rf"{_COUNTS} (?:against|as to) (?P<whom>.+?) {_IS}(?:dismissed|dropped)",
        rf"{_PREJUDICE}{_ON_MOTION}{_PREJUDICE.replace('prejudice>', 'prejudice_too>')}{_WHY}",
    ),
    form(
        "charge dismissed",
        rf"(?P<by>{STATE}) (?:has )?(?:voluntarily )?(?:dismiss(?:es|ed)|drops|dropped)",
        rf" {_COUNTS} (?:against|as to) (?P<whom>.+?){_PREJUDICE}{_WHY}",
    ),
    form(
        "claim dismissed",
        r"(?:the )?(?P<item>(?!claims?\b|all\b|both\b).+?)(?: claims?| cause of action)?"
        r" (?:against|as to) (?P<all_against>.+?)(?:,? (?:only|alone))?",
        rf" {_IS}(?:dismissed|dropped){_PREJUDICE}{_WHY}",
    ),
    form(
        "claim dismissed",
        rf"(?:the |(?P<whose>.+?)(?:'s|s') )?claim (?:against|as to) (?P<one_against>.+?)"
        rf"(?:,? (?:only|alone))? {_IS}(?:voluntarily )?(?:dismissed|dropped){ENDED}{_WHY}",
    ),
    form(
        "docket number",
        r"(?:the |our )?case(?: number| no\.?)? is (?:now )?(?P<case_no>\S*\d\S*-\S*\d\S*)",
        r"(?:,? (?:in|before|at) (?:the )?(?P<court>.+))?",
    ),
    form(
        "served",
        r"(?:the |an? )?(?:charge|complaint|summons|petition)(?: and (?:summons|complaint))? "
        rf"{_IS}served (?:on|upon) (?P<who>(?:(?! by ).)+?)(?: by (?P<manner>.+))?",
    ),
    form(
        "nolle prosequi",
        r"(?:an? |the )?(?:notice of )?(?:nolle prosequi|nolle|nol pros)"
        r"(?: (?:was |is )?(?:filed|entered))?,? (?:for|on|of|as to) "
        r"(?P<item>.+?)(?: (?:was |is )?(?:filed|entered))?",
    ),
    form(
        "enhancement filed",
        rf"(?:(?:{STATE}|(?:the )?(?P<instrument>indictment|information|complaint)) (?:has )?",
        r"(?:filed|files|added|adds|charged|charges|alleged|alleges) )?(?:an? |the )?",
        r"(?P<offense>(?:(?!filed|added|charge[ds]|adds|alleges|indict|information|complaint)",
        r"[a-z][\w-]* )*enhancement)",
        r"(?: (?:was )?(?:filed|added|charged))?",
        r",? (?:on|to|of|for) (?P<attaches>counts? \d+)(?: (?:was )?(?:filed|added|charged))?",
    ),
    form(
        "claim dismissed",
        rf"(?P<all_against>[A-Z].+?|(?:the|both|all) .+?) {_IS}(?:voluntarily )?dismissed"
        r"(?: (?:as an? (?:party|defendant)|from (?:the |this )?(?:case|suit|action|lawsuit)))?",
        rf"{ENDED}{_WHY}",
    ),
    form(
        "judgment of acquittal",
        rf"(?P<directed>{DIRECTED}) of acquittal(?: (?:for|as to|of|against|in favor of) ",
        r"(?P<whom>.+?))? on (?P<item>.+)",
    ),
    form(
        "judgment of acquittal",
        r"judgment of acquittal (?:for|as to|of|against|in favor of) (?P<whom>.+?) on (?P<item>.+)",
    ),
    form(
        "conviction entered",
        rf"(?P<whom>.+?) {_IS}convicted (?:of|on) (?P<item>.+?),? (?:up)?on ",
        r"(?:his|her|their|the|an?)",
        r"(?: (?P<basis>(?:guilty|no contest|nolo contendere) plea)| plea)",
    ),
    form(
        "hung jury",
        r"(?:the |a )?jury (?:was |is )?(?:hung|deadlocked)(?: (?:as to|against) (?P<whom>.+?))?",
        r" (?:on|as to) (?P<item>.+)",
    ),
    form(
        "{kind} began",
        r"(?P<kind>(?:jury |bench )?trial) (?:began|begins|started|starts|commenced)",
        r" (?:against|of|as to) (?P<whom>.+?)(?: on (?P<item>.+))?",
    ),
    form(
        "{kind} began",
        r"(?:the |an? )?(?P<kind>(?:jury |bench )?trial) (?:on|of|as to) (?P<item>.+?)",
        r" (?:began|begins|started|starts|commenced)",
    ),
    form(
        "appealed",
        r"(?P<by>(?:(?!'s ).)+?) (?:has )?(?:appeal(?:ed|s)|filed (?:an?|its|his|her)"
        r" (?:notice of )?appeal) (?:from )?(?:the|that|this) (?:final |jury's |jury )?",
        rf"(?:judgment|verdict)(?: (?:of|entered on|dated) (?P<more>{DAY_SAID}))?",
    ),
    form(
        "{how}",
        rf"{_PUT_OFF}{_OF_ITEM} {_IS}(?P<deferred>deferred|withheld){_FOR}{_ON_CONDITIONS}",
    ),
    form(
        "{how}",
        rf"{COURT} (?:has )?(?P<deferred>deferred|withheld) (?:the )?{_PUT_OFF}{_OF_ITEM}",
        rf"{_FOR}{_ON_CONDITIONS}",
    ),
    form(
        "{how}",
        rf"(?:an? )?(?P<deferred>{'|'.join(DEFERRALS)})",
        r"(?: (?:was |is )?(?:ordered|granted|entered|imposed|given))?",
        rf"{_OF_ITEM}{_FOR}{_ON_CONDITIONS}",
    ),
    form(
        "claim amended",
        r"(?:(?P<by>.+?) (?:has )?amend(?:s|ed)(?: (?:the|her|his|its|their) (?:complaint|claim"
        r"|petition))?(?:[,;:]| and|, and| so that) )?(?:the )?(?P<item>.+?) is now (?:for )?",
        rf"(?P<now_for>{_SUM})",
    ),
    form(
        "supervision ordered",
        rf"(?:{_CASE} {_IS})?(?:continued|placed|put) (?:under|on) (?:court )?supervision",
        rf"(?: for {_TERM})?",
    ),
    form("charge deferred", rf"(?:{_CASE} {_IS})?deferred for {_TERM}"),
    form(
        "{how} completed",
        rf"(?P<how>deferral|{'|'.join(DEFERRALS)}) (?:was )?(?:successfully )?completed",
        r"(?:(?:,| and|, and|;) (?P<more>(?:the )?(?:(?P<whole>petition|case|matter)|complaint",
        r"|charges?) (?:was |were )?dismissed))?",
    ),
    form(
        "{how}",
        rf"(?P<deferred>consent decree) (?:was )?(?:ordered |entered )?for {_TERM}{_ON_CONDITIONS}",
    ),
)
