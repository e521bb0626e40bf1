"""Noted: what people tell of that has no type of its own, and is kept as a note."""

from __future__ import annotations

import re

from casefile.words.what.done import ASKED

# A receipt is an event of no type of its own, and is kept as a note of its day.
RECEIVED = (
    r"(?:the )?(?:[a-z]+ ){0,2}citations? (?:was |were )?(?:received|arrived|delivered)(?: by .+)?"
    r"|(?:.+ )?(?:received|got) (?:the )?citations?"
)
# Papers about money that come to the office are its own, whoever sends them and how much it is.
_BILL = (
    r"(?:(?:the|an?|his|her|our) )?(?!true |no )(?:[a-z]+ ){0,3}"
    r"(?:bills?(?! of (?:information|indictment|particulars|costs))|invoices?|receipts?"
    r"|account statements?|estimates?|quotes?)"
)
BILLED = (
    rf"{_BILL}(?: (?:of|for|from|by|in the amount of) .+?)? (?:was |were |is )?"
    r"(?:received|arrived|came in|sent|forwarded)(?: (?:from|by|in|via|through) .+)?"
    rf"|(?:(?:we|i|the office|client) )?(?:received|got) {_BILL}(?: .+)?"
)
# What is told beside an arrest or a release, and is an act of its own.
_ACTS = (
    r"charged|charges|indict\w*|arraign(?:ed|s)|plead\w*|pled|(?:not )?guilty|no contest|convict\w*"
    r"|acquit\w*|dismiss\w*|sentence[ds]|drop(?:s|ped)|deferr?(?:ed|s)|adjudicat(?:ed|es)"
    r"|grant(?:ed|s)|amend(?:ed|s)|(?<!bail )(?<!bond )den(?:ied|ies)"
)
_BAIL = "set|posted|revoked|denied|reduced|increased|raised|lowered|modified"
# A part of what is owed that is paid, which ends nothing.
_NO_ACT = rf"(?!.*\b(?:{_ACTS}|settled|appealed|set for)\b)"
_PART_PAID = (
    rf"{_NO_ACT}(?:.+ )?(?:paid|pays|paying) (?P<part>\d[\d ]*)"
    r" (?:of|toward|towards|down on|on|against) (?:the |his |her |its |their )?(?!(?P=part)$)"
    r"(?:\d[\d ]*|(?:[a-z]+ )?(?:judgment|settlement|debt|balance|restitution|fines?|costs|fees))"
    r"(?: .+)?"
    rf"|{_NO_ACT}(?:.+ )?(?:made (?:a |an )?)?"
    r"(?:partial|first|second|third|monthly|installment) payments?"
    r"(?: of \d[\d ]*)?(?: (?:on|toward|against) .+)?(?: (?:was )?(?:received|made|paid))?"
    r"(?: by .+)?"
)
_SUPERVISES = r"(?:the )?(?:[a-z]+ ){0,2}(?:probation|parole) (?:officer|office|department)"
# In what way somebody is held or let go.
_HELD = (
    r"(?:on|without|in|into|to|pending|under) (?:.+ )?(?:bond|bail|custody|recognizance|detention"
    r"|jail|house arrest|monitor|monitoring|conditions|trial)(?: .+)?"
)
# Who is held or let go until the case is decided, and what becomes of a violation that is alleged.
CUSTODY = (
    rf"{_NO_ACT}(?!.*\b(?:hearing|conference)\b)(?:"
    r"(?:the )?(?:court|judge|magistrate(?: judge)?) (?:has )?"
    r"(?:(?:released|releases|detained|detains|remanded|remands) .+"
    rf"|(?:held|holds) (?!that\b).+ {_HELD}"
    rf"|(?:ordered|orders) .+ (?:held|released|detained) {_HELD})"
    r"|.+ (?:was |were |is )(?:ordered )?(?:held|released|detained|remanded|placed|booked)"
    rf" {_HELD}"
    r"|(?:.+ )?(?:self ?surrendered|surrendered|turned (?:him|her|them)sel(?:f|ves) in)"
    r"(?: (?:him|her|them)sel(?:f|ves))?(?: (?:to|at|on|in|after) .+)?"
    rf"|(?:{_SUPERVISES}|(?:the )?(?:state|prosecution|prosecutor|da|district attorney))"
    r" (?:has )?(?:filed|files|submitted|submits) (?:an? |the |its )?(?:[a-z]+ ){0,2}"
    r"violation (?:report|notice)(?: .+)?"
    rf"|(?:{_SUPERVISES}|(?:the )?(?:state|prosecution|prosecutor|da|district attorney))"
    r" (?:has )?(?:withdrew|withdraws|withdrawn) (?:the |its |his |her )?"
    r"(?:(?:[a-z]+ ){0,2}violation(?: (?:report|notice|petition|allegations?))?"
    r"|(?:probation )?revocation petition|petition to revoke .+))"
)
# What has no type of its own, is often told, and says all by its words.
NOTED = re.compile(
    r"(?:phone |telephone |video |conference |client )?call(?: (?:with|from|to) .+)?|voicemail"
    r"|(?:e-?mail|text)(?: (?:with|from|to) .+)?"
    r"|(?:client |we |i )?(?:telephoned|phoned|called|met)(?: .+)?"
    r"|(?:client |witness )?(?:intake|interview|meeting|conversation)(?: (?:with|of) .+)?"
    r"|(?:newspaper|news|press) (?:report|article|story|release)"
    r"|(?:[a-z]+ ){0,3}(?:demand letter|demand|(?:counter)?offer)"
    r"(?: (?:made|sent|received|rejected|declined|extended|refused|withdrawn))?"
    r"|(?:[a-z]+ ){0,3}(?:discovery|disclosures?|records?|files?|documents?|footage|photos?"
    r"|estimates?) (?:received|requested|sent|produced|provided)"
    r"|(?:[a-z]+ ){0,3}(?:hearing|conference|interview|copies|transcript|extension) requested"
    r"|(?:traffic stop|stopped|pulled over|searched|questioned|interrogated|breath test"
    r"|blood (?:test|draw))(?: (?:taken|by .+))?"
    r"|(?:the )?(?:bench |arrest |search )?warrants? (?:was |were |is )?"
    r"(?:quashed|recalled|cancell?ed|withdrawn|lifted|cleared)(?: .+)?"
    rf"|{ASKED.pattern}"
    r"|notice to (?:quit|vacate|terminate|cure|pay)(?: .+)?"
    r"|plea (?:agreement|deal|bargain|offer)(?: (?:was |is )?(?:reached|signed|made|negotiated"
    r"|received|offered|accepted by (?:the )?(?:client|defendant)))"
    r"|(?:probation |parole |supervision |release )?violation (?:was )?(?:reported|alleged|noticed)"
    r"(?: by .+)?|(?:the )?(?:probation|parole) officer (?:reported|noted|reports|notes) .+"
    r"|(?:(?:the )?(?:region(?: \d+)?|regional (?:director|office)|nlrb|board|agency) )?deferred"
    r" (?:the )?(?:\S+ )*charges?(?: to .+)?|charges? deferred to (?:the )?(?:grievance|arbitra).*"
    r"|(?:the )?region(?: \d+)? (?:has )?found (?:no )?merit(?: .+)?"
    r"|(?:\w+ )?day notice(?: to .+?)? (?:was |were )?(?:served|posted|given|delivered)(?: .+)?"
    r"|(?:service|summons)(?: (?:on|to) .+)? (?:was )?returned(?: unserved| not found| .+)?"
    r"|(?:we|our office|the office) sent (?:.+ )?(?:demand|offer|letter)(?: .+)?"
    r"|(?:conditions? of release|release conditions?|(?:bail|bond) conditions?)(?: .+)?"
    r"|(?:[a-z]+ ){0,3}inspected(?: .+)?|inspection (?:opened|began|conducted)(?: .+)?"
    r"|(?:interrogator(?:y|ies)|requests? (?:for|to) (?:production|admissions?|admit|produce)"
    r"|(?:[a-z]+ ){0,2}discovery(?: requests?| responses?)?|(?:[a-z]+ ){0,2}disclosures?"
    r"|deposition notices?|offer of judgment) (?:was |were )?served(?: on .+| by .+)?"
    # An offer that is accepted ends in a judgment (Fed. R. Civ. P. 68(a)), and is asked about.
    r"|(?!.*\baccept)(?:.+ )?(?:served|made|extended|received|got|rejected|withdrew)"
    r" (?:an? |the |his |her |its |our )?offer of judgment(?: .+)?"
    r"|(?:(?!because |since |as |after |when |and |held |hearing |trial )[\w.'-]+ ){0,5}"
    r"(?:(?:did not|failed to) (?:appear|show(?: up)?)|no show)(?: (?:at|for|in) .+)?"
    rf"|{RECEIVED}|{BILLED}|{CUSTODY}"
    rf"|(?!.*\b(?:{_ACTS}|(?:hearing|trial|conference) (?:is |was )?(?:set|scheduled))\b)"
    r"(?:.+ )?(?:arrest|(?:arrested|rearrested|booked|jailed|detained)(?: (?:for|on|in|at) .+)?|"
    r"released(?: on .+| from .+)?"
    rf"|(?:bail|bond) (?:was |is )?(?:{_BAIL})(?: (?:(?:at|to) )?\d.*)?"
    rf"|(?:{_BAIL}) (?:his |her |the )?(?:bail|bond)(?: (?:at|to) \d.*)?)"
    rf"|{_NO_ACT}(?:.+ )?(?:posted|posts) (?:an? |the |his |her )?(?:\d[\d ]* )?"
    r"(?:(?:cash|surety|supersedeas|appeal) )*(?:bond|bail)"
    r"(?: of \d[\d ]*)?(?: (?:on|pending) (?:the )?appeal| to stay (?:the )?execution(?: .+)?)?"
    rf"|{_NO_ACT}(?:an? |the |his |her )?(?:\d[\d ]* )?(?:(?:cash|surety|supersedeas|appeal) )*"
    r"(?:bond|bail)(?: (?:of|for) \d[\d ]*)? (?:was |is )?posted(?: (?:by|on|to) .+)?"
    rf"|{_PART_PAID}"
)
# What the office or somebody else has sent, which is a note where it is no act by itself.
SENT = re.compile(
    r"(?P<what>.+?) (?:was |were )?(?:sent|mailed|e-?mailed|faxed|delivered)(?: (?:to|by) .+)?"
)
