"""Nouns: in which words acts are told by a noun with a small verb, with the words that tell them.

Entered a plea of not guilty is pleaded not guilty. What a part of the first says stands in the
second under its name; what is around them stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from casefile.words.forms.dated import DAY_SAID
from casefile.words.forms.noun_form import ARTICLE, BEEN, DONE, NAME, Noun, noun
from casefile.words.forms.sentence_forms import PLEADED
from casefile.words.forms.verdict_nouns import VERDICT_NOUNS
from casefile.words.what.courts import COURT
from casefile.words.what.done import KIND
from casefile.words.when.dates import MONTH

HOW = r"(?:not guilty|guilty|no contest|nolo contendere|alford)"
_WHO = r"(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)*"
_DAY_AHEAD = rf"(?:\d+[/-]\d|{MONTH}\.? \d)"
_PLEA = rf"(?:pleas? of (?P<plea>{HOW})|(?P<own>{HOW}) pleas?)"
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


_PLEAS: Sequence[Noun] = (
    noun("", r"\b(?:has|have|had) (?=(?:pleaded|pled|entered|filed)\b)"),
    noun("pleaded not guilty", r"\b(?:pleaded|pleads|pled) NG\b"),
    # A plea of guilty by who says to be innocent (North Carolina v. Alford, 400 U.S. 25 (1970)).
    noun(
        r"pleaded Alford\g<item>",
        rf"\b{PLEADED} guilty(?P<item>(?: (?:to|on) [^;,]+?)?),? (?:under|pursuant to|per|by) "
        r"(?:(?:North Carolina v\.? )?Alford|an Alford plea)\b",
    ),
    noun(
        r"pleaded Alford\g<item>",
        rf"\b{PLEADED} guilty,? (?:under|pursuant to|per|by) (?:(?:North Carolina v\.? )?Alford"
        r"|an Alford plea)\b(?P<item>)",
    ),
    noun("pleaded", rf"\bpleads(?= {HOW})"),
    noun(
        r"\g<who> pleaded \g<plea>\g<own>",
        rf"(?P<who>\w) (?:entered|enters|tendered|tenders|made|makes|took|takes) {ARTICLE}{_PLEA}",
    ),
    noun(
        r"\g<who>\g<by> pleaded \g<plea>\g<own>",
        rf"^(?:(?P<who>.+?)'s? )?{ARTICLE}{_PLEA}{BEEN} (?:entered|tendered)",
        r"(?: (?:by|for) (?P<by>(?-i:[A-Z])\w+))?",
    ),
    noun(
        r"\g<before>pleaded \g<plea>\g<own>",
        rf"(?P<before>\b(?:arraigned|arraignment)\b.*?[,:;] (?:and )?){ARTICLE}{_PLEA}",
        r"(?: (?:was|were))?(?: entered)?",
    ),
    noun(
        r"pleaded \g<plea> to",
        r"\b(?:changed|changes) (?:his|her|their|the) pleas? (?:from not guilty )?"
        r"to (?P<plea>guilty|no contest) (?:to|on|as to)\b",
    ),
    noun(
        r"\g<first>, and pleaded \g<then> ",
        rf"(?P<first>\b{PLEADED} {HOW} (?:to|on) [^;]+?),? (?:and|but) (?P<then>{HOW}) (?=to|on)",
    ),
    noun(
        r"\g<plea> to all counts",
        rf"(?P<plea>\b{PLEADED} {HOW}) (?:across the board|(?:to|on) (?:everything",
        r"|(?:each|every)(?: one)?(?: of the)? (?:count|charge)s?))",
    ),
)
_SENTENCES: Sequence[Noun] = (
    noun(
        r"\g<imposed>, and ",
        r"(?P<imposed>\bsentence[sd]\b[^;]*?),?(?: and|,) (?:(?:was|were|is) )?(?:also )?"
        r"(?:ordered|orders|directed|required) (?:(?:him|her|them) )?to ",
        r"(?:pay|do|complete|perform|attend|undergo) ",
    ),
    noun(
        r"\g<imposed>, and a fine of ",
        r"(?P<imposed>\bsentence[sd]\b[^;]*?),?(?: and|,) (?:(?:was|were|is) )?(?:also )?",
        r"fine[sd] (?:(?:him|her|them) )?(?=\$\d)",
    ),
    noun(
        r"\g<court> sentenced\g<whom> to ",
        rf"^(?P<court>{COURT}) (?:has )?(?:imposed|imposes|gave|gives|handed(?: down)?)",
        r"(?P<whom> (?!an?\b).+?)? an? sentence of ",
    ),
    noun(
        r"\g<court> sentenced \g<whom> to ",
        rf"^(?P<court>{COURT}) (?:gave|gives) (?P<whom>him|her|them|(?-i:[A-Z])[\w.-]+)",
        r" (?=(?:\$?\d|an?\b).* (?:on|for) counts? \d)",
    ),
    noun("was sentenced to ", r"\b(?:received|got|was given|drew) an? sentence of "),
    noun(r"sentenced to \g<size>", rf"^{ARTICLE}sentence of (?P<size>.+?){BEEN} imposed\b"),
    noun("sentenced to ", r"^sentence imposed: "),
    noun(r"on \g<term> probation", rf"\bon probation for (?P<term>{_SIZE})\b"),
    noun(
        r"\g<term> ",
        r"(?P<term>\b(?:year|month|week|day|hour)s?) of "
        r"(?=(?:supervised |unsupervised )?(?:probation|incarceration|jail|prison)\b)",
    ),
)
_RULINGS: Sequence[Noun] = (
    *(
        noun(
            rf"the court {done} \g<what>\g<day>",
            rf"^(?:{COURT} (?:has )?{DONE} )?{ARTICLE}(?:written |minute |oral |agreed )?order",
            rf" {doing} (?!.*{DAY_SAID} .*{DAY_SAID})(?P<what>.+?)(?:{BEEN} {DONE})?",
            rf"(?P<day>(?:,? (?:on )?{DAY_SAID})?)$",
        )
        for doing, done in _ORDERS.items()
    ),
    *(
        noun(
            rf"\g<who> {done} ",
            rf"^(?P<who>{COURT}) (?:has )?(?:entered|granted|issued|ordered) {ARTICLE}{deed} ",
        )
        for deed, done in _DEEDS.items()
    ),
    noun(
        r"\g<who> dismissed ", rf"^(?P<who>.+?) (?:has )?(?:entered|filed) {ARTICLE}dismissal of "
    ),
    *(
        noun(rf"\g<what> {done}", rf"^{ARTICLE}{deed} (?P<what>(?!time\b).+?){BEEN} {DONE}\b")
        for deed, done in _DEEDS.items()
    ),
    noun(
        r"\g<who> dismissed \g<what>",
        rf"^(?P<who>.+?)(?:'s|s') dismissal of (?P<what>.+?){BEEN} {DONE}\b",
    ),
    noun(r"\g<who> dismissed ", r"(?P<who>\w) (?:nolled|nol prossed) "),
    noun(
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
    noun(
        r"\g<who> was arraigned\g<day> and ",
        rf"^(?:at|during) {_ITS} arraignment{_OF_DAY},? (?P<who>.+?) (?={_ENTERS}\b)",
    ),
    noun(
        r"\g<who> was arraigned and \g<plea>",
        rf"^(?P<who>.+?) (?P<plea>{_ENTERS} .+?),? (?:at|during) {_ITS} arraignment",
    ),
    noun(
        r"\g<who> was arraigned\g<day> and ",
        rf"^(?P<who>.+?) appeared (?:for|at) (?:{_ITS} )?arraignment{_OF_DAY}"
        rf"(?:,? and|,) (?={_ENTERS}\b)",
    ),
    noun(
        r"\g<who> was arraigned\g<day> and ",
        rf"^(?P<who>{NAME})(?:'s|s') arraignment was held{_OF_DAY}(?:,? and|[,;])",
        rf" (?:(?:he|she|they) )?(?={_ENTERS}\b)",
    ),
    noun(  # several, each of whom pleads
        r"\g<who> were arraigned\g<day>; \g<who> ",
        rf"^(?P<who>{_WHO}(?:, {_WHO})*,? and {_WHO})(?: both)? (?:was|were) (?:both )?arraigned",
        rf"{_OF_DAY}(?:,? and|[,;]) (?:(?:they|both)(?: of them)? )?(?={_ENTERS}\b)",
    ),
)
_HEARINGS: Sequence[Noun] = (
    noun(
        r"\g<motion>; the hearing on it is set for",
        r"(?P<motion>\b(?:motion|moved)\b[^;]*?)(?:, (?:and )?which|[;,] (?:and )?it| and it)",
        rf"{BEEN} set (?:down )?for (?:an? )?hearing(?: on| for)?(?= {_DAY_AHEAD})",
    ),
    noun(
        r"hearing on \g<motion> set for",
        rf"^(?!.*\b(?:hearing|argument|trial|conference)\b.* set for){ARTICLE}"
        rf"(?P<motion>(?:(?!(?:filed|files|moved)\b)[\w']+ )*motion [^;,]+?){BEEN} set for",
        r"(?: (?:an? )?hearing(?: on| for)?)?",
        rf"(?= {_DAY_AHEAD})",
    ),
    noun(
        r"\g<kind> set for",
        r"^(?:(?:we|they|he|she|it)(?: are| is| was| were|'re|'s)"
        r"|(?:the|this|our) (?:case|matter)(?: is| was)?)",
        rf" set for {ARTICLE}(?P<kind>{KIND})(?: on| for)?(?= {_DAY_AHEAD})",
    ),
    noun(
        r"\g<who>'s \g<kind> set for",
        rf"^(?P<who>{NAME}) (?:is|was) set for {ARTICLE}(?P<kind>{KIND})(?: on| for)?",
        rf"(?= {_DAY_AHEAD})",
    ),
    noun(
        r"\g<kind> held",
        rf"^(?:we|they|{COURT}) (?:had|held|conducted|attended) {ARTICLE}(?P<kind>{KIND})",
        rf"(?=$|,? (?:on )?{_DAY_AHEAD})",
    ),
    noun(
        r"\g<who>'s \g<kind> held",
        rf"^(?P<who>{_WHO}) (?:had|made|attended|came to|appeared (?:for|at)) {ARTICLE}",
        rf"(?P<kind>{KIND})(?=$|[;,] |,? (?:on )?{_DAY_AHEAD})",
    ),
    noun(
        r"\g<kind> held",
        r"^(?:he|she|our client) (?:had|made|attended|came to|appeared (?:for|at))"
        rf" {ARTICLE}(?P<kind>{KIND})"
        rf"(?=$|[;,] |,? (?:on )?{_DAY_AHEAD})",
    ),
    noun(
        r"\g<who> set aside \g<what>",
        rf"^(?P<who>{COURT}) (?:has )?set (?P<what>{ARTICLE}[a-z][^,;]+) aside(?! from)\b",
    ),
    noun("", r"^(?:setting|notice of (?:hearing|setting)): "),
    noun(
        r"\g<kind>",
        r"\b(?P<kind>trial|hearing|conference) setting(?=$|,? (?:on )?\d"
        r"| (?:(?:is|was|has been) )?(?:vacated|continued|reset|moved|cancell?ed)\b)",
    ),
    noun("", r"\b(?:vacated|cancell?ed),? and (?=(?:reset|rescheduled|continued|moved) )"),
    noun(
        r"hearing on \g<motion> set for",
        rf"^(?!.*\b(?:hearing|argument|trial|conference)\b.* set for){ARTICLE}"
        r"(?P<motion>(?:(?!(?:filed|files|made|brought|moved)\b)[\w']+ )*motion (?:(?![;,] ).)+?)"
        rf"{BEEN} set for(?: (?:an? )?hearing(?: on| for)?)?(?= {_DAY_AHEAD})",
    ),
    noun(
        r"the \g<day> \g<kind> \g<done>",
        rf"^(?:the )?(?P<kind>{KIND}) (?:that (?:is|was) )?set for (?P<day>\d+/\d+(?:/\d+)?)",
        rf"{BEEN} (?P<done>vacated|cancell?ed)\b",
    ),
    noun(r"\g<what> held", rf"(?P<what>\bdepositions? of .+?|(?:'s|s') deposition){BEEN} taken\b"),
    noun(r"deposition of \g<who> held", r"^we took (?P<who>.+?)(?:'s|s') deposition\b"),
)
_TRIALS: Sequence[Noun] = (
    noun(
        r"\g<trial> began against \g<who>",
        rf"^(?P<who>{NAME})(?:'s|s') {_TRIAL} (?:began|started|commenced)\b",
    ),
    noun(r"trial began against \g<who>", rf"^(?P<who>{NAME}) went to trial\b"),
    noun(
        r"\g<who>'s \g<trial>",
        rf"^{_TRIAL} of (?P<who>{_WHO})(?=,? (?:on |from )?{_DAY_AHEAD}|:)",
    ),
    noun(
        r"\g<trial> \g<begin> to \g<end>\g<rest>",
        rf"^(?P<begin>{DAY_SAID}) ?(?:-|\u2013|to|through) ?(?P<end>{DAY_SAID}),?:?",
        r" (?P<trial>(?:.+? )?trial)(?P<rest>[:;,] )",
    ),
    noun(
        r"\g<trial>",
        rf"^(?P<trial>(?:.+? )?trial)(?: was)? held"
        rf"(?= {_DAY_AHEAD}.*\b(?:guilty|acquitted|convicted))",
    ),
)
_CHARGES: Sequence[Noun] = (
    noun(
        r"charged with \g<count>, \g<what>",
        r"^(?:(?:the )?(?:state|government|prosecution|prosecutor|da) (?:has )?)?(?:filed|added)"
        r" (?P<count>count \d{1,2})[,:]? (?P<what>(?!(?:of|on|and|to)\b)[a-z][\w' -]*?)"
        r"(?=$|,? (?:on )?\d| (?:on|against) )",
    ),
    noun(
        r"charged with \g<count>, \g<what>",
        r"^(?P<count>count \d{1,2})[,:]? "
        r"(?P<what>(?!(?:is|was|of|on|and|to|amended)\b)[a-z][\w' -]*?)"
        r",? (?:(?:is|was) )?(?:filed|charged|added)(?=$|,? (?:on )?\d| (?:on|against) )",
    ),
    noun(r"\g<who> charged with ", rf"^charged (?P<who>{NAME}) with "),
    noun(r"\g<done> with ", r"\b(?P<done>indicted|charged) (?:on|with) (?:one|a|1) count of "),
)
# The paper by which somebody is sued, which they are served with.
_SUIT = (
    r"(?:an? |the |a copy of (?:the )?)?(?:(?:summons|civil|original|citation)(?: and)? (?:the )?)*"
    r"(?:complaint(?: and summons)?|petition|(?:law)?suit|process|summons|(?:suit |court )papers)"
)
_SERVICE: Sequence[Noun] = (
    noun("served", rf"(?<=\w )served with {_SUIT}(?=$|[;,] | (?:on|by|at|in|via|through) )"),
    noun(
        r"\g<by> served \g<who>",
        r"^(?P<by>we|(?:the |an? )?(?:(?:county )?sheriff|deputy|process server|constable|marshal))"
        rf" served (?P<who>{_WHO}) with {_SUIT}(?=$|[;,] | (?:on|by|at|in|via|through) )",
    ),
    noun(
        r"\g<who> was served",
        r"^service (?:of (?:process|the summons|the complaint) )?(?:on|upon) (?P<who>.+?)",
        rf"{BEEN} (?:made|completed|effected|obtained|accomplished|perfected)\b",
    ),
    noun(
        r"\g<who> was served by \g<by>\g<where>",
        r"^(?P<by>(?:the |an? )?(?:(?:county )?sheriff|deputy|process server|constable|marshal))",
        r" served (?P<who>.+?)(?P<where>(?: (?:at|in) [^0-9]+?)?)(?=$|,? (?:on )?\d)",
    ),
    noun(
        "all defendants",
        r"^(?:everyone|everybody|all parties|all the defendants)(?= (?:was|were) served\b)",
    ),
    noun(
        "complaint and summons",
        r"^(?:the )?summons and complaint(?= (?:was |were )?served (?:on|upon) )",
    ),
)
_ENDINGS: Sequence[Noun] = (
    noun("settled", r"\bsettled with (?:us|our client)(?=$| for )"),
    noun("default", r"^(?:the )?clerk's default(?= (?:was )?entered)"),
    noun(r"\g<who> defaulted", r"^(?P<who>.+?) (?:was|were) defaulted\b"),
    noun(
        r"\g<what> entered against ",
        rf"^(?:we|{_WHO}) (?:obtained|took|got|received|won)"
        r" an? (?P<what>default(?: judgment)?) against ",
    ),
    noun(
        "settlement reached",
        r"^(?:(?:the )?parties|both sides|we) (?:have )?reached an? settlement\b",
    ),
    noun(
        r"\g<who> settled with \g<whom> for",
        rf"^(?P<who>{NAME}) and (?P<whom>{NAME}) (?:have )?reached an? settlement\b",
        r"(?: agreement\b)?(?: (?:of|for)(?= \$))?",
    ),
    noun(r"\g<with>", r"(?P<with> settled with .+?) for(?! \$)"),
    noun(
        r"\g<what> filed \g<whom>",
        r"^(?P<what>stipulat(?:ed|ion (?:of|for)) dismissal\b.*?) (?P<whom>as to .+?)"
        r" (?:was )?filed\b",
    ),
    noun(r"\g<who> paid the judgment", r"(?P<who>\w) (?:satisfied|paid off) the judgment\b"),
    noun(r"\g<who> appealed", r"\b(?P<who>\w+) took an appeal\b"),
    noun("an appeal was filed by ", r"^an appeal (?:was|is) taken by "),
    noun(
        r"\g<who> appealed",
        rf"^(?P<who>{NAME})(?:'s|s') (?:notice of )?appeal(?: was)? (?:filed|taken)\b",
    ),
    noun(
        r"\g<who> filed a notice of contest",
        rf"^(?P<who>{NAME})(?:'s|s') notice of contest(?: was)? filed\b",
    ),
)
_BESIDE: Sequence[Noun] = (
    noun(r"\g<who> is the insurer of ", rf"^(?P<who>{NAME}) insures (?={_WHO})"),
    noun(r"\g<who> appealed", r"\b(?P<who>\w+) appealed the judgment\b(?! (?:of|entered|dated)\b)"),
    noun(
        r"\g<done> \g<what> without prejudice",
        r"\b(?P<done>dropped|drops|dismissed|dismisses) (?P<what>.+?)"
        r",? (?:and |but )?reserv(?:ed|es|ing) the right to (?:refile|file again)(?: (?:it|them))?",
    ),
)
_COUNSEL: Sequence[Noun] = (
    noun(
        r"\g<who> entered an appearance for ",
        r"^(?:an? |the )?(?:(?:entry|notice) of )?appearance (?:was )?(?:entered|filed|made)",
        rf" by (?P<who>{NAME}) (?:for|on behalf of) ",
    ),
    noun("entered an appearance", r"\bfile[ds] an? (?:notice|entry) of appearance\b"),
)
NOUNS: Sequence[Noun] = (
    noun(
        r"we filed \g<what>",
        r"^our (?P<what>(?!(?:client|side)\b)[a-z][^;,]*?) (?:was|were) filed"
        r"(?=$|,? (?:on )?\d| on )",
    ),
    noun(r"\g<who> have", r"\b(?P<who>we|they)'ve\b"),
    noun("we ", r"\bwe have (?=(?:filed|moved|answered|served|settled|appealed)\b)"),
    *_ARRAIGNED,
    *_PLEAS,
    *VERDICT_NOUNS,
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
