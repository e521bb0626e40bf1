"""With reason: one act that is told with why it was done, or as to what alone it was."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.words.told.apart import Apart
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.what.courts import COURT
from casefile.words.what.unsure import is_unsure
from casefile.words.which.whom import parties_named

# Who did not come, for which a charge is dismissed.
_no_show = re.compile(
    r"(?P<why>(?:the )?[\w.' -]+? (?:did not|didn't|failed to) (?:appear|come|show(?: up)?))"
    r"(?:[,;] |,? and |,? so )(?:and )?(?:so )?(?P<act>.*\bdismiss.*)",
    re.IGNORECASE,
)
_dismissed_as = re.compile(
    r"(?P<act>.*\bdismissed)(?:[,;] |,? (?:when|as|after) )"
    r"(?P<why>(?:the )?(?:officer|[\w.' -]*?witness) (?:did not|didn't|failed to) "
    r"(?:appear|come|show(?: up)?))",
    re.IGNORECASE,
)
# What of a motion alone is granted, or denied: the rest of it is not.
_ruled_in_part = re.compile(
    r"(?P<before>.*?\b(?:granted|denied|grants|denies))\b(?P<what>.*?)(?:,? in part)?,? "
    r"(?:but |and )?"
    r"(?:(?:only|solely|just) (?:as to|as for|in part|with respect to|insofar as|for)"
    r"|(?:as to|with respect to)(?= [^,;]* only$)|except (?:as to|for|as for)|limited to) .+",
    re.IGNORECASE,
)
# The same told of each part: granted as to the drugs, but denied as to the phone.
_each_part = re.compile(
    rf"(?:{COURT} (?:has )?)?(?P<how>granted|denied) (?P<motion>(?:[\w.'-]+ )*?motion\b.*?),? "
    r"(?:as to|with respect to) .+?[,;]? (?:but|and) (?P<then>granted|denied) (?:it )?"
    r"(?:as to|with respect to) .+",
    re.IGNORECASE,
)
_article = re.compile("^(?:the|our|an?|his|her|their|its) ", re.IGNORECASE)
_partly = re.compile(
    rf"{COURT} (?:has )?(?:partially|partly) (?P<how>granted|denied) (?P<motion>.*\bmotion\b.*)",
    re.IGNORECASE,
)
# What of it was granted, behind that it was in part.
_in_part = re.compile(
    r"(?P<act>.*\b(?:granted|denied)\b.*\bin part)[:;,] (?!(?:and |but )?(?:granted|denied)\b).+",
    re.IGNORECASE,
)
# That it was settled, before that it was dismissed.
_settled_first = re.compile(
    r"(?P<why>(?:after|following|pursuant to|per|under|as a result of) (?:the|a|an|their|our)"
    r" (?:[a-z]+ )?settlement(?: agreement)?),? (?P<act>.*\bdismissed\b.*)",
    re.IGNORECASE,
)
_by_court = re.compile(rf"^(?:{COURT} (?:has )?)?(?=(?:grant|den)\w+$)", re.IGNORECASE)
# Who never answered, for which their default is entered.
_no_answer = re.compile(
    r"(?:because |since |as )?(?P<who>(?-i:[A-Z])[\w.'& -]*?|(?:the |both )?defendants?) "
    r"(?P<why>(?:never|(?:did|has|have|had) (?:not|never)|didn't|hasn't|haven't|failed to) "
    r"(?:answer|respond|appear|file(?:d)? (?:an?|any|his|her|its|their) (?:answer|response))\w*"
    r"(?: (?:the )?(?:complaint|petition|lawsuit|suit|in time|within [^,;]+))*)"
    r"(?:[;,.] (?:and )?(?:so )?|,? so |,? and )(?P<act>.*\bdefault\b.*)",
    re.IGNORECASE,
)
# Who was never found, or served, for which they are dismissed.
_not_found = re.compile(
    r"(?:because |since |as )?(?P<who>(?-i:[A-Z])[\w.'& -]*?) (?:(?:was|were) (?:never|not)"
    r"|(?:could not|couldn't|cannot|can't) be) (?:found|located|served)"
    r"(?:[;,.] (?:and )?(?:so )?|,? so |,? and )(?P<act>.*\bdismissed\b.*)",
    re.IGNORECASE,
)
_pronoun = re.compile(r"\b(?:(?P<whose>his|her|their|its)|(?P<whom>him|them|it))\b", re.IGNORECASE)
_default = re.compile(r"\bdefault\b(?! against)", re.IGNORECASE)
_and_asked = re.compile(
    r"(?P<act>.*\b(?:contest(?:s|ed)|pleaded|pled|denied|answered|appealed)\b.*?)(?:,? and|,)"
    r" (?:(?:he|she|they|we) )?(?:asked for|asks for|requested|requests|demanded|demands) .+",
    re.IGNORECASE,
)

# Why a motion is made, which is no part of what it is called.
_motion_for = re.compile(
    r"(?P<act>.*?\b(?:motion|moved|moves|asked|petitioned)\b (?:to|for|in|the court) [^;]*?),? "
    r"(?:because|on the grounds? that|on grounds that|arguing that|alleging that) "
    r"(?P<why>(?:(?![;.] ).)+)(?P<rest>[;.] .+)?",
    re.IGNORECASE,
)
_ruled = re.compile(
    r"\b(?:granted|grants|denied|denies|dismissed|overruled|sustained|withdr\w+|motion was)\b",
    re.IGNORECASE,
)


def without_why(typed: str) -> str:
    """Return a sentence that tells of a motion without why it is made; any other one as it is."""
    found = _motion_for.fullmatch(typed)
    if found is None or _ruled.search(found["act"]):
        return typed
    return f"{found['act']}{found['rest'] or ''}"


def with_reason(telling: Telling) -> ToldActs | None:
    """Return one act that a sentence tells with its reason; None for any other sentence.

    What has no field is kept as the whole of the sentence.
    """
    asking, matter_id, typed, of = telling[:4]
    if found := _no_show.fullmatch(typed) or _dismissed_as.fullmatch(typed):
        return ToldActs([ToldAct(f"{found['act']} because {found['why']}")])
    if (ruling := _ruling(typed)) and not _tells_more(asking, matter_id, typed, of):
        return ToldActs([ToldAct(ruling, {NOTE: [as_note(typed)]})])
    if found := _settled_first.fullmatch(typed):
        return ToldActs([ToldAct(f"{found['act']} {found['why']}")])
    if found := _no_answer.fullmatch(typed) or _not_found.fullmatch(typed):
        return _for_that(asking, matter_id, typed, found, of)
    if found := _and_asked.fullmatch(typed):
        return ToldActs([ToldAct(found["act"], {NOTE: [as_note(typed)]})])
    return None


def _ruling(typed: str) -> str:
    """Return the words for a ruling on a motion in part; nothing for any other sentence."""
    if not re.search(r"\bmotion\b", typed):
        return ""
    if found := _ruled_in_part.fullmatch(typed):
        return f"{_by_court.sub('the court ', found['before'])}{found['what']} in part"
    if (found := _each_part.fullmatch(typed)) and found["how"] != found["then"]:
        return f"{_article.sub('', found['motion'])} granted in part and denied in part"
    if found := _partly.fullmatch(typed):
        return f"the court {found['how']} {found['motion']} in part"
    found = _in_part.fullmatch(typed)
    return found["act"] if found else ""


def _tells_more(asking: Asking, matter_id: str, typed: str, of: str) -> bool:
    """Tell whether what stands behind a ruling may be an act of its own."""
    apart = Apart(asking, matter_id, of)
    return any(map(apart.act, re.split(r"[;,.] (?:and |but )?| and ", typed)[1:]))


def _for_that(
    asking: Asking, matter_id: str, typed: str, found: re.Match[str], of: str
) -> ToldActs:
    """Return what was done as somebody did not answer, or was not found; nothing where unsure."""

    def name(said: re.Match[str]) -> str:
        return f"{found['who']}'s" if said["whose"] else str(found["who"])

    said = found["act"]
    if not _pronoun.search(said) and not parties_named(asking, matter_id, said):
        said = _default.sub(f"default against {found['who']}", said, count=1)
    act = Apart(asking, matter_id, of).act(_pronoun.sub(name, said))
    if act is None or not act.sure or is_unsure(act.words):
        return ToldActs()
    whole = {**act.fields, NOTE: [as_note(typed)]}
    return ToldActs([act._replace(fields=whole, day="")], act.day)
