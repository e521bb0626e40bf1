"""Unsure: words that say of an act that it has not happened, is to come, or is somebody's word."""

from __future__ import annotations

import re

_unsure = re.compile(
    r"\b(?:not(?! (?:guilty|liable|responsible|competent)\b)|never|cannot|\w+n't|neither|nor|nobody"
    r"|no longer|no one|without having"
    r"|(?-i:will|may(?= [a-z]))|would|shall|should|might|could|can|if|unless|whether|yet"
    r"|(?:is|are|was|were|be) (?:expected |supposed |scheduled |due |set )?to (?!be tried)"
    r"|(?:to be(?! followed by| served (?:con|after|at|in)|.* concurrent)|about to|going to"
    r"|ready to|likely|unlikely|soon)"
    r"|notice of (?:(?:its|his|her|their) )?(?:intent|intention)|intention"
    r"|(?:plans|intends|considers|considering|contemplates|threatens|expects|expected|proposes)"
    r"|(?:planned|planning|offered|trying|hoping|threatening|declined|refused|failed|agreed"
    r"|agrees|wants|wanted|hopes|tried) to"
    r"|says|said|tells|told|thinks|thought|believes|believed|announces|announced|suggests"
    r"|suggested|(?:claims|claimed|alleges|alleged|argues|argued|heard|hears|understands|reports"
    r"|reported|admits|admitted|denies|denied|stated|states|confirmed|confirms|learned) that"
    r"|according to|reportedly|supposedly|allegedly|apparently|maybe|perhaps|probably|possibly"
    r"|asks|asked|urges|urged|requests that|requested that|suppose|assuming|almost|nearly"
    r"|undelivered|unserved|unexecuted|unclaimed)\b",
    re.IGNORECASE,
)
_why = re.compile(r",? (?:because|due to|alleging|for lack of|for failure to)\b", re.IGNORECASE)


def is_unsure(typed: str) -> bool:
    """Tell whether words say of an act that it was not done, is to come, or is somebody's word.

    What they tell is recorded as no act of that day. Why it was done may be what was not.
    """
    words = _why.split(typed)[0].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return bool(_unsure.search(" ".join(words.split())))
