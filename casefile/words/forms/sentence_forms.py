"""Sentence forms: in which words acts are told, with the words for a type that each is told by.

What a part of a form says is told by its name: `who` is a party, `item` what is charged or claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from casefile.words.forms.charged import DEGREE, OFFENSE
from casefile.words.numbers import ANY
from casefile.words.what.courts import COURT
from casefile.words.what.persons import ROLES

STATE = (
    r"(?:the )?(?:state|government|gov'?t|prosecution|prosecutors?|da|district attorney|people"
    r"|commonwealth|defen[cs]e|(?:city|county|united states|u\.?s\.?) attorney)"
)
HIGHER = (
    r"(?:the )?(?:[\w.]+ ){0,4}(?:court of (?:criminal |civil )?appeals|supreme court|circuit"
    r"|appellate (?:court|division)|appeals court)"
)
_AGENCY = (
    r"(?:osha|msha|epa|(?:the )?(?:secretary(?: of labor)?|agency|area director|[\w ]*(?:agency"
    r"|administration|department|bureau|commission)))"
)
_NAME = r"(?:(?! (?:from|for|by|as|to|and|at|in|on|because|who|until) ).)+?"
_JUDGE = (
    rf"(?:the )?(?:hon\.?|honorable|judge|justice|magistrate(?: judge)?|alj) (?P<judge>{_NAME})"
)
_IS = r"(?:(?:is|was|were|has been|have been|got) )?"
MANNER = (
    r"(?P<manner>in person|personally|(?:by|via|through) [^0-9]+"
    r"|at (?:home|work)|at (?:his|her|its|their|the) [^0-9]+"
    r"|on (?:his|her|its|their|the) [^0-9]+ agent"
    r"|(?:posted|left|taped|nailed|mailed|delivered|handed) [^0-9]+)"
)
_PLEA = r"(?P<plea>not guilty|guilty|no contest|nolo contendere|alford)"
PLEADED = "(?:pleaded|pled|pleads|plead)"
# That a plea is by agreement.
_DEAL = (
    r"(?:,? (?P<deal>(?:under|pursuant to|as part of|per|by|in|with) (?:an?|the|his|her|their) "
    r"(?:(?:written|negotiated) )?plea (?:agreement|deal|bargain)))?"
)
_COUNT = (
    r"(?: (?:on|for) (?P<item>counts? [\w, ]+|(?:both|all)(?: counts| charges)?"
    r"|(?:the|his|her) [a-z][\w -]*?))?"
)
_ROLES = rf"(?:third[- ]party |co-?|cross-?)?(?:{'|'.join(sorted(ROLES, key=len)[::-1])})"
_ROLE = rf"(?P<role>{_ROLES})"
# With what somebody is beside that: plaintiff, Maria's husband.
_ROLE_AND_MORE = rf"(?P<role>{_ROLES}(?:, (?-i:[A-Z][\w-]+'s) [a-z][\w -]*)?)"
# A name of several words that begin with a capital letter, as no act does.
_PERSON = r"(?-i:[A-Z][\w.'-]*(?:,? (?:of |and |the |& |for |de |la |del |van )*[A-Z][\w.&'-]*)+)"
_PENALTIES = (
    r"(?:restitution|fines?|fees?|(?:court )?costs|assessments?|surcharge|community service"
    r"|(?:in )?(?:county )?jail|(?:in )?prison|probation)"
)
_TERMS = rf"(?:years?|months?|days?|weeks?|hours?|life|{_PENALTIES[3:-1]})"
_TOO = "(?:,? too|,? as well)?"
# What a motion asks for, which is denied with it; that it is granted is more than a ruling.
_ASKED_FOR = (
    r"(?:an? |the )?(?:(?:partial )?summary judgment|default judgment|judgment on the pleadings"
    r"|new trial|directed verdict|judgment of acquittal|continuance|reconsideration|rehearing"
    r"|(?:preliminary|permanent) injunction|temporary restraining order|change of venue"
    r"|class certification|sanctions|severance)(?: (?:on|as to|against|for) .+)?"
)
_MOTION = r"(?:the |an? )?(?:[a-z]+ )?motion\b"


_ON_APPEAL = (
    r"(?: (?:the|his|her|their|our) (?:judgments?|convictions?|decision|order|dismissal)(?! of\b))?"
    r"(?:(?: (?:on|of|as to|in))? "
)


class SentenceForm(NamedTuple):
    """The form of a sentence, and the words for a type that it is told by, with its parts."""

    words: re.Pattern[str]
    said: str


def form(said: str, *words: str) -> SentenceForm:
    """Return the form of a sentence that is told by the words for a type."""
    return SentenceForm(re.compile("".join(words), re.IGNORECASE), said)


FORMS: Sequence[SentenceForm] = (
    form("served", rf"(?P<who>.+?) {_IS}served,? {MANNER}"),
    form("served", rf"served,? {MANNER}"),
    form("served", rf"(?P<who>.+?) {_IS}(?P<manner>personally) served"),
    form(
        "waiver of service",
        r"(?P<who>.+?) (?:has )?(?:returned|signed|executed|sent back) (?:an?|the|its|his|her)"
        r" (?:signed )?waiver(?: of (?:service|(?:the )?summons))?(?: form)?",
    ),
    form(
        "waiver of service",
        r"(?:an?|the) (?:signed )?waiver(?: of (?:service|(?:the )?summons))? was"
        r" (?:returned|signed|executed|sent back) by (?P<who>.+)",
    ),
    form("served", rf"we served (?P<who>.+?),? {MANNER}"),
    form(
        "judge {how}",
        rf"{_JUDGE} {_IS}(?P<how>assigned|reassigned(?= to))",
        r"(?: to (?:the|this|our) (?:case|matter))?",
    ),
    form(
        "judge {how}",
        rf"(?:(?:the |this |our )?(?:case|matter) )?{_IS}(?P<how>(?:re)?assigned) to {_JUDGE}",
    ),
    form(
        "judge reassigned",
        rf"{_JUDGE} (?:has )?(?:took over|takes over|taken over|replaced|replaces|succeeded)",
        r"(?: from| for)? (?:the )?(?:hon\.?|judge|justice|magistrate|alj) (?P<more>[^0-9]+)",
    ),
    form("judge recused", rf"{_JUDGE} (?:has )?{_IS}recused(?: (?:himself|herself|themselves))?"),
    form("judge {how}", rf"{_JUDGE} {_IS}(?P<how>disqualified|excused)"),
    form(
        "dismissal",
        rf"(?P<by>{STATE}|{COURT})(?: has| have)?",
        r"(?: (?:gives|gave|files|filed) (?:a )?notice (?:that (?:it|he|she|they)",
        r"(?: has| have)?|of))? (?:voluntarily )?",
        r"(?:dismiss(?:e[sd]|al of)|drops|dropped|noll?e? prossed|withdr(?:ew|aws)",
        r"|noll?e prosequi (?:on|of|as to|for|in))",
        r"(?! (?:the |a )?(?:jury|jurors?|panel|venire|witness)\b)",
        r" (?P<item>.+?)(?:,? (?P<prejudice>with(?:out)? prejudice))?",
    ),
    form(
        "bankruptcy filed",
        r"(?P<who>.+?) (?:has )?filed (?:for |a )?(?:(?:voluntary )?(?:petition (?:for|in) )?)",
        r"(?:chapter \d+ )?(?:bankruptcy|chapter \d+)(?: (?:petition|protection|case))?",
        r"(?P<more> (?:in|under|with) .+)?",
    ),
    form("charge withdrawn", r"(?P<by>.+?) (?:has )?(?P<more>withdr(?:ew|aws|awn)) (?P<item>.+)"),
    form("citation withdrawn by agency", rf"{_AGENCY} (?:has )?withdr(?:ew|aws|awn) (?P<item>.+)"),
    form(
        "citation issued",
        rf"(?P<agency>{_AGENCY}) cite[sd] (?P<who>.+?)"
        r"(?: (?:for|under) (?P<violation>(?:(?!,? [^,;]* due\b).)+))?",
    ),
    form("citation contested", r"(?P<by>.+?) (?:has )?contest(?:ed|s) (?P<item>.+)"),
    form(
        "pleaded {plea}",
        rf"(?:(?P<whom>.+?) )?{PLEADED} {_PLEA} (?:to|on) (?P<item>.+?){_DEAL}",
    ),
    form(
        "pleaded {plea}",
        rf"(?P<whom>.+?) entered an? (?:plea of )?{_PLEA}(?: plea)? (?:to|on) (?P<item>.+?){_DEAL}",
    ),
    form("pleaded {plea}", rf"(?P<whom>.+?) {PLEADED} (?P<plea>not guilty)"),
    form(
        "arraigned",
        rf"(?:(?P<whom>.+?) {_IS})?arraigned(?:,? and|,|;) (?:(?:he|she|they|both) )?",
        rf"(?:(?:{PLEADED}|entered (?:an? )?pleas? of) )?{_PLEA}(?: (?:to|on) (?P<item>.+))?",
    ),
    form(
        "arraigned",
        rf"(?:(?P<whom>.+?) {_IS})?arraigned on (?P<item>.+?)(?:,? and|,|;) ",
        rf"(?:(?:he|she|they|both) )?(?:(?:{PLEADED}|entered (?:an? )?pleas? of) )?{_PLEA}",
    ),
    form(
        "{found}",
        rf"(?P<whom>.+?) {_IS}(?P<found>acquitted|found not guilty|found guilty|convicted)",
        r"(?: by (?:the|a) (?P<finder>jury|court|judge))? (?:of|on) (?P<item>.+)",
    ),
    form(
        "{found}",
        r"(?:the |a )?(?P<finder>jury|court|judge) (?:has )?(?:found|finds) (?P<whom>.+?)",
        r" (?P<found>guilty|not guilty) (?:of|on) (?P<item>.+)",
    ),
    form(
        "convicted",
        rf"{COURT} accepted (?:the|his|her|their) (?:guilty )?plea,? and ",
        r"(?:convicted|found|adjudged) (?P<whom>.+?)(?: guilty)? (?:of|on) (?P<item>.+)",
    ),
    form(
        "{answer}",
        r"(?P<whom>.+?) (?P<answer>admit(?:s|ted)|den(?:ies|ied))(?: to)? (?P<item>.+)",
    ),
    form(
        "sued",
        r"(?P<claimant>.+?) (?:filed|brought) (?:an? )?",
        r"(?:petition|eviction|action|lawsuit|suit|complaint)(?: for (?P<relief>[^0-9]+?))?",
        r" against (?P<against>.+?) for (?P<cause>.+)",
    ),
    form(
        "charge amended",
        r"(?P<item>.+?) (?:was |is )?(?:amended|reduced) to (?P<now>.+?)"
        rf"(?:, (?P<now_degree>{DEGREE}))?",
    ),
    form("charged", rf"(?P<who>.+?) {_IS}charged with (?=count \d|.+, {DEGREE}$){OFFENSE}"),
    form(
        "charged",
        r"(?:a |the )?(?:criminal )?(?P<instrument>complaint|information|indictment|citation)",
        rf" (?:was |is )?(?:filed|returned|issued),? charging (?P<who>.+?) with {OFFENSE}",
    ),
    form(
        "indicted",
        r"(?:a |the )?grand jury (?:has )?indict(?:ed|s) (?P<who>.+?) (?:for|on|with)",
        rf" (?=count \d){OFFENSE}",
    ),
    form(
        "indicted",
        r"(?:a |the )?grand jury (?:has )?indict(?:ed|s) (?P<who>.+?)",
        r"(?: (?:for|on) (?:both|all|the same(?: two)?)(?: of)?(?: the)?(?: counts| charges)?"
        r"(?:,? (?:and|with|plus) (?:the|its|an?) (?:[a-z]+ )*enhancements?)?)?",
        r"(?:,? (?:replacing|superseding) the (?:complaint|information))?",
    ),
    form(
        "sued",
        r"(?P<claimant>.+?) (?:filed|brought) (?:an? )?petition for (?P<relief>.+?)",
        r" against (?P<against>(?:(?! for ).)+)",
    ),
    form(
        "sued",
        r"(?P<claimant>.+?) (?:has )?(?:filed|brought) (?:an? )?(?:action|lawsuit|suit)",
        r" (?:for|alleging) (?P<cause>(?:(?! against ).)+)",
    ),
    form(
        "claim dismissed{tail}",
        r"(?:the |all )?claims against (?P<all_against>.+?) (?:were |are )?dismissed(?P<tail> .+)?",
    ),
    form(
        "judgment entered for {side}",
        rf"(?:{COURT} (?:has )?entered )?judgment (?:was )?(?:entered )?on (?P<item>.+?)",
        r" for (?P<side>.+)",
    ),
    form(
        "stay lifted",
        rf"(?P<lifter>(?:the )?bankruptcy (?:court|judge)|{COURT}) (?:has )?",
        r"(?:lifted|vacated|ended|terminated) the (?:automatic )?stay(?: as to (?P<who>.+))?",
    ),
    form(
        "adjudicated delinquent",
        rf"{COURT} (?:found|finds|adjudicated) (?P<whom>.+?) (?:to be )?(?:a )?delinquent",
        r"(?: child)?(?: (?:on|of|as to) (?P<item>.+))?",
    ),
    form(
        "sentenced",
        rf"(?:{COURT} (?:has )?sentence[sd](?: (?P<whom>.+?))?",
        rf"|(?:(?P<who_is>.+?) {_IS})?sentenced) to (?P<penalty>.+?){_COUNT}",
    ),
    form(
        "sentenced",
        rf"(?:(?P<whom>.+?) {_IS})?sentenced (?:on|for) (?P<item>(?:counts? [\w, ]+?|.+?))"
        r"(?: to |: ?)",
        r"(?P<penalty>.+)",
    ),
    form(
        "sentenced",
        rf"(?:(?P<who_is>(?!(?:is|was|has)\b)[^$0-9]+?) )?(?:got|drew|{_IS}given|received) ",
        rf"(?P<penalty>(?:\$\d|\d|(?:an?|life|{ANY})\b)(?:(?! to ).)*?\b{_TERMS}\b.*?){_COUNT}",
    ),
    form(
        "liability found",
        rf"(?:{COURT} (?:has )?(?:found|finds|held) (?P<whom>.+?) |(?:(?P<who_is>[^$0-9]+?) )?",
        rf"{_IS}(?:found|held|adjudged) )(?P<finding>(?:not )?(?:liable|responsible))",
        r"(?: (?:on|of|for) (?:it|that|(?:the|this|his|her)",
        r" (?:ticket|citation|violation|infraction)))?",
        r"(?:,? (?:and )?(?:(?:was |is )?(?:fined|ordered to pay) (?:(?:him|her|them) )?)?",
        r"(?:an? |the )?(?:fine |penalty )?(?:of )?(?P<ticket_fine>\$\d[\d,.]*\d)",
        r"(?: (?:fine|penalty))?)?",
        r"(?!.*\b(?:convicted|guilty|acquitted|dismissed|plea\w*)\b)(?P<more>[,;]? .+)?",
    ),
    form(
        "disposition recorded",
        rf"(?:(?P<who_is>[^$0-9]+?) {_IS})??(?P<ticket>fined \$\d",
        r"(?!.*\b(?:convicted|guilty|acquitted|dismissed|plea\w*)\b)(?:[^a-z].*)?)",
    ),
    form(
        "sentenced",
        rf"(?:{COURT} (?:has )?fine[sd](?: (?P<whom>[^$0-9]+?))?",
        rf"|(?:(?P<who_is>[^$0-9]+?) {_IS})?fined) (?P<fine>(?:an? |the )?\$\d.*?){_COUNT}",
    ),
    form(
        "sentenced",
        rf"(?:{COURT} (?:has )?(?:ordered|orders)(?: (?P<whom>.+?))?",
        rf"|(?:(?P<who_is>.+?) {_IS})?ordered) to (?:pay|do|perform|complete|serve)",
        rf" (?P<penalty>(?:(?! within | by ).)*?\b{_PENALTIES}\b.*?){_COUNT}",
    ),
    form(
        "docket number",
        r"(?:the )?(?:case|matter) (?:(?:has |is |was )?(?:transferred|removed|moved|bound over"
        r"|sent|refiled|filed|opened)|went(?: up)?|goes|is) (?:over )?(?:to|in|into|at) "
        r"(?P<court>.+?),? (?:now )?(?:as |under |no\. |number |case )*",
        r"(?P<docket_no>\S*\d\S*-\S*\d\S*)",
    ),
    form(
        "{act} granted in part and denied in part",
        rf"(?P<act>{_MOTION}(?: .+?)?) (?:was |is )?",
        r"(?P<more>granted as to [^,;]+(?:[,;]| and| but)+ denied as to .+)",
    ),
    form("motion for {asked} denied", rf"(?P<asked>{_ASKED_FOR}) {_IS}denied"),
    form("motion for {asked} denied", rf"(?:{COURT} )?(?:has )?denied (?P<asked>{_ASKED_FOR})"),
    form(
        "sentenced",
        r"(?:sentence|disposition)(?: is| was)?[:,] ?(?P<penalty>.*[\d$].*|.*\bprobation\b.*)",
    ),
    form(
        "deposition of {deposed} held",
        r"(?P<deposed>[A-Z].+?) (?:(?:was|were) deposed|(?:gave|sat for) (?:an?|his|her|their)",
        r" deposition)",
    ),
    form("deposition of {deposed} held", r"we (?:deposed|took the deposition of) (?P<deposed>.+)"),
    form(
        "{how}",
        rf"(?P<higher>{HIGHER}) (?:has )?(?P<how>affirmed|reversed|vacated){_ON_APPEAL}",
        r"(?P<decided>.+?))?(?:(?:,? (?:and|but)|[;,])",
        rf" (?P<how_too>affirmed|reversed|vacated){_ON_APPEAL}(?P<decided_too>.+?)))?"
        r"(?P<more>,? (?:and )?remand(?:ed|ing)(?: .+)?)?",
    ),
    form(
        "pay or contest ticket",
        r"pay or contest(?: (?:the|this) (?:ticket|citation))? by (?P<due>.*\d.*)",
    ),
    form("appeal dismissed", rf"(?P<higher>{HIGHER}) (?:has )?dismissed the appeal"),
    form("appealed", r"(?P<by>(?:(?!'s ).)+?) (?:has )?appeal(?:ed|s)? (?P<more>to [^;,]+)"),
    form("{act}", rf"(?P<motion_of>.+?)(?:'s|s') (?P<act>{_MOTION} .+)"),
    form("opposition to {what} filed", rf"(?P<by>.+?) oppose[ds] (?P<what>{_MOTION}.*)"),
    form("response to {what} filed", rf"(?P<by>.+?) respond(?:ed|s) to (?P<what>{_MOTION}.*)"),
    form(
        "reply to {what} filed",
        r"(?P<by>.+?) (?:replied|replies) to (?P<what>.*\b(?:opposition|response)\b.*)",
    ),
    form("hearing on {what} held", rf"(?P<what>{_MOTION} .+?) {_IS}(?:heard|argued)"),
    form(
        "{head} {about} {done}",
        r"(?P<head>hearing|argument) ",
        r"(?P<done>set|scheduled|held|moved|continued|cancelled|vacated)",
        rf" (?P<about>on {_MOTION} [^0-9]+)",
    ),
    form(
        "{act}{tail}",
        r"(?P<act>.+?) (?P<more>before (?:the )?(?:hon\.?|judge|justice|magistrate|alj",
        r"|administrative law judge) [^0-9]+?)",
        r"(?P<tail> (?:is |was )?(?:set|scheduled|held|for|on|at)\b.*)?",
    ),
    form("{act}", r"(?P<act>mediation held) (?P<more>(?:before|with) [^0-9,;]+)"),
    form("{head} moved{tail}", r"(?P<head>.+?) (?:was )?put off(?P<tail> (?:to|until|till) .+)"),
    form(
        "default entered by the clerk",
        r"(?:the )?clerk (?:has )?entered (?P<who>.+?)(?:'s|(?<=s)') default",
    ),
    form(
        "default entered{tail}",
        r"(?P<who>.+?)(?:'s|(?<=s)') default (?:was|is|has been) entered(?P<tail> by the clerk)?",
    ),
    form("default entered", rf"(?:{COURT} )?(?:has )?(?:found|held) (?P<who>.+?) in default"),
    form(
        "judgment paid",
        r"(?P<by>.+?) (?:has )?(?:paid|satisfied) the (?P<item>.+?) judgment(?: in full)?",
    ),
    form(
        "appealed",
        r"(?P<by>.+?) (?:has )?appealed (?:from )?the (?P<item>.+?)",
        r" (?:judgment|verdict|conviction|ruling|order|decision)(?: (?P<more>to (?:the )?.+))?",
    ),
    form("response filed", rf"(?P<by>{STATE}|.+?) (?:has )?responded"),
    form(
        "{act}{tail}",
        r"(?P<act>.+?),? (?P<more>with(?:out)? leave to (?:amend|replead|refile))(?P<tail> .+)?",
    ),
    form(
        "{act}",
        r"(?P<act>.+?),? (?P<reason>(?:pursuant to|because|due to|as part of|in exchange for",
        r"|under the (?:plea )?agreement|for lack of|by reason of)\b.*)",
    ),
    form(
        "party added",
        rf"(?P<name>[A-Z].+?) {_IS}(?:also )?(?:added|joined|named) as",
        rf" (?:an? |the |our )?(?:additional |another )?{_ROLE_AND_MORE}{_TOO}",
    ),
    form(
        "party added",
        rf"(?:add|join) (?P<name>(?-i:[A-Z]).+?) as (?:an? |the |our )?{_ROLE_AND_MORE}",
    ),
    form("party added", rf"(?P<name>{_PERSON}), (?P<role>(?-i:[A-Z])[^,;]+?(?:'s|s') {_ROLES})"),
    form("party added", rf"(?P<name>{_PERSON}),? \(?(?:an? |the |our )?{_ROLE_AND_MORE}\)?"),
    form(
        "party added",
        r"(?P<name>[A-Z][^,]+), (?P<more>(?!inc|llc|ltd|l\.l\.c|jr|sr)[^,]+),",
        rf" is (?:also )?(?:an? |the |our )?{_ROLE}{_TOO}",
    ),
    form("party added", rf"(?P<name>{_PERSON}) is (?P<role>(?-i:[A-Z])[^,;]+?(?:'s|s') {_ROLES})"),
    form(
        "party added",
        rf"(?P<name>{_PERSON}) is (?:the |an? )?(?P<role>{_ROLES} (?:of|for) (?-i:[A-Z])[^,;]+)",
    ),
    form(
        "party added",
        rf"(?P<name>[A-Z].+?[^,]) is (?:also )?(?:an? |the |our )?(?:other |second )?{_ROLE}{_TOO}",
    ),
)
