"""Refilable: until when a charge that was dismissed can be filed again."""

from __future__ import annotations

from datetime import date

from casefile.law.deadlines.limitation import Prosecution, kept_open, last_days
from casefile.law.edtf import FIRST_DAY, parse
from casefile.law.item import DISMISSED, Item
from casefile.law.setting import Setting


def refilable(item: Item, setting: Setting) -> tuple[str, str]:
    """Return the (earliest, latest) last day for filing a charge, as ISO text; "" is no end."""
    incident = setting.incident.when if setting.incident else None
    tolled = [(stay.begins, stay.ends) for stay in setting.stays if stay.tolls and stay.is_certain]
    statutes, place = item.detail.get("statute") or (), setting.jurisdiction
    days = last_days(place, item.severity, item.degree, incident, tolled, statutes)
    if item.state == DISMISSED and item.since:
        days = kept_open(place, days, incident, _prosecution(item, *item.since))
    first, last = days
    return (first.isoformat() if first else "", last.isoformat() if last else "")


def _prosecution(item: Item, dismissed: str, certain_on: str) -> Prosecution:
    """Return the prosecution of a dismissed charge, as far as a limitation period hangs on it."""
    latest = date.fromisoformat(certain_on)
    return Prosecution(
        earliest=min(parse(dismissed).earliest or FIRST_DAY, latest),
        latest=latest,
        severity=item.severity,
        instrument=str(item.detail.get("instrument", "")),
        untimely="untimely" in item.detail,
        on_appeal=item.appeals > 0,
    )
