"""Judgments in the wordings of federal dockets, invented, each with its reading by hand.

A reading is in short: how guilt was found or the charge ended, what was imposed, "more" where the
words say more than is read, and what a later judgment did. "as written" is no reading at all.
"""

# ruff: noqa: E501 - a row of the table is a line

from __future__ import annotations

from typing import Any

from casefile.importers.pacer.dispositions import Disposition

_KINDS = {
    "incarceration": "custody",
    "supervised_release": "release",
    "community_service": "service",
}


def in_short(found: Disposition) -> str:
    """Return a disposition as the tables write it."""
    said = [
        _event(type_, data, day)
        for (type_, data), day in zip(found.events, found.days, strict=True)
    ]
    return "; ".join(one for one in said if one) or "as written"


def _event(type_: str, data: dict[str, Any], day: str) -> str:
    on = f" @{day}" if day else ""
    if type_ == "charge.dismissed":
        return f"dismissed {data['by']} {data['prejudice']}{on}"
    if type_ == "charge.conviction_entered":
        return {"unknown": "convicted"}.get(data["basis"], data["basis"])
    if type_ == "charge.verdict_returned":
        return f"verdict {data['verdict']}"
    if type_ == "charge.trial_commenced":
        return ""
    if not type_.startswith("sentence."):
        return f"{type_} {' '.join(str(value) for value in data.values())}"
    more = ["more"] if data.get("partly_read") else []
    imposed = ", ".join([*map(_penalty, data.get("components", ())), *more])
    return f"{data.get('kind', 'sentenced')}: {imposed}{on}"


def _penalty(one: dict[str, Any]) -> str:
    kind = _KINDS.get(one["kind"], one["kind"])
    size = one.get("term", "").removeprefix("P") or one.get("amount", {}).get("amount", "")
    return " ".join(filter(None, (kind, size, one.get("relation", "")[:7])))


C = "convicted; sentenced: "
WHOLE: tuple[tuple[str, str, str], ...] = (
    # Custody, in every order.
    ("BOP 60 months", "1", C + "custody 60M"),
    ("60 months BOP", "1", C + "custody 60M"),
    ("CBOP 60 MOS", "1", C + "custody 60M"),
    ("60 mos. CBOP", "1", C + "custody 60M"),
    ("Imprisonment: 60 months", "1", C + "custody 60M"),
    ("Imprisonment for sixty (60) months", "1", C + "custody 60M"),
    ("Sixty months imprisonment", "1", C + "custody 60M"),
    ("Imprisonment for one hundred twenty (120) months", "1", C + "custody 120M"),
    ("BOP for a term of ONE HUNDRED AND TWENTY MONTHS", "1", C + "custody 120M"),
    ("Term of imprisonment of 27 months", "1", C + "custody 27M"),
    ("Sentenced to a 27-month term of imprisonment", "1", C + "custody 27M"),
    ("Sentenced to the custody of the Bureau of Prisons for a term of 27 months.", "1", C + "custody 27M"),
    (
        "The defendant is hereby committed to the custody of the United States Bureau of Prisons to be imprisoned for a total term of: 30 months",
        "1",
        C + "custody 30M",
    ),
    ("Committed to the custody of the U.S. Bureau of Prisons for 30 months", "1", C + "custody 30M"),
    ("Remanded to the custody of the Attorney General for 5 years", "1", C + "custody 5Y"),
    ("Jail 10 days", "1", C + "custody 10D"),
    ("12 months and one day imprisonment", "1", C + "custody 12M1D"),
    ("BOP 12 months and 1 day", "1", C + "custody 12M1D"),
    ("Imprisonment for a year and a day", "1", C + "custody 1Y1D"),
    ("1 year and 6 months imprisonment", "1", C + "custody 1Y6M"),
    ("BOP 2 yrs & 3 mos", "1", C + "custody 2Y3M"),
    ("LIFE IMPRISONMENT", "1", C + "custody life"),
    ("BOP - LIFE", "1", C + "custody life"),
    ("Sentenced to life imprisonment without the possibility of release", "1", C + "custody life"),
    ("Life in prison; $100 special assessment", "1", C + "custody life, fee 100"),
    ("Imprisonment for LIFE, 5 years S/R, $100 S/A", "1", C + "custody life, release 5Y, fee 100"),
    ("Sentenced to death", "1", C + "death"),
    ("Sentence of death; $100 S/A", "1", C + "death, fee 100"),
    ("Time served", "1", C + "time_served"),
    ("Sentenced to time served; 1 year supervised release", "1", C + "time_served, release 1Y"),
    ("BOP: TIME-SERVED; S/A $10", "1", C + "time_served, fee 10"),
    ("BOP 60 months with credit for time served", "1", C + "custody 60M"),
    ("BOP 14 months, with credit for time served; 2 years S/R", "1", C + "custody 14M, release 2Y"),
    # Together.
    ("BOP 60 months; 3 years S/R; $100 S/A", "1", C + "custody 60M, release 3Y, fee 100"),
    ("60 mos BOP, 3 yrs S/R, $100 S/A", "1", C + "custody 60M, release 3Y, fee 100"),
    ("60 MOS BOP 3 YRS S/R $100 S/A", "1", C + "custody 60M, release 3Y, fee 100"),
    ("BOP 60 MOS S/R 3 YRS P/A $100", "1", C + "custody 60M, release 3Y, fee 100"),
    ("30 months; 3 years supervised release; $100 assessment", "1", C + "custody 30M, release 3Y, fee 100"),
    ("30 months, 3 years S/R", "1", C + "custody 30M, release 3Y"),
    ("60 months, BOP, 3 years SR", "1", C + "custody 60M, release 3Y"),
    ("Sentenced to 48 months CBOP to be followed by 3 yrs SR, $100 PA", "1", C + "custody 48M, release 3Y, fee 100"),
    ("CBOP 8 MONTHS. P/A $100. S/R 2 YEARS. NO FINE.", "1", C + "custody 8M, fee 100, release 2Y"),
    ("BOP 10 mos. followed by 2 yrs. sup. rel. No fine. $25 asmt paid", "1", C + "custody 10M, release 2Y, fee 25"),
    ("18 months custody, 3 years TSR, $100 SPA", "1", C + "custody 18M, release 3Y, fee 100"),
    ("Imprisonment - 24 months; Supervised Release - 3 years; Special Assessment - $100; Restitution - $12,345.67", "1", C + "custody 24M, release 3Y, fee 100, restitution 12345.67"),
    ("24 months imprisonment; term of 3 years supervised release; Fine $5,000.00; $100.00 special assessment due immediately", "1", C + "custody 24M, release 3Y, fine 5000.00, fee 100.00"),
    ("BOP 41 months, SR 3 years, special assessment $100.00, restitution in the amount of $1,500.00", "1", C + "custody 41M, release 3Y, fee 100.00, restitution 1500.00"),
    ("Imprisonment 57 months; supervised release for a term of 3 years; special assessment of $100; no fine or restitution", "1", C + "custody 57M, release 3Y, fee 100"),
    ("Custody 24 months; SUPERVISED RELEASE: LIFE; assessment $100", "1", C + "custody 24M, release life, fee 100"),
    ("BOP 24 months; lifetime supervised release", "1", C + "custody 24M, release life"),
    ("BOP 24 months. Upon release from imprisonment, supervised release for a term of 3 years", "1", C + "custody 24M, release 3Y"),
    ("Defendant shall be placed on supervised release for 3 years; BOP 24 months", "1", C + "release 3Y, custody 24M"),
    ("100.00 S/A; BOP 6 months", "1", C + "fee 100.00, custody 6M"),
    ("BOP 24 months; $100 special assessment; $5,000 JVTA assessment", "1", C + "custody 24M, fee 100, fee 5000"),
    ("BOP 24 months; forfeiture money judgment in the amount of $20,000", "1", C + "custody 24M, forfeiture 20000"),
    ("Assessment $100; Fine: none; Restitution: N/A; BOP 6 months", "1", C + "fee 100, custody 6M"),
    ("BOP 6 months; Fine $0; S/A $100", "1", C + "custody 6M, fee 100"),
    ("BOP 6 months; fine waived", "1", C + "custody 6M"),
    ("BOP 6 months; S/A $100 (remitted)", "1", C + "custody 6M"),
    ("BOP 5 years, to run concurrently", "1", C + "custody 5Y concurr"),
    ("BOP 57 months, concurrent with Count 2", "1", C + "custody 57M concurr"),
    ("BOP 57 months consecutive to any other undischarged term of imprisonment", "1", C + "custody 57M consecu"),
    ("BOP 1 year, 6 months S/R; S/A $100", "1", C + "custody 1Y, release 6M, fee 100"),
    ("60 months, BOP, 3 years, S/R, $100, S/A", "1", C + "custody 60M, release 3Y, fee 100"),
    ("BOP 60 months, imposed, fine $100", "1", C + "custody 60M, fine 100"),
    ("3 months 2 years S/R; $100 S/A", "1", C + "custody 3M, release 2Y, fee 100"),
    # Probation, home detention, service.
    ("Probation 3 years", "1", C + "probation 3Y"),
    ("3 years probation; $25 S/A", "1", C + "probation 3Y, fee 25"),
    ("36 mos prob; 6 mos home detention; 100 hrs comm service; $10 SA", "1", C + "probation 36M, home_detention 6M, service T100H, fee 10"),
    ("Probation for a term of five (5) years; 200 hours of community service", "1", C + "probation 5Y, service T200H"),
    ("Sentenced to 1 year probation, $500 fine, $25 special assessment", "1", C + "probation 1Y, fine 500, fee 25"),
    ("Placed on probation for a period of 12 months", "1", C + "probation 12M"),
    ("Home confinement 6 months; probation 3 years", "1", C + "home_detention 6M, probation 3Y"),
    ("Time served; 3 years SR; 6 months home confinement", "1", C + "time_served, release 3Y, home_detention 6M"),
    ("Fined $500; $10 assessment", "1", C + "fine 500, fee 10"),
    ("Fine of $250.00 and court costs of $50", "1", C + "fine 250.00, fee 50"),
    # Days.
    ("Sentenced on 3/30/09 to 60 months BOP, 3 years S/R, $100 S/A", "1", C + "custody 60M, release 3Y, fee 100 @2009-03-30"),
    ("Sentenced 3/30/2009: BOP 60 months", "1", C + "custody 60M @2009-03-30"),
    ("BOP 60 months (sentenced on March 30, 2009)", "1", C + "custody 60M @2009-03-30"),
    ("Sentenced on 2009-03-30. BOP 60 months", "1", C + "custody 60M @2009-03-30"),
    ("Sentenced on 13/45/09. BOP 60 months", "1", C + "custody 60M, more"),
    ("Dismissed 3/30/09", "1", "dismissed unknown unknown @2009-03-30"),
    ("Dismissed on government's motion on April 2, 2010", "1", "dismissed prosecution unknown @2010-04-02"),
    ("Pled guilty 3/1/09; BOP 60 months", "1", "charge.plea_entered guilty; plea_guilty; sentenced: custody 60M"),
    # Counts.
    ("CBOP 60 months as to each of Counts 1, 2 and 4 to be served concurrently; SUPERVISED RELEASE 3 years", "4", C + "custody 60M concurr, release 3Y"),
    ("CBOP 60 months on each of Cts 1-3, concurrent; 3 years S/R on each count, concurrent; $100 S/A per count", "2", C + "custody 60M concurr, release 3Y concurr, fee 100"),
    ("60 months on Count 1 and 120 months on Count 2, to run consecutively; 3 years S/R as to each count; $100 S/A on each count", "2", C + "custody 120M consecu, release 3Y, fee 100"),
    ("BOP 24 months as to Count One; BOP 36 months as to Count Two, concurrent with Count One", "2", C + "custody 36M concurr"),
    ("BOP 24 months as to Count 1; BOP 36 months as to Count 2", "1s", C + "custody 24M"),
    ("BOP 24 months as to Count 1s; BOP 36 months as to Count 2s", "2s", C + "custody 36M"),
    ("Cts 1-3: BOP 24 months on each count", "3", C + "custody 24M"),
    ("Special Assessment - $100 each count for a total of $200; BOP 15 years", "1", C + "fee 100, custody 15Y"),
    ("$200 total special assessment ($100 per count); BOP 15 years", "1", C + "fee 100, custody 15Y"),
    ("BOP 60 months on Count 1. Count 2 is dismissed on government's motion", "1", C + "custody 60M"),
    ("BOP 60 months on Count 1. Remaining counts dismissed on motion of the government", "1", C + "custody 60M"),
    ("BOP 60 months; Count 2 dismissed", "1", C + "custody 60M"),
    ("BOP 60 months on Count 1. Count 2 is dismissed on government's motion", "2", "dismissed prosecution unknown"),
    # Dismissals.
    ("Dismissed upon Gov't motion", "1", "dismissed prosecution unknown"),
    ("DISMISSED ON GOVT'S MOTION", "1", "dismissed prosecution unknown"),
    ("Dism'd on motion of USA", "1", "dismissed prosecution unknown"),
    ("Dismissed on U.S. Attorney's motion", "1", "dismissed prosecution unknown"),
    ("Order for dismissal", "1", "dismissed unknown unknown"),
    ("Order of dismissal without prejudice", "1", "dismissed unknown without"),
    ("ORDER DISMISSING COUNT 3 w/o prejudice on the Government's Motion", "3", "dismissed prosecution without"),
    ("Dismissed w/prejudice", "1", "dismissed unknown with"),
    ("Dismissed pursuant to Rule 48(a)", "1", "dismissed unknown unknown"),
    ("Dismissed by the Government", "1", "dismissed prosecution unknown"),
    ("Government's motion to dismiss granted", "1", "dismissed prosecution unknown"),
    ("Gov't oral motion to dismiss count 2 - GRANTED", "2", "dismissed prosecution unknown"),
    ("Dismissed on government's motion at sentencing", "1", "dismissed prosecution unknown"),
    ("Dismissed per plea agreement", "1", "dismissed agreement unknown"),
    ("Counts 2-5 dismissed on motion of the US", "4", "dismissed prosecution unknown"),
    ("Counts 2, 3 and 5 are dismissed", "3", "dismissed unknown unknown"),
    ("All remaining counts dismissed", "1", "dismissed unknown unknown"),
    ("Count(s) 2s is dismissed on the motion of the United States.", "2s", "dismissed prosecution unknown"),
    ("Nolle prosequi", "1", "dismissed prosecution unknown"),
    ("NOL PROS", "1", "dismissed prosecution unknown"),
    ("Dismissed by the court sua sponte", "1", "dismissed court unknown"),
    # Guilt and its opposite.
    ("Pled not guilty; found guilty by jury; BOP 60 months", "1", "verdict guilty; sentenced: custody 60M"),
    ("Change of plea to guilty; imprisonment 14 months", "1", "charge.plea_entered guilty; plea_guilty; sentenced: custody 14M"),
    ("Jury returned verdict of guilty; BOP 96 months", "1", "verdict guilty; sentenced: custody 96M"),
    ("Found guilty by jury verdict", "1", "verdict guilty"),
    ("Jury verdict - guilty", "1", "verdict guilty"),
    ("GUILTY by jury", "1", "verdict guilty"),
    ("Convicted by jury; BOP 60 months", "1", "verdict guilty; sentenced: custody 60M"),
    ("Found guilty on Count 1 after jury trial; 120 months BOP; 5 yrs S/R", "1", "verdict guilty; sentenced: custody 120M, release 5Y"),
    ("Found guilty after bench trial; 2 years probation", "1", "bench; sentenced: probation 2Y"),
    ("Pled guilty to count 1; BOP 6 months", "1", "charge.plea_entered guilty; plea_guilty; sentenced: custody 6M"),
    ("Pleaded nolo contendere; fine $100", "1", "charge.plea_entered no_contest; plea_no_contest; sentenced: fine 100"),
    ("Jury verdict of not guilty", "1", "verdict not_guilty"),
    ("Found not guilty by jury", "1", "verdict not_guilty"),
    ("Not guilty by reason of insanity", "1", "verdict not_guilty_insanity"),
    ("Judgment of acquittal granted", "1", "verdict directed_acquittal"),
    ("Rule 29 motion for judgment of acquittal granted", "1", "verdict directed_acquittal"),
    ("Found guilty by jury on Count 1; Count 2 dismissed", "1", "verdict guilty"),
    # First offenders.
    ("12 months probation pursuant to 18 U.S.C. 3607(a)", "1", "charge.deferral_ordered first_offender_probation ['Probation: P12M']"),
    ("Probation 1 year under 18:3607", "1", "charge.deferral_ordered first_offender_probation ['Probation: P1Y']"),
    # Later judgments.
    ("Supervised release revoked; 8 months BOP; no supervised release to follow", "1", "convicted; revoked: custody 8M"),
    ("Supervised release revoked. BOP 8 months", "1", "convicted; revoked: custody 8M"),
    ("Probation revoked; sentenced to 9 months custody, 2 years S/R", "1", "convicted; revoked: custody 9M, release 2Y"),
    ("REVOCATION: BOP 8 months; 12 months S/R", "1", "convicted; revoked: custody 8M, release 12M"),
    ("Revocation of Supervised Release 4/2/10: 8 months BOP", "1", "convicted; revoked: custody 8M @2010-04-02"),
    ("Judgment on revocation of probation: imprisonment 4 months", "1", "convicted; revoked: custody 4M"),
    ("S/R revoked 8 months; 12 months S/R", "1", "convicted; revoked: custody 8M, release 12M"),
    ("Probation 3 years and probation revoked 3/3/10; 6 months BOP", "1", C + "probation 3Y; revoked: custody 6M @2010-03-03"),
    ("Revocation judgment: 8 months; 2 years S/R", "1", "convicted; revoked: custody 8M, release 2Y"),
    ("Probation 5 years. Probation revoked; BOP 8 months", "1", C + "probation 5Y; revoked: custody 8M"),
    ("BOP 60 months; 3 yrs S/R. S/R REVOKED 6/1/2012: BOP 10 months, 1 year S/R", "1", C + "custody 60M, release 3Y; revoked: custody 10M, release 1Y @2012-06-01"),
    ("BOP 60 months. Amended judgment 4/2/10: BOP 48 months", "1", C + "custody 60M; corrected: custody 48M @2010-04-02"),
    ("Amended judgment 4/2/10: BOP 48 months; 3 years S/R", "1", C + "more; corrected: custody 48M, release 3Y @2010-04-02"),
    ("BOP 60 months. Second Amended Judgment: BOP 50 months", "1", C + "custody 60M; corrected: custody 50M"),
    ("Resentenced on 4/2/10 to BOP 48 months", "1", C + "more; corrected: custody 48M @2010-04-02"),
    ("BOP 60 months. Supervised release revoked 1/5/12: BOP 6 months. Supervised release revoked 2/6/14: BOP 4 months", "1", C + "custody 60M; revoked: custody 6M @2012-01-05; revoked: custody 4M @2014-02-06"),
)  # fmt: skip
PARTLY: tuple[tuple[str, str, str], ...] = (
    ("BOP 60 months; mandatory drug testing", "1", C + "custody 60M, more"),
    ("BOP 36 months, supervised release for three with conditions", "1", C + "custody 36M, more"),
    ("BOP 30 months; Restitution - DEFERRED", "1", C + "custody 30M, more"),
    ("BOP 30 months; restitution to be determined", "1", C + "custody 30M, more"),
    ("Twelve (10) months imprisonment; S/A $100", "1", C + "fee 100, more"),
    ("Time served; mandatory drug testing", "1", C + "time_served, more"),
    ("Sentence of death; restitution to be determined", "1", C + "death, more"),
    ("Time served; 18 months; 3 years S/R", "1", C + "time_served, release 3Y, more"),
    ("Sentenced to death; life", "1", C + "death, more"),
    ("Found guilty by jury; fine $100; drug testing", "1", "verdict guilty; sentenced: fine 100, more"),
    ("60 months, BOP, 24 months; $100 S/A", "1", C + "fee 100, more"),
    ("BOP 240 months; 120 months on each of Counts 1 and 2, consecutive", "1", C + "custody, more"),
    ("3 years 2 years S/R; $100 S/A", "1", C + "fee 100, more"),
    ("BOP 10 months. Amended judgment: count 2 dismissed", "1", C + "custody 10M; corrected: more"),
    ("BOP 12 to 18 months; S/A $100", "1", C + "fee 100, more"),
    ("BOP 12-18 months; S/A $100", "1", C + "fee 100, more"),
    ("1.5 years imprisonment; S/A $100", "1", C + "fee 100, more"),
    ("2 1/2 years imprisonment; S/A $100", "1", C + "fee 100, more"),
    ("BOP 3 years and 6 months home detention; S/A $100", "1", C + "fee 100, more"),
    ("60 months; $100 S/A", "1", C + "fee 100, more"),
    ("BOP 10 months, time served", "1", C + "custody, more"),
    ("BOP 10 months or time served; S/A $100", "1", C + "fee 100, more"),
    ("BOP 60 months; restitution $1.5 million", "1", C + "custody 60M, more"),
    ("BOP 60 months; fine $1,00", "1", C + "custody 60M, more"),
    ("BOP 60 months consecutive to case 22CR100", "1", C + "custody 60M, more"),
    ("BOP 60 months on Counts 1 and 2; S/A $200", "1", C + "more"),
    ("60 months BOP on all counts; S/A $100", "1", C + "fee 100, more"),
    ("$200 assessment; 60 months on each of Counts 1 and 2; 3 years S/R", "2", C + "custody 60M, release 3Y, more"),
    ("BOP 60 months with 3 years S/R and drug treatment; S/A $100", "1", C + "fee 100, more"),
    ("BOP 24 months, 6 months community confinement; S/A $100", "1", C + "fee 100, more"),
    ("BOP 24 months; $250 per month restitution", "1", C + "custody 24M, more"),
    ("BOP 24 months to begin 4/2/10; S/A $100", "1", C + "fee 100, more"),
    ("BOP 24 months; self-surrender by 4/2/10", "1", C + "custody 24M, more"),
    ("BOP 24 months; 100 hours community service by 4/2/10", "1", C + "custody 24M, more"),
    ("BOP 24 months; fine $100 paid 4/2/10", "1", C + "custody 24M, more"),
    ("BOP 24 months; 20 hours per week community service", "1", C + "custody 24M, more"),
    ("BOP 24 months; $500 restitution joint and several with co-defendants", "1", C + "custody 24M, more"),
    ("BOP 60 months. S/R revoked: BOP 8 months; other violations dismissed", "1", C + "custody 60M; revoked: more"),
    ("BOP 60 months. Supervised release revoked: continued on supervision", "1", C + "custody 60M; revoked: more"),
    ("BOP 60 months. Amended judgment: Amended only as to page 5", "1", C + "custody 60M; corrected: more"),
)  # fmt: skip
AS_WRITTEN: tuple[tuple[str, str], ...] = (
    ("Death", "1"),
    ("up to 10 months imprisonment; S/A $100", "1"),
    ("$25 assessment; 12 months in the program", "1"),
    ("Court costs $225", "1"),
    ("Dismissed; mandatory drug testing", "1"),
    ("Not guilty; drug treatment", "1"),
    ("Motion to dismiss denied", "1"),
    ("Motion to dismiss", "1"),
    ("Rule 29 motion denied", "1"),
    ("Motion for judgment of acquittal", "1"),
    ("Adjudication withheld; 12 months probation", "1"),
    ("Pretrial diversion 12 months", "1"),
    ("Deferred prosecution; 12 months probation", "1"),
    ("Sentence suspended; 3 years probation", "1"),
    ("BOP 5 years, 3 suspended", "1"),
    ("BOP 5 years. Sentence vacated", "1"),
    ("BOP 5 years; conviction reversed", "1"),
    ("BOP 60 months. Sentence reduced to time served", "1"),
    ("Bond revoked", "1"),
    ("BOP 10 months. Revoked on 3/3/10", "1"),
    ("BOP 5 years with such conditions on Count 2; 3 years probation", "1"),
    ("Count 1: BOP 60 months", ""),
    ("Petition to revoke supervised release dismissed", "1"),
    ("Supervised release not revoked; BOP 8 months", "1"),
    ("Violation of supervised release: 8 months BOP", "1"),
    ("Guilty", "1"),
    ("Dismissed; BOP 5 years", "1"),
    ("Dismissed with prejudice; dismissed without prejudice", "1"),
    ("BOP 60 months on Count 1; remaining counts dismissed", "2"),
    ("BOP 60 months; remaining counts dismissed", "2"),
    ("Count 2 dismissed", "1"),
    ("BOP 60 months on Count 2", "1"),
    ("Plea of not guilty", "1"),
    ("Jury unable to reach a verdict", "1"),
    ("Transferred to the Western District of Texas for supervision", "1"),
    ("See judgment", "1"),
    ("Deceased", "1"),
    ("Committed to the Bureau of Prisons", "1"),
    ("Found incompetent to stand trial", "1"),
    ("Dismissed as to Counts 2 and 3 only", "1"),
)  # fmt: skip
