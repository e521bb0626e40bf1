"""Nouns: in which words acts are told by a noun with a small verb, with the words that tell them.

Entered a plea of not guilty is pleaded not guilty. What a part of the first says stands in the
second under its name; what is around them stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from casefile.words.forms.dated import DAY_SAID
from casefile.words.forms.sentence_forms import PLEADED
from casefile.words.what.courts import COURT
from casefile.words.what.done import KIND
from casefile.words.when.dates import MONTH

HOW = r"(?:not guilty|guilty|no contest|nolo contendere|alford)"
# A name, whatever the case of the letters of the other words.
NAME = r"(?-i:[A-Z]).*?"
_WHO = r"(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)*"
_A = r"(?:(?:an?|the|his|her|their|its|our) )?"
_IS = r"(?: (?:is|was|were|has been|have been))?"
_DONE = r"(?:entered|filed|issued|signed|made|granted|ordered)"
_DAY_AHEAD = rf"(?:\d+[/-]\d|{MONTH}\.? \d)"
_PLEA = rf"(?:pleas? of (?P<plea>{HOW})|(?P<own>{HOW}) pleas?)"
_VERDICT = r"(?:verdicts? of (?P<verdict>(?:not )?guilty)|(?P<own>(?:not )?guilty) verdicts?)"
_JURY = r"(?P<finder>(?:the )?(?:jury|court|judge)) (?:has )?"
_ON = r"(?:to|on|of|as to) (?=(?:counts? \d|both|all|each|every))"
_SIZE = r"(?:life|(?:\d+|an?|[a-z]+) (?:year|month|week|day|hour)s?)"
_TRIAL = r"(?P<trial>(?:jury |bench )?trial)"
# What is done by an order that is called so, or by what is granted.
_ORDERS = {
    "granting": "granted",
    "denying": "denied",
    "dismissing": "dismissed",
    "vacating": "vacated",
    "revoking": "revoked",
    "continuing": "continued",
    "extending": "extended",
    "staying": "stayed",
}
_DEEDS = {
    "dismissal of": "dismissed",
    "continuance of": "continued",
    "extension of": "extended",
    "revocation of": "revoked",
}


class Noun(NamedTuple):
    """How an act is told by a noun, and the words that tell it, with the parts of the first."""

    words: re.Pattern[str]
    plain: str


def _noun(plain: str, *words: str) -> Noun:
    return Noun(re.compile("".join(words), re.IGNORECASE), plain)


_PLEAS: Sequence[Noun] = (
    _noun("", r"\b(?:has|have|had) (?=(?:pleaded|pled|entered|filed)\b)"),
    _noun("pleaded not guilty", r"\b(?:pleaded|pleads|pled) NG\b"),
    # A plea of guilty by who says to be innocent (North Carolina v. Alford, 400 U.S. 25 (1970)).
    _noun(
        r"pleaded Alford\g<item>",
        rf"\b{PLEADED} guilty(?P<item>(?: (?:to|on) [^;,]+?)?),? (?:under|pursuant to|per|by) "
        r"(?:(?:North Carolina v\.? )?Alford|an Alford plea)\b",
    ),
    _noun(
        r"pleaded Alford\g<item>",
        rf"\b{PLEADED} guilty,? (?:under|pursuant to|per|by) (?:(?:North Carolina v\.? )?Alford"
        r"|an Alford plea)\b(?P<item>)",
    ),
    _noun("pleaded", rf"\bpleads(?= {HOW})"),
    _noun(
        r"\g<who> pleaded \g<plea>\g<own>",
        rf"(?P<who>\w) (?:entered|enters|tendered|tenders|made|makes|took|takes) {_A}{_PLEA}",
    ),
    _noun(
        r"\g<who>\g<by> pleaded \g<plea>\g<own>",
        rf"^(?:(?P<who>.+?)'s? )?{_A}{_PLEA}{_IS} (?:entered|tendered)",
        r"(?: (?:by|for) (?P<by>(?-i:[A-Z])\w+))?",
    ),
    _noun(
        r"\g<before>pleaded \g<plea>\g<own>",
        rf"(?P<before>\b(?:arraigned|arraignment)\b.*?[,:;] (?:and )?){_A}{_PLEA}",
        r"(?: (?:was|were))?(?: entered)?",
    ),
    _noun(
        r"pleaded \g<plea> to",
        r"\b(?:changed|changes) (?:his|her|their|the) pleas? (?:from not guilty )?"
        r"to (?P<plea>guilty|no contest) (?:to|on|as to)\b",
    ),
    _noun(
        r"\g<first>, and pleaded \g<then> ",
        rf"(?P<first>\b{PLEADED} {HOW} (?:to|on) [^;]+?),? (?:and|but) (?P<then>{HOW}) (?=to|on)",
    ),
    _noun(
        r"\g<plea> to all counts",
        rf"(?P<plea>\b{PLEADED} {HOW}) (?:across the board|(?:to|on) (?:everything",
        r"|(?:each|every)(?: one)?(?: of the)? (?:count|charge)s?))",
    ),
)
_VERDICTS: Sequence[Noun] = (
    _noun(
        r"the jury found him \g<verdict>\g<own>",
        rf"^(?:the )?jury (?:has )?(?:returned|returns|came back with|reached) {_A}{_VERDICT}"
        rf"(?= {_ON})",
    ),
    _noun(r"he was found \g<verdict>\g<own> ", rf"^{_A}{_VERDICT} (?={_ON})"),
    _noun(
        r"\g<finder> found \g<whom> not guilty ",
        rf"^{_JURY}acquit(?:ted|s) (?P<whom>.+?) (?={_ON})",
    ),
    _noun(
        r"\g<finder> found \g<whom> guilty ", rf"^{_JURY}convict(?:ed|s) (?P<whom>.+?) (?={_ON})"
    ),
    _noun(
        r"\g<how> \g<by> \g<item>",
        r"\b(?P<how>convicted|acquitted) (?P<item>(?:on|of) .+?)"
        r" (?P<by>by (?:the|a) (?:jury|judge|court))\b",
    ),
    _noun(
        "mistrial declared",
        rf"^{COURT} (?:has )?(?:declared|declares|granted|grants) a mistrial",
    ),
    _noun(
        r"\g<verb>\g<item> and ",
        r"\b(?P<verb>guilty|acquitted|convicted)(?P<item>.*?\bcount \d+),? and count (?=\d+\b)",
    ),
)
_SENTENCES: Sequence[Noun] = (
    _noun(
        r"\g<court> sentenced\g<whom> to ",
        rf"^(?P<court>{COURT}) (?:has )?(?:imposed|imposes|gave|gives|handed(?: down)?)",
        r"(?P<whom> (?!an?\b).+?)? an? sentence of ",
    ),
    _noun(
        r"\g<court> sentenced \g<whom> to ",
        rf"^(?P<court>{COURT}) (?:gave|gives) (?P<whom>him|her|them|(?-i:[A-Z])[\w.-]+)",
        r" (?=(?:\$?\d|an?\b).* (?:on|for) counts? \d)",
    ),
    _noun("was sentenced to ", r"\b(?:received|got|was given|drew) an? sentence of "),
    _noun(r"sentenced to \g<size>", rf"^{_A}sentence of (?P<size>.+?){_IS} imposed\b"),
    _noun("sentenced to ", r"^sentence imposed: "),
    _noun(r"on \g<term> probation", rf"\bon probation for (?P<term>{_SIZE})\b"),
    _noun(
        r"\g<term> ",
        r"(?P<term>\b(?:year|month|week|day|hour)s?) of "
        r"(?=(?:supervised |unsupervised )?(?:probation|incarceration|jail|prison)\b)",
    ),
)
_RULINGS: Sequence[Noun] = (
    *(
        _noun(
            rf"the court {done} \g<what>\g<day>",
            rf"^(?:{COURT} (?:has )?{_DONE} )?{_A}(?:written |minute |oral |agreed )?order",
            rf" {doing} (?!.*{DAY_SAID} .*{DAY_SAID})(?P<what>.+?)(?:{_IS} {_DONE})?",
            rf"(?P<day>(?:,? (?:on )?{DAY_SAID})?)$",
        )
        for doing, done in _ORDERS.items()
    ),
    *(
        _noun(
            rf"\g<who> {done} ",
            rf"^(?P<who>{COURT}) (?:has )?(?:entered|granted|issued|ordered) {_A}{deed} ",
        )
        for deed, done in _DEEDS.items()
    ),
    _noun(r"\g<who> dismissed ", rf"^(?P<who>.+?) (?:has )?(?:entered|filed) {_A}dismissal of "),
    *(
        _noun(rf"\g<what> {done}", rf"^{_A}{deed} (?P<what>(?!time\b).+?){_IS} {_DONE}\b")
        for deed, done in _DEEDS.items()
    ),
    _noun(
        r"\g<who> dismissed \g<what>",
        rf"^(?P<who>.+?)(?:'s|s') dismissal of (?P<what>.+?){_IS} {_DONE}\b",
    ),
    _noun(r"\g<who> dismissed ", r"(?P<who>\w) (?:nolled|nol prossed) "),
    _noun(
        r"\g<who> dismissed ",
        r"(?P<who>\w) (?:entered|filed) an? (?:nolle(?: prosequi)?|nol pros)",
        r" (?:on|of|as to|for|to) ",
    ),
)
# An arraignment that is told by its noun, with the plea that was entered at it.
_ITS = r"(?:the|an|his|her|their)"
_OF_DAY = rf"(?P<day>,? (?:on )?{DAY_SAID})?"
_ENTERS = r"(?:pleaded|pled|pleads|plead|entered|enters)"
_ARRAIGNED: Sequence[Noun] = (
    _noun(
        r"\g<who> was arraigned\g<day> and ",
        rf"^(?:at|during) {_ITS} arraignment{_OF_DAY},? (?P<who>.+?) (?={_ENTERS}\b)",
    ),
    _noun(
        r"\g<who> was arraigned and \g<plea>",
        rf"^(?P<who>.+?) (?P<plea>{_ENTERS} .+?),? (?:at|during) {_ITS} arraignment",
    ),
    _noun(
        r"\g<who> was arraigned\g<day> and ",
        rf"^(?P<who>.+?) appeared (?:for|at) (?:{_ITS} )?arraignment{_OF_DAY}"
        rf"(?:,? and|,) (?={_ENTERS}\b)",
    ),
    _noun(
        r"\g<who> was arraigned\g<day> and ",
        rf"^(?P<who>{NAME})(?:'s|s') arraignment was held{_OF_DAY}(?:,? and|[,;])",
        rf" (?:(?:he|she|they) )?(?={_ENTERS}\b)",
    ),
)
_HEARINGS: Sequence[Noun] = (
    _noun(
        r"\g<kind> set for",
        r"^(?:(?:we|they|he|she|it)(?: are| is| was| were|'re|'s)"
        r"|(?:the|this|our) (?:case|matter)(?: is| was)?)",
        rf" set for {_A}(?P<kind>{KIND})(?: on| for)?(?= {_DAY_AHEAD})",
    ),
    _noun(
        r"\g<who>'s \g<kind> set for",
        rf"^(?P<who>{NAME}) (?:is|was) set for {_A}(?P<kind>{KIND})(?: on| for)?(?= {_DAY_AHEAD})",
    ),
    _noun(
        r"\g<kind> held",
        rf"^(?:we|they|{COURT}) (?:had|held|conducted|attended) {_A}(?P<kind>{KIND})",
        rf"(?=$|,? (?:on )?{_DAY_AHEAD})",
    ),
    _noun(
        r"\g<who>'s \g<kind> held",
        rf"^(?P<who>{_WHO}) (?:had|made|attended|came to|appeared (?:for|at)) {_A}(?P<kind>{KIND})"
        rf"(?=$|[;,] |,? (?:on )?{_DAY_AHEAD})",
    ),
    _noun(
        r"\g<kind> held",
        r"^(?:he|she|our client) (?:had|made|attended|came to|appeared (?:for|at))"
        rf" {_A}(?P<kind>{KIND})"
        rf"(?=$|[;,] |,? (?:on )?{_DAY_AHEAD})",
    ),
    _noun(
        r"\g<who> set aside \g<what>",
        rf"^(?P<who>{COURT}) (?:has )?set (?P<what>{_A}[a-z][^,;]+) aside(?! from)\b",
    ),
    _noun("", r"^(?:setting|notice of (?:hearing|setting)): "),
    _noun(
        r"\g<kind>",
        r"\b(?P<kind>trial|hearing|conference) setting(?=$|,? (?:on )?\d"
        r"| (?:(?:is|was|has been) )?(?:vacated|continued|reset|moved|cancell?ed)\b)",
    ),
    _noun("", r"\b(?:vacated|cancell?ed),? and (?=(?:reset|rescheduled|continued|moved) )"),
    _noun(
        r"hearing on \g<motion> set for",
        rf"^(?!.*\b(?:hearing|argument|trial|conference)\b.* set for){_A}"
        r"(?P<motion>(?:(?!(?:filed|files|made|brought|moved)\b)[\w']+ )*motion (?:(?![;,] ).)+?)"
        rf"{_IS} set for(?: (?:an? )?hearing(?: on| for)?)?(?= {_DAY_AHEAD})",
    ),
    _noun(
        r"the \g<day> \g<kind> \g<done>",
        rf"^(?:the )?(?P<kind>{KIND}) (?:that (?:is|was) )?set for (?P<day>\d+/\d+(?:/\d+)?)",
        rf"{_IS} (?P<done>vacated|cancell?ed)\b",
    ),
    _noun(r"\g<what> held", rf"(?P<what>\bdepositions? of .+?|(?:'s|s') deposition){_IS} taken\b"),
    _noun(r"deposition of \g<who> held", r"^we took (?P<who>.+?)(?:'s|s') deposition\b"),
)
_TRIALS: Sequence[Noun] = (
    _noun(
        r"\g<trial> began against \g<who>",
        rf"^(?P<who>{NAME})(?:'s|s') {_TRIAL} (?:began|started|commenced)\b",
    ),
    _noun(r"trial began against \g<who>", rf"^(?P<who>{NAME}) went to trial\b"),
    _noun(
        r"\g<who>'s \g<trial>",
        rf"^{_TRIAL} of (?P<who>{_WHO})(?=,? (?:on |from )?{_DAY_AHEAD}|:)",
    ),
    _noun(
        r"\g<trial> \g<begin> to \g<end>\g<rest>",
        rf"^(?P<begin>{DAY_SAID}) ?(?:-|\u2013|to|through) ?(?P<end>{DAY_SAID}),?:?",
        r" (?P<trial>(?:.+? )?trial)(?P<rest>[:;,] )",
    ),
    _noun(
        r"\g<trial>",
        rf"^(?P<trial>(?:.+? )?trial)(?: was)? held"
        rf"(?= {_DAY_AHEAD}.*\b(?:guilty|acquitted|convicted))",
    ),
)
_CHARGES: Sequence[Noun] = (
    _noun(
        r"charged with \g<count>, \g<what>",
        r"^(?:(?:the )?(?:state|government|prosecution|prosecutor|da) (?:has )?)?(?:filed|added)"
        r" (?P<count>count \d{1,2})[,:]? (?P<what>(?!(?:of|on|and|to)\b)[a-z][\w' -]*?)"
        r"(?=$|,? (?:on )?\d| (?:on|against) )",
    ),
    _noun(
        r"charged with \g<count>, \g<what>",
        r"^(?P<count>count \d{1,2})[,:]? "
        r"(?P<what>(?!(?:is|was|of|on|and|to|amended)\b)[a-z][\w' -]*?)"
        r",? (?:(?:is|was) )?(?:filed|charged|added)(?=$|,? (?:on )?\d| (?:on|against) )",
    ),
    _noun(r"\g<who> charged with ", rf"^charged (?P<who>{NAME}) with "),
    _noun(r"\g<done> with ", r"\b(?P<done>indicted|charged) (?:on|with) (?:one|a|1) count of "),
)
# The paper by which somebody is sued, which they are served with.
_SUIT = (
    r"(?:an? |the |a copy of (?:the )?)?(?:(?:summons|civil|original|citation)(?: and)? (?:the )?)*"
    r"(?:complaint(?: and summons)?|petition|(?:law)?suit|process|summons|(?:suit |court )papers)"
)
_SERVICE: Sequence[Noun] = (
    _noun("served", rf"(?<=\w )served with {_SUIT}(?=$|[;,] | (?:on|by|at|in|via|through) )"),
    _noun(
        r"\g<by> served \g<who>",
        r"^(?P<by>we|(?:the |an? )?(?:(?:county )?sheriff|deputy|process server|constable|marshal))"
        rf" served (?P<who>{_WHO}) with {_SUIT}(?=$|[;,] | (?:on|by|at|in|via|through) )",
    ),
    _noun(
        r"\g<who> was served",
        r"^service (?:of (?:process|the summons|the complaint) )?(?:on|upon) (?P<who>.+?)",
        rf"{_IS} (?:made|completed|effected|obtained|accomplished|perfected)\b",
    ),
    _noun(
        r"\g<who> was served by \g<by>\g<where>",
        r"^(?P<by>(?:the |an? )?(?:(?:county )?sheriff|deputy|process server|constable|marshal))",
        r" served (?P<who>.+?)(?P<where>(?: (?:at|in) [^0-9]+?)?)(?=$|,? (?:on )?\d)",
    ),
    _noun(
        "all defendants",
        r"^(?:everyone|everybody|all parties|all the defendants)(?= (?:was|were) served\b)",
    ),
    _noun(
        "complaint and summons",
        r"^(?:the )?summons and complaint(?= (?:was |were )?served (?:on|upon) )",
    ),
)
_ENDINGS: Sequence[Noun] = (
    _noun("default", r"^(?:the )?clerk's default(?= (?:was )?entered)"),
    _noun(r"\g<who> defaulted", r"^(?P<who>.+?) (?:was|were) defaulted\b"),
    _noun(
        r"\g<what> entered against ",
        rf"^(?:we|{_WHO}) (?:obtained|took|got|received|won)"
        r" an? (?P<what>default(?: judgment)?) against ",
    ),
    _noun(
        "settlement reached",
        r"^(?:(?:the )?parties|both sides|we) (?:have )?reached an? settlement\b",
    ),
    _noun(
        r"\g<who> settled with \g<whom> for",
        rf"^(?P<who>{NAME}) and (?P<whom>{NAME}) (?:have )?reached an? settlement\b",
        r"(?: agreement\b)?(?: (?:of|for)(?= \$))?",
    ),
    _noun(r"\g<with>", r"(?P<with> settled with .+?) for(?! \$)"),
    _noun(
        r"\g<what> filed \g<whom>",
        r"^(?P<what>stipulat(?:ed|ion (?:of|for)) dismissal\b.*?) (?P<whom>as to .+?)"
        r" (?:was )?filed\b",
    ),
    _noun(r"\g<who> paid the judgment", r"(?P<who>\w) (?:satisfied|paid off) the judgment\b"),
    _noun(r"\g<who> appealed", r"\b(?P<who>\w+) took an appeal\b"),
    _noun("an appeal was filed by ", r"^an appeal (?:was|is) taken by "),
    _noun(
        r"\g<who> appealed",
        rf"^(?P<who>{NAME})(?:'s|s') (?:notice of )?appeal(?: was)? (?:filed|taken)\b",
    ),
    _noun(
        r"\g<who> filed a notice of contest",
        rf"^(?P<who>{NAME})(?:'s|s') notice of contest(?: was)? filed\b",
    ),
)
_BESIDE: Sequence[Noun] = (
    _noun(r"\g<who> is the insurer of ", rf"^(?P<who>{NAME}) insures (?={_WHO})"),
    _noun(r"\g<who> appealed", r"\b(?P<who>\w+) appealed the judgment\b"),
    _noun(
        r"\g<done> \g<what> without prejudice",
        r"\b(?P<done>dropped|drops|dismissed|dismisses) (?P<what>.+?)"
        r",? (?:and |but )?reserv(?:ed|es|ing) the right to (?:refile|file again)(?: (?:it|them))?",
    ),
)
_COUNSEL: Sequence[Noun] = (
    _noun(
        r"\g<who> entered an appearance for ",
        r"^(?:an? |the )?(?:(?:entry|notice) of )?appearance (?:was )?(?:entered|filed|made)",
        rf" by (?P<who>{NAME}) (?:for|on behalf of) ",
    ),
    _noun("entered an appearance", r"\bfile[ds] an? (?:notice|entry) of appearance\b"),
)
NOUNS: Sequence[Noun] = (
    _noun(r"\g<who> have", r"\b(?P<who>we|they)'ve\b"),
    _noun("we ", r"\bwe have (?=(?:filed|moved|answered|served|settled|appealed)\b)"),
    *_ARRAIGNED,
    *_PLEAS,
    *_VERDICTS,
    *_SENTENCES,
    *_RULINGS,
    *_HEARINGS,
    *_TRIALS,
    *_CHARGES,
    *_SERVICE,
    *_ENDINGS,
    *_BESIDE,
    *_COUNSEL,
)
