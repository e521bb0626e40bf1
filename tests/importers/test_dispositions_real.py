"""Every real disposition, clause by clause, against its reading by hand.

The words stay where they are: a reading is found by the file, the count and the digest of its text.
"""

# ruff: noqa: E501 - a row of the table is a line

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from casefile.importers.pacer.counts import labels
from casefile.importers.pacer.dispositions import read
from tests.importers.judgments import in_short
from tests.shared import real

# By file, count and digest: the reading, and how many clauses are left over. The words of all
# others are "Dismissed", with or without a point.
READINGS: tuple[tuple[str, str, str, str, int], ...] = (
    (
        "district/cand_3.json",
        "1",
        "cc6a4cdbd46fdd48",
        "convicted; sentenced: custody 37M, release 3Y, fee 100.00",
        0,
    ),
    ("district/casd_3.json", "1", "ddbb91ca4d07f9d4", "dismissed prosecution without", 0),
    ("district/casd_3.json", "2", "904c8e34d420d25f", "convicted; sentenced: time_served", 0),
    (
        "district/casd_4.json",
        "1",
        "fee4600bb2ef5171",
        "convicted; sentenced: custody 60M, release 4Y, fee 100",
        0,
    ),
    (
        "district/casd_5.json",
        "1",
        "e41850d066d5a3f5",
        "convicted; sentenced: custody 36M, fee 100.00, more",
        1,
    ),
    (
        "district/gasd.json",
        "1",
        "8432e66eace2c4cb",
        "convicted; sentenced: custody 220M, release 5Y, fee 100.00, fine 2000.00",
        0,
    ),
    (
        "district/ncwd_1.json",
        "1",
        "02f2e7aa1a9bbb30",
        "convicted; sentenced: custody 60M concurr, release 3Y concurr, more; corrected: more; revoked: custody 8M consecu, release 2Y, more",
        5,
    ),
    (
        "district/ncwd_1.json",
        "34",
        "02f2e7aa1a9bbb30",
        "convicted; sentenced: custody 76M concurr, release 3Y concurr, more; corrected: more; revoked: custody 8M consecu, release 2Y, more",
        5,
    ),
    (
        "district/ned.json",
        "2",
        "41c6e58e9ee28c92",
        "convicted; sentenced: probation 5Y, fee 100, restitution 9999.00",
        0,
    ),
    ("district/ned.json", "1", "aa4e63e9dc3a8d4e", "dismissed court unknown", 0),
    ("district/txsd_1.json", "1", "77584603255f8f0f", "convicted; sentenced: time_served", 0),
    ("district/wawd.json", "1", "4873c93f0f1d5160", "dismissed prosecution unknown", 0),
    (
        "district/wawd.json",
        "1s",
        "0d7b2e0ff6308021",
        "convicted; sentenced: custody 15Y, release life, fee 100, more",
        1,
    ),
    ("district/wawd.json", "2", "4873c93f0f1d5160", "dismissed prosecution unknown", 0),
    ("district/wawd.json", "2s", "4873c93f0f1d5160", "dismissed prosecution unknown", 0),
    ("district/wawd.json", "3s", "4873c93f0f1d5160", "dismissed prosecution unknown", 0),
    ("district/wawd.json", "4s", "4873c93f0f1d5160", "dismissed prosecution unknown", 0),
    ("district/wawd.json", "5s", "4873c93f0f1d5160", "dismissed prosecution unknown", 0),
    (
        "district/wawd.json",
        "6s",
        "0d7b2e0ff6308021",
        "convicted; sentenced: custody 15Y, release life, fee 100, more",
        1,
    ),
)
DISMISSED = "dismissed unknown unknown"


def told() -> Iterator[tuple[str, str, str]]:
    """Yield the file, the count and the words of every disposition of a real docket."""
    folder = real("pacer_dockets")
    for path in sorted(folder.rglob("*.json")):
        page: dict[str, Any] = json.loads(path.read_bytes())
        for party in page.get("parties") or []:
            charged = party.get("criminal_data") or {"counts": [], "complaints": []}
            for row in (*charged["counts"], *charged["complaints"]):
                words = row["disposition"].strip()
                for label in labels(row["name"]) if words else ():
                    yield path.relative_to(folder).as_posix(), label, words


def test_real_dispositions__every_clause__as_read_by_hand() -> None:
    by_hand = {(file, label, digest): (said, left) for file, label, digest, said, left in READINGS}
    clauses = unread = 0
    seen = set()
    for file, label, words in told():
        found = read(words, label)
        key = (file, label, sha256(words.encode()).hexdigest()[:16])
        others = (DISMISSED, 0) if words.lower().strip(".") == "dismissed" else None
        assert (in_short(found), len(found.unread)) == by_hand.get(key, others), key
        assert ("more" in in_short(found)) == bool(found.unread), key
        seen |= {key}
        clauses += found.clauses
        unread += len(found.unread)
    assert by_hand.keys() <= seen
    sys.stdout.write(
        f"{clauses - unread} of {clauses} clauses are read ({1 - unread / clauses:.1%})\n"
    )
