"""Persons: who is added to a matter, or is appointed in it, as people say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# What somebody is added as, who is called so alone.
ROLES = (
    *("plaintiff", "defendant", "petitioner", "respondent", "victim", "witness", "insurer"),
    *("insurance company", "insurance carrier", "guardian", "intervenor"),
    *("child", "juvenile", "minor", "mother", "father", "parent", "employer", "agency"),
    *("charging party", "charged party"),
    *("landlord", "tenant", "debtor", "creditor", "decedent", "beneficiary"),
)
# Whom a court appoints in a matter, by what they are there.
APPOINTED: Mapping[str, Sequence[str]] = {
    "guardian ad litem": ("guardian ad litem", "gal"),
    **{
        one: (one,)
        for one in (
            *("guardian", "conservator", "receiver", "special master", "mediator", "interpreter"),
            *("trustee", "executor", "personal representative", "administrator"),
        )
    },
}
# What people say | the type that it is | what else it says.
ADDED: Sequence[tuple[Sequence[str], Sequence[str], Mapping[str, str]]] = (
    *(
        (
            (
                *(f"add {role}", f"add {role}s", f"new {role}", f"{role} added", f"{role}s added"),
                role,
            ),
            ("party.added",),
            {"role": role},
        )
        for role in ROLES
    ),
    *(
        (
            tuple(f"{one} {done}" for one in called for done in ("appointed", "assigned", "named")),
            ("party.added",),
            {"role": role},
        )
        for role, called in APPOINTED.items()
    ),
    (
        tuple(
            f"{who} appointed"
            for who in ("counsel", "attorney", "lawyer", "public defender", "defense counsel")
        ),
        ("counsel.appeared",),
        {},
    ),
)
