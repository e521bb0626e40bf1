"""Motion heard: a motion that is filed, with the day on which it is set for hearing."""

from __future__ import annotations

import re

from casefile.law.events.process import MotionFiled
from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.apart import Apart
from casefile.words.told.linked import motion_told
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs, on_their_days

_SET = r"(?:set|scheduled|calendared|noticed|down)"
_IT = r"(?:it|that|this|which|the motion)"
_HEARING = r"(?:an? |the |oral )*(?:hearing|argument)"
_IS = r"(?:(?:is|was|has been|will be)(?: now)? |'s )"
_heard = re.compile(
    r"(?P<filed>.+?)(?:[;,.] (?:and )?|,? and )(?:"
    rf"{_IT} ?{_IS}(?:{_SET} (?:down )?)?(?:for {_HEARING} )?(?:for|on) (?P<day>{DAY_SAID})"
    rf"|{_IT} will be (?:heard|argued) (?:on )?(?P<heard>{DAY_SAID})"
    rf"|(?:with )?{_HEARING}(?: on (?:it|that|this|the motion))? {_IS}?(?:{_SET} )?(?:for|on) "
    rf"(?P<at>{DAY_SAID}))(?P<hour>,? at [\d:]+ ?(?:[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)


def motion_heard(telling: Telling) -> ToldActs | None:
    """Return a motion that is filed and the hearing on it; None for any other sentence.

    It is set on the day of the motion, where no other one is told.
    """
    found = _heard.fullmatch(telling.words)
    if found is None:
        return None
    told = Apart(telling.asking, telling.matter_id, telling.of)
    filed = told.act(found["filed"])
    if filed is None or filed.tag != MotionFiled.tag or not filed.sure:
        return None
    kind = motion_told(telling.asking, telling.matter_id, filed, telling.of)
    if not kind:
        return None
    at = f"{found['day'] or found['heard'] or found['at']}{found['hour'] or ''}"
    said = {"kind": [f"hearing on the {kind}"], "at": [at]}
    hearing = ToldAct("hearing set", said, day=filed.day)
    return on_their_days([filed, hearing], telling.given)
