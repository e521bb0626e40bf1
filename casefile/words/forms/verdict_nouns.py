"""Verdict nouns: how verdicts and acquittals are told by a noun, with the words that tell them."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.words.forms.noun_form import ARTICLE, DONE, NAME, Noun, noun
from casefile.words.what.courts import COURT

DIRECTED = r"directed verdict"
_VERDICT = r"(?:verdicts? of (?P<verdict>(?:not )?guilty)|(?P<own>(?:not )?guilty) verdicts?)"
_JURY = r"(?P<finder>(?:the )?(?:jury|court|judge)) (?:has )?"
_ON = r"(?:to|on|of|as to) (?=(?:counts? \d|both|all|each|every))"

VERDICT_NOUNS: Sequence[Noun] = (
    noun(
        r"the jury found him \g<verdict>\g<own>",
        rf"^(?:the )?jury (?:has )?(?:returned|returns|came back with|reached) {ARTICLE}{_VERDICT}"
        rf"(?= {_ON})",
    ),
    noun(r"he was found \g<verdict>\g<own> ", rf"^{ARTICLE}{_VERDICT} (?={_ON})"),
    noun(
        r"\g<finder> found \g<whom> not guilty ",
        rf"^{_JURY}acquit(?:ted|s) (?P<whom>(?!on\b|of\b).+?) (?=(?:on|of|as to) ",
        rf"(?!.*\b{DIRECTED}))",
    ),
    noun(r"\g<finder> found \g<whom> guilty ", rf"^{_JURY}convict(?:ed|s) (?P<whom>.+?) (?={_ON})"),
    noun(
        r"the jury found \g<whom> guilty ",
        r"^(?:the |a )?jury (?:has )?convict(?:ed|s) (?P<whom>(?!on\b|of\b).+?) (?=(?:on|of) )",
    ),
    noun(
        r"\g<whom> was convicted ",
        rf"^{COURT} (?:has )?convict(?:ed|s) (?P<whom>{NAME}) (?=(?:on|of) )",
    ),
    # What the court takes from the jury (Fed. R. Crim. P. 29).
    noun(
        r"directed verdict of acquittal\g<who> on \g<item>",
        rf"^{COURT} (?:has )?(?:directed|entered|granted|ordered|directs|enters|grants|orders) ",
        rf"{ARTICLE}(?:{DIRECTED}(?: of acquittal)?|verdict of acquittal)",
        r"(?P<who>(?: (?:for|as to|of|against|in favor of) (?-i:[A-Z]|our client)[^,;]*?)?)",
        r",? (?:on|of|as to) (?P<item>[^;]+)",
    ),
    noun(
        r"directed verdict of acquittal for \g<who> on \g<item>",
        rf"^{COURT} (?:has )?acquit(?:ted|s) (?P<who>{NAME}) (?:of|on) (?P<item>.+?)",
        rf",? (?:by|on|with|in) {ARTICLE}{DIRECTED}(?: of acquittal)?",
    ),
    noun(
        r"directed verdict of acquittal for \g<who> on \g<item>",
        rf"^(?P<who>{NAME}) (?:was |is )?acquitted (?:of|on) (?P<item>.+?)",
        rf",? (?:by|on|with|in) {ARTICLE}{DIRECTED}(?: of acquittal)?(?: of the court)?",
    ),
    noun(
        r"directed verdict of acquittal\g<who> on \g<item>",
        rf"^{ARTICLE}{DIRECTED}(?: of (?:acquittal|not guilty))?(?: (?:was |is )?{DONE})?",
        r"(?P<who>(?: (?:for|as to|of|against|in favor of) (?-i:[A-Z]|our client)[^,;]*?)?)",
        r",? (?:on|of|as to) (?P<item>(?!acquittal$|not guilty$)[^;]+?)",
        rf"(?: (?:was |is )?{DONE})?(?=$|;)",
    ),
    noun(
        r"\g<how> \g<by> \g<item>",
        r"\b(?P<how>convicted|acquitted) (?P<item>(?:on|of) .+?)"
        r" (?P<by>by (?:the|a) (?:jury|judge|court))\b",
    ),
    noun(
        "mistrial declared",
        rf"^{COURT} (?:has )?(?:declared|declares|granted|grants) a mistrial",
    ),
    noun(
        r"\g<verb>\g<item> and ",
        r"\b(?P<verb>guilty|acquitted|convicted)(?P<item>.*?\bcount \d+),? and count (?=\d+\b)",
    ),
    noun(
        "judgment of acquittal",
        rf"^{COURT} (?:has )?(?:directed|entered|granted|ordered|enters|grants) {ARTICLE}"
        r"(?:judgment of )?acquittal\b",
    ),
)
