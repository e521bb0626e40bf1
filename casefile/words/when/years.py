"""Years: of which year a day, a month or a season is that is typed without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from casefile.law.edtf import parse
from casefile.words.when.found import Found, sure, unsure
from casefile.words.when.here import CLOSE, FAR, Here

# How near to today a day without a year has to be: `CLOSE`, and in the months before and after the
# turn of the year a month.
CLOSE_AT_TURN: Final = timedelta(days=31)
# What happened so lately is what most people say without a year, whatever they type beside it.
LATELY: Final = timedelta(days=31)
# How long ago a day may be that is the first of a matter, and is said without a year.
A_DAY: Final = timedelta(days=1)
OWN_YEAR: Final = "the year of this matter's other days"
UNTIL_SET: Final = "before the day for which it is set"
BEHIND: Final = "behind the day of what it acts on"
WHICH_YEAR: Final = "In which year?"
WHICH_MONTH: Final = "In which month?"
OWN_DAY: Final = "a day of this year"
OWN_MONTH: Final = "the likely month"

Fits = Callable[[date], bool]


def of_day(month: int, day: int, fits: Fits, here: Here) -> Found:
    """Return a day of the one year in which it can be meant here, or ask in which.

    Where several are left, or none, it is that which lies before what was set on it, and behind
    what it acts on.
    """
    return _behind(_before(month, day, fits, here), month, day, fits, here)


def _behind(found: Found, month: int, day: int, fits: Fits, here: Here) -> Found:
    """Return a day of the years in which it lies behind what it acts on, where it does in some."""
    first = here.behind
    if first is None or not found.options:
        return found
    own = [one for one in map(date.fromisoformat, found.options) if one >= first]
    if len(own) == len(found.options):
        return found
    ends = [here.until or date.max, here.today + A_DAY if here.past else date.max]
    around = _days(month, day, range(first.year, max(first, here.today).year + 2))
    own = own or [one for one in around if fits(one) and first <= one <= min(ends)]
    if not own:
        return found
    if len(own) == 1:
        return Found((own[0].isoformat(),), counted=True, by=BEHIND)
    return unsure(own, WHICH_YEAR, counted=True)


def _before(month: int, day: int, fits: Fits, here: Here) -> Found:
    """Return a day of the one year in which it can be meant, before what was set on it."""
    found = _of_day(month, day, fits, here)
    until = here.until
    if until is None:
        return found
    before = [one for one in found.options if date.fromisoformat(one) <= until]
    if len(before) == len(found.options) and not found.why:
        return found
    if len(before) == 1:
        return Found((before[0],), counted=True, by=UNTIL_SET)
    return found if found.why else unsure([*found.options], WHICH_YEAR, counted=True)


def _of_day(month: int, day: int, fits: Fits, here: Here) -> Found:
    """Return a day of the one year in which it can be meant, as `of_day` does.

    It is of the year that another day tells, which it corrects or follows. Else it lies among the
    days of the matter or close to them, or close to today: where these leave one year it is that
    one, and where they leave two it is asked.
    """
    if told := _told(month, day, fits, here):
        return Found((told.isoformat(),), counted=True)
    near = _near_today(month, day, fits, here)
    own = [one for one in _days(month, day, _own_years(here)) if fits(one) and _is_own(one, here)]
    if here.past:
        own = [one for one in own if one <= here.today + A_DAY]
    if len(own) == 1 and (near.why or near.options == (own[0].isoformat(),)):
        return Found((own[0].isoformat(),), counted=True, by=OWN_YEAR if near.why else "")
    since = here.own is None or not own or own[0] >= here.own[0]  # and not before all of them
    if len(own) == 1 and since and here.catching_up and not _lately(near, here.today):
        return Found((own[0].isoformat(),), counted=True, by=OWN_YEAR)
    if not own and near.why and here.past:
        return _lately_past(near, here)
    if not own or (not near.why and date.fromisoformat(near.options[0]) in own):
        return near
    return unsure(sorted({*map(str, own), *near.options}), WHICH_YEAR, counted=True)


def of_month(day: int, fits: Fits, here: Here) -> Found:
    """Return of which month a day is that is told by its number alone, or ask that.

    What is set is for the next one. Of what has been the likely one comes first: the last one
    before today, or, while a matter is put on record long after it, that of its own last month.
    """
    late = here.own[1] if here.own and here.catching_up else None
    base = here.stands or here.since or late or here.today
    every = [one for one in _days_of(day, _months(base)) if fits(one)]
    if here.ahead and not here.stands and (here.since or not late):
        return Found(tuple(str(one) for one in every if one >= base)[:1], counted=True)
    if not here.past:
        return unsure(every, WHICH_MONTH, counted=True)
    before = [one for one in every if one <= here.today + A_DAY]
    own = [one for one in before if (one.year, one.month) == (base.year, base.month)]
    likely = own if late else before[-1:]
    first = here.own[0] if here.own else date.min
    others = [one for one in before if one not in likely and one >= first]
    if likely and not others:
        return Found((str(likely[0]),), counted=True, by=OWN_MONTH)
    found = unsure([*likely, *others], WHICH_MONTH, counted=True)
    return found._replace(likely=bool(likely), by=OWN_MONTH if likely else "")


def of_span(spans: Callable[[Iterable[int]], Found], here: Here, around: Sequence[int]) -> Found:
    """Return a month or a season of the one year in which it can be meant here, or ask in which.

    `spans` returns it in some years, and `around` are those that today leaves.
    """
    own = [one for one in spans(_own_years(here)).options if _touches_own(one, here)]
    if here.past:
        own = [one for one in own if _earliest(one) <= here.today]
    near = [one for one in spans(around).options if _is_near(one, here)]
    plausible = {*own, *near}
    if len(own) == 1 and plausible == set(own):
        return Found((own[0],), counted=True, by=OWN_YEAR)
    later = [one for one in sorted(plausible) if _ends_behind(one, here)]
    if here.behind and len(later) == 1:
        return Found((later[0],), counted=True, by=BEHIND)
    return unsure(sorted({*spans(around).options, *own}), "Of which year?", counted=True)


def may_be(span: str, here: Here) -> bool:
    """Tell whether a month is not so far from the days of the matter that nobody means it."""
    first, last = here.own or (date.min, date.max)
    when = parse(span)
    begins, ends = when.earliest or date.min, when.latest or date.max
    return here.own is None or (begins - last <= FAR and first - ends <= FAR)


def _told(month: int, day: int, fits: Fits, here: Here) -> date | None:
    """Return the day of the one year that another day tells: one that it corrects, or follows.

    What is to come from today on is of today's year where that is close.
    """
    about = here.stands or here.since
    if about is None:
        return None
    found = [one for one in _days(month, day, _around(about)) if fits(one)]
    if here.stands:
        near = [one for one in found if abs(one - about) <= CLOSE]
    else:
        near = [one for one in found if one >= about]
        if about == here.today and any(about - CLOSE <= one < about for one in found):
            return None
    return min(near, key=lambda one: abs(one - about)) if near else None


def _near_today(month: int, day: int, fits: Fits, here: Here) -> Found:
    """Return a day of this year, where that is close to today and not of another one."""
    today = here.today
    every = list(_days(month, day, _around(today)))
    options = [one for one in every if not here.past or one <= today + A_DAY] or every
    fitting = [one for one in options if fits(one)] or options
    away = sorted(fitting, key=lambda one: abs(one - today))
    close = CLOSE_AT_TURN if today.month in (1, 12) else CLOSE
    if away and away[0].year == today.year and fits(away[0]):
        certain = abs(away[0] - today) <= close or (len(fitting) == 1 and fitting != options)
        if certain and not (here.past and away[0] > today + A_DAY):
            return Found((away[0].isoformat(),), counted=True)
    return unsure(sorted(map(str, away[:2])), WHICH_YEAR, counted=True)


def _lately_past(near: Found, here: Here) -> Found:
    """Return the last of some days that have been, where no other one is as likely.

    It is asked about where the matter's own days are of long ago, or where the same day of this
    year, which is yet to come, lies closer.
    """
    last = max(map(date.fromisoformat, near.options), default=None)
    old = here.own is not None and here.own[1] + CLOSE < here.today
    if old or last is None or last > here.today + A_DAY:
        return near
    ahead = last.year < here.today.year and last + timedelta(days=183) < here.today
    return unsure([last], WHICH_YEAR, counted=True) if ahead else sure(last, counted=True)


def _lately(near: Found, today: date) -> bool:
    return any(abs(date.fromisoformat(one) - today) <= LATELY for one in near.options)


def _is_near(span: str, here: Here) -> bool:
    """Tell whether a month or a season can be meant because today is close to it."""
    when, away = parse(span), LATELY if here.catching_up else CLOSE
    if when.earliest is None or when.latest is None:
        return True
    ahead = timedelta() if here.past else away
    return when.earliest <= here.today + ahead and when.latest >= here.today - away


def _own_years(here: Here) -> range:
    """Return the years of the matter's own days, with the ones beside them."""
    if here.own is None:
        return range(0)
    first, last = here.own
    return range(first.year - 1, last.year + 2)


def _is_own(day: date, here: Here) -> bool:
    """Tell whether a day lies among the matter's own, or close to them."""
    first, last = here.own or (date.max, date.min)
    return bool(here.own) and first - CLOSE <= day <= last + CLOSE


def _touches_own(span: str, here: Here) -> bool:
    when = parse(span)
    ends = (when.earliest, when.latest)
    return any(one is not None and _is_own(one, here) for one in ends)


def _ends_behind(span: str, here: Here) -> bool:
    """Tell whether a month or a season does not end before what is acted on in it."""
    return here.behind is None or (parse(span).latest or date.max) >= here.behind


def _earliest(span: str) -> date:
    return parse(span).earliest or date.min


def _around(about: date) -> range:
    return range(about.year - 1, about.year + 2)


def _months(about: date) -> Iterable[tuple[int, int]]:
    """Return the month of a day with those beside it, each with its year."""
    number = about.year * 12 + about.month - 1
    return [((number + turn) // 12, (number + turn) % 12 + 1) for turn in (-1, 0, 1)]


def _days_of(day: int, months: Iterable[tuple[int, int]]) -> Iterable[date]:
    """Return a day of some months, of those that have it."""
    return [one for year, month in months for one in _days(month, day, [year])]


def _days(month: int, day: int, years: Iterable[int]) -> Iterable[date]:
    """Return a day of some years, of those that have it."""
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
